/** What a vendor answers: kept as a draft until it is final (CK-04, PO-13). */
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { isParty } from "../../base/session.js";
import { capital } from "../../base/words.js";
import { verdicts } from "../../orders/words.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { Check, MoneyField, Radios, readMoney, SelectField, TextField } from "../../ui/field.js";
import { methods } from "./words.js";

const FIELDS = {
  "/amount": "answer-amount",
  "/method": "answer-method",
  "/reference": "answer-reference",
  "/reason": "answer-reason",
};

/**
 * @param {{ dispute: (Api.OrderDisputeView | Api.VendorDisputeView)
 *   & { version?: number, vendor?: string }, link?: string, onDone: (text: string) => void,
 *   onClose: () => void,
 *   onStale: (problem: unknown, isKept: boolean) => void }} props link: of the vendor's mail, in
 *   place of signing in
 */
export function AnswerForm({ dispute, link, ...rest }) {
  const known = dispute.answer && !dispute.answer.isFinal ? dispute.answer : null;
  const [verdict, setVerdict] = useState(known?.verdict ?? "");
  const [amount, setAmount] = useState(known?.amount == null ? "" : String(known.amount));
  const [method, setMethod] = useState(known?.method ?? "upi");
  const [reference, setReference] = useState(known?.reference ?? "");
  const [reason, setReason] = useState(known?.reason ?? "");
  const [isFinal, setFinal] = useState(false);
  const paid = verdict === "paidFull" || verdict === "paidPart";
  const isPart = verdict === "paidPart";
  const read = readMoney(amount, dispute.currency);
  const value = "value" in read ? read.value : null;
  const body = {
    verdict,
    isFinal,
    ...(isPart && value ? { amount: value } : {}),
    ...(paid ? { method } : {}),
    ...(paid && reference.trim() ? { reference: reference.trim() } : {}),
    ...(reason.trim() && !(verdict === "paidFull") ? { reason: reason.trim() } : {}),
  };
  const intent = verdict && {
    method: "PUT",
    path: link ? "/answer" : path`/dispute/${dispute.disputeID}/answer`,
    body,
    version: dispute.version,
    link,
  };
  const who = link || isParty() ? "you" : dispute.vendor;
  return html`<${ActionDialog} ...${rest} title="The vendor's answer" currency=${dispute.currency}
    intent=${intent || null} fields=${FIELDS}
    sentence=${() =>
      isFinal
        ? `Answer for good? It cannot be changed afterwards.`
        : `Keep this as a draft? Nothing is decided on a draft; ${who} can change it until it is` +
          ` final.`}
    verb=${isFinal ? "Answer for good" : "Keep the draft"}
    onDone=${() =>
      rest.onDone(
        isFinal ? "The answer is given." : "The draft is kept. It is no answer until it is final.",
      )}>
    <${Radios} legend="Was the customer paid?" name="verdict" id="answer-verdict" value=${verdict}
      onInput=${setVerdict}
      options=${Object.entries(verdicts).map(([value, label]) => ({
        value,
        label: capital(label),
      }))} />
    ${
      isPart &&
      html`<${MoneyField} id="answer-amount" label="Amount paid" currency=${dispute.currency}
        value=${amount} onInput=${setAmount}
        error=${amount && "error" in read ? read.error : null} required />`
    }
    ${
      paid &&
      html`<${SelectField} id="answer-method" label="How it was paid" value=${method}
        onInput=${setMethod}
        options=${Object.entries(methods).map(([value, label]) => ({ value, label }))} />
        ${
          method !== "cash" &&
          html`<${TextField} id="answer-reference" label="Reference of the payment"
            hint="As the bank or the app shows it, such as the UTR. Without one nothing is proved."
            maxlength=${64} value=${reference} onInput=${setReference} />`
        }`
    }
    ${
      verdict &&
      verdict !== "paidFull" &&
      html`<${TextField} id="answer-reason" label=${isPart ? "Why less was paid" : "Why"}
        hint="The customer does not read it." rows=${2} maxlength=${2000} value=${reason}
        onInput=${setReason} />`
    }
    <${Check} label="This is final" checked=${isFinal} onInput=${setFinal} name="final" /><//>`;
}
