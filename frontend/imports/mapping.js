/**
 * How the columns of a file become fields: what the server says of them, what a person chose, and
 * what is still open. Pure: no DOM.
 */
import { digitsOf } from "../base/format.js";

/**
 * @typedef {{ name: string, label: string, required?: boolean, type: "text" | "date" | "moment" |
 *   "amount" | "flag" | "choice", hint?: string, choices?: string[] }} FieldSpec
 */
/**
 * @typedef {{ format: string, cell: string, reads: string }} Way one way to read a column, and what
 *   it makes of a cell
 */
/**
 * @typedef {{ name: string, filled: number, samples: string[], odd: string[], words: string[],
 *   days: Way[], moments: Way[], amounts: Way[], decimals: number, creditSigns: boolean }} Column
 *   what the server has seen of one
 */
/**
 * @typedef {{ column?: string, constant?: string, format?: string, values?: Record<string, string>,
 *   rounds?: boolean, belowZero?: string }} Source
 */
/** @typedef {Record<string, Source>} Mapping */
/** @typedef {{ mapping: Mapping, asOf: string, currency: string, linePerRow: boolean }} Terms */
/** @typedef {{ format: string, label: string, example: string }} Writing */
/**
 * @typedef {{ date: Writing[], moment: Writing[], amount: Writing[], shortYears: string,
 *   encodings: string[], delimiters: string[] }} Ways
 */

/**
 * What a file can hold, as people say it; `needs` is what bringing it in takes beside the right to
 * import.
 * @type {{ value: string, label: string, short: string, needs?: string }[]}
 */
export const kinds = [
  { value: "invoices", label: "Invoices, with their customers", short: "Invoices" },
  { value: "customers", label: "Customers only", short: "Customers" },
  {
    value: "payments",
    label: "Payments of customers",
    short: "Payments",
    needs: "invoice.settle",
  },
  { value: "operators", label: "Operators, each with a wallet", short: "Operators" },
  { value: "aggregators", label: "Aggregators, and how they settle", short: "Aggregators" },
  { value: "bookings", label: "Bookings between them", short: "Bookings" },
  { value: "vendors", label: "Vendors, each with a wallet", short: "Vendors" },
  { value: "orders", label: "Orders of customers and vendors", short: "Orders" },
  { value: "orderNotes", label: "Pickup notes and changes of condition", short: "Order notes" },
  { value: "payoutResults", label: "What the bank says of payouts", short: "Payout results" },
  {
    value: "openingBalances",
    label: "Opening balances of wallets",
    short: "Opening balances",
    needs: "ledger.correct",
  },
];

export const kindText = (/** @type {string} */ kind) =>
  kinds.find((one) => one.value === kind)?.short ?? kind;

/**
 * Where an import stands; one whose file has been looked at waits for a person.
 * @param {Pick<Api.ImportView, "status" | "rows">} job
 */
export const statusOf = (job) =>
  job.status === "waiting" && job.rows != null ? "unmapped" : job.status;

/** Whether the day that a file speaks of makes a difference. @param {FieldSpec[]} specs */
export const hasDays = (specs) =>
  specs.some((spec) => spec.type === "date" || spec.type === "moment");

/** How a field is written where a saved mapping does not say. @type {Record<string, string>} */
const usual = { date: "%Y-%m-%d", moment: "iso", amount: "1234.56" };

/**
 * Whether a field can be written in several ways, of which one has to be chosen.
 * @param {FieldSpec} spec
 */
export const isWritten = (spec) => spec.type in usual;

/**
 * The ways in which all of a column can be read as a field.
 * @param {FieldSpec} spec
 * @param {Column | undefined} column
 * @returns {Way[]}
 */
export function waysOf(spec, column) {
  if (!column) return [];
  if (spec.type === "amount") return column.amounts;
  return spec.type === "moment" ? column.moments : spec.type === "date" ? column.days : [];
}

/**
 * A field told by a column: how it is written only where the column leaves no choice.
 * @param {FieldSpec} spec
 * @param {Column} column
 * @returns {Source}
 */
