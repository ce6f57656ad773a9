/** Payout disputes in a row. */
import { html } from "../../base/html.js";
import { to } from "../../base/router.js";
import { moverWords } from "../../base/words.js";
import { Badge, Money, Mover, Status } from "../../ui/text.js";
import { Deadlines } from "../deadlines.js";
import { claims } from "./words.js";

/** The order as the link of its row. @param {Api.OrderDisputeRow} row */
const Named = (row) => html`<a href=${to.dispute(row.disputeID)}>${row.orderID}</a>
  ${row.isHighValue && html` <${Badge} tone="amber" icon="TriangleAlert">High value<//>`}
  <small class="clip">${claims[row.claim]}</small>`;

/** @param {Api.OrderDisputeRow} row */
const claimed = (row) =>
  html`<${Money} amount=${row.claimedAmount} currency=${row.currency} strong />`;

/**
 * Who a payout dispute waits for, by name where that is one side.
 * @param {Api.OrderDisputeRow} row
 */
export const moverName = (row) =>
  row[/** @type {"customer" | "vendor"} */ (row.waitingFor)] ?? moverWords(row.waitingFor ?? "");

/** @returns {import("../../ui/table.js").Column<Api.OrderDisputeRow>[]} */
export const staffColumns = () => [
  { label: "Order", cell: Named, grow: true, bare: true },
  { label: "Claimed", cell: claimed, end: true },
  {
    label: "Between",
    cell: (row) =>
      html`<span class="clip">${row.customer}</span><small class="clip">from ${row.vendor}</small>`,
    name: true,
  },
  { label: "Status", cell: (row) => html`<${Status} status=${row.status} />`, tight: true },
  {
    label: "Whose move",
    cell: (row) =>
      html`<${Mover} waitingFor=${row.waitingFor} since=${row.waitingSince}
        name=${moverName(row)} />`,
    name: true,
  },
  { label: "Due", cell: Deadlines, name: true },
  {
    label: "Assignee",
    cell: (row) => row.assignee ?? html`<span class="muted">Nobody</span>`,
    name: true,
  },
];
