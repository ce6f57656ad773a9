/**
 * What an approval is about: amounts line by line, what the balance becomes, what was claimed, and
 * the chain.
 */

import { isZero } from "../base/decimal.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { Attachments } from "../disputes/attachments.js";
import { Owed } from "../ui/money-bar.js";
import { Table } from "../ui/table.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago, Badge, Change, Due, Money } from "../ui/text.js";
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
 * @param {{ outcome: any, more?: string }} props more: said in between
 */
export const Outcome = ({ outcome, more = "" }) =>
  html`${outcomeText(outcome)}${more}
    ${outcome.at && html` <span class="muted">· <${Ago} at=${outcome.at} /></span>`}`;

/**
 * @param {{ approval: any, linked?: boolean }} props linked: things of the product lead to their
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
  ${approval.lines.length > 0 && html`<${Amounts} approval=${approval} />`}
  ${linked && html`<${Attachments} disputeID=${approval.disputeID} level=${3} />`}
  ${
    approval.approval &&
    html`<${Section} title="Approval chain" flush level=${linked ? 3 : 2}>
      <${ChainSteps} approval=${approval.approval} /><//>`
  }`;

/**
 * Line by line, what is charged, disputed and to be credited; then the balance.
 * @param {{ approval: any }} props
 */
function Amounts({ approval }) {
  const { currency } = approval;
  /**
   * @type
   *   {(label: string, field: string, strong?: boolean) => import("../ui/table.js").Column<any>}
   */
  const amount = (label, field, strong) => ({
    label,
    end: true,
    cell: (line) => html`<${Money} amount=${line[field]} currency=${currency} strong=${strong} />`,
  });
  const columns = [
    {
      label: "Line",
      grow: true,
      cell: (/** @type {any} */ line) => line.description || String(line.lineID),
    },
    amount("Charge", "charge"),
    amount("Disputed", "disputedAmount"),
    amount("Credit", "creditAmount", true),
  ];
  return html`<div class="boxed"><${Table} caption=${`Amounts in ${currency}`} columns=${columns}
    rows=${approval.lines} keyOf=${(/** @type {any} */ line) => String(line.lineID)} /></div>
    ${
      !approval.outcome &&
      html`<p class="balance"><span>Balance of invoice ${approval.invoiceNumber}</span>
        <${Change} before=${approval.balanceBefore} after=${approval.balanceAfter}
          currency=${currency} /></p>
        ${
          !isZero(approval.approvedBesides) &&
          html`<p class="note muted">
            <${Money} amount=${approval.approvedBesides}
              currency=${currency} /> were approved before and come off with it.</p>`
        }
        <${Owed} owed=${{ now: 0, asDecided: approval.owed ?? 0, atMost: approval.owed ?? 0 }}
          currency=${currency} invoiceNumber=${approval.invoiceNumber} />`
    }`;
}

/** @param {any} approval @param {boolean} linked @returns {[string, any][]} */
function factsOf(approval, linked) {
  const link = (/** @type {string} */ href, /** @type {any} */ text) =>
    linked ? html`<a href=${href}>${text}</a>` : String(text);
  const { customerID, invoiceNumber, currency } = approval;
  /** @type {[string, any][]} */
  const facts = [
    ["Customer", link(to.customer(customerID), approval.customerName ?? customerID)],
    ["Invoice", link(to.invoice(customerID, invoiceNumber), invoiceNumber)],
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
    ["Reason", approval.reason],
    [
      "All credits",
      approval.total === approval.amount
        ? null
        : html`<${Money} amount=${approval.total} currency=${currency} /> <span
          class="muted">with those granted before; a limit has to reach this</span>`,
    ],
  ];
  return facts.filter(([, value]) => value);
}

/** Why it comes to this person. @param {any} row */
export const whyMe = (row) =>
  [levelText(row.level), row.insteadOf && `instead of ${row.insteadOf}`].filter(Boolean).join(", ");
