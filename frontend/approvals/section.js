/** The approval of a dispute in its workspace: the chain as steps, and what one can do about it. */

import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { Section } from "../ui/tabs.js";
import { Answers } from "./answers.js";
import { ChainSteps } from "./chain-steps.js";

/** @param {{ dispute: Api.DisputeView, onChanged: () => void }} props */
export function ApprovalSection({ dispute, onChanged }) {
  const { approval } = dispute;
  const open = approval?.status === "asking" && approval.approvalID;
  const load = useLoad(open ? path`/approval/${String(approval.approvalID)}` : null);
  if (!approval) return null;
  const tell = (/** @type {"green" | "amber"} */ tone) => (/** @type {string} */ text) => {
    notify({ tone, text });
    onChanged();
  };
  const answers =
    open && load.data?.actions.some((/** @type {Api.ChoiceView} */ action) => action.allowed);
  return html`<${Section} title="Approval" flush name="approval">
    <${ChainSteps} approval=${approval} kind=${dispute.kind} />
    ${
      answers &&
      html`<div class="padded round-foot"><${Answers} approval=${load.data}
        onAnswered=${tell("green")} onLate=${tell("amber")} /></div>`
    }<//>`;
}
