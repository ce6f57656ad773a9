/**
 * The workspace of one dispute: how it stands, its lines, what can be done, what happened, and the
 * facts around it.
 */

import { ApprovalSection } from "../../approvals/section.js";
import { get } from "../../base/client.js";
import { isZero } from "../../base/decimal.js";
import { dayText } from "../../base/format.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { useLoad, usePages, usePolling } from "../../base/queries.js";
import { place, to } from "../../base/router.js";
import { me } from "../../base/session.js";
import { NotTold } from "../../mail/not-told.js";
import { WholeMails } from "../../mail/whole.js";
import { Address } from "../../ui/address.js";
import { Button } from "../../ui/button.js";
import { MoneyBar, Owed } from "../../ui/money-bar.js";
import { Page } from "../../ui/page.js";
import { Banner, Loaded, NotLoaded } from "../../ui/states.js";
import { Facts, Section, Tabs } from "../../ui/tabs.js";
import { Ago, Money, Mover, Status } from "../../ui/text.js";
import { Unknown, unknownOf } from "../../ui/unknown-query.js";
import { Actions } from "../actions.js";
import { Attachments } from "../attachments.js";
import { Deadlines } from "../deadlines.js";
import { Others } from "../presence.js";
import { Tickets } from "../tickets.js";
import { TimeSpent } from "../time-spent.js";
import { Timeline } from "../timeline.js";
import { cameFrom, Walk } from "../walk.js";
import { invoiceActions } from "./actions.js";
import { DisputeLine } from "./line.js";
import { InvoiceTalk, SAID } from "./talk.js";
import { voices } from "./voices.js";

const POLL_EVERY_MS = 5000;
/** By this id the product itself acts. */
const PRODUCT = "system";

/** @param {{ disputeID: string, load: ReturnType<typeof useLoad> }} props load: of the dispute */
export function InvoiceWorkspace({ disputeID, load }) {
  const dispute = load.data;
  const events = usePages(path`/dispute/${disputeID}/event?limit=100`);
  const news = useNews(disputeID, events, load.reload);
  const reload = () => {
    news.clear();
    load.reload();
    events.reload();
  };
  const renew = (/** @type {Api.DisputeView} */ current) => {
    if (current?.version) load.put(current);
    reload();
  };
  const crumbs = dispute
    ? [
        { href: cameFrom(disputeID) ?? to.queue(), label: "Queue" },
        {
          href: to.customer(dispute.customerID),
          label: dispute.customerName ?? String(dispute.customerID),
        },
        {
          href: to.invoice(dispute.customerID, dispute.invoiceNumber),
          label: `Invoice ${dispute.invoiceNumber}`,
        },
      ]
    : [{ href: to.queue(), label: "Queue" }];
  return html`<${Page} title=${dispute ? `Invoice ${dispute.invoiceNumber}` : "Dispute"}
    heading=${dispute ? `Dispute on invoice ${dispute.invoiceNumber}` : "Dispute"} kind="dispute"
    crumbs=${crumbs} aside=${dispute && html`<${Status} status=${dispute.status} />`}
    actions=${
      dispute &&
      html`<${Others} disputeID=${disputeID} /><${Walk} key=${disputeID}
      id=${disputeID} />`
    }>
    <div class="news" role="status">
      ${
        news.by &&
        html`<${Banner} tone="blue" icon="RefreshCw"
          action=${html`<${Button} onClick=${reload} name="show-news">Show the change<//>`}>
          ${news.by} changed this dispute. What you typed stays.<//>`
      }</div>
    <${Loaded} of=${load} kind="text">${(
      /** @type {Api.DisputeView} */ data,
    ) => html`<${Head} dispute=${data} /><${NotTold} told=${[data.told]} />
      <div class="two case">
        <${Lines} dispute=${data} onChanged=${reload} onStale=${renew} />
        <div class="column beside">
          <${Actions} dispute=${data} drawn=${invoiceActions} onChanged=${reload}
            onStale=${renew} />
          <${About} dispute=${data} />
          <${TimeSpent} elapsed=${data.elapsed} />
        </div>
        <div class="column">
          <${ApprovalSection} dispute=${data} onChanged=${reload} />
          <${InvoiceTalk} dispute=${data} own=${null} onChanged=${reload} />
          <${Attachments} disputeID=${disputeID} actions=${data.actions}
            nameOf=${(/** @type {string} */ side) => voices.nameOf(data, side)}
            latest=${lastFile(events.rows)} onChanged=${events.reload} />
          <${Tickets} disputeID=${disputeID} />
          <${WholeMails} of="dispute" id=${disputeID} />
          <${History} events=${events} />
        </div>
      </div>`}<//><//>`;
}

