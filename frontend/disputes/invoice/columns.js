/** Columns that all tables of disputes share. */
import { html } from "../../base/html.js";
import { to } from "../../base/router.js";
import { RowBar } from "../../ui/money-bar.js";
import { Money } from "../../ui/text.js";

/**
 * @typedef {import("../../ui/table.js").Column<Pick<Api.OwnDisputeRow,
 *   "disputeID" | "invoiceNumber" | "description" | "amount" | "currency"
 *   | "amounts" | "creditedAmount">>} Column
 */

/** @type {Column} */
export const about = {
  label: "Dispute",
  grow: true,
  bare: true,
  cell: (row) =>
    html`<a href=${to.dispute(row.disputeID)}>Invoice ${row.invoiceNumber}</a><small class="clip">
      ${row.description}</small>`,
};

/** @type {Column} */
export const disputed = {
  label: "Disputed",
  end: true,
  cell: (row) =>
    html`<${Money} amount=${row.amount} currency=${row.currency} strong />
      <${RowBar} amounts=${row.amounts} currency=${row.currency} />`,
};

/** @type {Column} */
export const credited = {
  label: "Credited",
  end: true,
  cell: (row) => html`<${Money} amount=${row.creditedAmount} currency=${row.currency} />`,
};
