/** All disputes in one place: filter, sort, page, and from row to row by keyboard. */

import { listText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { useLoad, usePages, usePolling } from "../../base/queries.js";
import { place, setQuery, to } from "../../base/router.js";
import { may, me } from "../../base/session.js";
import { moverWords, statusWords } from "../../base/words.js";
import { ButtonLink } from "../../ui/button.js";
import { Chips, FilterSelect } from "../../ui/filters.js";
import { List } from "../../ui/list.js";
import { RowBar } from "../../ui/money-bar.js";
import { Page } from "../../ui/page.js";
import { usePicked } from "../../ui/picked.js";
import { Blank } from "../../ui/states.js";
import { Ago, Money, Mover, Status } from "../../ui/text.js";
import { sorts, unknownOf } from "../../ui/unknown-query.js";
import { AssignPicked, peopleOptions } from "../assign.js";
import { Deadlines } from "../deadlines.js";
import { countOf, Kinds } from "../queues.js";
import { QueueTabs, views, viewTabs } from "../views.js";
import { useWalk } from "../walk.js";
import { DEFAULT_SORT, FILTERS, queueAsks, queueState } from "./asks.js";
import { about } from "./columns.js";

/** @param {Api.DisputeRow} row */
const keyOf = (row) => row.disputeID;

const REFRESH_EVERY_MS = 60000;
const MOVERS = ["agent", "approver", "resolver", "customer"];
/** Lists of one customer or person are sorted by date alone. */
const BY_DATE_ALONE = ["customerID", "resolverID", "assigneeID"];
const KNOWN = {
  ...Object.fromEntries(FILTERS.map((name) => [name, null])),
  state: ["open", "closed"],
  status: ["open", "pendingApproval", "finalised", "withdrawn", "closed"],
  waitingFor: MOVERS,
  sort: sorts("disputeDate", "amount", "urgentAt"),
  view: Object.keys(views),
};

export default function Queue() {
  if (me.value?.role === "vendor")
    return html`<${Page} title="Nothing to do here yet"><${Blank} icon="Inbox"
      title="Nothing to do here yet" action=${html`<${ButtonLink} href="#/account"
        icon="UserRound">Look at your account<//>`}>Disputes about your orders will stand here: what
        is claimed, by when to answer, and what became of it. None can be answered here so far;
        whoever invited you tells you when that begins.<//><//>`;
  if (!may("dispute.read"))
    return html`<${Page} title="Nothing to do here yet"><${Blank} icon="Inbox"
      title="Nothing to do here yet">What is asked of you will stand here: disputes that wait for
      your answer, and what became of them. For now there is nothing your role (${me.value?.role})
      may open; an administrator can give you another one.<//><//>`;
  return html`<${Disputes} />`;
}

function Disputes() {
  const query = Object.fromEntries(place.value.query);
  const state = queueState(query);
  const asks = queueAsks(query);
  const unknown = unknownOf(KNOWN);
  const sort = query.view ? "urgentAt" : (query.sort ?? DEFAULT_SORT);
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, query[name]]));
  const pages = usePages(unknown.length > 0 ? null : asks.list);
  const { picked, onPick } = usePicked(pages.rows, keyOf);
  useWalk(unknown.length > 0 ? null : asks.list, pages);
  const counts = useLoad(asks.counts);
  const people = useLoad(asks.people);
  const reasons = useLoad(asks.reasons);
  usePolling(() => {
    if (picked.length === 0 && !pages.busy && pages.rows && pages.rows.length <= 25) pages.reload();
    counts.reload();
  }, REFRESH_EVERY_MS);
  const set = filtersSet(
    chosen,
    people.data?.value ?? [],
    reasons.data?.value ?? [],
    pages.rows ?? [],
  );
  const picking = {
    picked,
    onPick,
    label: (/** @type {Api.DisputeRow} */ row) => `Choose invoice ${row.invoiceNumber}`,
    bar: html`<${AssignPicked} rows=${pages.rows ?? []} picked=${picked} onPick=${onPick}
      drawn=${Drawn} onDone=${pages.reload} />`,
  };
  const canPick = may("dispute.work") && state === "open";
  return html`<${Page} title="Queue" actions=${
    may("dispute.work") &&
    html`<${ButtonLink} href="#/customers" icon="Plus" look="primary">Raise a dispute<//>`
  }>
    <${Kinds} here="invoice" /><${StatusTabs} counts=${(!counts.error && counts.data?.counts) || []}
      state=${state} here=${query.view ?? query.status ?? ""} />
    <div class="filters"><div class="chips">
      ${
        query.view !== "waiting" &&
        html`<${FilterSelect} name="waitingFor" label="Whose move" value=${query.waitingFor ?? ""}
        options=${MOVERS.map((value) => ({ value, label: moverWords(value) }))} />`
      }
      ${
        !["mine", "unassigned"].includes(query.view) &&
        html`<${FilterSelect} name="assigneeID" label="Assignee" value=${query.assigneeID ?? ""}
        of=${people} options=${peopleOptions(people.data?.value ?? [])}
        onChoose=${(/** @type {string} */ assigneeID) => setQuery({ assigneeID, sort: null })} />`
      }
      <${FilterSelect} name="reasonID" label="Reason" of=${reasons} value=${query.reasonID ?? ""}
        options=${(reasons.data?.value ?? []).map((/** @type {Api.ReasonView} */ reason) => ({
          value: String(reason.reasonID),
          label: reason.name,
        }))} />
    </div><${Chips} set=${set} /></div>
    <div class="boxed column"><${List} pages=${pages} noun="dispute" unknown=${unknown}
      empty=${html`<${Empty} set=${set} state=${state} view=${query.view} />`}
      table=${{
        caption: "Disputes",
        columns,
        keyOf,
        hrefOf: (/** @type {Api.DisputeRow} */ row) => to.dispute(row.disputeID),
        sort,
        onSort:
          query.view || BY_DATE_ALONE.some((name) => query[name])
            ? undefined
            : (/** @type {string} */ next) =>
                setQuery({ sort: next === DEFAULT_SORT ? null : next }),
        keys: true,
        picking: canPick ? picking : undefined,
      }} /></div>
  <//>`;
}

