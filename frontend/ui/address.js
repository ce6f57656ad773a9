/** An address of e-mail where it stands, with what became of mail to it. */
import { html } from "../base/html.js";
import { Badge, None } from "./text.js";

/** @typedef {import("../base/session.js").HeldBack} HeldBack */

/** Why no mail goes to an address, in words. @param {HeldBack} held */
export const heldText = (held) =>
  held?.reason === "complaint" ? "marked our mail as unwanted" : "sent our mail back";

/** @param {{ of: { email?: string | null, mailHeldBack?: HeldBack }, linked?: boolean }} props */
export const Address = ({ of: { email, mailHeldBack }, linked }) =>
  email
    ? html`${linked ? html`<a href=${`mailto:${email}`}>${email}</a>` : email}${
        mailHeldBack &&
        html` <${Badge} tone="amber" icon="MailX">
          ${
            mailHeldBack.reason === "complaint" ? "Unwanted there" : "Mail comes back"
          }: no mail goes there<//>`
      }`
    : html`<${None} />`;
