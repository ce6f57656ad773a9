/**
 * Confirmations at the head of a view. While that is out of sight, as below a long list, they lie
 * over the foot of the window, where whoever did something looks, and move nothing.
 */

import { useEffect, useRef, useState } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { dismiss, notices } from "../base/notices.js";
import { IconButton } from "./button.js";
import { Icon } from "./icon.js";

/** @type {Record<string, string>} */
const icons = { green: "CircleCheck", red: "CircleX" };

const HALF = 0.5;
/** What lies under the bar on top is out of sight as well. */
const BELOW_BAR = "-49px 0px 0px";

/** @param {{ path: string }} props */
export const Notices = ({ path }) =>
  notices.value
    .filter((notice) => notice.path === path)
    .map((notice) => html`<${Shown} key=${notice.id} notice=${notice} />`);

/** @param {{ notice: import("../base/notices.js").Notice }} props */
function Shown({ notice }) {
  const home = useRef(/** @type {HTMLElement | null} */ (null));
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const stands = /** @type {HTMLElement} */ (home.current);
    const look = (/** @type {IntersectionObserverEntry[]} */ entries) => {
      const isOut = entries[entries.length - 1].intersectionRatio < HALF;
      // Its room stays, so that the view below does not move.
      if (isOut) stands.style.minBlockSize = `${stands.offsetHeight}px`;
      setAway(isOut);
    };
    const watch = new IntersectionObserver(look, { rootMargin: BELOW_BAR, threshold: HALF });
    watch.observe(stands);
    return () => watch.disconnect();
  }, []);
  return html`<div class="notice" ref=${home}>
    <div class=${classes("banner", notice.tone, isAway && "away")}>
    <${Icon} name=${icons[notice.tone] ?? "Info"} />
    <p>${notice.text}${
      notice.link &&
      html` <a href=${notice.link.href}>${notice.link.label}
      </a>`
    }</p>
    <${IconButton} icon="X" label="Dismiss" onClick=${() => dismiss(notice.id)} /></div></div>`;
}
