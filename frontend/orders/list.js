/** The orders that an address asks for, by how they stand. */
import { listText } from "../base/format.js";
import { html } from "../base/html.js";
import { usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { isCustomer, isOutside, may } from "../base/session.js";
import { statusWords } from "../base/words.js";
import { ButtonLink } from "../ui/button.js";
import { List } from "../ui/list.js";
import { Blank, Failure } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { unknownOf } from "../ui/unknown-query.js";
import { orderColumns } from "./columns.js";

const TABS = [
  { value: "", label: "All" },
  ...["placed", "assigned", "completed", "cancelled"].map((value) => ({
    value,
    label: statusWords(value).label,
  })),
];

/** How orders stand, as the address says it. */
export const ORDER_STATES = TABS.map((tab) => tab.value);

export const OrderTabs = () =>
  html`<${Tabs} label="Status" name="status" tabs=${TABS}
    current=${place.value.query.get("status") ?? ""} />`;

/**
 * @param {object} props
 * @param {string | null} props.asked the path of the list; null where nothing can be asked for
 * @param {Record<string, readonly string[] | null>} props.known what the address may ask for
 * @param {import("../ui/filters.js").Set[]} [props.set] the filters that are set, beside the status
 */
export function OrderList({ asked, known, set = [] }) {
  const unknown = unknownOf(known);
  const pages = usePages(unknown.length > 0 ? null : asked);
  const status = place.value.query.get("status") ?? "";
  const told = [
    ...(status ? [`status “${statusWords(status).label}”`] : []),
    ...set.map((one) => `${one.label.toLowerCase()} “${one.words}”`),
  ];
  if (pages.error?.status === 404 && !pages.rows) return html`<${Nothing} told=${told} />`;
  if (pages.error?.status === 400 && !pages.rows && unknown.length === 0)
    return html`<${Failure} problem=${pages.error} />`;
  return html`<div class="boxed column"><${List} pages=${pages} noun="order" unknown=${unknown}
    empty=${html`<${Nothing} told=${told} />`}
    table=${{
      caption: "Orders",
      columns: orderColumns(),
      keyOf: (/** @type {Api.OrderRow} */ row) => String(row.orderID),
      hrefOf: (/** @type {Api.OrderRow} */ row) => to.order(row.orderID),
      keys: true,
    }} />
      </div>`;
}

/** @param {{ told: string[] }} props what was asked for */
function Nothing({ told }) {
  if (told.length > 0)
    return html`<${Blank} icon="SearchX" title="No order found"
      action=${html`<${ButtonLink} href=${to.orders()}
        icon="X">Clear all filters<//>`}>With ${listText(told)} there is nothing to show.<//>`;
  if (isCustomer())
    return html`<${Blank} icon="FileText"
      title="No orders yet">What you have sold stands here; from each order you can say that you
      were not paid, or too little.<//>`;
  if (isOutside())
    return html`<${Blank} icon="FileText"
      title="No orders yet">The orders that you collect and pay for stand here.<//>`;
  return html`<${Blank} icon="FileText" title="No orders yet" action=${
    may("import.run") &&
    html`<${ButtonLink} href="#/import/new?kind=orders" icon="FileUp"
      look="primary">Import orders<//>`
  }>They come in with an import, or by the API.<//>`;
}
