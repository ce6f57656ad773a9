/** What is done about reminders, each in a dialog that says beforehand what would come of it. */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { sentence } from "../base/words.js";
import { MailView } from "../mail/view.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { SelectField, TextField } from "../ui/field.js";
import { moneyText } from "../ui/text.js";
import { todayText } from "./today.js";
import { chargeKinds } from "./words.js";

/**
 * @typedef {{ dunning: Api.DunningView, chosen: Api.ItemTodayView[], of: Api.ItemTodayView | null,
 *   onDone: (text: string) => void, onClose: () => void, onStale: () => void }} DeedProps
 */

/** Where a block lies: on the customer, or on one invoice. @param {DeedProps} props */
const placeOf = ({ dunning, of }) =>
  of
    ? path`/customer/${dunning.customerID}/invoice/${of.invoiceNumber}/dunningBlock`
    : path`/customer/${dunning.customerID}/dunningBlock`;

/** @param {DeedProps} props */
const whomOf = ({ dunning, of }) => (of ? `invoice ${of.invoiceNumber}` : dunning.name);

/** @param {Api.ReminderSumView[]} sums */
const sumsText = (sums) => sums.map((sum) => moneyText(sum.amount, sum.currency)).join(", ");

/**
 * Of letters that ask together for all that is asked for, which it is, and what becomes of the
 * others.
 * @param {Api.PartView} part
 */
export const partText = ({ number, of }) =>
  `it is letter ${number} of ${of}${number < of ? "; the others follow by themselves" : ""}`;

/** @param {Api.PartView | null} part */
const placeText = (part) => (part ? ` ${sentence(partText(part))}.` : "");

/** @param {DeedProps} props */
export function Remind({ dunning, chosen, of: _, onDone, ...rest }) {
  // With all of them ticked it is the letter that stands on the page: credits cover the oldest.
  const isAll = dunning.value.every((item) => chosen.includes(item) === item.asked > 0);
  const body = isAll ? {} : { invoiceNumbers: chosen.map((item) => item.invoiceNumber) };
  return html`<${ActionDialog} ...${rest} title="Remind" currency="" wide
    intent=${{
      method: "POST",
      path: path`/customer/${dunning.customerID}/dunning`,
      body,
      version: dunning.version,
    }}
    effects=${(/** @type {Api.RemindedView} */ preview) => letter(preview, chosen)}
    sentence=${(/** @type {Api.RemindedView} */ preview) =>
      preview.letter
        ? `Ask ${dunning.name} for ${sumsText(preview.sums)}?${placeText(preview.part)}`
        : "Nothing is asked for: no letter goes."}
    verb="Send" onDone=${(/** @type {Api.RemindedView} */ data) =>
      onDone(
        data.letter
          ? `${dunning.name} is reminded of ${sumsText(data.sums)}.${placeText(data.part)}`
          : "Nothing was asked for; no letter went.",
      )} />`;
}

/** A fee or interest is not asked for any more (CO-39). @param {DeedProps} props */
export function Waive({ dunning, chosen: _, of, onDone, ...rest }) {
  const charges = (of?.charges ?? []).filter((charge) => !charge.waived);
  const [chargeID, setCharge] = useState(charges.length === 1 ? charges[0].chargeID : "");
  const [reason, setReason] = useState("");
  const told = (/** @type {Api.ChargeView} */ charge) =>
    `${chargeKinds[charge.kind]} of ${moneyText(charge.amount, of?.currency ?? "")}`;
  const chosen = charges.find((charge) => charge.chargeID === chargeID);
  const intent = chosen &&
    reason.trim() && {
      method: "POST",
      path: path`/customer/${dunning.customerID}/invoice/${
        of?.invoiceNumber ?? ""
      }/charge/${chargeID}/waiver`,
      body: { reason: reason.trim() },
      version: dunning.version,
    };
  return html`<${ActionDialog} ...${rest} title="Waive fees or interest" currency=""
    intent=${intent || null} fields=${{ "/reason": "waive-reason" }}
    sentence=${() =>
      `Waive the ${chosen && told(chosen)} on invoice ${of?.invoiceNumber}?` +
      ` It is not asked for any more.`}
    verb="Waive" onDone=${() =>
      onDone(`The ${chosen && told(chosen)} on invoice ${of?.invoiceNumber} is waived.`)}>
    <${SelectField} id="waive-charge" label="What" value=${chargeID}
      options=${[
        { value: "", label: "Which one?" },
        ...charges.map((charge) => ({ value: charge.chargeID, label: sentence(told(charge)) })),
      ]}
      onInput=${setCharge} />
    <${TextField} id="waive-reason" label="Reason" rows=${2} maxlength=${2000} value=${reason}
      onInput=${setReason} /><//>`;
}

