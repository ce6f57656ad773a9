/** The disputes on bookings as a list: of one's own party, or for the staff of all. */

import { html } from "../../base/html.js";
import { queryText } from "../../base/paths.js";
import { usePages, usePolling } from "../../base/queries.js";
import { place, setQuery, to, withQuery } from "../../base/router.js";
import { moverWords } from "../../base/words.js";
import { disputeColumns } from "../../bookings/columns.js";
import { moverOptions } from "../../bookings/words.js";
import { ButtonLink } from "../../ui/button.js";
import { Chips, chipsOf, FilterSelect } from "../../ui/filters.js";
import { List } from "../../ui/list.js";
import { Blank } from "../../ui/states.js";
import { sorts, unknownOf } from "../../ui/unknown-query.js";
import { useWalk } from "../walk.js";
import { bookingDisputesAsk } from "./asks.js";

const STATUSES = ["open", "resolved", "withdrawn"];
export const REFRESH_EVERY_MS = 60000;

/**
 * @param {object} props
 * @param {{ value: string, label: string, count?: unknown, query: Record<string, string | null> }[]}
 *   props.tabs each says what of the query it sets
 * @param {string} props.current
 * @param {unknown} props.empty where no filter is set
 * @param {Record<string, string | undefined>} [props.asks] what is asked for in place of the query
 * @param {boolean} [props.sorted] whether one may sort
 */
export function BookingDisputes({ tabs, current, empty, asks = {}, sorted }) {
  const { query } = place.value;
  const waitingFor = asks.waitingFor ?? query.get("waitingFor");
  const sort = sorted ? query.get("sort") : null;
  const unknown = unknownOf({
    status: STATUSES,
    waitingFor: moverOptions().map((one) => one.value),
    ...(sorted && { sort: sorts("disputeDate") }),
  });
  const asked = bookingDisputesAsk({ status: query.get("status"), waitingFor, sort });
  const pages = usePages(unknown.length > 0 ? null : asked);
  useWalk(unknown.length > 0 ? null : asked, pages);
  usePolling(() => {
    if (!pages.busy && pages.rows && pages.rows.length <= 25) pages.reload();
  }, REFRESH_EVERY_MS);
  const mover = (/** @type {string} */ value) =>
    moverOptions().find((one) => one.value === value)?.label ?? moverWords(value);
  const set = chipsOf({ waitingFor: ["Whose move", mover] }, query);
  const moves = !query.get("status"); // Only what is open waits for somebody.
  return html`<nav class="tabs" aria-label="Status"><ul>
    ${tabs.map(
      (tab) => html`<li key=${tab.value}>
        <a href=${to.bookingDisputes(queryText(tab.query))}
          aria-current=${tab.value === current ? "page" : undefined}>${tab.label}
        ${tab.count && html`<span class="count">${tab.count}</span>`}</a></li>`,
    )}</ul></nav>
    ${
      current !== "support" &&
      (moves || set.length > 0) &&
      html`<div class="filters">
        <div class="chips">${
          moves &&
          html`<${FilterSelect} name="waitingFor" label="Whose move"
            value=${query.get("waitingFor") ?? ""} options=${moverOptions()} />`
        }</div>
        <${Chips} set=${set} /></div>`
    }
    <div class="boxed column"><${List} pages=${pages} noun="dispute" unknown=${unknown}
      empty=${set.length > 0 && current !== "support" ? html`<${NoMatch} />` : empty}
      table=${{ caption: "Disputes on bookings", columns: disputeColumns(), keyOf: (/** @type {Api.BookingDisputeRow} */ row) => row.disputeID, hrefOf: (/** @type {Api.BookingDisputeRow} */ row) => to.dispute(row.disputeID), ...(sorted && { sort: sort ?? "-disputeDate", onSort: (/** @type {string} */ next) => setQuery({ sort: next === "-disputeDate" ? null : next }) }), keys: true }} />
        </div>`;
}

const NoMatch = () =>
  html`<${Blank} icon="SearchX" title="No dispute matches"
    action=${html`<${ButtonLink} href=${withQuery({ waitingFor: null })}
      icon="X">Clear the filter<//>`}>It is the move of another side in each of them, or of nobody. Take the filter away to see them.<//>`;
