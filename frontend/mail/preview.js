/** Mails as they will be sent, before anybody sends them. */
import { html } from "../base/html.js";
import { heldText } from "../ui/address.js";
import { Banner } from "../ui/states.js";

/**
 * @param {{ mails?: Api.MailView[], open?: boolean }} props open: shown without asking
 */
export const MailPreviews = ({ mails = [], open = false }) =>
  mails.map(
    (mail) => html`${
      mail.mailHeldBack &&
      html`<${Banner} tone="amber" icon="MailX">No mail leaves: ${mail.to}
        ${heldText(mail.mailHeldBack)}. Name somebody else, or have the address mended.<//>`
    }<details class="mail-preview" key=${`${mail.to} ${mail.subject}`}
      open=${open}>
      <summary>Mail to ${mail.to}: ${mail.subject}</summary><blockquote>${mail.text}</blockquote>
    </details>`,
  );
