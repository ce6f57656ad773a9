/** What happens to each open item today, in the words of who sends the reminders (CO-01). */
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { isCustomer } from "../base/session.js";
import { Badge } from "../ui/text.js";

/**
 * By invoice number what happens today; nothing for customers, who are not told.
 * @param {string} customerID @returns {Map<string, Api.ItemTodayView> | null}
 */
export function useToday(customerID) {
  const load = useLoad(isCustomer() ? null : path`/customer/${customerID}/dunning`);
  if (isCustomer()) return null;
  return new Map(
    (load.data?.value ?? []).map((/** @type {Api.ItemTodayView} */ row) => [
      String(row.invoiceNumber),
      row,
    ]),
  );
}

/** @param {{ item: Api.ItemTodayView | undefined }} props */
export const Today = ({ item }) =>
  item
    ? html`<${Badge} tone=${item.asked > 0 ? "blue" : "grey"}
        icon=${item.asked > 0 ? "Mail" : "Hourglass"}>${item.words}<//>${
          item.levelLabel && item.asked === 0 && html`<small>${item.levelLabel}</small>`
        }`
    : "–";
