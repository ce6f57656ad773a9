/**
 * Receivables: what is owed by age, and how much of it is disputed; per currency, never added up.
 * Beside them open items by status and disputes by resolver. For auditors also who took files
 * along.
 */

import { isZero } from "../base/decimal.js";
import { countText, dayText, momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { place } from "../base/router.js";
import { may } from "../base/session.js";
import { Ageing } from "../ui/ageing.js";
import { Chips, chipsOf, FilterDay } from "../ui/filters.js";
import { DisputesBar, NotOutstanding } from "../ui/money-bar.js";
import { Page } from "../ui/page.js";
import { Blank, Loaded } from "../ui/states.js";
import { Section, Tabs } from "../ui/tabs.js";
import { Money } from "../ui/text.js";
import { Collections, FILTERS, KINDS } from "./collections.js";
import { Exports } from "./exports.js";

const TABS = [
  { value: "receivables", label: "Receivables" },
  { value: "items", label: KINDS.items.title },
  { value: "disputes", label: KINDS.disputes.title },
  { value: "exports", label: "Files taken along", needs: "audit.run" },
];

export default function Reports() {
  const { query } = place.value;
  const tabs = TABS.filter((one) => !one.needs || may(one.needs));
  const tab = query.get("tab") ?? TABS[0].value;
  const filters = Object.fromEntries(FILTERS.map((name) => [name, null]));
  return html`<${Page} title=${tabs.find((one) => one.value === tab)?.label ?? "Reports"}
    kind="report" known=${{ tab: tabs.map((one) => one.value), asOf: null, ...filters }}
    part=${tab}>
    <${Tabs} label="Reports" tabs=${tabs} current=${tab} drops=${[...FILTERS, "asOf"]} />
      ${
        tab === "exports"
          ? html`<${Exports} />`
          : KINDS[tab]
            ? html`<${Collections} key=${tab} kind=${KINDS[tab]} />`
            : html`<${AllReceivables} />`
      }<//>`;
}

function AllReceivables() {
  const { query } = place.value;
  const asOf = query.get("asOf") ?? "";
  const load = useLoad(`/report/receivables${queryText({ asOf })}`);
  const set = chipsOf({ asOf: ["As of the end of", dayText] }, query);
  return html`<div class="filters"><${FilterDay} name="asOf" label="As of the end of"
    value=${asOf} /><${Chips} set=${set} /></div>
  <${Loaded} of=${load} kind="text">${(/** @type {Api.ReceivablesView} */ data) =>
    data.value.length === 0
      ? html`<${Blank} icon="Scale"
        title="Nothing is owed">Import your receivables to see them by age.<//>`
      : html`<p class="muted">As of ${momentText(data.asOf)}
        ${!data.complete && ". More is open than is added up here: what is due last is left out."}
        </p>${data.value.map(
          (/** @type {Api.ReceivableView} */ row) =>
            html`<${Receivables} key=${row.currency} row=${row} />`,
        )}`}<//>`;
}

/** @param {{ row: Api.ReceivableView }} props */
function Receivables({ row }) {
  const { currency } = row;
  return html`<${Section} title=${currency}><div class="column">
    <dl class="figures">
      <div><dt>Outstanding</dt><dd><${Money} amount=${row.outstanding} currency=${currency} />
        </dd></div>
      <div><dt>Owed to customers</dt><dd><${Money} amount=${row.credits} currency=${currency} />
        </dd></div>
      ${
        !isZero(row.unallocated) &&
        html`<div><dt>Unallocated payments</dt><dd><${Money} amount=${row.unallocated}
          currency=${currency} /></dd></div>`
      }
      <div><dt>In dispute</dt><dd><${Money} amount=${row.disputed} currency=${currency} />
        </dd></div>
      <div><dt>Collectable</dt><dd><${Money} amount=${row.collectable} currency=${currency} />
        </dd></div>
      <div><dt>Open invoices</dt><dd>${countText(row.invoices)}</dd></div>
      <div><dt>Customers</dt><dd>${countText(row.customers)}</dd></div></dl>
    <${NotOutstanding} sum=${row} />
    ${row.openDisputes > 0 && html`<${DisputesBar} sum=${row} />`}
    <${Ageing} ageing=${row.ageing} currency=${currency} owed="Owed to customers" />
        </div><//>`;
}
