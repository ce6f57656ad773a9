/** What can be done with a dispute on an invoice. */

import { isZero, subtract } from "../../base/decimal.js";
import { moneyText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { to } from "../../base/router.js";
import { OutcomeLetter } from "../../mail/outcome-letter.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { assignAs } from "../assign.js";
import { AddLine, EditDetails, Fee, Reopen, Withdraw } from "./action-forms.js";

/**
 * Actions without a form: only a question.
 * @param {{ dispute: Api.DisputeView, name: string, onDone: (text: string, link?: { href: string,
 *   label: string }) => void, onClose: () => void,
 *   onStale: unknown }} props
 */
function Plain({ dispute, name, onDone, onClose, onStale }) {
  const { currency, invoiceNumber } = dispute;
  const link = {
    href: to.invoice(dispute.customerID, invoiceNumber),
    label: `Open invoice ${invoiceNumber}`,
  };
  const route = /** @type {Record<string, string>} */ ({
    finalise: "finalisation",
    adjust: "adjustment",
    reverse: "reversal",
    close: "close",
    voidPaperFee: "paperFee",
  })[name];
  const intent = {
    method: "POST",
    path: path`/dispute/${dispute.disputeID}/${route}`,
    body: {},
    version: dispute.version,
  };
  const minus = moneyText(subtract("0", dispute.remainingAmount), currency);
  const credit = (/** @type {Api.DisputePreview} */ preview) =>
    moneyText(preview?.dispute?.creditedAmount ?? 0, currency);
  const givesNone = (/** @type {Api.DisputePreview} */ preview) =>
    isZero(preview?.dispute?.creditedAmount);
  const declined = (/** @type {Api.DisputePreview} */ preview) =>
    isZero(preview?.dispute?.declinedAmount)
      ? ""
      : ` ${moneyText(preview.dispute.declinedAmount, currency)} are declined, for good.`;
  const paper = (/** @type {Api.DisputePreview} */ preview) =>
    preview?.dispute?.lines.find((line) => line.kind === "paperFee");
  const fee = (/** @type {Api.DisputePreview} */ preview) =>
    moneyText(paper(preview)?.creditAmount ?? 0, currency);
  const isAsked = (/** @type {Api.DisputePreview} */ preview) =>
    paper(preview)?.status === "pendingApproval";
  /**
   * @type {Record<string, { title: string, sentence: (preview: Api.DisputePreview) => string,
   *   verb: (preview: Api.DisputePreview) => string, told: (preview: Api.DisputePreview,
   *   data: Api.DisputeView) => string }>}
   */
  const texts = {
    finalise: {
      title: "Finalise the dispute",
      sentence: (preview) =>
        givesNone(preview)
          ? `Finalise without a credit to invoice ${invoiceNumber}?${declined(preview)} The` +
            ` dispute cannot be reopened.`
          : `Credit ${credit(preview)} to invoice ${invoiceNumber}?${declined(preview)} The` +
            ` dispute cannot be reopened.`,
      verb: (preview) =>
        givesNone(preview) ? "Finalise without a credit" : `Credit ${credit(preview)}`,
      told: (preview) =>
        `${givesNone(preview) ? "Nothing was" : credit(preview)} credited to` +
        ` invoice ${invoiceNumber}. The dispute is finalised. The customer can be told.`,
    },
    adjust: {
      title: "Adjust the invoice",
      sentence: () =>
        `Adjust invoice ${invoiceNumber} by ${minus}? The customer owes that much less.`,
      verb: () => `Adjust by ${minus}`,
      told: (_preview, data) =>
        `Invoice ${invoiceNumber} adjusted${
          data.adjustmentID ? `, adjustment ${data.adjustmentID}` : ""
        }.`,
    },
    reverse: {
      title: "Reverse the adjustment",
      sentence: () =>
        `Reverse adjustment ${dispute.adjustmentID} on` +
        ` invoice ${invoiceNumber}? ${moneyText(dispute.creditedAmount, currency)} are owed and` +
        ` in dispute again.`,
      verb: () => `Charge back ${moneyText(dispute.creditedAmount, currency)}`,
      told: (_preview, data) =>
        `The adjustment is reversed${
          data.reversalAdjustmentID ? `, reversal ${data.reversalAdjustmentID}` : ""
        }.`,
    },
    close: {
      title: "Close the dispute",
      sentence: (preview) =>
        "Close this dispute?" +
        ` ${moneyText(preview.dispute?.declinedAmount ?? dispute.remainingAmount, currency)}` +
        " are declined and payable. It can be reopened.",
      verb: () => "Close the dispute",
      told: () => "The dispute is closed. The customer can be told.",
    },
    voidPaperFee: {
      title: "Void the paper-invoice fee",
      sentence: (preview) =>
        isAsked(preview)
          ? `Ask to credit the paper-invoice fee of ${fee(preview)} in full? It is above your` +
            ` limit, so others are asked.`
          : `Credit the paper-invoice fee of ${fee(preview)} in full? It comes off the invoice` +
            ` when` +
            ` the dispute is finalised, if invoices still go by post then.`,
      verb: (preview) =>
        isAsked(preview)
          ? `Ask for ${fee(preview)}`
          : preview?.dispute
            ? `Void the fee of ${fee(preview)}`
            : "Void the fee",
      told: (preview) =>
        isAsked(preview)
          ? `Approval is asked for the paper-invoice fee of ${fee(preview)}.`
          : `The paper-invoice fee of ${fee(preview)} is to be voided.`,
    },
  };
  const text = texts[name];
  return html`<${ActionDialog} title=${text.title} intent=${intent} sentence=${text.sentence}
    verb=${text.verb} currency=${currency} onClose=${onClose} onStale=${onStale}
    onDone=${(/** @type {Api.DisputeView} */ data, /** @type {Api.DisputePreview} */ preview) =>
      onDone(text.told(preview, data), link)} />`;
}

/**
 * @param {{ dispute: Api.DisputeView, onDone: (text: string, link?: { href: string,
 *   label: string }) => void, onClose: () => void,
 *   onStale: () => void }} props
 */
const TellOutcome = ({ dispute, ...rest }) =>
  html`<${OutcomeLetter} ...${rest} customerID=${dispute.customerID} ended=${[dispute]} />`;

/** @type {Record<string, import("../actions.js").Drawn>} */
export const invoiceActions = {
  finalise: { label: "Finalise", icon: "CircleCheck", form: Plain, prominent: true },
  adjust: { label: "Adjust the invoice", icon: "Receipt", form: Plain, prominent: true },
  reverse: { label: "Reverse the adjustment", icon: "RotateCcw", form: Plain },
  fee: { label: "Charge a fee", icon: "Percent", form: Fee },
  close: { label: "Close", icon: "Lock", form: Plain },
  reopen: { label: "Reopen", icon: "Undo2", form: Reopen },
  withdraw: { label: "Withdraw", icon: "Undo2", form: Withdraw },
  tellOutcome: { label: "Tell the customer how it ended", icon: "Mail", form: TellOutcome },
  voidPaperFee: { label: "Void the paper fee", icon: "MailX", form: Plain },
  edit: { label: "Edit details", icon: "Pencil", form: EditDetails },
  addLine: { label: "Add a line", icon: "Plus", form: AddLine },
  assign: { label: "Assign", icon: "UserRound", form: assignAs(["assigneeID", "resolverID"]) },
};
