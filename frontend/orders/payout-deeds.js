/**
 * What Finance does with a payout, wherever it is shown: each with its word, and the question that
 * is asked before (PO-25…PO-27).
 */
import { momentText, moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { to } from "../base/router.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { SelectField, TextField } from "../ui/field.js";

/**
 * @typedef {{ payoutID: string, disputeID: string, orderID: string | number, customer: string,
 *   amount: import("../base/decimal.js").Decimal, currency: string, account: string | null,
 *   accountID: string | null, files: Api.TellingView[], unsent: Api.UnsentView | null,
 *   version?: number }} Payout version: of its dispute, where that was seen
 */
/**
 * @typedef {{ payout: Payout, onClose: () => void, onDone: (text: string) => void,
 *   onStale: (problem: import("../base/http.js").Problem) => void }} Props
 */

/** How one stands → what is next. @type {Record<string, string[]>} */
const nextOf = {
  instructed: ["send", "sendAsTold", "confirmUnsent", "sayUnsent"],
  sent: ["confirm", "return", "confirmUnsent", "sayUnsent"],
  returned: ["instructAgain"],
  confirmed: ["return"],
};

/** In which states something is next. @param {string} status */
export const hasNext = (status) => status in nextOf;

/**
 * What is next of a payout: what the server allows of that, and the first where it is not allowed.
 * @param {{ status: string, actions: Api.ChoiceView[] }} payout
 */
export function nextDeeds({ status, actions }) {
  const next = nextOf[status] ?? [];
  const told = actions.filter((one) => next.includes(one.name));
  return {
    can: told.filter((one) => one.allowed),
    not: told.find((one) => !one.allowed && one.name === next[0]),
  };
}

/** @param {Payout} payout */
const amountOf = (payout) => moneyText(payout.amount, payout.currency);

/** @param {Payout} payout @param {string} route @param {unknown} body */
const post = (payout, route, body) => ({
  method: "POST",
  path: path`/dispute/${payout.disputeID}/payout/${payout.payoutID}/${route}`,
  body,
  version: payout.version,
});

/** @param {Props} props */
const Send = ({ payout, ...rest }) =>
  html`<${Sending} payout=${payout} ...${rest} title="Send the payout"
    sentence=${
      `Mark ${amountOf(payout)} to ${payout.customer} for order ${payout.orderID} as sent` +
      ` to the bank? It goes to the account ${payout.account ?? "that was confirmed"}.`
    } />`;

/** @param {Props} props */
const SentAsTold = ({ payout, ...rest }) =>
  html`<${Sending} payout=${payout} ...${rest} title="Sent as the file says"
    sentence=${
      `Say that ${amountOf(payout)} for order ${payout.orderID} went to the` +
      ` account ${payout.account ?? "that was told"}, as the bank's file says?`
    } />`;

/** @param {Props & { title: string, sentence: string }} props */
function Sending({ payout, title, sentence, onClose, onDone, onStale }) {
  const differ = new Set(payout.files.map((one) => one.accountID)).size > 1;
  const [fileID, setFile] = useState(payout.files.at(-1)?.fileID ?? "");
  const file = differ ? payout.files.find((one) => one.fileID === fileID) : undefined;
  const accountID = file?.accountID ?? payout.accountID;
  const body = { ...(accountID && { accountID }), ...(file && { fileID }) };
  return html`<${ActionDialog} title=${title} currency=${payout.currency} onClose=${onClose}
    intent=${post(payout, "sending", body)}
    onStale=${onStale}
    sentence=${() =>
      file
        ? `Say that ${amountOf(payout)} for order ${payout.orderID} went to ${file.account}, by` +
          ` the file that ${file.by} took?`
        : sentence} verb=${`Send ${amountOf(payout)}`}
    advice=${(/** @type {import("../base/http.js").Problem} */ problem) =>
      problem.rule === "PO-26"
        ? html`<a href=${to.order(payout.orderID)}>See where the customer is paid</a>`
        : null}
    onDone=${() =>
      onDone(`${amountOf(payout)} to ${payout.customer} is sent, payout ${payout.payoutID}.`)}>
    ${
      differ &&
      html`<${SelectField} id="payout-file" label="The file that the bank got" value=${fileID}
        hint="The files of this payout differ in the account." onInput=${setFile}
        options=${payout.files.map((one) => ({ value: one.fileID, label: fileText(one) }))} />`
    }<//>`;
}

/**
 * A file for the bank: when it was taken, by whom, and to which account it pays.
 * @param {Api.TellingView} file
 */
export const fileText = ({ at, by, account }) =>
  `${momentText(at)}, ${by}${account ? `, to ${account}` : ""}`;

