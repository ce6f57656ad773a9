/**
 * The tickets of a dispute: raised within it, linked after, those of other systems by their
 * address; and taking a link away (CU-20).
 */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { to } from "../base/router.js";
import { may } from "../base/session.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { Loaded } from "../ui/states.js";
import { Ago, Status } from "../ui/text.js";

/** @param {{ disputeID: string }} props */
export default function LinkedTickets({ disputeID }) {
  const at = path`/dispute/${disputeID}/ticket`;
  const load = useLoad(at);
  const [doing, setDoing] = useState(
    /** @type {{ form: unknown, link?: Api.TicketLinkView } | null} */ (null),
  );
  const done = () => {
    setDoing(null);
    load.reload();
  };
  const close = () => setDoing(null);
  const mayLink = may("dispute.attach");
  return html`<div class="column">
    <${Loaded} of=${load} kind="text" rows=${1}>${(/** @type {Api.TicketLinksView} */ data) =>
      data.value.length > 0
        ? html`<ul class="plain entries">${data.value.map(
            (one) => html`<li key=${one.ticketID} data-ticket=${one.ticketID}>
              <${Linked} link=${one}
                onRemove=${
                  mayLink && !one.isOrigin && (() => setDoing({ form: Removal, link: one }))
                } />
              </li>`,
          )}</ul>`
        : html`<p class="muted">No tickets are linked.</p>`}<//>
    ${
      mayLink &&
      html`<div class="actions"><${Button} icon="Plus" name="raise-ticket"
          onClick=${() => setDoing({ form: Within })}>Raise a ticket<//>
        <${Button} icon="ArrowLeftRight" name="link-ticket"
          onClick=${() => setDoing({ form: Link })}>Link a ticket<//></div>`
    }
    ${doing && html`<${doing.form} at=${at} link=${doing.link} onDone=${done} onClose=${close} />`}
  </div>`;
}

/** @param {{ link: Api.TicketLinkView, onRemove: (() => void) | false }} props */
const Linked = ({ link, onRemove }) => html`<div class="brief"><p>${
  link.url
    ? html`<a href=${link.url} target="_blank" rel="noopener noreferrer">Ticket ${link.ticketID}
      </a> <span class="muted">of another system</span>`
    : html`<a href=${to.ticket(link.ticketID)}>${link.subject}</a>`
} ${link.state && html`<${Status} status=${link.state} />`}</p>
  <p class="note muted">${
    link.isOrigin ? "The dispute was made of it" : `Linked by ${link.linkedBy}`
  }, <${Ago}
    at=${link.linkedAt} /></p>
  ${
    onRemove &&
    html`<div class="actions"><${Button} look="quiet" icon="X" onClick=${onRemove}
    aria=${{ "aria-label": `Unlink ticket ${link.ticketID}` }}>Unlink<//></div>`
  }</div>`;

/** @typedef {{ at: string, onDone: () => void, onClose: () => void }} Props */

/** @param {Props} props */
function Within({ at, onDone, onClose }) {
  const [subject, setSubject] = useState("");
  const [text, setText] = useState("");
  const body = { subject: subject.trim(), text: text.trim() };
  return html`<${ActionDialog} title="Raise a ticket" currency="" onClose=${onClose}
    onDone=${onDone}
    intent=${body.subject && body.text ? { method: "POST", path: at, body } : null}
    sentence=${() => "Raise this ticket for who disputes? They see it with their own."}
    verb="Raise the ticket" fields=${{ "/subject": "within-subject", "/text": "within-text" }}>
    <${TextField} id="within-subject" label="Subject" value=${subject} onInput=${setSubject}
      maxlength=${200} first />
    <${TextField} id="within-text" label="What is asked" rows=${4} maxlength=${2000} value=${text}
      onInput=${setText} /><//>`;
}

/** @param {Props} props */
function Link({ at, onDone, onClose }) {
  const [number, setNumber] = useState("");
  const [url, setUrl] = useState("");
  const id = number.trim();
  const body = url.trim() ? { url: url.trim() } : {};
  const intent = id ? { method: "PUT", path: at + path`/${id}`, body } : null;
  return html`<${ActionDialog} title="Link a ticket" currency="" onClose=${onClose} onDone=${onDone}
    intent=${intent} sentence=${() => `Link ticket ${id} with this dispute?`} verb="Link the ticket"
    fields=${{ "/url": "link-url" }}>
    <${TextField} id="link-number" label="Number of the ticket" value=${number} maxlength=${64}
      onInput=${setNumber} first />
    <${TextField} id="link-url" label="Address, where another system has it (optional)" type="url"
      hint="It begins with https://" value=${url} onInput=${setUrl} maxlength=${1000} /><//>`;
}

/** @param {Props & { link: Api.TicketLinkView }} props */
const Removal = ({ at, link, onDone, onClose }) =>
  html`<${ActionDialog} title="Unlink the ticket" currency="" onClose=${onClose} onDone=${onDone}
    intent=${{ method: "POST", path: at + path`/${link.ticketID}/removal`, body: {} }}
    sentence=${() => `Unlink ticket ${link.ticketID}? The ticket itself stays.`}
    verb="Unlink the ticket" />`;
