/**
 * What one can answer to an approval: approve or endorse, reject, pass on; and take the request
 * back.
 */

import { moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { approvableOf } from "../disputes/approvables.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { anyOf } from "../ui/chain-preview.js";
import { SelectField, TextField } from "../ui/field.js";
import { whyText } from "../ui/why.js";
import { askedText, onText, outcomeText } from "./words.js";

/** @typedef {{ name: string, label: string, icon: string, look?: string, why?: unknown }} Choice */

/**
 * @param {object} props
 * @param {Api.ApprovalView} props.approval as GET /approval/{approvalID} tells it
 * @param {string} [props.link] the personal link, in place of signing in
 * @param {(text: string, approval: Api.ApprovalView) => void} props.onAnswered
 * @param {(text: string) => void} props.onLate somebody was faster
 */
export function Answers({ approval, link, onAnswered, onLate }) {
  const [name, setName] = useState(/** @type {string | null} */ (null));
  const choices = choicesOf(approval, link);
  const reason =
    choices.find((choice) => choice.why)?.why ?? (choices.length === 0 ? standing(approval) : null);
  const Form = name ? forms[name] : null;
  const props = {
    approval,
    link,
    onClose: () => setName(null),
    onDone: (/** @type {string} */ text, /** @type {Api.ApprovalView} */ data) => {
      setName(null);
      onAnswered(text, data);
    },
    onStale: (/** @type {import("../base/http.js").Problem} */ problem) => {
      setName(null);
      const { outcome } = problem.body;
      onLate(outcome ? `Somebody was faster. ${outcomeText(outcome)}` : problem.message);
    },
  };
  return html`${
    choices.length > 0 &&
    html`<div class="actions">
      ${choices.map(
        (choice) => html`<${Button} key=${choice.name} name=${`answer-${choice.name}`}
          icon=${choice.icon} look=${choice.look ?? "plain"}
          whyID=${choice.why && "why-not-approve"}
          onClick=${() => setName(choice.name)}>${choice.label}<//>`,
      )}</div>`
  }
    ${reason && html`<p class="why muted" id="why-not-approve">${reason}</p>`}
    ${Form && html`<${Form} ...${props} />`}`;
}

/** @param {Api.ApprovalView} approval @param {string | undefined} link @returns {Choice[]} */
function choicesOf(approval, link) {
  const may = Object.fromEntries(
    approval.actions.map((/** @type {Api.ChoiceView} */ action) => [action.name, action]),
  );
  const amount = moneyText(approval.amount, approval.currency);
  /** @type {Choice[]} */
  const choices = [];
  if (may.reject?.allowed) {
    const approves = approval.becomes === "approved";
    if (approves || !may.approve.allowed)
      choices.push({
        name: "approve",
        label: `Approve ${amount}`,
        icon: "Check",
        look: may.approve.allowed ? "primary" : "plain",
        why: may.approve.allowed ? null : whyText(may.approve),
      });
    if (!approves)
      choices.push({ name: "endorse", label: `Endorse ${amount}`, icon: "Check", look: "primary" });
    choices.push({ name: "reject", label: "Reject", icon: "X" });
  }
  if (may.delegate?.allowed && !link && approval.delegates.length > 0)
    choices.push({ name: "delegate", label: "Pass on", icon: "CornerUpRight" });
  if (may.recall?.allowed && !link)
    choices.push({ name: "recall", label: "Take the request back", icon: "Undo2" });
  return choices;
}

/**
 * Why there is nothing to answer, where nothing came out yet.
 * @param {Api.ApprovalView} approval
 */
function standing(approval) {
  if (approval.outcome) return null;
  const refused = approval.actions.find(
    (/** @type {Api.ChoiceView} */ action) => action.name === "approve",
  );
  return refused?.reason ? whyText(refused) : null;
}

/**
 * @typedef {{ approval: Api.ApprovalView, link?: string, onClose: () => void,
 *   onDone: (text: string, data: Api.ApprovalView) => void,
 *   onStale: (problem: import("../base/http.js").Problem) => void }} Props
 */

/**
 * @param {Api.ApprovalView} approval
 * @param {string | undefined} link
 * @param {string} decision
 * @param {string} comment
 */
const decision = (approval, link, decision, comment) => ({
  method: "POST",
  path: link ? "/response" : path`/approval/${approval.approvalID}/decision`,
  body: { decision, ...(comment.trim() ? { comment: comment.trim() } : {}) },
  link,
});

/** @param {Api.ApprovalView} row */
const whereText = (row) => `${moneyText(row.amount, row.currency)} ${onText(row)}`;

/** @param {Props} props */
function Approve({ approval, link, onClose, onDone, onStale }) {
  const [comment, setComment] = useState("");
  const of = approvableOf(approval);
  return html`<${ActionDialog} cautious title=${`Approve the ${of.asked}`}
    currency=${approval.currency}
    intent=${decision(approval, link, "approve", comment)} onClose=${onClose} onStale=${onStale}
    sentence=${() => `Approve ${askedText(approval)}? ${of.effect(approval)}`.trim()}
    verb=${`Approve ${moneyText(approval.amount, approval.currency)}`}
    onDone=${(/** @type {Api.ApprovalView} */ data) =>
      onDone(`Approved ${askedText(approval)}.`, data)}>
    <${TextField} id="answer-comment" label="Comment (optional)"
      hint="The person who asked reads it." rows=${2} value=${comment}
      onInput=${setComment} /><//>`;
}

/** @param {Props} props */
function Endorse({ approval, link, onClose, onDone, onStale }) {
  const [comment, setComment] = useState("");
  const next = approval.approval?.steps.find(
    (/** @type {Api.StepView} */ step) => step.status === "planned" && step.people.length > 0,
  );
  const goes = next
    ? `It goes on to ${anyOf(next.people)}.`
    : "Your limit is not enough for it, and it goes on to the next level.";
  return html`<${ActionDialog} cautious title=${`Endorse the ${approvableOf(approval).asked}`}
    currency=${approval.currency}
    intent=${decision(approval, link, "endorse", comment)} onClose=${onClose} onStale=${onStale}
    sentence=${() => `Endorse ${askedText(approval)}? ${goes}`}
    verb=${`Endorse ${moneyText(approval.amount, approval.currency)}`}
    onDone=${(/** @type {Api.ApprovalView} */ data) =>
      onDone(`Endorsed ${askedText(approval)}. ${goes}`, data)}>
    <${TextField} id="answer-comment" label="Comment (optional)"
      hint="The next level and the person who asked read it." rows=${2} value=${comment}
      onInput=${setComment} /><//>`;
}

/** @param {Props} props */
function Reject({ approval, link, onClose, onDone, onStale }) {
  const [comment, setComment] = useState("");
  const of = approvableOf(approval);
  return html`<${ActionDialog} danger title=${`Reject the ${of.asked}`}
    currency=${approval.currency}
    intent=${comment.trim() ? decision(approval, link, "reject", comment) : null} onClose=${onClose}
    onStale=${onStale} fields=${{ "/comment": "answer-comment" }}
    sentence=${() => `Reject ${askedText(approval)}? ${of.putBack}, with your reason.`}
    verb=${`Reject ${moneyText(approval.amount, approval.currency)}`}
    onDone=${(/** @type {Api.ApprovalView} */ data) =>
      onDone(`Rejected ${askedText(approval)}.`, data)}>
    <${TextField} id="answer-comment" label="Reason"
      hint=${`The person who asked reads it, ${of.toldAt} and by mail.`} rows=${3} value=${comment}
      onInput=${setComment} first required /><//>`;
}

/** @param {Props} props */
function PassOn({ approval, onClose, onDone, onStale }) {
  const [userID, setUserID] = useState("");
  const [comment, setComment] = useState("");
  const limit = (/** @type {Api.DelegateView} */ one) =>
    one.creditLimit == null ? "" : `, up to ${moneyText(one.creditLimit, approval.currency)}`;
  const options = [
    { value: "", label: "Choose somebody" },
    ...approval.delegates.map((/** @type {Api.DelegateView} */ one) => ({
      value: one.userID,
      label: `${one.name}${limit(one)}`,
    })),
  ];
  const name = approval.delegates.find(
    (/** @type {Api.DelegateView} */ one) => one.userID === userID,
  )?.name;
  const body = { userID, ...(comment.trim() ? { comment: comment.trim() } : {}) };
  return html`<${ActionDialog} title="Pass the approval on" currency=${approval.currency}
    intent=${
      userID
        ? { method: "POST", path: path`/approval/${approval.approvalID}/delegation`, body }
        : null
    }
    onClose=${onClose} onStale=${onStale} fields=${{ "/userID": "pass-on-to" }}
    sentence=${() =>
      `Pass the approval of ${whereText(approval)} on to ${name}? It cannot come back to you.`}
    verb=${() => (name ? `Pass on to ${name}` : "Pass on")}
    onDone=${(/** @type {Api.ApprovalView} */ data) =>
      onDone(`Passed ${whereText(approval)} on to ${name}.`, data)}>
    <${SelectField} id="pass-on-to" label="To"
      hint="People with at least your limit who were not asked before." value=${userID}
      options=${options} onInput=${setUserID} />
    <${TextField} label="Comment (optional)" rows=${2} value=${comment}
      onInput=${setComment} /><//>`;
}

/** @param {Props} props */
const Recall = ({ approval, onClose, onDone, onStale }) =>
  html`<${ActionDialog} title="Take the request back" currency=${approval.currency}
    intent=${{ method: "POST", path: path`/approval/${approval.approvalID}/recall`, body: {} }}
    onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Take back the request for ${askedText(approval)}? ${approvableOf(approval).putBack}.`}
    verb="Take it back"
    onDone=${(/** @type {Api.ApprovalView} */ data) =>
      onDone(`The request for ${askedText(approval)} is taken back.`, data)} />`;

/** @type {Record<string, unknown>} */
const forms = {
  approve: Approve,
  endorse: Endorse,
  reject: Reject,
  delegate: PassOn,
  recall: Recall,
};
