/**
 * What the first view of somebody who opens the page will ask for, so that one request brings all
 * of it.
 */
import { ASKED_OF_ME } from "./approvals/asks.js";
import { AGGREGATORS, bookingsAsk, OPERATORS } from "./bookings/asks.js";
import { customerAsks } from "./customers/asks.js";
import { KINDS } from "./disputes/kinds.js";
import { vendorDisputesAsk } from "./disputes/order/asks.js";
import { hasOrdersAsk } from "./orders/asks.js";
import { TO_CORRECT, TO_LET_IN } from "./wallets/asks.js";

/**
 * What somebody's party is called before it is known who that is: the server puts its side there,
 * and its id where it is of that side.
 */
const OWN = { role: "{partyRole}", customer: "{customerID}", vendor: "{vendorID}" };
const kinds = Object.values(KINDS);

/**
 * What a view asks for at once, by the first part of its address.
 * @type {Record<string, (query: Record<string, string>, rest: string[]) => string[]>}
 */
const asked = {
  // Where everybody begins: each person is answered what that one's own beginning shows.
  "": (query) => [
    ...kinds.flatMap((kind) => kind.begins(query)),
    bookingsAsk(query),
    ...customerAsks(OWN.customer, query),
  ],
  ...Object.fromEntries(kinds.map((kind) => [kind.place, kind.asks])),
  dispute: (_query, [id, more]) => (more ? [] : [`/dispute/${encodeURIComponent(id)}`]),
  bookings: (query) => [bookingsAsk(query), OPERATORS, AGGREGATORS],
  customer: (query, [id, more]) => (more ? [] : customerAsks(encodeURIComponent(id), query)),
};

/** What the navigation looks at, of the staff and of parties. */
const counted = [
  ASKED_OF_ME,
  TO_CORRECT,
  TO_LET_IN,
  hasOrdersAsk(OWN.customer),
  vendorDisputesAsk(OWN.vendor),
  ...["support", OWN.role].flatMap((role) => kinds.flatMap((kind) => kind.moves?.(role) ?? [])),
];

/**
 * What a place will ask for, as far as that is known before anybody is.
 * @param {string[]} parts
 * @param {URLSearchParams} query
 */
export const asksOf = ([view = "", ...rest], query) => [
  ...(asked[view]?.(Object.fromEntries(query), rest) ?? []),
  ...counted,
];
