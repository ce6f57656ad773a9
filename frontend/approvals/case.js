/** What an approval is about: what its kind shows of it, what was claimed, and the chain. */

import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { capital } from "../base/words.js";
import { approvableOf } from "../disputes/approvables.js";
import { Attachments } from "../disputes/attachments.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago, Badge, Due, Money } from "../ui/text.js";
import { ChainSteps } from "./chain-steps.js";
import { askedBy, levelText, outcomeText } from "./words.js";

/**
 * What one's own yes comes to; nothing for who is not asked.
 * @param {{ becomes: string | null }} props
 */
export const Becomes = ({ becomes }) =>
  becomes &&
  (becomes === "approved"
    ? html`<${Badge} tone="green" icon="CircleCheck">Your yes approves it<//>`
    : html`<${Badge} tone="blue" icon="CornerUpRight">Your yes endorses it<//>`);

/**
 * What became of it and when.
 * @param {{ outcome: Api.OutcomeView, more?: string }} props more: said in between
 */
export const Outcome = ({ outcome, more = "" }) =>
  html`${outcomeText(outcome)}${more}
    ${outcome.at && html` <span class="muted">· <${Ago} at=${outcome.at} /></span>`}`;

/**
 * @param {{ approval: Api.ApprovalView, linked?: boolean }} props linked: things of the product
 *   lead to their
 *   views
 */
export const ApprovalCase = ({
  approval,
  linked,
}) => html`<${Facts} facts=${factsOf(approval, Boolean(linked))} />
  ${
    approval.description &&
    html`<figure class="claim">
      <figcaption>What the customer says</figcaption><blockquote>${approval.description}
        </blockquote>
    </figure>`
  }
  <${approvableOf(approval).Parts} approval=${approval} />
  ${linked && html`<${Attachments} disputeID=${approval.disputeID} level=${3} />`}
  ${
    approval.approval &&
    html`<${Section} title="Approval chain" flush level=${linked ? 3 : 2}>
      <${ChainSteps} approval=${approval.approval} kind=${approval.kind} /><//>`
  }`;

/** @param {Api.ApprovalView} approval @param {boolean} linked @returns {[string, unknown][]} */
function factsOf(approval, linked) {
  const link = (/** @type {string} */ href, /** @type {unknown} */ text) =>
    linked ? html`<a href=${href}>${text}</a>` : String(text);
  const { customerID, currency } = approval;
  const of = approvableOf(approval);
  /** @type {[string, unknown][]} */
  const facts = [
    ["Customer", link(to.customer(String(customerID)), approval.customerName ?? customerID)],
    [of.label, link(of.href(approval), of.name(approval))],
    [
      "Asked by",
      approval.askedAt
        ? html`${askedBy(approval.requestedBy)}, <${Ago} at=${approval.askedAt} />`
        : null,
    ],
    [
      "Level",
      approval.outcome
        ? null
        : [approval.level, approval.insteadOf && `instead of ${approval.insteadOf}`]
            .filter(Boolean)
            .join(", "),
    ],
    ["Answer due", approval.outcome ? null : html`<${Due} at=${approval.dueAt} />`],
    ["Reason", approval.reason && capital(approval.reason)],
    [
      of.all,
      approval.total === approval.amount
        ? null
        : html`<${Money} amount=${approval.total} currency=${currency} /> <span
          class="muted">with those granted before; a limit has to reach this</span>`,
    ],
  ];
  return facts.filter(([, value]) => value);
}

/** Why it comes to this person. @param {Api.InboxView} row */
export const whyMe = (row) =>
  [levelText(row.level ?? ""), row.insteadOf && `instead of ${row.insteadOf}`]
    .filter(Boolean)
    .join(", ");