/** What is asked about before several are given to somebody. @param {Api.DisputeRow} row */
const Drawn = (row) => html`<${Money} amount=${row.amount} currency=${row.currency} strong />
  <span>Invoice ${row.invoiceNumber}<small class="muted">${row.customerName ?? row.customerID}
    </small></span>`;

/** @type {import("../../ui/table.js").Column<Api.DisputeRow>[]} */
const columns = [
  about,
  {
    label: "Customer",
    name: true,
    cell: (row) =>
      html`<span class="clip">${row.customerName ?? row.customerID}</span><small>${row.customerID}
        </small>`,
  },
  { label: "Status", tight: true, cell: (row) => html`<${Status} status=${row.status} />` },
  {
    label: "Disputed",
    end: true,
    tight: true,
    sort: "amount",
    cell: (row) =>
      html`<${Money} amount=${row.amount} currency=${row.currency} strong />
        <${RowBar} amounts=${row.amounts} currency=${row.currency} />`,
  },
  {
    label: "Whose move",
    tight: true,
    cell: (row) => html`<${Mover} waitingFor=${row.waitingFor} since=${row.waitingSince} />`,
  },
  {
    label: "Assignee",
    wide: true,
    name: true,
    cell: (row) => row.assignee ?? html`<span class="muted">Nobody</span>`,
  },
  {
    label: "Raised",
    tight: true,
    sort: "disputeDate",
    cell: (row) =>
      html`<${Ago} at=${row.disputeDate} />${row.estimated && html`<small>estimated</small>`}`,
  },
  { label: "Due", tight: true, sort: "urgentAt", cell: Deadlines },
];

/**
 * @param {{ counts: Api.StatusCount[], state: string, here: string }} props here: view or status
 */