export function sourceFrom(spec, column) {
  const ways = waysOf(spec, column);
  return { column: column.name, ...(ways.length === 1 ? { format: ways[0].format } : {}) };
}

/**
 * A saved mapping with the way to write that it leaves unsaid, and the columns that it names and
 * the file has not.
 * @param {Mapping} saved
 * @param {FieldSpec[]} specs
 * @param {string[]} columns
 */
export function fitted(saved, specs, columns) {
  /** @type {Mapping} */
  const mapping = {};
  /** @type {string[]} */
  const absent = [];
  for (const spec of specs) {
    const source = saved[spec.name];
    if (!source) continue;
    if (source.column && !columns.includes(source.column)) absent.push(source.column);
    else
      mapping[spec.name] =
        source.column && isWritten(spec) ? { format: usual[spec.type], ...source } : source;
  }
  return { mapping, absent };
}

/**
 * How many decimals the currencies of a file have; of several, the fewest.
 * @param {Terms} terms
 * @param {Column[]} survey
 */
export function decimalsOf({ mapping, currency }, survey) {
  const told = survey.find((column) => column.name === mapping.currency?.column)?.words ?? [];
  const codes = [...told, currency].filter((code) => /^[A-Z]{3}$/.test(code));
  return Math.min(...codes.map(digitsOf), 4);
}

/**
 * What is still open before the file can be read, each with the id of its control.
 * @param {Terms} terms
 * @param {FieldSpec[]} specs
 * @param {Column[]} survey
 */
export function openQuestions({ mapping, asOf, currency }, specs, survey) {
  const errors = specs.flatMap((spec) => {
    const source = mapping[spec.name];
    const column = survey.find((one) => one.name === source?.column);
    if (source?.constant === "")
      return [{ id: `once-${spec.name}`, text: `Enter “${spec.label}” for all rows.` }];
    if (spec.required && !column && source?.constant == null)
      return [{ id: `map-${spec.name}`, text: `Choose the column for “${spec.label}”.` }];
    const isOpen = isWritten(spec) && column && column.filled > 0;
    return [
      ...(isOpen && !source?.format
        ? [{ id: `way-${spec.name}`, text: `Say how “${spec.label}” is written.` }]
        : []),
      ...(isOpen && spec.type === "amount" && column.creditSigns && !source?.belowZero
        ? [
            {
              id: `below-${spec.name}`,
              text: `Say which of CR and DR behind “${spec.label}” is below zero.`,
            },
          ]
        : []),
    ];
  });
  if (hasDays(specs) && !/^\d{4}-\d{2}-\d{2}$/.test(asOf))
    errors.push({ id: "as-of", text: "Choose the as-of date." });
  if (!/^[A-Z]{3}$/.test(currency))
    errors.push({ id: "currency", text: "Enter the currency as three letters." });
  return errors;
}

/**
 * Where on the page a refusal of the server belongs: its pointer → the id of the control.
 * @param {FieldSpec[]} specs
 * @returns {Record<string, string>}
 */
export function fieldIDs(specs) {
  /** @type {Record<string, string>} */
  const ids = { "/asOf": "as-of", "/currency": "currency" };
  for (const { name } of specs) {
    for (const part of ["", "/column", "/values"]) ids[`/mapping/${name}${part}`] = `map-${name}`;
    ids[`/mapping/${name}/format`] = `way-${name}`;
    ids[`/mapping/${name}/constant`] = `once-${name}`;
  }
  return ids;
}

const longDay = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

/** A day or moment that the server spells by ISO, as people say it. @param {string} iso */
export function dayWords(iso) {
  const [day, time] = iso.split("T");
  const moment = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return iso;
  const said = new Intl.DateTimeFormat(
    globalThis.navigator?.language || "en",
    /** @type {Intl.DateTimeFormatOptions} */ (longDay),
  ).format(moment);
  return time ? `${said}, ${time.replace("Z", " UTC")}` : said;
}

/** What comes first in a way to write days. @param {string} format */
export function orderOf(format) {
  const first = /%([dmbBYyj])/.exec(format)?.[1];
  if (first === "d") return "day first";
  if (first === "m" || first === "b" || first === "B") return "month first";
  return "year first";
}
