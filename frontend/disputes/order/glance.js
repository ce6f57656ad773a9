/** A case at a glance: clocks, order, vendor, answer, decision (CK-03). */
import { isZero } from "../../base/decimal.js";
import { countText, momentText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { to } from "../../base/router.js";
import { may } from "../../base/session.js";
import { capital, moverWords, sentence } from "../../base/words.js";
import { facts as factWords, verdicts } from "../../orders/words.js";
import { Banner } from "../../ui/states.js";
import { Facts, Section } from "../../ui/tabs.js";
import { Ago, Badge, Due, Money } from "../../ui/text.js";
import { Level } from "../../vendors/level.js";
import { recordFacts } from "../../vendors/record.js";
import { decisionStates, methods, yesses } from "./words.js";

/** The clocks that run. @param {{ dispute: Api.OrderDisputeView }} props */
export const Clocks = ({ dispute }) =>
  html`<${Section} title="Clocks" name="clocks"><${Facts} facts=${
    /** @type {[string, unknown][]} */ ([
      dispute.status === "open" && ["Acknowledge by", html`<${Due} at=${dispute.acknowledgeBy} />`],
      dispute.asked && [
        "Vendor answers by",
        html`${
          dispute.answer?.isFinal
            ? html`<${Ago} at=${dispute.asked.dueAt} />`
            : html`<${Due}
          at=${dispute.asked.dueAt} />`
        }
        <br /><span class="note muted">${dispute.asked.dueText}</span>`,
      ],
      dispute.nextLookAt && ["Next escalation", html`<${Ago} at=${dispute.nextLookAt} />`],
      ["Customer promised by", html`<${Due} at=${dispute.settleBy} />`],
      dispute.closeAt && ["Closes by itself", html`<${Ago} at=${dispute.closeAt} />`],
      ...dispute.escalations.map((/** @type {Api.OrderEscalation} */ one) => [
        `Escalated: ${sentence(one.kind).toLowerCase()}`,
        html`to ${one.to ?? moverWords(one.role)}, <${Ago} at=${one.at} />`,
      ]),
    ]).filter(Boolean)
  } /><//>`;

/** @param {{ dispute: Api.OrderDisputeView }} props */
export function OrderAtAGlance({ dispute }) {
  const { order, currency } = dispute;
  const money = (/** @type {number | null} */ amount) =>
    html`<${Money} amount=${amount} currency=${currency} />`;
  return html`<${Section} title="Order" name="order"><${Facts} facts=${[
    ["Number", html`<a href=${to.order(dispute.orderID)}>${dispute.orderID}</a>`],
    ["Device", order.device || null],
    ["Status", sentence(order.status)],
    ["Price agreed at pickup", money(order.value)],
    ["Price offered", money(order.offered)],
    [
      "Not settled by other disputes",
      html`<${Money} amount=${order.left} currency=${currency} strong />`,
    ],
    ["Collected", order.completedAt && momentText(order.completedAt)],
    [
      "Marked as paid by the vendor",
      order.paymentMarkedAt
        ? html`${momentText(order.paymentMarkedAt)} <span class="muted">(proves nothing)</span>`
        : "No",
    ],
  ]} />
    <h3>Pickup notes</h3>
    ${
      order.notes.length === 0
        ? html`<p class="muted">Nothing was noted.</p>`
        : html`<ul class="plain column">${order.notes.map(
            (/** @type {Api.OrderNote} */ one) => html`<li key=${one.noteID}>${one.text}
              <p class="note muted">${sentence(one.kind)}, ${momentText(one.at)} <${Badge}
                tone=${one.isBeforeClaim ? "green" : "amber"}
                icon=${one.isBeforeClaim ? "Check" : "TriangleAlert"}>${
                  one.isBeforeClaim ? "Before the claim" : "After the claim"
                }<//></p></li>`,
          )}</ul>`
    }<//>`;
}

/** @param {{ dispute: Api.OrderDisputeView }} props */
export function VendorRecord({ dispute }) {
  const { standing, currency } = dispute;
  return html`<${Section} title="Vendor's record" name="standing"><${Facts} facts=${
    /** @type {[string, unknown][]} */ ([
      [
        "Vendor",
        may("vendor.read")
          ? html`<a href=${to.vendor(dispute.vendorID)}>${dispute.vendor}</a>`
          : dispute.vendor,
      ],
      [
        "Stands",
        html`<${Level} level=${standing.level} />
          ${standing.isFlagged && html` <${Badge} tone="amber" icon="TriangleAlert">Flagged<//>`}`,
      ],
      ["Leads", standing.maxLeads],
      ["Owes of fines", html`<${Money} amount=${standing.debt} currency=${currency} />`],
      ...patternOf(dispute),
    ])
  } />
    ${
      standing.reasons.length > 0 &&
      html`<ul class="plain brief">${standing.reasons.map(
        (one, at) => html`<li key=${at}>${one.text}
          <span class="note muted"> <${Ago} at=${one.since} /></span></li>`,
      )}</ul>`
    }<//>`;
}

/**
 * What its latest disputes come to, this one among them (X-08).
 * @param {Api.OrderDisputeView} dispute
 * @returns {[string, unknown][]}
 */
const patternOf = ({ record, currency }) =>
  record
    ? [
        ["Disputes", `This is number ${countText(record.place)} of ${countText(record.disputes)}`],
        ...recordFacts(record, currency),
      ]
    : [];

/**
 * What the vendor says, or that it says nothing yet.
 * @param {{ dispute: Api.OrderDisputeView }} props
 */
export const Answered = ({ dispute }) =>
  html`<${Section} title="Vendor's answer" name="answer">
    ${
      dispute.answer
        ? html`<${AnswerFacts} answer=${dispute.answer} currency=${dispute.currency} />`
        : html`<p
          class="muted">${dispute.asked ? "It has not answered." : "It has not been asked."}</p>`
    }
    ${(dispute.lateEvidence ?? []).map(
      (one, at) => html`<h3 key=${at}>Late evidence</h3>
        <${AnswerFacts} answer=${one} currency=${dispute.currency} />`,
    )}
    ${
      dispute.uses?.length > 0 &&
      html`<${Banner} tone="red"
        icon="TriangleAlert">The reference is carried by another case too: ${dispute.uses.map(
          (one, at) =>
            one.disputeID
              ? html` <a key=${at} href=${to.dispute(one.disputeID)}>order ${one.orderID}</a>`
              : html` <span key=${at}>one that you do not see</span>`,
        )}.<//>`
    }
    ${
      dispute.attempts?.length > 0 &&
      html`<h3>Attempts to reach it</h3><ul class="plain">${dispute.attempts.map(
        (one, at) => html`<li key=${at}>
          ${sentence(one.channel)}${
            one.channel === "mail" ? "" : one.wasReached ? ", reached" : ", not reached"
          }${one.note && `: ${one.note}`}
          <span class="note muted"> ${one.by}, <${Ago} at=${one.at} /></span></li>`,
      )}</ul>`
    }<//>`;

