/** What an import comes to: counts, what cells became, and what there is to say of its rows. */

import { compare, subtract } from "../base/decimal.js";
import { countText, dayText, moneyText } from "../base/format.js";
import { html } from "../base/html.js";
import { path, queryText } from "../base/paths.js";
import { Downloads } from "../ui/downloads.js";
import { Table } from "../ui/table.js";
import { Section } from "../ui/tabs.js";
import { Money, None } from "../ui/text.js";
import { dayWords, kinds, kindText } from "./mapping.js";

/** Whether a file holds what is between operators and aggregators. @param {string} kind */
const isOfParties = (kind) => kinds.findIndex((one) => one.value === kind) > 1;

const counted = (/** @type {number} */ count, /** @type {string} */ noun) =>
  `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;

/** @type {Record<string, string>} */
const headings = {
  reading: "What would change so far",
  done: "What was changed",
  applying: "What has changed so far",
};

/** @param {{ job: Api.ImportView, top?: { current: HTMLElement | null } }} props */
export function Counts({ job, top }) {
  const { summary, counts, currency } = job;
  /** @type {[string, unknown][]} */
  const figures = [
    ["Rows", job.rows != null && countText(job.rows)],
    ["New", counts.created != null && countText(counts.created)],
    ["Changed", counts.changed != null && countText(counts.changed)],
    ["Unchanged", counts.unchanged != null && countText(counts.unchanged)],
    ["Left out", counts.skipped != null && countText(counts.skipped)],
    ["With errors", counts.failed != null && countText(counts.failed)],
  ];
  /** @type {[string, unknown][]} */
  const content = summary
    ? [
        ["Customers", summary.customers != null && countText(summary.customers)],
        [kindText(job.kind), isOfParties(job.kind) && countText(summary[job.kind] ?? 0)],
        ["Invoices", summary.invoices != null && countText(summary.invoices)],
        [
          "Amount",
          summary.amount != null &&
            html`<${Money} amount=${summary.amount} currency=${currency} />`,
        ],
        [
          "Unpaid",
          summary.unpaid != null &&
            `${counted(summary.unpaid, "invoice")} of` +
              ` ${counted(summary.unpaidCustomers ?? 0, "customer")}`,
        ],
        [
          "Unpaid amount",
          summary.unpaidAmount != null &&
            html`<${Money} amount=${summary.unpaidAmount} currency=${currency} />`,
        ],
        ["Disputes", summary.disputes != null && countText(summary.disputes)],
        ["Open disputes", summary.openDisputes != null && countText(summary.openDisputes)],
      ]
    : [];
  const list = (/** @type {[string, unknown][]} */ pairs) =>
    html`<dl class="figures">
      ${pairs
        .filter(([, value]) => value !== false)
        .map(
          ([term, value]) => html`<div key=${term}>
            <dt>${term}</dt><dd>${value}</dd></div>`,
        )}</dl>`;
  return html`<${Section} title=${headings[job.status] ?? "What would change"} top=${top}>
    <div class="column">${list(figures)}${content.length > 0 && list(content)}
    ${summary && remarks(summary, job).map((text) => html`<p key=${text}>${text}</p>`)}
    <p class="note muted">As of ${dayText(job.asOf)}, amounts in ${currency}.</p></div><//>`;
}

/**
 * What the sums leave out, and what was rounded, in words.
 * @param {Api.ImportSummary} summary
 * @param {Api.ImportView} job
 * @returns {string[]}
 */
function remarks(summary, { kind, currency }) {
  const things = kind === "invoices" || isOfParties(kind) ? kindText(kind).toLowerCase() : "rows";
  const { otherCurrencies: others = 0, rounded = 0, roundedOff = "0" } = summary;
  const by = compare(roundedOff, 0);
  const sum = by < 0 ? subtract("0", roundedOff) : roundedOff;
  const effect =
    by === 0
      ? "which changes nothing in sum"
      : `which ${by > 0 ? "adds" : "takes off"} ${moneyText(sum, currency)} in all`;
  return [
    ...(others > 0
      ? [
          `Of the ${things}, ${countText(others)} ${others === 1 ? "is" : "are"} in another` +
            ` currency than ${currency}; their amounts are in no sum above.`,
        ]
      : []),
    ...(rounded > 0
      ? [
          `${countText(rounded)} ${rounded === 1 ? "amount has" : "amounts have"} more decimals` +
            ` than the currency and ${rounded === 1 ? "is" : "are"} rounded, ${effect}.`,
        ]
      : []),
  ];
}

