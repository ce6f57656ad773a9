/**
 * Receivables: what is owed by age, and how much of it is disputed; per currency, never added up.
 * For auditors also who took files along.
 */

import { isZero } from "../base/decimal.js";
import { countText, momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { useLoad } from "../base/queries.js";
import { place } from "../base/router.js";
import { may } from "../base/session.js";
import { Ageing } from "../ui/ageing.js";
import { DisputesBar, NotOutstanding } from "../ui/money-bar.js";
import { Page } from "../ui/page.js";
import { Blank, Loaded } from "../ui/states.js";
import { Section, Tabs } from "../ui/tabs.js";
import { Money } from "../ui/text.js";
import { Exports } from "./exports.js";

const TABS = [
  { value: "receivables", label: "Receivables" },
  { value: "exports", label: "Files taken along" },
];

export default function Reports() {
  if (!may("audit.run"))
    return html`<${Page} title="Receivables" kind="report" known=${{}}><${AllReceivables} /><//>`;
  const tab = place.value.query.get("tab") ?? TABS[0].value;
  return html`<${Page} title=${TABS.find((one) => one.value === tab)?.label ?? "Reports"}
    kind="report" known=${{ tab: TABS.map((one) => one.value) }} part=${tab}>
    <${Tabs} label="Reports" tabs=${TABS} current=${tab} />
      ${tab === "exports" ? html`<${Exports} />` : html`<${AllReceivables} />`}<//>`;
}

function AllReceivables() {
  const load = useLoad("/report/receivables");
  return html`<${Loaded} of=${load} kind="text">${(/** @type {Api.ReceivablesView} */ data) =>
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
