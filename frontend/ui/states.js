/** The states that are not the thing itself: loading, nothing, failed. */
import { useEffect, useRef } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSlow } from "../base/queries.js";
import { place } from "../base/router.js";
import { home, isOutside, me } from "../base/session.js";
import { Button, ButtonLink } from "./button.js";
import { Icon } from "./icon.js";
import { RequestID } from "./request-id.js";

/** @param {{ rows?: number, kind?: "table" | "text" }} props */
export function Skeleton({ rows = 6, kind = "table" }) {
  const slow = useSlow(true);
  return html`<div class=${`skeleton ${kind} ${slow ? "" : "unseen"}`} aria-busy="true">
    <span class="hidden" role="status">${slow ? "Loading" : ""}</span>
    ${Array.from(
      { length: rows },
      (_, row) => html`<div key=${row} aria-hidden="true"><span></span>
        <span></span><span></span></div>`,
    )}</div>`;
}

/** @param {{ icon?: string, title: string, children?: unknown, action?: unknown }} props */
export const Blank = ({ icon = "Inbox", title, children, action }) =>
  html`<div class="blank"><${Icon} name=${icon} size=${20} /><h2>${title}</h2>
    ${children && html`<p>${children}</p>`}${action && html`<div class="actions">${action}</div>`}
    </div>`;

/** @param {import("../base/http.js").Problem} problem */
function looks(problem) {
  if (problem.status === 0) return { icon: "WifiOff", title: "No connection" };
  if (problem.status === 403) return { icon: "Lock", title: "You may not open this" };
  if (problem.status === 404 || problem.status === 410)
    return { icon: "SearchX", title: "Nothing here" };
  return { icon: "TriangleAlert", title: problem.body.title || "This could not be loaded" };
}

/**
 * A load that failed, with one thing to do next.
 * @param {{ problem: import("../base/http.js").Problem, retry?: () => void }} props
 */
export function Failure({ problem, retry }) {
  const { icon, title } = looks(problem);
  const hopeless = [403, 404, 410].includes(problem.status);
  const words =
    problem.status === 404
      ? `It does not exist${
          isOutside()
            ? ", or it is not yours"
            : me.value?.limitTo?.length
              ? ", or it belongs to a customer you are not assigned to"
              : ""
        }.`
      : problem.message;
  const asked = problem.status === 400 && place.value.query.size > 0;
  const action = asked
    ? html`<${ButtonLink} href=${`#${place.value.path}`}
      icon="X">Leave out what the address asks for<//>`
    : hopeless || !retry
      ? html`<${ButtonLink} href=${home().href} icon="ArrowLeft">${home().label}<//>`
      : html`<${Button} icon="RefreshCw" onClick=${retry}>Try again<//>`;
  return html`<div role="alert"><${Blank} icon=${icon} title=${title} action=${action}>${words}
    <${RequestID} problem=${problem} always /><//></div>`;
}

/**
 * Says of what stands beneath that it is old, since loading it anew failed.
 * @param {{ of: { error: import("../base/http.js").Problem, reload: () => void } }} props
 */
export const Outdated = ({
  of,
}) => html`<div class="banner amber" role="alert"><${Icon} name="WifiOff" />
  <p>Shown as last loaded. ${of.error.message} <${RequestID} problem=${of.error} /></p>
  <${Button} look="quiet" onClick=${of.reload}>Try again<//></div>`;

/**
 * Says in place of a part of a view, which has its own load, that it could not be loaded; nothing
 * as long as it may come.
 * @param {{ of: { data: unknown, error: import("../base/http.js").Problem | null,
 *   reload: () => void }, what: string }} props
 */
export const NotLoaded = ({ of, what }) =>
  of.error &&
  !of.data &&
  html`<p class="error-text" role="alert"><${Icon} name="CircleAlert" />
    ${what} could not be loaded. ${of.error.message} <${Button} look="quiet"
      onClick=${of.reload}>Try again<//> <${RequestID} problem=${of.error} /></p>`;

/**
 * Draws data once it is there, and until then what is the case.
 * @param {{ of: { data: unknown, error: import("../base/http.js").Problem | null, busy: boolean,
 *   reload: () => void }, rows?: number,
 *   kind?: "table" | "text", children: (data: unknown) => unknown }} props
 */
export function Loaded({ of, rows, kind, children }) {
  if (!of.data) {
    if (of.error) return html`<${Failure} problem=${of.error} retry=${of.reload} />`;
    return html`<${Skeleton} rows=${rows} kind=${kind} />`;
  }
  // One shape with and without a failure, so that dialogs and what is typed in them outlive it.
  return html`${of.error && html`<${Outdated} of=${of} />`}${children(of.data)}`;
}

/**
 * One that is an alert comes into view, wherever on the page the deed was done that it is about.
 * @param {{ tone?: string, icon?: string, children?: unknown, action?: unknown,
 *   role?: string }} props
 */
export function Banner({ tone = "blue", icon = "Info", children, action, role }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (role === "alert") box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return html`<div class=${`banner ${tone}`} role=${role} ref=${box}><${Icon} name=${icon} />
    <p>${children}</p>${action}</div>`;
}
