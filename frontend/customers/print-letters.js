/** Puts reminders on paper for several customers, with a result for each (CO-36, CO-40). */
import { call } from "../base/client.js";
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { Each, through } from "../ui/each.js";
import { moneyText } from "../ui/text.js";

/** @typedef {import("../ui/each.js").Result} Result */

/** @param {number} count */
const customersText = (count) => `${countText(count)} ${count === 1 ? "customer" : "customers"}`;

/** @param {{ rows: Api.UnreachedView[], onClose: (isBegun: boolean) => void }} props */
export function PrintLetters({ rows, onClose }) {
  const carryOut = async (/** @type {Api.UnreachedView} */ row, /** @type {string} */ key) => {
    const ask = { body: { byPost: true }, key };
    const { data } = await call("POST", path`/customer/${row.customerID}/dunning`, ask);
    return printed(data);
  };
  return html`<${Each} rows=${rows} onClose=${onClose}
    title=${`Letters to ${customersText(rows.length)}`}
    keyOf=${(/** @type {Api.UnreachedView} */ row) => String(row.customerID)}
    drawn=${(/** @type {Api.UnreachedView} */ row) => html`<span></span><span>${row.name}<small
      class="muted">${row.words}</small></span>`}
    verb="Put to print" carryOut=${carryOut} progress="through" outcome=${outcome}
    becomes=${() => "as it stands now"}
    question=${html`<strong>Put these reminders to print?</strong> They count as sent. You print
    them from what waits to be posted, and say there that they went.`} />`;
}

/** What came of one. @param {Api.RemindedView} data @returns {Result} */
function printed(data) {
  if (data.reminded.length === 0)
    return { tone: "grey", icon: "Info", text: "Nothing is asked for now: no letter" };
  const sums = data.sums.map((sum) => moneyText(sum.amount, sum.currency)).join(", ");
  const hasAddress = (data.letter?.address?.length ?? 0) > 1;
  return hasAddress
    ? { tone: "green", icon: "CircleCheck", text: `To be printed: ${sums}` }
    : {
        tone: "amber",
        icon: "TriangleAlert",
        text: `To be printed: ${sums}. No postal address is known`,
      };
}

/** @param {number} good @param {number} all */
const outcome = (good, all) =>
  good < all ? through(good, all) : "All are through. They wait to be posted.";
