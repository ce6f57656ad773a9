/** The open items of a customer, to look at or to print. */

import { compare, isZero } from "../base/decimal.js";
import { countText, dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { to } from "../base/router.js";
import { isCustomer } from "../base/session.js";
import { Button } from "../ui/button.js";
import { Balance, NotOutstanding, owedWords } from "../ui/money-bar.js";
import { Page } from "../ui/page.js";
import { Blank, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Badge, Money } from "../ui/text.js";
import { Plans } from "./plans.js";

/** @param {{ customerID: string }} props */
export default function Statement({ customerID }) {
  const load = useLoad(path`/customer/${customerID}/statement`);
  const name = load.data?.customer?.name ?? `Customer ${customerID}`;
  return html`<${Page} title=${`Statement of ${name}`} kind="statement" known=${{}} crumbs=${
    isCustomer()
      ? []
      : [
          { href: to.customers(), label: "Customers" },
          { href: to.customer(customerID), label: name },
        ]
  } actions=${html`<${Button} icon="Printer" onClick=${() => print()}>Print<//>`}>
    <${Loaded} of=${load}>${(
      /** @type {Api.StatementView} */ data,
    ) => html`<p class="muted">Account ${data.customer.accountNumber ?? data.customer.customerID} · open items as of ${dayText(data.asOf)}</p>
      ${
        data.value.length === 0 && data.complete
          ? html`<${Blank} icon="CircleCheck"
            title=${isCustomer() ? "Nothing to pay" : "Nothing is open"}>Every invoice is settled.<//>`
          : html`<${Items} data=${data} customerID=${customerID} />`
      }
      <${Plans} customerID=${customerID} open=${data.value.filter(isFree)} onChanged=${load.reload} />`}<//><//>`;
}

/** Whether a payment plan could be over an item. @param {Api.OpenItemRow} row */
const isFree = (row) => !row.openDisputeID && !row.planID && compare(row.balance, 0) > 0;

/** What can be asked for while the rest is in dispute, as each side calls it. */
export const collectable = () => (isCustomer() ? "Payable" : "Collectable");

/** @param {{ data: Api.StatementView, customerID: string }} props */
function Items({ data, customerID }) {
  const columns = [
    {
      label: "Invoice",
      bare: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        html`<a href=${to.invoice(customerID, row.invoiceNumber)}>${row.invoiceNumber}</a>`,
    },
    { label: "Date", cell: (/** @type {Api.OpenItemRow} */ row) => dayText(row.invoiceDate) },
    { label: "Due", cell: (/** @type {Api.OpenItemRow} */ row) => dayText(row.dueDate) },
    {
      label: "Total",
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        html`<${Money} amount=${row.total} currency=${row.currency} />`,
    },
    {
      label: "Balance",
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) => html`<${Balance} of=${row} strong />`,
    },
    {
      label: "In dispute",
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        row.openDisputeID
          ? html`<a href=${to.dispute(row.openDisputeID)}><${Badge} tone="amber" icon="Scale">
            <${Money} amount=${row.disputedAmount} currency=${row.currency} bare /><//></a>`
          : html`<span class="muted">–</span>`,
    },
    {
      label: collectable(),
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        html`<${Money} amount=${row.collectable} currency=${row.currency} />`,
    },
  ];
  const foot = data.totals.map(
    (/** @type {Api.SumsView} */ total) => html`<tr role="row" key=${total.currency}><td role="cell"
      colspan="4">Outstanding ${total.currency}</td>
      <td role="cell" class="end" data-label="Outstanding"><${Money} amount=${total.outstanding}
        currency=${total.currency} /></td><td role="cell" class="end" data-label="In dispute">
      <${Money} amount=${total.disputed} currency=${total.currency} /></td>
      <td role="cell" class="end" data-label=${collectable()}><${Money} amount=${total.collectable}
        currency=${total.currency} /></td></tr>
      ${
        !isZero(total.credits) &&
        html`<tr role="row" key=${`${total.currency} credits`}>
          <td role="cell" colspan="4">${owedWords()}, ${total.currency}</td><td role="cell"
            class="end"
            data-label="Sum"><${Money} amount=${total.credits} currency=${total.currency} /></td>
          <td role="cell" colspan="2"></td></tr>`
      }`,
  );
  return html`<${Table} caption="Open items" columns=${columns} rows=${data.value}
    keyOf=${(/** @type {Api.OpenItemRow} */ row) => String(row.invoiceNumber)} foot=${foot} />
    ${data.totals.map(
      (/** @type {Api.SumsView} */ total) => html`<div class="padded" key=${total.currency}>
        <${NotOutstanding} sum=${total} /></div>`,
    )}
    ${data.more && html`<p class="padded muted">${leftOut(data)}</p>`}`;
}

/** @param {Api.StatementView} data */
const leftOut = (data) =>
  data.complete
    ? `Only the latest ${countText(data.value.length)} open items are listed; the totals count all of them.`
    : "There are more invoices than are looked at here: the oldest are neither listed nor added up.";
