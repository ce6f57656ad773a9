/** What happened, one entry an event: who, when, what, from which amount to which. */
import { momentText } from "../format.js";
import { html } from "../html.js";
import { to } from "../router.js";
import { isMoney, statuses } from "../words.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { MailInside } from "./mail-inside.js";
import { Blank, Failure, Skeleton } from "./states.js";
import { Ago, Badge, Change, Status } from "./text.js";

/** @type {[RegExp, string, string][]} */
const looks = [
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

/** @param {{ pages: any, noun: string, linked?: boolean, only?: string }} props linked: each entry leads to its dispute */
export function Timeline({ pages, noun, linked, only }) {
  if (pages.error && !pages.rows) return html`<${Failure} problem=${pages.error} retry=${pages.reload} />`;
  if (!pages.rows) return html`<${Skeleton} rows=${3} kind="text" />`;
  const rows = pages.rows.filter((/** @type {any} */ event) => only !== "money" || isMoney(event));
  if (rows.length === 0)
    return html`<${Blank} icon="History" title=${`No ${noun}`}>${only === "money" ? "No event here is about money." : ""}<//>`;
  return html`<ol class="timeline">${rows.map((/** @type {any} */ event) => html`<${Entry} key=${`${event.disputeID ?? ""}${event.sequence}`} event=${event} linked=${linked} />`)}</ol>
    ${pages.next && html`<div class="list-foot"><${Button} onClick=${pages.showMore} busy=${pages.moreBusy}>Show more<//></div>`}`;
}

/** @param {{ event: any, linked?: boolean }} props */
function Entry({ event, linked }) {
  const [, icon, tone] = lookOf(event.type);
  return html`<li><span class=${`dot ${tone}`}><${Icon} name=${icon} /></span><div>
    <p>${event.text}</p><${Changes} event=${event} />
    <${MailInside} event=${event} />
    <p class="when" title=${momentText(event.at)}>${event.by && `${event.by.name} · `}<${Ago} at=${event.at} />${linked && event.disputeID && html` · <a href=${to.dispute(event.disputeID)}>Open dispute</a>`}
      ${["customer", "public"].includes(event.audience) && html` <${Badge} tone="blue" icon="UserRound">The customer sees this<//>`}</p></div></li>`;
}

/** @type {[string, string][]} */
const amounts = [
  ["disputedAmount", "Disputed"],
  ["creditAmount", "Credit"],
];

/** From which amounts and statuses to which. @param {{ event: any }} props */
function Changes({ event }) {
  const { before = {}, after = {}, currency } = event;
  const differs = (/** @type {string} */ name) => name in before && name in after && before[name] !== after[name];
  const moves = [
    ["status", "lineID" in after ? "Line" : "Dispute"],
    ["disputeStatus", "Dispute"],
  ].filter(([name]) => differs(name) && statuses[before[name]] && statuses[after[name]]);
  const changed = amounts.filter(([name]) => differs(name));
  if (changed.length + moves.length === 0) return null;
  return html`<dl class="changes">
    ${changed.map(([name, label]) => html`<div key=${name}><dt>${label}</dt><dd><${Change} before=${before[name]} after=${after[name]} currency=${currency} /></dd></div>`)}
    ${moves.map(([name, label]) => html`<div key=${name}><dt>${label}</dt><dd class="change"><${Status} status=${before[name]} /><span aria-hidden="true">→</span><span class="hidden">becomes</span><${Status} status=${after[name]} /></dd></div>`)}</dl>`;
}