/** @param {Props} props */
function NeverLeft({ payout, onClose, onDone, onStale }) {
  const [reason, setReason] = useState("");
  return html`<${ActionDialog} title="It never left" currency=${payout.currency}
    intent=${reason.trim() ? post(payout, "unsent", { reason: reason.trim() }) : null}
    onClose=${onClose} onStale=${onStale} fields=${{ "/reason": "unsent-reason" }} cautious
    sentence=${() =>
      `Say that the bank never got the ${amountOf(payout)} for order ${payout.orderID}? Nothing` +
      ` changes until somebody else of Finance says so too.`}
    verb="It never left"
    onDone=${() =>
      onDone(`Somebody else of Finance has to say so too, payout ${payout.payoutID}.`)}>
    <${TextField} id="unsent-reason" label="How you know"
      hint="Such as: the file was never uploaded."
      rows=${2} maxlength=${2000} value=${reason} onInput=${setReason} first required /><//>`;
}

/** @param {Props} props */
const NeverLeftEither = ({ payout, onClose, onDone, onStale }) =>
  html`<${ActionDialog} title="It never left" currency=${payout.currency} danger
    intent=${{
      ...post(payout, "unsent", {}),
      path: path`/dispute/${payout.disputeID}/payout/${payout.payoutID}/unsent/confirmation`,
    }} onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `${payout.unsent?.by} says that the ${amountOf(payout)} for order ${payout.orderID} never` +
      ` left: “${payout.unsent?.reason}”. Say so too? It stands in the next file then, or its` +
      ` decision can be reversed. If the bank has the money after all, it pays twice.`}
    verb="It never left"
    onDone=${() => onDone(`${amountOf(payout)} waits to be sent, payout ${payout.payoutID}.`)} />`;

/** @param {Props} props */
function Arrived({ payout, onClose, onDone, onStale }) {
  const [reference, setReference] = useState("");
  return html`<${ActionDialog} title="The payout arrived" currency=${payout.currency}
    intent=${post(payout, "confirmation", reference.trim() ? { reference: reference.trim() } : {})}
    onClose=${onClose} onStale=${onStale} fields=${{ "/reference": "payout-reference" }} cautious
    sentence=${() =>
      `Note that ${amountOf(payout)} for order ${payout.orderID} has arrived` +
      ` with ${payout.customer}?`}
    verb="It arrived"
    onDone=${() =>
      onDone(
        `${amountOf(payout)} has arrived with ${payout.customer}, payout ${payout.payoutID}.`,
      )}>
    <${TextField} id="payout-reference" label="Reference of the bank"
      hint="Such as the UTR. May be left empty." value=${reference} onInput=${setReference}
      maxlength=${100} /><//>`;
}

/** @param {Props} props */
function CameBack({ payout, onClose, onDone, onStale }) {
  const [code, setCode] = useState("");
  return html`<${ActionDialog} title="The payout came back" currency=${payout.currency}
    intent=${code.trim() ? post(payout, "return", { code: code.trim() }) : null} danger
    onClose=${onClose} onStale=${onStale} fields=${{ "/code": "return-code" }}
    sentence=${() =>
      `Put ${amountOf(payout)} for order ${payout.orderID} back into the platform's wallet? The` +
      ` dispute opens again.`}
    verb=${`Take back ${amountOf(payout)}`}
    onDone=${() =>
      onDone(
        `${amountOf(payout)} came back, payout ${payout.payoutID}. The dispute is open again.`,
      )}>
    <${TextField} id="return-code" label="What the bank says"
      hint=${
        "The code of the return, such as AC04 for a closed account or AC01 for an unknown one;" +
        " neither gets money again."
      }
      value=${code} onInput=${setCode} maxlength=${40} first required /><//>`;
}

/** @param {Props} props */
function Anew({ payout, onClose, onDone, onStale }) {
  return html`<${ActionDialog} title="Pay anew" currency=${payout.currency}
    intent=${post(payout, "renewal", {})} onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Pay ${amountOf(payout)} for order ${payout.orderID} anew? It leaves the platform's wallet` +
      ` again, and waits to be sent.`}
    verb=${`Pay ${amountOf(payout)} anew`}
    advice=${(/** @type {import("../base/http.js").Problem} */ problem) =>
      problem.rule === "PO-26"
        ? html`<a href=${to.order(payout.orderID)}>See where the customer is paid</a>`
        : null}
    onDone=${() => onDone(`${amountOf(payout)} for order ${payout.orderID} waits to be sent.`)} />`;
}

/**
 * By the name of the choice.
 * @type {Record<string, { label: string, icon: string, form: unknown }>}
 */
export const payoutDeeds = {
  send: { label: "Send", icon: "Send", form: Send },
  sendAsTold: { label: "Sent as the file says", icon: "Send", form: SentAsTold },
  confirm: { label: "Arrived", icon: "Check", form: Arrived },
  return: { label: "Came back", icon: "Undo2", form: CameBack },
  confirmUnsent: { label: "Confirm: never left", icon: "Check", form: NeverLeftEither },
  sayUnsent: { label: "It never left", icon: "Undo2", form: NeverLeft },
  instructAgain: { label: "Pay anew", icon: "RefreshCw", form: Anew },
};
