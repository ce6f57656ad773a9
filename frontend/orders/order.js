/**
 * One order: what was agreed and noted, what of its price is known to be with the customer, its
 * disputes, and where the customer is paid (CK-03).
 */
import { isZero } from "../base/decimal.js";
import { momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { to } from "../base/router.js";
import { isCustomer, isOutside, isVendor, may, me } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Banner, Blank, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts, Section } from "../ui/tabs.js";
import { Badge, Money, Status } from "../ui/text.js";
import { whyText } from "../ui/why.js";
import { VendorName } from "./columns.js";
import { Payee } from "./payee.js";
import { noteKinds } from "./words.js";

/** @param {{ orderID: string }} props */
export default function Order({ orderID }) {
  const load = useLoad(path`/order/${orderID}`);
  const order = load.data;
  const crumbs = [
    { href: to.orders(), label: "Orders" },
    ...(order && !isOutside()
      ? [
          {
            href: to.orders(`?customerID=${encodeURIComponent(order.customerID)}`),
            label: order.customer,
          },
        ]
      : []),
  ];
  return html`<${Page} title=${`Order ${order?.orderID ?? orderID}`} kind="order"
    crumbs=${crumbs}
    aside=${order && html`<${Status} status=${order.status} />`}
    actions=${order && html`<${RaiseButton} order=${order} />`}>
    <${Loaded} of=${load} kind="text">${(/** @type {Api.OrderView} */ data) =>
      html`<${Body} order=${data} />`}<//><//>`;
}

/** @param {Api.OrderView} order */
const raiseOf = (order) =>
  order.actions?.find((/** @type {Api.ChoiceView} */ action) => action.name === "raise");

/** @param {{ order: Api.OrderView }} props */
function RaiseButton({ order }) {
  const raise = raiseOf(order);
  if (!raise) return null;
  if (raise.allowed)
    return html`<${ButtonLink} look="primary" icon="Scale"
      href=${to.claim(order.orderID)}>Dispute the payout<//>`;
  return html`<${Button} icon="Scale" name="dispute"
    whyID="why-not-dispute">Dispute the payout<//>`;
}

/** @param {{ order: Api.OrderView }} props */
const Body = ({ order }) =>
  html`<${Disputable} order=${order} />
    ${!isVendor() && html`<${Paid} order=${order} />`}
    <div class="two"><div class="column">
      <${Section} title="Order"><${Facts} facts=${[
        ["Device", order.device || null],
        [
          "Price at pickup",
          html`<${Money} amount=${order.finalValue} currency=${order.currency} strong />`,
        ],
        [
          "Offered before",
          order.offeredValue == null
            ? null
            : html`<${Money} amount=${order.offeredValue} currency=${order.currency} />`,
        ],
        ["Completed", order.completedAt && momentText(order.completedAt)],
        [
          "Marked as paid",
          order.paymentMarkedAt &&
            html`${momentText(order.paymentMarkedAt)}<br /><small
              class="muted">By the vendor, which proves nothing.</small>`,
        ],
        ["Ended disputes", ended(order.endedDisputeIDs)],
      ]} /><//>
      ${order.notes && html`<${Notes} notes=${order.notes} />`}
    </div><div class="column"><${Between} order=${order} />
      ${!isOutside() && may("dispute.work") && html`<${Payee} customerID=${order.customerID} />`}
    </div></div>`;

/** Links to disputes that are over, the latest first. @param {string[]} ids */
const ended = (ids) =>
  ids.length > 0
    ? html`<ul class="plain">${ids.map(
        (id) => html`<li key=${id}><a href=${to.dispute(id)}>Dispute <span class="code">${id}
          </span></a></li>`,
      )}</ul>`
    : null;

/** Whether it is in dispute, or why it cannot be. @param {{ order: Api.OrderView }} props */
function Disputable({ order }) {
  const raise = raiseOf(order);
  if (order.disputeID)
    return html`<${Banner} tone="amber" icon="Scale"
      action=${html`<${ButtonLink} href=${to.dispute(order.disputeID)}>Open the dispute<//>`}>
      <span id="why-not-dispute">The payout of this order is in dispute. An order has one open
        dispute at a time.</span><//>`;
  if (!raise || raise.allowed) return null;
  return html`<${Banner} tone="grey" icon="Ban"><span id="why-not-dispute">${whyText(raise)}
    </span><//>`;
}

/** What of the price is known to be with the customer. @param {{ order: Api.OrderView }} props */
const Paid = ({ order }) =>
  html`<section class="card" aria-label="What is paid"><dl class="figures">
    <div><dt>Price</dt><dd><${Money} amount=${order.finalValue} currency=${order.currency} /></dd>
    </div>
    <div><dt>${isCustomer() ? "Paid by the vendor" : "Proved paid by the vendor"}</dt><dd><${Money}
      amount=${order.provedAmount} currency=${order.currency} /></dd></div>
    <div><dt>Paid out in disputes</dt><dd><${Money} amount=${order.paidOutAmount}
      currency=${order.currency} /></dd></div>
    <div><dt>Left to pay</dt><dd><${Money} amount=${order.restAmount} currency=${order.currency} />
      </dd></div></dl>
    ${
      !isZero(order.restAmount) &&
      !isOutside() &&
      html`<p class="note muted">What the vendor paid without a dispute is not known here, and so
      counts as left.</p>`
    }</section>`;

/** @param {{ notes: Api.OrderNoteView[] }} props */
const Notes = ({ notes }) =>
  html`<${Section} title="Notes of the pickup" flush>${
    notes.length === 0
      ? html`<${Blank} icon="FileText"
        title="Nothing was noted">A price that is reduced needs a note from before the claim.<//>`
      : html`<${Table} caption="Notes of the pickup" columns=${noteColumns} rows=${notes}
        keyOf=${(/** @type {Api.OrderNoteView} */ row) => String(row.noteID)} />`
  }<//>`;

/** @type {import("../ui/table.js").Column<Api.OrderNoteView>[]} */
const noteColumns = [
  { label: "Note", grow: true, bare: true, cell: (row) => row.text },
  {
    label: "Kind",
    tight: true,
    cell: (row) =>
      html`<${Badge} tone=${row.kind === "conditionChange" ? "amber" : "grey"}>
        ${noteKinds[row.kind] ?? row.kind}<//>`,
  },
  {
    label: "Noted",
    name: true,
    cell: (row) =>
      html`<time datetime=${row.at}>${momentText(row.at)}</time>${
        row.toldAt &&
        row.toldAt !== row.at &&
        html`<small>known here since ${momentText(row.toldAt)}</small>`
      }`,
  },
];

/** Who sold and who collected. @param {{ order: Api.OrderView }} props */
const Between = ({ order }) =>
  html`<${Section} title="Between"><${Facts} facts=${[
    [
      "Customer",
      isOutside()
        ? html`${order.customer}${isCustomer() && html` <span class="muted">(you)</span>`}`
        : html`<a href=${to.customer(order.customerID)}>${order.customer}</a>`,
    ],
    ...(isOutside() ? [] : [["Phone", order.phone]]),
    [
      "Vendor",
      html`<${VendorName} row=${order} />${
        isVendor() &&
        String(order.vendorID) === String(me.value?.partyID) &&
        html` <span class="muted">(you)</span>`
      }`,
    ],
  ]} /><//>`;
