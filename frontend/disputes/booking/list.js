/** The disputes on bookings as a list: of one's own party, or for the staff of all. */

import { html } from "../../base/html.js";
import { queryText } from "../../base/paths.js";
import { usePages, usePolling } from "../../base/queries.js";
import { place, setQuery, to, withQuery } from "../../base/router.js";
import { isParty, may } from "../../base/session.js";
import { moverWords } from "../../base/words.js";
import { disputeColumns } from "../../bookings/columns.js";
import { moverOptions } from "../../bookings/words.js";
import { ButtonLink } from "../../ui/button.js";
import { Chips, chipsOf, FilterSelect } from "../../ui/filters.js";
import { List } from "../../ui/list.js";
import { usePicked } from "../../ui/picked.js";
import { Blank } from "../../ui/states.js";
import { Money } from "../../ui/text.js";
import { sorts, unknownOf } from "../../ui/unknown-query.js";
import { AssignPicked } from "../assign.js";
import { Deadlines } from "../deadlines.js";
import { QueueTabs } from "../views.js";
import { useWalk } from "../walk.js";
import { bookingDisputesAsk } from "./asks.js";

/** @param {Api.BookingDisputeRow} row */
const keyOf = (row) => row.disputeID;

const STATUSES = ["open", "resolved", "withdrawn"];
export const REFRESH_EVERY_MS = 60000;
const SUPPORTERS = "/user?permission=dispute.support";

/**
 * @param {object} props
 * @param {{ value: string, label: string, count?: unknown, query: Record<string, string
 *   | null> }[]}
 *   props.tabs each says what of the query it sets
 * @param {string} props.current
 * @param {unknown} props.empty where no filter is set
 * @param {Record<string, string | undefined>} [props.asks] what is asked for in place of the query
 * @param {boolean} [props.sorted] whether one may sort
 * @param {string[]} [props.views] those that one may choose
 */
export function BookingDisputes({ tabs, current, empty, asks = {}, sorted, views = [] }) {
  const { query } = place.value;
  const waitingFor = asks.waitingFor ?? query.get("waitingFor");
  const view = views.length > 0 ? query.get("view") : null;
  const sort = view ? "urgentAt" : sorted ? query.get("sort") : null;
  const unknown = unknownOf({
    status: STATUSES,
    waitingFor: moverOptions().map((one) => one.value),
    ...(sorted && { sort: sorts("disputeDate", "urgentAt") }),
    ...(views.length > 0 && { view: views }),
  });
  const asked = bookingDisputesAsk({ status: query.get("status"), waitingFor, sort, view });
  const pages = usePages(unknown.length > 0 ? null : asked);
  const { picked, onPick } = usePicked(pages.rows, keyOf);
  useWalk(unknown.length > 0 ? null : asked, pages);
  usePolling(() => {
    if (picked.length === 0 && !pages.busy && pages.rows && pages.rows.length <= 25) pages.reload();
  }, REFRESH_EVERY_MS);
  const mover = (/** @type {string} */ value) =>
    moverOptions().find((one) => one.value === value)?.label ?? moverWords(value);
  const set = chipsOf({ waitingFor: ["Whose move", mover] }, query);
  const moves = !query.get("status"); // Only what is open waits for somebody.
  const picking = may("dispute.support") &&
    moves && {
      picked,
      onPick,
      label: (/** @type {Api.BookingDisputeRow} */ row) => `Choose booking ${row.reference}`,
      bar: html`<${AssignPicked} rows=${pages.rows ?? []} picked=${picked} onPick=${onPick}
        drawn=${Drawn} onDone=${pages.reload} workers=${SUPPORTERS} />`,
    };
  return html`<${QueueTabs} label="Status" here=${current}
      tabs=${tabs.map((tab) => ({ ...tab, href: to.bookingDisputes(queryText(tab.query)) }))} />
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
      table=${{
        caption: "Disputes on bookings",
        columns: isParty() ? disputeColumns() : [...disputeColumns(), ...ofStaff],
        keyOf,
        hrefOf: (/** @type {Api.BookingDisputeRow} */ row) => to.dispute(row.disputeID),
        picking: picking || undefined,
        ...(sorted &&
          !view && {
            sort: sort ?? "-disputeDate",
            onSort: (/** @type {string} */ next) =>
              setQuery({ sort: next === "-disputeDate" ? null : next }),
          }),
        keys: true,
      }} />
        </div>`;
}

/**
 * What the staff sees beside.
 * @type {import("../../ui/table.js").Column<Api.BookingDisputeRow>[]}
 */
const ofStaff = [
  { label: "Due", tight: true, sort: "urgentAt", cell: Deadlines },
  {
    label: "Assignee",
    wide: true,
    name: true,
    cell: (row) => row.assignee ?? html`<span class="muted">Nobody</span>`,
  },
];

/** What is asked about before several are given to somebody. @param {Api.BookingDisputeRow} row */
const Drawn = (row) => html`<${Money} amount=${row.pendingAmount} currency=${row.currency} strong />
  <span>Booking ${row.reference}<small class="muted">${row.operator} and ${row.aggregator}
    </small></span>`;

const NoMatch = () =>
  html`<${Blank} icon="SearchX" title="No dispute matches"
    action=${html`<${ButtonLink} href=${withQuery({ waitingFor: null })}
      icon="X">Clear the filter<//>`}>It is the move of another side in each of them, or of nobody.
      Take the filter away to see them.<//>`;
