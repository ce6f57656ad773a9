/**
 * What becomes of a message on its way: it is tried again in its place when it did not arrive, and
 * cannot arrive twice.
 */

import { useEffect } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { path } from "../base/paths.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";

/**
 * @param {object} props
 * @param {import("./thread.js").Outgoing} props.entry
 * @param {string} props.disputeID
 * @param {boolean} props.isFirst those after it wait, so that they arrive in order
 * @param {(key: string) => void} props.onArrived
 * @param {(entry: import("./thread.js").Outgoing) => void} props.onTakeBack
 * @param {() => void} props.onRefused
 */
export function Fate({ entry, disputeID, isFirst, onArrived, onTakeBack, onRefused }) {
  const { carryOut, busy, problem } = useSend();
  const { key, text, isNote, to } = entry;
  const send = async () => {
    const where = isNote ? path`/dispute/${disputeID}/note` : path`/dispute/${disputeID}/message`;
    if (await carryOut({ method: "POST", path: where, body: to ? { text, to } : { text }, key }))
      onArrived(key);
  };
  useEffect(() => {
    if (isFirst && !entry.isOld) send();
  }, [isFirst]);
  const isRefused = problem && !problem.uncertain;
  useEffect(() => {
    if (isRefused) onRefused();
  }, [problem]);
  const stuck = isFirst && !busy && (problem || entry.isOld);
  const waiting = isFirst ? "Sending" : "Waits for the one before";
  return html`<div class=${classes("fate", !stuck && "under-way")} role="status">
      ${
        stuck
          ? html`<p class="wrong"><${Icon} name="CircleAlert" />${fateText(problem)}
          </p>`
          : html`<p title=${waiting}><${Icon} name="Clock" /><span class="hidden">
          ${waiting}</span></p>`
      }</div>
    ${
      stuck &&
      html`<div class="actions"><${Button} icon="RefreshCw" onClick=${send}
        name="send-again">Try again<//>
        ${
          isRefused &&
          html`<${Button} look="quiet" onClick=${() => onTakeBack(entry)}
            name="take-back">Take back to edit<//>`
        }</div>`
    }`;
}

/** @param {import("../base/http.js").Problem | null} problem */
function fateText(problem) {
  if (!problem || (problem.uncertain && problem.status > 0))
    return "It is not known whether this was sent. Trying again is safe: it cannot arrive twice.";
  if (problem.uncertain) return "No answer came. Trying again is safe: it cannot arrive twice.";
  return `Not sent. ${problem.message}`;
}
