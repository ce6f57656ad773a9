/** The chain of an approval as steps: who was asked, who is, who will be, and how each answered. */

import { countText, moneyText } from "../base/format.js";
import { html } from "../base/html.js";
import { approvableOf } from "../disputes/approvables.js";
import { anyOf } from "../ui/chain-preview.js";
import { Icon } from "../ui/icon.js";
import { Ago, Badge, Due, Money } from "../ui/text.js";
import { askedBy, roundLooks, stepLooks } from "./words.js";

/**
 * @param {{ approval: Api.RoundView, kind: string,
 *   head?: boolean }} props kind: of the dispute; head: with
 *   what was asked for, by whom and how it stands
 */
export const ChainSteps = ({
  approval,
  kind,
  head = true,
}) => html`${head && html`<${RoundHead} approval=${approval} kind=${kind} />`}
  <ol class="timeline chain">
    ${approval.steps.map(
      (/** @type {Api.StepView} */ step, /** @type {number} */ index) => html`<${ChainStep}
        key=${index} step=${step} number=${index + 1} approval=${approval} />`,
    )}</ol>`;

/** @param {{ approval: Api.RoundView, kind: string }} props */
function RoundHead({ approval, kind }) {
  const look = roundLooks[approval.status] ?? roundLooks.void;
  return html`<div class="round-head"><${Badge} tone=${look.tone} icon=${look.icon}>
    ${look.label}<//>
    <p><${Money} amount=${approval.amount} currency=${approval.currency}
      strong />, asked for by ${askedBy(approval.requestedBy)} <${Ago}
        at=${approval.startedAt} /></p>
    ${
      approval.total !== approval.amount &&
      html`<p
        class="muted note">${approvableOf({ kind }).besides} ${moneyText(
          approval.total,
          approval.currency,
        )}, which a limit has to reach.</p>`
    }
      </div>`;
}

/** @param {{ step: Api.StepView, number: number, approval: Api.RoundView }} props */
function ChainStep({ step, number, approval }) {
  const over = approval.status !== "asking" && step.status === "planned";
  const look = over
    ? { ...stepLooks.planned, label: "Not asked" }
    : (stepLooks[step.status] ?? stepLooks.planned);
  return html`<li class=${step.status === "planned" ? "planned" : step.status}
    aria-current=${step.status === "asked" ? "step" : undefined}>
    <span class=${`dot ${look.tone}`}><${Icon} name=${look.icon} /></span>
    <div><p class="step-head"><strong>${number}. ${step.level}</strong> <${Badge} tone=${look.tone}>
      ${look.label}<//></p>
      ${!over && html`<p>${whoText(step)}</p>`}
      ${step.comment && html`<blockquote>${step.comment}</blockquote>`}
      <p class="when"><${StepTimes} step=${step} over=${over} /></p></div></li>`;
}

/** @param {Api.StepView} step */
function whoText(step) {
  if (step.decidedBy) return step.decidedBy;
  if (step.people.length === 0) return "Nobody holds a limit here";
  const able = step.people.some((/** @type {Api.AskedView} */ one) => one.isEnough);
  if (step.status === "planned")
    return `${anyOf(step.people)} ${able ? "can approve" : "would pass it on"}`;
  return anyOf(step.people);
}

/** @param {{ step: Api.StepView, over: boolean }} props */
function StepTimes({ step, over }) {
  if (step.decidedAt) return html`<${Ago} at=${step.decidedAt} />`;
  if (step.status === "asked")
    return html`Asked <${Ago} at=${step.askedAt} /> · answer due <${Due} at=${step.dueAt} />`;
  if (step.status === "timedOut") return html`Was due <${Ago} at=${step.dueAt} />`;
  return over ? "" : `${countText(step.hours)} business hours to answer`;
}
