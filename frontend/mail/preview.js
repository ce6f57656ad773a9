/** Mails as they will be sent, before anybody sends them. */
import { html } from "../base/html.js";

/**
 * @param {{ mails?: Api.MailView[], open?: boolean }} props open: shown without asking
 */
export const MailPreviews = ({ mails = [], open = false }) =>
  mails.map(
    (mail) => html`<details class="mail-preview" key=${`${mail.to} ${mail.subject}`}
      open=${open}>
      <summary>Mail to ${mail.to}: ${mail.subject}</summary><blockquote>${mail.text}</blockquote>
    </details>`,
  );
