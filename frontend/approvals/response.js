/**
 * The page that a personal link of a mail opens: the case as its reader may see it, and the answer.
 * No signing in.
 */

import { moneyText } from "../base/format.js";
import { html } from "../base/html.js";
import { useLinked } from "../base/linked.js";
import { notify } from "../base/notices.js";
import { to } from "../base/router.js";
import { approvableOf } from "../disputes/approvables.js";
import { ButtonLink } from "../ui/button.js";
import { Banner, Blank } from "../ui/states.js";
import { Answers } from "./answers.js";
import { ApprovalCase, Becomes, Outcome } from "./case.js";
import { personalLinks } from "./link.js";
import { LinkTrouble } from "./link-trouble.js";
import { LinkedPage } from "./linked-page.js";
import { onText } from "./words.js";

export default function Response() {
  const link = personalLinks.response.value;
  const linked = useLinked("/response", link);
  const { data } = linked;
  const title = data ? headingOf(data) : "Your answer";
  return html`<${LinkedPage} link=${link} linked=${linked} title=${title} kind="approval"
    Trouble=${NoAnswer}>${(/** @type {Api.ApprovalView} */ approval, /** @type {string} */ link) =>
      html`<${Asked} approval=${approval} link=${link} put=${linked.put}
        look=${linked.look} />`}<//>`;
}

/** @param {Api.ApprovalView} approval */
const headingOf = (approval) =>
  approval.outcome
    ? `Approval of ${
        approval.amount === null
          ? `a ${approvableOf(approval).asked}`
          : moneyText(approval.amount, approval.currency)
      } ${onText(approval)}`
    : `Do you approve ${moneyText(approval.amount, approval.currency)} ${onText(approval)}?`;

/**
 * @param {{ approval: Api.ApprovalView, link: string, put: (approval: Api.ApprovalView) => void,
 *   look: () => void }} props
 */
function Asked({ approval, link, put, look }) {
  const { outcome } = approval;
  const done = (/** @type {string} */ text, /** @type {Api.ApprovalView} */ data) => {
    notify({ tone: "green", text });
    put(data);
  };
  const late = (/** @type {string} */ text) => {
    notify({ tone: "amber", text });
    look();
  };
  return html`<div class="column">
    ${
      outcome
        ? html`<${Banner} tone=${outcome.status === "approved" ? "green" : "blue"}
          icon=${outcome.status === "approved" ? "CircleCheck" : "Info"}>
            <${Outcome} outcome=${outcome} more=" This link is used up." /><//>`
        : html`<div class="card answer">
          <${Becomes} becomes=${approval.becomes} /><${Answers} approval=${approval} link=${link}
            onAnswered=${done} onLate=${late} /></div>`
    }
    <div class="card column"><${ApprovalCase} approval=${approval} /></div>
    <${SignIn} approvalID=${outcome ? "" : approval.approvalID} disputeID=${approval.disputeID} />
      </div>`;
}

/** @param {{ approvalID?: string, disputeID?: string }} props */
const SignIn = ({ approvalID, disputeID }) => html`<p
  class="muted">This page is for you alone: whoever has the link can answer in your name.${" "}
  <a href=${disputeID && !approvalID ? to.dispute(disputeID) : to.approvals(approvalID)}>
    ${approvalID ? "Sign in to answer there" : "Sign in to see the dispute"}</a></p>`;

/**
 * A link that cannot be answered by, in the words of what happened.
 * @param {{ problem: import("../base/http.js").Problem | null, retry: () => void }} props
 */
function NoAnswer({ problem, retry }) {
  const outcome = problem?.body.outcome;
  if (!outcome) return html`<${LinkTrouble} problem=${problem} of="approval" retry=${retry} />`;
  const signIn = html`<${ButtonLink} href=${to.approvals()} icon="UserRound">Sign in<//>`;
  return html`<${Blank} icon="CircleCheck" title="No answer is needed any more" action=${signIn}>
    <${Outcome} outcome=${outcome} /><//>`;
}
