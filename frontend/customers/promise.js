/**
 * Promises to pay: how one stands, giving one on ticked items, and what was promised on an invoice
 * (CO-21, CO-27).
 */
import { compare, isZero, sum } from "../base/decimal.js";
import { countText, dayText, momentText, moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { isCustomer, may } from "../base/session.js";
import { statusWords } from "../base/words.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { Check, MoneyField, readMoney, TextField } from "../ui/field.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Ago, Badge, None, Status } from "../ui/text.js";
import { AskToPromise } from "./promise-request.js";

/** @typedef {Api.OpenItemRow} Item */

/** How the latest promise stands. @type {import("../ui/table.js").Column<Item>} */
export const promiseColumn = {
  label: "Promise to pay",
  name: true,
  cell: (row) =>
    row.promise
      ? html`<${Status}
        status=${row.promise.status} /><small>${promiseText(row.promise, row.currency)}${
          compare(row.promised, row.promise.amount) < 0 &&
          !isZero(row.promised) &&
          `, ${moneyText(row.promised, row.currency)} to come`
        }</small>`
      : html`<${None} />`,
};

/** The same where it does not stand under its name. @param {{ row: Item }} props */
export const PromiseBadge = ({ row: { promise, currency } }) => {
  if (!promise) return null;
  const { label, tone, icon } = statusWords(promise.status);
  return html`<${Badge} tone=${tone} icon=${icon}>Promise ${label.toLowerCase()}<//>
    <small>${promiseText(promise, currency)}</small>`;
};

/**
 * Amount and day; a payment that comes later does not keep it.
 * @param {Api.OwnPromiseView} promise
 * @param {string} currency
 */
export const promiseText = (promise, currency) =>
  `${moneyText(promise.amount, currency)} by ${dayText(promise.dueDate)}`;

/**
 * What is promised of the items that are ticked, or asked to be.
 * @param {{ customerID: string, rows: Item[], onDone: () => void }} props
 */
export function PromiseDeeds({ customerID, rows, onDone }) {
  const [open, setOpen] = useState(/** @type {"promise" | "link" | null} */ (null));
  const close = () => setOpen(null);
  return html`<${Button} icon="Clock" name="promise" onClick=${() => setOpen("promise")}>
      ${isCustomer() ? "Promise to pay" : "Record a promise to pay"}<//>
    ${
      !isCustomer() &&
      html`<${Button} icon="Send" name="promise-link" onClick=${() => setOpen("link")}>
        Ask for a promise<//>`
    }
    ${
      open === "link" &&
      html`<${AskToPromise} customerID=${customerID} rows=${rows} onClose=${close} />`
    }
    ${
      open === "promise" &&
      html`<${Give} customerID=${customerID} rows=${rows} onClose=${close} onDone=${onDone} />`
    }`;
}

/** @param {Item} row */
export const keyOf = (row) => String(row.invoiceNumber);

/** What can be promised, in each currency. @param {Item[]} rows */
const sumsText = (rows) =>
  [...new Set(rows.map((row) => row.currency))]
    .map((currency) => {
      const own = rows.filter((row) => row.currency === currency);
      return moneyText(sum(own.map((row) => row.collectable)), currency);
    })
    .join(", ");

/** @param {{ customerID: string, rows: Item[], onDone: () => void, onClose: () => void }} props */
function Give({ customerID, rows, onDone, onClose }) {
  const [date, setDate] = useState("");
  const [amount, setAmount] = useState("");
  const [comment, setComment] = useState("");
  const [replace, setReplace] = useState(false);
  const [only] = rows;
  const isOne = rows.length === 1;
  const isOpen = !isCustomer() && rows.some((row) => row.promise?.status === "open");
  const told = isOne && amount ? readMoney(amount, only.currency) : {};
  const read = "value" in told ? told.value : undefined;
  const body = {
    date,
    items: rows.map((row) => ({
      invoiceNumber: row.invoiceNumber,
      ...(read ? { amount: read } : {}),
    })),
    ...(comment.trim() ? { comment: comment.trim() } : {}),
    ...(replace ? { replace } : {}),
  };
  const isFilled = date && (!amount || read);
  return html`<${ActionDialog} title="Promise to pay" currency=${only.currency}
    intent=${
      isFilled ? { method: "POST", path: path`/customer/${customerID}/promise`, body } : null
    }
    fields=${{
      "/date": "promise-date",
      "/items/0/amount": "promise-amount",
      "/comment": "promise-comment",
    }}
    sentence=${sentence} verb="Promise to pay" onDone=${onDone} onClose=${onClose}>
    <p class="muted">${
      isOne
        ? `Invoice ${only.invoiceNumber}: ${sumsText(rows)} can be promised.`
        : `${countText(rows.length)} invoices: ${sumsText(rows)} can be promised.`
    }</p>
    <${TextField} id="promise-date" label="Will be paid by" type="date"
      value=${date} onInput=${setDate}
      first />
    ${
      isOne &&
      html`<${MoneyField} id="promise-amount" label="Amount" value=${amount}
        currency=${only.currency}
        error=${"error" in told ? told.error : undefined}
        hint="Without one, all that can be promised." onInput=${setAmount} />`
    }
    <${TextField} id="promise-comment" label="Comment (optional)" rows=${2}
      maxlength=${2000} value=${comment}
      onInput=${setComment} />
    ${
      isOpen &&
      html`<${Check} label="In place of the promise that is open" checked=${replace}
        onInput=${setReplace} name="replace" />`
    }<//>`;
}

