/** The queue is one for each kind of dispute. */
import { countText } from "../format.js";
import { html } from "../html.js";
import { to } from "../router.js";
import { may } from "../session.js";

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

/** How many disputes have a status, as far as one query counts. @param {any[]} counts @param {string} name */
export function countOf(counts, name) {
  const found = counts.find((one) => one.status === name);
  return found && `${countText(found.count)}${found.more ? "+" : ""}`;
}
