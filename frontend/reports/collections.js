/**
 * Open items by their status, and open disputes by resolver: how many, how much, how old (DM-07).
 */

import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { place, withQuery } from "../base/router.js";
import { me } from "../base/session.js";
import { buckets } from "../ui/ageing.js";
import { Downloads, localForms } from "../ui/downloads.js";
import { Chips, chipsOf, FilterSelect } from "../ui/filters.js";
import { Banner, Blank, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Section } from "../ui/tabs.js";
import { Money } from "../ui/text.js";

/** @typedef {{ name: string, title: string, group: string, by: string, days: string,
 *   ages: Record<string, string>, empty: string }} Kind */

/** @type {Record<string, Kind>} */
export const KINDS = {
  items: {
    name: "items",
    title: "Items by status",
    group: "Status",
    by: "statusID",
    days: "days late",
    ages: buckets,
    empty: "Items get a status where a follow-up on them is opened.",
  },
  disputes: {
    name: "disputes",
    title: "Disputes by resolver",
    group: "Resolver",
    by: "resolverID",
    days: "days old",
    ages: {
      "0-7": "Up to 7 days",
      "8-30": "8–30 days",
      "31-90": "31–90 days",
      "90+": "Over 90 days",
    },
    empty: "Disputes on invoices stand here until they have ended.",
  },
};
export const FILTERS = ["statusID", "resolverID", "customerID"];
const same = (/** @type {string} */ value) => value;

/** @param {{ kind: Kind }} props */
export function Collections({ kind }) {
  const { query } = place.value;
  const wanted = kind.by === "statusID" ? FILTERS : FILTERS.slice(1);
  const given = Object.fromEntries(wanted.map((name) => [name, query.get(name) ?? ""]));
  const load = useLoad(`/report/${kind.name}${queryText(given)}`);
  const labelOf = (/** @type {string} */ id) =>
    load.data?.value.find((/** @type {Api.GroupView} */ row) => row.groupID === id)?.label ?? id;
  const mine = me.value?.userID ?? "";
  const whose = [
    { value: "", label: "Every resolver" },
    { value: mine, label: "Mine to clear up" },
  ];
  /** @type {Record<string, [string, (value: string) => string]>} */
  const words = {
    statusID: ["Status", labelOf],
    resolverID: [
      "Resolver",
      (/** @type {string} */ id) =>
        id === mine ? "me" : kind.by === "resolverID" ? labelOf(id) : id,
    ],
    customerID: ["Customer", same],
  };
  const set = chipsOf(Object.fromEntries(wanted.map((name) => [name, words[name]])), query);
  const from = (/** @type {string} */ format) =>
    `/report/${kind.name}/file${queryText({ ...given, format })}`;
  return html`<div class="filters"><${FilterSelect} name="resolverID" label="Resolver"
    options=${whose}
      value=${given.resolverID === mine ? mine : ""} /><${Chips} set=${set} /></div>
    <${Section} title=${kind.title} flush actions=${html`<${Downloads} what=${kind.title}
      from=${from}
      more=${localForms()} />`}>
    <${Loaded} of=${load}>${(/** @type {Api.ReportView} */ data) => html`
      ${data.leftOut.map(
        (said) => html`<${Banner} key=${said} tone="amber" icon="TriangleAlert">${said}<//>`,
      )}
      ${
        data.value.length === 0
          ? html`<${Blank} icon="Scale" title="Nothing is open here">${kind.empty}<//>`
          : html`<${Table} caption=${kind.title} columns=${columnsOf(kind)} rows=${data.value}
            keyOf=${(/** @type {Api.GroupView} */ row) => `${row.groupID}/${row.currency}`} />`
      }`}<//><//>`;
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
    label: "Open",
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
