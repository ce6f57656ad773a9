/** One customer: what is owed and disputed, the invoices, the disputes, the notes. */

import { isZero } from "../base/decimal.js";
import { dayText, languageText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { path, queryText } from "../base/paths.js";
import { useLoad, usePages } from "../base/queries.js";
import { place, setQuery, to } from "../base/router.js";
import { isCustomer, may } from "../base/session.js";
import { about, credited, disputed } from "../disputes/invoice/columns.js";
import { Timeline } from "../disputes/timeline.js";
import { Address } from "../ui/address.js";
import { Button, ButtonLink } from "../ui/button.js";
import { List } from "../ui/list.js";
import { Balance, DisputesBar, NotOutstanding, owedWords } from "../ui/money-bar.js";
import { Page } from "../ui/page.js";
import { Blank, Failure, Loaded } from "../ui/states.js";
import { Facts, Section, Tabs } from "../ui/tabs.js";
import { Ago, Badge, Money, None, Status } from "../ui/text.js";
import { sorts, Unknown, unknownOf } from "../ui/unknown-query.js";
import { LATEST_INVOICES } from "./asks.js";
import { undisputed } from "./words.js";

const tabs = [
  { value: "invoices", label: "Invoices" },
  { value: "disputes", label: "Disputes" },
  { value: "notes", label: "Notes" },
];

/** @param {{ customerID: string }} props */
export default function Customer({ customerID }) {
  const load = useLoad(path`/customer/${customerID}`);
  const tab = place.value.query.get("tab") ?? "invoices";
  const unknown = unknownOf({ tab: tabs.map((one) => one.value), sort: null });
  const customer = load.data;
  return html`<${Page} title=${customer?.name ?? `Customer ${customerID}`} kind="customer"
    crumbs=${[{ href: to.customers(), label: "Customers" }]}
    actions=${html`<${ButtonLink} href=${to.statement(customerID)} icon="FileText">Statement<//>`}>
    <${Loaded} of=${load}>${(
      /** @type {Api.CustomerView} */ data,
    ) => html`<${Amounts} customer=${data} />
      <div class="two"><div class="column"><${Tabs} label="Customer" tabs=${tabs} current=${tab} />
        ${
          unknown.length > 0
            ? html`<${Unknown} unknown=${unknown} />`
            : tab === "disputes"
              ? html`<${Disputes} customerID=${customerID} />`
              : tab === "notes"
                ? html`<${Notes} customerID=${customerID} />`
                : html`<${Invoices} customerID=${customerID} />`
        }</div>
      <div class="column"><${About} customer=${data}
        onChanged=${load.reload} /></div></div>`}<//><//>`;
}

/** @param {{ customer: Api.CustomerView }} props */
export function Amounts({ customer }) {
  if (!customer.amounts?.length && customer.complete)
    return html`<p class="muted">Nothing is owed.</p>`;
  return html`<section class="card" aria-label="Amounts">${customer.amounts.map(
    (/** @type {Api.DisputedSums} */ sum) => html`<dl class="figures" key=${sum.currency}>
      <div><dt>Outstanding</dt><dd><${Money} amount=${sum.outstanding} currency=${sum.currency} />
      </dd></div>
      ${
        !isZero(sum.credits) &&
        html`<div><dt>${owedWords()}</dt><dd><${Money} amount=${sum.credits}
          currency=${sum.currency} /></dd></div>`
      }
      ${
        !isZero(sum.unallocated) &&
        html`<div><dt>Unallocated payments</dt><dd><${Money} amount=${sum.unallocated}
          currency=${sum.currency} /></dd></div>`
      }
      <div><dt>In dispute</dt><dd><${Money} amount=${sum.disputed} currency=${sum.currency} />
      </dd></div>
      <div><dt>${undisputed()}</dt><dd><${Money} amount=${sum.collectable}
        currency=${sum.currency} /></dd></div></dl>
      <${NotOutstanding} sum=${sum} />
      ${sum.disputes && sum.openDisputes > 0 && html`<${DisputesBar} sum=${sum} />`}`,
  )}${
    !customer.complete &&
    html`<p
      class="padded muted">There are more invoices than are added up here: the oldest are left
      out.</p>`
  }
    </section>`;
}

/** @param {{ customer: Api.CustomerView, onChanged: () => void }} props */
function About({ customer, onChanged }) {
  const [come, setCome] = useState(
    /** @type {{ Contact?: unknown, problem?: import("../base/http.js").Problem }} */ ({}),
  );
  const edit = () => {
    import("../later.js").then(
      ({ Contact }) => setCome({ Contact }),
      (reason) => setCome({ problem: asProblem(reason) }),
    );
  };
  const end = (/** @type {boolean} */ isChanged) => {
    setCome({});
    if (isChanged) onChanged();
  };
  return html`<${Section} title="About" actions=${
    may("import.run") &&
    html`<${Button} look="quiet" name="contact" icon="Pencil" onClick=${edit}>Change<//>`
  }>${come.problem && html`<${Failure} problem=${come.problem} retry=${edit} />`}
    <${Facts} facts=${[
      ["Customer ID", String(customer.customerID)],
      ["Account number", customer.accountNumber],
      ["Email", customer.email && html`<${Address} of=${customer} linked />`],
      ["Phone", customer.phone],
      ["Invoices by", customer.deliveryMethod],
      ["Currency", customer.currency],
      ["Language", customer.language && languageText(customer.language)],
      ["Time zone", customer.timeZone],
      ["Postal address", customer.postalAddress && html`<${Lines} of=${customer.postalAddress} />`],
    ]} />${
      come.Contact &&
      html`<${come.Contact} customer=${customer} onClose=${() => end(false)}
      onDone=${() => end(true)} />`
    }<//>`;
}

