/**
 * Open items by their status, and open disputes by resolver: how many, how much, how old (DM-07).
 */

import { countText, dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { place, to, withQuery } from "../base/router.js";
import { me } from "../base/session.js";
import { buckets } from "../ui/ageing.js";
import { Downloads, localForms } from "../ui/downloads.js";
import { Chips, chipsOf, FilterSelect } from "../ui/filters.js";
import { Banner, Blank, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Section } from "../ui/tabs.js";
import { Money } from "../ui/text.js";

/**
 * @typedef {{ name: string, title: string, group: string, by: string, days: string,
 *   amount: string, ages: Record<string, string>, empty: string, lines: string,
 *   since: string }} Kind
 */

/** @type {Record<string, Kind>} */
export const KINDS = {
  items: {
    name: "items",
    title: "Items by status",
    group: "Status",
    by: "statusID",
    days: "days late",
    amount: "Outstanding",
    ages: buckets,
    empty: "Items get a status on the statement of their customer, by Change status.",
    lines: "Items, the oldest first",
    since: "Due",
  },
  disputes: {
    name: "disputes",
    title: "Disputes by resolver",
    group: "Resolver",
    by: "resolverID",
    days: "days old",
    amount: "Still in dispute",
    ages: {
      "0-7": "Up to 7 days",
      "8-30": "8–30 days",
      "31-90": "31–90 days",
      "90+": "Over 90 days",
    },
    empty: "Disputes on invoices stand here until they have ended.",
    lines: "Disputes, the oldest first",
    since: "Raised",
  },
};
export const FILTERS = ["statusID", "resolverID", "customerID"];
const same = (/** @type {string} */ value) => value;

/** @param {Api.ReportLineView} line */
const lineKey = (line) => `${line.customerID}/${line.invoiceNumber}`;

/**
 * What a narrowed report counts, the oldest first.
 * @param {{ kind: Kind, data: Api.ReportView }} props
 */
const Lines = ({
  kind,
  data,
}) => html`<${Section} title=${kind.lines} flush><${Table} caption=${kind.lines}
    columns=${lineColumnsOf(kind)} rows=${data.lines}
    keyOf=${lineKey} />
  ${
    data.lines.length < data.counted &&
    html`<p class="padded muted">The oldest ${countText(data.lines.length)} of
      ${countText(data.counted)}; the file has all of them.</p>`
  }<//>`;

/** @param {{ kind: Kind }} props */
export function Collections({ kind }) {
  const { query } = place.value;
  const wanted = kind.by === "statusID" ? FILTERS : FILTERS.slice(1);
  const given = Object.fromEntries(wanted.map((name) => [name, query.get(name) ?? ""]));
  const load = useLoad(`/report/${kind.name}${queryText(given)}`);
  const labelOf = (/** @type {string} */ id) =>
    load.data?.value.find((/** @type {Api.GroupView} */ row) => row.groupID === id)?.label ?? id;
  const people = useLoad("/user?permission=dispute.read&limit=100");
  const mine = me.value?.userID ?? "";
  const others = (people.data?.value ?? [])
    .filter((/** @type {Api.ColleagueView} */ one) => one.userID !== mine)
    .map((/** @type {Api.ColleagueView} */ one) => ({ value: one.userID, label: one.name }));
  const whose = [{ value: mine, label: "Mine to clear up" }, ...others];
  const nameOf = (/** @type {string} */ id) =>
    others.find((/** @type {{ value: string }} */ one) => one.value === id)?.label ?? labelOf(id);
  /** @type {Record<string, [string, (value: string) => string]>} */
  const words = {
    statusID: ["Status", labelOf],
    resolverID: ["Resolver", (/** @type {string} */ id) => (id === mine ? "me" : nameOf(id))],
    customerID: ["Customer", same],
  };
  const set = chipsOf(Object.fromEntries(wanted.map((name) => [name, words[name]])), query);
  const from = (/** @type {string} */ format) =>
    `/report/${kind.name}/file${queryText({ ...given, format })}`;
  return html`<div class="filters"><${FilterSelect} name="resolverID" label="Resolver"
    of=${people} options=${whose} value=${given.resolverID} /><${Chips} set=${set} /></div>
    <${Section} title=${`By ${kind.group.toLowerCase()}`} flush
      actions=${html`<${Downloads} what=${kind.title} from=${from} more=${localForms()} />`}>
    <${Loaded} of=${load}>${(/** @type {Api.ReportView} */ data) => html`
      ${data.leftOut.map(
        (said) => html`<${Banner} key=${said} tone="amber" icon="TriangleAlert">${said}<//>`,
      )}
      ${
        data.value.length === 0
          ? html`<${Blank} icon="Scale" title="Nothing is open here">${kind.empty}<//>`
          : html`<${Table} caption=${kind.title} columns=${columnsOf(kind)} rows=${data.value}
            keyOf=${(/** @type {Api.GroupView} */ row) => `${row.groupID}/${row.currency}`} />`
      }`}<//><//>
    ${load.data?.lines.length > 0 && html`<${Lines} kind=${kind} data=${load.data} />`}`;
}

/** @param {Kind} kind */
const columnsOf = (kind) => [
  {
    label: kind.group,
    grow: true,
    bare: true,
    cell: (/** @type {Api.GroupView} */ row) =>
      row.groupID
        ? html`<a href=${withQuery({ [kind.by]: row.groupID })}>${row.label}</a>`
        : row.label,
  },
  {
    label: "How many",
    end: true,
    tight: true,
    cell: (/** @type {Api.GroupView} */ row) => countText(row.count),
  },
  {
    label: kind.amount,
    end: true,
    tight: true,
    cell: (/** @type {Api.GroupView} */ row) =>
      html`<${Money} amount=${row.amount} currency=${row.currency} />`,
  },
  {
    label: "Disputed",
    end: true,
    tight: true,
    cell: (/** @type {Api.GroupView} */ row) =>
      html`<${Money} amount=${row.disputed} currency=${row.currency} />`,
  },
  {
    label: "Oldest",
    end: true,
    tight: true,
    cell: (/** @type {Api.GroupView} */ row) => `${countText(row.oldestDays)} ${kind.days}`,
  },
  {
    label: "By age",
    end: true,
    tight: true,
    cell: (/** @type {Api.GroupView} */ row) =>
      row.ages
        .filter((age) => age.count > 0)
        .map(
          (age) => html`<div key=${age.age}><${Money} amount=${age.amount} currency=${row.currency}
            bare /><small>${kind.ages[age.age] ?? age.age}: ${countText(age.count)}</small></div>`,
        ),
  },
];

/** @param {Kind} kind */
const lineColumnsOf = (kind) => [
  {
    label: "Invoice",
    grow: true,
    bare: true,
    cell: (/** @type {Api.ReportLineView} */ line) =>
      html`<a href=${to.invoice(line.customerID, line.invoiceNumber)}>${line.invoiceNumber}</a>
        ${line.disputeID && html` <a href=${to.dispute(line.disputeID)}>Dispute</a>`}
        <small>${line.label}</small>`,
  },
  {
    label: "Customer",
    name: true,
    cell: (/** @type {Api.ReportLineView} */ line) =>
      html`<a href=${to.customer(line.customerID)}>${line.customerName}</a>`,
  },
  {
    label: kind.since,
    tight: true,
    cell: (/** @type {Api.ReportLineView} */ line) =>
      html`${dayText(line.since)}${
        line.days > 0 && html`<small>${countText(line.days)} ${kind.days}</small>`
      }`,
  },
  {
    label: kind.amount,
    end: true,
    tight: true,
    cell: (/** @type {Api.ReportLineView} */ line) =>
      html`<${Money} amount=${line.amount} currency=${line.currency} />`,
  },
  {
    label: "Disputed",
    end: true,
    tight: true,
    cell: (/** @type {Api.ReportLineView} */ line) =>
      html`<${Money} amount=${line.disputed} currency=${line.currency} />`,
  },
];
