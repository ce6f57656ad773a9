/**
 * The staff's queue of payout disputes as work: mine, what waits for me, what nobody has, what is
 * late; what is due first stands first, and several can be taken or given at once (CK-10, CK-11).
 */
import { listText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { useLoad, usePages, usePolling } from "../../base/queries.js";
import { place, to, withQuery } from "../../base/router.js";
import { may } from "../../base/session.js";
import { moverWords, statusWords } from "../../base/words.js";
import { ButtonLink } from "../../ui/button.js";
import { Chips, chipsOf, FilterSelect } from "../../ui/filters.js";
import { List } from "../../ui/list.js";
import { Page } from "../../ui/page.js";
import { usePicked } from "../../ui/picked.js";
import { Blank } from "../../ui/states.js";
import { Money } from "../../ui/text.js";
import { unknownOf } from "../../ui/unknown-query.js";
import { AssignPicked, peopleOptions, WORKERS } from "../assign.js";
import { countOf, Kinds } from "../queues.js";
import { QueueTabs, views, viewTabs } from "../views.js";
import { useWalk } from "../walk.js";
import { ENDED, ORDER_COUNTS, orderDisputesAsk, ownMove } from "./asks.js";
import { staffColumns } from "./columns.js";
import { claims } from "./words.js";

/** @param {Api.OrderDisputeRow} row */
const keyOf = (row) => row.disputeID;

const REFRESH_EVERY_MS = 60_000;
const STATUSES = ["open", "inProgress", "resolved", ...ENDED];
const MOVERS = ["agent", "approver", "manager", "finance", "vendor", "customer", "bank"];
const CLEARED = { status: null, waitingFor: null, assigneeID: null, row: null };

/** @type {Record<string, { label: string, title: string, text: string }>} */
const words = {
  ...views,
  late: {
    ...views.late,
    text:
      "What was due and is not done stands here: ours, the vendor's, the bank's, and what the" +
      " customer was promised.",
  },
  "": {
    label: "All open",
    title: "No payout disputes here",
    text: "Customers raise them on an order that was not paid, or you do for them.",
  },
};

export default function OrderQueue() {
  const { query } = place.value;
  const asked = Object.fromEntries(query);
  const view = asked.view ?? "";
  const unknown = unknownOf({
    view: Object.keys(views),
    status: STATUSES,
    waitingFor: MOVERS,
    assigneeID: null,
  });
  const asks = unknown.length > 0 ? null : orderDisputesAsk(asked);
  const pages = usePages(asks);
  const counts = useLoad(ORDER_COUNTS);
  const people = useLoad(WORKERS);
  const { picked, onPick } = usePicked(pages.rows, keyOf);
  useWalk(asks, pages);
  usePolling(() => {
    if (picked.length === 0 && !pages.busy && pages.rows && pages.rows.length <= 25) pages.reload();
    counts.reload();
  }, REFRESH_EVERY_MS);
  const reload = () => {
    pages.reload();
    counts.reload();
  };
  const rows = pages.rows ?? [];
  const told = counts.error ? null : counts.data;
  const of = (
    /** @type {({ count: number, more: boolean } & Record<string, unknown>)[]} */ all = [],
    /** @type {string} */ name,
    /** @type {string} */ one,
  ) => countOf(all.filter((row) => row[name] === one));
  /** @type {Record<string, unknown>} */
  const counted = {
    "": countOf(told?.counts ?? []),
    waiting: of(told?.waiting, "waitingFor", ownMove()),
  };
  const all = { value: "", label: words[""].label, href: to.orderDisputes() };
  const tabs = [...viewTabs(to.orderDisputes), all].map((tab) => ({
    ...tab,
    count: counted[tab.value],
  }));
  const options = peopleOptions(people.data?.value ?? []);
  const set = chipsOf(
    {
      status: ["Status", (one) => statusWords(one).label],
      waitingFor: ["Whose move", moverWords],
      assigneeID: ["Assignee", (id) => options.find((one) => one.value === id)?.label ?? id],
    },
    query,
  );
  const picking = may("dispute.work") && {
    picked,
    onPick,
    label: (/** @type {Api.OrderDisputeRow} */ row) => `Choose order ${row.orderID}`,
    bar: html`<${AssignPicked} rows=${rows} picked=${picked} onPick=${onPick} drawn=${Drawn}
      onDone=${reload} />`,
  };
  return html`<${Page} title="Queue" kind="orders" part="order"
    actions=${
      may("dispute.work") &&
      html`<${ButtonLink} look="primary" icon="Plus"
      href=${to.claim()}>Raise a payout dispute<//>`
    }>
    <${Kinds} here="order" />
    <${QueueTabs} label="View" here=${view} tabs=${tabs} />
    <div class="filters"><div class="chips">
      <${FilterSelect} name="status" label="Status" value=${asked.status ?? ""}
        options=${STATUSES.filter((one) => !view || !ENDED.includes(one)).map((value) => ({
          value,
          label: [statusWords(value).label, bracketed(of(told?.counts, "status", value))].join(""),
        }))} />
      ${
        view !== "waiting" &&
        html`<${FilterSelect} name="waitingFor" label="Whose move" value=${asked.waitingFor ?? ""}
        options=${MOVERS.map((value) => ({
          value,
          label: [moverWords(value), bracketed(of(told?.waiting, "waitingFor", value))].join(""),
        }))} />`
      }
      ${
        !["mine", "unassigned"].includes(view) &&
        html`<${FilterSelect} name="assigneeID" label="Assignee" value=${asked.assigneeID ?? ""}
        of=${people} options=${options} />`
      }</div>
      <${Chips} set=${set} /></div>
    <div class="boxed column"><${List} pages=${pages} noun="dispute" unknown=${unknown}
      empty=${html`<${Empty} view=${view} set=${set} />`}
        table=${{
          caption: "Payout disputes",
          columns: staffColumns(),
          keyOf,
          hrefOf: (/** @type {Api.OrderDisputeRow} */ row) => to.dispute(row.disputeID),
          keys: true,
          picking,
        }} />
    </div><//>`;
}

/** @param {string | undefined} count */
const bracketed = (count) => (count ? ` (${count})` : "");

/** What is asked about before several are given to somebody. @param {Api.OrderDisputeRow} row */
const Drawn = (row) => html`<${Money} amount=${row.claimedAmount} currency=${row.currency} strong />
  <span>Order ${row.orderID}<small class="muted">${claims[row.claim]}</small></span>`;

/** @param {{ view: string, set: { label: string, words: string }[] }} props */
function Empty({ view, set }) {
  if (set.length > 0)
    return html`<${Blank} icon="SearchX" title="No dispute matches"
      action=${html`<${ButtonLink} href=${withQuery(CLEARED)}
        icon="X">Clear ${set.length > 1 ? "the filters" : "the filter"}<//>`}>
      ${set.length > 1 ? "The filters" : "The filter"} ${listText(
        set.map((one) => `${one.label.toLowerCase()} “${one.words}”`),
      )} ${set.length > 1 ? "leave" : "leaves"} nothing to show${
        view && ` in “${words[view].label}”`
      }.<//>`;
  const { title, text } = words[view] ?? words[""];
  return html`<${Blank} icon=${view === "late" ? "CircleCheck" : "Scale"} title=${title}
    action=${
      view &&
      html`<${ButtonLink} href=${to.orderDisputes()}
      icon="Inbox">See all that are open<//>`
    }>${text}<//>`;
}
