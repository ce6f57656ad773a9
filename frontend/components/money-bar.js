/** What became of disputed money, or is to: one bar of six parts that come to it, the same wherever it stands. */
import { isZero } from "../decimal.js";
import { moneyText } from "../format.js";
import { html } from "../html.js";
import { StackedBar } from "./bars.js";
import { Banner } from "./states.js";

/** @typedef {Record<"credited" | "approved" | "askedFor" | "withdrawn" | "declined" | "undecided", import("../decimal.js").Decimal>} Shares */

/** @type {{ name: keyof Shares, label: string, tone: string }[]} */
const PARTS = [
  { name: "credited", label: "Credited", tone: "green" },
  { name: "approved", label: "To be credited", tone: "accent" },
  { name: "askedFor", label: "Asked for", tone: "amber" },
  { name: "undecided", label: "Undecided", tone: "blue" },
  { name: "declined", label: "Declined", tone: "red" },
  { name: "withdrawn", label: "Withdrawn", tone: "grey" },
];

/**
 * @param {object} props
 * @param {Shares} props.amounts @param {string} props.currency @param {string} [props.title]
 * @param {Partial<Record<keyof Shares, string>>} [props.words] what a part is called to who looks
 * @param {(keyof Shares)[]} [props.without] parts that this kind never has
 * @param {boolean} [props.bare] only the bar, for a row: what it says is read out and shown on hovering
 */
export function MoneyBar({
  amounts,
  currency,
  title = "What becomes of the disputed amount",
  words = {},
  without = [],
  bare,
}) {
  const parts = PARTS.filter(({ name }) => !without.includes(name) && !(bare && isZero(amounts[name])));
  return html`<${StackedBar} title=${title} bare=${bare} currency=${currency} parts=${parts.map(({ name, label, tone }) => ({ label: words[name] ?? label, amount: amounts[name], tone }))} />`;
}

/** The same in few words, for a row: what there is of it. @param {Shares} amounts @param {string} currency */
export const sharesText = (amounts, currency) =>
  PARTS.filter(({ name }) => !isZero(amounts[name]))
    .map(({ name, label }) => `${moneyText(amounts[name], currency)} ${label.toLowerCase()}`)
    .join(", ");

/** That the company will owe the customer: once what is decided is credited, or if all that is claimed were (CU-11). @param {{ owed: any, currency: string, invoiceNumber: string | number }} props */
export function Owed({ owed, currency, invoiceNumber }) {
  const money = (/** @type {any} */ amount) => html`<strong>${moneyText(amount, currency)}</strong>`;
  if (!owed || isZero(owed.atMost ?? owed.now)) return null;
  const text = !isZero(owed.asDecided)
    ? html`Once it is credited, the company will owe the customer ${money(owed.asDecided)} on invoice ${invoiceNumber}.`
    : !isZero(owed.now)
      ? html`The company owes the customer ${money(owed.now)} on invoice ${invoiceNumber}.`
      : html`Credited in full, the company would owe the customer ${money(owed.atMost)} on invoice ${invoiceNumber}.`;
  return html`<${Banner} tone="amber" icon="TriangleAlert">${text}<//>`;
}