/** With the amount of each invoice, and when it is due and why. @param {Api.Promised} preview */
export const sentence = (preview) =>
  `Promise to pay ${preview.value?.map(promised).join(", ")}? ${preview.text}`;

const promised = (/** @type {Api.PromiseRow} */ row) =>
  `${moneyText(row.amount, row.currency)} on invoice ${row.invoiceNumber}`;

/**
 * What was promised on an invoice, the latest first; the staff withdraws the open one.
 * @param {{ customerID: string, invoiceNumber: string, onChanged: () => void }} props
 */
export function PromisesOn({ customerID, invoiceNumber, onChanged }) {
  const at = path`/customer/${customerID}/promise/${invoiceNumber}`;
  const load = useLoad(at);
  const [withdraws, setWithdraws] = useState(false);
  const done = () => {
    setWithdraws(false);
    load.reload();
    onChanged();
  };
  return html`<${Section} title="Promises to pay"><${Loaded} of=${load}>${(
    /** @type {Api.PromiseRow} */ row,
  ) => html`<ul class="plain entries">${[row, ...row.earlier].map(
    (one) =>
      html`<li key=${one.number}><${Promised} promise=${one} currency=${row.currency} /></li>`,
  )}</ul>
    ${
      row.status === "open" &&
      may("dispute.work") &&
      html`<div class="actions"><${Button} icon="Undo2" name="withdraw-promise"
        onClick=${() => setWithdraws(true)}>Withdraw the promise<//></div>`
    }
    ${
      withdraws &&
      html`<${Withdraw} at=${at} row=${row} onDone=${done} onClose=${() => setWithdraws(false)} />`
    }`}<//><//>`;
}

/** @param {{ promise: Api.PromiseView, currency: string }} props */
const Promised = ({ promise, currency }) => html`<p><${Status} status=${promise.status} />
    ${" "}<strong>${promiseText(promise, currency)}</strong></p>
  <p class="muted note">${[
    !isZero(promise.paid) && `${moneyText(promise.paid, currency)} came in.`,
    compare(promise.amount, promise.promised) < 0 &&
      `It was ${moneyText(promise.promised, currency)}; the rest is in dispute.`,
    `A value date until ${dayText(promise.until)} keeps it.`,
    promise.brokenFrom &&
      `It was held to be broken from ${momentText(promise.brokenFrom)} to ${momentText(
        promise.judgedAt ?? promise.brokenFrom,
      )}: reminders of that time were sent before the payment was known.`,
    promise.reason && `Withdrawn: ${promise.reason}`,
    promise.comment && `“${promise.comment}”`,
    promise.madeBy ? `Given by ${promise.madeBy}` : "Given",
  ]
    .filter(Boolean)
    .join(" ")} <${Ago} at=${promise.madeAt} /></p>`;

/** @param {{ at: string, row: Api.PromiseRow, onDone: () => void, onClose: () => void }} props */
function Withdraw({ at, row, onDone, onClose }) {
  const [reason, setReason] = useState("");
  const body = { reason: reason.trim() };
  return html`<${ActionDialog} title="Withdraw the promise" danger currency=${row.currency}
    intent=${body.reason ? { method: "POST", path: `${at}/withdrawal`, body } : null}
    fields=${{ "/reason": "withdraw-reason" }}
    sentence=${() =>
      `Withdraw the promise of ${promiseText(row, row.currency)}? Given anew, it counts as the` +
      ` next level of reminders.`}
    verb="Withdraw" onDone=${onDone} onStale=${onDone} onClose=${onClose}>
    <${TextField} id="withdraw-reason" label="Why" rows=${2} maxlength=${2000} value=${reason}
      onInput=${setReason} first /><//>`;
}
