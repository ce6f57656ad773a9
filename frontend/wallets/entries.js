/**
 * A wallet's statement: what moved, for which booking and dispute, and what the wallet held after
 * it (IG-10).
 */
import { amountText, clockText, dayText, signOf } from "../base/format.js";
import { classes, html } from "../base/html.js";
import { to } from "../base/router.js";
import { isParty } from "../base/session.js";
import { Money, None } from "../ui/text.js";
import { transferKinds } from "./words.js";

/**
 * What an entry is about, in the words it came with.
 * @param {{ reference: string, reason: string | null }} row an entry of a statement
 */
export const aboutEntry = (row) => [row.reference, row.reason].filter(Boolean).join(" · ");

/**
 * What came in or went out, told apart by its sign as well as by its colour.
 * @param {{ row: Api.StatementEntryView }} props
 */
const Flow = ({ row: { amount, currency } }) =>
  html`<span class=${classes("money strong flow", signOf(amount))}>
    ${signOf(amount) === "plus" ? "+" : ""}${amountText(amount, currency)}<span class="currency">
    ${`\u00a0${currency}`}</span></span>`;

/** Where a movement belongs. @param {{ row: Api.StatementEntryView }} props */
export const Belongs = ({ row }) =>
  row.bookingID != null
    ? html`<a href=${to.booking(row.bookingID)}>Booking ${row.bookingID}</a>
      ${row.disputeID && html`<small><a href=${to.dispute(row.disputeID)}>Dispute</a></small>`}`
    : row.disputeID
      ? html`<a href=${to.dispute(row.disputeID)}>Dispute</a>`
      : html`<${None} />`;

/** @type {import("../ui/table.js").Column<Api.StatementEntryView>} */
const what = {
  label: "What",
  grow: true,
  bare: true,
  cell: (row) =>
    html`${transferKinds[row.kind] ?? row.kind}
      ${
        row.repeats &&
        html`<small
          title=${`Under the reference of transfer ${row.repeats}`}>Same reference as one
          before</small>`
      }
      ${
        aboutEntry(row) &&
        html`<small class="clip" title=${aboutEntry(row)}>${aboutEntry(row)}
        </small>`
      }`,
};

/** @type {import("../ui/table.js").Column<Api.StatementEntryView>} */
const when = {
  label: "When",
  tight: true,
  cell: (row) =>
    html`<time datetime=${row.at}>${dayText(row.at)}<small>${clockText(row.at)}</small></time>`,
};

/** @type {import("../ui/table.js").Column<Api.StatementEntryView>} */
const amount = {
  label: "Amount",
  end: true,
  tight: true,
  cell: (row) => html`<${Flow} row=${row} />`,
};

/**
 * A statement.
 * @param {(row: Api.StatementEntryView) => unknown} [act] what one may do about an entry
 * @returns {import("../ui/table.js").Column<Api.StatementEntryView>[]}
 */
export const entryColumns = (act) => [
  what,
  when,
  {
    label: "With",
    name: true,
    cell: (row) =>
      html`${row.counterparty}${!isParty() && row.by && html`<small>by ${row.by}</small>`}`,
  },
  { label: "Belongs to", tight: true, cell: (row) => html`<${Belongs} row=${row} />` },
  amount,
  {
    label: "Balance",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.balance} currency=${row.currency} bare />`,
  },
  ...(act ? [{ label: "Action", cell: act }] : []),
];

/**
 * What of a statement is about one booking.
 * @type {import("../ui/table.js").Column<Api.StatementEntryView>[]}
 */
export const ofBooking = [
  what,
  when,
  {
    label: "Dispute",
    tight: true,
    cell: (row) =>
      row.disputeID
        ? html`<a href=${to.dispute(row.disputeID)}>See dispute</a>`
        : html`<${None} />`,
  },
  amount,
];
