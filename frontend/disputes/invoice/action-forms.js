/** The actions that ask for something before they are done. */

import { fieldText, moneyText } from "../../base/format.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { useLoad } from "../../base/queries.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { MoneyField, readMoney, SelectField, TextField } from "../../ui/field.js";

/**
 * @typedef {{ dispute: Api.DisputeView, onDone: (text: string, link?: { href: string,
 *   label: string }) => void,
 *   onClose: () => void, onStale: (problem: import("../../base/http.js").Problem) => void }} Props
 */

/** @param {Api.DisputeView} dispute @param {string} route @param {unknown} body */
const post = (dispute, route, body) => ({
  method: "POST",
  path: path`/dispute/${dispute.disputeID}/${route}`,
  body,
  version: dispute.version,
});

/** @param {string} text */
const filled = (text) => text.trim() || undefined;

/** @param {Props} props */
export function Withdraw({ dispute, onDone, onClose, onStale }) {
  const [comment, setComment] = useState("");
  return html`<${ActionDialog} title="Withdraw the dispute" danger currency=${dispute.currency}
    intent=${post(dispute, "withdrawal", { comment: filled(comment) })} onClose=${onClose}
    onStale=${onStale}
    sentence=${() =>
      `Withdraw this dispute? The ${moneyText(dispute.remainingAmount, dispute.currency)} still` +
      ` open on invoice ${dispute.invoiceNumber} are payable again. This is final.`}
    verb="Withdraw the dispute" fields=${{ "/comment": "withdraw-comment" }}
    onDone=${() => onDone("The dispute is withdrawn. The invoice is payable in full again.")}>
    <${TextField} id="withdraw-comment" label="Comment (optional)" rows=${2} value=${comment}
      onInput=${setComment} first /><//>`;
}

/** @param {Props} props */
export function Reopen({ dispute, onDone, onClose, onStale }) {
  const [reason, setReason] = useState("");
  return html`<${ActionDialog} title="Reopen the dispute" currency=${dispute.currency}
    intent=${post(dispute, "reopen", { reason: filled(reason) })} onClose=${onClose}
    onStale=${onStale}
    sentence=${() =>
      `Reopen this dispute on invoice ${dispute.invoiceNumber}? Its resolution is cleared.`}
    verb="Reopen the dispute" onDone=${() => onDone("The dispute is open again.")}>
    <${TextField} label="Reason (optional)" rows=${2} value=${reason} onInput=${setReason}
      first /><//>`;
}

/** @param {Props} props */
export function Fee({ dispute, onDone, onClose, onStale }) {
  const [amount, setAmount] = useState("");
  const [description, setDescription] = useState("");
  const read = readMoney(amount, dispute.currency);
  const value = "value" in read ? read.value : null;
  return html`<${ActionDialog} title="Charge a fee" currency=${dispute.currency}
    intent=${
      value && post(dispute, "reversalFee", { amount: value, description: filled(description) })
    }
    onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Charge a fee of ${moneyText(value ?? 0, dispute.currency)} on` +
      ` invoice ${dispute.invoiceNumber}? The customer owes that much more. A fee is charged once` +
      ` and cannot be taken back.`}
    verb=${() => `Charge ${moneyText(value ?? 0, dispute.currency)}`}
    fields=${{ "/amount": "fee-amount" }}
    onDone=${(/** @type {Api.DisputeView} */ data) =>
      onDone(
        `A fee of ${moneyText(value ?? 0, dispute.currency)} is` +
          ` charged${
            data.reversalFeeAdjustmentID ? `, adjustment ${data.reversalFeeAdjustmentID}` : ""
          }.`,
      )}>
    <${MoneyField} id="fee-amount" label="Amount" currency=${dispute.currency} value=${amount}
      onInput=${setAmount} error=${amount && "error" in read ? read.error : null} />
    <${TextField} label="Description (optional)" value=${description}
      onInput=${setDescription} /><//>`;
}

