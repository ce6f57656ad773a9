/**
 * A mail as its reader sees it: its HTML drawn element by element in a tree of its own, so that
 * neither touches the other's looks.
 */
import { useEffect, useRef } from "../base/hooks.js";
import { html } from "../base/html.js";
import { h, render } from "../vendor.js";
import { readMarkup } from "./markup.js";

/** Where there is no room for a name beside its amount, it stands above. */
const narrow = new CSSStyleSheet();
narrow.replaceSync(
  "@container (inline-size < 20rem) {tr:has(> td + td) {display: flex; flex-wrap: wrap;" +
    " justify-content: space-between} tr:has(> td + td) > td {max-width: 100%}}",
);

/** @param {{ body: string, inert?: boolean }} props inert: links lead nowhere */
export function MailBody({ body, inert }) {
  const host = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (host.current);
    const inside = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    inside.adoptedStyleSheets = [narrow];
    render(
      h(
        "div",
        { style: "color-scheme:light;color:#1b2430;background:#fff" },
        readMarkup(body).map((one) => draw(one, Boolean(inert))),
      ),
      inside,
    );
  }, [body, inert]);
  return html`<div class="mail-body" ref=${host}></div>`;
}

/**
 * @param {import("./markup.js").Node | string} one
 * @param {boolean} inert
 * @returns {import("preact").ComponentChild}
 */
function draw(one, inert) {
  if (typeof one === "string") return one;
  const { href, ...attributes } = one.attributes;
  const link = one.tag === "a" && href;
  const leads = link && !inert ? { href, target: "_blank", rel: "noopener noreferrer" } : {};
  return h(
    one.tag,
    { ...attributes, ...leads },
    ...one.children.map((child) => draw(child, inert)),
  );
}
