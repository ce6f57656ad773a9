/** What can be done with a payout dispute, beside talking and paying. */
import { moneyText } from "../../base/format.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { Check, MoneyField, Radios, readMoney, SelectField, TextField } from "../../ui/field.js";
import { assignAs } from "../assign.js";
import { AnswerForm } from "./answer-form.js";
import { DecideForm } from "./decide.js";
import { post } from "./intent.js";
import { claims } from "./words.js";

/** @typedef {import("./intent.js").Props} Props */

const LONGEST = 2000;

/** @param {Props} props */
const AskVendor = ({ dispute, ...rest }) =>
  html`<${ActionDialog} ...${rest} title="Ask the vendor" currency=${dispute.currency}
    intent=${post(dispute, "contact", {})}
    sentence=${() => `Ask ${dispute.vendor} by mail what it paid? Its time to answer begins now.`}
    verb="Ask the vendor" onDone=${() => rest.onDone(`${dispute.vendor} is asked.`)} />`;

/** @param {Props} props */
function LogAttempt({ dispute, ...rest }) {
  const [channel, setChannel] = useState("call");
  const [note, setNote] = useState("");
  const [wasReached, setReached] = useState(false);
  const body = { channel, wasReached, ...(note.trim() ? { note: note.trim() } : {}) };
  return html`<${ActionDialog} ...${rest} title="Log an attempt" currency=${dispute.currency}
    intent=${post(dispute, "attempt", body)} fields=${{ "/note": "attempt-note" }}
    sentence=${() => `Write down that you tried to reach ${dispute.vendor}?`} verb="Log the attempt"
    onDone=${() => rest.onDone("The attempt is written down.")}>
    <${Radios} legend="How" name="attempt-channel" value=${channel} onInput=${setChannel}
      options=${[
        { value: "call", label: "Call" },
        { value: "message", label: "Message" },
        { value: "mail", label: "Mail" },
      ]} />
    <${Check} label="The vendor was reached" checked=${wasReached} onInput=${setReached} />
    <${TextField} id="attempt-note" label="What came of it (optional)" hint="For the staff only."
      rows=${2} maxlength=${LONGEST} value=${note} onInput=${setNote} /><//>`;
}

/**
 * What asks for a reason alone.
 * @param {Props & { title: string, route: string, name: string, label: string, hint: string,
 *   isNeeded: boolean, sentence: string, verb: string, done: string, danger?: boolean }} props
 */
export function WithReason({
  dispute,
  route,
  name,
  label,
  hint,
  isNeeded,
  sentence,
  done,
  ...rest
}) {
  const [text, setText] = useState("");
  const told = text.trim();
  const intent = told || !isNeeded ? post(dispute, route, told ? { [name]: told } : {}) : null;
  return html`<${ActionDialog} ...${rest} currency=${dispute.currency} intent=${intent}
    fields=${{ [`/${name}`]: "why" }} sentence=${() => sentence}
    onDone=${() => rest.onDone(done)}>
    <${TextField} id="why" label=${isNeeded ? label : `${label} (optional)`} hint=${hint} rows=${3}
      maxlength=${LONGEST} value=${text} onInput=${setText} first required=${isNeeded} /><//>`;
}

/** @param {Props} props */
const Reopen = (props) =>
  html`<${WithReason} ...${props} title="Object, and reopen" route="reopen" name="reason"
    label="What is not right" hint="It is looked into again." isNeeded
    sentence="Reopen this dispute? What was decided stands until it is decided anew."
    verb="Reopen the dispute" done="The dispute is open again." />`;

/** @param {Props} props */
const Withdraw = (props) =>
  html`<${WithReason} ...${props} title="Withdraw the dispute" route="withdrawal" name="comment"
    label="Why" hint="Kept with the dispute." danger
    sentence="Withdraw this dispute? Nothing is paid by it." verb="Withdraw the dispute"
    done="The dispute is withdrawn." />`;

/** @param {Props} props */
const Accept = ({ dispute, ...rest }) =>
  html`<${ActionDialog} ...${rest} title="All is well" currency=${dispute.currency}
    intent=${post(dispute, "acceptance", {})}
    sentence=${() => "Say that all is well, and close this dispute?"} verb="Close the dispute"
    onDone=${() => rest.onDone("The dispute is closed.")} />`;

/** @param {Props} props */
function ConfirmReceived({ dispute, ...rest }) {
  const [amount, setAmount] = useState("");
  const read = readMoney(amount, dispute.currency);
  const value = "value" in read ? read.value : null;
  return html`<${ActionDialog} ...${rest} title="Say what the vendor paid"
    currency=${dispute.currency}
    intent=${value ? post(dispute, "receipt", { amount: value }) : null}
    fields=${{ "/amount": "received" }}
    sentence=${() =>
      `Say that ${moneyText(value, dispute.currency)} came from the vendor? It proves the payment.`}
    verb="Say so" onDone=${() => rest.onDone("It is written down what came.")}>
    <${MoneyField} id="received" label="Amount that came" currency=${dispute.currency}
      value=${amount}
      onInput=${setAmount} error=${amount && "error" in read ? read.error : null} first required />
    <//>`;
}

