/**
 * The page that a personal link of a mail opens: the case as its reader may see it, and the answer.
 * No signing in.
 */

import { moneyText } from "../base/format.js";
import { useCallback, useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem, send } from "../base/http.js";
import { notify } from "../base/notices.js";
import { to } from "../base/router.js";
import { Mark } from "../shell/mark.js";
import { ThemeToggle } from "../shell/theme-toggle.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Banner, Blank, Skeleton } from "../ui/states.js";
import { Answers } from "./answers.js";
import { ApprovalCase, Becomes, Outcome } from "./case.js";
import { personalLink } from "./link.js";

export default function Response() {
  const link = personalLink.value;
  const { approval, problem, look, put } = useResponse(link);
  const title = approval ? headingOf(approval) : "Your answer";
  return html`<div class="alone-top"><p class="brand"><${Mark} size=${24} />Redress</p>
    <${ThemeToggle} /></div>
    <${Page} title=${title} kind="approval">
      ${
        !link || problem
          ? html`<${NoAnswer} problem=${link ? problem : null} retry=${look} />`
          : !approval
            ? html`<${Skeleton} kind="text" rows=${5} />`
            : html`<${Asked} approval=${approval} link=${link} put=${put} look=${look} />`
      }<//>`;
}

/** @param {any} approval */
const headingOf = (approval) =>
  approval.outcome
    ? `Approval of ${approval.amount === null ? "a credit" : moneyText(approval.amount, approval.currency)} on invoice ${approval.invoiceNumber}`
    : `Do you approve ${moneyText(approval.amount, approval.currency)} on invoice ${approval.invoiceNumber}?`;

/**
 * @param {{ approval: any, link: string, put: (approval: any) => void, look: () => void }} props
 */
function Asked({ approval, link, put, look }) {
  const { outcome } = approval;
  const done = (/** @type {string} */ text, /** @type {any} */ data) => {
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
const SignIn = ({
  approvalID,
  disputeID,
}) => html`<p class="muted">This page is for you alone: whoever has the link can answer in your name.${" "}
  <a href=${disputeID && !approvalID ? to.dispute(disputeID) : to.approvals(approvalID)}>
    ${approvalID ? "Sign in to answer there" : "Sign in to see the dispute"}</a></p>`;

/**
 * A link that cannot be answered by, in the words of what happened.
 * @param {{ problem: import("../base/http.js").Problem | null, retry: () => void }} props
 */
function NoAnswer({ problem, retry }) {
  const outcome = problem?.body.outcome;
  const signIn = html`<${ButtonLink} href=${to.approvals()} icon="UserRound">Sign in<//>`;
  const again = html`<${Button} icon="RefreshCw" onClick=${retry}>Try again<//>`;
  if (!problem)
    return html`<${Blank} icon="Mail" title="Open the link in your mail"
      action=${signIn}>This page shows an approval by the personal link of a mail. It is kept only while its tab is open.<//>`;
  if (outcome)
    return html`<${Blank} icon="CircleCheck" title="No answer is needed any more" action=${signIn}>
      <${Outcome} outcome=${outcome} /><//>`;
  if (problem.code === "linkExpired")
    return html`<${Blank} icon="Hourglass" title="This link has expired"
      action=${signIn}>A personal link works for some time only. Sign in to see what became of the approval, or to answer it there.<//>`;
  if (problem.code === "linkOutdated")
    return html`<${Blank} icon="History" title="What was asked has changed" action=${signIn}>
      ${problem.message}<//>`;
  if (problem.code === "linkInvalid")
    return html`<${Blank} icon="SearchX" title="This link is not whole"
      action=${signIn}>It may have been cut by the mail program. Copy all of it into the address bar, or sign in.<//>`;
  if (problem.status === 403 || problem.status === 404)
    return html`<${Blank} icon="Lock" title="This is no longer yours to answer" action=${signIn}>
      ${problem.message}<//>`;
  return html`<${Blank} icon="WifiOff" title="This could not be loaded" action=${again}>
    ${problem.message}<//>`;
}

/** What the link asks; opening it changes nothing. @param {string | null} link */
function useResponse(link) {
  const [state, setState] = useState({
    approval: /** @type {any} */ (null),
    problem: /** @type {import("../base/http.js").Problem | null} */ (null),
  });
  const look = useCallback(async () => {
    if (!link) return;
    try {
      setState({ approval: (await send("GET", "/response", { link })).data, problem: null });
    } catch (reason) {
      setState({ approval: null, problem: asProblem(reason) });
    }
  }, [link]);
  useEffect(() => {
    setState({ approval: null, problem: null });
    look();
  }, [look]);
  return {
    ...state,
    look,
    put: (/** @type {any} */ approval) => setState({ approval, problem: null }),
  };
}
