/**
 * Exact arithmetic on decimal text. Amounts never pass through a binary fraction on their way to
 * the screen or the API.
 * @typedef {string | number} Decimal
 */

/** How many digits the API takes before the point. */
const MAX_DIGITS = 15;

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** @param {Decimal} value @returns {{ units: bigint, scale: number }} */
function split(value) {
  const found = SHAPE.exec(typeof value === "number" ? plain(value) : value.trim());
  if (!found || (!found[2] && !found[3])) throw new RangeError(`not a decimal: ${value}`);
  const fraction = found[3] ?? "";
  const units = BigInt(`${found[2]}${fraction}` || "0");
  return { units: found[1] === "-" ? -units : units, scale: fraction.length };
}

/** A number as text without an exponent. @param {number} value */
function plain(value) {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}

/** @param {bigint} units @param {number} scale @returns {string} */
function join(units, scale) {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale ? `.${fraction}` : ""}`;
}

/** @param {Decimal} left @param {Decimal} right @returns {[bigint, bigint, number]} */
function align(left, right) {
  const a = split(left);
  const b = split(right);
  const scale = Math.max(a.scale, b.scale);
  return [
    a.units * 10n ** BigInt(scale - a.scale),
    b.units * 10n ** BigInt(scale - b.scale),
    scale,
  ];
}

/** @param {Decimal} left @param {Decimal} right */
export function add(left, right) {
  const [a, b, scale] = align(left, right);
  return join(a + b, scale);
}

/** @param {Decimal} left @param {Decimal} right */
export function subtract(left, right) {
  const [a, b, scale] = align(left, right);
  return join(a - b, scale);
}

/** @param {Decimal[]} values */
export const sum = (values) =>
  values.reduce((/** @type {string} */ total, value) => add(total, value), "0");

/** @param {Decimal} left @param {Decimal} right @returns {-1 | 0 | 1} */
export function compare(left, right) {
  const [a, b] = align(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @param {Decimal | null | undefined} value */
export const isZero = (value) => value == null || split(value).units === 0n;

/**
 * The share of a part in a whole, 0 to 1, for drawing only.
 * @param {Decimal} part
 * @param {Decimal} whole
 */
export const share = (part, whole) =>
  isZero(whole) ? 0 : Math.max(0, Math.min(1, Number(part) / Number(whole)));

/**
 * Whether a JSON number can be held by a double without losing a digit.
 * @param {number} value
 * @param {string} source
 */
export function isExact(value, source) {
  return /[eE]/.test(source) || (Number.isFinite(value) && compare(value, source) === 0);
}

/**
 * What somebody typed, as decimal text, or what is wrong with it. Takes comma or point as the
 * language has it: with English words
 * `1,500` is fifteen hundred and `4,95` four and 95 hundredths; what the currency's decimals leave
 * open is not guessed.
 * @param {string} text
 * @param {{ decimal: string, group: string }} marks
 * @param {number} digits decimals of the currency
 * @returns {{ value: string } | { error: string }}
 */
export function readAmount(text, marks, digits) {
  const bare = text.replace(/[\s\u00a0\u202f']/g, "").replace(/[−–]/g, "-");
  if (bare === "") return { error: "Enter an amount." };
  if (!/^[+-]?[\d.,]+$/.test(bare) || !/\d/.test(bare)) {
    return { error: `Enter digits only, for example 12${marks.decimal}50.` };
  }
  const normal = normalise(bare, marks, digits);
  if (normal === null)
    return {
      error:
        `“${text.trim()}” can be read in two ways. Leave out the thousands marks, as in` +
        ` 1234${marks.decimal}50.`,
    };
  const [whole, fraction = ""] = normal.replace(/^[+-]/, "").split(".");
  if (whole.replace(/^0+/, "").length > MAX_DIGITS)
    return { error: `Use at most ${MAX_DIGITS} digits before the decimals.` };
  if (fraction.length > digits) {
    return {
      error: digits === 0 ? "This currency has no decimals." : `Use at most ${digits} decimals.`,
    };
  }
  return {
    value: normal
      .replace(/^\+/, "")
      .replace(/^(-?)0+(?=\d)/, "$1")
      .replace(/^(-?)\./, "$10.")
      .replace(/\.$/, ""),
  };
}

/**
 * @param {string} text
 * @param {{ decimal: string, group: string }} marks
 * @param {number} digits
 * @returns {string | null}
 */
function normalise(text, { decimal, group }, digits) {
  const used = [...text].filter((sign) => sign === "." || sign === ",");
  if (used.length === 0) return text;
  const last = /** @type {string} */ (used.at(-1));
  const other = last === "." ? "," : ".";
  const tail = text.slice(text.lastIndexOf(last) + 1);
  const grouped = (/** @type {string} */ part, /** @type {string} */ mark) =>
    /^[+-]?[1-9]\d{0,2}$/.test(part.split(mark)[0]) &&
    part
      .split(mark)
      .slice(1)
      .every((three) => /^\d{3}$/.test(three));
  if (used.includes(other)) {
    const head = text.slice(0, text.lastIndexOf(last));
    return head.includes(last) || !grouped(head, other)
      ? null
      : `${head.replaceAll(other, "")}.${tail}`;
  }
  if (used.length > 1) return grouped(text, last) ? text.replaceAll(last, "") : null;
  if (last === decimal) return text.replace(last, ".");
  if (last === group && grouped(text, last))
    return tail.length <= digits ? null : text.replace(last, "");
  return text.replace(last, ".");
}