/** @param {Props} props */
function ChangeClaim({ dispute, ...rest }) {
  // What was not touched is what is saved, though somebody else changed it meanwhile.
  const [touched, setTouched] = useState(/** @type {{ claim?: string, amount?: string }} */ ({}));
  const { claim, amount } = {
    claim: dispute.claim,
    amount: String(dispute.claimedAmount),
    ...touched,
  };
  const setClaim = (/** @type {string} */ claim) => setTouched({ ...touched, claim });
  const setAmount = (/** @type {string} */ amount) => setTouched({ ...touched, amount });
  const read = readMoney(amount, dispute.currency);
  const value = "value" in read ? read.value : null;
  return html`<${ActionDialog} ...${rest} title="Change the claim" currency=${dispute.currency}
    intent=${value ? post(dispute, "claim", { claim, amount: value }, "PUT") : null}
    fields=${{ "/amount": "claim-amount" }}
    sentence=${() => `Claim ${moneyText(value, dispute.currency)}: ${claims[claim].toLowerCase()}?`}
    verb="Change the claim" onDone=${() => rest.onDone("The claim is changed.")}>
    <${SelectField} id="claim-kind" label="Claim" value=${claim} onInput=${setClaim}
      options=${Object.entries(claims).map(([value, label]) => ({ value, label }))} />
    <${MoneyField} id="claim-amount" label="Amount" currency=${dispute.currency} value=${amount}
      onInput=${setAmount} error=${amount && "error" in read ? read.error : null} required /><//>`;
}

/** Finance's yes. @param {Props} props */
const Sign = ({ dispute, ...rest }) => {
  const waits = dispute.decisions.find(
    (/** @type {Api.DecisionView} */ one) => one.status === "pending",
  );
  return html`<${ActionDialog} ...${rest} title="Say yes for Finance" currency=${dispute.currency}
    intent=${post(dispute, "signature", {})}
    sentence=${() =>
      `Say yes for Finance to a payout of ${moneyText(waits?.payout ?? "0", dispute.currency)}?`}
    verb="Say yes" onDone=${() => rest.onDone("Finance has said yes.")} />`;
};

/** Finance's no, beside its yes. @param {Props} props */
export const Decline = (props) =>
  html`<${WithReason} ...${props} title="Refuse for Finance" route="refusal" name="reason"
    label="Why" hint="Whoever decided reads it." isNeeded danger
    sentence="Refuse the decision? Nothing of it happens, and the case goes on."
    verb="Refuse the decision" done="The decision is refused." />`;

/** @param {Props} props */
const Reverse = (props) => {
  const last = props.dispute.decisions.findLast(
    (/** @type {Api.DecisionView} */ one) => one.status === "effective",
  );
  return html`<${WithReason} ...${props} title="Take the decision back"
    route=${`decision/${last?.decisionID}/reversal`} name="reason" label="Why"
    hint="For the staff only." isNeeded danger
    sentence=${
      "Take the decision back? Its fine goes back to the vendor, a payout that was not sent is" +
      " cancelled, one that was sent is claimed back, and the case is in progress again."
    }
    verb="Take it back" done="The decision is taken back." />`;
};

/** @type {Record<string, import("../actions.js").Drawn>} */
export const orderActions = {
  askVendor: { label: "Ask the vendor", icon: "Mail", form: AskVendor, prominent: true },
  decide: { label: "Decide", icon: "Scale", form: DecideForm, prominent: true },
  decideUnreachable: {
    label: "Decide: the vendor cannot be reached",
    icon: "Scale",
    form: DecideForm,
  },
  decideReused: {
    label: "Decide: the reference may stand in both cases",
    icon: "Scale",
    form: DecideForm,
  },
  decideOtherwise: { label: "Decide by another row", icon: "Scale", form: DecideForm },
  sign: { label: "Say yes for Finance", icon: "ShieldCheck", form: Sign, prominent: true },
  logAttempt: { label: "Log an attempt", icon: "Pencil", form: LogAttempt },
  answer: { label: "Write down the vendor's answer", icon: "FileText", form: AnswerForm },
  confirmReceived: {
    label: "Say what the vendor paid",
    icon: "Banknote",
    form: ConfirmReceived,
  },
  changeClaim: { label: "Change the claim", icon: "Pencil", form: ChangeClaim },
  assign: { label: "Assign", icon: "UserRound", form: assignAs(["assigneeID"]) },
  accept: { label: "All is well", icon: "CircleCheck", form: Accept },
  reopen: { label: "Object, and reopen", icon: "RotateCcw", form: Reopen },
  reverse: { label: "Take the decision back", icon: "RotateCcw", form: Reverse },
  withdraw: { label: "Withdraw", icon: "Undo2", form: Withdraw },
};
