/** Customers, by name or account number. */

import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { may } from "../base/session.js";
import { Address } from "../ui/address.js";
import { ButtonLink } from "../ui/button.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { SearchField } from "../ui/search-field.js";
import { Blank } from "../ui/states.js";
import { None } from "../ui/text.js";
import { unknownOf } from "../ui/unknown-query.js";

export default function Customers() {
  const asked = place.value.query.get("search") ?? "";
  const unknown = unknownOf({ search: null });
  const pages = usePages(`/customer${queryText({ search: asked })}`);
  const empty = asked
    ? html`<${Blank} icon="SearchX"
      title="No customer found">No name or account number has “${asked}” in it.<//>`
    : html`<${Blank} icon="Building2" title="No customers yet" action=${
        may("import.run") &&
        html`<${ButtonLink} href="#/import/new" icon="FileUp" look="primary">Import receivables<//>`
      }>Customers come in with an import, or by the API.<//>`;
  const actions =
    may("customer.read") &&
    html`<${ButtonLink} href=${to.reminderRun()} icon="Clock">Next reminders<//>
      <${ButtonLink} href=${to.toPost()} icon="Mail">Letters to be posted<//>
      <${ButtonLink} href=${to.unreached()} icon="MailX">Customers not reached<//>`;
  return html`<${Page} title="Customers" actions=${actions}>
    <p class="muted">A dispute is raised from an invoice: find the customer, then the invoice.</p>
      <div class="form"><${SearchField} label="Find by name or account number" /></div>
    <div class="boxed column"><${List} pages=${pages} noun="customer" unknown=${unknown}
      empty=${empty}
      table=${{
        caption: "Customers",
        columns,
        keyOf: (/** @type {Api.CustomerRow} */ row) => String(row.customerID),
        hrefOf: (/** @type {Api.CustomerRow} */ row) => to.customer(row.customerID),
        keys: true,
      }} />
        </div><//>`;
}

/** @type {import("../ui/table.js").Column<Api.CustomerRow>[]} */
const columns = [
  {
    label: "Customer",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<a href=${to.customer(row.customerID)}>${row.name}</a><small>${row.customerID}</small>`,
  },
  { label: "Account number", cell: (row) => row.accountNumber ?? html`<${None} />` },
  { label: "Email", cell: (row) => html`<${Address} of=${row} />` },
  { label: "Invoices by", cell: (row) => row.deliveryMethod ?? html`<${None} />` },
  { label: "Currency", cell: (row) => row.currency },
];
