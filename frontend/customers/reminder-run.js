/**
 * What the run of reminders does on a day, before it does it, or would do where it is not switched
 * on: every customer at whom it looks, and of one every open item with its reason. It sends nothing
 * (CO-28, CO-36).
 */
import { countText, dayText, momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { useLoad, usePages } from "../base/queries.js";
import { place, to, withQuery } from "../base/router.js";
import { ButtonLink } from "../ui/button.js";
import { Downloads, localForms } from "../ui/downloads.js";
import { Chips, chipsOf, FilterDay, FilterSelect } from "../ui/filters.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Banner, Blank, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago } from "../ui/text.js";
import { itemColumnsOnDay, sumsOf } from "./item-columns.js";
import { asked as askedFor, reasons, reasonText } from "./reasons.js";

const DAYS_AHEAD = 31;

export default function ReminderRun() {
  const { query } = place.value;
  const customerID = query.get("customer") ?? "";
  const asked = { date: query.get("date") ?? "", code: query.get("code") ?? "" };
  const list = { href: withQuery({ customer: null }), label: TITLE };
  const crumbs = [{ href: to.customers(), label: "Customers" }, ...(customerID ? [list] : [])];
  const known = { date: null, code: reasons, customer: null };
  return html`<${Page} title=${customerID ? `Reminders of customer ${customerID}` : TITLE}
    kind="reminders" known=${known} part=${customerID}
    crumbs=${crumbs}
    actions=${
      customerID
        ? html`<${ButtonLink} href=${to.reminders(customerID)} icon="Mail">As they are today<//>`
        : html`<${ButtonLink} href=${to.toPost()} icon="Mail">Letters to be posted<//>
          <${ButtonLink} href=${to.unreached()} icon="MailX">Customers not reached<//>`
    }>
    ${
      customerID
        ? html`<${OfOne} key=${customerID} asked=${{ ...asked, customerID }} />`
        : html`<${OfAll} asked=${asked} />`
    }<//>`;
}

const TITLE = "Next reminders";

/**
 * The day and the items that are asked for; which day it is says the run, by its own time zone.
 * @param {{ asked: Record<string, string>, run: Api.RunView | null | undefined }} props
 */
function Filters({ asked, run }) {
  const { query } = place.value;
  return html`<div class="filters"><div class="chips"><${FilterDay} name="date" label="On"
      value=${asked.date || (run?.date ?? "")} min=${run?.today}
      max=${run && daysAfter(run.today, DAYS_AHEAD)} />
    <${FilterSelect} name="code" label="Items" value=${asked.code}
      options=${reasons.map((code) => ({ value: code, label: reasonText(code) }))} /></div>
    <${Chips} set=${chipsOf({ date: ["On", dayText], code: ["Items", reasonText] }, query)} />
    </div>`;
}

