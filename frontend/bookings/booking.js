/**
 * One booking: what was agreed between whom, the money that moved for it, and disputing it, or why
 * that cannot be.
 */

import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { momentText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { go, place, setQuery, to } from "../base/router.js";
import { isParty, may, me } from "../base/session.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button, ButtonLink } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { Page } from "../ui/page.js";
import { Banner, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts, Section } from "../ui/tabs.js";
import { Money, Status } from "../ui/text.js";
import { whyText } from "../ui/why.js";
import { ofBooking } from "../wallets/entries.js";
import { SIDES, settlements } from "./words.js";

/** @param {{ bookingID: string }} props */
export default function Booking({ bookingID }) {
  const load = useLoad(path`/booking/${bookingID}`);
  const booking = load.data;
  const name = booking ? `Booking ${booking.reference}` : `Booking ${bookingID}`;
  const crumbs = isParty()
    ? [{ href: to.bookings(), label: "Activity" }]
    : [
        { href: to.bookings(), label: "Bookings" },
        ...(booking
          ? [
              {
                href: to.bookings(`?operatorID=${encodeURIComponent(booking.operatorID)}`),
                label: booking.operator,
              },
            ]
          : []),
      ];
  return html`<${Page} title=${name} kind="booking" known=${{ step: ["dispute"] }} crumbs=${crumbs}
    aside=${booking && html`<${Status} status=${booking.status} />`}
    actions=${booking && html`<${RaiseButton} booking=${booking} />`}>
    <${Loaded} of=${load} kind="text">${(
      /** @type {Api.BookingView} */ data,
    ) => html`<${Body} booking=${data} />
      ${
        place.value.query.get("step") === "dispute" &&
        raiseOf(data)?.allowed &&
        html`<${RaiseDialog} booking=${data} />`
      }`}<//><//>`;
}

/** @param {Api.BookingView} booking */
const raiseOf = (booking) =>
  booking.actions?.find((/** @type {Api.ChoiceView} */ action) => action.name === "raise");

/**
 * Only a side of the booking is offered to dispute it; the staff steps in when it is asked to.
 * @param {{ booking: Api.BookingView }} props
 */
function RaiseButton({ booking }) {
  const raise = raiseOf(booking);
  if (!raise || !isParty()) return null;
  if (raise.allowed)
    return html`<${Button} look="primary" icon="Scale" name="dispute"
      onClick=${() => setQuery({ step: "dispute" })}>Dispute<//>`;
  return html`<${Button} icon="Scale" name="dispute" whyID="why-not-dispute">Dispute<//>`;
}

/** @param {{ booking: Api.BookingView }} props */
function Body({ booking }) {
  return html`<${Standing} booking=${booking} />
    <div class="two"><div class="column">
      <${Section} title="Booking"><${Facts} facts=${[
        ["Journey", booking.description],
        ["Pick-up", momentText(booking.pickupAt)],
        ["Fare", html`<${Money} amount=${booking.fare} currency=${booking.currency} strong />`],
        ["Reference", html`<span class="code">${booking.reference}</span>`],
        ["Number", html`<span class="code">${booking.bookingID}</span>`],
        [
          "Ended disputes",
          booking.endedDisputeIDs.length > 0
            ? html`<${Ended} ids=${booking.endedDisputeIDs} />`
            : null,
        ],
      ]} /><//>
      ${isParty() && html`<${Moved} booking=${booking} />`}
    </div>
    <div class="column"><${Between} booking=${booking} /></div></div>`;
}

/** The disputes on it that are over, the latest first. @param {{ ids: string[] }} props */
const Ended = ({ ids }) =>
  html`<ul class="plain">
    ${ids.map(
      (id) => html`<li key=${id}><a href=${to.dispute(id)}>Dispute <span class="code">${id}
      </span></a></li>`,
    )}</ul>`;

/** Whether it is in dispute, or why it cannot be. @param {{ booking: Api.BookingView }} props */
function Standing({ booking }) {
  const raise = raiseOf(booking);
  if (booking.disputeID)
    return html`<${Banner} tone="amber" icon="Scale"
      action=${html`<${ButtonLink} href=${to.dispute(booking.disputeID)}>Open the dispute<//>`}>
      <span id="why-not-dispute">This booking is in dispute. It has one open dispute at a
        time.</span><//>`;
  if (!raise || raise.allowed || !isParty()) return null;
  return html`<${Banner} tone="grey" icon="Ban" action=${
    raise.rule === "IG-02" &&
    html`<${ButtonLink} href=${to.aggregators()} icon="Building2">Who settles how<//>`
  }><span id="why-not-dispute">${whyText(raise)}</span><//>`;
}

