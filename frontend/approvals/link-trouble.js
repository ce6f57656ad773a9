/** A personal link that nothing can be answered by, in the words of what happened. */
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Blank } from "../ui/states.js";

/** Of a dispute or promise, which are answered from where one begins. @param {string} of */
export const troubleOf =
  (of) =>
  (/** @type {{ problem: import("../base/http.js").Problem | null, retry: () => void }} */ props) =>
    html`<${LinkTrouble} ...${props} of=${of} href="#/" />`;

/**
 * @param {{ problem: import("../base/http.js").Problem | null, of: string, href?: string,
 *   retry: () => void }} props problem: null where there is no link; of: what it is about, in a
 *   word; href: where one signs in to answer
 */
export function LinkTrouble({ problem, of, href = to.approvals(), retry }) {
  const signIn = html`<${ButtonLink} href=${href} icon="UserRound">Sign in<//>`;
  const again = html`<${Button} icon="RefreshCw" onClick=${retry}>Try again<//>`;
  if (!problem)
    return html`<${Blank} icon="Mail" title="Open the link in your mail"
      action=${signIn}>This page shows what a mail asks by its personal link. It is kept only while
      its tab is open.<//>`;
  if (problem.code === "linkExpired")
    return html`<${Blank} icon="Hourglass" title="This link has expired"
      action=${signIn}>A personal link works for some time only. Sign in to see what became of
      the ${of}, or to answer it there.<//>`;
  if (problem.code === "linkOutdated")
    return html`<${Blank} icon="History" title="This link is out of date" action=${signIn}>
      ${problem.message}<//>`;
  if (problem.code === "linkInvalid")
    return html`<${Blank} icon="SearchX" title="This link is not whole"
      action=${signIn}>It may have been cut by the mail program. Copy all of it into the address
      bar, or sign in.<//>`;
  if (problem.status === 403 || problem.status === 404)
    return html`<${Blank} icon="Lock" title="This is no longer yours to answer" action=${signIn}>
      ${problem.message}<//>`;
  return html`<${Blank} icon="WifiOff" title="This could not be loaded" action=${again}>
    ${problem.message}<//>`;
}
