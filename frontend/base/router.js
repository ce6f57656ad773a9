/**
 * Where one is. The hash holds the view, and its query holds filters, sort, step and selected row.
 */
import { batch, signal } from "../vendor.js";

/** @typedef {{ path: string, parts: string[], query: URLSearchParams }} Place */

/** @param {string} hash @returns {Place} */
export function readPlace(hash) {
  const [path, query] = hash.replace(/^#/, "").split("?", 2);
  const parts = path.split("/").filter(Boolean).map(decode);
  return {
    path: `/${path.split("/").filter(Boolean).join("/")}`,
    parts,
    query: new URLSearchParams(query ?? ""),
  };
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const place = signal(readPlace(globalThis.location?.hash ?? ""));

/**
 * How often a path was opened. Whoever goes and is back before the page has drawn anything else has
 * come to the same path, and yet to a new visit of it.
 */
export const visits = signal(0);

export function followHash() {
  globalThis.addEventListener("hashchange", ({ oldURL, newURL }) => {
    const [before, after] = [oldURL, newURL].map((url) => readPlace(new URL(url).hash).path);
    batch(() => {
      if (before !== after) visits.value += 1;
      place.value = readPlace(location.hash);
    });
  });
}

/**
 * Opens a place: as a new entry of the history, or in place of the present one.
 * @param {string} hash
 * @param {{ replace?: boolean }} [how]
 */
export function go(hash, { replace = false } = {}) {
  if (replace) location.replace(hash);
  else location.hash = hash;
}

/**
 * The hash of this place with some of its query changed; null or "" takes one away.
 * @param {Record<string, string | null | undefined>} change
 * @param {Place} [at] another place
 */
export function withQuery(change, at = place.value) {
  const query = new URLSearchParams(at.query);
  for (const [name, value] of Object.entries(change)) {
    if (value == null || value === "") query.delete(name);
    else query.set(name, value);
  }
  return `#${at.path}${query.size ? `?${query}` : ""}`;
}

/**
 * Changes the query: as a new entry of the history, or in place of the present one. What counts is
 * the address, which a click has changed before the page follows it. Where it has left this view,
 * nothing of the view is written to the next one.
 * @param {Record<string, string | null | undefined>} change
 * @param {{ replace?: boolean }} [how]
 */
export function setQuery(change, { replace = false } = {}) {
  const now = readPlace(location.hash);
  if (now.path !== place.value.path) return;
  const hash = withQuery(change, now);
  if (hash === location.hash) return;
  if (!replace) {
    location.hash = hash;
    return;
  }
  history.replaceState(history.state, "", hash);
  place.value = readPlace(hash);
}

/** Links to the things of the product. */
export const to = {
  queue: (query = "") => `#/queue${query}`,
  dispute: (/** @type {string} */ id) => `#/dispute/${encodeURIComponent(id)}`,
  customers: () => "#/customers",
  customer: (/** @type {string | number} */ id) => `#/customer/${encodeURIComponent(id)}`,
  disputes: (/** @type {string | number} */ id) =>
    `#/customer/${encodeURIComponent(id)}?tab=disputes`,
  statement: (/** @type {string | number} */ id) =>
    `#/customer/${encodeURIComponent(id)}/statement`,
  reminders: (/** @type {string | number} */ id) =>
    `#/customer/${encodeURIComponent(id)}/reminders`,
  reminderRun: (/** @type {string | number} */ customer = "") =>
    `#/reminderRun${customer === "" ? "" : `?customer=${encodeURIComponent(customer)}`}`,
  unreached: () => "#/unreached",
  toPost: () => "#/toPost",
  invoice: (/** @type {string | number} */ customer, /** @type {string | number} */ invoice) =>
    `#/customer/${encodeURIComponent(customer)}/invoice/${encodeURIComponent(invoice)}`,
  raise: (
    /** @type {string | number} */ customer,
    /** @type {string | number} */ invoice,
    ticket = "",
  ) =>
    `#/customer/${encodeURIComponent(customer)}/invoice/${encodeURIComponent(invoice)}/raise` +
    (ticket && `?ticketID=${encodeURIComponent(ticket)}`),
  approvals: (/** @type {string} */ id = "") =>
    `#/approvals${id && `?approval=${encodeURIComponent(id)}`}`,
  followUps: (query = "") => `#/followUps${query}`,
  newFollowUp: (/** @type {string | number} */ customer) =>
    `#/customer/${encodeURIComponent(customer)}/followUp`,
  followUp: (/** @type {string} */ id) => `#/followUp/${encodeURIComponent(id)}`,
  bookings: (query = "") => `#/bookings${query}`,
  booking: (/** @type {string | number} */ id) => `#/booking/${encodeURIComponent(id)}`,
  bookingDisputes: (query = "") => `#/disputes${query}`,
  claim: (/** @type {string | number} */ order = "") =>
    `#/claim${order === "" ? "" : `?orderID=${encodeURIComponent(order)}`}`,
  orders: (query = "") => `#/orders${query}`,
  order: (/** @type {string | number} */ id) => `#/order/${encodeURIComponent(id)}`,
  vendors: () => "#/vendors",
  vendor: (/** @type {string | number} */ id) => `#/vendor/${encodeURIComponent(id)}`,
  orderDisputes: (query = "") => `#/orderdisputes${query}`,
  payouts: (state = "") => `#/payouts${state && `?state=${state}`}`,
  tickets: (query = "") => `#/tickets${query}`,
  newTicket: (/** @type {string | number} */ invoice = "") =>
    `#/tickets/new${invoice === "" ? "" : `?invoiceNumber=${encodeURIComponent(invoice)}`}`,
  ticket: (/** @type {string} */ id) => `#/ticket/${encodeURIComponent(id)}`,
  operators: () => "#/operators",
  aggregators: (name = "") => `#/aggregators${name && `?name=${encodeURIComponent(name)}`}`,
  wallets: (/** @type {string | number} */ party = "") =>
    `#/wallets${party === "" ? "" : `?partyID=${encodeURIComponent(party)}`}`,
  wallet: (/** @type {string} */ id) => `#/wallet/${encodeURIComponent(id)}`,
  corrections: () => "#/corrections",
  imports: () => "#/import",
  import: (/** @type {string} */ id) => `#/import/${encodeURIComponent(id)}`,
};
