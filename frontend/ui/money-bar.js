/**
 * What became of disputed money, or is to: one bar of six parts that come to it, the same wherever
 * it stands (X-06).
 */
import { compare, isZero, sum } from "../base/decimal.js";
import { amountText, countText, moneyText } from "../base/format.js";
import { html } from "../base/html.js";
import { isCustomer } from "../base/session.js";
import { StackedBar } from "./bars.js";
import { Banner } from "./states.js";
import { Money } from "./text.js";

/**
 * A customer is told no more than four of them.
 * @typedef {Partial<Record<"credited" | "approved" | "askedFor" | "withdrawn" | "declined" |
 *   "undecided", import("../base/decimal.js").Decimal>>} Shares
 */

/** @type {{ name: keyof Shares, label: string, tone: string }[]} */
const PARTS = [
  { name: "credited", label: "Credited", tone: "green" },
  { name: "approved", label: "To be credited", tone: "accent" },
  { name: "askedFor", label: "Asked for", tone: "amber" },
  { name: "undecided", label: "Undecided", tone: "blue" },
  { name: "declined", label: "Declined", tone: "red" },
  { name: "withdrawn", label: "Withdrawn", tone: "grey" },
];

/** What parts are called to a customer. @type {Partial<Record<keyof Shares, string>>} */
const OWN_WORDS = { undecided: "In review", declined: "Not credited" };

/**
 * The parts that the amounts have, in their order.
 * @param {Shares} amounts
 * @param {Partial<Record<keyof Shares, string>>} words
 */
const partsOf = (amounts, words) =>
  PARTS.filter(({ name }) => name in amounts).map(({ name, label, tone }) => ({
    name,
    label: words[name] ?? label,
    tone,
    amount: amounts[name] ?? "0",
  }));

/**
 * @param {object} props
 * @param {Shares} props.amounts @param {string} props.currency @param {string} [props.title]
 * @param {Partial<Record<keyof Shares, string>>} [props.words] what a part is called to who looks
 * @param {(keyof Shares)[]} [props.without] parts that this kind never has
 * @param {"whole" | "brief" | "hover"} [props.legend] for other than the whole one, of the parts
 *   that there are
 * @param {unknown} [props.caption] what the parts come to, where that does not stand beside the bar
 */
export function MoneyBar({
  amounts,
  currency,
  title = "What becomes of the disputed amount",
  words = isCustomer() ? OWN_WORDS : {},
  without = [],
  legend = "whole",
  caption,
}) {
  const parts = partsOf(amounts, words).filter(
    ({ name, amount }) => !without.includes(name) && (legend === "whole" || !isZero(amount)),
  );
  return html`<${StackedBar} title=${title} legend=${legend} caption=${caption} currency=${currency}
    parts=${parts} />`;
}

/**
 * The bar in a row: in words what of the disputed is undecided, or what became of it, and the rest
 * on hovering and to screen readers.
 * @param {{ amounts: Shares, currency: string }} props
 */
export function RowBar({ amounts, currency }) {
  const parts = partsOf(amounts, isCustomer() ? OWN_WORDS : {}).filter(
    ({ amount }) => !isZero(amount),
  );
  const [told] = [...parts.filter(({ name }) => name === "undecided"), ...parts];
  if (!told) return null;
  const word = told.label.toLowerCase();
  return html`<small>${parts.length > 1 ? `${amountText(told.amount, currency)} ${word}` : word}
    </small><${MoneyBar} legend="hover" amounts=${amounts} currency=${currency} />`;
}

/**
 * What all that is in a customer's open disputes, or in everybody's, comes to and becomes.
 * @param {{ sum: Api.DisputedSums }} props sum: of one currency, with `disputes`
 */
export const DisputesBar = ({ sum: { disputes, openDisputes, currency } }) =>
  html`<${MoneyBar} title=${`What becomes of what is claimed in ${currency}`} amounts=${disputes}
    currency=${currency}
    caption=${html`${countText(openDisputes)} open ${
      openDisputes === 1 ? "dispute" : "disputes"
    } over <${Money}
      amount=${sum(Object.values(disputes))} currency=${currency} strong />`} />`;

/**
 * That a part of what is in dispute stands in no sum of what is owed.
 * @param {{ sum: Api.DisputedSums }} props sum: of one currency
 */
export const NotOutstanding = ({ sum }) =>
  isZero(sum.disputedPaid)
    ? null
    : html`<p class="note muted"><${Money} amount=${sum.disputedPaid}
      currency=${sum.currency} /> of what is in dispute is not outstanding: it was paid or
      credited.</p>`;

/**
 * That the company owes the customer, or will: once what is decided is credited, or if all that is
 * claimed were (CU-11).
 * @param {{ owed: Api.OwedView, currency: string, invoiceNumber: string | number }} props
 */
export function Owed({ owed, currency, invoiceNumber }) {
  if (!owed || isZero(owed.atMost)) return null;
  const money = (/** @type {number} */ amount) =>
    html`<strong>${moneyText(amount, currency)}</strong>`;
  if (compare(owed.asDecided, owed.now) > 0)
    return html`<${Banner} tone="amber"
      icon="TriangleAlert">Once it is credited, the company will owe the
      customer ${money(owed.asDecided)} on invoice ${invoiceNumber}.<//>`;
  const more = compare(owed.atMost, owed.now) > 0;
  if (isZero(owed.now))
    return html`<${Banner}>Credited in full, the company would owe the
    customer ${money(owed.atMost)} on invoice ${invoiceNumber}.<//>`;
  return html`<${Banner}>The company owes the customer ${money(owed.now)} on
  invoice ${invoiceNumber}
    ${more && html`, and credited in full ${money(owed.atMost)}`}.<//>`;
}

/**
 * The same where a change makes a difference to it.
 * @param {{ preview: Api.DisputePreview, currency: string }} props
 */
export function OwedAfter({ preview: { owed, owedBefore, invoice }, currency }) {
  const differs =
    owed &&
    /** @type {const} */ (["now", "asDecided", "atMost"]).some(
      (name) => compare(owed[name], owedBefore[name]) !== 0,
    );
  if (!differs) return null;
  if (compare(owed.now, owedBefore.now) > 0)
    return html`<${Banner} tone="amber"
      icon="TriangleAlert">With this, the company owes the customer <strong>
      ${moneyText(owed.now, currency)}</strong> on invoice ${invoice.invoiceNumber}.<//>`;
  return html`<${Owed} owed=${owed} currency=${currency} invoiceNumber=${invoice.invoiceNumber} />`;
}

/** What the company owes, as each side calls it. */
export const owedWords = () => (isCustomer() ? "Owed to you" : "Owed to the customer");

/**
 * The balance of an invoice, with whose it is where it is not the company's.
 * @param {{ of: Api.SumsView, strong?: boolean }} props
 */
export const Balance = ({ of: { balance, currency }, strong }) =>
  html`<${Money} amount=${balance} currency=${currency} strong=${strong} />
    ${compare(balance, "0") < 0 && html`<small>${owedWords()}</small>`}`;

/**
 * What an approval leaves the company owing, in few words; nothing where it leaves nothing.
 * @param {Api.InboxViewOfInvoice} approval
 */
export const owedText = ({ owed, currency }) =>
  isZero(owed) ? "" : `The company will then owe the customer ${moneyText(owed, currency)}.`;