/**
 * The two sides, each with what one may look up of it.
 * @param {{ booking: Api.BookingView }} props
 */
const Between = ({ booking }) =>
  html`<${Section} title="Between"><${Facts} facts=${[
    ...SIDES.map((side) => [
      side === "operator" ? "Operator" : "Aggregator",
      html`<${Side} booking=${booking} side=${side} />`,
    ]),
    [
      "Settles",
      html`${settlements[booking.settles.settlement ?? ""] ?? booking.settles.settlement} · <a
        href=${to.aggregators()}>Who settles how</a>`,
    ],
  ]} /><//>`;

/** @param {{ booking: Api.BookingView, side: "operator" | "aggregator" }} props */
function Side({ booking, side }) {
  const id = booking[`${side}ID`];
  if (isParty())
    return html`${booking[side]}
      ${me.value?.role === side && html` <span class="muted">(you)</span>`}`;
  return html`<a href=${to.bookings(`?${side}ID=${encodeURIComponent(id)}`)}>${booking[side]}</a>
    ${
      may("wallet.read") &&
      html` · <a href=${to.wallets(id)}>Wallet<span class="hidden"> of ${booking[side]}</span></a>`
    }`;
}

/**
 * What of one's own statement is about this booking, ended disputes included.
 * @param {{ booking: Api.BookingView }} props
 */
function Moved({ booking }) {
  const wallets = useLoad("/wallet");
  const own = wallets.data?.value.find(
    (/** @type {Api.WalletView} */ wallet) => wallet.currency === booking.currency,
  );
  const load = useLoad(
    own ? path`/wallet/${own.walletID}/entry?bookingID=${booking.bookingID}` : null,
  );
  if (wallets.data && !own) return null;
  return html`<${Section} title="Money moved" flush><${Loaded} of=${wallets.data ? load : wallets}
    rows=${2}>${(/** @type {Api.Page<Api.StatementEntryView>} */ data) =>
      data.value.length === 0
        ? html`<p class="padded muted">Nothing has moved between the wallets for this booking.</p>`
        : html`<${Table} caption="Money moved" columns=${ofBooking} rows=${data.value}
          keyOf=${(/** @type {Api.StatementEntryView} */ row) =>
            String(row.sequence)} />`}<//><//>`;
}

/** @param {{ booking: Api.BookingView }} props */
function RaiseDialog({ booking }) {
  const name = `dispute:${booking.bookingID}`;
  const [reason, setReason] = useState(() => readDraft(name, ""));
  const close = () => setQuery({ step: null });
  const type = (/** @type {string} */ text) => {
    setReason(text);
    keepDraft(name, text);
  };
  const intent = reason.trim()
    ? {
        method: "POST",
        path: path`/booking/${booking.bookingID}/dispute`,
        body: { reason: reason.trim() },
      }
    : null;
  const done = (/** @type {Api.DisputeView | Api.BookingDisputeView} */ dispute) => {
    dropDraft(name);
    const where = to.dispute(dispute.disputeID);
    notify({
      tone: "green",
      text:
        `The dispute on booking ${booking.reference} is raised. ${otherName(booking)} sees it on` +
        ` its Disputes tab.`,
      path: where.slice(1),
    });
    go(where, { replace: true });
  };
  return html`<${ActionDialog} title=${`Dispute booking ${booking.reference}`}
    currency=${booking.currency} intent=${intent} onClose=${close} onDone=${done}
    fields=${{ "/reason": "dispute-reason" }}
    sentence=${() =>
      `Raise a dispute with ${otherName(booking)} on booking ${booking.reference}? No money moves` +
      ` by it.`}
    verb="Raise the dispute">
    <${TextField} id="dispute-reason" label="What is wrong"
      hint=${
        `${otherName(booking)} and support read this. You can ask for an amount in the` +
        ` dispute.`
      }
      rows=${4} maxlength=${4000} value=${reason} onInput=${type} first required /><//>`;
}

/** @param {Api.BookingView} booking */
const otherName = (booking) =>
  me.value?.role === "operator" ? booking.aggregator : booking.operator;
