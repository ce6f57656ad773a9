/** Tabs whose state lies in the URL: each is a link, so that back, reload and sharing keep it. */
import { html } from "../base/html.js";
import { withQuery } from "../base/router.js";
import { None } from "./text.js";

/**
 * @param {{ label: string, name?: string, tabs: { value: string, label: unknown,
 *   count?: unknown }[],
 *   current: string, drops?: string[] }} props drops: what of the address belongs to one tab alone
 */
export const Tabs = ({
  label,
  name = "tab",
  tabs,
  current,
  drops = [],
}) => html`<nav class="tabs" aria-label=${label}><ul>
  ${tabs.map(
    (tab, index) => html`<li key=${tab.value}>
      <a href=${withQuery({
        ...Object.fromEntries(drops.map((one) => [one, null])),
        [name]: index === 0 ? null : tab.value,
      })}
        aria-current=${tab.value === current ? "page" : undefined}>${tab.label}
      ${tab.count != null && html`<span class="count">${tab.count}</span>`}</a></li>`,
  )}</ul></nav>`;

/** Whether a value stands below its term where it is narrow. @param {unknown} value */
const isLong = (value) => typeof value === "string" && value.length > 60;

/** Term and value pairs. @param {{ facts: [string, unknown][] }} props */
export const Facts = ({ facts }) =>
  html`<dl class="facts">
    ${facts.map(
      ([term, value]) => html`<div key=${term} class=${isLong(value) ? "long" : undefined}>
        <dt>${term}</dt><dd>
        ${value || value === 0 ? value : html`<${None} />`}</dd></div>`,
    )}</dl>`;

/**
 * @param {{ title: string, children?: unknown, actions?: unknown, level?: 2 | 3, flush?: boolean,
 *   name?: string, top?: { current: HTMLElement | null } }} props top: its heading, where that may
 *   get the focus
 */
export const Section = ({
  title,
  children,
  actions,
  level = 2,
  flush,
  name,
  top,
}) => html`<section class=${flush ? "card flush" : "card"} aria-label=${title} data-section=${name}>
  <header>${
    level === 2
      ? html`<h2 ref=${top} tabindex=${top && "-1"}>${title}</h2>`
      : html`<h3>
        ${title}</h3>`
  }${actions && html`<div class="actions">${actions}</div>`}</header>${children}
    </section>`;
