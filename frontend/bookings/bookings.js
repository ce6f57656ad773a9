/**
 * Bookings: a party's own activity, or for the staff what one operator does or one aggregator sent.
 */

import { listText } from "../base/format.js";
import { html } from "../base/html.js";
import { useLoad, usePages } from "../base/queries.js";
import { place, setQuery, to } from "../base/router.js";
import { isParty, me } from "../base/session.js";
import { statusWords } from "../base/words.js";
import { ButtonLink } from "../ui/button.js";
import { Chips, chipsOf, FilterSelect } from "../ui/filters.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { SearchField } from "../ui/search-field.js";
import { Blank, NotLoaded } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { unknownOf } from "../ui/unknown-query.js";
import { AGGREGATORS, BOOKING_FILTERS, bookingsAsk, OPERATORS } from "./asks.js";
import { bookingColumns } from "./columns.js";

const TABS = [
  { value: "", label: "All" },
  ...["completed", "cancelled", "noFare"].map((value) => ({
    value,
    label: statusWords(value).label,
  })),
];

const KNOWN = {
  ...Object.fromEntries(BOOKING_FILTERS.map((name) => [name, null])),
  status: TABS.map((tab) => tab.value),
};

export default function Bookings() {
  if (!isParty()) return html`<${OfOne} />`;
  if (me.value?.partyID == null)
    return html`<${Page} title="Activity"><${Blank} icon="Car" title="Nothing to show yet"
      action=${html`<${ButtonLink} href="#/account"
        icon="UserRound">Look at your account<//>`}>Your sign-in is not connected to an operator or
        aggregator yet. Ask support to connect it.<//><//>`;
  return html`<${Page} title="Activity"><${Listed} set=${[]} /><//>`;
}

/** So many operators are offered at once where none is chosen. */
const OFFERED = 6;

/** Of one operator or aggregator, which the staff chooses. */
function OfOne() {
  const { query } = place.value;
  const loads = { operator: useLoad(OPERATORS), aggregator: useLoad(AGGREGATORS) };
  const nameOf = (/** @type {"operator" | "aggregator"} */ role) => (/** @type {string} */ id) =>
    loads[role].data?.value.find(
      (/** @type {Api.PartyRow} */ one) => String(one[`${role}ID`]) === id,
    )?.name ?? id;
  const set = chipsOf(
    {
      operatorID: ["Operator", nameOf("operator")],
      aggregatorID: ["Aggregator", nameOf("aggregator")],
    },
    query,
  );
  const chosen = query.get("operatorID") || query.get("aggregatorID") || query.get("search");
  const whose = html`<${Blank} icon="Car" title="Whose bookings?"
    action=${(loads.operator.data?.value ?? []).slice(0, OFFERED).map(
      (/** @type {Api.PartyRow} */ one) => html`<${ButtonLink} key=${one.operatorID}
        href=${to.bookings(`?operatorID=${encodeURIComponent(String(one.operatorID))}`)}>
        ${one.name}<//>`,
    )}>Choose an operator or an aggregator, or find a booking by its reference. <${NotLoaded}
      of=${loads.operator} what="The operators" /><//>`;
  return html`<${Page} title="Bookings"><${Listed} set=${set}
    pick=${html`<${Pick} loads=${loads} />`} otherwise=${chosen ? null : whose} /><//>`;
}

/**
 * Choosing one takes the other away: bookings are listed of one of them.
 * @param {{ loads: Record<string, ReturnType<typeof useLoad>> }} props
 */
const Pick = ({ loads }) =>
  ["operator", "aggregator"].map((role) => {
    const options = (loads[role].data?.value ?? []).map(
      (/** @type {Record<string, unknown>} */ one) => ({
        value: String(one[`${role}ID`]),
        label: one.name,
      }),
    );
    const other = role === "operator" ? "aggregatorID" : "operatorID";
    return html`<${FilterSelect} key=${role} name=${`${role}ID`} of=${loads[role]}
      label=${role === "operator" ? "Operator" : "Aggregator"}
      value=${place.value.query.get(`${role}ID`) ?? ""} options=${options}
      onChoose=${(/** @type {string} */ value) =>
        setQuery({ [`${role}ID`]: value, [other]: null, row: null })} />`;
  });

/**
 * @param {{ set: import("../ui/filters.js").Set[], pick?: unknown,
 *   otherwise?: unknown }} props otherwise:
 *   in place of the list, where there is none yet
 */
function Listed({ set, pick, otherwise }) {
  return html`<${Tabs} label="Status" name="status" tabs=${TABS}
    current=${place.value.query.get("status") ?? ""} />
    <div class="filters"><${SearchField} label="Booking or reference" /><div class="chips">${pick}
      <${Chips} set=${set} /></div></div>
    ${(unknownOf(KNOWN).length === 0 && otherwise) || html`<${Found} set=${set} />`}`;
}

/** @param {{ set: import("../ui/filters.js").Set[] }} props */
function Found({ set }) {
  const { query } = place.value;
  const status = query.get("status") ?? "";
  const unknown = unknownOf(KNOWN);
  const pages = usePages(unknown.length > 0 ? null : bookingsAsk(Object.fromEntries(query)));
  return html`<div class="boxed column"><${List} pages=${pages} noun="booking" unknown=${unknown}
    empty=${html`<${Empty} set=${set} status=${status} search=${query.get("search")} />`}
    table=${{
      caption: "Bookings",
      columns: bookingColumns(),
      keyOf: (/** @type {Api.BookingRow} */ row) => String(row.bookingID),
      hrefOf: (/** @type {Api.BookingRow} */ row) => to.booking(row.bookingID),
      keys: true,
    }} />
        </div>`;
}

/**
 * @param {{ set: import("../ui/filters.js").Set[], status: string, search: string | null }} props
 */
function Empty({ set, status, search }) {
  const told = [
    ...(search ? [`“${search}” at the beginning`] : []),
    ...(status ? [`status “${statusWords(status).label}”`] : []),
    ...set.map((one) => `${one.label.toLowerCase()} “${one.words}”`),
  ];
  if (told.length > 0)
    return html`<${Blank} icon="SearchX" title="No booking matches"
      action=${html`<${ButtonLink} href=${to.bookings()}
        icon="X">Clear all filters<//>`}>With ${listText(told)} there is nothing to show.<//>`;
  if (!isParty())
    return html`<${Blank} icon="Car"
      title="No bookings yet">Bookings appear here once they are brought in.<//>`;
  return html`<${Blank} icon="Car" title="No bookings yet"
    action=${html`<${ButtonLink} href=${to.bookingDisputes()}
      icon="Scale">Look at your disputes<//>`}>Your bookings come here by themselves as they are
      brought in, the latest first. From each you can raise a dispute, or see the one there is; what
      then waits for you stands under Disputes, and what is paid in your wallet. Ask support when a
      booking is missing.<//>`;
}
