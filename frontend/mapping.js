/** How the columns of a file become fields: what there is to map, a first guess, and what is still missing. Pure: no DOM. */

/** @typedef {{ name: string, label: string, required?: boolean, type: "text" | "id" | "date" | "moment" | "amount" | "flag" | "choice", hint?: string, choices?: string[] }} FieldSpec */
/** @typedef {{ column?: string, constant?: string, format?: string, values?: Record<string, string> }} Source */
/** @typedef {Record<string, Source>} Mapping */

const delivery = ["Post", "Email", "Email and Post", "Do Not Send"];

/** @type {Record<string, FieldSpec[]>} */
export const fields = {
  invoices: [
    { name: "customerID", label: "Customer ID", required: true, type: "text" },
    { name: "customerName", label: "Customer name", type: "text", hint: "The customer ID where there is none." },
    { name: "accountNumber", label: "Account number", type: "text" },
    { name: "email", label: "Email", type: "text" },
    { name: "deliveryMethod", label: "Invoices by", type: "choice", choices: delivery },
    { name: "invoiceNumber", label: "Invoice number", required: true, type: "text", hint: "Leading zeros are kept." },
    { name: "invoiceDate", label: "Invoice date", required: true, type: "date" },
    { name: "dueDate", label: "Due date", type: "date", hint: "The invoice date where there is none." },
    { name: "amount", label: "Amount", required: true, type: "amount" },
    { name: "description", label: "Description of the line", type: "text" },
    {
      name: "settledDate",
      label: "Settled on",
      type: "date",
      hint: "Paid in full on this day, if it is not after the as-of date.",
    },
    { name: "disputed", label: "Disputed", type: "flag", hint: "Yes or No." },
  ],
  customers: [
    { name: "customerID", label: "Customer ID", required: true, type: "text" },
    { name: "name", label: "Name", type: "text", hint: "The customer ID where there is none." },
    { name: "accountNumber", label: "Account number", type: "text" },
    { name: "email", label: "Email", type: "text" },
    { name: "phone", label: "Phone", type: "text" },
    { name: "currency", label: "Currency", type: "text" },
    { name: "deliveryMethod", label: "Invoices by", type: "choice", choices: delivery },
    { name: "language", label: "Language", type: "text" },
    { name: "timeZone", label: "Time zone", type: "text" },
  ],
};

/** What a file can hold, as people say it; `needs` is what bringing it in takes beside the right to import. @type {{ value: string, label: string, short: string, needs?: string }[]} */
export const kinds = [
  { value: "invoices", label: "Invoices, with their customers", short: "Invoices" },
  { value: "customers", label: "Customers only", short: "Customers" },
  { value: "operators", label: "Operators, each with a wallet", short: "Operators" },
  { value: "aggregators", label: "Aggregators, and how they settle", short: "Aggregators" },
  { value: "bookings", label: "Bookings between them", short: "Bookings" },
  {
    value: "openingBalances",
    label: "Opening balances of wallets",
    short: "Opening balances",
    needs: "ledger.correct",
  },
];

export const kindText = (/** @type {string} */ kind) => kinds.find((one) => one.value === kind)?.short ?? kind;

/** Whether the day that a file speaks of makes a difference. @param {FieldSpec[]} specs */
export const hasDays = (specs) => specs.some((spec) => spec.type === "date" || spec.type === "moment");

export const amountFormats = ["1234.56", "1,234.56", "1234,56", "1.234,56"].map((value) => ({ value, label: value }));

export const dateFormats = [
  { value: "%Y-%m-%d", label: "2013-09-30" },
  { value: "%m/%d/%Y", label: "9/30/2013 (month first)" },
  { value: "%d/%m/%Y", label: "30/9/2013 (day first)" },
  { value: "%d.%m.%Y", label: "30.9.2013" },
];

export const momentFormats = [
  { value: "", label: "2013-09-30T18:20:00Z" },
  ...dateFormats.map(({ value, label }) => ({ value: `${value} %H:%M`, label: label.replace(/^\S+/, "$& 18:20") })),
];

