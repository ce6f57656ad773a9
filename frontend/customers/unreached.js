/** The customers who were to be reminded and could not be, those of longest ago first (CO-40). */
import { html } from "../base/html.js";
import { usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Blank } from "../ui/states.js";
import { Ago } from "../ui/text.js";

export default function Unreached() {
  const pages = usePages("/dunning/unreached");
  return html`<${Page} title="Customers who are not reached" kind="reminders" known=${{}}
    crumbs=${[{ href: to.customers(), label: "Customers" }]}>
    <div class="boxed"><${List} pages=${pages} noun="customer"
      empty=${html`<${Blank} icon="CircleCheck"
        title="Everybody is reached">Nobody was to be reminded in vain.<//>`}
      table=${{ caption: "Customers who are not reached", columns, keyOf, hrefOf, keys: true }} />
    </div><//>`;
}

/** @param {Api.UnreachedView} row */
const keyOf = (row) => String(row.customerID);

/** @param {Api.UnreachedView} row */
const hrefOf = (row) => to.reminders(row.customerID);

/** @type {import("../ui/table.js").Column<Api.UnreachedView>[]} */
const columns = [
  {
    label: "Customer",
    bare: true,
    grow: true,
    cell: (row) => html`<a href=${hrefOf(row)}>${row.name}</a>`,
  },
  { label: "Why", grow: true, cell: (row) => row.words },
  { label: "Since", tight: true, cell: (row) => html`<${Ago} at=${row.since} />` },
];
