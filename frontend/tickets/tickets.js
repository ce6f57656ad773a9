/** Tickets: those of a state for the staff, or of one customer; a customer's own. */
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { isCustomer, may, me } from "../base/session.js";
import { statusWords } from "../base/words.js";
import { ButtonLink } from "../ui/button.js";
import { Chips, chipsOf } from "../ui/filters.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Blank } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { Ago, Status } from "../ui/text.js";
import { unknownOf } from "../ui/unknown-query.js";

const STATES = ["open", "answered", "closed", "disputed"];
const ALL = { value: "", label: "All" };
const tabs = STATES.map((value) => ({ value, label: statusWords(value).label }));

export default function Tickets() {
  const { query } = place.value;
  const isOwn = isCustomer();
  const title = isOwn ? "Questions" : "Tickets";
  const ofOne = isOwn || Boolean(query.get("customerID"));
  const shown = ofOne ? [ALL, ...tabs] : [{ ...tabs[0], value: "" }, ...tabs.slice(1)];
  const state = query.get("state") ?? "";
  const unknown = unknownOf({ state: [...STATES, ""], ...(isOwn ? {} : { customerID: null }) });
  const set = chipsOf({ customerID: ["Customer", (value) => value] }, query);
  const customerID = isOwn ? null : query.get("customerID");
  const asked = `/ticket${queryText({ state, customerID })}`;
  const pages = usePages(unknown.length > 0 ? null : asked);
  if (isOwn && me.value?.partyID == null)
    return html`<${Page} title=${title}><${Blank} icon="LifeBuoy"
      title="Nothing to show yet">Your sign-in is not connected to a customer account yet. Ask
      support to connect it.<//><//>`;
  const ask =
    (isOwn || may("ticket.raise")) &&
    html`<${ButtonLink} href=${to.newTicket()} icon="Plus"
      look="primary">${isOwn ? "Ask a question" : "Raise a ticket"}<//>`;
  return html`<${Page} title=${title} actions=${ask}>
    ${!isOwn && html`<${Chips} set=${set} />`}
    <${Tabs} label="State" name="state" tabs=${shown} current=${state} />
    <div class="boxed column"><${List} pages=${pages} unknown=${unknown}
      noun=${isOwn ? "question" : "ticket"}
      empty=${html`<${Nothing} isOwn=${isOwn} state=${state} />`}
      table=${{
        caption: title,
        columns: columns(isOwn),
        keyOf: (/** @type {Api.OwnTicketRow} */ row) => row.ticketID,
        hrefOf: (/** @type {Api.OwnTicketRow} */ row) => to.ticket(row.ticketID),
        keys: true,
      }} />
      </div><//>`;
}

/** @param {{ isOwn: boolean, state: string }} props */
function Nothing({ isOwn, state }) {
  if (isOwn && !state)
    return html`<${Blank} icon="LifeBuoy" title="No questions yet"
      action=${html`<${ButtonLink} href=${to.newTicket()}
        icon="Plus">Ask a question<//>`}>What you ask us stands here, with our answers.<//>`;
  return html`<${Blank} icon="LifeBuoy" title="Nothing here"
    action=${
      state &&
      html`<${ButtonLink} href=${to.tickets()}
      icon="X">Show the others<//>`
    }>There is no ticket that is ${statusWords(state || "open").label.toLowerCase()}.<//>`;
}

/** @param {boolean} isOwn @returns {import("../ui/table.js").Column<Api.TicketRow>[]} */
const columns = (isOwn) => [
  {
    label: "Subject",
    grow: true,
    bare: true,
    cell: (row) => html`<a href=${to.ticket(row.ticketID)}>${row.subject}</a>`,
  },
  ...(isOwn
    ? []
    : [{ label: "Who asks", cell: (/** @type {Api.TicketRow} */ row) => row.partyName }]),
  {
    label: "State",
    tight: true,
    cell: (row) => html`<${Status} status=${row.state} />`,
  },
  { label: "Last change", tight: true, cell: (row) => html`<${Ago} at=${row.changedAt} />` },
  { label: "Number", tight: true, cell: (row) => html`<span class="code">${row.ticketID}</span>` },
];
