/** Tells a customer how disputes ended, with the letter as it would be sent (CO-43). */
import { dayText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Check, TextField } from "../ui/field.js";
import { Banner } from "../ui/states.js";
import { MailView } from "./view.js";

/**
 * @typedef {{ disputeID: string, invoiceNumber: string | number }} Ended
 * @param {{ customerID: string | number, ended: Ended[], onDone: (text: string) => void,
 *   onClose: () => void, onStale?: (problem: import("../base/http.js").Problem) => void }} props
 */
export function OutcomeLetter({ customerID, ended, onDone, ...rest }) {
  const [reasons, setReasons] = useState(/** @type {Record<string, string>} */ ({}));
  const [payBy, setPayBy] = useState("");
  const [again, setAgain] = useState(false);
  const [byPost, setByPost] = useState(false);
  const told = ended.map(({ disputeID }) => ({
    disputeID,
    reason: (reasons[disputeID] ?? "").trim(),
  }));
  const body = {
    disputes: told,
    ...(payBy ? { payBy } : {}),
    ...(again ? { again } : {}),
    ...(byPost ? { byPost } : {}),
  };
  const isFilled = told.length > 0 && told.every((one) => one.reason);
  return html`<${ActionDialog} ...${rest} title="Tell the customer how it ended" currency=""
    intent=${
      isFilled ? { method: "POST", path: path`/customer/${customerID}/outcomeLetter`, body } : null
    }
    fields=${{ "/payBy": "outcome-pay-by", "/disputes": `outcome-reason-${ended[0]?.disputeID}` }}
    advice=${(/** @type {import("../base/http.js").Problem} */ problem) =>
      problem.code === "alreadyDone" ? "Tick below that it is to be told again." : null}
    effects=${letter}
    sentence=${(/** @type {Api.OutcomeLetterView} */ preview) =>
      preview.payBy
        ? `Send this letter to ${preview.name}? No reminder goes by itself` +
          ` before ${dayText(preview.payBy)} is over.`
        : `Send this letter to ${preview.name}? Nothing is open.`}
    verb=${byPost ? "Put it to print" : "Send the letter"}
    onDone=${(/** @type {Api.OutcomeLetterView} */ data) =>
      onDone(`${data.name} is told how it ended.`)}>
    ${ended.map(
      ({ disputeID, invoiceNumber }, place) => html`<${TextField} key=${disputeID}
        id=${`outcome-reason-${disputeID}`} rows=${3} maxlength=${2000} first=${place === 0}
        label=${`Why, on invoice ${invoiceNumber}`} hint="The customer reads these words."
        value=${reasons[disputeID] ?? ""}
        onInput=${(/** @type {string} */ value) =>
          setReasons({ ...reasons, [disputeID]: value })} />`,
    )}
    <${TextField} id="outcome-pay-by" label="What is open is to be paid by" type="date"
      value=${payBy} hint="Without a day, when the rest after a dispute is over."
      onInput=${setPayBy} />
    <${Check} label="Tell it again, where it was told before" checked=${again}
      onInput=${setAgain} />
    <${Check} label="On paper, to be printed and posted" checked=${byPost}
      onInput=${setByPost} /><//>`;
}

/** @param {Api.OutcomeLetterView} preview */
const letter = (preview) =>
  html`${preview.letter.fallback && html`<${Banner}>${preview.letter.fallback}<//>`}
    <${MailView} inert
    mail=${{
      ...preview.letter,
      to: preview.letter.address?.join(", ") ?? `${preview.letter.name} <${preview.letter.to}>`,
    }} />`;