/** @param {{ of: string }} props */
const Lines = ({ of }) => of.split("\n").map((line) => html`<div key=${line}>${line}</div>`);

/** @param {{ customerID: string }} props */
export function Invoices({ customerID }) {
  const sort = place.value.query.get("sort") ?? LATEST_INVOICES;
  const unknown = unknownOf({ tab: null, sort: sorts("invoiceDate") });
  const pages = usePages(
    unknown.length > 0 ? null : `${path`/customer/${customerID}/invoice`}${queryText({ sort })}`,
  );
  return html`<div class="boxed column"><${List} pages=${pages} noun="invoice" unknown=${unknown}
    empty=${html`<${Blank} icon="Receipt" title="No invoices">
      ${
        isCustomer()
          ? "Your invoices stand here once they are issued."
          : "Invoices come in with an import, or by the API."
      }<//>`}
    table=${{
      caption: "Invoices",
      columns: invoiceColumns,
      keyOf: (/** @type {Api.InvoiceRow} */ row) => String(row.invoiceNumber),
      hrefOf: (/** @type {Api.InvoiceRow} */ row) => to.invoice(customerID, row.invoiceNumber),
      sort,
      onSort: (/** @type {string} */ next) =>
        setQuery({ sort: next === LATEST_INVOICES ? null : next }),
      keys: true,
    }} />
      </div>`;
}

/** @type {import("../ui/table.js").Column<Api.InvoiceRow>[]} */
const invoiceColumns = [
  {
    label: "Invoice",
    bare: true,
    cell: (row) =>
      html`<a href=${to.invoice(row.customerID, row.invoiceNumber)}>${row.invoiceNumber}</a>`,
  },
  { label: "Date", sort: "invoiceDate", cell: (row) => dayText(row.invoiceDate) },
  { label: "Due", cell: (row) => dayText(row.dueDate) },
  {
    label: "Total",
    end: true,
    cell: (row) => html`<${Money} amount=${row.total} currency=${row.currency} />`,
  },
  {
    label: "Outstanding",
    end: true,
    cell: (row) => html`<${Balance} of=${row} strong />`,
  },
  {
    label: "In dispute",
    end: true,
    cell: (row) =>
      row.openDisputeID
        ? html`<${Badge} tone="amber" icon="Scale"><${Money} amount=${row.disputedAmount}
          currency=${row.currency} bare /><//>`
        : html`<${None} />`,
  },
];

/** @param {{ customerID: string }} props */
function Disputes({ customerID }) {
  const pages = usePages(path`/customer/${customerID}/dispute`);
  return html`<div class="boxed column"><${List} pages=${pages} noun="dispute"
    unknown=${unknownOf({ tab: null, sort: sorts("invoiceDate") })}
    empty=${html`<${Blank} icon="Scale"
      title="No disputes">Raise one from an invoice of this customer.<//>`}
    table=${{
      caption: "Disputes",
      columns: disputeColumns,
      keyOf: (/** @type {Api.DisputeRow} */ row) => row.disputeID,
      hrefOf: (/** @type {Api.DisputeRow} */ row) => to.dispute(row.disputeID),
      keys: true,
    }} />
      </div>`;
}

/** @type {import("../ui/table.js").Column<Api.DisputeRow>[]} */
const disputeColumns = [
  about,
  { label: "Status", cell: (row) => html`<${Status} status=${row.status} />` },
  disputed,
  credited,
  { label: "Raised", cell: (row) => html`<${Ago} at=${row.disputeDate} />` },
];

/** @param {{ customerID: string }} props */
function Notes({ customerID }) {
  const pages = usePages(path`/customer/${customerID}/note`);
  return html`<${Section} title="Notes" flush><${Timeline} pages=${pages} nouns="notes"
    linked /><//>`;
}