/** @param {Api.ReminderView} letter */
const whomText = (letter) => letter.address?.join(", ") ?? `${letter.name} <${letter.to}>`;

/** A letter on paper, of all that is asked for (CO-40). @param {DeedProps} props */
export function Print({ dunning, chosen: _, of: __, onDone, ...rest }) {
  return html`<${ActionDialog} ...${rest} title="Remind on paper" currency="" wide
    intent=${{
      method: "POST",
      path: path`/customer/${dunning.customerID}/dunning`,
      body: { byPost: true },
      version: dunning.version,
    }}
    effects=${(/** @type {Api.RemindedView} */ preview) => letter(preview, [])}
    sentence=${(/** @type {Api.RemindedView} */ preview) =>
      preview.letter
        ? `Put a letter over ${sumsText(preview.sums)} to print? It counts as sent, and waits to` +
          ` be posted.${placeText(preview.part)}`
        : "Nothing is asked for: no letter goes."}
    verb="Put to print" onDone=${(/** @type {Api.RemindedView} */ data) =>
      onDone(
        data.letter ? "The letter waits to be posted." : "Nothing was asked for; no letter goes.",
      )} />`;
}

/**
 * What is left out of the letter, and the letter as it would be sent.
 * @param {Api.RemindedView} preview @param {Api.ItemTodayView[]} chosen
 */
function letter(preview, chosen) {
  const numbers = chosen.map((item) => String(item.invoiceNumber));
  const left = preview.value.filter(
    (item) => item.asked === 0 && numbers.includes(String(item.invoiceNumber)),
  );
  return html`${
    left.length > 0 &&
    html`<ul>${left.map(
      (item) => html`<li key=${item.invoiceNumber}>Invoice ${item.invoiceNumber} is left
      out: ${todayText(item)}</li>`,
    )}</ul>`
  }
    ${
      preview.letter &&
      html`<${MailView} inert
        mail=${{ ...preview.letter, to: whomText(preview.letter) }} />`
    }`;
}

/** @param {DeedProps} props */
export function Block(props) {
  const { dunning, chosen: _, of: __, onDone, ...rest } = props;
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const body = { reason: reason.trim(), ...(until ? { until } : {}) };
  return html`<${ActionDialog} ...${rest} title="Block reminders" currency=""
    intent=${
      reason.trim() ? { method: "PUT", path: placeOf(props), body, version: dunning.version } : null
    }
    fields=${{ "/reason": "block-reason", "/until": "block-until" }}
    sentence=${() => `Keep reminders away from ${whomOf(props)}${until ? "" : " for ever"}?`}
    verb="Block" onDone=${() => onDone(`Reminders are kept away from ${whomOf(props)}.`)}>
    <${TextField} id="block-reason" label="Reason" value=${reason} maxlength=${2000} first
      onInput=${setReason} />
    <${TextField} id="block-until" label="Until, the last day included" type="date" value=${until}
      hint="Without one it holds for ever." onInput=${setUntil} /><//>`;
}

/** @param {DeedProps} props */
export function Unblock(props) {
  const { dunning, chosen: _, of: __, onDone, ...rest } = props;
  return html`<${ActionDialog} ...${rest} title="End the block" currency=""
    intent=${{ method: "POST", path: `${placeOf(props)}/end`, body: {}, version: dunning.version }}
    sentence=${() => `Let reminders go to ${whomOf(props)} again?`}
    verb="End the block" onDone=${() => onDone(`Reminders go to ${whomOf(props)} again.`)} />`;
}
