/** One invoice: what was charged, paid and credited, and what can still be disputed. */

import { isZero } from "../base/decimal.js";
import { dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { to } from "../base/router.js";
import { isCustomer } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Balance } from "../ui/money-bar.js";
import { Page } from "../ui/page.js";
import { Banner, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago, Badge, Money, Status } from "../ui/text.js";
import { whyText } from "../ui/why.js";
import { PromisesOn } from "./promise.js";
import { adjustmentKinds, chargeKinds, lineKinds } from "./words.js";

/** @param {{ customerID: string, invoiceNumber: string }} props */
export default function Invoice({ customerID, invoiceNumber }) {
  const load = useLoad(path`/customer/${customerID}/invoice/${invoiceNumber}`);
  const invoice = load.data;
  const crumbs = isCustomer()
    ? [{ href: to.customer(customerID), label: "Invoices" }]
    : [
        { href: to.customers(), label: "Customers" },
        { href: to.customer(customerID), label: invoice?.customerName ?? customerID },
      ];
  return html`<${Page} title=${`Invoice ${invoiceNumber}`} kind="invoice" known=${{}}
    crumbs=${crumbs} aside=${invoice?.status && html`<${Status} status=${invoice.status} />`}
    actions=${invoice && html`<${RaiseButton} invoice=${invoice} />`}>
    <${Loaded} of=${load}>${(/** @type {unknown} */ data) => html`<${Body} invoice=${data}
      onChanged=${load.reload} />`}
      <//><//>`;
}

/** @param {{ invoice: Api.InvoiceView }} props */
function RaiseButton({ invoice }) {
  const raise = invoice.actions?.find(
    (/** @type {Api.ChoiceView} */ action) => action.name === "raise",
  );
  if (isCustomer())
    return html`<${ButtonLink} href=${to.newTicket(invoice.invoiceNumber)}
      icon="LifeBuoy">Ask about this invoice<//>`;
  if (!raise) return null;
  if (raise.allowed)
    return html`<${ButtonLink} href=${to.raise(invoice.customerID, invoice.invoiceNumber)}
      look="primary" icon="Scale">Raise a dispute<//>`;
  return html`<${Button} icon="Scale" whyID="why-not-raise">Raise a dispute<//>`;
}

