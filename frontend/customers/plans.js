/**
 * Payment plans of a customer: how each stands, and for the staff agreeing one over open invoices
 * and taking it back (CU-18, CO-45, CO-46).
 */
import { isZero } from "../base/decimal.js";
import { countText, dayText, moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { may } from "../base/session.js";
import { statusWords } from "../base/words.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { Check, TextField } from "../ui/field.js";
import { Foot } from "../ui/list.js";
import { toggled } from "../ui/picked.js";
import { Failure } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Section } from "../ui/tabs.js";
import { Money, Status } from "../ui/text.js";

const MONTHS = "3";
const GRACE_DAYS = "5";

/**
 * @param {{ customerID: string, open: Api.OpenItemRow[], onChanged: () => void }} props open: the
 *   items that a plan could be over
 */
export function Plans({ customerID, open, onChanged }) {
  const at = path`/customer/${customerID}/paymentPlan`;
  const pages = usePages(at);
  const [ends, setEnds] = useState(/** @type {Api.PlanView | null} */ (null));
  const [agrees, setAgrees] = useState(false);
  const works = may("dispute.work");
  const done = () => {
    setEnds(null);
    setAgrees(false);
    pages.reload();
    onChanged();
  };
  if (!works && !pages.error && !pages.rows?.length) return null;
  const agree =
    works &&
    html`<${Button} icon="Plus" name="agree-plan"
      why=${open.length > 0 ? null : "Nothing is owed that a plan could be over."}
      onClick=${() => setAgrees(true)}>Agree a plan<//>`;
  return html`<${Section} title="Payment plans" name="plans" actions=${agree}>
    ${pages.error && html`<${Failure} problem=${pages.error} retry=${pages.reload} />`}
    ${pages.rows?.length === 0 && html`<p class="muted">None was agreed.</p>`}
    <ul class="plain entries">${pages.rows?.map(
      (/** @type {Api.PlanView} */ plan) => html`<li key=${plan.planID} data-plan=${plan.planID}>
        <${Plan} plan=${plan}
          onEnd=${works && plan.state === "active" && (() => setEnds(plan))} /></li>`,
    )}</ul>
    ${pages.next && html`<${Foot} pages=${pages} />`}
    ${
      agrees &&
      html`<${Agree} at=${at} open=${open} onDone=${done} onClose=${() => setAgrees(false)} />`
    }
    ${
      ends &&
      html`<${ActionDialog} title="End the payment plan" danger currency=${ends.currency}
        intent=${{
          method: "POST",
          path: at + path`/${ends.planID}/end`,
          body: {},
          version: ends.version,
        }}
        sentence=${(/** @type {Api.PlanView} */ preview) =>
          `End this plan? ${moneyText(preview.askedNow, ends.currency)} are due at once.`}
        verb="End the plan" onDone=${done} onStale=${done} onClose=${() => setEnds(null)} />`
    }<//>`;
}

