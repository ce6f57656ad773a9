/** Which view a place shows, and how it is fetched. */
import { isCustomer, isParty, isVendor, may } from "./base/session.js";
import Bookings from "./bookings/bookings.js";
import Customer from "./customers/customer.js";
import Customers from "./customers/customers.js";
import Invoice from "./customers/invoice.js";
import Portal from "./customers/portal.js";
import OwnBookingDisputes from "./disputes/booking/own-queue.js";
import BookingDisputes from "./disputes/booking/queue.js";
import Dispute from "./disputes/dispute.js";
import Queue from "./disputes/invoice/queue.js";
import Raise from "./disputes/invoice/raise.js";
import OwnOrderDisputes from "./disputes/order/own-queue.js";
import { neededFor } from "./settings/tabs.js";

/** Whatever looks is left alone for so long before what is likely to be opened next is fetched. */
const AHEAD_AFTER_MS = 3000;

/** @typedef {{ parts: string[], query: URLSearchParams }} Where */
/**
 * @typedef {{ load: () => Promise<{ default: unknown }>, props: Record<string, string>,
 *   key: string }}
 *   Found
 */

/**
 * A place, its view, and the permission without which one may not open it, where several have one
 * place by what the place names.
 */
/** @typedef {string | ((props: Record<string, string>) => string)} Needed */
/** @type {[string, () => Promise<{ default: unknown }>, Needed?][]} */
const table = [
  ["", now(Queue)],
  ["queue", now(Queue)],
  ["dispute/:disputeID", now(Dispute)],
  ["customers", now(Customers)],
  ["customer/:customerID", now(Customer)],
  ["customer/:customerID/statement", later("Statement")],
  ["customer/:customerID/reminders", later("Reminders"), "customer.read"],
  ["reminderRun", later("ReminderRun"), "customer.read"],
  ["unreached", later("Unreached"), "customer.read"],
  ["toPost", later("ToPost"), "customer.read"],
  ["customer/:customerID/followUp", later("StatusChange"), "dispute.work"],
  ["customer/:customerID/invoice/:invoiceNumber", now(Invoice)],
  ["customer/:customerID/invoice/:invoiceNumber/raise", now(Raise), "dispute.work"],
  ["approvals", later("Approvals"), "dispute.work"],
  ["followUps", later("Agenda"), "dispute.read"],
  ["followUp/:followUpID", later("FollowUp"), "dispute.read"],
  ["disputes", now(BookingDisputes), "booking.read"],
  ["orderdisputes", later("OrderQueue"), "dispute.read"],
  ["claim", later("OrderClaim"), "dispute.work"],
  ["bookings", now(Bookings), "booking.read"],
  ["booking/:bookingID", later("Booking"), "booking.read"],
  ["orders", later("Orders"), "order.read"],
  ["order/:orderID", later("Order"), "order.read"],
  ["tickets", later("Tickets"), "dispute.read"],
  ["tickets/new", later("NewTicket"), "ticket.raise"],
  ["ticket/:ticketID", later("Ticket"), "dispute.read"],
  ["payouts", later("Payouts"), "payout.run"],
  ["vendors", later("Vendors"), "vendor.read"],
  ["vendor/:vendorID", later("Vendor"), "vendor.read"],
  ["operators", later("Operators"), "booking.read"],
  ["aggregators", later("Aggregators"), "aggregator.read"],
  ["wallets", later("Wallets"), "wallet.read"],
  ["wallet/:walletID", later("Wallet"), "wallet.read"],
  ["corrections", later("Corrections"), "ledger.correct"],
  ["import", later("Imports"), "import.run"],
  ["import/new", later("ImportNew"), "import.run"],
  ["import/:importID", later("Import"), "import.run"],
  ["reports", later("Reports"), "report.read"],
  ["settings", later("Settings"), () => neededFor()],
  ["settings/:name", later("Settings"), ({ name }) => neededFor(name)],
  ["account", later("Account")],
  ["outbox", later("Outbox")],
  ["styles", later("Styles")],
];

/**
 * What a customer may open: places have the same addresses as for the staff, so that a link opens
 * the same thing for both.
 */
/** @type {typeof table} */
const portal = [
  ["", now(Portal)],
  ["customer/:customerID", now(Portal)],
  ["customer/:customerID/statement", later("Statement")],
  ["customer/:customerID/invoice/:invoiceNumber", now(Invoice)],
  ["claim", later("OrderClaim")],
  ["dispute/:disputeID", now(Dispute)],
  ["orders", later("Orders")],
  ["order/:orderID", later("Order")],
  ["orderdisputes", now(OwnOrderDisputes)],
  ["tickets", later("Tickets")],
  ["tickets/new", later("NewTicket")],
  ["ticket/:ticketID", later("Ticket")],
  ["account", later("Account")],
];

/** What an operator or aggregator may open, under the same addresses again. */
/** @type {typeof table} */
const party = [
  ["", now(Bookings)],
  ["disputes", now(OwnBookingDisputes)],
  ["dispute/:disputeID", now(Dispute)],
  ["booking/:bookingID", later("Booking")],
  ["wallets", later("Wallets")],
  ["wallet/:walletID", later("Wallet")],
  ["aggregators", later("Aggregators")],
  ["bookings", now(Bookings)],
  ["account", later("Account")],
];

/** What a vendor may open, under the same addresses too. */
/** @type {typeof table} */
const vendor = [
  ["", now(OwnOrderDisputes)],
  ["orderdisputes", now(OwnOrderDisputes)],
  ["dispute/:disputeID", now(Dispute)],
  ["orders", later("Orders")],
  ["order/:orderID", later("Order")],
  ["standing", later("OwnStanding")],
  ["wallets", later("Wallets")],
  ["wallet/:walletID", later("Wallet")],
  ["account", later("Account")],
];

/** What is open to whoever has the link of a mail, signed in or not. */
/** @type {typeof table} */
const outside = [
  ["response", later("Response")],
  ["answer", later("AnswerByLink")],
  ["resolver", later("ResolverAnswer")],
  ["promise", later("PromiseByLink")],
];

/** Whether a place is one of those. @param {string[]} parts */
export const isOutside = (parts) => outside.some(([name]) => name === parts[0]);

/** What support may open: it begins with the disputes that it was asked to step in for. */
/** @type {typeof table} */
const support = [["", now(BookingDisputes)], ...table];

const forbidden = later("Forbidden");

function tableNow() {
  if (isCustomer()) return portal;
  if (isVendor()) return vendor;
  if (isParty()) return party;
  return may("dispute.support") ? support : table;
}

/** @param {string[]} parts @returns {Found | null} */
export function findView(parts) {
  for (const [pattern, load, needed] of [...outside, ...tableNow()]) {
    const props = match(pattern.split("/").filter(Boolean), parts);
    if (props && needed && !may(typeof needed === "string" ? needed : needed(props)))
      return { load: forbidden, props: {}, key: `forbidden ${parts[0]}` };
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

/** A view that comes with the page. @param {unknown} view */
function now(view) {
  return () => Promise.resolve({ default: view });
}

/**
 * A view that comes when it is asked for, or ahead of that.
 * @param {keyof typeof import("./later.js")} name
 */
function later(name) {
  return () => import("./later.js").then((views) => ({ default: views[name] }));
}

/** Fetches what is not there yet, once the first view has been looked at for a while. */
export function fetchAhead() {
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => run());
  setTimeout(() => idle(() => import("./later.js").catch(() => {})), AHEAD_AFTER_MS);
}
