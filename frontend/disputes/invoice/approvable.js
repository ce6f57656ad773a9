/** What approvals show of the credits of a dispute on an invoice: its lines and its balance. */

import { isZero } from "../../base/decimal.js";
import { countText, moneyText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { to } from "../../base/router.js";
import { Owed, owedText } from "../../ui/money-bar.js";
import { Table } from "../../ui/table.js";
import { Change, Money } from "../../ui/text.js";

const LINES_SHOWN = 3;

export const approvableInvoice = {
  asked: "credit",
  label: "Invoice",
  name: (/** @type {Api.InboxViewOfInvoice} */ row) => String(row.invoiceNumber),
  href: (/** @type {Api.InboxViewOfInvoice} */ row) =>
    to.invoice(String(row.customerID), String(row.invoiceNumber)),
  all: "All credits",
  besides: "With all other credits of the invoice",
  putBack: "Its lines are open again",
  toldAt: "on the line",
  effect: (/** @type {Api.InboxViewOfInvoice} */ row) =>
    (
      "When the dispute is finalised, its balance goes from" +
      ` ${moneyText(row.balanceBefore, row.currency)} to` +
      ` ${moneyText(row.balanceAfter, row.currency)}. ${owedText(row)}`
    ).trim(),
  warning: owedText,
  Summary,
  Parts,
};

/** The first of its lines, and the balance. @param {{ row: Api.InboxViewOfInvoice }} props */
function Summary({ row }) {
  const more = row.lines.length - LINES_SHOWN;
  return html`<ul class="ask-lines plain">
    ${row.lines.slice(0, LINES_SHOWN).map(
      (/** @type {Api.AskedLineView} */ line) => html`<li
        key=${line.lineID}><span>${line.description || line.lineID}</span><span>
        <${Money} amount=${line.creditAmount} currency=${row.currency}
          bare /> <span class="muted">of <${Money} amount=${line.disputedAmount}
            currency=${row.currency} bare /></span></span></li>`,
    )}
    ${more > 0 && html`<li class="muted">and ${countText(more)} more</li>`}
    <li><span>Outstanding</span><${Change} before=${row.balanceBefore} after=${row.balanceAfter}
      currency=${row.currency} /></li></ul>`;
}

/**
 * Line by line, what is charged, disputed and to be credited; then the balance.
 * @param {{ approval: Api.ApprovalViewOfInvoice }} props
 */
function Parts({ approval }) {
  const { currency } = approval;
  /**
   * @param {string} label
   * @param {"charge" | "disputedAmount" | "creditAmount"} field
   * @param {boolean} [strong]
   * @returns {import("../../ui/table.js").Column<Api.AskedLineView>}
   */
  const amount = (label, field, strong) => ({
    label,
    end: true,
    cell: (line) => html`<${Money} amount=${line[field]} currency=${currency} strong=${strong} />`,
  });
  const columns = [
    {
      label: "Line",
      grow: true,
      cell: (/** @type {Api.AskedLineView} */ line) => line.description || String(line.lineID),
    },
    amount("Charge", "charge"),
    amount("Disputed", "disputedAmount"),
    amount("Credit", "creditAmount", true),
  ];
  if (approval.lines.length === 0) return null;
  return html`<div class="boxed"><${Table} caption=${`Amounts in ${currency}`} columns=${columns}
    rows=${approval.lines}
    keyOf=${(/** @type {Api.AskedLineView} */ line) => String(line.lineID)} /></div>
    ${
      !approval.outcome &&
      html`<p class="balance"><span>Outstanding on invoice ${approval.invoiceNumber}</span>
        <${Change} before=${approval.balanceBefore} after=${approval.balanceAfter}
          currency=${currency} /></p>
        ${
          !isZero(approval.approvedBesides) &&
          html`<p class="note muted">
            <${Money} amount=${approval.approvedBesides}
              currency=${currency} /> were approved before and come off with it.</p>`
        }
        <${Owed} owed=${{ now: 0, asDecided: approval.owed ?? 0, atMost: approval.owed ?? 0 }}
          currency=${currency} invoiceNumber=${approval.invoiceNumber} />`
    }`;
}
