/**
 * One vendor: how it stands and why, what was decided against it and what it owes, its orders and
 * whom to ask for (PO-32…PO-36).
 */
import { compare } from "../base/decimal.js";
import { countText, dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { may } from "../base/session.js";
import { ordersAsk } from "../orders/asks.js";
import { ORDER_STATES, OrderList, OrderTabs } from "../orders/list.js";
import { Address } from "../ui/address.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Loaded, NotLoaded } from "../ui/states.js";
import { Facts, Section, Tabs } from "../ui/tabs.js";
import { Ago, Money } from "../ui/text.js";
import { Unknown, unknownOf } from "../ui/unknown-query.js";
import { SetStanding } from "./actions.js";
import { standingAsk } from "./asks.js";
import { useStandingDeeds } from "./deeds.js";
import { DISPUTE_STATES, DisputesOf } from "./disputes.js";
import { Flag, Level } from "./level.js";
import { History, Reasons } from "./reasons.js";
import { recordFacts } from "./record.js";

const tabs = [
  { value: "standing", label: "Standing" },
  { value: "disputes", label: "Disputes" },
  { value: "history", label: "History" },
  { value: "orders", label: "Orders" },
];

/** @param {{ vendorID: string }} props */
export default function Vendor({ vendorID }) {
  const load = useLoad(path`/vendor/${vendorID}`);
  const standing = useLoad(standingAsk(encodeURIComponent(vendorID)));
  const deeds = useStandingDeeds(standing, load.reload);
  const tab = place.value.query.get("tab") ?? "standing";
  const unknown = unknownOf({
    tab: tabs.map((one) => one.value),
    status: tab === "orders" ? ORDER_STATES : [],
    state: tab === "disputes" ? DISPUTE_STATES : [],
  });
  const vendor = load.data;
  const settable = standing.data?.actions?.some(
    (/** @type {Api.ChoiceView} */ one) => one.name === "set" && one.allowed,
  );
  return html`<${Page} title=${vendor?.name ?? `Vendor ${vendorID}`} kind="vendor"
    crumbs=${[{ href: to.vendors(), label: "Vendors" }]}
    aside=${vendor && html`<${Level} level=${vendor.level} /> <${Flag} of=${vendor} />`}
    actions=${html`${
      settable &&
      html`<${Button} icon="Ban" name="set-standing"
        onClick=${() => deeds.choose(SetStanding, null)}>Change how it stands<//>`
    }${
      may("wallet.read") &&
      html`<${ButtonLink} href=${to.wallets(vendorID)} icon="Wallet">Wallet<//>`
    }`}>
    <${Loaded} of=${load}>${(/** @type {Api.VendorRow} */ data) =>
      html`<${Figures} vendor=${data} standing=${standing.data} />
        <div class="two"><div class="column"><${Tabs} label="Vendor" tabs=${tabs} current=${tab}
          drops=${["status", "state", "row"]} />
          ${
            unknown.length > 0
              ? html`<${Unknown} unknown=${unknown} />`
              : tab === "orders"
                ? html`<${OrdersOf} vendorID=${vendorID} />`
                : tab === "disputes"
                  ? html`<${DisputesOf} vendorID=${vendorID} />`
                  : html`<${Loaded} of=${standing} kind="text">${(
                      /** @type {Api.StandingView} */ told,
                    ) =>
                      tab === "history"
                        ? html`<${History} standing=${told} />`
                        : html`<${Reasons} standing=${told} choose=${deeds.choose}
                          top=${deeds.home} />
                        <${AgainstIt} standing=${told} />
                        <${Cost} vendorID=${vendorID} />`}<//>`
          }</div>
        <div class="column"><${About} vendor=${data} /></div></div>
      <${NotLoaded} of=${standing} what="How it stands" />${deeds.dialog}`}<//><//>`;
}

/** @param {{ vendor: Api.VendorRow, standing: Api.StandingView | null }} props */
const Figures = ({ vendor, standing }) =>
  html`<section class="card" aria-label="In numbers"><dl class="figures">
    <div><dt>Leads at a time</dt><dd>${countText(vendor.leads)}${
      vendor.leads !== vendor.maxLeads && html` <small>of ${countText(vendor.maxLeads)}</small>`
    }</dd></div>
    <div><dt>Decided against it</dt><dd>${
      standing ? countText(standing.against.length) : html`<span class="muted">–</span>`
    }</dd></div>
    <div><dt>Owes in fines</dt><dd><${Money} amount=${vendor.owedAmount}
      currency=${vendor.currency} />
      </dd></div>
    ${
      standing?.nextEndAt &&
      html`<div><dt>Next reason ends</dt><dd>${dayText(standing.nextEndAt)}</dd></div>`
    }</dl>
    ${
      compare(vendor.owedAmount, "0") > 0 &&
      html`<p class="note muted">What a fine could not take from the wallet is owed, and taken from
      what comes in.</p>`
    }</section>`;

/** @param {{ standing: Api.StandingView }} props */
function AgainstIt({ standing }) {
  const count = standing.against.length;
  const latest = [...standing.against].reverse();
  return html`<${Section} title="Decided against it">${
    count === 0
      ? html`<p class="muted">No dispute stands decided against this vendor.</p>`
      : html`<ol class="plain entries" reversed>${latest.map(
          (/** @type {Api.AgainstView} */ one, /** @type {number} */ at) => html`<li
            key=${one.disputeID}>Case ${countText(count - at)}: <a
              href=${to.dispute(one.disputeID)}>
            Dispute <span class="code">${one.disputeID}</span></a>, decided <${Ago}
              at=${one.decidedAt} /></li>`,
        )}</ol>`
  }<//>`;
}

/**
 * What the disputes with the vendor come to, each currency by itself, whether any is decided or not
 * (X-08).
 * @param {{ vendorID: string }} props
 */
function Cost({ vendorID }) {
  const load = useLoad(path`/vendor/${vendorID}/record`);
  return html`<${Section} title="What its disputes cost"><${Loaded} of=${load} kind="text"
    rows=${2}>${(/** @type {Api.VendorRecordView} */ { value }) =>
      value.length === 0
        ? html`<p class="muted">There was no dispute with this vendor.</p>`
        : html`${value.map(
            (record) =>
              html`<${Facts} key=${record.currency} facts=${[
                [`Disputes in ${record.currency}`, countText(record.disputes)],
                ...recordFacts(record, record.currency),
              ]} />`,
          )}<p class="note muted">Of its latest disputes. Leaked is what was paid out in its place
          less what it was fined.</p>`}<//><//>`;
}

/** @param {{ vendorID: string }} props */
function OrdersOf({ vendorID }) {
  const query = new URLSearchParams(place.value.query);
  query.set("vendorID", vendorID);
  return html`<${OrderTabs} /><${OrderList} asked=${ordersAsk(query, false)}
    known=${{ tab: null, status: ORDER_STATES }} />`;
}

/** @param {{ vendor: Api.VendorRow }} props */
const About = ({ vendor }) =>
  html`<${Section} title="About"><${Facts} facts=${[
    ["Vendor ID", html`<span class="code">${vendor.vendorID}</span>`],
    ["Ask for", vendor.contact],
    ["Phone", vendor.phone],
    ["Email", vendor.email && html`<${Address} of=${vendor} linked />`],
    ["Currency", vendor.currency],
    ["Time zone", vendor.timeZone],
    ["Language of mails", vendor.language],
  ]} /><//>`;
