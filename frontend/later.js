/**
 * What a first view can do without. `make page` bundles it into one file of its own, beside the one
 * with all the rest;
 * that it names app.js first keeps everything that the two share in that one.
 */
import "./app.js";

export { default as Account } from "./account/account.js";
export { default as Approvals } from "./approvals/inbox.js";
export { default as Response } from "./approvals/response.js";
export { default as Aggregators } from "./bookings/aggregators.js";
export { default as Booking } from "./bookings/booking.js";
export { default as Operators } from "./bookings/operators.js";
export { default as Contact } from "./customers/contact.js";
export { default as PromiseByLink } from "./customers/promise-asked.js";
export { default as ReminderRun } from "./customers/reminder-run.js";
export { default as Reminders } from "./customers/reminders.js";
export { default as Statement } from "./customers/statement.js";
export { default as StatusChange } from "./customers/status-change.js";
export { default as ToPost } from "./customers/to-post.js";
export { default as Unreached } from "./customers/unreached.js";
export { default as AttachedFiles } from "./disputes/attached-files.js";
export { BookingWorkspace } from "./disputes/booking/workspace.js";
export { default as LinkedTickets } from "./disputes/linked-tickets.js";
export { default as AnswerByLink } from "./disputes/order/answer-by-link.js";
export { OwnOrderDispute } from "./disputes/order/own.js";
export { default as OrderQueue } from "./disputes/order/queue.js";
export { default as OrderClaim } from "./disputes/order/raise.js";
export { OrderWorkspace } from "./disputes/order/workspace.js";
export { default as Agenda } from "./followups/agenda.js";
export { default as ResolverAnswer } from "./followups/answer.js";
export { default as FollowUp } from "./followups/follow-up.js";
export { default as Styles } from "./gallery/gallery.js";
export { default as Import } from "./imports/import.js";
export { default as Imports } from "./imports/imports.js";
export { default as ImportNew } from "./imports/new.js";
export { default as Outbox } from "./mail/outbox.js";
export { default as Order } from "./orders/order.js";
export { default as Orders } from "./orders/orders.js";
export { default as Payouts } from "./orders/payouts.js";
export { default as Reports } from "./reports/reports.js";
export { default as Settings } from "./settings/settings.js";
export { default as Forbidden } from "./shell/forbidden.js";
export { default as NewTicket } from "./tickets/new.js";
export { default as Ticket } from "./tickets/ticket.js";
export { default as Tickets } from "./tickets/tickets.js";
export { default as OwnStanding } from "./vendors/own-standing.js";
export { default as Vendor } from "./vendors/vendor.js";
export { default as Vendors } from "./vendors/vendors.js";
export { default as Corrections } from "./wallets/corrections.js";
export { default as Wallet } from "./wallets/wallet.js";
export { default as Wallets } from "./wallets/wallets.js";
