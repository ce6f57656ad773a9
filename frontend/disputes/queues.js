/** The queue is one for each kind of dispute. */
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { may } from "../base/session.js";

/** @param {{ here: "invoice" | "booking" }} props */
export const Kinds = ({ here }) =>
  may("booking.read") &&
  html`<nav class="tabs" aria-label="Kind"><ul>${[
    ["invoice", "On invoices", to.queue()],
    ["booking", "On bookings", to.bookingDisputes()],
  ].map(
    ([kind, label, href]) =>
      html`<li key=${kind}><a href=${href} aria-current=${kind === here ? "page" : undefined}>${label}</a></li>`,
  )}</ul></nav>`;

/** How many disputes are counted in some rows together, as far as one query each counts. @param {any[]} rows */
export function countOf(rows) {
  if (rows.length === 0) return undefined;
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  return `${countText(count)}${rows.some((row) => row.more) ? "+" : ""}`;
}
