/**
 * What Finance does with a payout, wherever it is shown: each with its word, and the question that is
 * asked before (PO-25…PO-27).
 */
import { moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { to } from "../base/router.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { TextField } from "../ui/field.js";

/** @typedef {{ payoutID: string, disputeID: string, orderID: string | number, customer: string, amount: import("../base/decimal.js").Decimal, currency: string, account: string | null, accountID: string | null, version?: number }} Payout version: of its dispute, where that was seen */
/** @typedef {{ payout: Payout, onClose: () => void, onDone: (text: string) => void, onStale: (problem: import("../base/http.js").Problem) => void }} Props */

/** How one stands → what is next. @type {Record<string, string[]>} */
const nextOf = {
  instructed: ["send", "sendAsTold"],
  sent: ["confirm", "return"],
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
    sentence=${`Mark ${amountOf(payout)} to ${payout.customer} for order ${payout.orderID} as sent to the bank? It goes to the account ${payout.account ?? "that was confirmed"}.`} />`;

/** @param {Props} props */
const SentAsTold = ({ payout, ...rest }) =>
  html`<${Sending} payout=${payout} ...${rest} title="Sent as the file says"
    sentence=${`Say that ${amountOf(payout)} for order ${payout.orderID} went to the account ${payout.account ?? "that was told"}, as the bank's file says?`} />`;

/** @param {Props & { title: string, sentence: string }} props */
function Sending({ payout, title, sentence, onClose, onDone, onStale }) {
  return html`<${ActionDialog} title=${title} currency=${payout.currency} onClose=${onClose}
    intent=${post(payout, "sending", payout.accountID ? { accountID: payout.accountID } : {})}
    onStale=${onStale} sentence=${() => sentence} verb=${`Send ${amountOf(payout)}`}
    advice=${(/** @type {import("../base/http.js").Problem} */ problem) =>
      problem.rule === "PO-26"
        ? html`<a href=${to.order(payout.orderID)}>See where the customer is paid</a>`
        : null}
    onDone=${() => onDone(`${amountOf(payout)} to ${payout.customer} is sent, payout ${payout.payoutID}.`)} />`;
}

/** @param {Props} props */
function Arrived({ payout, onClose, onDone, onStale }) {
  const [reference, setReference] = useState("");
  return html`<${ActionDialog} title="The payout arrived" currency=${payout.currency}
    intent=${post(payout, "confirmation", reference.trim() ? { reference: reference.trim() } : {})}
    onClose=${onClose} onStale=${onStale} fields=${{ "/reference": "payout-reference" }} cautious
    sentence=${() => `Note that ${amountOf(payout)} for order ${payout.orderID} has arrived with ${payout.customer}?`}
    verb="It arrived"
    onDone=${() => onDone(`${amountOf(payout)} has arrived with ${payout.customer}, payout ${payout.payoutID}.`)}>
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
    sentence=${() => `Put ${amountOf(payout)} for order ${payout.orderID} back into the platform's wallet? The dispute opens again.`}
    verb=${`Take back ${amountOf(payout)}`}
    onDone=${() => onDone(`${amountOf(payout)} came back, payout ${payout.payoutID}. The dispute is open again.`)}>
    <${TextField} id="return-code" label="What the bank says"
      hint="The code of the return, such as AC04 for a closed account or AC01 for an unknown one; neither gets money again."
      value=${code} onInput=${setCode} maxlength=${40} first required /><//>`;
}

/** @param {Props} props */
function Anew({ payout, onClose, onDone, onStale }) {
  return html`<${ActionDialog} title="Pay anew" currency=${payout.currency}
    intent=${post(payout, "renewal", {})} onClose=${onClose} onStale=${onStale}
    sentence=${() => `Pay ${amountOf(payout)} for order ${payout.orderID} anew? It leaves the platform's wallet again, and waits to be sent.`}
    verb=${`Pay ${amountOf(payout)} anew`}
    advice=${(/** @type {import("../base/http.js").Problem} */ problem) =>
      problem.rule === "PO-26"
        ? html`<a href=${to.order(payout.orderID)}>See where the customer is paid</a>`
        : null}
    onDone=${() => onDone(`${amountOf(payout)} for order ${payout.orderID} waits to be sent.`)} />`;
}

/** By the name of the choice. @type {Record<string, { label: string, icon: string, form: unknown }>} */
export const payoutDeeds = {
  send: { label: "Send", icon: "Send", form: Send },
  sendAsTold: { label: "Sent as the file says", icon: "Send", form: SentAsTold },
  confirm: { label: "Arrived", icon: "Check", form: Arrived },
  return: { label: "Came back", icon: "Undo2", form: CameBack },
  instructAgain: { label: "Pay anew", icon: "RefreshCw", form: Anew },
};
