/** The workspace of a payout dispute, for the staff: the case at a glance and what can be done. */
import { ApprovalSection } from "../../approvals/section.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { notify } from "../../base/notices.js";
import { to } from "../../base/router.js";
import { may } from "../../base/session.js";
import { WholeMails } from "../../mail/whole.js";
import { Button } from "../../ui/button.js";
import { MoneyBar } from "../../ui/money-bar.js";
import { Page } from "../../ui/page.js";
import { Banner, Loaded } from "../../ui/states.js";
import { Facts, Section } from "../../ui/tabs.js";
import { Ago, Badge, Money, Mover, Status } from "../../ui/text.js";
import { Actions } from "../actions.js";
import { Attachments } from "../attachments.js";
import { Deadlines } from "../deadlines.js";
import { Others } from "../presence.js";
import { Talk } from "../thread-room.js";
import { Tickets } from "../tickets.js";
import { TimeSpent } from "../time-spent.js";
import { cameFrom, Walk } from "../walk.js";
import { Decline, orderActions } from "./actions.js";
import { moverName } from "./columns.js";
import { EvidenceOf } from "./evidence.js";
import {
  Answered,
  Clocks,
  Decisions,
  OrderAtAGlance,
  RowThatApplies,
  VendorRecord,
} from "./glance.js";
import { Payouts } from "./payouts.js";
import { useRoom } from "./room.js";
import { nameOn, voices } from "./voices.js";
import { channels, claims, yesses } from "./words.js";

/** @param {{ disputeID: string, load: import("./room.js").Load }} props load: of the dispute */
export function OrderWorkspace({ disputeID, load }) {
  const room = useRoom(disputeID, load);
  const dispute = load.data;
  return html`<${Page} title=${`Order ${dispute.orderID}`}
    heading=${`Payout dispute on order ${dispute.orderID}`} kind="dispute"
    crumbs=${[{ href: cameFrom(disputeID) ?? to.orderDisputes(), label: "Queue" }]}
    aside=${html`<${Status} status=${dispute.status} />
      ${dispute.isHighValue && html`<${Badge} tone="amber" icon="TriangleAlert">High value<//>`}`}
    actions=${html`<${Others} disputeID=${disputeID} /><${Walk} key=${disputeID}
      id=${disputeID} />`}>
    <${Loaded} of=${load} kind="text">${() => html`<${Head} dispute=${dispute} />
      <div class="two case">
        <div class="column">
          <${RowThatApplies} dispute=${dispute} />
          <${Answered} dispute=${dispute} />
          <${EvidenceOf} dispute=${dispute} latest=${room.latest} mayType=${may("dispute.work")}
            onChanged=${room.changed} />
        </div>
        <div class="column beside">
          <${Actions} dispute=${dispute} drawn=${orderActions} onChanged=${room.changed}
            onStale=${room.renew} />
          <${Decisions} dispute=${dispute} actions=${html`<${Refusal} dispute=${dispute}
            onChanged=${room.changed} />`} />
          <${ApprovalSection} dispute=${dispute} onChanged=${room.changed} />
          <${Payouts} dispute=${dispute} onChanged=${room.changed} />
          <${Clocks} dispute=${dispute} />
          <${OrderAtAGlance} dispute=${dispute} />
          <${VendorRecord} dispute=${dispute} />
          <${Attachments} disputeID=${disputeID} actions=${dispute.actions} latest=${room.latest}
            nameOf=${(/** @type {string} */ side) => nameOn(dispute, side)}
            onChanged=${room.changed} />
          <${About} dispute=${dispute} />
          <${Tickets} disputeID=${disputeID} />
          <${WholeMails} of="dispute" id=${disputeID} />
          <${TimeSpent} elapsed=${dispute.elapsed} />
        </div>
        <div class="column">
          <${Loaded} of=${room.thread} kind="text">${() => html`<${Talk} dispute=${dispute}
            thread=${room.thread} own=${null} voices=${voices} onChanged=${room.changed} />`}<//>
        </div></div>`}<//><//>`;
}

/** @param {{ dispute: Api.OrderDisputeView }} props */
const Head = ({ dispute }) => html`<section class="card summary" aria-label="How it stands">
  <dl class="summary-line">
    <div><dt>Claim</dt><dd>${claims[dispute.claim]}</dd></div>
    <div><dt>Claimed</dt><dd><${Money} amount=${dispute.claimedAmount} currency=${dispute.currency}
      strong /></dd></div>
    <div><dt>Whose move</dt><dd><${Mover} waitingFor=${dispute.waitingFor}
      since=${dispute.waitingSince} name=${moverName(dispute)} /></dd></div>
    <div><dt>Due</dt><dd><${Deadlines} deadlines=${dispute.deadlines} /></dd></div>
    <div><dt>Customer</dt><dd><a href=${to.customer(dispute.customerID)}>${dispute.customer}</a>
      </dd></div>
    <div><dt>Vendor</dt><dd>${dispute.vendor}</dd></div>
    <div><dt>Assignee</dt><dd>${
      dispute.assignee ??
      html`<span
      class="muted">Nobody</span>`
    }</dd></div>
  </dl>
  <${MoneyBar} title="What became of the money that was claimed" amounts=${dispute.amounts}
    currency=${dispute.currency} words=${{ credited: "Paid out", approved: "To be paid out" }} />
  ${
    dispute.missing.length > 0 &&
    html`<${Banner} tone="amber"
      icon="Clock">The decision waits for ${dispute.missing
        .map((/** @type {string} */ one) => yesses[one] ?? one)
        .join(" and ")}. Nothing of it has happened yet.<//>`
  }
</section>`;

/** Finance's no. @param {{ dispute: Api.OrderDisputeView, onChanged: () => void }} props */
function Refusal({ dispute, onChanged }) {
  const [open, setOpen] = useState(false);
  if (!may("payout.run") || !dispute.missing.includes("finance")) return null;
  const done = (/** @type {string} */ text) => {
    setOpen(false);
    notify({ tone: "green", text });
    onChanged();
  };
  return html`<${Button} look="danger" icon="X" name="decline"
    onClick=${() => setOpen(true)}>Refuse for Finance<//>
    ${
      open &&
      html`<${Decline} dispute=${dispute} onDone=${done} onClose=${() => setOpen(false)}
        onStale=${onChanged} />`
    }`;
}

/** @param {{ dispute: Api.OrderDisputeView }} props */
const About = ({ dispute }) =>
  html`<${Section} title="Dispute"><${Facts} facts=${
    /** @type {[string, unknown][]} */ ([
      ["Raised", html`${dispute.raisedBy}, <${Ago} at=${dispute.disputeDate} />`],
      ["Came by", channels[dispute.channel]],
      dispute.contact && ["Reach the customer", dispute.contact],
      dispute.confirmed != null && [
        "Customer confirms to have got",
        html`<${Money} amount=${dispute.confirmed} currency=${dispute.currency} />`,
      ],
      dispute.closeDate && ["Ended", html`<${Ago} at=${dispute.closeDate} />`],
      ["Number", html`<span class="code">${dispute.disputeID}</span>`],
    ]).filter(Boolean)
  } /><//>`;
