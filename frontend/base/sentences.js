/** Sentences that the server tells as data, in the language of the page's words. Pure: no DOM. */
import { dayText, momentText, moneyText } from "./format.js";

/**
 * @typedef {{ text: string, values: Record<string, Value> }} Words
 * @typedef {string | Words | { amount: import("./decimal.js").Decimal, currency: string } | {
 *   day: string } | { moment: string }} Value
 */

/** @param {Words} words @returns {string} */
export const sentenceText = ({ text, values }) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? valueText(values[name]) : whole));

/** @param {Value} value */
function valueText(value) {
  if (typeof value === "string") return value;
  if ("text" in value) return sentenceText(value);
  if ("currency" in value) return moneyText(value.amount, value.currency);
  return "day" in value ? dayText(value.day) : momentText(value.moment);
}

const PLAIN = ["detail", "reason", "text"];

/**
 * What the server answered with its plain sentence, if it also told it as data, in the page's own
 * words.
 * @param {any} view
 */
export function inWords(view) {
  const name = view?.words?.values && PLAIN.find((one) => typeof view[one] === "string");
  return name ? { ...view, [name]: sentenceText(view.words) } : view;
}
