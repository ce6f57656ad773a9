/** A ticket is turned into a dispute on an order, which is named there. */
import { html } from "../../base/html.js";
import { may } from "../../base/session.js";
import { ButtonLink } from "../../ui/button.js";

/** @param {{ ticket: Api.TicketView }} props */
export const OnOrder = ({ ticket }) =>
  may("order.read") &&
  may("dispute.work") &&
  html`<p><${ButtonLink} look="quiet" icon="Banknote"
    href=${`#/claim?ticketID=${encodeURIComponent(ticket.ticketID)}`}>It is about an order<//></p>`;
