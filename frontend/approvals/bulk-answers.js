/** Several approvals answered at once: one question that names each amount. */

import { call } from "../base/client.js";
import { countText, moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { path } from "../base/paths.js";
import { approvableOf } from "../disputes/approvables.js";
import { Each } from "../ui/each.js";
import { TextField } from "../ui/field.js";
import { Money } from "../ui/text.js";
import { countAsked, outcomeText, subjectText } from "./words.js";

/** @typedef {import("../ui/each.js").Result} Result */

/**
 * @param {{ rows: Api.InboxView[], reject: boolean, onClose: (answered: boolean) => void }} props
 */
export function BulkAnswers({ rows, reject, onClose }) {
  const [comment, setComment] = useState("");
  const verb = `${reject ? "Reject" : verbFor(rows)} ${countAsked(rows)}`;
  return html`<${Each} title=${verb} verb=${verb} rows=${rows} danger=${reject}
    keyOf=${(/** @type {Api.InboxView} */ row) => row.approvalID} progress="answered"
    question=${html`<strong>${reject ? "Reject" : verbFor(rows)} each of these?</strong> They are
    answered one after the other.`}
    missing=${reject && !comment.trim() ? "Say why first." : null}
    drawn=${(/** @type {Api.InboxView} */ row) => Item(row, reject)}
    becomes=${(/** @type {Api.InboxView} */ row) =>
      reject ? "is rejected" : row.becomes === "approved" ? "is approved" : "is endorsed"}
    carryOut=${(/** @type {Api.InboxView} */ row, /** @type {string} */ key) =>
      answer(row, reject, comment.trim(), key)}
    outcome=${outcome} onClose=${onClose}>
    ${
      reject &&
      html`<${TextField} id="bulk-comment" label="Reason for all of them"
        rows=${2} value=${comment} onInput=${setComment} first />`
    }<//>`;
}

/** @param {Api.InboxView[]} rows */
export function verbFor(rows) {
  const kinds = new Set(rows.map((row) => row.becomes));
  return kinds.size > 1 ? "Approve or endorse" : kinds.has("endorsed") ? "Endorse" : "Approve";
}

/** @param {Api.InboxView} row @param {boolean} reject */
function Item(row, reject) {
  const warning = approvableOf(row).warning(row);
  return html`<${Money} amount=${row.amount} currency=${row.currency} strong />
    <span>${subjectText(row)}<small class="muted">${row.customerName ?? row.customerID}
      </small>${!reject && warning && html`<small>${warning}</small>`}</span>`;
}

/** @param {number} good @param {number} all */
function outcome(good, all) {
  if (good < all)
    return `${countText(good)} of ${countText(all)} answers are in; the others say why not.`;
  return all === 1 ? "Your answer is in." : `All ${countText(all)} answers are in.`;
}

/**
 * @param {Api.InboxView} row
 * @param {boolean} reject
 * @param {string} comment
 * @param {string} key
 * @returns {Promise<Result>}
 */
async function answer(row, reject, comment, key) {
  const decision = reject ? "reject" : row.becomes === "approved" ? "approve" : "endorse";
  const body = { decision, ...(reject ? { comment } : {}) };
  try {
    const { data } = await call("POST", path`/approval/${row.approvalID}/decision`, { body, key });
    const came = data?.outcome?.status;
    if (came === "rejected") return { tone: "grey", icon: "CircleX", text: "Rejected" };
    return came === "approved"
      ? { tone: "green", icon: "CircleCheck", text: "Approved" }
      : { tone: "blue", icon: "CornerUpRight", text: "Endorsed" };
  } catch (reason) {
    const problem = asProblem(reason);
    if (problem.code === "alreadyDecided" && problem.body.outcome)
      return {
        tone: "amber",
        icon: "TriangleAlert",
        text: `Somebody was faster. ${outcomeText(problem.body.outcome)}`,
      };
    throw reason;
  }
}

/** The amounts one by one, since currencies are never added up. @param {Api.InboxView[]} rows */
export const amountsText = (rows) =>
  rows.length > 4
    ? `${countText(rows.length)} chosen`
    : rows.map((row) => moneyText(row.amount, row.currency)).join(" · ");
