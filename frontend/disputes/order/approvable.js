/** What approvals show of the payout of a dispute on an order: its claim, and what was decided. */
import { isZero } from "../../base/decimal.js";
import { moneyText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { to } from "../../base/router.js";
import { sentence } from "../../base/words.js";
import { Facts } from "../../ui/tabs.js";
import { Money } from "../../ui/text.js";
import { claims, yesses } from "./words.js";

/** @param {Api.InboxViewOfOrder} row */
const needsFinance = (row) => row.missing.includes("finance");

export const approvableOrder = {
  asked: "payout",
  label: "Order",
  name: (/** @type {Api.InboxViewOfOrder} */ row) => String(row.orderID),
  href: (/** @type {Api.InboxViewOfOrder} */ row) => to.order(row.orderID),
  all: "All payouts",
  besides: "With all other payouts of the order",
  putBack: "Nothing of the decision happens",
  toldAt: "in the dispute",
  effect: (/** @type {Api.InboxViewOfOrder} */ row) =>
    `${fineText(row)} ${
      needsFinance(row)
        ? "It is of high value, and is paid once Finance says yes too."
        : "The payout is instructed at once."
    }`.trim(),
  warning: (/** @type {Api.InboxViewOfOrder} */ row) =>
    needsFinance(row) ? `Of high value: ${yesses.finance} has to say yes too.` : "",
  Summary,
  Parts,
};

/** What the vendor is fined with it. @param {Api.InboxViewOfOrder} row */
const fineText = (row) =>
  row.fine == null || isZero(row.fine)
    ? ""
    : `The vendor is fined ${moneyText(row.fine, row.currency)}.`;

/** Its claim, and what is paid of it. @param {{ row: Api.InboxViewOfOrder }} props */
function Summary({ row }) {
  return html`<ul class="ask-lines plain">
    <li><span>${claims[row.claim ?? ""] ?? "Payout"}</span><span>
      <${Money} amount=${row.payout} currency=${row.currency} bare /> <span
        class="muted">of <${Money}
        amount=${row.claimedAmount} currency=${row.currency} bare /></span></span></li></ul>`;
}

/**
 * What is claimed of which order, and the decision; an earlier one is known by its amount alone.
 * @param {{ approval: Api.ApprovalViewOfOrder }} props
 */
function Parts({ approval }) {
  const { currency } = approval;
  if (approval.claim == null) return null;
  const money = (/** @type {number | null} */ amount, strong = false) =>
    html`<${Money} amount=${amount} currency=${currency} strong=${strong} />`;
  return html`<${Facts} facts=${
    /** @type {[string, unknown][]} */ ([
      ["Price agreed", money(approval.orderValue)],
      ["Claimed", money(approval.claimedAmount)],
      approval.rowID && ["By the row", approval.rowLabel ?? sentence(approval.rowID)],
      approval.payout != null && ["Payout", money(approval.payout, true)],
      approval.fine != null && ["Fine", money(approval.fine)],
      !approval.outcome && needsFinance(approval) && ["Needs a yes of", "Finance too"],
    ]).filter(Boolean)
  } />`;
}