/** The rows at the beginning of a CSV text, quotes heeded. @param {string} text @param {number} [most] @returns {string[][]} */
export function readRows(text, most = 8) {
  /** @type {string[][]} */
  const rows = [];
  const separator = [",", ";", "\t"].sort(
    (a, b) => text.split("\n", 1)[0].split(b).length - text.split("\n", 1)[0].split(a).length,
  )[0];
  let row = [""];
  let quoted = false;
  const bare = text.replace(/^\ufeff/, "");
  for (let at = 0; at < bare.length && rows.length < most; at += 1) {
    const sign = bare[at];
    if (sign === '"') {
      if (quoted && bare[at + 1] === '"') {
        row[row.length - 1] += sign;
        at += 1;
      } else quoted = !quoted;
    } else if (sign === separator && !quoted) row.push("");
    else if (sign === "\n" && !quoted) {
      rows.push(row);
      row = [""];
    } else if (sign !== "\r") row[row.length - 1] += sign;
  }
  if (rows.length < most && row.some(Boolean)) rows.push(row);
  return rows.filter((one) => one.some(Boolean));
}

const letters = (/** @type {string} */ text) => text.toLowerCase().replace(/[^a-z]/g, "");

/** @type {Record<string, string[]>} */
const alike = {
  amount: ["invoiceamount", "total", "amountdue"],
  deliveryMethod: ["paperlessbill", "delivery"],
  settledDate: ["paiddate", "paidon"],
  disputed: ["indispute"],
  customerName: ["name", "customer"],
  accountNumber: ["account", "accountno"],
  invoiceNumber: ["invoice", "invoiceno"],
  operatorID: ["operator"],
  aggregatorID: ["aggregator"],
  bookingID: ["booking"],
  partyID: ["party"],
  fare: ["price"],
  pickupAt: ["pickup", "pickuptime"],
  settlement: ["settles", "settlesby"],
};

/** A first guess from the names of the columns. @param {string[]} columns @param {string[][]} sample @param {FieldSpec[]} specs @returns {Mapping} */
export function guess(columns, sample, specs) {
  /** @type {Mapping} */
  const mapping = {};
  for (const spec of specs) {
    const names = [letters(spec.name), ...(alike[spec.name] ?? [])];
    const at = columns.findIndex((column) => names.includes(letters(column)));
    if (at === -1) continue;
    const values = sample.map((row) => row[at] ?? "");
    mapping[spec.name] = {
      column: columns[at],
      ...(spec.type === "date" ? { format: guessFormat(values) } : {}),
      ...(spec.type === "moment" ? guessMoment(values) : {}),
      ...(spec.type === "choice" ? { values: guessValues(values) } : {}),
    };
  }
  return mapping;
}

/** @param {string[]} values */
function guessFormat(values) {
  if (values.some((value) => /^\d+\.\d+\.\d{4}\b/.test(value))) return "%d.%m.%Y";
  if (!values.some((value) => value.includes("/"))) return "%Y-%m-%d";
  return values.some((value) => Number(value.split("/")[0]) > 12) ? "%d/%m/%Y" : "%m/%d/%Y";
}

/** @param {string[]} values @returns {{ format?: string }} */
function guessMoment(values) {
  const isPlain = values.every((value) => !value || /^\d{4}-\d{2}-\d{2}T/.test(value));
  return isPlain ? {} : { format: `${guessFormat(values)} %H:%M` };
}

/** @param {string[]} values @returns {Record<string, string>} */
function guessValues(values) {
  const known = /** @type {Record<string, string>} */ ({
    paper: "Post",
    post: "Post",
    electronic: "Email",
    email: "Email",
  });
  if (values.some((value) => known[letters(value)] && letters(value) !== "post" && letters(value) !== "email"))
    return { Paper: "Post", Electronic: "Email" };
  return {};
}

/** What is still missing before the file can be read. @param {Mapping} mapping @param {FieldSpec[]} specs */
export const missing = (mapping, specs) =>
  specs
    .filter((spec) => spec.required && !mapping[spec.name]?.column && !mapping[spec.name]?.constant)
    .map((spec) => ({ id: `map-${spec.name}`, text: `Choose the column for “${spec.label}”.` }));
