/** The actions that ask for something before they are done. */

import { fieldText, moneyText } from "../../base/format.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { useLoad } from "../../base/queries.js";
import { me } from "../../base/session.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { MoneyField, readMoney, SelectField, TextField } from "../../ui/field.js";

/**
 * @typedef {{ dispute: any, onDone: (text: string, link?: { href: string, label: string }) => void,
 *   onClose: () => void, onStale: (problem: any) => void }} Props
 */

/** @param {any} dispute @param {string} route @param {unknown} body */
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
    sentence=${() => `Withdraw this dispute? The ${moneyText(dispute.remainingAmount, dispute.currency)} still open on invoice ${dispute.invoiceNumber} are payable again. This is final.`}
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
    sentence=${() => `Reopen this dispute on invoice ${dispute.invoiceNumber}? Its resolution is cleared.`}
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
    intent=${value && post(dispute, "reversalFee", { amount: value, description: filled(description) })}
    onClose=${onClose} onStale=${onStale}
    sentence=${() => `Charge a fee of ${moneyText(value ?? 0, dispute.currency)} on invoice ${dispute.invoiceNumber}? The customer owes that much more. A fee is charged once and cannot be taken back.`}
    verb=${() => `Charge ${moneyText(value ?? 0, dispute.currency)}`}
    fields=${{ "/amount": "fee-amount" }}
    onDone=${(/** @type {any} */ data) => onDone(`A fee of ${moneyText(value ?? 0, dispute.currency)} is charged${data.reversalFeeAdjustmentID ? `, adjustment ${data.reversalFeeAdjustmentID}` : ""}.`)}>
    <${MoneyField} id="fee-amount" label="Amount" currency=${dispute.currency} value=${amount}
      onInput=${setAmount} error=${amount && "error" in read ? read.error : null} />
    <${TextField} label="Description (optional)" value=${description}
      onInput=${setDescription} /><//>`;
}

/** @param {Props} props */
export function Assign({ dispute, onDone, onClose, onStale }) {
  const load = useLoad(path`/dispute/${dispute.disputeID}/hand`);
  const [assignee, setAssignee] = useState(dispute.assigneeID ?? "");
  const [resolver, setResolver] = useState(dispute.resolverID ?? "");
  const assignees = handOptions(load.data?.assigneeID, dispute.assigneeID, dispute.assignee);
  const resolvers = handOptions(load.data?.resolverID, dispute.resolverID, dispute.resolver);
  const body = {
    ...(assignee !== (dispute.assigneeID ?? "") ? { assigneeID: assignee || null } : {}),
    ...(resolver !== (dispute.resolverID ?? "") ? { resolverID: resolver || null } : {}),
  };
  const nameOf = (/** @type {string} */ id) =>
    [...assignees, ...resolvers].find((option) => option.value === id)?.label ?? id;
  return html`<${ActionDialog} title="Assign" currency=${dispute.currency}
    intent=${Object.keys(body).length > 0 ? post(dispute, "assignment", body) : null}
    onClose=${onClose} onStale=${onStale}
    sentence=${() => `Assignee: ${nameOf(assignee)}. Resolver: ${nameOf(resolver)}.`}
    verb="Assign" onDone=${() => onDone(`Assigned to ${nameOf(assignee)}; resolver ${nameOf(resolver)}.`)}>
    <${SelectField} label="Assignee" hint="Who works the dispute." value=${assignee} of=${load}
      options=${assignees} onInput=${setAssignee} />
    <${SelectField} label="Resolver" hint="Who in the company can clear the matter up."
      value=${resolver} of=${load} options=${resolvers} onInput=${setResolver} /><//>`;
}

/**
 * Who may have it, as the server says, and who has it.
 * @param {any[] | undefined} able
 * @param {string | null} id
 * @param {string | null} name
 */
function handOptions(able = [], id, name) {
  const has = id && !able.some((one) => one.userID === id) ? [{ userID: id, name }] : [];
  return [
    { value: "", label: "Nobody" },
    ...[...has, ...able].map((one) => ({
      value: one.userID,
      label: one.userID === me.value?.userID ? `${one.name} (me)` : one.name,
    })),
  ];
}

/** @param {Props} props */
export function EditDetails({ dispute, onDone, onClose, onStale }) {
  const [ofReasons, ofResolutions] = [useLoad("/reason"), useLoad("/resolution")];
  const reasons = ofReasons.data?.value ?? [];
  const resolutions = ofResolutions.data?.value ?? [];
  const [typed, setTyped] = useState({
    amount: fieldText(dispute.amount, dispute.currency),
    description: dispute.description ?? "",
    reasonID: String(dispute.reasonID ?? ""),
    resolutionID: String(dispute.resolutionID ?? ""),
  });
  const set = (/** @type {Partial<typeof typed>} */ part) => setTyped({ ...typed, ...part });
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

/** @param {any[]} list @param {string} id */
const named = (list, id) => [
  { value: "", label: "None" },
  ...list.map((one) => ({ value: String(one[id]), label: one.name })),
];

/** @param {any[]} list @param {string} id @param {string} typed @param {unknown} old */
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
    (dispute.lines ?? []).map((/** @type {any} */ line) => String(line.lineID)),
  );
  const lines = (invoice?.lines ?? []).filter(
    (/** @type {any} */ line) => !taken.has(String(line.lineID)) && line.disputable,
  );
  const options = [
    { value: "", label: invoice ? "Choose a line" : "Loading" },
    ...lines.map((/** @type {any} */ line) => ({
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
        lines.find((/** @type {any} */ line) => String(line.lineID) === id)?.remaining,
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
    sentence=${(/** @type {any} */ preview) => `Add ${moneyText("value" in read ? read.value : 0, dispute.currency)} to the dispute? ${moneyText(preview.dispute?.remainingAmount, dispute.currency)} are then open.`}
    verb="Add the line" fields=${{ "/disputedAmount": "add-amount" }}
    onDone=${() => onDone("The line is added.")}>
    <${SelectField} label="Line of the invoice" of=${load} value=${lineID} options=${options}
      onInput=${pick} />
    <${MoneyField} id="add-amount" label="Amount disputed" currency=${dispute.currency}
      value=${amount} onInput=${setAmount}
      error=${amount && "error" in read ? read.error : null} /><//>`;
}