function StatusTabs({ counts, state, here }) {
  const count = (/** @type {string} */ name) =>
    countOf(counts.filter((one) => one.status === name));
  const tabs = [
    { value: "", label: "All open", count: countOf(counts) },
    { value: "open", label: "Open", count: count("open") },
    { value: "pendingApproval", label: "Pending approval", count: count("pendingApproval") },
    { value: "closed:finalised", label: "Finalised" },
    { value: "closed:withdrawn", label: "Withdrawn" },
    { value: "closed:closed", label: "Closed" },
  ];
  return html`<${QueueTabs} label="Status" here=${state === "closed" ? `closed:${here}` : here}
    tabs=${[
      ...viewTabs((query) => `#/queue${query}`),
      ...tabs.map((tab) => ({ ...tab, href: statusHref(tab.value) })),
    ]} />`;
}

/** @param {string} value */
function statusHref(value) {
  const closed = value.startsWith("closed:");
  const query = new URLSearchParams(place.value.query);
  for (const name of ["state", "status", "view", "row"]) query.delete(name);
  if (closed) query.set("state", "closed");
  const status = value.replace("closed:", "");
  if (status) query.set("status", status);
  return `#/queue${query.size ? `?${query}` : ""}`;
}

/**
 * @param {Record<string, string | undefined>} chosen
 * @param {Api.ColleagueView[]} people
 * @param {Api.ReasonView[]} reasons
 * @param {Api.DisputeRow[]} rows
 */
function filtersSet(chosen, people, reasons, rows) {
  const person = (/** @type {string} */ id) => people.find((one) => one.userID === id)?.name ?? id;
  /** @type {Record<string, [string, (value: string) => string]>} */
  const words = {
    status: ["Status", (value) => statusWords(value).label],
    customerID: [
      "Customer",
      (value) => rows.find((row) => String(row.customerID) === value)?.customerName ?? value,
    ],
    resolverID: ["Resolver", person],
    assigneeID: ["Assignee", person],
    waitingFor: ["Whose move", moverWords],
    currency: ["Currency", (value) => value],
    reasonID: [
      "Reason",
      (value) => reasons.find((one) => String(one.reasonID) === value)?.name ?? value,
    ],
    search: ["Words", (value) => value],
  };
  return Object.entries(chosen).flatMap(([name, value]) =>
    value ? [{ name, value, label: words[name][0], words: words[name][1](value) }] : [],
  );
}

/**
 * @param {{ set: { name: string, label: string, words: string }[], state: string,
 *   view?: string }} props
 */
function Empty({ set, state, view }) {
  if (set.length > 0) {
    const told = listText(set.map((one) => `${one.label.toLowerCase()} “${one.words}”`));
    return html`<${Blank} icon="SearchX" title="No dispute matches"
      action=${html`<${ButtonLink} href="#/queue" icon="X">Clear all filters<//>`}>
      ${set.length > 1 ? "The filters" : "The filter"} ${told} ${
        set.length > 1 ? "leave" : "leaves"
      } nothing to show. Take ${set.length > 1 ? "one" : "it"} away to see more.<//>`;
  }
  if (view && views[view])
    return html`<${Blank} icon=${view === "late" ? "CircleCheck" : "Scale"}
      title=${views[view].title} action=${html`<${ButtonLink} href="#/queue"
        icon="Inbox">See all that are open<//>`}>
      ${views[view].text}<//>`;
  if (state === "closed")
    return html`<${Blank}
      title="No closed disputes yet">Disputes that were finalised, withdrawn or closed are listed
      here.<//>`;
  return html`<${Blank} title="No open disputes"
    action=${html`<${ButtonLink} href="#/customers" look="primary"
      icon="Building2">Find a customer<//>
      ${
        may("import.run") &&
        html`<${ButtonLink} href="#/import/new" icon="FileUp">Import receivables<//>`
      }`}>A dispute is raised from an invoice. Find the customer, or import your receivables
      first.<//>`;
}
