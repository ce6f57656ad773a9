/** Columns that tables of bookings and of disputes about them share. */

import { momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { isParty, isReader } from "../base/session.js";
import { Ago, Badge, InDispute, Money, Mover, Status } from "../ui/text.js";
import { moverName, otherSide } from "./words.js";

/** @typedef {import("../ui/table.js").Column<Api.BookingRow>} BookingColumn */
/** @typedef {import("../ui/table.js").Column<Api.BookingDisputeRow>} DisputeColumn */

/**
 * @typedef {Pick<Api.BookingRow, "operator" | "aggregator" | "operatorID" | "aggregatorID">} Sides
 */

/**
 * Who the booking is with: the other side, or for the staff both.
 * @returns {import("../ui/table.js").Column<Sides>}
 */
const between = () =>
  isParty()
    ? {
        label: otherSide() === "operator" ? "Operator" : "Aggregator",
        name: true,
        cell: (row) =>
          html`<span class="clip">${row[otherSide()]}</span><small>${row[`${otherSide()}ID`]}
            </small>`,
      }
    : {
        label: "Between",
        name: true,
        cell: (row) =>
          html`<span class="clip">${row.operator}</span><small class="clip">and ${row.aggregator}
            </small>`,
      };

/** @type {() => BookingColumn[]} */
export const bookingColumns = () => [
  {
    label: "Booking",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<a href=${to.booking(row.bookingID)}>${row.reference}</a><small class="clip">
        ${[row.bookingID, row.description].filter(Boolean).join(" · ")}</small>`,
  },
  {
    label: "Pick-up",
    tight: true,
    cell: (row) => html`<time datetime=${row.pickupAt}>${momentText(row.pickupAt)}</time>`,
  },
  between(),
  { label: "Status", tight: true, cell: (row) => html`<${Status} status=${row.status} />` },
  {
    label: "Fare",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.fare} currency=${row.currency} strong />`,
  },
  {
    label: "Dispute",
    tight: true,
    cell: (row) => html`<${InDispute} id=${row.disputeID} />`,
  },
];

/** @type {DisputeColumn} */
const disputeAbout = {
  label: "Dispute",
  grow: true,
  bare: true,
  cell: (row) =>
    html`<a href=${to.dispute(row.disputeID)}>Booking ${row.reference}</a>
      ${
        isReader() &&
        row.unread > 0 &&
        html` <${Badge} tone="blue" icon="Mail">
          ${row.unread} new<//>`
      }<small class="clip">${row.description}</small>`,
};

/** That a dispute waits for support, beside or in place of its status. */
export const WithSupport = () => html`<${Badge} tone="amber" icon="LifeBuoy">With support<//>`;

/** @type {() => DisputeColumn[]} */
export const disputeColumns = () => [
  disputeAbout,
  between(),
  {
    label: "Status",
    tight: true,
    cell: (row) =>
      row.isEscalated ? html`<${WithSupport} />` : html`<${Status} status=${row.status} />`,
  },
  {
    label: "Asked for",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.pendingAmount} currency=${row.currency} strong />`,
  },
  {
    label: "Paid",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.movedAmount} currency=${row.currency} />`,
  },
  {
    label: "Whose move",
    tight: true,
    cell: (row) =>
      html`<${Mover} waitingFor=${row.waitingFor} since=${row.waitingSince}
        name=${moverName(row)} />`,
  },
  {
    label: "Raised",
    tight: true,
    sort: "disputeDate",
    cell: (row) => html`<${Ago} at=${row.disputeDate} />`,
  },
];
