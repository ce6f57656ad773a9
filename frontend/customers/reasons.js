/** Why open items are reminded of or left out, summed up by reason (CO-36). */
import { sum } from "../base/decimal.js";
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { withQuery } from "../base/router.js";
import { Table } from "../ui/table.js";
import { Money } from "../ui/text.js";

/** @type {Record<string, string>} */
const words = {
  willBeReminded: "Will be reminded",
  nextDay: "On the next day",
  nextBusinessDay: "On the next business day",
  nextLetter: "Comes with the next letter",
  noRoom: "Too many items are reminded",
  alreadyReminded: "Reminded today",
  tooSoon: "Too soon",
  notDue: "Not due yet",
  belowMinimum: "Less than is asked for",
  lastLevel: "Every reminder was sent",
  coveredByCredit: "Covered by credit",
  inDispute: "In dispute",
  disputeEnded: "Its dispute ended lately",
  inFollowUp: "In a dispute follow-up",
  promised: "Promised",
  inPlan: "In a payment plan",
  blocked: "Blocked",
  litigation: "In litigation",
  paidMeanwhile: "Paid meanwhile",
  noAddress: "No address",
  heldAddress: "Mail is held back",
  notSent: "Mail could not be sent",
  byPost: "Letters go by post",
  doNotSend: "Nothing is to be sent",
  notChosen: "Not chosen",
};

/** Those of what is asked for, today or once the run goes on. */
export const asked = ["willBeReminded", "nextDay", "nextBusinessDay"];

/** All of them. */
export const reasons = Object.keys(words);

/** A reason in words. @param {string} code */
export const reasonText = (code) => words[code] ?? code;

/**
 * @typedef {{ code: string, currency: string, items: Api.ItemTodayView[] }} Reason
 * @param {{ items: Api.ItemTodayView[], current: string }} props
 */
export const Reasons = ({ items, current }) => html`<${Table} caption="Open items by reason"
  columns=${columnsOf(current, items)} rows=${reasonsOf(items)}
  keyOf=${(/** @type {Reason} */ row) => `${row.code}/${row.currency}`} />`;

/** What is asked for first, then what is most. @param {Api.ItemTodayView[]} items */
function reasonsOf(items) {
  /** @type {Map<string, Reason>} */
  const found = new Map();
  for (const item of items) {
    const { code, currency } = item;
    const known = found.get(`${code}/${currency}`) ?? { code, currency, items: [] };
    known.items.push(item);
    found.set(`${code}/${currency}`, known);
  }
  const isAsked = (/** @type {Reason} */ one) => Number(asked.includes(one.code));
  return [...found.values()].sort(
    (one, other) => isAsked(other) - isAsked(one) || other.items.length - one.items.length,
  );
}

/**
 * @param {string} current
 * @param {Api.ItemTodayView[]} items
 * @returns {import("../ui/table.js").Column<Reason>[]}
 */
const columnsOf = (current, items) => [
  {
    label: "Reason",
    bare: true,
    grow: true,
    cell: (row) =>
      html`<a href=${withQuery({ reason: row.code === current ? null : row.code })}
        aria-current=${row.code === current ? "true" : undefined}>${reasonText(row.code)}</a>`,
  },
  { label: "How many", end: true, tight: true, cell: (row) => countText(row.items.length) },
  sumColumn("Outstanding", (item) => item.open),
  sumColumn("In dispute", (item) => item.disputed),
  sumColumn("Asked for", (item) => item.asked),
  ...(items.some((item) => Number(item.newCharges) > 0)
    ? [sumColumn("New charges", (item) => item.newCharges)]
    : []),
];

/**
 * @param {string} label
 * @param {(item: Api.ItemTodayView) => number | string} of
 * @returns {import("../ui/table.js").Column<Reason>}
 */
const sumColumn = (label, of) => ({
  label,
  end: true,
  tight: true,
  cell: (row) => html`<${Money} amount=${sum(row.items.map(of))} currency=${row.currency} />`,
});