/** @param {{ answer: Api.AnswerView, currency: string }} props */
const AnswerFacts = ({ answer, currency }) => html`<p>
    <${Badge} tone=${answer.isFinal ? "green" : "amber"}
      icon=${answer.isFinal ? "Check" : "Pencil"}>${
        answer.isFinal ? "Final" : "Draft, no answer yet"
      }<//>
    ${answer.isLate && html` <${Badge} tone="red" icon="Clock">Late<//>`}</p>
  <${Facts} facts=${
    /** @type {[string, unknown][]} */ ([
      ["Says", capital(verdicts[answer.verdict])],
      answer.amount != null && [
        "Paid",
        html`<${Money} amount=${answer.amount} currency=${currency} />`,
      ],
      answer.method && ["By", methods[answer.method] ?? answer.method],
      answer.reference && ["Reference", html`<span class="code">${answer.reference}</span>`],
      answer.reason && ["Reason", answer.reason],
      ["When", html`<${Ago} at=${answer.at} />`],
    ]).filter(Boolean)
  } />`;

/** In which statuses it is still to be decided. */
const WORKED = ["open", "inProgress"];

/**
 * The row of the decision table that applies, and why, while it is worked (CK-14).
 * @param {{ dispute: Api.OrderDisputeView }} props
 */
export const RowThatApplies = ({ dispute: { row, status } }) =>
  WORKED.includes(status) &&
  html`<${Section} title="By the decision table" name="row">
    <p title=${row.rule && `Rule ${row.rule}`}><strong>${row.label}</strong></p>
    <${Facts} facts=${Object.entries(row.facts).map(([name, value]) => [
      factWords[name]?.label ?? sentence(name),
      html`${capital(factWords[name]?.values[/** @type {string} */ (value)] ?? String(value))}
        ${name in row.why && html` <${Badge} tone="blue" icon="Check">Why this row<//>`}`,
    ])} /><p class="note muted">Version ${row.tableVersion} of the table.</p><//>`;

/** @param {{ dispute: Api.OrderDisputeView, actions?: unknown }} props */
export function Decisions({ dispute, actions }) {
  if (dispute.decisions.length === 0) return null;
  return html`<${Section} title="Decisions" name="decisions" actions=${actions}>${[
    ...dispute.decisions,
  ]
    .reverse()
    .map((one) => {
      const state = decisionStates[one.status];
      return html`<div key=${one.decisionID} class="decision"><p><${Badge} tone=${state.tone}
          icon=${state.icon}>${state.label}<//> <strong>${one.rowLabel}</strong></p>
        <${Facts} facts=${
          /** @type {[string, unknown][]} */ ([
            ["Payout", html`<${Money} amount=${one.payout} currency=${dispute.currency} strong />`],
            !isZero(one.fine.amount) && [
              "Fine",
              html`<${Money} amount=${one.fine.amount} currency=${dispute.currency} />`,
            ],
            ["By", html`${one.by}, <${Ago} at=${one.at} />`],
            one.missing.length > 0 && [
              "Waits for",
              one.missing.map((/** @type {string} */ name) => yesses[name] ?? name).join(" and "),
            ],
            ...one.signed.map((/** @type {Api.SignatureView} */ yes) => [
              `Yes of ${moverWords(yes.role).toLowerCase()}`,
              html`${yes.by}, <${Ago} at=${yes.at} />`,
            ]),
            one.note && ["Internal note", one.note],
            one.reuseReason && ["Same reference", one.reuseReason],
            one.refusal && ["Refused", one.refusal],
            one.reversal && ["Taken back", `${one.reversedBy}: ${one.reversal}`],
          ]).filter(Boolean)
        } /></div>`;
    })}<//>`;
}
