/**
 * The terms of payout disputes as they are typed, and back. Pure: no DOM. What is no number goes as
 * it was typed, and the server says what is wrong with it.
 */
import { fieldText } from "../base/format.js";
import { readMoney } from "../ui/field.js";

/**
 * @typedef {{ currency: string, high: string, fineBy: string, fine: string }} OfCurrency
 * @typedef {{ numbers: Record<string, string>, counts: string, pastFloor: string,
 *   assignment: string, money: OfCurrency[] }} Typed
 */

const NUMBERS = [
  "attempts",
  "answerWithinHours",
  "remindBeforeHours",
  "highValueWindowDays",
  "flagDays",
  "payoutConfirmedWithinDays",
  "closeAfterDays",
  "acknowledgeWithinHours",
  "settleWithinDays",
  "holdDays",
];
const REPEAT = ["count", "windowDays", "leadsPercent"];

/** @param {unknown} value */
const text = (value) => (value == null ? "" : String(value));

/** @param {Api.TermsRowView} row as the server tells it @returns {Typed} */
export function termsOf(row) {
  const { highValue = {}, fines = {}, repeat = {} } = row;
  const currencies = [...new Set([...Object.keys(highValue), ...Object.keys(fines)])];
  return {
    numbers: {
      ...Object.fromEntries(
        NUMBERS.map((name) => [name, text(/** @type {Record<string, unknown>} */ (row)[name])]),
      ),
      ...Object.fromEntries(
        REPEAT.map((name) => [
          `repeat/${name}`,
          text(/** @type {Record<string, unknown>} */ (repeat)[name]),
        ]),
      ),
    },
    counts: row.counts ?? "clock",
    pastFloor: row.pastFloor ?? "split",
    assignment: row.assignment ?? "leastLoaded",
    money: currencies.map((currency) => ({
      currency,
      high: fieldText(highValue[currency], currency),
      fineBy: fines[currency]?.amount == null ? "percent" : "amount",
      fine:
        fines[currency]?.amount == null
          ? text(fines[currency]?.percent)
          : fieldText(fines[currency].amount, currency),
    })),
  };
}

/**
 * A number as it was typed, with a comma or a point.
 * @param {string} typed
 * @param {string} currency
 */
const amount = (typed, currency) => {
  const read = readMoney(typed, currency);
  return "value" in read ? read.value : typed.trim();
};

/** @param {Typed} typed @returns {Record<string, unknown>} the row as the server takes it */
export function readTerms({ numbers, money, counts, pastFloor, assignment }) {
  const told = (/** @type {string} */ name) => numbers[name].trim().replace(",", ".");
  const by = (
    /** @type {(row: OfCurrency) => unknown} */ value,
    /** @type {"high" | "fine"} */ of,
  ) =>
    Object.fromEntries(
      money.filter((row) => row[of].trim()).map((row) => [row.currency, value(row)]),
    );
  return {
    ...Object.fromEntries(NUMBERS.filter((name) => told(name)).map((name) => [name, told(name)])),
    repeat: Object.fromEntries(REPEAT.map((name) => [name, told(`repeat/${name}`) || "0"])),
    highValue: by((row) => amount(row.high, row.currency), "high"),
    fines: by(
      (row) =>
        row.fineBy === "percent"
          ? { percent: row.fine.trim().replace(",", ".") }
          : { amount: amount(row.fine, row.currency) },
      "fine",
    ),
    counts,
    pastFloor,
    assignment,
  };
}