/** @param {Api.EventView[] | null} events */
const lastFile = (events) =>
  events?.findLast((event) => event.type === "attached")?.after.attachmentID ?? null;

/** @param {{ dispute: Api.DisputeView }} props */
const Head = ({ dispute }) => html`<section class="card summary" aria-label="How it stands">
  <dl class="summary-line">
    <div><dt>Disputed</dt><dd><${Money} amount=${dispute.amount} currency=${dispute.currency}
      strong /></dd></div>
    <div><dt>Whose move</dt><dd><${Mover} waitingFor=${dispute.waitingFor}
      since=${dispute.waitingSince} /></dd></div>
    <div><dt>Due</dt><dd><${Deadlines} deadlines=${dispute.deadlines} /></dd></div>
    <div><dt>Assignee</dt><dd>${dispute.assignee ?? html`<span class="muted">Nobody</span>`}
      </dd></div>
    <div><dt>Resolver</dt><dd>${dispute.resolver ?? html`<span class="muted">Nobody</span>`}
      </dd></div>
  </dl>
  <${MoneyBar} amounts=${dispute.amounts} currency=${dispute.currency} />
  <${Owed} owed=${dispute.invoice?.owed} currency=${dispute.currency}
    invoiceNumber=${dispute.invoiceNumber} />
  ${dispute.description && html`<p>${dispute.description}</p>`}
  ${
    dispute.estimated &&
    html`<p
      class="note muted">Dates are estimated: the imported file had no dates of disputes, and the
      outcome is not known.</p>`
  }
</section>`;

/**
 * @param {{ dispute: Api.DisputeView, onChanged: () => void,
 *   onStale: (current: Api.DisputeView) => void }} props
 */
const Lines = ({ dispute, onChanged, onStale }) => html`<${Section} title="Lines" flush>
  <ul class="lines">${(dispute.lines ?? []).map(
    (/** @type {Api.DisputeLineView} */ line) => html`<${DisputeLine}
      key=${line.lineID} dispute=${dispute} line=${line} onChanged=${onChanged}
      onStale=${onStale} />`,
  )}</ul><//>`;

/** @param {{ events: unknown }} props */
function History({ events }) {
  const only = place.value.query.get("show") ?? "all";
  const unknown = unknownOf({ show: ["all", "money"] });
  return html`<${Section} title="Timeline" flush>
    <div class="padded"><${Tabs} label="Show" name="show" current=${only}
      tabs=${[{ value: "all", label: "All" }, { value: "money", label: "Money" }]} /></div>
    ${
      unknown.length > 0
        ? html`<${Unknown} unknown=${unknown} />`
        : html`<${Timeline} pages=${events} nouns="events" only=${only} />`
    }<//>`;
}

