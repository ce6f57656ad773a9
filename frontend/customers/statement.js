/** The open items of a customer with their ages, and its payments, to look at or to print. */

import { compare, isZero } from "../base/decimal.js";
import { amountText, countText, dayText, moneyText } from "../base/format.js";
import { html } from "../base/html.js";
import { path, queryText } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { to } from "../base/router.js";
import { isCustomer } from "../base/session.js";
import { Ageing } from "../ui/ageing.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Downloads, localForms } from "../ui/downloads.js";
import { Balance, NotOutstanding, owedWords } from "../ui/money-bar.js";
import { Page } from "../ui/page.js";
import { Blank, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Section } from "../ui/tabs.js";
import { Badge, Day, Money, None } from "../ui/text.js";
import { Amounts } from "./customer.js";
import { Payments, Unallocated } from "./payments.js";
import { Plans } from "./plans.js";
import { keyOf, PromiseBadge, promiseColumn } from "./promise.js";
import { useTicked } from "./ticked.js";
import { Today, useToday } from "./today.js";
import { chargeKinds, collectable } from "./words.js";

/** From so many items on their sums stand above them too. */
const MANY_ITEMS = 15;

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
  } actions=${html`<${Downloads} what="the statement" from=${fileOf(customerID)}
    more=${localForms()} /><${Button} icon="Printer" onClick=${() => print()}>Print<//>
    ${
      !isCustomer() && html`<${ButtonLink} href=${to.reminders(customerID)} icon="Mail">Remind<//>`
    }`}>
    <${Loaded} of=${load}>${(/** @type {Api.StatementView} */ data) => html`<p
      class="muted">Account ${
        data.customer.accountNumber ?? data.customer.customerID
      } · open items as of ${dayText(data.asOf)}</p>
      ${
        data.value.length >= MANY_ITEMS &&
        html`<div class="unprinted">
          <${Amounts} customer=${{ ...data, amounts: data.totals }} /></div>`
      }
      ${
        data.value.length === 0 && data.complete
          ? html`<${Blank} icon="CircleCheck"
            title=${
              isCustomer() ? "Nothing to pay" : "Nothing is open"
            }>Every invoice is settled.<//>`
          : html`<${Items} data=${data} customerID=${customerID} onChanged=${load.reload} />`
      }
      ${data.totals.map(
        (/** @type {Api.StatementTotal} */ total) =>
          html`<${Ages} key=${total.currency} total=${total} />`,
      )}
      ${data.unallocated.length > 0 && html`<${Unallocated} rows=${data.unallocated} />`}
      <${Plans} customerID=${customerID}
        open=${data.value.filter((/** @type {Api.OpenItemRow} */ row) => row.canBePlanned)}
        onChanged=${load.reload} />
      <${Payments} customerID=${customerID} />`}<//><//>`;
}

/** Where the statement is fetched as a file. @param {string} customerID */
const fileOf = (customerID) => (/** @type {string} */ format) =>
  path`/customer/${customerID}/statement/file` + queryText({ format });

/** How late it is what is owed in a currency. @param {{ total: Api.StatementTotal }} props */
const Ages = ({ total }) =>
  isZero(total.outstanding)
    ? null
    : html`<${Section} title=${`By age, ${total.currency}`}><${Ageing} ageing=${total.ageing}
      currency=${total.currency} /><//>`;

