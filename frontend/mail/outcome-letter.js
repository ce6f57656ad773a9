/** Tells a customer how disputes ended, with the letter as it would be sent (CO-43). */
import { countText, dayText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Dialog } from "../ui/dialog.js";
import { Check, TextField } from "../ui/field.js";
import { InLitigation } from "../ui/in-litigation.js";
import { Banner, Skeleton } from "../ui/states.js";
import { MailView } from "./view.js";

const TITLE = "Tell the customer how it ended";

/**
 * @typedef {{ disputeID: string, invoiceNumber: string | number,
 *   told?: Api.ToldView | null }} Ended
 * @typedef {{ customerID: string | number, ended: Ended[], onDone: (text: string) => void,
 *   onClose: () => void,
 *   onStale?: (problem: import("../base/http.js").Problem) => void }} LetterProps
 */

/**
 * The letter; where one did not arrive, with the reasons that it gave.
 * @param {LetterProps} props
 */
export function OutcomeLetter(props) {
  const isLost = props.ended.some((one) => one.told?.undelivered);
  const known = useLoad(isLost ? path`/customer/${props.customerID}/dunning` : null);
  if (isLost && !known.data && known.busy)
    return html`<${Dialog} title=${TITLE} onClose=${props.onClose}>
      <${Skeleton} kind="text" rows=${3} /><//>`;
  const given = /** @type {Api.ToldDisputeView[]} */ (known.data?.lastOutcome?.disputes ?? []);
  return html`<${Letter} ...${props}
    given=${Object.fromEntries(given.map((one) => [one.disputeID, one.reason]))} />`;
}

/** @param {LetterProps & { given: Record<string, string> }} props given: reasons, by dispute */
function Letter({ customerID, ended, given, onDone, ...rest }) {
  const [reasons, setReasons] = useState(given);
  const wasTold = ended.some((one) => one.told && !one.told.undelivered);
  const [payBy, setPayBy] = useState("");
  const [again, setAgain] = useState(wasTold);
  const [byPost, setByPost] = useState(false);
  const told = ended
    .map(({ disputeID }) => ({ disputeID, reason: (reasons[disputeID] ?? "").trim() }))
    .filter((one) => one.reason);
  const body = {
    disputes: told,
    ...(payBy ? { payBy } : {}),
    ...(again ? { again } : {}),
    ...(byPost ? { byPost } : {}),
  };
  const isFilled = told.length > 0;
  const which =
    ended.length > 1 ? ` about ${countText(told.length)} of ${countText(ended.length)}` : "";
  return html`<${ActionDialog} ...${rest} title=${TITLE} currency=""
    intent=${
      isFilled ? { method: "POST", path: path`/customer/${customerID}/outcomeLetter`, body } : null
    }
    fields=${{ "/payBy": "outcome-pay-by", "/disputes": `outcome-reason-${ended[0]?.disputeID}` }}
    advice=${(/** @type {import("../base/http.js").Problem} */ problem) => adviceOn(problem)}
    effects=${letterOf}
    sentence=${(/** @type {Api.OutcomeLetterView} */ preview) =>
      preview.payBy
        ? `Send this letter to ${preview.name}${which}? No reminder goes by itself` +
          ` before ${dayText(preview.payBy)} is over.`
        : `Send this letter to ${preview.name}${which}? Nothing is open.`}
    verb=${byPost ? "Put it to print" : "Send the letter"}
    onDone=${(/** @type {Api.OutcomeLetterView} */ data) =>
      onDone(`${data.name} is told how it ended.`)}>
    ${ended.map(
      ({ disputeID, invoiceNumber }, place) => html`<${TextField} key=${disputeID}
        id=${`outcome-reason-${disputeID}`} rows=${3} maxlength=${2000} first=${place === 0}
        label=${`Why, on invoice ${invoiceNumber}`} hint=${
          ended.length > 1
            ? "The customer reads these words. Without any it is left out of this letter."
            : "The customer reads these words."
        }
        value=${reasons[disputeID] ?? ""}
        onInput=${(/** @type {string} */ value) =>
          setReasons({ ...reasons, [disputeID]: value })} />`,
    )}
    <${TextField} id="outcome-pay-by" label="What is open is to be paid by" type="date"
      value=${payBy} hint="Without a day, when the rest after a dispute is over."
      onInput=${setPayBy} />
    ${
      wasTold &&
      html`<${Check} label="Tell it again, where it was told before" checked=${again}
        onInput=${setAgain} />`
    }
    <${Check} label="On paper, to be printed and posted" checked=${byPost}
      onInput=${setByPost} /><//>`;
}

/** @param {import("../base/http.js").Problem} problem */
const adviceOn = (problem) =>
  problem.code === "alreadyDone"
    ? "Tick that it is to be told again."
    : problem.body.unreached
      ? "Tick that it goes on paper."
      : null;

/** The letter as it would be sent. @param {Api.OutcomeLetterView} preview */
export const letterOf = (preview) =>
  html`<${InLitigation} numbers=${preview.inLitigation} />
    ${preview.letter.fallback && html`<${Banner}>${preview.letter.fallback}<//>`}
    <${MailView} inert
    mail=${{
      ...preview.letter,
      to: preview.letter.address?.join(", ") ?? `${preview.letter.name} <${preview.letter.to}>`,
    }} />`;
