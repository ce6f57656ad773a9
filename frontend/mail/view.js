/** A mail with its head, as HTML and as text. */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { MailBody } from "./body.js";

/**
 * @typedef {{ id?: string, at?: string, from?: string, to: string, replyTo?: string,
 *   sent?: unknown, subject: string,
 *   text: string, html?: string | null }} Mail
 */

/** @param {{ mail: Mail, inert?: boolean, children?: unknown }} props inert: links lead nowhere */
export function MailView({ mail, inert, children }) {
  const [shown, setShown] = useState("html");
  const choice = (/** @type {string} */ value, /** @type {string} */ label) =>
    html`<button type="button" class="segment" aria-pressed=${String(shown === value)}
      onClick=${() => setShown(value)}>${label}</button>`;
  const head = /** @type {[string, unknown][]} */ ([
    ["From", mail.from],
    ["To", mail.to],
    ["Reply to", mail.replyTo],
    ["Sent", mail.sent],
    ["Subject", html`<strong>${mail.subject}</strong>`],
  ]);
  return html`<div class="mail">
    <div class="mail-top"><dl class="mail-head">
      ${head
        .filter(([, value]) => value)
        .map(
          ([term, value]) => html`<div key=${term}><dt>${term}
          </dt><dd>${value}</dd></div>`,
        )}</dl>
      <div class="segments" role="group" aria-label="Show the mail as">${choice("html", "As mail")}
        ${choice("text", "As text")}</div></div>
    ${
      shown === "html" && mail.html
        ? html`<${MailBody} body=${mail.html} inert=${inert} />`
        : html`<pre class="mail-text">${inert ? mail.text : linked(mail.text)}
        </pre>`
    }
    ${children}</div>`;
}

/** Text in which addresses of the web are links. @param {string} text */
const linked = (text) =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2
        ? html`<a key=${index} href=${part} target="_blank" rel="noopener noreferrer">${part}</a>`
        : part,
    );
