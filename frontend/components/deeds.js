/** What can be done with a dispute, drawn from what the server allows; what cannot is shown with its reason. */
import { path } from "../client.js";
import { isZero, subtract } from "../decimal.js";
import { moneyText } from "../format.js";
import { useState } from "../hooks.js";
import { html } from "../html.js";
import { notify } from "../notices.js";
import { to } from "../router.js";
import { ActionDialog } from "./action-dialog.js";
import { Button } from "./button.js";
import { AddLine, Assign, EditDetails, Fee, Reopen, Withdraw } from "./deed-forms.js";
import { whyText } from "./dispute-line.js";
import { Section } from "./tabs.js";

/** @type {Record<string, { label: string, icon: string }>} */
const words = {
  finalise: { label: "Finalise", icon: "CircleCheck" },
  adjust: { label: "Adjust the invoice", icon: "Receipt" },
  reverse: { label: "Reverse the adjustment", icon: "RotateCcw" },
  fee: { label: "Charge a fee", icon: "Percent" },
  close: { label: "Close", icon: "Lock" },
  reopen: { label: "Reopen", icon: "Undo2" },
  withdraw: { label: "Withdraw", icon: "Undo2" },
  edit: { label: "Edit details", icon: "Pencil" },
  addLine: { label: "Add a line", icon: "Plus" },
  assign: { label: "Assign", icon: "UserRound" },
};

/** @type {Record<string, any>} */
const forms = { withdraw: Withdraw, fee: Fee, reopen: Reopen, edit: EditDetails, addLine: AddLine, assign: Assign };

/** @param {{ dispute: any, onChanged: () => void, onStale: (current: any) => void }} props */
export function Deeds({ dispute, onChanged, onStale }) {
  const [name, setName] = useState(/** @type {string | null} */ (null));
  const known = (dispute.actions ?? []).filter((/** @type {any} */ action) => words[action.name]);
  const allowed = known.filter((/** @type {any} */ action) => action.allowed);
  const blocked = known.filter((/** @type {any} */ action) => !action.allowed);
  const close = () => setName(null);
  const done = (/** @type {string} */ text, /** @type {{ href: string, label: string } | undefined} */ link) => {
    setName(null);
    notify({ tone: "green", text, link });
    onChanged();
  };
  const stale = (/** @type {any} */ problem) => {
    setName(null);
    notify({
      tone: "amber",
      text: "Somebody changed this dispute first. Nothing was done; look it over and try again.",
    });
    onStale(problem.body.current);
  };
  const Form = name ? (forms[name] ?? Plain) : null;
  return html`<${Section} title="Actions" name="actions">
    ${
      allowed.length > 0 &&
      html`<ul class="deeds">${allowed.map(
        (/** @type {any} */ action, /** @type {number} */ index) => html`<li key=${action.name}>
      <${Button} icon=${words[action.name].icon} look=${index === 0 && isProminent(action.name) ? "primary" : "plain"} name=${action.name} onClick=${() => setName(action.name)}>${words[action.name].label}<//></li>`,
      )}</ul>`
    }
    ${
      blocked.length > 0 &&
      html`<h3 class="not-now">Not possible now</h3><ul class="deeds blocked">${byReason(blocked).map(
        ([first, ...more]) => html`<li key=${first.name}><div class="actions">${[first, ...more].map(
          (action) =>
            html`<${Button} key=${action.name} icon=${words[action.name].icon} name=${action.name} whyID=${`why-${first.name}`}>${words[action.name].label}<//>`,
        )}</div>
      <p class="why" id=${`why-${first.name}`}>${whyText(first)}</p></li>`,
      )}</ul>`
    }
    ${Form && html`<${Form} dispute=${dispute} name=${name} onDone=${done} onClose=${close} onStale=${stale} />`}
  <//>`;
}