/** @param {{ dispute: Api.DisputeView }} props */
function About({ dispute }) {
  const load = useLoad(path`/customer/${dispute.customerID}`);
  const customer = load.data;
  const { invoice } = dispute;
  const { currency } = dispute;
  const money = (/** @type {unknown} */ amount) =>
    amount != null && html`<${Money} amount=${amount} currency=${currency} />`;
  const known = (/** @type {unknown} */ value) =>
    customer
      ? value
      : html`<span class="muted" aria-hidden="true">${load.error ? "–" : "…"}</span>`;
  const owed = customer?.amounts?.find(
    (/** @type {Api.DisputedSums} */ sum) => sum.currency === currency,
  );
  /** @type {[string, unknown][]} */
  const adjustments = [
    [
      "Adjustment",
      dispute.adjustmentID && html`${dispute.adjustmentID} ${money(dispute.adjustmentAmount)}`,
    ],
    ["Reversal", dispute.reversalAdjustmentID && String(dispute.reversalAdjustmentID)],
    [
      "Fee",
      dispute.reversalFeeAdjustmentID &&
        html`${dispute.reversalFeeAdjustmentID} ${money(dispute.reversalFeeAmount)}`,
    ],
  ];
  return html`<${Section} title="Invoice"><${Facts} facts=${[
    [
      "Number",
      html`<a href=${to.invoice(dispute.customerID, dispute.invoiceNumber)}>
        ${dispute.invoiceNumber}</a>`,
    ],
    ["Date", invoice && dayText(invoice.invoiceDate)],
    ["Due", invoice && dayText(invoice.dueDate)],
    ["Total", invoice && money(invoice.total)],
    ["Outstanding", invoice && money(invoice.balance)],
  ]} /><//>
    <${Section} title="Customer"><${Facts} facts=${[
      [
        "Name",
        html`<a href=${to.customer(dispute.customerID)}>
          ${dispute.customerName ?? dispute.customerID}</a>`,
      ],
      ["Account", known(customer?.accountNumber)],
      ["Email", customer?.email ? html`<${Address} of=${customer} />` : known(customer?.email)],
      ["Outstanding", known(owed && money(owed.outstanding))],
      ...(owed && !isZero(owed.credits)
        ? /** @type {[string, unknown][]} */ ([["Owed to the customer", money(owed.credits)]])
        : []),
      ["Open disputes", known(customer?.openDisputes != null && String(customer.openDisputes))],
    ]} /><${NotLoaded} of=${load} what="The customer" /><//>
    <${Section} title="Dispute"><${Facts} facts=${[
      ["Reason", dispute.reason],
      ["Resolution", dispute.resolution],
      ["Raised", html`<${Ago} at=${dispute.disputeDate} />`],
      ["Raised by", dispute.raisedBy],
      ["Feature", dispute.feature],
      ["Usage record", dispute.usageRecordNumber && String(dispute.usageRecordNumber)],
      ["Last changed", html`<${Ago} at=${dispute.lastModifiedDate} />`],
      ...(dispute.closeDate
        ? /** @type {[string, unknown][]} */ ([["Ended", html`<${Ago} at=${dispute.closeDate} />`]])
        : []),
      ...adjustments.filter(([, value]) => value),
      ["Number", html`<span class="code">${dispute.disputeID}</span>`],
    ].filter(([, value]) => value)} /><//>`;
}

/**
 * Who else changed the dispute since it was loaded; what the product itself did, and what was said,
 * is shown without a word.
 * @param {string} disputeID
 * @param {ReturnType<typeof usePages>} events
 * @param {() => void} reload the dispute
 */
function useNews(disputeID, events, reload) {
  const [by, setBy] = useState(/** @type {string | null} */ (null));
  const last = events.next ? null : (events.rows?.at(-1)?.sequence ?? null);
  const look = async () => {
    const data = await get(path`/dispute/${disputeID}/event?after=${last}`).catch(() => null);
    const own = [me.value?.userID, PRODUCT];
    const others = (data?.value ?? []).filter(
      (/** @type {Api.EventView} */ event) =>
        !own.includes(event.by?.userID) && !SAID.includes(event.type),
    );
    if (others.length > 0) setBy(others[0].by?.name ?? "Somebody");
    else if (data?.value.length > 0) {
      events.reload();
      reload();
    }
  };
  usePolling(look, last === null || by ? null : POLL_EVERY_MS);
  return { by, clear: () => setBy(null) };
}
