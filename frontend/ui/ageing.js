/** What is owed in a currency by how late it is: drawn, and as the table of that (CO-05). */

import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { AgeBars } from "./bars.js";
import { owedWords } from "./money-bar.js";
import { Table } from "./table.js";
import { Money } from "./text.js";

/** How late it is. @type {Record<string, string>} */
export const buckets = {
  notDue: "Not due",
  "1-30": "1–30 days late",
  "31-60": "31–60 days late",
  "61-90": "61–90 days late",
  "90+": "Over 90 days late",
};

/**
 * @param {object} props
 * @param {Api.BucketView[]} props.ageing
 * @param {string} props.currency
 * @param {string} [props.owed] what the company owes is called
 */
export function Ageing({ ageing, currency, owed = owedWords() }) {
  const title = `Outstanding ${currency} by age`;
  const rows = ageing.map((one) => ({ ...one, label: buckets[one.bucket] ?? one.bucket }));
  const drawn = rows.map((one) => ({ ...one, disputed: one.disputedOwed }));
  return html`<div class="chart"><figure><${AgeBars} title=${title} rows=${drawn}
      currency=${currency} />
        <figcaption class="note"><span><span class="swatch grey" aria-hidden="true">
          </span>Outstanding</span> <span><span class="swatch accent" aria-hidden="true">
          </span>of which in dispute</span></figcaption></figure>
      <${Table} caption=${title} rows=${rows}
        keyOf=${(/** @type {Api.BucketView} */ one) => one.bucket}
        columns=${columns(currency, owed)} /></div>`;
}

/**
 * @typedef {Record<"amount" | "credits" | "disputed", import("../base/decimal.js").Decimal>
 *   & { label: string, invoices: number }} AgeRow
 */

/**
 * @param {string} currency
 * @param {string} owed
 * @returns {import("./table.js").Column<AgeRow>[]}
 */
const columns = (currency, owed) => [
  { label: "Age", bare: true, cell: (row) => row.label },
  { label: "Invoices", end: true, cell: (row) => countText(row.invoices) },
  {
    label: "Outstanding",
    end: true,
    cell: (row) => html`<${Money} amount=${row.amount} currency=${currency} strong />`,
  },
  {
    label: owed,
    end: true,
    cell: (row) => html`<${Money} amount=${row.credits} currency=${currency} />`,
  },
  {
    label: "In dispute",
    end: true,
    cell: (row) => html`<${Money} amount=${row.disputed} currency=${currency} />`,
  },
];
