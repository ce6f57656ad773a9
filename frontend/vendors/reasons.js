/**
 * Why a vendor stands as it does: reasons that hold and such that ended, each with its objection,
 * and what can be done about them (PO-32, PO-35).
 */
import { dayText, momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { isVendor } from "../base/session.js";
import { Button } from "../ui/button.js";
import { Blank } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Ago, Badge } from "../ui/text.js";
import { AnswerObjection, Lift, ObjectTo } from "./actions.js";
import { ReasonLevel } from "./level.js";
import { outcomes } from "./words.js";

/** @typedef {(form: unknown, reason: Api.StandingReasonView) => void} Choose */

/**
 * @param {{ standing: Api.StandingView, choose: Choose,
 *   top?: { current: HTMLElement | null } }} props
 */
export const Reasons = ({ standing, choose, top }) =>
  html`<${Section} title=${isVendor() ? "Why you stand so" : "Why it stands so"} top=${top}>${
    standing.reasons.length === 0
      ? html`<p class="muted">Nothing counts against ${isVendor() ? "you" : "this vendor"} now.</p>`
      : html`<ul class="plain entries">${standing.reasons.map(
          (/** @type {Api.StandingReasonView} */ one) => html`<li key=${one.reasonID}
            data-reason=${one.reasonID}><${Reason} reason=${one} choose=${choose} /></li>`,
        )}</ul>`
  }<//>`;

/** @param {{ standing: Api.StandingView }} props */
export const History = ({ standing }) =>
  html`<${Section} title="What ended">${
    standing.history.length === 0
      ? html`<${Blank} icon="History"
        title="Nothing ended yet">What held once and does not any more stands here.<//>`
      : html`<ul class="plain entries">${standing.history.map(
          (/** @type {Api.StandingReasonView} */ one) => html`<li key=${one.reasonID}>
            <${Reason} reason=${one} /></li>`,
        )}</ul>`
  }<//>`;

/** @type {Record<string, { label: string, icon: string, form: unknown }>} */
const deeds = {
  answer: { label: "Answer the objection", icon: "Scale", form: AnswerObjection },
  lift: { label: "End it now", icon: "RotateCcw", form: Lift },
  object: { label: "Object", icon: "Scale", form: ObjectTo },
};

/** @param {{ reason: Api.StandingReasonView, choose?: Choose }} props */
function Reason({ reason, choose }) {
  const offered = choose
    ? reason.actions.filter((/** @type {Api.ChoiceView} */ one) => one.allowed && one.name in deeds)
    : [];
  return html`<div class="brief">
    <p><${ReasonLevel} level=${reason.level} maxLeads=${reason.maxLeads} /> ${reason.text}</p>
    <p class="muted note">Since <${Ago} at=${reason.since} />${reason.by && `, by ${reason.by}`}.
      ${" "}${endText(reason)}
      ${reason.disputeID && html` <a href=${to.dispute(reason.disputeID)}>See the dispute</a>`}</p>
    ${reason.objection && html`<${Objected} objection=${reason.objection} />`}
    ${
      offered.length > 0 &&
      html`<div class="actions">${offered.map(
        (/** @type {Api.ChoiceView} */ one) => html`<${Button} key=${one.name} name=${one.name}
          icon=${deeds[one.name].icon} onClick=${() => choose?.(deeds[one.name].form, reason)}>
          ${deeds[one.name].label}<//>`,
      )}</div>`
    }</div>`;
}

/** When a reason ends, or how it ended. @param {Api.StandingReasonView} reason */
function endText(reason) {
  if (reason.liftedAt) {
    const by = reason.liftedBy ? ` by ${reason.liftedBy}` : "";
    const why = reason.liftedWhy ? `: ${reason.liftedWhy}` : ".";
    return `Ended ${momentText(reason.liftedAt)}${by}${why}`;
  }
  if (!reason.until) return "Until somebody ends it.";
  return `${
    Date.parse(reason.until) > Date.now() ? "Ends by itself on" : "Ended by itself on"
  } ${dayText(reason.until)}.`;
}

/** @param {{ objection: Api.ObjectionView }} props */
const Objected = ({ objection }) =>
  html`<blockquote><p>${objection.text}</p>
    <p class="note muted">${isVendor() ? "You objected" : "The vendor objected"} <${Ago}
      at=${objection.at} />.</p>
    ${
      objection.outcome
        ? html`<p><${Badge} ...${outcomes[objection.outcome]}>${outcomes[objection.outcome]?.label}
          <//> ${objection.answer}</p>`
        : html`<p><${Badge} tone="blue"
          icon="Clock">${isVendor() ? "Being looked at" : "Waits for an answer"}<//></p>`
    }</blockquote>`;
