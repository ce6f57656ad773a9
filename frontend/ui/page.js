/** The frame of a view: breadcrumbs, title, h1, what one can do here. */

import { useLayoutEffect, useRef } from "../base/hooks.js";
import { html } from "../base/html.js";
import { place } from "../base/router.js";
import { Icon } from "./icon.js";
import { Notices } from "./notices.js";
import { Unknown, unknownOf } from "./unknown-query.js";

let lastPath = place.value.path;
/** The view whose h1 went away with the focus on it, for the h1 that takes its place. */
let lostBy = "";

/**
 * @param {object} props
 * @param {string} props.title
 * @param {unknown} [props.heading] the h1, where it says more than the title
 * @param {string} [props.kind] what it is, for the window's title
 * @param {{ href: string, label: string }[]} [props.crumbs]
 * @param {unknown} [props.aside] beside the h1
 * @param {unknown} [props.actions]
 * @param {unknown} [props.children]
 * @param {Record<string, readonly string[] | null>} [props.known] the names in the address's query
 *   that the view knows, with their values; in place of the view it is said when there are others
 * @param {string} [props.part] what of the address beside its path makes this a view of its own
 */
export function Page({
  title,
  heading = title,
  kind,
  crumbs = [],
  aside,
  actions,
  children,
  known,
  part = "",
}) {
  const top = useRef(/** @type {HTMLElement | null} */ (null));
  const path = place.value.path;
  const unknown = known ? unknownOf(known) : [];
  useLayoutEffect(() => {
    document.title = [title, kind !== title.toLowerCase() && kind, "Redress"]
      .filter(Boolean)
      .join(" · ");
  }, [title, kind]);
  const view = `${path}${part}`;
  useLayoutEffect(
    () => () => {
      if (top.current && top.current === document.activeElement) lostBy = view;
    },
    [view],
  );
  // With what is drawn, not after it: what is typed at once goes where the focus is.
  useLayoutEffect(() => {
    const moved = lastPath !== view;
    const lost = lostBy === view && document.activeElement === document.body;
    lastPath = view;
    lostBy = "";
    const held = document.activeElement;
    if (!(moved || lost) || held?.closest("tbody, dialog")) return;
    if (moved) scrollTo(0, 0);
    // Who searches again is quicker than the view.
    if (!held?.closest(".search")) top.current?.focus({ preventScroll: true });
  }, [view]);
  return html`<div class="page">
    ${
      crumbs.length > 0 &&
      html`<nav class="crumbs" aria-label="Breadcrumb"><ol>
        ${crumbs.map(
          (crumb) => html`<li key=${crumb.href}><a href=${crumb.href}>${crumb.label}</a>
            <${Icon} name="ChevronRight" /></li>`,
        )}</ol></nav>`
    }
    <header class="page-head"><div class="page-title"><h1 tabindex="-1" ref=${top}>${heading}</h1>
      ${aside}</div>${actions && html`<div class="actions">${actions}</div>`}</header>
    <${Notices} path=${path} />
    ${unknown.length > 0 ? html`<${Unknown} unknown=${unknown} />` : children}
  </div>`;
}
