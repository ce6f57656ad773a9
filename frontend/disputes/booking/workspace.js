/**
 * The workspace of a dispute on a booking: how it stands, the conversation, what can be done, and
 * the facts around it.
 */

import { momentText } from "../../base/format.js";
import { useEffect } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { useLoad, usePolling } from "../../base/queries.js";
import { to } from "../../base/router.js";
import { isParty, me } from "../../base/session.js";
import { sentence } from "../../base/words.js";
import { WithSupport } from "../../bookings/columns.js";
import { moverName, SIDES } from "../../bookings/words.js";
import { WholeMails } from "../../mail/whole.js";
import { MoneyBar } from "../../ui/money-bar.js";
import { Page } from "../../ui/page.js";
import { Banner, Loaded, NotLoaded } from "../../ui/states.js";
import { Facts, Section } from "../../ui/tabs.js";
import { Ago, Money, Mover, Status } from "../../ui/text.js";
import { Actions } from "../actions.js";
import { Attachments } from "../attachments.js";
import { Deadlines } from "../deadlines.js";
import { Others } from "../presence.js";
import { useThread } from "../thread.js";
import { Talk } from "../thread-room.js";
import { Tickets } from "../tickets.js";
import { TimeSpent } from "../time-spent.js";
import { cameFrom, Walk } from "../walk.js";
import { bookingActions } from "./actions.js";
import { waitsForMoney } from "./fund-request.js";
import { BothSides } from "./sides-here.js";
import { voices } from "./voices.js";
import { nameOn } from "./words.js";

/** How often is asked whether money has come that is waited for. */
const MONEY_EVERY_MS = 15_000;

/** @param {{ disputeID: string, load: ReturnType<typeof useLoad> }} props load: of the dispute */
export function BookingWorkspace({ disputeID, load }) {
  const thread = useThread(disputeID);
  const own = SIDES.find((side) => side === me.value?.role) ?? null;
  const told = thread.data?.dispute;
  const dispute =
    load.data && told?.version > load.data.version ? { ...load.data, ...told } : load.data;
  useEffect(() => {
    if (told && load.data && told.version > load.data.version && !load.busy) load.reload();
  }, [told?.version, load.data?.version]);
  usePolling(load.reload, dispute && waitsForMoney(dispute) ? MONEY_EVERY_MS : null);
  const changed = () => {
    load.reload();
    thread.look();
  };
  const renew = (/** @type {Partial<Api.BookingDisputeView> | undefined} */ current) => {
    if (current?.version) load.put(current);
    changed();
  };
  const name = dispute && `Booking ${dispute.reference}`;
  const crumbs = [
    { href: cameFrom(disputeID) ?? to.bookingDisputes(), label: isParty() ? "Disputes" : "Queue" },
    ...(dispute
      ? [{ href: to.booking(dispute.bookingID), label: `Booking ${dispute.reference}` }]
      : []),
  ];
  return html`<${Page} title=${name ?? "Dispute"}
    heading=${dispute ? `Dispute on booking ${dispute.reference}` : "Dispute"} kind="dispute"
    crumbs=${crumbs} aside=${
      dispute &&
      html`<${Status} status=${dispute.status} />
          ${dispute.isEscalated && html`<${WithSupport} />`}`
    } actions=${
      dispute &&
      !own &&
      html`<${Others} disputeID=${disputeID} /><${Walk}
      key=${disputeID} id=${disputeID} />`
    }>
    <${Loaded} of=${load} kind="text">${() => html`<${Head} dispute=${dispute} own=${own} />
      <div class="two">
        <div class="column"><${Loaded} of=${thread} kind="text">
          ${() => html`<${Talk} dispute=${dispute} thread=${thread} own=${own} voices=${voices}
            aside=${own && html`<${BothSides} dispute=${dispute} own=${own} />`}
            onChanged=${changed} />`}<//></div>
        <div class="column">
          <${Actions} dispute=${dispute} drawn=${bookingActions} onChanged=${changed}
            onStale=${renew} />
          <${Attachments} disputeID=${disputeID} actions=${dispute.actions}
            latest=${lastFile(thread.data?.rows)} everybody="Both sides"
            nameOf=${(/** @type {string} */ side) => nameOn(dispute, side)}
            onChanged=${thread.look} />
          ${
            !own &&
            html`<${Tickets} disputeID=${disputeID} /><${WholeMails} of="dispute"
              id=${disputeID} />`
          }
          <${About} dispute=${dispute} own=${own} />
          <${TimeSpent} elapsed=${dispute.elapsed} />
        </div>
      </div>`}<//><//>`;
}

/** @param {Api.BookingMessageView[] | undefined} rows */
const lastFile = (rows) =>
  rows?.findLast((row) => row.attachment)?.attachment?.attachmentID ?? null;

