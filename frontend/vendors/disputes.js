/** The disputes with one vendor, for the staff (CK-03, X-08). */
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { moverWords, sentence } from "../base/words.js";
import { List } from "../ui/list.js";
import { Blank } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { Ago, Badge, Due, Money, Mover, Status } from "../ui/text.js";

const TABS = [
  { value: "", label: "Open" },
  { value: "ended", label: "Ended" },
];
export const DISPUTE_STATES = TABS.map((tab) => tab.value);

/** @param {{ vendorID: string }} props */
export function DisputesOf({ vendorID }) {
  const state = place.value.query.get("state") ?? "";
  const pages = usePages(`/dispute${queryText({ vendorID, state })}`);
  return html`<${Tabs} label="Which" name="state" tabs=${TABS} current=${state} />
    <div class="boxed column"><${List} pages=${pages} noun="dispute" unknown=${[]}
      empty=${html`<${Blank} icon="Scale"
        title=${
          state ? "None so far" : "No open disputes"
        }>Disputes of customers with this vendor stand here.<//>`}
      table=${{
        caption: "Disputes",
        columns,
        keyOf: (/** @type {Api.OrderDisputeRow} */ row) => row.disputeID,
        hrefOf: (/** @type {Api.OrderDisputeRow} */ row) => to.dispute(row.disputeID),
        keys: true,
      }} />
    </div>`;
}

/** @type {import("../ui/table.js").Column<Api.OrderDisputeRow>[]} */
const columns = [
  {
    label: "Dispute",
    grow: true,
    bare: true,
    cell: (row) => html`<a href=${to.dispute(row.disputeID)}>Order ${row.orderID}</a>
      ${row.isHighValue && html` <${Badge} tone="amber" icon="TriangleAlert">High value<//>`}
      <small class="clip">${sentence(row.claimText)}</small>`,
  },
  { label: "Customer", name: true, cell: (row) => html`<span class="clip">${row.customer}</span>` },
  { label: "Status", tight: true, cell: (row) => html`<${Status} status=${row.status} />` },
  {
    label: "Claimed",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.claimedAmount} currency=${row.currency} strong />`,
  },
  {
    label: "Whose move",
    name: true,
    cell: (row) => html`<${Mover} waitingFor=${row.waitingFor} since=${row.waitingSince}
      name=${
        row[/** @type {"customer" | "vendor"} */ (row.waitingFor)] ??
        moverWords(row.waitingFor ?? "")
      } />`,
  },
  { label: "Due", tight: true, cell: (row) => html`<${Due} at=${row.dueAt} />` },
  { label: "Raised", tight: true, cell: (row) => html`<${Ago} at=${row.disputeDate} />` },
];
