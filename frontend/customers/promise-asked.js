/**
 * The page that the link of a customer opens: its invoices as they are now, and one day by which
 * all are paid. No signing in (CO-27).
 */
import { personalLinks } from "../approvals/link.js";
import { troubleOf } from "../approvals/link-trouble.js";
import { LinkedPage } from "../approvals/linked-page.js";
import { isZero, sum } from "../base/decimal.js";
import { dayText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useLinked } from "../base/linked.js";
import { notify } from "../base/notices.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { Table } from "../ui/table.js";
import { Money, None, Status } from "../ui/text.js";
import { promiseText, sentence } from "./promise.js";

const Trouble = troubleOf("promise");

export default function PromiseByLink() {
  const link = personalLinks.promise.value;
  const linked = useLinked("/promiseAsked", link);
  const { data } = linked;
  const title = data ? `Invoices of ${data.customerName}` : "Your invoices";
  return html`<${LinkedPage} link=${link} linked=${linked} title=${title} kind="statement"
    Trouble=${Trouble}>${(/** @type {Api.PromiseAskedView} */ asked, /** @type {string} */ link) =>
      html`<${Asked} asked=${asked} link=${link} look=${linked.look} />`}<//>`;
}

/** @param {{ asked: Api.PromiseAskedView, link: string, look: () => void }} props */
function Asked({ asked, link, look }) {
  const [asks, setAsks] = useState(false);
  const [date, setDate] = useState("");
  const done = () => {
    setAsks(false);
    notify({ tone: "green", text: "Thank you. Your promise is noted." });
    look();
  };
  const owed = asked.value.filter((item) => !isZero(item.promisable));
  const isPromised = owed.every((item) => item.promise?.status === "open");
  return html`<div class="column">
    <div class="boxed"><${Table} caption="Invoices" columns=${columns} rows=${asked.value}
      foot=${asked.value.length > 1 && totals(asked.value)}
      keyOf=${(/** @type {Api.PromiseAskedItem} */ item) => String(item.invoiceNumber)} /></div>
    ${
      owed.length === 0
        ? html`<p>Nothing of these invoices is left to pay.</p>`
        : isPromised
          ? html`<p>You have promised to pay all of these. Speak with us to change that.</p>`
          : html`<div class="actions"><${Button} look="primary" icon="Clock" name="promise"
              onClick=${() => setAsks(true)}>Promise to pay<//></div>`
    }
    <p class="muted">This page is for you alone: whoever has the link can promise in your name.</p>
    ${
      asks &&
      html`<${ActionDialog} title="Promise to pay" currency="" fields=${{ "/date": "asked-date" }}
        intent=${date ? { method: "POST", path: "/promiseAsked", body: { date }, link } : null}
        sentence=${sentence} verb="Promise to pay" onDone=${done} onClose=${() => setAsks(false)}>
        <${TextField} id="asked-date" label="Will be paid by" type="date"
          value=${date} onInput=${setDate}
          hint=${`Until ${dayText(asked.latest)} at the latest.`} first /><//>`
    }</div>`;
}

/** What it comes to in each currency. @param {Api.PromiseAskedItem[]} items */
const totals = (items) =>
  [...new Set(items.map((item) => item.currency))].map((currency) => {
    const own = items.filter((item) => item.currency === currency);
    return html`<tr role="row" key=${currency}><td role="cell" colspan="2">Sum ${currency}</td>
      <td role="cell" class="end" data-label="Payable"><${Money} strong
        amount=${sum(own.map((item) => item.promisable))} currency=${currency} /></td>
      <td role="cell"></td></tr>`;
  });

/** @type {import("../ui/table.js").Column<Api.PromiseAskedItem>[]} */
const columns = [
  { label: "Invoice", bare: true, grow: true, cell: (item) => String(item.invoiceNumber) },
  { label: "Due", tight: true, cell: (item) => dayText(item.dueDate) },
  {
    label: "Payable",
    end: true,
    cell: (item) => html`<${Money} amount=${item.promisable} currency=${item.currency} strong />`,
  },
  {
    label: "Promise to pay",
    name: true,
    cell: (item) =>
      item.promise
        ? html`<${Status}
          status=${item.promise.status} /><small>${promiseText(
            item.promise,
            item.currency,
          )}</small>`
        : html`<${None} />`,
  },
];
