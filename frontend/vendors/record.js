/** What the disputes with a vendor come to. */
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { Money } from "../ui/text.js";

/**
 * How many were decided against it, and what it cost: what was paid out in its place less its
 * fines.
 * @param {{ against: number, paidOut: number, fined: number, leaked: number }} record
 * @param {string} currency
 * @returns {[string, unknown][]}
 */
export const recordFacts = (record, currency) => [
  ["Decided against it", countText(record.against)],
  ["Paid out in its place", html`<${Money} amount=${record.paidOut} currency=${currency} />`],
  ["Fined", html`<${Money} amount=${record.fined} currency=${currency} />`],
  ["Leaked", html`<${Money} amount=${record.leaked} currency=${currency} strong />`],
];