/** @param {{ plan: Api.PlanView, onEnd: (() => void) | false }} props */
function Plan({ plan, onEnd }) {
  const { currency } = plan;
  return html`<div class="column"><p><${Status} status=${plan.state} /> <strong>
      ${moneyText(plan.total, currency)}</strong> over ${plan.invoiceNumbers.map(
        (one, at) =>
          html`${at > 0 && ", "}<a href=${to.invoice(plan.customerID, one)}>invoice ${one}</a>`,
      )}</p>
    <p class="muted note">${
      plan.state === "active"
        ? `${isZero(plan.askedNow) ? "Nothing is" : `${moneyText(plan.askedNow, currency)} are`}` +
          ` due by now. ${countText(plan.graceDays)}` +
          ` days of grace${plan.breaks ? "; then all of the rest is due" : ""}.` +
          (onEnd && !plan.breaks ? " Reminders ask for what is missed alone." : "")
        : `${statusWords(plan.state).label} ${dayText(plan.endedOn ?? "")}.` +
          ` ${moneyText(plan.askedNow, currency)} are still to be paid.`
    }${plan.agreedBy ? ` Agreed by ${plan.agreedBy}.` : ""}</p>
    <${Table} caption="Instalments" columns=${columns(currency)} rows=${plan.instalments}
      keyOf=${(/** @type {Api.PlanInstalmentView} */ row) => row.due} />
    ${
      onEnd &&
      html`<div class="actions"><${Button} icon="X" name="end-plan"
        onClick=${onEnd}>End the plan<//></div>`
    }
  </div>`;
}

/** @param {string} currency @returns {import("../ui/table.js").Column<Api.PlanInstalmentView>[]} */
const columns = (currency) => [
  { label: "Due", cell: (row) => dayText(row.due) },
  .../** @type {const} */ (["agreed", "credited", "paid", "held", "asked"]).map((name) => ({
    label: {
      agreed: "Agreed",
      credited: "Credited",
      paid: "Paid",
      held: "In dispute",
      asked: "To be paid",
    }[name],
    end: true,
    cell: (/** @type {Api.PlanInstalmentView} */ row) =>
      html`<${Money} amount=${row[name]} currency=${currency} strong=${name === "asked"} />`,
  })),
  { label: "State", tight: true, cell: (row) => html`<${Status} status=${row.standing} />` },
];

/**
 * @param {{ at: string, open: Api.OpenItemRow[], onDone: () => void, onClose: () => void }} props
 */
function Agree({ at, open, onDone, onClose }) {
  const [picked, setPicked] = useState(/** @type {string[]} */ ([]));
  const [count, setCount] = useState(MONTHS);
  const [firstDue, setFirstDue] = useState("");
  const [graceDays, setGraceDays] = useState(GRACE_DAYS);
  const [breaks, setBreaks] = useState(true);
  const body = {
    invoiceNumbers: open
      .map((row) => row.invoiceNumber)
      .filter((one) => picked.includes(String(one))),
    count: Number(count),
    firstDue,
    graceDays: Number(graceDays),
    breaks,
  };
  const isFilled = picked.length > 0 && firstDue && Number(count) > 0 && graceDays !== "";
  const tick = (/** @type {string} */ id) => (/** @type {boolean} */ on) =>
    setPicked(toggled(picked, id, on));
  return html`<${ActionDialog} title="Agree a payment plan" currency=${open[0].currency}
    intent=${isFilled ? { method: "POST", path: at, body } : null} onDone=${onDone}
    onClose=${onClose}
    fields=${{ "/count": "plan-count", "/firstDue": "plan-first", "/graceDays": "plan-grace" }}
    sentence=${(/** @type {Api.PlanViewForeseen} */ preview) =>
      `Agree ${moneyText(preview.total, preview.currency)} in` +
      ` ${countText(preview.instalments?.length ?? 0)} instalments, the first of` +
      ` ${moneyText(preview.instalments?.[0].agreed, preview.currency)} by` +
      ` ${dayText(preview.instalments?.[0].due)}?`}
    verb="Agree the plan">
    <fieldset><legend>Invoices</legend>${open.map(
      (row) => html`<${Check} key=${row.invoiceNumber}
        checked=${picked.includes(String(row.invoiceNumber))}
        label=${`Invoice ${row.invoiceNumber}, ${moneyText(row.balance, row.currency)}`}
        onInput=${tick(String(row.invoiceNumber))} />`,
    )}</fieldset>
    <${TextField} id="plan-count" label="Monthly instalments" inputmode="numeric" value=${count}
      onInput=${setCount} />
    <${TextField} id="plan-first" label="First one due" type="date" value=${firstDue}
      onInput=${setFirstDue} />
    <${TextField} id="plan-grace" label="Days of grace" inputmode="numeric" value=${graceDays}
      onInput=${setGraceDays} />
    <${Check} label="All of the rest is due once one is missed" checked=${breaks}
      onInput=${setBreaks} name="breaks" />
    ${
      !breaks &&
      html`<p class="hint">Reminders ask for the instalments that are missed alone; the rest is due
      as agreed.</p>`
    }<//>`;
}
