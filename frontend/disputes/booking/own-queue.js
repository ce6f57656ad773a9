/**
 * The disputes of an operator or aggregator: what is open and whose move it is, and what has ended
 * (IG-03).
 */

import { html } from "../../base/html.js";
import { place, to } from "../../base/router.js";
import { ButtonLink } from "../../ui/button.js";
import { Page } from "../../ui/page.js";
import { Blank } from "../../ui/states.js";
import { BookingDisputes } from "./list.js";

const TABS = [
  { value: "", label: "Open", query: {} },
  { value: "resolved", label: "Resolved", query: { status: "resolved" } },
  { value: "withdrawn", label: "Withdrawn", query: { status: "withdrawn" } },
];

export default function OwnBookingDisputes() {
  const current = place.value.query.get("status") ?? "";
  const empty = current
    ? html`<${Blank} icon="Scale"
      title="None so far">Disputes that were ${current} are listed here.<//>`
    : html`<${Blank} icon="Scale" title="No open disputes"
      action=${html`<${ButtonLink} href=${to.bookings()}
        icon="Car">Go to your bookings<//>`}>A dispute is raised from its booking: open the booking
        and choose Dispute.<//>`;
  return html`<${Page} title="Disputes"><${BookingDisputes} tabs=${TABS} current=${current}
    empty=${empty} /><//>`;
}
