/** Customers told how their disputes ended, once several follow-ups have (CO-43). */
import { call } from "../base/client.js";
import { countText, dayText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { usePreview } from "../base/intent.js";
import { path } from "../base/paths.js";
import { letterOf } from "../mail/outcome-letter.js";
import { Each } from "../ui/each.js";
import { Check, TextField } from "../ui/field.js";
import { outcomes } from "./words.js";

/** @typedef {{ key: string, customerID: string | number, name: string,
 *   items: Api.FollowUpItemView[] }} Letter */

const MOST_IN_A_LETTER = 25;

/**
 * Of what has just ended, the items whose customer can be told how.
 * @param {Api.FollowUpView} ended
 */
export const toTell = (ended) => ended.itemRows.filter((item) => item.tellOutcome?.allowed);

/**
 * A letter for each customer, or more where one holds no more disputes.
 * @param {Api.FollowUpView[]} ended @returns {Letter[]}
 */
export function lettersOf(ended) {
  /** @type {Map<string, Letter>} */
  const found = new Map();
  for (const followUp of ended)
    for (const item of toTell(followUp)) {
      const { customerID, customerName: name } = followUp;
      const letters = [...found.values()].filter((one) => one.customerID === customerID);
      const last = letters.at(-1);
      if (last && last.items.length < MOST_IN_A_LETTER) last.items.push(item);
      else {
        const key = `${customerID} ${letters.length}`;
        found.set(key, { key, customerID, name, items: [item] });
      }
    }
  return [...found.values()];
}

/** @param {{ rows: Letter[], onClose: (isBegun: boolean) => void }} props */
export function TellAll({ rows, onClose }) {
  const [reason, setReason] = useState("");
  const [onPaper, setOnPaper] = useState(true);
  const intentOf = (/** @type {Letter} */ letter, byPost = false) => ({
    method: "POST",
    path: path`/customer/${letter.customerID}/outcomeLetter`,
    body: {
      disputes: letter.items.map(({ disputeID }) => ({ disputeID, reason: reason.trim() })),
      ...(byPost ? { byPost } : {}),
    },
  });
  const byMail = usePreview(reason.trim() ? intentOf(rows[0]) : null);
  const isPrinted = onPaper && Boolean(byMail.problem?.body.unreached);
  const printed = usePreview(isPrinted ? intentOf(rows[0], true) : null);
  const look = isPrinted ? printed : byMail;
  const carryOut = async (/** @type {Letter} */ letter, /** @type {string} */ key) => {
    const send = (/** @type {boolean} */ byPost) => {
      const { method, path: to, body } = intentOf(letter, byPost);
      return call(method, to, { body, key: byPost ? `${key}-paper` : key });
    };
    try {
      return told("The letter is on its way", (await send(false)).data);
    } catch (reason) {
      if (!onPaper || !asProblem(reason).body.unreached) throw reason;
      return told("Put to print", (await send(true)).data);
    }
  };
  const count = rows.length === 1 ? "one letter" : `${countText(rows.length)} letters`;
  return html`<${Each} rows=${rows} onClose=${onClose} carryOut=${carryOut} drawn=${Drawn}
    title="Tell the customers how it ended" progress="told" verb=${`Send ${count}`}
    keyOf=${(/** @type {Letter} */ letter) => letter.key}
    missing=${reason.trim() ? null : "Say why first."}
    outcome=${(/** @type {number} */ good, /** @type {number} */ all) =>
      good < all
        ? `${countText(good)} of ${countText(all)} are told; the others say why not.`
        : "All are told."}
    question=${html`<strong>Tell these customers how their disputes ended?</strong> Each gets one
      letter: what was credited, what was not, why, and until when what is open is to be paid.`}
    becomes=${(/** @type {Letter} */ letter) => howEnded(letter.items)}>
    <${TextField} id="tell-reason" label="Why" rows=${3} maxlength=${1000} value=${reason} first
      hint="The customers read these words. One that is to read others is told on its own."
      onInput=${setReason} />
    <${Check} label="On paper where no mail reaches the customer" checked=${onPaper}
      onInput=${setOnPaper} />
    ${
      look.problem &&
      html`<p class="error-text" role="alert">${rows[0].name}: ${look.problem.message}</p>`
    }
    ${
      look.preview &&
      html`<details><summary>The letter to ${rows[0].name}</summary>${letterOf(look.preview)}
        </details>`
    }<//>`;
}

/** @param {string} text @param {Api.OutcomeLetterView} letter */
const told = (text, { payBy }) => ({
  tone: "green",
  icon: "CircleCheck",
  text: payBy ? `${text}, to be paid by ${dayText(payBy)}` : text,
});

/** @param {Letter} letter */
const Drawn = (letter) =>
  html`<span>${letter.items.map((item) => item.invoiceNumber).join(", ")}</span>
    <span>${letter.name}</span>`;

/** What became of items, each outcome once. @param {Api.FollowUpItemView[]} items */
const howEnded = (items) =>
  [...new Set(items.map((item) => outcomes[item.outcome ?? ""]))].join(", ");
