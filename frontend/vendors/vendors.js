/** Vendors by name, each with how it stands (PO-32). */
import { compare } from "../base/decimal.js";
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { may } from "../base/session.js";
import { ButtonLink } from "../ui/button.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { SearchField } from "../ui/search-field.js";
import { Blank } from "../ui/states.js";
import { Money, None } from "../ui/text.js";
import { unknownOf } from "../ui/unknown-query.js";
import { Flag, Level } from "./level.js";

export default function Vendors() {
  const name = place.value.query.get("name") ?? "";
  const unknown = unknownOf({ name: null });
  const pages = usePages(unknown.length > 0 ? null : `/vendor${queryText({ name })}`);
  const empty = name
    ? html`<${Blank} icon="SearchX" title="Nobody found">No vendor's name has “${name}” in it.<//>`
    : html`<${Blank} icon="UserRound" title="No vendors yet" action=${
        may("import.run") &&
        html`<${ButtonLink} href="#/import/new?kind=vendors" icon="FileUp"
          look="primary">Import vendors<//>`
      }>They come in with an import, or by the API.<//>`;
  return html`<${Page} title="Vendors">
    <div class="form"><${SearchField} name="name" label="Find by name" /></div>
    <div class="boxed column"><${List} pages=${pages} noun="vendor" unknown=${unknown}
      empty=${empty}
      table=${{
        caption: "Vendors",
        columns,
        keyOf: (/** @type {Api.VendorRow} */ row) => String(row.vendorID),
        hrefOf: (/** @type {Api.VendorRow} */ row) => to.vendor(row.vendorID),
        keys: true,
      }} />
    </div><//>`;
}

/** @type {import("../ui/table.js").Column<Api.VendorRow>[]} */
const columns = [
  {
    label: "Vendor",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<a href=${to.vendor(row.vendorID)}>${row.name}</a><small>${row.vendorID}</small>`,
  },
  {
    label: "Stands",
    tight: true,
    cell: (row) => html`<${Level} level=${row.level} /> <${Flag} of=${row} />`,
  },
  {
    label: "Leads",
    end: true,
    tight: true,
    cell: (row) =>
      html`${countText(row.leads)}${
        row.leads !== row.maxLeads && html`<small>of ${countText(row.maxLeads)}</small>`
      }`,
  },
  {
    label: "Owes in fines",
    end: true,
    tight: true,
    cell: (row) =>
      compare(row.owedAmount, "0") > 0
        ? html`<${Money} amount=${row.owedAmount} currency=${row.currency} />`
        : html`<${None} />`,
  },
  {
    label: "Ask for",
    name: true,
    cell: (row) =>
      html`${row.contact ?? html`<${None} />`}${row.phone && html`<small>${row.phone}</small>`}`,
  },
];
