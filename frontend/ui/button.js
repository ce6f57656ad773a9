/** Buttons: one that cannot be pressed stays reachable and says why. */
import { useId } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { Icon } from "./icon.js";

/**
 * @param {object} props
 * @param {unknown} [props.children]
 * @param {"primary" | "plain" | "quiet" | "danger"} [props.look]
 * @param {string} [props.icon]
 * @param {(event: Event) => void} [props.onClick]
 * @param {string | null} [props.why] the reason it cannot be pressed
 * @param {string} [props.whyID] the element that already tells the reason
 * @param {boolean} [props.busy]
 * @param {"button" | "submit"} [props.type]
 * @param {boolean} [props.wide]
 * @param {string} [props.name]
 * @param {string} [props.about] what it is done to, for who hears it among others of its name
 * @param {boolean} [props.first] takes the focus in a dialog
 * @param {Record<string, unknown>} [props.aria]
 */
export function Button({
  children,
  look = "plain",
  icon,
  onClick,
  why,
  whyID,
  busy,
  type = "button",
  wide,
  name,
  about,
  first,
  aria,
}) {
  const ownID = useId();
  const off = Boolean(why) || Boolean(whyID);
  const press = (/** @type {Event} */ event) => {
    if (off || busy) event.preventDefault();
    else onClick?.(event);
  };
  return html`<button type=${type} class=${classes("button", look, wide && "wide")} onClick=${press}
    autofocus=${first} data-action=${name} aria-disabled=${off || busy ? "true" : undefined}
    aria-describedby=${off ? (whyID ?? ownID) : undefined}
    aria-busy=${busy ? "true" : undefined} ...${aria}>
      ${
        busy
          ? html`<span class="spinner" aria-hidden="true">
          </span>`
          : icon && html`<${Icon} name=${icon} />`
      }<span>${children}${about && html`<span class="hidden"> ${about}</span>`}</span>
    </button>${why && !whyID && html`<span class="hidden" id=${ownID}>${why}</span>`}`;
}

/**
 * @param {{ icon: string, label: string, onClick?: (event: Event) => void, size?: 16 | 20,
 *   aria?: Record<string, unknown> }} props
 */
export const IconButton = ({ icon, label, onClick, size = 16, aria }) =>
  html`<button type="button" class="button quiet square" aria-label=${label} title=${label}
    onClick=${onClick} ...${aria}><${Icon} name=${icon} size=${size} /></button>`;

/**
 * A link that looks like a button.
 * @param {{ href: string, children?: unknown, look?: string, icon?: string, aria?: Record<string,
 *   unknown> }} props
 */
export const ButtonLink = ({ href, children, look = "plain", icon, aria }) =>
  html`<a class=${classes("button", look)} href=${href} ...${aria}>
    ${icon && html`<${Icon} name=${icon} />`}<span>${children}</span></a>`;
