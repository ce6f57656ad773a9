/** A customer's own portal: the invoices, or with `tab=disputes` the disputes. */

import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad, usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { me } from "../base/session.js";
import { about, credited, disputed } from "../disputes/invoice/columns.js";
import { ButtonLink } from "../ui/button.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Blank, Loaded } from "../ui/states.js";
import { Ago, Standing } from "../ui/text.js";
import { Unknown, unknownOf } from "../ui/unknown-query.js";
import { Amounts, Invoices } from "./customer.js";

/** @param {{ customerID?: string }} props */
export default function Portal({ customerID = String(me.value?.partyID ?? "") }) {
  const part = place.value.query.get("tab") === "disputes" ? "disputes" : "invoices";
  const title = part === "disputes" ? "Disputes" : "Invoices";
  if (!customerID)
    return html`<${Page} title=${title}><${Blank} icon="Building2" title="Nothing to show yet"
      action=${html`<${ButtonLink} href="#/account"
        icon="UserRound">Look at your account<//>`}>Your sign-in is not connected to a customer
        account yet. Ask the company that sends your invoices to connect it.<//><//>`;
  return html`<${Page} title=${title} part=${part}><${Own} customerID=${customerID}
    part=${part} /><//>`;
}

/** @param {{ customerID: string, part: string }} props */
function Own({ customerID, part }) {
  const load = useLoad(path`/customer/${customerID}`);
  const unknown = unknownOf({ tab: ["invoices", "disputes"], sort: null });
  return html`<${Loaded} of=${load}>${(
    /** @type {Api.OwnCustomerView} */ customer,
  ) => html`<p class="muted">${customer.name} · account ${customer.accountNumber}</p>
    ${
      unknown.length > 0
        ? html`<${Unknown} unknown=${unknown} />`
        : part === "disputes"
          ? html`<${Disputes} customerID=${customerID} />`
          : html`<${Amounts} customer=${customer} />
            <${Invoices} customerID=${customerID} />`
    }`}<//>`;
}

/** @param {{ customerID: string }} props */
function Disputes({ customerID }) {
  const pages = usePages(path`/customer/${customerID}/dispute`);
  const empty = html`<${Blank} icon="Scale" title="No disputes"
    action=${html`<${ButtonLink} href=${to.customer(customerID)}
      icon="Receipt">Look at your invoices<//>`}>To contest a charge, open its invoice and ask
      about it. You can follow here what becomes of it.<//>`;
  return html`<div class="boxed column"><${List} pages=${pages} noun="dispute"
    unknown=${unknownOf({ tab: ["disputes"] })} empty=${empty}
    table=${{
      caption: "Disputes",
      columns,
      keyOf: (/** @type {Api.OwnDisputeRow} */ row) => row.disputeID,
      hrefOf: (/** @type {Api.OwnDisputeRow} */ row) => to.dispute(row.disputeID),
      keys: true,
    }} />
      </div>`;
}

/** @type {import("../ui/table.js").Column<Api.OwnDisputeRow>[]} */
const columns = [
  about,
  { label: "Status", tight: true, cell: (row) => html`<${Standing} of=${row} />` },
  disputed,
  credited,
  { label: "Received", tight: true, cell: (row) => html`<${Ago} at=${row.disputeDate} />` },
];
