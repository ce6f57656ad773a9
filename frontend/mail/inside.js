/** A mail inside the timeline: opens as it was sent. */
import { html } from "../base/html.js";

/**
 * @param {{ event: Pick<Api.EventView, "type" | "after">,
 *   opener?: unknown }} props opener: what opens it,
 *   where the words beside it do
 *   not say whose mail it is
 */
export function MailInside({ event, opener }) {
  const mail = event.after;
  if (!/^mail(Sent|Suppressed|GivenUp)/.test(event.type) || !mail?.text) return null;
  const unsent = event.type !== "mailSent";
  return html`<details class="mail-inside"><summary>
    ${opener ?? (unsent ? "Show the mail that was not sent" : "Show the mail")}</summary>
    <dl class="mail-head"><div><dt>To</dt><dd>${mail.to}${mail.email && ` <${mail.email}>`}</dd>
      </div><div><dt>Subject</dt><dd>${mail.subject}</dd></div></dl>
    <pre class="mail-text">${mail.text}</pre></details>`;
}
