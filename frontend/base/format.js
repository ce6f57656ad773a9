/**
 * Numbers, money and times in the language of the page's words and the user's own zone. Pure: no
 * DOM.
 */
import { compare } from "./decimal.js";

/** @typedef {import("./decimal.js").Decimal} Decimal */

const WORDS = "en";

/** @type {Map<string, boolean>} */
const known = new Map();

/**
 * Whether a region's English writes numbers with a point, as the words' own does; that of Germany
 * and others does not.
 * @param {string} tag
 */
function isPlain(tag) {
  if (!known.has(tag)) known.set(tag, new Intl.NumberFormat(tag).format(1.5) === "1.5");
  return known.get(tag);
}

/**
 * The language of the page's words, with the region of the user's where that one is of the same
 * language.
 */
export const locale = () =>
  globalThis.navigator?.languages?.find((tag) => /^en\b/i.test(tag) && isPlain(tag)) ?? WORDS;

const DECIMALS = /** @type {[number, string][]} */ ([
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
]);

/** @type {Map<string, Intl.NumberFormat>} */
const numbers = new Map();

/** @param {Intl.NumberFormatOptions} options */
function numberFormat(options) {
  const key = `${locale()} ${JSON.stringify(options)}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), options);
    numbers.set(key, format);
  }
  return format;
}

/**
 * How many decimals a currency has, as the server counts them: browsers leave out those that nobody
 * pays with.
 * @param {string} currency
 */
export const digitsOf = (currency) =>
  DECIMALS.find(([, codes]) => codes.includes(currency))?.[0] ?? 2;

/**
 * An amount without its currency, with a true minus.
 * @param {Decimal} amount
 * @param {string} currency
 */
export function amountText(amount, currency) {
  const digits = digitsOf(currency || "USD");
  const format = numberFormat({
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, 6),
  });
  return format.format(/** @type {number} */ (amount)).replace("-", "−");
}

/**
 * An amount with its currency: “4.95 USD”.
 * @param {Decimal | null | undefined} amount
 * @param {string} currency
 */
export const moneyText = (amount, currency) =>
  amount == null ? "unknown" : `${amountText(amount, currency)}\u00a0${currency}`;

/**
 * An amount as one would type it, to fill a field.
 * @param {Decimal | null | undefined} amount
 * @param {string} currency
 */
export function fieldText(amount, currency) {
  if (amount == null) return "";
  const digits = digitsOf(currency || "USD");
  const format = numberFormat({
    minimumFractionDigits: digits,
    maximumFractionDigits: 6,
    useGrouping: false,
  });
  return format.format(/** @type {any} */ (amount));
}

/** @param {number} value */
export const countText = (value) => numberFormat({}).format(value);

/** The decimal and thousands marks of the page's language. */
export function marks() {
  const parts = numberFormat({ useGrouping: true }).formatToParts(12345.6);
  const find = (/** @type {string} */ type) =>
    parts.find((part) => part.type === type)?.value ?? "";
  return { decimal: find("decimal") || ".", group: find("group") };
}

/** A day without a time, “2 Jan 2013”. @param {string | null | undefined} day */
export function dayText(day) {
  if (!day) return "–";
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(day);
  const moment = new Date(bare ? `${day}T00:00:00Z` : day);
  if (Number.isNaN(moment.getTime())) return day;
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: "medium",
    ...(bare ? { timeZone: "UTC" } : {}),
  }).format(moment);
}

/** A moment in full, for hovering and screen readers. @param {string} moment */
export function momentText(moment) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(moment)) return dayText(moment);
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(moment),
  );
}

/** The time of day, “14:05”. @param {string} moment */
export const clockText = (moment) =>
  new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).format(new Date(moment));

/**
 * The day of a moment in the user's own zone, in words for the last two: “Today”.
 * @param {string} moment
 * @param {Date} [now]
 */
export function dayNear(moment, now = new Date()) {
  const [day, today] = [new Date(moment), new Date(now)].map((one) => one.setHours(0, 0, 0, 0));
  const days = Math.round((day - today) / 86400000);
  if (days > 0 || days < -1) return dayText(moment);
  const text = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(days, "day");
  return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
}

const STEPS = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([
  ["year", 31557600],
  ["month", 2629800],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
]);

/**
 * How long ago or until, in words: “3 days ago”.
 * @param {string} moment
 * @param {number} [now] in milliseconds
 */
export function agoText(moment, now = Date.now()) {
  const seconds = (new Date(moment).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return "just now";
}

/** A span in short words: “3 days”. @param {string} since @param {number} [now] in milliseconds */
export function spanText(since, now = Date.now()) {
  const seconds = Math.max(0, (now - new Date(since).getTime()) / 1000);
  for (const [unit, size] of STEPS) {
    if (seconds >= size)
      return numberFormat({ style: "unit", unit, unitDisplay: "long" }).format(
        Math.trunc(seconds / size),
      );
  }
  return "moments";
}

/**
 * @param {string | null | undefined} due
 * @param {number} [now] in milliseconds
 * @returns {"late" | "soon" | null}
 */
export function urgency(due, now = Date.now()) {
  if (!due) return null;
  const left = new Date(due).getTime() - now;
  return left < 0 ? "late" : left < 86400000 ? "soon" : null;
}

/** Names as one reads them out: “Ann, Bo and Cy”. @param {string[]} names */
export const listText = (names) =>
  new Intl.ListFormat(locale(), { style: "long", type: "conjunction" }).format(names);

/**
 * Which sign an amount has, so that minus, zero and unknown look different.
 * @param {Decimal | null | undefined} amount
 */
export const signOf = (amount) =>
  amount == null
    ? "unknown"
    : compare(amount, 0) < 0
      ? "minus"
      : compare(amount, 0) === 0
        ? "zero"
        : "plus";

/** @param {number} bytes */
export const sizeText = (bytes) =>
  bytes < 1e6
    ? numberFormat({ style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(
        Math.ceil(bytes / 1000),
      )
    : numberFormat({ style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(
        bytes / 1e6,
      );

/** A language in words, “de” as “German”. @param {string} tag */
export function languageText(tag) {
  try {
    return new Intl.DisplayNames(locale(), { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