/** @param {Props} props */
export function EditDetails({ dispute, onDone, onClose, onStale }) {
  const [ofReasons, ofResolutions] = [useLoad("/reason"), useLoad("/resolution")];
  const reasons = ofReasons.data?.value ?? [];
  const resolutions = ofResolutions.data?.value ?? [];
  const saved = {
    amount: fieldText(dispute.amount, dispute.currency),
    description: dispute.description ?? "",
    reasonID: String(dispute.reasonID ?? ""),
    resolutionID: String(dispute.resolutionID ?? ""),
  };
  // What was not touched is what is saved, though somebody else changed it meanwhile.
  const [touched, setTouched] = useState(/** @type {Partial<typeof saved>} */ ({}));
  const typed = { ...saved, ...touched };
  const set = (/** @type {Partial<typeof saved>} */ part) => setTouched({ ...touched, ...part });
  const read = readMoney(typed.amount, dispute.currency);
  const patch = [
    ...("value" in read && typed.amount !== fieldText(dispute.amount, dispute.currency)
      ? [{ op: "replace", path: "/amount", value: read.value }]
      : []),
    ...(typed.description !== (dispute.description ?? "")
      ? [{ op: "replace", path: "/description", value: typed.description }]
      : []),
    ...choice(reasons, "reasonID", typed.reasonID, dispute.reasonID),
    ...choice(resolutions, "resolutionID", typed.resolutionID, dispute.resolutionID),
  ];
  const intent =
    patch.length > 0 && "value" in read
      ? {
          method: "PATCH",
          path: path`/dispute/${dispute.disputeID}`,
          body: patch,
          contentType: "application/json-patch+json",
          version: dispute.version,
        }
      : null;
  const single = dispute.lines?.length === 1;
  return html`<${ActionDialog} title="Edit details" currency=${dispute.currency} intent=${intent}
    onClose=${onClose} onStale=${onStale} sentence=${() => "Save these details?"}
    verb="Save details" fields=${{ "/amount": "edit-amount", "/description": "edit-description" }}
    onDone=${() => onDone("The details are saved.")}>
    ${
      single &&
      html`<${MoneyField} id="edit-amount" label="Amount disputed"
        currency=${dispute.currency} value=${typed.amount}
        onInput=${(/** @type {string} */ amount) => set({ amount })}
        error=${"error" in read ? read.error : null} />`
    }
    <${TextField} id="edit-description" label="What the customer says" rows=${3}
      value=${typed.description}
      onInput=${(/** @type {string} */ description) => set({ description })} />
    <${SelectField} label="Reason" of=${ofReasons} value=${typed.reasonID}
      options=${named(reasons, "reasonID")}
      onInput=${(/** @type {string} */ reasonID) => set({ reasonID })} />
    <${SelectField} label="Resolution" of=${ofResolutions}
      hint="A noted answer; it does not change the status." value=${typed.resolutionID}
      options=${named(resolutions, "resolutionID")}
      onInput=${(/** @type {string} */ resolutionID) => set({ resolutionID })} /><//>`;
}

/** @param {Record<string, unknown>[]} list @param {string} id */
const named = (list, id) => [
  { value: "", label: "None" },
  ...list.map((one) => ({ value: String(one[id]), label: one.name })),
];

/**
 * @param {Record<string, unknown>[]} list
 * @param {string} id
 * @param {string} typed
 * @param {unknown} old
 */
function choice(list, id, typed, old) {
  if (typed === String(old ?? "")) return [];
  const value = list.find((one) => String(one[id]) === typed)?.[id] ?? null;
  return [{ op: "replace", path: `/${id}`, value }];
}

/** @param {Props} props */
export function AddLine({ dispute, onDone, onClose, onStale }) {
  const load = useLoad(path`/customer/${dispute.customerID}/invoice/${dispute.invoiceNumber}`);
  const invoice = load.data;
  const [lineID, setLineID] = useState("");
  const [amount, setAmount] = useState("");
  const taken = new Set(
    (dispute.lines ?? []).map((/** @type {Api.DisputeLineView} */ line) => String(line.lineID)),
  );
  const lines = (invoice?.lines ?? []).filter(
    (/** @type {Api.InvoiceLineView} */ line) => !taken.has(String(line.lineID)) && line.disputable,
  );
  const options = [
    { value: "", label: invoice ? "Choose a line" : "Loading" },
    ...lines.map((/** @type {Api.InvoiceLineView} */ line) => ({
      value: String(line.lineID),
      label: `${line.description}, ${moneyText(line.remaining, dispute.currency)} remaining`,
    })),
    ...(taken.has("general")
      ? []
      : [{ value: "general", label: "General amount, not for a line" }]),
  ];
  const pick = (/** @type {string} */ id) => {
    setLineID(id);
    setAmount(
      fieldText(
        lines.find((/** @type {Api.DisputeLineView} */ line) => String(line.lineID) === id)
          ?.remaining,
        dispute.currency,
      ),
    );
  };
  const read = readMoney(amount, dispute.currency);
  const intent =
    lineID && "value" in read
      ? {
          method: "PUT",
          path: path`/dispute/${dispute.disputeID}/line/${lineID}`,
          body: { disputedAmount: read.value },
          version: dispute.version,
        }
      : null;
  return html`<${ActionDialog} title="Add a line" currency=${dispute.currency} intent=${intent}
    onClose=${onClose} onStale=${onStale}
    sentence=${(/** @type {Api.DisputePreview} */ preview) =>
      `Add ${moneyText("value" in read ? read.value : 0, dispute.currency)} to the` +
      ` dispute? ${moneyText(preview.dispute?.remainingAmount, dispute.currency)} are then open.`}
    verb="Add the line" fields=${{ "/disputedAmount": "add-amount" }}
    onDone=${() => onDone("The line is added.")}>
    <${SelectField} label="Line of the invoice" of=${load} value=${lineID} options=${options}
      onInput=${pick} />
    <${MoneyField} id="add-amount" label="Amount disputed" currency=${dispute.currency}
      value=${amount} onInput=${setAmount}
      error=${amount && "error" in read ? read.error : null} /><//>`;
}