/**
 * Some cells of each date and amount beside what they became, with the first and the last of all.
 * @param {{ job: Api.ImportView }} props
 */
export const Examples = ({ job }) =>
  job.examples?.length > 0 &&
  html`<${Section} title="What the cells became"><div class="column">${job.examples.map(
    (/** @type {Api.ExamplesView} */ one) =>
      html`<div key=${one.field} class="example"><h3>${one.label}
        <small>Column “${one.column}”</small></h3>
        <${Table} caption=${`What the cells of ${one.label} became`}
          columns=${exampleColumns(one, job.currency)} rows=${exampleRows(one)}
          keyOf=${(/** @type {{ what: string }} */ row) => row.what} /></div>`,
  )}</div><//>`;

/** @param {Api.ExamplesView} one */
function exampleRows({ cells, least, most, type }) {
  const [first, last] = type === "amount" ? ["Least", "Most"] : ["Earliest", "Latest"];
  return [
    ...cells.map((/** @type {Api.ExampleView} */ cell, /** @type {number} */ index) => ({
      ...cell,
      what: `Example ${index + 1}`,
    })),
    { ...least, what: first, isEnd: true },
    { ...most, what: last, isEnd: true },
  ];
}

/**
 * @param {Api.ExamplesView} one
 * @param {string} currency
 * @returns {import("../ui/table.js").Column<Api.ExampleView & { what: string, isEnd?: boolean }>[]}
 */
const exampleColumns = ({ type }, currency) => [
  {
    label: "Which",
    bare: true,
    cell: (row) => (row.isEnd ? html`<strong>${row.what}</strong>` : row.what),
  },
  { label: "Line", end: true, cell: (row) => countText(row.line) },
  {
    label: "In the file",
    grow: true,
    cell: (row) => html`<span class="written">${row.cell}</span>`,
  },
  {
    label: "Read as",
    grow: true,
    cell: (row) =>
      type === "amount"
        ? html`<${Money} amount=${row.reads} currency=${currency} bare />`
        : html`${dayWords(row.reads)}<small>${row.reads}</small>`,
  },
];

/**
 * @type {{ severity: keyof Api.NotesPart, list: "errors" | "warnings" | "leftOut", title: string,
 *   what: string, all: string }[]}
 */
const lists = [
  {
    severity: "error",
    list: "errors",
    title: "Rows with errors",
    what: "What is wrong",
    all: "all errors",
  },
  {
    severity: "warning",
    list: "warnings",
    title: "Warnings",
    what: "What to look at",
    all: "all warnings",
  },
  {
    severity: "leftOut",
    list: "leftOut",
    title: "Rows left out",
    what: "Why",
    all: "all rows left out",
  },
];

/**
 * What there is to say of rows, by how much it matters; each list can be downloaded whole.
 * @param {{ job: Api.ImportView }} props
 */
export const Notes = ({ job }) =>
  lists
    .filter(({ list }) => job[list]?.length > 0)
    .map(
      (one) =>
        html`<${NoteList} key=${one.severity} ...${one} importID=${job.importID}
          notes=${job[one.list]} count=${job.notes?.[one.severity] ?? job[one.list].length} />`,
    );

/**
 * @param {{ importID: string, severity: string, title: string, what: string, all: string,
 *   notes: Api.NoteView[], count: number }} props
 */
function NoteList({ importID, severity, title, what, all, notes, count }) {
  const asFile = (/** @type {string} */ format) =>
    path`/import/${importID}/error` + queryText({ severity, format });
  /** @type {import("../ui/table.js").Column<Api.NoteView>[]} */
  const columns = [
    { label: "Line", bare: true, tight: true, cell: (row) => `Line ${countText(row.line)}` },
    {
      label: "Column",
      name: true,
      cell: (row) => row.column ?? html`<${None} />`,
    },
    { label: what, grow: true, cell: (row) => row.detail },
  ];
  const rows = notes.map((note, place) => ({ ...note, place }));
  return html`<${Section} title=${title} name="notes" flush
    actions=${html`<${Downloads} what=${all} from=${asFile} />`}>
    <p class="padded muted">
      ${countText(count)} in all${
        count > notes.length ? `; the first ${countText(notes.length)} are shown` : ""
      }.</p>
    <${Table} caption=${title} columns=${columns} rows=${rows}
      keyOf=${(/** @type {Api.NoteView & { place: number }} */ row) => String(row.place)} /><//>`;
}
