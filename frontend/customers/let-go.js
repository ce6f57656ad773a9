/** Lets letters on paper go in spite of what has overtaken them, for one reason (CO-28). */
import { call } from "../base/client.js";
import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { Each } from "../ui/each.js";
import { TextField } from "../ui/field.js";

const MOST_NAMED = 3;

/** @typedef {Api.WaitingLetterView & { customerID: string | number, customer: string }} Waiting */

/**
 * @param {{ rows: Waiting[], drawn: (row: Waiting) => unknown,
 *   onClose: (isBegun: boolean) => void }} props
 */
export function LetGo({ rows, drawn, onClose }) {
  const [reason, setReason] = useState("");
  const carryOut = async (/** @type {Waiting} */ row, /** @type {string} */ key) => {
    const one = path`/customer/${row.customerID}/letter/${row.number}/release`;
    await call("POST", one, { body: { reason: reason.trim() }, key });
    return { tone: "green", icon: "CircleCheck", text: "It can be printed" };
  };
  return html`<${Each} rows=${rows} onClose=${onClose} carryOut=${carryOut} drawn=${drawn}
    title="Post nevertheless" verb="Post nevertheless" progress="through"
    keyOf=${(/** @type {Waiting} */ row) => row.name}
    becomes=${(/** @type {Waiting} */ row) => reasonsOf(row.overtaken).join("; ")}
    missing=${reason.trim() ? null : "Say why first."}
    outcome=${(/** @type {number} */ good, /** @type {number} */ all) =>
      `${countText(good)} of ${countText(all)} can be printed.`}
    question=${html`<strong>Post these letters as they are?</strong> They say what was so when they
    were put to print. What comes after this leaves them out again.`}>
    <${TextField} id="let-go-reason" label="Why" rows=${2} maxlength=${2000} value=${reason}
      onInput=${setReason} /><//>`;
}

/** Each thing once, with the first of its invoices. @param {Api.OvertakingView[]} overtaken */
export function reasonsOf(overtaken) {
  const words = [...new Set(overtaken.map((one) => one.words))];
  return words.map((said) => {
    const numbers = overtaken.filter((one) => one.words === said).map((one) => one.invoiceNumber);
    const first = numbers.filter((number) => number !== null).slice(0, MOST_NAMED);
    const more = numbers.length - first.length;
    if (first.length === 0) return said;
    return `Invoice ${first.join(", ")}${more > 0 ? ` and ${countText(more)} more` : ""}: ${said}`;
  });
}
