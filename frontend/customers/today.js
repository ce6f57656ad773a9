/** What happens to each open item today, in the words of who sends the reminders (CO-01). */
import { dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { isCustomer } from "../base/session.js";
import { None } from "../ui/text.js";

/**
 * By invoice number what happens today, and a word for what is not among them: it may be on its
 * way, or could not be loaded. Nothing for customers, who are not told.
 * @param {string} customerID
 * @returns {{ items: Map<string, Api.ItemTodayView>, otherwise: string } | null}
 */
export function useToday(customerID) {
  const load = useLoad(isCustomer() ? null : path`/customer/${customerID}/dunning`);
  if (isCustomer()) return null;
  const rows = /** @type {Api.ItemTodayView[]} */ (load.data?.value ?? []);
  return {
    items: new Map(rows.map((row) => [String(row.invoiceNumber), row])),
    otherwise: load.error ? "could not be loaded" : load.data ? "" : "…",
  };
}

/** Its words, with days as the page writes them. @param {Api.ItemTodayView} item */
export const todayText = (item) => item.words.replace(/\d{4}-\d{2}-\d{2}/g, (day) => dayText(day));

/** @param {Api.ItemTodayView} item */
const asSentence = (item) => item.words[0].toUpperCase() + todayText(item).slice(1);

/** @param {{ item: Api.ItemTodayView | undefined, otherwise?: string }} props */
export const Today = ({ item, otherwise }) =>
  item
    ? html`${item.asked > 0 ? html`<strong>${asSentence(item)}</strong>` : asSentence(item)}${
        item.levelLabel && item.asked === 0 && html`<small> ${item.levelLabel} was sent</small>`
      }`
    : otherwise
      ? html`<span class="muted">${otherwise}</span>`
      : html`<${None} />`;
