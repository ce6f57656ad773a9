/** The agenda: follow-ups by when they are due, one's own or everybody's (DM-07). */
import { dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { place, setQuery, to } from "../base/router.js";
import { me } from "../base/session.js";
import { ButtonLink } from "../ui/button.js";
import { SelectField } from "../ui/field.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Blank } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { Ago, Badge, Money } from "../ui/text.js";
import { waits, whens } from "./words.js";

const TABS = [
  { value: "", label: "In progress" },
  { value: "late", label: "Late" },
  { value: "today", label: "Due today" },
  { value: "coming", label: "Coming" },
  { value: "ended", label: "Ended" },
];
const WHOSE = [
  { value: "", label: "Everybody's" },
  { value: "collector", label: "That I follow up" },
  { value: "resolver", label: "That I clear up" },
];
const KNOWN = {
  when: TABS.map((tab) => tab.value),
  whose: WHOSE.map((one) => one.value),
  customerID: null,
  row: null,
};

export default function Agenda() {
  const { query } = place.value;
  const when = query.get("when") ?? "";
  const whose = query.get("whose") ?? "";
  const asked = queryText({
    when: when === "ended" ? "" : when,
    state: when === "ended" ? "ended" : "",
    collectorID: whose === "collector" ? me.value?.userID : "",
    resolverID: whose === "resolver" ? me.value?.userID : "",
    customerID: query.get("customerID") ?? "",
  });
  const pages = usePages(`/followUp${asked}`);
  const empty = html`<${Blank} icon="Clock" title="No dispute follow-up here"
    action=${html`<${ButtonLink} href=${to.customers()} icon="Building2">Look at the customers<//>`}>
      It is the next step on open items of a customer; it stands here until it has ended.<//>`;
  return html`<${Page} title="Dispute follow-ups" known=${KNOWN}>
    <${Tabs} label="When they are due" name="when" tabs=${TABS} current=${when} />
    <div class="boxed column">
      <${SelectField} id="agenda-whose" label="Whose" value=${whose} options=${WHOSE}
        onInput=${(/** @type {string} */ value) => setQuery({ whose: value, row: null })} />
      <${List} pages=${pages} noun="dispute follow-up" empty=${empty}
        table=${{ caption: "Dispute follow-ups", columns, keyOf: (/** @type {Api.FollowUpRow} */ row) => row.followUpID, hrefOf: (/** @type {Api.FollowUpRow} */ row) => to.followUp(row.followUpID), keys: true }} />
    </div><//>`;
}

/** How a follow-up stands against its date. @param {{ row: Api.FollowUpRow }} props */
export const When = ({ row }) => {
  if (!row.when) return html`<${Badge} tone="grey" icon="Check">Ended<//>`;
  const tone = row.when === "late" ? "red" : row.when === "today" ? "amber" : "grey";
  return html`<${Badge} tone=${tone} icon="Clock">${whens[row.when]}<//>`;
};

/** What is open in each currency. @param {{ row: Api.FollowUpRow }} props */
export const Sums = ({ row }) =>
  row.sums.map(
    (sum) => html`<div key=${sum.currency}>
      <${Money} amount=${sum.amount} currency=${sum.currency} /></div>`,
  );

/** @type {import("../ui/table.js").Column<Api.FollowUpRow>[]} */
const columns = [
  {
    label: "Dispute follow-up",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<a href=${to.followUp(row.followUpID)}>${row.customerName}</a>
        <small class="clip">${row.itemStatus.label}${row.comment ? `: ${row.comment}` : ""}</small>`,
  },
  {
    label: "Due",
    tight: true,
    cell: (row) => html`<${When} row=${row} /><small>${dayText(row.dueDate)}</small>
      ${row.isUnconfirmed && html`<small><${Badge} tone="amber" icon="Mail">Sent or not?<//></small>`}`,
  },
  { label: "Items", end: true, tight: true, cell: (row) => row.items },
  { label: "Open", end: true, tight: true, cell: (row) => html`<${Sums} row=${row} />` },
  {
    label: "Resolver",
    name: true,
    cell: (row) =>
      html`${row.resolver?.name ?? "—"}
        ${row.unanswered > 0 && html`<small>chased ${row.unanswered} times</small>`}`,
  },
  {
    label: "Waits for",
    tight: true,
    wide: true,
    cell: (row) =>
      row.waitingFor &&
      html`${waits[row.waitingFor]}<small><${Ago} at=${row.waitingSince} /></small>`,
  },
];
