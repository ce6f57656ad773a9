/** What came in from a customer, where it goes, and what is for no invoice yet. */

import { isZero } from "../base/decimal.js";
import { dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { isCustomer } from "../base/session.js";
import { List } from "../ui/list.js";
import { Blank } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Section } from "../ui/tabs.js";
import { Ago, Badge, Money, None } from "../ui/text.js";

/** What is taken off no invoice. @param {{ rows: Api.PaymentRow[] }} props */
export const Unallocated = ({ rows }) => html`<${Section} title="Unallocated payments" flush>
  <p class="padded muted">${
    isCustomer()
      ? "Money of yours that is for no invoice yet."
      : "Money that is for no invoice yet; it stands beside what is outstanding."
  }</p>
  <${Table} caption="Unallocated payments" rows=${rows} keyOf=${keyOf}
    columns=${[payment, valueDate, reference, amount, unallocated]} /><//>`;

/** All of a customer's payments, the latest first. @param {{ customerID: string }} props */
export function Payments({ customerID }) {
  const pages = usePages(path`/customer/${customerID}/payment`);
  const empty = html`<${Blank} icon="Receipt" title="No payments">${
    isCustomer()
      ? "What you pay stands here once it came in."
      : "Payments come in with an import, or by the API. What billing told with an invoice stands" +
        " on the invoice."
  }<//>`;
  const own = [payment, valueDate, reference, amount, invoices, unallocated];
  return html`<${Section} title="Payments" flush><${List} pages=${pages} noun="payment"
    empty=${empty}
    table=${{ caption: "Payments", keyOf, columns: isCustomer() ? own : [...own, recorded] }} />
      <//>`;
}

/** @param {Api.PaymentRow} row */
const keyOf = (row) => String(row.paymentID);

/** @typedef {import("../ui/table.js").Column<Api.PaymentRow>} Column */

/** @type {Column} */
const payment = {
  label: "Payment",
  bare: true,
  cell: (row) =>
    html`${row.paymentID}${
      row.reversedOn &&
      html` <${Badge} tone="red"
      icon="Undo2">Taken back ${dayText(row.reversedOn)}<//>${
        "reversal" in row && html`<small>${row.reversal?.reason}</small>`
      }`
    }`,
};
/** @type {Column} */
const valueDate = { label: "Value date", tight: true, cell: (row) => dayText(row.valueDate) };
/** @type {Column} */
const reference = {
  label: "Reference",
  name: true,
  cell: (row) => row.reference ?? html`<${None} />`,
};
/** @type {Column} */
const amount = {
  label: "Amount",
  end: true,
  cell: (row) =>
    row.reversedOn
      ? html`<s><${Money} amount=${row.amount} currency=${row.currency} /></s>`
      : html`<${Money} amount=${row.amount} currency=${row.currency} strong />`,
};
/** @type {Column} */
const unallocated = {
  label: "Unallocated",
  end: true,
  cell: (row) =>
    isZero(row.unallocatedAmount)
      ? html`<${None} />`
      : html`<${Money} amount=${row.unallocatedAmount} currency=${row.currency} />`,
};
/** @type {Column} */
const recorded = {
  label: "Recorded",
  tight: true,
  cell: (row) => html`<${Ago} at=${row.recordedAt} />`,
};

/** Where it goes; of one that was taken back, where it went. @type {Column} */
const invoices = {
  label: "For invoices",
  cell: (row) =>
    row.allocations.length === 0
      ? html`<span class="muted">None</span>`
      : html`<ul class="plain">${row.allocations.map(
          (one) => html`<li key=${String(one.invoiceNumber)}>
            <a href=${to.invoice(row.customerID, one.invoiceNumber)}>${one.invoiceNumber}</a>
            ${" "}<${Money} amount=${one.amount} currency=${row.currency} /></li>`,
        )}</ul>`,
};
