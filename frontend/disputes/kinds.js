/**
 * The kinds of dispute: a row each, and all that the page asks of a kind. What only one of them has
 * lies in the folder named as it.
 *
 * @typedef {{ fetch: () => Promise<unknown> }} Later a view that comes when it is opened
 * @typedef {object} Kind
 * @property {string} label of its queue, beside those of the other kinds
 * @property {string[]} parties the roles of people from outside who are in it
 * @property {string} place where its queue is: the first part of the address
 * @property {() => string} queue the address
 * @property {string} permission to open its queue
 * @property {(query: Record<string, string>) => string[]} asks what its queue asks for at first
 * @property {(query: Record<string, string>) => string[]} begins the same for who begins there
 * @property {((role: string) => string) | null} moves those that wait for somebody of a role, for
 *   the navigation to count
 * @property {unknown | Later} workspace in which the staff works on one,
 *   given its id and the load of
 *   it
 * @property {unknown | Later} own how people from outside see one of theirs
 * @property {unknown} [turn] how the staff makes one of a ticket, given that
 */
import { to } from "../base/router.js";
import { me } from "../base/session.js";
import { standingAsk } from "../vendors/asks.js";
import { BOOKING_COUNTS, bookingDisputesAsk, movesOf } from "./booking/asks.js";
import { queueAsks } from "./invoice/asks.js";
import { OwnDispute } from "./invoice/own.js";
import { OnInvoice } from "./invoice/turn.js";
import { InvoiceWorkspace } from "./invoice/workspace.js";
import { ORDER_COUNTS, orderDisputesAsk } from "./order/asks.js";
import { OnOrder } from "./order/turn.js";

const bookingWorkspace = {
  fetch: () => import("../later.js").then((views) => views.BookingWorkspace),
};

const orderWorkspace = {
  fetch: () => import("../later.js").then((views) => views.OrderWorkspace),
};
const ownOrderDispute = {
  fetch: () => import("../later.js").then((views) => views.OwnOrderDispute),
};

/** @type {Record<string, Kind>} */
export const KINDS = {
  invoice: {
    label: "On invoices",
    parties: ["customer"],
    place: "queue",
    queue: to.queue,
    permission: "dispute.read",
    asks: (query) => Object.values(queueAsks(query)),
    begins: (query) => Object.values(queueAsks(query)),
    moves: null,
    workspace: InvoiceWorkspace,
    own: OwnDispute,
    turn: OnInvoice,
  },
  booking: {
    label: "On bookings",
    parties: ["operator", "aggregator"],
    place: "disputes",
    queue: to.bookingDisputes,
    permission: "booking.read",
    asks: (query) => [bookingDisputesAsk(query), BOOKING_COUNTS],
    begins: (query) => [
      bookingDisputesAsk({ ...query, waitingFor: "support", sort: null }),
      BOOKING_COUNTS,
    ],
    moves: movesOf,
    workspace: bookingWorkspace,
    own: bookingWorkspace,
  },
  order: {
    label: "On orders",
    parties: ["vendor"],
    place: "orderdisputes",
    queue: to.orderDisputes,
    permission: "dispute.work",
    asks: (query) => [orderDisputesAsk(query), ORDER_COUNTS],
    begins: () => [standingAsk("{vendorID}")],
    moves: null,
    workspace: orderWorkspace,
    own: ownOrderDispute,
    turn: OnOrder,
  },
};

/**
 * Of which kind a dispute is; a party that is in one kind alone is not told.
 * @param {{ kind: string }} dispute
 * @returns {Kind}
 */
export function kindOf(dispute) {
  const role = String(me.value?.role);
  const kind =
    KINDS[dispute.kind] ?? Object.values(KINDS).find(({ parties }) => parties.includes(role));
  if (!kind) throw new Error(`There is no view of disputes of the kind ${dispute.kind}.`);
  return kind;
}
