/** What the first view of somebody who opens the page will ask for, so that one request brings all of it. */
import { queryText } from "./base/paths.js";

/** What the navigation counts. */
export const ASKED_OF_ME = "/approval?limit=50";
export const TO_CORRECT = "/correction?limit=50";
export const TO_LET_IN = "/proposal?limit=50";
/** @param {string} role whose move it is in disputes on bookings */
export const movesOf = (role) => `/dispute?kind=booking&waitingFor=${role}&limit=50`;
export const ASKED_OF_SUPPORT = movesOf("support");

const CLOSED = ["finalised", "withdrawn", "closed"];
export const DEFAULT_SORT = "-disputeDate";
/** By what the queue can be filtered. */
export const FILTERS = [
  "status",
  "customerID",
  "resolverID",
  "assigneeID",
  "waitingFor",
  "currency",
  "reasonID",
  "search",
];

/** Whether open or closed disputes are listed. @param {Record<string, string>} query */
export const queueState = (query) => query.state ?? (CLOSED.includes(query.status) ? "closed" : "open");

/** What the queue asks for. @param {Record<string, string>} query of its address */
export function queueAsks(query) {
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, query[name]]));
  const sort = query.sort ?? DEFAULT_SORT;
  return {
    list: `/dispute${queryText({ kind: "invoice", state: queueState(query), ...chosen, sort })}`,
    counts: "/report/queue?kind=invoice",
    people: "/user?permission=dispute.read",
    reasons: "/reason",
  };
}

/** What the lists of disputes on bookings ask for. @param {Record<string, string | null | undefined>} query of their address, as far as it counts */
export const bookingDisputesAsk = ({ status, waitingFor, sort }) =>
  `/dispute${queryText({ kind: "booking", status, waitingFor, sort })}`;
export const BOOKING_COUNTS = "/report/queue?kind=booking";

/** By what bookings can be filtered, beside their status. */
export const BOOKING_FILTERS = ["operatorID", "aggregatorID", "search"];

/** What a list of bookings asks for. @param {Record<string, string>} query of its address */
export const bookingsAsk = (query) =>
  `/booking${queryText({ ...Object.fromEntries(BOOKING_FILTERS.map((name) => [name, query[name]])), status: query.status })}`;
export const OPERATORS = "/operator?limit=100";
export const AGGREGATORS = "/aggregator?limit=100";

/** How invoices are sorted unless somebody says otherwise. */
export const LATEST_INVOICES = "-invoiceDate";

/** What a customer's page asks for: its head, and the part that is shown. @param {string} id escaped @param {Record<string, string>} query of its address */
export function customerAsks(id, { tab, sort }) {
  const parts = { disputes: `/customer/${id}/dispute`, notes: `/customer/${id}/note` };
  const part =
    parts[/** @type {"disputes" | "notes"} */ (tab)] ??
    `/customer/${id}/invoice${queryText({ sort: sort ?? LATEST_INVOICES })}`;
  return [`/customer/${id}`, part];
}

/** What somebody's party is called before it is known who that is: the server puts its id and side there. */
const OWN = { id: "{partyID}", role: "{partyRole}" };

/** What a view asks for at once, by the first part of its address. @type {Record<string, (query: Record<string, string>, rest: string[]) => string[]>} */
const asked = {
  // Where everybody begins: each person is answered what that one's own beginning shows.
  "": (query) => [
    ...Object.values(queueAsks(query)),
    bookingDisputesAsk({ ...query, waitingFor: "support", sort: null }),
    BOOKING_COUNTS,
    bookingsAsk(query),
    ...customerAsks(OWN.id, query),
  ],
  queue: (query) => Object.values(queueAsks(query)),
  dispute: (_query, [id, more]) => (more ? [] : [`/dispute/${encodeURIComponent(id)}`]),
  disputes: (query) => [bookingDisputesAsk(query), BOOKING_COUNTS],
  bookings: (query) => [bookingsAsk(query), OPERATORS, AGGREGATORS],
  customer: (query, [id, more]) => (more ? [] : customerAsks(encodeURIComponent(id), query)),
};

/** What a place will ask for, as far as that is known before anybody is. @param {string[]} parts @param {URLSearchParams} query */
export function asksOf([view = "", ...rest], query) {
  const counted = [ASKED_OF_ME, TO_CORRECT, TO_LET_IN, ASKED_OF_SUPPORT, movesOf(OWN.role)];
  return [...(asked[view]?.(Object.fromEntries(query), rest) ?? []), ...counted];
}