/** What is blocked for one and the same reason stands together. @param {any[]} blocked @returns {any[][]} */
function byReason(blocked) {
  const groups = new Map();
  for (const action of blocked) groups.set(action.reason, [...(groups.get(action.reason) ?? []), action]);
  return [...groups.values()];
}

/** @param {string} name */
const isProminent = (name) => ["finalise", "adjust"].includes(name);

/** Deeds without a form: only a question. @param {{ dispute: any, name: string, onDone: any, onClose: () => void, onStale: any }} props */
function Plain({ dispute, name, onDone, onClose, onStale }) {
  const { currency, invoiceNumber } = dispute;
  const link = { href: to.invoice(dispute.customerID, invoiceNumber), label: `Open invoice ${invoiceNumber}` };
  const route = /** @type {Record<string, string>} */ ({
    finalise: "finalisation",
    adjust: "adjustment",
    reverse: "reversal",
    close: "close",
  })[name];
  const intent = {
    method: "POST",
    path: path`/dispute/${dispute.disputeID}/${route}`,
    body: {},
    version: dispute.version,
  };
  const minus = moneyText(subtract("0", dispute.remainingAmount), currency);
  const credit = (/** @type {any} */ preview) => moneyText(preview?.dispute?.creditedAmount ?? 0, currency);
  const givesNone = (/** @type {any} */ preview) => isZero(preview?.dispute?.creditedAmount);
  const declined = (/** @type {any} */ preview) =>
    isZero(preview?.dispute?.declinedAmount)
      ? ""
      : ` ${moneyText(preview.dispute.declinedAmount, currency)} are declined, for good.`;
  /** @type {Record<string, { title: string, sentence: (preview: any) => string, verb: (preview: any) => string, told: (preview: any, data: any) => string }>} */
  const texts = {
    finalise: {
      title: "Finalise the dispute",
      sentence: (preview) =>
        givesNone(preview)
          ? `Finalise without a credit to invoice ${invoiceNumber}?${declined(preview)} The dispute cannot be reopened.`
          : `Credit ${credit(preview)} to invoice ${invoiceNumber}?${declined(preview)} The dispute cannot be reopened.`,
      verb: (preview) => (givesNone(preview) ? "Finalise without a credit" : `Credit ${credit(preview)}`),
      told: (preview) =>
        `${givesNone(preview) ? "Nothing was" : credit(preview)} credited to invoice ${invoiceNumber}. The dispute is finalised.`,
    },
    adjust: {
      title: "Adjust the invoice",
      sentence: () => `Adjust invoice ${invoiceNumber} by ${minus}? The customer owes that much less.`,
      verb: () => `Adjust by ${minus}`,
      told: (_preview, data) =>
        `Invoice ${invoiceNumber} adjusted${data.adjustmentID ? `, adjustment ${data.adjustmentID}` : ""}.`,
    },
    reverse: {
      title: "Reverse the adjustment",
      sentence: () =>
        `Reverse adjustment ${dispute.adjustmentID} on invoice ${invoiceNumber}? ${moneyText(dispute.creditedAmount, currency)} are owed and in dispute again.`,
      verb: () => `Charge back ${moneyText(dispute.creditedAmount, currency)}`,
      told: (_preview, data) =>
        `The adjustment is reversed${data.reversalAdjustmentID ? `, reversal ${data.reversalAdjustmentID}` : ""}.`,
    },
    close: {
      title: "Close the dispute",
      sentence: (preview) =>
        `Close this dispute? ${moneyText(preview.dispute?.declinedAmount ?? dispute.remainingAmount, currency)} are declined and payable. It can be reopened.`,
      verb: () => "Close the dispute",
      told: () => "The dispute is closed.",
    },
  };
  const text = texts[name];
  return html`<${ActionDialog} title=${text.title} intent=${intent} sentence=${text.sentence} verb=${text.verb} currency=${currency} onClose=${onClose} onStale=${onStale}
    onDone=${(/** @type {any} */ data, /** @type {any} */ preview) => onDone(text.told(preview, data), link)} />`;
}
