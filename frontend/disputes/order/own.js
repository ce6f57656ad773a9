/** A payout dispute as its customer, or its vendor, sees it (PO-19, PO-35). */
import { momentText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { to } from "../../base/router.js";
import { isCustomer, me } from "../../base/session.js";
import { Page } from "../../ui/page.js";
import { Banner, Loaded } from "../../ui/states.js";
import { Section } from "../../ui/tabs.js";
import { Ago, Due, Money, Standing, Status } from "../../ui/text.js";
import { Actions } from "../actions.js";
import { Attachments } from "../attachments.js";
import { Talk } from "../thread-room.js";
import { orderActions } from "./actions.js";
import { EvidenceOf } from "./evidence.js";
import { Answered } from "./glance.js";
import { useRoom } from "./room.js";
import { nameOn, voices } from "./voices.js";
import { claims } from "./words.js";

const vendorActions = {
  ...orderActions,
  answer: { ...orderActions.answer, label: "Answer", prominent: true },
};

/** @param {{ disputeID: string, load: import("./room.js").Load }} props load: of the dispute */
export function OwnOrderDispute({ disputeID, load }) {
  const room = useRoom(disputeID, load);
  const dispute = load.data;
  const own = String(me.value?.role);
  return html`<${Page} title=${`Order ${dispute.orderID}`}
    heading=${`Payout dispute on order ${dispute.orderID}`} kind="dispute"
    crumbs=${[{ href: to.orderDisputes(), label: "Payout disputes" }]}
    aside=${html`<${Standing} of=${dispute} />`}>
    <${Loaded} of=${load} kind="text">${() => html`<${OwnHead} dispute=${dispute}
      ofCustomer=${isCustomer()} />
      <div class="two">
        <div class="column">
          ${
            isCustomer()
              ? html`<${Paid} dispute=${dispute} />`
              : html`<${Answered} dispute=${dispute} />`
          }
          <${Loaded} of=${room.thread} kind="text">${() => html`<${Talk} dispute=${dispute}
            thread=${room.thread} own=${own} voices=${voices} onChanged=${room.changed} />`}<//>
        </div>
        <div class="column">
          <${Actions} dispute=${dispute} drawn=${isCustomer() ? orderActions : vendorActions}
            onChanged=${room.changed} onStale=${room.renew} />
          <${EvidenceOf} dispute=${dispute} latest=${room.latest} mayType
            onChanged=${room.changed} />
          <${Attachments} disputeID=${disputeID} actions=${dispute.actions} latest=${room.latest}
            nameOf=${(/** @type {string} */ side) => nameOn(dispute, side)} everybody="You"
            onChanged=${room.changed} />
        </div></div>`}<//><//>`;
}

/**
 * The dispute as one of its sides sees it.
 * @typedef {(Api.CustomerDisputeView | Api.VendorDisputeView)
 *   & Partial<Pick<Api.CustomerDisputeView, "vendor" | "settleBy" | "objectUntil">>
 *   & Partial<Pick<Api.VendorDisputeView, "customer" | "dueAt" | "isAsked" | "asked" | "fine">>}
 *   Seen
 */

/** @param {{ dispute: Seen, ofCustomer: boolean }} props ofCustomer: or of the vendor */
export const OwnHead = ({
  dispute,
  ofCustomer,
}) => html`<section class="card summary" aria-label="How it stands">
  <dl class="summary-line">
    <div><dt>Claim</dt><dd>${claims[dispute.claim]}</dd></div>
    <div><dt>Claimed</dt><dd><${Money} amount=${dispute.claimedAmount} currency=${dispute.currency}
      strong /></dd></div>
    <div><dt>Price agreed</dt><dd><${Money} amount=${dispute.orderValue}
      currency=${dispute.currency} /></dd></div>
    ${
      ofCustomer
        ? html`<div><dt>Vendor</dt><dd>${dispute.vendor}</dd></div>
          <div><dt>We promised an outcome by</dt><dd>
            ${momentText(dispute.settleBy ?? "")}</dd></div>`
        : html`<div><dt>Customer</dt><dd>${dispute.customer}</dd></div>
          ${
            dispute.dueAt &&
            html`<div><dt>Answer by</dt><dd>${
              dispute.isAsked
                ? html`<${Due}
              at=${dispute.dueAt} />`
                : html`<${Ago} at=${dispute.dueAt} />`
            }</dd></div>`
          }`
    }
  </dl>
  ${
    dispute.isAsked &&
    html`<${Banner} tone="amber"
      icon="Clock">You are asked what you paid. Answer by ${dispute.asked?.dueText}; without an
      answer it is decided without you.<//>`
  }
  ${
    dispute.fine &&
    html`<${Banner} tone="red" icon="Banknote">You are fined <${Money} amount=${dispute.fine.amount}
      currency=${dispute.currency} strong />.<//>`
  }
  ${
    dispute.objectUntil &&
    html`<${Banner}>You can object until ${momentText(dispute.objectUntil)}.<//>`
  }
</section>`;

/** @param {{ dispute: Api.CustomerDisputeView }} props */
const Paid = ({ dispute }) => html`<${Section} title="Your money" name="paid">
  ${
    dispute.payouts.length === 0
      ? html`<p class="muted">Nothing is paid by us yet.</p>`
      : html`<ul class="plain">${dispute.payouts.map(
          (
            /** @type {Api.OwnPayout} */ one,
            /** @type {number} */ at,
          ) => html`<li key=${at} class="request-head">
            <${Money} amount=${one.amount} currency=${dispute.currency} strong />
            <${Status} status=${one.status} />
            <${Ago} at=${one.at} /></li>`,
        )}</ul>`
  }<//>`;
