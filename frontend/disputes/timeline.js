/**
 * What happened, one entry an act: who, when, what, from which amount to which; what followed by
 * itself stands beneath it.
 */
import { momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { statuses } from "../base/words.js";
import { MailInside } from "../mail/inside.js";
import { Icon } from "../ui/icon.js";
import { Foot } from "../ui/list.js";
import { Blank, Failure, Outdated, Skeleton } from "../ui/states.js";
import { Ago, Badge, Change, Status } from "../ui/text.js";

/** @type {[RegExp, string, string][]} */
const looks = [
  [/^attached/, "FileText", "grey"],
  [/^reminded|^promiseAsked/, "Mail", "grey"],
  [/^answer(Unconfirmed|Refused)|^filesRefused/, "MailX", "amber"],
  [/^mailSent/, "Mail", "grey"],
  [/^mailGivenUp/, "MailX", "red"],
  [/^mail/, "MailX", "amber"],
  [/^approval(Rejected|Expired)/, "CircleX", "red"],
  [/^approval(TimedOut|Voided|Recalled)/, "Hourglass", "amber"],
  [/^approvalEndorsed/, "Check", "blue"],
  [/^approvalDelegated/, "CornerUpRight", "grey"],
  [/^approval(Started|Asked|Resumed)/, "Clock", "amber"],
  [/withdraw/i, "Undo2", "grey"],
  [/finalis|approved/i, "Check", "green"],
  [/pending|request/i, "Clock", "amber"],
  [/revers/i, "RotateCcw", "amber"],
  [/credit|adjust|fee/i, "Receipt", "green"],
  [/close|^declined/i, "Lock", "grey"],
  [/declined/i, "Ban", "grey"],
  [/assign/i, "UserRound", "grey"],
  [/rais|reopen/i, "CircleDot", "blue"],
];

/** @param {string} type */
const lookOf = (type) => looks.find(([pattern]) => pattern.test(type)) ?? [/./, "Pencil", "grey"];

/**
 * @param {{ pages: ReturnType<typeof import("../base/queries.js").usePages>, nouns: string,
 *   linked?: boolean, only?: string, beneath?: (event: unknown) => unknown }} props linked: each
 *   entry leads to its dispute; beneath: what else an entry has
 */
export function Timeline({ pages, nouns, linked, only, beneath }) {
  if (pages.error && !pages.rows)
    return html`<${Failure} problem=${pages.error} retry=${pages.reload} />`;
  if (!pages.rows) return html`<${Skeleton} rows=${3} kind="text" />`;
  const rows = pages.rows.filter(
    (/** @type {Api.EventView} */ event) => only !== "money" || isMoney(event),
  );
  if (rows.length === 0 && !pages.error)
    return html`<${Blank} icon="History" title=${`No ${nouns}`}>
      ${only === "money" ? "No event here is about money." : ""}<//>`;
  return html`${pages.error && html`<${Outdated} of=${pages} />`}<ol class="timeline">
    ${entriesOf(rows).map(
      ({ event, follows }) => html`<${Entry} key=${keyOf(event)} event=${event}
        follows=${follows} linked=${linked} beneath=${beneath} />`,
    )}</ol>
    ${pages.next && html`<${Foot} pages=${pages} />`}`;
}

/** @param {{ disputeID?: string | null, sequence: unknown }} event */
const keyOf = (event) => `${event.disputeID ?? ""}#${event.sequence}`;

/**
 * The events as they are read: the round of approval that an act begins or sets aside, and the
 * mails about an event, belong to it.
 * @param {Api.EventView[]} events
 * @returns {{ event: Api.EventView, follows: Api.EventView[] }[]}
 */
export function entriesOf(events) {
  /** @type {{ event: Api.EventView, follows: Api.EventView[] }[]} */
  const entries = [];
  const entryOf = new Map();
  for (const event of events) {
    const last = entries.at(-1);
    const about = keyOf({ disputeID: event.disputeID, sequence: event.after?.about });
    const mine = /^mail(Sent|Suppressed)$/.test(event.type)
      ? entryOf.get(about)
      : last && /^approval(Started|Voided)$/.test(event.type) && isOneAct(last.event, event)
        ? last
        : null;
    const entry = mine ?? { event, follows: [] };
    entryOf.set(keyOf(event), entry);
    if (mine) mine.follows.push(event);
    else entries.push(entry);
  }
  return entries;
}

/** @param {Api.EventView} one @param {Api.EventView} other */
const isOneAct = (one, other) =>
  !/^mail/.test(one.type) &&
  one.disputeID === other.disputeID &&
  one.at === other.at &&
  one.by?.userID === other.by?.userID;

/** @param {{ event: Api.EventView }} props */
function Follow({ event }) {
  const [, icon, tone] = lookOf(event.type);
  const isMail = /^mail/.test(event.type) && event.after?.text;
  const when = html`<span class="when" title=${momentText(event.at)}>
    ${event.by && `${event.by.name} · `}<${Ago} at=${event.at} /></span>`;
  return html`<li><span class=${`tone ${tone}`}><${Icon} name=${icon} /></span><div>
    ${
      isMail
        ? html`<${MailInside} event=${event}
          opener=${event.type === "mailSent" ? `Mail to ${event.after.to}` : event.text} /> ${when}`
        : html`<p>
          ${event.text} ${when}</p>`
    }</div></li>`;
}

/**
 * @param {{ event: Api.EventView, follows: Api.EventView[], linked?: boolean,
 *   beneath?: (event: unknown) => unknown }} props
 */
function Entry({ event, follows, linked, beneath }) {
  const [, icon, tone] = lookOf(event.type);
  return html`<li><span class=${`dot ${tone}`}><${Icon} name=${icon} /></span><div>
    <p>${event.text}</p><${Changes} event=${event} />
    <${MailInside} event=${event} />${beneath?.(event)}
    <p class="when" title=${momentText(event.at)}>${event.by && `${event.by.name} · `}
      <${Ago} at=${event.at} />
      ${
        linked && event.disputeID && html` · <a href=${to.dispute(event.disputeID)}>See dispute</a>`
      }
      ${
        ["customer", "public"].includes(event.audience) &&
        html` <${Badge} tone="blue" icon="UserRound">The customer sees this<//>`
      }</p>
    ${
      follows.length > 0 &&
      html`<ul class="follows">
        ${follows.map((one) => html`<${Follow} key=${keyOf(one)} event=${one} />`)}</ul>`
    }
      </div></li>`;
}

/** @type {[string, string][]} */
const amounts = [
  ["disputedAmount", "Disputed"],
  ["creditAmount", "Credit"],
];

/** From which amounts and statuses to which. @param {{ event: Api.EventView }} props */
function Changes({ event }) {
  const { before = {}, after = {}, currency } = event;
  const differs = (/** @type {string} */ name) =>
    name in before && name in after && before[name] !== after[name];
  const moves = [
    ["status", "lineID" in after ? "Line" : "Dispute"],
    ["disputeStatus", "Dispute"],
  ].filter(
    ([name]) => differs(name) && statuses[String(before[name])] && statuses[String(after[name])],
  );
  const changed = amounts.filter(([name]) => differs(name));
  if (changed.length + moves.length === 0) return null;
  return html`<dl class="changes">
    ${changed.map(
      ([name, label]) => html`<div key=${name}><dt>${label}</dt><dd>
        <${Change} before=${before[name]} after=${after[name]} currency=${currency} /></dd></div>`,
    )}
    ${moves.map(
      ([name, label]) => html`<div key=${name}><dt>${label}</dt><dd class="change">
        <${Status} status=${before[name]} /><span aria-hidden="true">→</span>
        <span class="hidden">becomes</span><${Status} status=${after[name]} /></dd></div>`,
    )}</dl>`;
}

/**
 * The events that are about money, for the timeline's filter.
 * @param {{ type: string, amount?: unknown }} event
 */
const isMoney = (event) =>
  event.amount != null || /credit|adjust|revers|fee|finalis|approv/i.test(event.type);
