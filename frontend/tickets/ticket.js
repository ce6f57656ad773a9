/**
 * A ticket: what was asked and answered, its files, and what can be done: answer, close, and for
 * the staff turn it into a dispute (CU-20, CO-47).
 */
import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad, usePages, usePolling } from "../base/queries.js";
import { to } from "../base/router.js";
import { isCustomer } from "../base/session.js";
import { moverWords, statusWords } from "../base/words.js";
import { Attachments } from "../disputes/attachments.js";
import { KINDS } from "../disputes/kinds.js";
import { WholeMails } from "../mail/whole.js";
import { Button, ButtonLink } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { Icon } from "../ui/icon.js";
import { Foot } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Banner, Loaded } from "../ui/states.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago, Status } from "../ui/text.js";
import { whyText } from "../ui/why.js";

const POLL_EVERY_MS = 15_000;
/**
 * The customer is not told all of it.
 * @typedef {Api.OwnTicketView & Partial<Api.TicketView>} Ticket
 */

/** What a customer reads of who spoke. */
const COMPANY = "Us";

/** @param {{ ticketID: string }} props */
export default function Ticket({ ticketID }) {
  const load = useLoad(path`/ticket/${ticketID}`);
  const thread = usePages(path`/ticket/${ticketID}/message?limit=100`);
  const reload = () => {
    load.reload();
    thread.reload();
  };
  usePolling(reload, POLL_EVERY_MS);
  /** @type {Ticket} */
  const ticket = load.data;
  const isOwn = isCustomer();
  return html`<${Page} title=${ticket?.subject ?? "Ticket"} kind="ticket" known=${{}}
    crumbs=${[{ href: to.tickets(), label: isOwn ? "Questions" : "Tickets" }]}
    aside=${ticket && html`<${Status} status=${ticket.state} />`}>
    <${Loaded} of=${load} kind="text">${() => html`
      ${ticket.disputeID && html`<${Became} ticket=${ticket} />`}
      <div class="two"><div class="column">
        <${Section} title="Conversation" flush name="conversation"><${Loaded}
          of=${{ ...thread, data: thread.rows }}
          kind="text">${() =>
            html`<ol class="thread">${thread.rows?.map(
              (
                /** @type {Api.TicketEntryView} */ entry,
                /** @type {number} */ at,
              ) => html`<${Entry} key=${at}
              entry=${entry} ticket=${ticket} isOwn=${isOwn} isQuestion=${at === 0} />`,
            )}</ol>${thread.next && html`<${Foot} pages=${thread} />`}`}<//>
          <${Answer} key=${ticketID} ticket=${ticket} isOwn=${isOwn} onDone=${reload} /><//>
        </div>
        <div class="column">
          ${!isOwn && html`<${Turn} ticket=${ticket} />`}
          <${Attachments} disputeID="" ticketID=${ticketID} actions=${ticket.actions}
            onChanged=${reload} />
          ${!isOwn && html`<${WholeMails} of="ticket" id=${ticketID} />`}
          <${About} ticket=${ticket} isOwn=${isOwn} />
        </div></div>`}<//><//>`;
}

/** The dispute that it became, or is linked to. @param {{ ticket: Ticket }} props */
const Became = ({ ticket }) =>
  html`<${Banner} icon="Scale"
    action=${html`<${ButtonLink}
      href=${to.dispute(String(ticket.disputeID))}>Open the dispute<//>`}>
    ${
      ticket.state === "disputed"
        ? "This has become a dispute, which has its number and files."
        : "This belongs to a dispute."
    }<//>`;

/**
 * @param {{ entry: Api.TicketEntryView, ticket: Ticket, isOwn: boolean,
 *   isQuestion: boolean }} props
 */
function Entry({ entry, ticket, isOwn, isQuestion }) {
  if (entry.text) {
    const isStaff = entry.side === "staff";
    const party = isOwn ? "You" : ticket.partyName;
    const staff = isOwn ? COMPANY : "Staff";
    const who = isStaff ? (isQuestion ? `${staff}, for ${isOwn ? "you" : party}` : staff) : party;
    return html`<li
      class=${classes("said", isStaff !== isOwn && "own", isStaff && isOwn && "support")}>
      <p class="speaker"><strong>${who}</strong>${
        isStaff && entry.by && html`<span>${entry.by}</span>`
      }
        <${Ago} at=${entry.at} /></p><div class="bubble">${entry.text}</div></li>`;
  }
  const did = entry.mail
    ? entry.mail
    : entry.state
      ? `It is ${statusWords(entry.state).label.toLowerCase()}${
          entry.by ? `, by ${entry.by}` : ""
        }.`
      : entry.fileCount
        ? `A file was attached${entry.by ? ` by ${entry.by}` : ""}; there` +
          ` are ${countText(entry.fileCount)} now.`
        : `A link with a dispute was changed by ${entry.by}.`;
  return html`<li class="quiet"><${Icon}
    name=${entry.mail ? "Mail" : entry.fileCount ? "FileText" : "Info"} />
    <p>${did} <${Ago} at=${entry.at} /></p></li>`;
}

