/** What can be done with a line of a dispute, why not, and the dialog in which it is done. */
import { moneyText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { Button } from "../../ui/button.js";
import { whyText } from "../../ui/why.js";
import { OUTDATED } from "../outdated.js";
import { actionOf, intentOf, lineIn } from "./line-intent.js";

/**
 * @param {{ line: Api.DisputeLineView, isOld: boolean, dirty: boolean,
 *   looked: ReturnType<typeof import("../../base/intent.js").usePreview>,
 *   onPick: (action: Api.ChoiceView | undefined) => void }} props
 */
export function LineActions({ line, isOld, dirty, looked, onPick }) {
  const typed = dirty ? lineIn(looked.preview, line) : null;
  const credit = (typed ?? line).actions?.find(isAboutCredit);
  const others = (line.actions ?? []).filter(
    (/** @type {Api.ChoiceView} */ action) => action.name !== "change" && !isAboutCredit(action),
  );
  const actions = credit ? [credit, ...others] : others;
  /** What has to be done before. @param {Api.ChoiceView} action */
  const before = (action) => {
    if (isOld) return OUTDATED;
    if (!dirty || (typed && isAboutCredit(action))) return null;
    if (!isAboutCredit(action)) return "Save or discard the amounts first.";
    return looked.checking ? "Checking the amounts." : "Mend the amounts first.";
  };
  const change = actionOf(line, "change");
  const blocked = [
    ...(change && !change.allowed ? [change] : []),
    ...actions.filter((/** @type {Api.ChoiceView} */ action) => !action.allowed),
  ];
  const reasons = [
    ...new Set(blocked.map((/** @type {Api.ChoiceView} */ action) => action.reason)),
  ];
  const namesOf = (/** @type {string | null} */ reason) =>
    blocked
      .filter((/** @type {Api.ChoiceView} */ action) => action.reason === reason)
      .map(labelOf)
      .join(", ");
  if (actions.length === 0) return null;
  return html`<div class="actions">${actions.map(
    (
      /** @type {Api.ChoiceView} */ action,
    ) => html`<${Button} key=${action.name} name=${`line-${action.name}`}
      icon=${looks[action.name].icon}
      whyID=${action.allowed ? undefined : `why-${line.lineID}-${reasons.indexOf(action.reason)}`}
      why=${action.allowed ? before(action) : null} onClick=${() => onPick(action)}>
        ${labelOf(action)}<//>`,
  )}</div>
    ${
      reasons.length > 0 &&
      html`<div class="whys">
        ${reasons.map(
          (reason, index) => html`<p key=${index} id=${`why-${line.lineID}-${index}`}>
            ${namesOf(reason)}: ${whyText(
              /** @type {Api.ChoiceView} */ (blocked.find((action) => action.reason === reason)),
            )}
          </p>`,
        )}</div>`
    }`;
}

/** @type {Record<string, { icon: string, label: string, status: string }>} */
const looks = {
  change: { icon: "Pencil", label: "Change", status: "" },
  approve: { icon: "Check", label: "Approve", status: "approved" },
  decline: { icon: "Ban", label: "Give no credit", status: "approved" },
  withdraw: { icon: "Undo2", label: "Withdraw line", status: "withdrawn" },
  reopen: { icon: "RotateCcw", label: "Reopen line", status: "open" },
};

/** @param {Api.ChoiceView} action */
const isAboutCredit = (action) => ["approve", "decline"].includes(action.name);

/** @param {Api.ChoiceView} action */
const labelOf = (action) =>
  action.becomes === "pendingApproval" ? "Request approval" : looks[action.name].label;

/**
 * @param {{ dispute: Api.DisputeView, line: Api.DisputeLineView, action: Api.ChoiceView,
 *   body: unknown, onDone: (text: string) => void,
 *   onClose: () => void, onStale: (problem: import("../../base/http.js").Problem) => void }} props
 */
export function LineDialog({ dispute, line, action, body, onDone, onClose, onStale }) {
  const { currency } = dispute;
  const intent = body && intentOf(dispute, line, { ...body, status: looks[action.name].status });
  const name = line.description || "this line";
  /** What comes of it, as the server tells. @param {Api.DisputePreview} preview */
  const words = (preview) => {
    const after = lineIn(preview, line) ?? line;
    const credit = moneyText(after.creditAmount, currency);
    const disputed = moneyText(after.disputedAmount, currency);
    /** @type {Record<string, { sentence: string, verb: string, told: string }>} */
    const outcomes = {
      withdrawn: {
        sentence: `Withdraw “${name}”? Its ${disputed} are payable again.`,
        verb: "Withdraw line",
        told: `“${name}” is withdrawn.`,
      },
      open: {
        sentence: `Reopen “${name}”? Its ${disputed} are in dispute again.`,
        verb: "Reopen line",
        told: `“${name}” is open again.`,
      },
      pendingApproval: {
        sentence:
          `Ask for approval of a credit of ${credit} for “${name}”? Somebody else has to` +
          ` give it.`,
        verb: "Request approval",
        told: `Approval of ${credit} for “${name}” is requested.`,
      },
      approved: {
        sentence:
          `Approve a credit of ${credit} for “${name}”? It is applied to` +
          ` invoice ${dispute.invoiceNumber} when the dispute is finalised; until` +
          ` then ${moneyText(preview?.dispute?.remainingAmount, currency)} stay in dispute.`,
        verb: `Approve ${credit}`,
        told: `A credit of ${credit} for “${name}” is approved.`,
      },
      declined: {
        sentence:
          `Give no credit for “${name}”? Its ${disputed} stay payable once the dispute is` +
          ` finalised.`,
        verb: "Give no credit",
        told: `“${name}” gets no credit.`,
      },
    };
    return outcomes[after.outcome];
  };
  const title = action.name === "approve" ? `Credit for “${name}”` : looks[action.name].label;
  return html`<${ActionDialog} title=${title} intent=${intent}
    sentence=${(/** @type {Api.DisputePreview} */ preview) => words(preview).sentence}
    verb=${(/** @type {Api.DisputePreview} */ preview) =>
      preview ? words(preview).verb : labelOf(action)}
    currency=${currency} onClose=${onClose} onStale=${onStale}
    onDone=${(/** @type {Api.DisputeView} */ _data, /** @type {Api.DisputePreview} */ preview) =>
      onDone(words(preview).told)} />`;
}
