/** Which view a place shows, and how it is fetched. */
import { isCustomer, isParty, may } from "./session.js";

/** @typedef {{ parts: string[], query: URLSearchParams }} Where */
/** @typedef {{ load: () => Promise<{ default: any }>, props: Record<string, string>, key: string }} Found */

/** A place, its view, and the permission without which one may not open it. */
/** @type {[string, () => Promise<{ default: any }>, string?][]} */
const table = [
  ["", () => import("./views/queue.js")],
  ["queue", () => import("./views/queue.js")],
  ["dispute/:disputeID", () => import("./views/any-dispute.js")],
  ["customers", () => import("./views/customers.js")],
  ["customer/:customerID", () => import("./views/customer.js")],
  ["customer/:customerID/statement", () => import("./views/statement.js")],
  ["customer/:customerID/invoice/:invoiceNumber", () => import("./views/invoice.js")],
  ["customer/:customerID/invoice/:invoiceNumber/raise", () => import("./views/raise.js")],
  ["approvals", () => import("./views/approvals.js")],
  ["disputes", () => import("./views/booking-disputes.js"), "booking.read"],
  ["bookings", () => import("./views/bookings.js"), "booking.read"],
  ["booking/:bookingID", () => import("./views/booking.js"), "booking.read"],
  ["operators", () => import("./views/operators.js"), "booking.read"],
  ["aggregators", () => import("./views/aggregators.js"), "aggregator.read"],
  ["wallets", () => import("./views/wallets.js"), "wallet.read"],
  ["wallet/:walletID", () => import("./views/wallet.js"), "wallet.read"],
  ["corrections", () => import("./views/corrections.js"), "ledger.correct"],
  ["import", () => import("./views/imports.js"), "import.run"],
  ["import/new", () => import("./views/import-new.js"), "import.run"],
  ["import/:importID", () => import("./views/import.js"), "import.run"],
  ["reports", () => import("./views/reports.js")],
  ["settings", () => import("./views/settings.js"), "setting.edit"],
  ["settings/:name", () => import("./views/settings.js"), "setting.edit"],
  ["account", () => import("./views/account.js")],
  ["outbox", () => import("./views/outbox.js")],
  ["styles", () => import("./views/styles.js")],
];

/** What a customer may open: places have the same addresses as for the staff, so that a link opens the same thing for both. */
/** @type {typeof table} */
const portal = [
  ["", () => import("./views/portal.js")],
  ["customer/:customerID", () => import("./views/portal.js")],
  ["customer/:customerID/statement", () => import("./views/statement.js")],
  ["customer/:customerID/invoice/:invoiceNumber", () => import("./views/invoice.js")],
  ["dispute/:disputeID", () => import("./views/own-dispute.js")],
  ["account", () => import("./views/account.js")],
];

/** What an operator or aggregator may open, under the same addresses again. */
/** @type {typeof table} */
const party = [
  ["", () => import("./views/bookings.js")],
  ["disputes", () => import("./views/own-booking-disputes.js")],
  ["dispute/:disputeID", () => import("./views/booking-dispute.js")],
  ["booking/:bookingID", () => import("./views/booking.js")],
  ["wallets", () => import("./views/wallets.js")],
  ["wallet/:walletID", () => import("./views/wallet.js")],
  ["aggregators", () => import("./views/aggregators.js")],
  ["bookings", () => import("./views/bookings.js")],
  ["account", () => import("./views/account.js")],
];

/** What is open to whoever has the link of a mail, signed in or not. */
/** @type {typeof table} */
const outside = [["response", () => import("./views/response.js")]];

/** What support may open: it begins with the disputes that it was asked to step in for. */
/** @type {typeof table} */
const support = [["", () => import("./views/booking-disputes.js")], ...table];

const forbidden = () => import("./views/forbidden.js");

const tableNow = () => (isCustomer() ? portal : isParty() ? party : may("dispute.support") ? support : table);

/** @param {string[]} parts @returns {Found | null} */
export function findView(parts) {
  for (const [pattern, load, needed] of [...outside, ...tableNow()]) {
    const props = match(pattern.split("/").filter(Boolean), parts);
    if (props && needed && !may(needed)) return { load: forbidden, props: {}, key: `forbidden ${parts[0]}` };
    if (props) return { load, props, key: [pattern, ...Object.values(props)].join(" ") };
  }
  return null;
}

/** @param {string[]} pattern @param {string[]} parts @returns {Record<string, string> | null} */
function match(pattern, parts) {
  if (pattern.length !== parts.length) return null;
  /** @type {Record<string, string>} */
  const props = {};
  for (const [index, piece] of pattern.entries()) {
    if (piece.startsWith(":")) props[piece.slice(1)] = parts[index];
    else if (piece !== parts[index]) return null;
  }
  return props;
}

/** Fetches the views one is likely to open next, once the first one is there. */
export function fetchAhead() {
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, 500));
  idle(() => {
    for (const [, load] of tableNow().slice(0, 5)) load().catch(() => {});
  });
}