/** @param {{ dispute: Api.BookingDisputeView, own: string | null }} props */
const Head = ({ dispute, own }) => html`<section class="card summary" aria-label="How it stands">
  <dl class="summary-line">
    <div><dt>Whose move</dt><dd><${Mover} waitingFor=${dispute.waitingFor}
      since=${dispute.waitingSince} name=${moverName(dispute)} /></dd></div>
    <div><dt>Operator</dt><dd>${dispute.operator}</dd></div>
    <div><dt>Aggregator</dt><dd>${dispute.aggregator}</dd></div>
    <div><dt>Raised by</dt><dd>
      ${dispute.raisedBySide === own ? "Your side" : nameOn(dispute, dispute.raisedBySide)}
      </dd></div>
    ${
      !own &&
      html`<div><dt>Due</dt><dd><${Deadlines} deadlines=${dispute.deadlines} /></dd></div>
    <div><dt>Assignee</dt><dd>${dispute.assignee ?? html`<span class="muted">Nobody</span>`}
      </dd></div>`
    }
  </dl>
  <${MoneyBar} title="What became of the money that was asked for" amounts=${dispute.amounts}
    currency=${dispute.currency} without=${["approved", "undecided"]}
    words=${{
      credited: "Paid",
      askedFor: "Waiting",
      declined: "Not paid",
      withdrawn: "Taken back",
    }} />
  ${
    dispute.correctedAmount
      ? html`<p class="note muted">Corrected: <${Money} amount=${dispute.correctedAmount}
        currency=${dispute.currency} /> of what is not paid was paid, and taken back by
        finance.</p>`
      : null
  }
  ${
    dispute.escalation &&
    html`<${Banner} tone="amber" icon="LifeBuoy"><strong>
      ${nameOn(dispute, dispute.escalation.side)} asked support to step in</strong>, <${Ago}
        at=${dispute.escalation.at} />: ${dispute.escalation.issue}<//>`
  }
</section>`;

/** @param {{ dispute: Api.BookingDisputeView, own: string | null }} props */
function About({ dispute, own }) {
  const load = useLoad(path`/booking/${dispute.bookingID}`);
  const booking = load.data;
  const known = (/** @type {() => unknown} */ value) =>
    booking
      ? value()
      : html`<span class="muted" aria-hidden="true">${load.error ? "–" : "…"}</span>`;
  return html`<${Section} title="Booking"><${Facts} facts=${[
    ["Reference", html`<a href=${to.booking(dispute.bookingID)}>${dispute.reference}</a>`],
    ["Journey", known(() => booking.description || null)],
    ["Status", known(() => sentence(booking.status))],
    [
      "Fare",
      known(() => html`<${Money} amount=${booking.fare} currency=${booking.currency} strong />`),
    ],
    ["Pick-up", known(() => momentText(booking.pickupAt))],
  ]} /><${NotLoaded} of=${load} what="The booking" /><//>
    ${
      dispute.wallets.length > 0 &&
      html`<${Section} title=${own ? "Your wallet" : "Wallets"}>
        <dl class="facts">${dispute.wallets.map(
          (/** @type {Api.SideWallet} */ one) => html`<${Wallet}
            key=${one.walletID} walletID=${one.walletID} moved=${dispute.movedAmount}
            isWaitedFor=${waitsForMoney(dispute)} />`,
        )}</dl><//>`
    }
    <${Section} title="Dispute"><${Facts} facts=${
      /** @type {[string, unknown][]} */ ([
        ["Raised", html`<${Ago} at=${dispute.disputeDate} />`],
        ["By", dispute.raisedBy],
        ["Last changed", html`<${Ago} at=${dispute.lastModifiedDate} />`],
        ["Ended", dispute.closeDate && html`<${Ago} at=${dispute.closeDate} />`],
        ["Number", html`<span class="code">${dispute.disputeID}</span>`],
      ]).filter(([, value]) => value)
    } /><//>`;
}

/**
 * What a wallet holds, looked up again when money has moved or may have come.
 * @param {{ walletID: string, moved: unknown, isWaitedFor: boolean }} props
 */
function Wallet({ walletID, moved, isWaitedFor }) {
  const load = useLoad(path`/wallet/${walletID}`);
  const wallet = load.data;
  useEffect(() => {
    if (wallet) load.reload();
  }, [moved, isWaitedFor]);
  usePolling(load.reload, isWaitedFor ? MONEY_EVERY_MS : null);
  return html`<div><dt><a href=${to.wallet(walletID)}>${wallet?.name ?? walletID}</a></dt><dd>
    ${
      wallet
        ? html`<${Money} amount=${wallet.balance} currency=${wallet.currency} strong />`
        : load.error
          ? html`<${NotLoaded} of=${load} what="The wallet" />`
          : html`<span class="muted" aria-hidden="true">…</span>`
    }</dd></div>`;
}
