/** The queue is one for each kind of dispute. */
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { may } from "../base/session.js";
import { KINDS } from "./kinds.js";

/**
 * The queues that one may open, as tabs; nothing where there is but one.
 * @param {{ here: string }} props here: the kind
 */
export function Kinds({ here }) {
  const open = Object.entries(KINDS).filter(([, kind]) => may(kind.permission));
  if (open.length < 2) return null;
  return html`<nav class="tabs" aria-label="Kind"><ul>${open.map(
    ([name, { label, queue }]) =>
      html`<li key=${name}><a href=${queue()} aria-current=${name === here ? "page" : undefined}>
        ${label}</a></li>`,
  )}</ul></nav>`;
}

/**
 * How many disputes are counted in some rows together, as far as one query each counts.
 * @param {{ count: number, more: boolean }[]} rows
 */
export function countOf(rows) {
  if (rows.length === 0) return undefined;
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  return `${countText(count)}${rows.some((row) => row.more) ? "+" : ""}`;
}