/** @param {string} day as the address has it @param {number} days */
function daysAfter(day, days) {
  const later = new Date(`${day}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return later.toISOString().slice(0, 10);
}

/** @param {Record<string, string>} asked */
const fileOf = (asked) => (/** @type {string} */ format) =>
  `/dunning/run/file${queryText({ ...asked, format })}`;

/** @param {{ asked: Record<string, string> }} props */
function OfAll({ asked }) {
  const pages = usePages(`/dunning/run${queryText(asked)}`);
  const off = pages.data?.automatic === false;
  const empty = html`<${Blank} icon="CircleCheck"
    title="The run looks at nobody">${
      asked.code ? "No item stands so on that day." : "Nobody owes anything that is overdue then."
    }<//>`;
  return html`<${Filters} asked=${asked} run=${pages.data} />${off && html`<${Off} />`}
    <${Banner} icon="Info">A forecast: nothing is sent from here. A payment, dispute, promise, bill
    or block until then changes it; letters that go before are counted in.<//>
    <${Section} title="Customers" flush actions=${html`<${Downloads} what="open items"
      from=${fileOf(asked)} more=${localForms()} />`}>
    <${List} pages=${pages} noun="customer" empty=${empty}
      table=${{ caption: TITLE, columns: columnsOf(off), keyOf, hrefOf, keys: true }} /><//>`;
}

/** That nothing of what is told goes, until reminders are switched on. */
const Off = () =>
  html`<${Banner} tone="amber" icon="Info">Nothing goes by itself yet: that is switched on
    under Settings, Reminders. This is what would go then. What somebody began goes on, and says
    so.<//>`;

/** One customer, with all its items. @param {{ asked: Record<string, string> }} props */
function OfOne({ asked }) {
  const load = useLoad(`/dunning/run${queryText(asked)}`);
  return html`<${Filters} asked=${asked} run=${load.data} />
    <${Loaded} of=${load} kind="text" rows=${6}>${(/** @type {Api.RunView} */ data) =>
      data.value.map(
        (row) => html`<div class="column" key=${row.customerID}>
        ${!data.automatic && html`<${Off} />`}
        <div class="card column"><${Facts} facts=${[
          ["Customer", html`<a href=${to.customer(row.customerID)}>${row.name}</a>`],
          ["On", `${dayText(data.date)}, ${row.timeZone}`],
          [goes(!data.automatic), html`<${Goes} of=${row} off=${!data.automatic} />`],
          ["Asked for", sumsOf(row.sums)],
          [
            data.automatic ? "Reminded before" : "Would be reminded before",
            row.earlier.length > 0 && row.earlier.map((day) => dayText(day)).join(", "),
          ],
          ["Items", reasonsText(row)],
        ]} /></div>
        <${Section} title="Open items" flush actions=${html`<${Downloads} what="open items"
          from=${fileOf(asked)} more=${localForms()} />`}>
          <${Table} caption="Open items" columns=${itemColumnsOnDay(row.customerID)}
            rows=${row.items.slice(0, ROWS)}
            keyOf=${(/** @type {Api.ItemTodayView} */ item) => String(item.invoiceNumber)} />
          ${
            row.items.length > ROWS &&
            html`<p class="padded muted">${countText(ROWS)} of ${countText(row.items.length)}; the
              file has all of them.</p>`
          }<//></div>`,
      )}<//>`;
}
/** So many items are drawn. */
const ROWS = 500;

/** When the run looks at a customer again. @param {Api.RunRowView} row */
const nextLook = (row) =>
  new Date(row.looksAt) > new Date() ? html`<${Ago} at=${row.looksAt} />` : "Now";

/** @param {boolean} off */
const goes = (off) => (off ? "What would go" : "What goes");

/**
 * What the run does about a customer on the day, or would do, or why nothing goes.
 * @param {{ of: Api.RunRowView, off: boolean }} props off: nobody is reminded by itself
 */
const Goes = ({ of: row, off }) =>
  row.leavesAt
    ? html`<strong>${row.letters === 1 ? "1 letter" : `${countText(row.letters)} letters`},${" "}
      ${momentText(row.leavesAt)}</strong>${" "}<small
        class="muted">${[row.levelLabel, row.begun ? BEGUN : off && NOT_YET]
          .filter(Boolean)
          .join(", ")}</small>`
    : html`<span>No letter</span>${" "}<small
        class="muted">${row.unreached ?? whyNot(row, off)}</small>`;
const BEGUN = "goes on as somebody began it";
const NOT_YET = "not by itself yet";

/** @param {Api.RunRowView} row @param {boolean} off */
function whyNot(row, off) {
  if (row.reasons.some((one) => askedFor.includes(one.code)))
    return `not before ${momentText(row.looksAt)}`;
  const days = row.earlier.map((day) => dayText(day)).join(", ");
  if (days) return `${off ? "would be reminded" : "reminded"} on ${days}`;
  return "nothing is asked for";
}

/** How many items stand how. @param {Api.RunRowView} row */
const reasonsText = (row) =>
  row.reasons.map(({ code, count }) => `${reasonText(code)}: ${countText(count)}`).join(" · ");

/** @param {Api.RunRowView} row */
const keyOf = (row) => String(row.customerID);

/** @param {Api.RunRowView} row */
const hrefOf = (row) => withQuery({ customer: String(row.customerID) });

/**
 * @param {boolean} off
 * @returns {import("../ui/table.js").Column<Api.RunRowView>[]}
 */
const columnsOf = (off) => [
  {
    label: "Customer",
    bare: true,
    name: true,
    cell: (row) => html`<a href=${hrefOf(row)}>${row.name}</a><small>${row.customerID}</small>`,
  },
  { label: goes(off), name: true, cell: (row) => html`<${Goes} of=${row} off=${off} />` },
  { label: "Items", grow: true, cell: reasonsText },
  { label: "Asked for", end: true, tight: true, cell: (row) => sumsOf(row.sums) },
  { label: "Next look", tight: true, cell: nextLook },
];
