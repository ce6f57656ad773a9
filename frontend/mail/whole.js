/** The mails about a dispute, a follow-up or a ticket as they came in, for the staff (X-14). */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { isOutside, may } from "../base/session.js";
import { Foot } from "../ui/list.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Ago, Badge, None } from "../ui/text.js";

/** @type {Record<string, (id: string) => string>} */
const places = {
  dispute: (id) => path`/dispute/${id}/mail?limit=20`,
  followUp: (id) => path`/followUp/${id}/mail?limit=20`,
  ticket: (id) => path`/ticket/${id}/mail?limit=20`,
};

/** What became of a mail. @type {Record<string, { label: string, tone: string, icon: string }>} */
const outcomes = {
  said: { label: "Taken as said", tone: "green", icon: "MailCheck" },
  unconfirmed: { label: "Unconfirmed", tone: "amber", icon: "MailX" },
  refused: { label: "Not taken", tone: "amber", icon: "MailX" },
  automatic: { label: "Automatic", tone: "grey", icon: "Mail" },
};

/**
 * Asked for when somebody opens it.
 * @param {{ of: "dispute" | "followUp" | "ticket", id: string }} props
 */
export function WholeMails({ of, id }) {
  const [isOpen, setOpen] = useState(false);
  if (isOutside() || !may("dispute.talk")) return null;
  return html`<${Section} title="Mails that came in" name="mails-in"><details
    onToggle=${(/** @type {Event} */ event) =>
      setOpen(/** @type {HTMLDetailsElement} */ (event.currentTarget).open)}>
    <summary>Show them as they were written</summary>
    ${isOpen && html`<${Mails} at=${places[of](id)} />`}</details><//>`;
}

/** @param {{ at: string }} props */
function Mails({ at }) {
  const pages = usePages(at);
  return html`<${Loaded} of=${{ ...pages, data: pages.rows }} kind="text" rows=${2}>${() =>
    pages.rows?.length === 0
      ? html`<p class="muted">No mail came in.</p>`
      : html`<ul class="plain whole-mails">${pages.rows?.map(
          (/** @type {Api.KeptMailView} */ mail) =>
            html`<${Mail} key=${mail.mailID} mail=${mail} />`,
        )}</ul>${pages.next && html`<${Foot} pages=${pages} />`}`}<//>`;
}

/**
 * As plain text: nothing of what somebody wrote is run, drawn or fetched.
 * @param {{ mail: Api.KeptMailView }} props
 */
function Mail({ mail }) {
  const became = outcomes[mail.outcome];
  return html`<li><p><strong>${mail.name || mail.from}</strong>${" "}
    <small class="muted"><${Ago} at=${mail.at} /></small>${" "}
    <${Badge} tone=${became.tone} icon=${became.icon}>${became.label}<//></p>
    <details class="mail-inside"><summary>Show the whole mail</summary>
    <dl class="mail-head"><div><dt>From</dt><dd>${
      mail.name ? `${mail.name} <${mail.from}>` : mail.from
    }</dd></div>
      <div><dt>Subject</dt><dd>${mail.subject || html`<${None} />`}</dd></div></dl>
    <pre class="mail-text">${mail.text}</pre></details></li>`;
}
