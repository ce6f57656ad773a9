/** Open items with what happens to each, as every list of them shows it (CO-01, CO-36). */
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { Day, Money } from "../ui/text.js";
import { Today } from "./today.js";

/** Amounts side by side, a currency each. @param {Api.ReminderSumView[]} sums */
export const sumsOf = (sums) =>
  sums.length === 0
    ? "nothing"
    : sums.map(
        (sum, at) =>
          html`${at > 0 && ", "}<${Money} amount=${sum.amount} currency=${sum.currency} />`,
      );

/** @param {Api.ItemTodayView} item @param {number} amount */
export const amountOf = (item, amount) =>
  html`<${Money} amount=${amount} currency=${item.currency} />`;

/**
 * @param {string} label what happens to it is headed so
 * @param {string | number} customerID
 * @returns {import("../ui/table.js").Column<Api.ItemTodayView>[]}
 */
const columnsUnder = (label, customerID) => [
  {
    label: "Invoice",
    bare: true,
    name: true,
    cell: (item) =>
      html`<a href=${to.invoice(customerID, item.invoiceNumber)}>${item.invoiceNumber}</a>`,
  },
  { label: "Due", tight: true, cell: dueOf },
  { label, name: true, cell: todayOf },
  { label: "Outstanding", end: true, tight: true, cell: openOf },
  { label: "In dispute", end: true, tight: true, cell: disputedOf },
  { label: "Asked for", end: true, tight: true, cell: askedOf },
];

/** @param {Api.ItemTodayView} item */
const dueOf = (item) => html`<${Day} of=${item.dueDate} />`;
/** @param {Api.ItemTodayView} item */
const todayOf = (item) => html`<${Today} item=${item} />`;
/** @param {Api.ItemTodayView} item */
const openOf = (item) => amountOf(item, item.open);
/** @param {Api.ItemTodayView} item */
const disputedOf = (item) => amountOf(item, item.disputed);
/** @param {Api.ItemTodayView} item */
const askedOf = (item) =>
  html`${amountOf(item, item.asked)}${
    Number(item.newCharges) > 0 &&
    html`<small class="muted">+ ${amountOf(item, item.newCharges)} charges</small>`
  }`;

/** @param {string | number} customerID */
export const itemColumns = (customerID) => columnsUnder("Today", customerID);

/** The same as they stand on some day. @param {string | number} customerID */
export const itemColumnsOnDay = (customerID) => columnsUnder("What happens", customerID);