/** @param {{ data: Api.StatementView, customerID: string, onChanged: () => void }} props */
function Items({ data, customerID, onChanged }) {
  const picking = useTicked(customerID, data.value, onChanged);
  const today = useToday(customerID);
  const isPromised = data.value.some((row) => row.promise);
  // A customer reads what adds up to its balance; the staff what of it may be asked for.
  const splits = isPromised && isCustomer();
  const columns = [
    {
      label: "Invoice",
      bare: true,
      name: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        html`<a href=${to.invoice(customerID, row.invoiceNumber)}>${row.invoiceNumber}</a>
          <small>of <${Day} of=${row.invoiceDate} /></small>`,
    },
    {
      label: "Due",
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        isInParts(row)
          ? html`<${Parts} row=${row} />`
          : html`<${Day} of=${row.dueDate} /><${Late} days=${row.daysLate} />`,
    },
    {
      label: "Total",
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        html`<${Money} amount=${row.total} currency=${row.currency} /><${Charges} row=${row} />`,
    },
    {
      label: "Outstanding",
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) => html`<${Balance} of=${row} strong />`,
    },
    {
      label: "In dispute",
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        row.openDisputeID
          ? html`<a href=${to.dispute(row.openDisputeID)}><${Badge} tone="amber" icon="Scale">
            <${Money} amount=${row.disputedAmount} currency=${row.currency} bare /><//></a>
            ${
              compare(row.disputedOwed, row.disputedAmount) < 0 &&
              html`<small>${moneyText(row.disputedOwed, row.currency)} of it outstanding</small>`
            }`
          : html`<${None} />`,
    },
    ...(splits ? [promiseColumn] : []),
    {
      label: collectable(),
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        html`<${Money} amount=${splits ? row.toPay : row.collectable} currency=${row.currency} />`,
    },
    ...(today
      ? [
          {
            label: "Today",
            grow: true,
            unprinted: true,
            cell: (/** @type {Api.OpenItemRow} */ row) =>
              html`<${Today} item=${today.items.get(String(row.invoiceNumber))}
                otherwise=${today.otherwise} />
                ${row.promise && html`<div><${PromiseBadge} row=${row} /></div>`}`,
          },
        ]
      : []),
  ];
  const foot = data.totals.map(
    (
      /** @type {Api.StatementTotal} */ total,
    ) => html`<tr role="row" key=${total.currency}><td role="cell"
      colspan="3">Outstanding ${total.currency}</td>
      <td role="cell" class="end" data-label="Outstanding"><${Money} amount=${total.outstanding}
        currency=${total.currency} /></td><td role="cell" class="end" data-label="In dispute">
      <${Money} amount=${total.disputed} currency=${total.currency} /></td>
      ${
        splits &&
        html`<td role="cell" data-label="Promised"><${Money} amount=${total.promised}
          currency=${total.currency} /></td>`
      }
      <td role="cell" class="end" data-label=${collectable()}><${Money}
        amount=${splits ? total.toPay : total.collectable}
        currency=${total.currency} /></td>
        ${today && html`<td role="cell" class="unprinted"></td>`}</tr>
      ${beside(total).map(
        ([label, amount]) => html`<tr role="row" key=${`${total.currency} ${label}`}>
          <td role="cell" colspan="3">${label} ${total.currency}</td><td role="cell" class="end"
            data-label="Sum"><${Money} amount=${amount} currency=${total.currency} /></td>
          <td role="cell" colspan=${splits ? 3 : 2}></td>
          ${today && html`<td role="cell" class="unprinted"></td>`}</tr>`,
      )}`,
  );
  return html`<${Table} caption="Open items" columns=${columns} rows=${data.value}
    picking=${picking}
    keyOf=${keyOf} foot=${foot} />
    ${data.totals.map(
      (/** @type {Api.SumsView} */ total) => html`<div class="padded" key=${total.currency}>
        <${NotOutstanding} sum=${total} /></div>`,
    )}
    ${data.more && html`<p class="padded muted">${leftOut(data)}</p>`}`;
}

/**
 * What stands beside what is outstanding, and what all of it comes to.
 * @param {Api.SumsView} total @returns {[string, number][]}
 */
function beside({ credits, unallocated, balance }) {
  const sums = /** @type {[string, number][]} */ ([
    [owedWords(), credits],
    ["Unallocated payments", unallocated],
  ]).filter(([, amount]) => !isZero(amount));
  return sums.length === 0 ? [] : [...sums, ["Balance", balance]];
}

/**
 * Why more may be outstanding than the total.
 * @param {{ row: Api.OpenItemRow }} props
 */
const Charges = ({ row }) =>
  !isZero(row.reminderCharges) &&
  html`<small>+ ${amountText(row.reminderCharges, row.currency)} fees and interest</small>`;

/** That it is late, in word and picture. @param {{ days: number }} props */
const Late = ({ days }) =>
  days > 0 &&
  html` <span class="late"><${Badge} tone="red"
    icon="TriangleAlert">${lateText(days)}<//></span>`;

/** @param {number} days */
const lateText = (days) => `${countText(days)} ${days === 1 ? "day" : "days"} late`;

/**
 * What of an invoice is due when, and what reminders put on it, less loudly while the invoice
 * itself is owed; what was paid is not told.
 * @param {{ row: Api.OpenItemRow }} props
 */
const Parts = ({ row }) =>
  html`<ul class="plain">${ownParts(row)
    .filter((one) => !isZero(one.outstanding))
    .map(
      (one) => html`<li key=${one.dueDate}>${dayText(one.dueDate)}${" "}
        <${Money} amount=${one.outstanding} currency=${row.currency} />
        <${Late} days=${one.daysLate} /></li>`,
    )}${row.charges
    .filter((one) => !isZero(one.outstanding))
    .map(
      (one) => html`<li key=${one.chargeID}><small>${dayText(one.dueDate)},
        ${" "}${chargeKinds[one.kind]} ${amountText(one.outstanding, row.currency)}
        ${!isZero(row.billedOwed) && one.daysLate > 0 && ` · ${lateText(one.daysLate)}`}</small>
        ${isZero(row.billedOwed) && html`<${Late} days=${one.daysLate} />`}</li>`,
    )}</ul>`;

/** @param {Api.OpenItemRow} row */
const ownParts = ({ instalments, dueDate, billedOwed, daysLate }) =>
  instalments.length > 0 ? instalments : [{ dueDate, outstanding: billedOwed, daysLate }];

/** @param {Api.OpenItemRow} row */
const isInParts = ({ instalments, charges }) =>
  instalments.length > 0 || charges.some((one) => !isZero(one.outstanding));

/** @param {Api.StatementView} data */
const leftOut = (data) =>
  data.complete
    ? `Only the latest ${countText(data.value.length)} open items are listed; the totals count` +
      ` all of them.`
    : "There are more invoices than are looked at here: the oldest are neither listed nor added" +
      " up.";
