/** What can be done with a dispute on a booking, beside talking and answering requests. */

import { sum } from "../../base/decimal.js";
import { moneyText } from "../../base/format.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { otherSide } from "../../bookings/words.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { MoneyField, readMoney, TextField } from "../../ui/field.js";
import { assignAs } from "../assign.js";
import { nameOn } from "./words.js";

/**
 * @typedef {{ dispute: Api.BookingDisputeView, onDone: (text: string) => void, onClose: () => void,
 *   onStale: (problem: import("../../base/http.js").Problem) => void }} Props
 */

const LONGEST = 2000;

/**
 * What is done to the dispute as it was seen.
 * @param {Api.BookingDisputeView} dispute
 * @param {string} route
 * @param {unknown} body
 */
const post = (dispute, route, body) => ({
  method: "POST",
  path: path`/dispute/${dispute.disputeID}/${route}`,
  body,
  version: dispute.version,
});

/** @param {Api.BookingDisputeView} dispute */
const acrossFrom = (dispute) => nameOn(dispute, otherSide());

/** What ends with the dispute, as part of a sentence. @param {Api.BookingDisputeView} dispute */
function endsToo(dispute) {
  const waiting = dispute.pending.map(
    (/** @type {Api.FundRequestView} */ request) => request.amount,
  );
  if (waiting.length === 0) return "No request is waiting.";
  const total = moneyText(sum(waiting), dispute.currency);
  return waiting.length === 1
    ? `The request for ${total} that still waits is cancelled.`
    : `The ${waiting.length} requests that still wait, ${total} together, are cancelled.`;
}

/** @param {Props} props */
function AskForMoney({ dispute, onDone, onClose, onStale }) {
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const read = readMoney(amount, dispute.currency);
  const value = "value" in read ? read.value : null;
  const text = moneyText(value, dispute.currency);
  const name = acrossFrom(dispute);
  const body = { amount: value, ...(reason.trim() ? { reason: reason.trim() } : {}) };
  const intent = value && {
    method: "POST",
    path: path`/dispute/${dispute.disputeID}/fundRequest`,
    body,
  };
  return html`<${ActionDialog} title="Ask for money" currency=${dispute.currency}
    intent=${intent || null} fields=${{ "/amount": "ask-amount", "/reason": "ask-reason" }}
    onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Ask ${name} for ${text}? It moves to your wallet when ${name} approves, and not before.`}
    verb=${value ? `Ask for ${text}` : "Ask for money"}
    onDone=${() => onDone(`${name} is asked for ${text}.`)}>
    <${MoneyField} id="ask-amount" label="Amount" currency=${dispute.currency} value=${amount}
      onInput=${setAmount} error=${amount && "error" in read ? read.error : null} first required />
    <${TextField} id="ask-reason" label="What for (optional)"
      hint=${`${name} reads it with the request.`} maxlength=${LONGEST} value=${reason}
      onInput=${setReason} /><//>`;
}

/** @param {Props} props */
function Escalate({ dispute, onDone, onClose, onStale }) {
  const [issue, setIssue] = useState("");
  const intent = issue.trim() ? post(dispute, "escalation", { issue: issue.trim() }) : null;
  return html`<${ActionDialog} title="Ask support to step in" currency=${dispute.currency}
    intent=${intent} fields=${{ "/issue": "issue" }} onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Ask support to step in? It sees the booking, this conversation and both wallets, and` +
      ` answers here.`}
    verb="Ask support"
    onDone=${() => onDone("Support is asked to step in. Its answer comes in the conversation.")}>
    <${TextField} id="issue" label="What support shall look into"
      hint=${`It stands in the conversation; ${acrossFrom(dispute)} reads it too.`} rows=${3}
      maxlength=${LONGEST} value=${issue} onInput=${setIssue} first required /><//>`;
}

/** @param {Props} props */
function HandBack({ dispute, onDone, onClose, onStale }) {
  const [reason, setReason] = useState("");
  const body = reason.trim() ? { reason: reason.trim() } : {};
  return html`<${ActionDialog} title="Hand back to both sides" currency=${dispute.currency}
    intent=${post(dispute, "handBack", body)} fields=${{ "/reason": "hand-back-reason" }}
    onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Leave the dispute to ${dispute.operator} and ${dispute.aggregator} again? Either can ask` +
      ` support once more.`}
    verb="Hand back" onDone=${() => onDone("The dispute is handed back to both sides.")}>
    <${TextField} id="hand-back-reason" label="Last words (optional)" hint="Both sides read them."
      rows=${2} maxlength=${LONGEST} value=${reason} onInput=${setReason} first /><//>`;
}

/** @param {Props} props */
const Resolve = ({ dispute, onDone, onClose, onStale }) =>
  html`<${ActionDialog} title="Mark as resolved" currency=${dispute.currency}
    intent=${post(dispute, "resolution", {})} onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Mark this dispute as resolved? ${endsToo(dispute)} What was paid stays paid. You can` +
      ` reopen it with a reason.`}
    verb="Mark as resolved" onDone=${() => onDone("The dispute is resolved.")} />`;

/** @param {Props} props */
function Withdraw({ dispute, onDone, onClose, onStale }) {
  const [comment, setComment] = useState("");
  const body = comment.trim() ? { comment: comment.trim() } : {};
  return html`<${ActionDialog} title="Withdraw the dispute" danger currency=${dispute.currency}
    intent=${post(dispute, "withdrawal", body)} fields=${{ "/comment": "withdraw-comment" }}
    onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Withdraw this dispute? ${endsToo(dispute)} What was paid stays paid. This is final; the` +
      ` booking can be disputed anew.`}
    verb="Withdraw the dispute" onDone=${() => onDone("The dispute is withdrawn.")}>
    <${TextField} id="withdraw-comment" label="Comment (optional)"
      hint=${`${acrossFrom(dispute)} reads it.`} rows=${2} maxlength=${LONGEST} value=${comment}
      onInput=${setComment} first /><//>`;
}

/** @param {Props} props */
function Reopen({ dispute, onDone, onClose, onStale }) {
  const [reason, setReason] = useState("");
  const intent = reason.trim() ? post(dispute, "reopen", { reason: reason.trim() }) : null;
  return html`<${ActionDialog} title="Reopen the dispute" currency=${dispute.currency}
    intent=${intent} fields=${{ "/reason": "reopen-reason" }} onClose=${onClose} onStale=${onStale}
    sentence=${() => `Reopen this dispute? It is ${acrossFrom(dispute)}'s move then.`}
    verb="Reopen the dispute" onDone=${() => onDone("The dispute is open again.")}>
    <${TextField} id="reopen-reason" label="Reason" hint=${`${acrossFrom(dispute)} reads it.`}
      rows=${2} maxlength=${LONGEST} value=${reason} onInput=${setReason} first required /><//>`;
}

/** @type {Record<string, import("../actions.js").Drawn>} */
export const bookingActions = {
  requestFunds: { label: "Ask for money", icon: "Banknote", form: AskForMoney, prominent: true },
  resolve: { label: "Mark as resolved", icon: "CircleCheck", form: Resolve },
  escalate: { label: "Ask support to step in", icon: "LifeBuoy", form: Escalate },
  handBack: {
    label: "Hand back to both sides",
    icon: "CornerUpRight",
    form: HandBack,
    prominent: true,
  },
  assign: { label: "Assign", icon: "UserRound", form: assignAs(["assigneeID"]) },
  withdraw: { label: "Withdraw", icon: "Undo2", form: Withdraw },
  reopen: { label: "Reopen", icon: "RotateCcw", form: Reopen },
};
