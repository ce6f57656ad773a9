/**
 * The payout disputes of a vendor, with how it stands and what it is asked until when, or of a
 * customer, with what was promised (CK-04, PO-07, PO-35).
 */
import { isZero } from "../../base/decimal.js";
import { useEffect } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { queryText } from "../../base/paths.js";
import { usePages, usePolling } from "../../base/queries.js";
import { place, to } from "../../base/router.js";
import { isCustomer, me } from "../../base/session.js";
import { sentence } from "../../base/words.js";
import { ButtonLink } from "../../ui/button.js";
import { List } from "../../ui/list.js";
import { Page } from "../../ui/page.js";
import { Blank } from "../../ui/states.js";
import { Tabs } from "../../ui/tabs.js";
import { Ago, Badge, Due, Money, None } from "../../ui/text.js";
import { unknownOf } from "../../ui/unknown-query.js";
import { StandingInBrief } from "../../vendors/brief.js";
import { noteAsked } from "./asked.js";
import { vendorDisputesAsk } from "./asks.js";

const REFRESH_EVERY_MS = 60_000;

const TABS = [
  { value: "", label: "Open" },
  { value: "ended", label: "Ended" },
];

export default function OwnOrderDisputes() {
  const title = isCustomer() ? "Payouts in dispute" : "Disputes";
  if (me.value?.partyID == null)
    return html`<${Page} title=${title}><${Blank} icon="Scale" title="Nothing to show yet"
      action=${html`<${ButtonLink} href="#/account"
        icon="UserRound">Look at your account<//>`}>Your sign-in is not connected to ${
        isCustomer() ? "a customer account" : "a vendor"
      } yet. Ask support to connect it.<//><//>`;
  return html`<${Page}
    title=${title}>${!isCustomer() && html`<${StandingInBrief} />`}<${Listed} /><//>`;
}

function Listed() {
  const state = place.value.query.get("state") ?? "";
  const unknown = unknownOf({ state: TABS.map((tab) => tab.value) });
  const asked = isCustomer()
    ? `/dispute${queryText({ kind: "order", state })}`
    : vendorDisputesAsk(encodeURIComponent(String(me.value?.partyID)), state);
  const pages = usePages(unknown.length > 0 ? null : asked);
  usePolling(() => {
    if (!pages.busy && pages.rows && pages.rows.length <= 25) pages.reload();
  }, REFRESH_EVERY_MS);
  useEffect(() => {
    if (pages.rows && !isCustomer() && !state) noteAsked(pages.rows, pages.next);
  }, [pages.rows, pages.next, state]);
  const empty = state
    ? html`<${Blank} icon="Scale" title="None so far">Disputes that have ended stand here.<//>`
    : html`<${Blank} icon="Scale" title="No open disputes" action=${html`<${ButtonLink}
        href=${to.orders()} icon="FileText">Look at your orders<//>`}>${
        isCustomer()
          ? "If an order was not paid, or too little, say so from the order."
          : "When a customer says that an order was not paid, or too little, you are asked here."
      }<//>`;
  return html`<${Tabs} label="Which" name="state" tabs=${TABS} current=${state} />
    <div class="boxed column"><${List} pages=${pages} noun="dispute" unknown=${unknown}
      empty=${empty}
      table=${{
        caption: "Disputes",
        columns: columns(),
        keyOf: (/** @type {Api.AskedRow} */ row) => row.disputeID,
        hrefOf: (/** @type {Api.AskedRow} */ row) => to.dispute(row.disputeID),
        keys: true,
      }} />
    </div>`;
}

/**
 * A row as a customer or a vendor sees it.
 * @typedef {Api.AskedRow & Pick<Api.OrderDisputeRow, "vendor" | "paidAmount">} OwnRow
 */

/** @returns {import("../../ui/table.js").Column<OwnRow>[]} */
const columns = () => [
  {
    label: "Dispute",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<a href=${to.dispute(row.disputeID)}>Order ${row.orderID}</a>
        ${row.unread > 0 && html` <${Badge} tone="blue" icon="Mail">${row.unread} new<//>`}
        <small class="clip">${sentence(row.claimText)}</small>`,
  },
  isCustomer()
    ? { label: "Vendor", name: true, cell: (row) => html`<span class="clip">${row.vendor}</span>` }
    : {
        label: "Customer",
        name: true,
        cell: (row) => html`<span class="clip">${row.customer}</span>`,
      },
  {
    label: "Status",
    name: true,
    cell: (row) =>
      row.isAsked ? html`<${Badge} tone="amber" icon="Clock">Answer awaited<//>` : row.statusText,
  },
  {
    label: "Claimed",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.claimedAmount} currency=${row.currency} strong />`,
  },
  isCustomer()
    ? {
        label: "Paid out",
        end: true,
        tight: true,
        cell: (row) => html`<${Money} amount=${row.paidAmount} currency=${row.currency} />`,
      }
    : {
        label: "Answer by",
        tight: true,
        cell: (row) => (row.isAsked ? html`<${Due} at=${row.dueAt} />` : html`<${None} />`),
      },
  ...(isCustomer()
    ? []
    : [
        {
          label: "Fined",
          end: true,
          tight: true,
          cell: (/** @type {OwnRow} */ row) =>
            isZero(row.finedAmount)
              ? html`<${None} />`
              : html`<${Money} amount=${row.finedAmount} currency=${row.currency} />`,
        },
      ]),
  { label: "Raised", tight: true, cell: (row) => html`<${Ago} at=${row.disputeDate} />` },
];
