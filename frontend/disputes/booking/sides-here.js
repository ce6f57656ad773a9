/**
 * Whether the other side of a booking has its dispute open, to people of a side: they are told
 * sides, and no names.
 */
import { listText } from "../../base/format.js";
import { classes, html } from "../../base/html.js";
import { across } from "../../bookings/words.js";
import { Icon } from "../../ui/icon.js";
import { useOthers } from "../presence.js";
import { nameOn } from "./words.js";

/** @param {{ dispute: Api.BookingDisputeView, own: string }} props own: one's side */
export function BothSides({ dispute, own }) {
  const others = useOthers(dispute.disputeID);
  const name = nameOn(dispute, across(own));
  const isOpen = dispute.actions.some(
    (/** @type {Api.ChoiceView} */ one) => one.name === "message" && one.allowed,
  );
  return html`<div role="status">
    ${
      others &&
      html`<${SidesHere} roles=${others.map((one) => one.role)} own=${own} name=${name}
        isOpen=${isOpen} />`
    }</div>`;
}

/** @param {{ roles: string[], own: string, name: string, isOpen: boolean }} props */
export function SidesHere({ roles, own, name, isOpen }) {
  const isThere = roles.includes(across(own));
  const also = [
    roles.includes("support") && "support",
    roles.includes(own) && "a colleague",
  ].filter((one) => one !== false);
  const waits = isOpen ? ": what you write waits, marked unread" : "";
  return html`<p class=${classes("others", !isThere && "away")}>
    <${Icon} name=${isThere ? "Eye" : "EyeOff"} /><span>
    ${isThere ? `${name} is here now` : `${name} is not here${waits}`}
    ${also.length > 0 && `. Also here: ${listText(also)}`}</span></p>`;
}