/** @param {Ticket} ticket @param {string} name @returns {Api.ChoiceView} */
const actionOf = (ticket, name) =>
  /** @type {Api.ChoiceView} */ (ticket.actions.find((one) => one.name === name));

/** @param {{ ticket: Ticket, isOwn: boolean, onDone: () => void }} props */
function Answer({ ticket, isOwn, onDone }) {
  const name = `ticket.${ticket.ticketID}`;
  const [text, setText] = useState(() => readDraft(name, ""));
  const [say, close] = [actionOf(ticket, "message"), actionOf(ticket, "close")];
  const { carryOut, busy, problem } = useSend();
  const type = (/** @type {string} */ typed) => {
    setText(typed);
    keepDraft(name, typed);
  };
  const at = path`/ticket/${ticket.ticketID}`;
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!text.trim() || busy) return;
    const done = await carryOut({
      method: "POST",
      path: `${at}/message`,
      body: { text: text.trim() },
    });
    if (!done) return;
    setText("");
    dropDraft(name);
    onDone();
  };
  const end = async () => {
    if (!(await carryOut({ method: "POST", path: `${at}/close`, body: {} }))) return;
    notify({ tone: "green", text: "It is closed. A new message opens it again." });
    onDone();
  };
  if (!say.allowed && !text)
    return html`<p class="composer why"><${Icon} name="Lock" /><span>${whyText(say)}</span></p>`;
  return html`<form class="composer" onSubmit=${send} novalidate>
    ${problem && html`<${Banner} tone="red" icon="CircleAlert" role="alert">${problem.message}<//>`}
    <${TextField} label=${isOwn ? "Your message" : `Answer to ${ticket.partyName}`} rows=${3}
      maxlength=${2000} value=${text} onInput=${type} />
    <div class="actions"><${Button} type="submit" look="primary" icon="Send" name="answer"
      busy=${busy}
      why=${
        !say.allowed ? whyText(say) : text.trim() ? null : "Write something first."
      }>${isOwn ? "Send to us" : `Send to ${ticket.partyName}`}<//>
      ${close.allowed && html`<${Button} icon="CircleCheck" name="close" onClick=${end}>Close<//>`}
    </div></form>`;
}

/** What it can be turned into, by the kinds of dispute. @param {{ ticket: Ticket }} props */
function Turn({ ticket }) {
  const turn = actionOf(ticket, "turn");
  const kinds = Object.entries(KINDS).filter(([, kind]) => kind.turn);
  if (ticket.state === "disputed") return null;
  return html`<${Section} title="Turn into a dispute" name="turn">${
    turn?.allowed
      ? html`<div class="column"><p class="muted">The dispute gets this number and these files.</p>
        ${kinds.map(([name, kind]) => html`<${kind.turn} key=${name} ticket=${ticket} />`)}</div>`
      : html`<p class="why note muted">${turn && whyText(turn)}</p>`
  }<//>`;
}

/** @param {{ ticket: Ticket, isOwn: boolean }} props */
const About = ({ ticket, isOwn }) =>
  html`<${Section} title="About"><${Facts} facts=${[
    ["Number", html`<span class="code">${ticket.ticketID}</span>`],
    ["Asked", html`<${Ago} at=${ticket.raisedAt} />`],
    ...(isOwn
      ? []
      : /** @type {[string, unknown][]} */ ([
          [
            "Who asks",
            ticket.partyRole === "customer"
              ? html`<a href=${to.customer(String(ticket.partyID))}>${ticket.partyName}</a>`
              : `${ticket.partyName}, ${moverWords(ticket.partyRole).toLowerCase()}`,
          ],
          ["Raised by", ticket.raisedBy],
        ])),
    ["Last change", html`<${Ago} at=${ticket.changedAt} />`],
  ]} /><//>`;