/** @param {{ invoice: Api.InvoiceView, onChanged: () => void }} props */
function Body({ invoice, onChanged }) {
  const raise = invoice.actions?.find(
    (/** @type {Api.ChoiceView} */ action) => action.name === "raise",
  );
  const { currency } = invoice;
  return html`${
    invoice.notice &&
    html`<${Banner} tone="amber" icon="Scale" action=${
      invoice.openDisputeID &&
      html`<${ButtonLink} href=${to.dispute(invoice.openDisputeID)}>Open the dispute<//>`
    }><span id="why-not-raise">
      <strong>${invoice.notice}</strong>${raise && !raise.allowed && html`. ${whyText(raise)}`}
    </span><//>`
  }
    ${
      raise &&
      !raise.allowed &&
      !invoice.notice &&
      html`<p class="note muted"
        id="why-not-raise">A dispute cannot be raised: ${whyText(raise)}</p>`
    }
    <section class="card" aria-label="Amounts"><dl class="figures">
      <div><dt>Total</dt><dd><${Money} amount=${invoice.total} currency=${currency} /></dd></div>
      <div><dt>Paid</dt><dd><${Money} amount=${invoice.paid} currency=${currency} /></dd></div>
      <div><dt>Credited</dt><dd><${Money} amount=${invoice.credited} currency=${currency} />
        </dd></div>
      ${
        !isZero(invoice.fees) &&
        html`<div><dt>Fees</dt><dd><${Money} amount=${invoice.fees}
          currency=${currency} /></dd></div>`
      }
      ${
        !isZero(invoice.reminderCharges) &&
        html`<div><dt>Fees and interest of reminders</dt><dd><${Money}
          amount=${invoice.reminderCharges} currency=${currency} /></dd></div>`
      }
      <div><dt>Outstanding</dt><dd><${Balance} of=${invoice} /></dd></div>
      <div><dt>In dispute</dt><dd><${Money} amount=${invoice.disputedAmount} currency=${currency} />
        </dd></div></dl></section>
    <div class="two"><div class="column">
      <${Section} title="Lines" flush><${Table} caption="Lines"
        columns=${
          isCustomer()
            ? lineColumns(currency)
            : [...lineColumns(currency), ...remainingColumns(currency)]
        }
        rows=${invoice.lines}
        keyOf=${(/** @type {Api.InvoiceLineView} */ line) => String(line.lineID)} />
        ${
          invoice.hasMoreLines &&
          html`<p class="padded muted">The invoice has more lines than are shown here.</p>`
        }<//>
      <${Section} title="Credits and adjustments" flush>
        ${
          invoice.adjustments.length === 0
            ? html`<p class="padded muted">None so far.</p>`
            : html`<${Table} caption="Credits and adjustments"
              columns=${adjustmentColumns(currency)} rows=${invoice.adjustments}
              keyOf=${(/** @type {Api.AdjustmentView} */ row) => String(row.adjustmentID)} />`
        }<//>
      <${Section} title="Payments" flush>
        ${
          invoice.payments.length === 0
            ? html`<p class="padded muted">None so far.</p>`
            : html`<${Table} caption="Payments"
              columns=${
                isCustomer() ? paymentColumns(currency) : [...paymentColumns(currency), recorded]
              } rows=${invoice.payments}
              keyOf=${(/** @type {Api.PaymentView} */ row) => String(row.paymentID)} />`
        }<//>
    </div><div class="column"><${Section} title="About"><${Facts}
      facts=${aboutFacts(invoice)} /><//>
      ${
        invoice.promise &&
        html`<${PromisesOn} customerID=${String(invoice.customerID)}
          invoiceNumber=${String(invoice.invoiceNumber)} onChanged=${onChanged} />`
      }</div></div>`;
}

/** When it is due: in one, or what of each instalment is owed. @param {Api.InvoiceView} invoice */
const dueFact = ({ dueDate, instalments, currency }) =>
  instalments.length === 0
    ? dayText(dueDate)
    : html`<ul class="plain">${instalments.map(
        (one) => html`<li key=${one.dueDate}>${dayText(one.dueDate)}${" "}
          <${Owed} of=${one} currency=${currency} /></li>`,
      )}</ul>`;

/** What reminders put on it, each from its day. @param {Api.InvoiceView} invoice */
const chargesFact = ({ charges, currency }) =>
  html`<ul class="plain">${charges.map(
    (one) => html`<li key=${one.chargeID}>${dayText(one.dueDate)}, ${chargeKinds[one.kind]}${" "}
      <${Owed} of=${one} currency=${currency} /></li>`,
  )}</ul>`;

/** @param {{ of: { outstanding: number }, currency: string }} props */
const Owed = ({ of, currency }) =>
  isZero(of.outstanding)
    ? html`<span class="muted">Settled</span>`
    : html`<${Money} amount=${of.outstanding} currency=${currency} />`;

/** @param {Api.InvoiceView} invoice @returns {[string, unknown][]} */
const aboutFacts = (invoice) => [
  ...(isCustomer()
    ? []
    : /** @type {[string, unknown][]} */ ([
        [
          "Customer",
          html`<a href=${to.customer(invoice.customerID)}>
            ${invoice.customerName ?? invoice.customerID}</a>`,
        ],
      ])),
  ["Invoice date", dayText(invoice.invoiceDate)],
  ["Due", dueFact(invoice)],
  ...(invoice.charges.length > 0
    ? /** @type {[string, unknown][]} */ ([["Fees and interest", chargesFact(invoice)]])
    : []),
  ["Settled", invoice.settledDate && dayText(invoice.settledDate)],
  ...(isCustomer()
    ? []
    : /** @type {[string, unknown][]} */ ([
        ["Billing period", invoice.billPeriodID && String(invoice.billPeriodID)],
        ["Usage", invoice.usageAlias],
      ])),
];

/**
 * To a customer each charge is a feature, so only other kinds are worth a word.
 * @param {Api.InvoiceLineView} line
 */
const kindOf = (line) =>
  isCustomer() && line.kind === "feature" ? null : (lineKinds[line.kind] ?? line.kind);

/**
 * @param {string} currency
 * @returns {import("../ui/table.js").Column<Api.InvoiceLineView>[]}
 */
const lineColumns = (currency) => [
  {
    label: "Line",
    grow: true,
    bare: true,
    cell: (line) =>
      html`${line.description}<small>
        ${[
          kindOf(line),
          line.featureID && `feature ${line.featureID}`,
          line.usageRecordID && `usage record ${line.usageRecordID}`,
          line.serviceNumber,
        ]
          .filter(Boolean)
          .join(" · ")}
        </small>${line.whyNot && html`<small>Cannot be disputed: ${whyText(line.whyNot)}</small>`}`,
  },
  {
    label: "Charge",
    end: true,
    cell: (line) => html`<${Money} amount=${line.amount} currency=${currency} />`,
  },
  {
    label: "Credited",
    end: true,
    cell: (line) => html`<${Money} amount=${line.credited} currency=${currency} />`,
  },
  {
    label: "In dispute",
    end: true,
    cell: (line) => html`<${Money} amount=${line.disputed} currency=${currency} />`,
  },
];

/**
 * What can still be disputed.
 * @param {string} currency
 * @returns {import("../ui/table.js").Column<Api.InvoiceLineView>[]}
 */
const remainingColumns = (currency) => [
  {
    label: "Remaining",
    end: true,
    cell: (line) => html`<${Money} amount=${line.remaining} currency=${currency} strong />`,
  },
  {
    label: "Disputable",
    tight: true,
    cell: (line) =>
      line.disputable
        ? html`<${Badge} tone="green" icon="Check">Yes<//>`
        : html`<${Badge} tone="grey" icon="Ban">No<//>`,
  },
];

/**
 * @param {string} currency
 * @returns {import("../ui/table.js").Column<Api.AdjustmentView>[]}
 */
const adjustmentColumns = (currency) => [
  { label: "Number", bare: true, cell: (row) => String(row.adjustmentID) },
  { label: "Kind", cell: (row) => adjustmentKinds[row.kind] ?? row.kind },
  {
    label: "Amount",
    end: true,
    cell: (row) => html`<${Money} amount=${row.amount} currency=${currency} strong />`,
  },
  {
    label: "Dispute",
    cell: (row) => row.disputeID && html`<a href=${to.dispute(row.disputeID)}>See dispute</a>`,
  },
  {
    label: "When",
    cell: (row) => html`<${Ago} at=${row.at} />${row.by && html`<small>${row.by}</small>`}`,
  },
];

/** When it became known here. @type {import("../ui/table.js").Column<Api.ReceivedView>} */
const recorded = {
  label: "Recorded",
  cell: (row) => (row.recordedAt ? html`<${Ago} at=${row.recordedAt} />` : "With the invoice"),
};

/** @param {string} currency @returns {import("../ui/table.js").Column<Api.PaymentView>[]} */
const paymentColumns = (currency) => [
  { label: "Payment", bare: true, cell: (row) => String(row.paymentID) },
  { label: "Date", cell: (row) => dayText(row.date) },
  {
    label: "Amount",
    end: true,
    cell: (row) => html`<${Money} amount=${row.amount} currency=${currency} />`,
  },
];
