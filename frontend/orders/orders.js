/**
 * Orders: found by their id or a phone number, or those of a customer or a vendor; and for people
 * from outside their own (PO-02).
 */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { place, setQuery, to } from "../base/router.js";
import { isCustomer, isOutside, isVendor, me } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";
import { SelectField, TextField } from "../ui/field.js";
import { Chips, chipsOf } from "../ui/filters.js";
import { Page } from "../ui/page.js";
import { Blank } from "../ui/states.js";
import { FOUND_BY, ordersAsk, WHOSE } from "./asks.js";
import { ORDER_STATES, OrderList, OrderTabs } from "./list.js";

const same = (/** @type {string} */ value) => value;
/** @type {Record<string, [string, (value: string) => string]>} */
const words = {
  orderID: ["Order", same],
  phone: ["Phone", same],
  customerID: ["Customer", same],
  vendorID: ["Vendor", same],
};
const NAMES = [...FOUND_BY, ...WHOSE];
const KNOWN = { ...Object.fromEntries(NAMES.map((name) => [name, null])), status: ORDER_STATES };

export default function Orders() {
  const { query } = place.value;
  if (!isOutside()) return html`<${Found} />`;
  if (me.value?.partyID == null)
    return html`<${Page} title="Orders"><${Blank} icon="FileText" title="Nothing to show yet"
      action=${html`<${ButtonLink} href="#/account"
        icon="UserRound">Look at your account<//>`}>Your sign-in is not connected to ${
        isVendor() ? "a vendor" : "a customer account"
      } yet. Ask support to connect it.<//><//>`;
  const disputes = html`<${ButtonLink} href=${to.orderDisputes()}
    icon="Scale">Payouts in dispute<//>`;
  return html`<${Page} title="Orders" actions=${isCustomer() && disputes}>
    <${OrderTabs} /><${OrderList} known=${{ status: ORDER_STATES }}
    asked=${ordersAsk(query, true)} /><//>`;
}

/** For the staff. */
function Found() {
  const { query } = place.value;
  const set = chipsOf(words, query);
  const isOne = FOUND_BY.some((name) => query.get(name));
  return html`<${Page} title="Orders">
    <${Find} key=${NAMES.map((name) => query.get(name)).join(" ")} />
    <${Chips} set=${set} />
    ${set.length > 0 && !isOne && html`<${OrderTabs} />`}
    ${
      set.length > 0
        ? html`<${OrderList} asked=${ordersAsk(query, false)} known=${KNOWN} set=${set} />`
        : html`<${Blank} icon="Search" title="Which order?"
          action=${html`<${ButtonLink} href=${to.customers()} icon="Building2">Choose a customer<//>
            <${ButtonLink} href=${to.vendors()}
              icon="UserRound">Choose a vendor<//>`}>An order is found by its id or by the phone
              number of who sold it. All orders of one customer or vendor are listed too.<//>`
    }<//>`;
}

/** Looks for one thing at a time: what is looked for takes the place of what was. */
function Find() {
  const { query } = place.value;
  const known = NAMES.find((name) => query.get(name)) ?? "orderID";
  const [by, setBy] = useState(known);
  const [text, setText] = useState(query.get(known) ?? "");
  const find = (/** @type {Event} */ event) => {
    event.preventDefault();
    const cleared = Object.fromEntries([...NAMES, "status", "row"].map((name) => [name, null]));
    setQuery({ ...cleared, [by]: text.trim() });
  };
  const options = [
    { value: "orderID", label: "Order ID" },
    { value: "phone", label: "Phone number" },
    { value: "customerID", label: "Customer ID" },
    { value: "vendorID", label: "Vendor ID" },
  ];
  return html`<form class="find" role="search" aria-label="Orders" onSubmit=${find}
    novalidate>
    <${SelectField} label="Find by" value=${by} options=${options} onInput=${setBy} />
    <${TextField} label=${options.find((one) => one.value === by)?.label}
      type=${by === "phone" ? "tel" : "search"} value=${text} onInput=${setText} />
    <${Button} type="submit" icon="Search" name="find"
      why=${text.trim() ? null : "Say what to look for."}>Find<//></form>`;
}
