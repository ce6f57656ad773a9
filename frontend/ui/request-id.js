/** By what a request that went wrong is found in the logs. */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { say } from "../base/notices.js";
import { Button } from "./button.js";

/**
 * The id of a request that failed, to copy and to name when asking for help; nothing where the
 * server did not fail, unless a whole view could not be shown.
 * @param {{ problem: import("../base/http.js").Problem, always?: boolean }} props
 */
export function RequestID({ problem, always }) {
  const [copied, setCopied] = useState("");
  const id = problem.requestID;
  if (!id || (!always && problem.status < 500)) return null;
  const copy = async () => {
    // Where the browser keeps the clipboard to itself, the id can still be marked by hand.
    const isDone = await navigator.clipboard?.writeText(id).then(
      () => true,
      () => false,
    );
    if (!isDone) return;
    setCopied(id);
    say("The request’s id is copied.");
  };
  return html`<span class="request-id">Request <span class="code">${id}</span>
    <${Button} look="quiet" onClick=${copy}>${copied === id ? "Copied" : "Copy"}<span
      class="hidden"> the request’s id</span><//></span>`;
}
