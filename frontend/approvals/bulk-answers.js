/**
 * Several approvals answered at once: one question that names each amount, one request after the
 * other, a result for each.
 */

import { call, newKey } from "../base/client.js";
import { countText, moneyText } from "../base/format.js";
import { useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { path } from "../base/paths.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { TextField } from "../ui/field.js";
import { Icon } from "../ui/icon.js";
import { owedText } from "../ui/money-bar.js";
import { Money } from "../ui/text.js";
import { outcomeText } from "./words.js";

/** @typedef {{ tone: string, icon: string, text: string, again?: boolean }} Result */

/** @param {{ rows: any[], reject: boolean, onClose: (answered: boolean) => void }} props */
export function BulkAnswers({ rows, reject, onClose }) {
  const [comment, setComment] = useState("");
  const { results, busy, begun, send } = useEach(reject, comment);
  const verb = reject ? "Reject" : verbFor(rows);
  const what = `${countText(rows.length)} ${rows.length === 1 ? "credit" : "credits"}`;
  const left = rows.filter((row) => results[row.approvalID]?.again);
  const missing = reject && !comment.trim() ? "Say why first." : null;
  const close = () => onClose(begun);
  const foot = begun
    ? html`${
        left.length > 0 &&
        html`<${Button} onClick=${() => send(left)} busy=${busy}
          name="again">Try ${countText(left.length)} again<//>`
      }<${Button} look="primary" busy=${busy} onClick=${close} name="close-bulk">Close<//>`
    : html`<${Button} first=${!reject} onClick=${close} name="cancel">Cancel<//>
      <${Button} look=${reject ? "danger" : "primary"} why=${missing} onClick=${() => send(rows)}
        name="confirm">${verb} ${what}<//>`;
  return html`<${Dialog} title=${`${verb} ${what}`} wide onClose=${busy ? undefined : close}
    foot=${foot}>
    ${
      begun
        ? html`<p role="status"><strong>${summary(rows, results, busy)}</strong>
        </p>`
        : html`<p class="sentence"><strong>
          ${verb} each of these?</strong> They are answered one after the other.</p>`
    }
    ${
      reject &&
      !begun &&
      html`<${TextField} id="bulk-comment" label="Reason for all of them"
        rows=${2} value=${comment} onInput=${setComment} first />`
    }
    <ul class="bulk plain">
      ${rows.map(
        (row) => html`<${Item} key=${row.approvalID} row=${row} reject=${reject}
          result=${results[row.approvalID]} begun=${begun} />`,
      )}</ul><//>`;
}

/** @param {any[]} rows */
export function verbFor(rows) {
  const kinds = new Set(rows.map((row) => row.becomes));
  return kinds.size > 1 ? "Approve or endorse" : kinds.has("endorsed") ? "Endorse" : "Approve";
}

/** @param {{ row: any, reject: boolean, result?: Result, begun: boolean }} props */
const Item = ({ row, reject, result, begun }) => html`<li data-approval=${row.approvalID}>
  <${Money} amount=${row.amount} currency=${row.currency} strong />
  <span>Invoice ${row.invoiceNumber}<small class="muted">${row.customerName ?? row.customerID}
    </small>${!reject && owedText(row) && html`<small>${owedText(row)}</small>`}</span>
  ${
    result
      ? html`<span class=${`urgent ${result.tone}`}><${Icon} name=${result.icon} />${result.text}
        </span>`
      : html`<span class="muted">
        ${begun ? "Waiting its turn" : reject ? "is rejected" : row.becomes === "approved" ? "is approved" : "is endorsed"}
        </span>`
  }</li>`;

/** @param {any[]} rows @param {Record<string, Result>} results @param {boolean} busy */
function summary(rows, results, busy) {
  const done = rows.filter(
    (row) => results[row.approvalID]?.icon && !results[row.approvalID].again,
  );
  const good = done.filter(
    (row) => results[row.approvalID].tone !== "amber" && results[row.approvalID].tone !== "red",
  );
  if (busy) return `${countText(done.length)} of ${countText(rows.length)} answered`;
  if (good.length === rows.length)
    return rows.length === 1
      ? "Your answer is in."
      : `All ${countText(rows.length)} answers are in.`;
  return `${countText(good.length)} of ${countText(rows.length)} answers are in; the others say why not.`;
}

/**
 * Sends one answer after the other; each has a key of its own, kept for another try.
 * @param {boolean} reject
 * @param {string} comment
 */
function useEach(reject, comment) {
  const [results, setResults] = useState(/** @type {Record<string, Result>} */ ({}));
  const [busy, setBusy] = useState(false);
  const [begun, setBegun] = useState(false);
  const keys = useRef(/** @type {Record<string, string>} */ ({}));
  const send = async (/** @type {any[]} */ some) => {
    setBegun(true);
    setBusy(true);
    for (const row of some) {
      keys.current[row.approvalID] ??= newKey();
      const key = keys.current[row.approvalID];
      setResults((old) => ({
        ...old,
        [row.approvalID]: { tone: "grey", icon: "", text: "Sending" },
      }));
      const result = await answer(row, reject, comment.trim(), key);
      setResults((old) => ({ ...old, [row.approvalID]: result }));
    }
    setBusy(false);
  };
  return { results, busy, begun, send };
}

/**
 * @param {any} row
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
    if (problem.uncertain || problem.status >= 500 || problem.status === 429)
      return {
        tone: "red",
        icon: "WifiOff",
        text: "No answer came back. Trying again is safe.",
        again: true,
      };
    return { tone: "red", icon: "CircleX", text: problem.message };
  }
}

/** The amounts one by one, since currencies are never added up. @param {any[]} rows */
export const amountsText = (rows) =>
  rows.length > 4
    ? `${countText(rows.length)} chosen`
    : rows.map((row) => moneyText(row.amount, row.currency)).join(" · ");
