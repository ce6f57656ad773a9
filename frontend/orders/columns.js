/** Columns of lists of orders. */
import { dayText, momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { isCustomer, isOutside, isVendor, may } from "../base/session.js";
import { InDispute, Money, None, Status } from "../ui/text.js";

/** @typedef {import("../ui/table.js").Column<Api.OrderRow>} Column */

/**
 * The name of a vendor, which leads to it for who may open one.
 * @param {{ row: Api.OrderRow }} props
 */
export const VendorName = ({ row }) =>
  may("vendor.read")
    ? html`<a href=${to.vendor(row.vendorID)}>${row.vendor}</a>`
    : html`<span class="clip">${row.vendor}</span>`;

/** @type {Column} */
const order = {
  label: "Order",
  grow: true,
  bare: true,
  cell: (row) =>
    html`<a href=${to.order(row.orderID)}>${row.orderID}</a><small class="clip">
      ${row.device}</small>`,
};

/** @type {Column} */
const customer = {
  label: "Customer",
  name: true,
  cell: (row) =>
    html`<span
      class="clip">${row.customer}</span>${row.phone && html`<small>${row.phone}</small>`}`,
};

/** @type {Column} */
const vendor = {
  label: "Vendor",
  name: true,
  cell: (row) =>
    html`<${VendorName} row=${row} />${!isOutside() && html`<small>${row.vendorID}</small>`}`,
};

/** @type {Column} */
const rest = {
  label: "Left to pay",
  end: true,
  tight: true,
  cell: (row) => html`<${Money} amount=${row.restAmount} currency=${row.currency} />`,
};

/** @returns {Column[]} */
export const orderColumns = () => [
  order,
  ...(isCustomer() ? [] : [customer]),
  ...(isVendor() ? [] : [vendor]),
  { label: "Status", tight: true, cell: (row) => html`<${Status} status=${row.status} />` },
  {
    label: "Completed",
    tight: true,
    cell: (row) =>
      row.completedAt
        ? html`<time datetime=${row.completedAt} title=${momentText(row.completedAt)}>
          ${dayText(row.completedAt)}</time>`
        : html`<${None} />`,
  },
  {
    label: "Price",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.finalValue} currency=${row.currency} strong />`,
  },
  ...(isVendor() ? [] : [rest]),
  {
    label: "Dispute",
    tight: true,
    cell: (row) => html`<${InDispute} id=${row.disputeID} />`,
  },
];
