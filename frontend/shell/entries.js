/** The entries of the navigation, and the counts beside them. */
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { useLoad, usePolling } from "../base/queries.js";
import { Icon } from "../ui/icon.js";

export const COUNTS_EVERY_MS = 60000;

/** @typedef {{ count: number, more: boolean }} Count more: there are more than were counted */
/**
 * @typedef {{ href: string, label: string, icon: string, on: boolean, count?: Count | null }} Entry
 */

/** @param {{ entries: Entry[] }} props */
export function Entries({ entries }) {
  return html`<nav class="nav" aria-label="Main"><ul>${entries.map(
    (entry) => html`<li key=${entry.label}>
      <a href=${entry.href} aria-current=${entry.on ? "page" : undefined}>
      <${Icon} name=${entry.icon} /><span>${entry.label}</span>
      <${Pending} of=${entry.count} /></a></li>`,
  )}</ul></nav>`;
}

/** @param {{ of?: Count | null }} props */
const Pending = ({ of }) =>
  of &&
  of.count > 0 &&
  html`<span class="count" aria-label=${`${of.count} pending`}>${countText(of.count)}
    ${of.more ? "+" : ""}</span>`;

/**
 * How many there are in a list, looked at again and again.
 * @param {string | null} path null: not to be looked at
 * @param {(row: unknown) => boolean} [counts] which of them count
 */
export function useCount(path, counts = () => true) {
  const { data, error, reload } = useLoad(path);
  usePolling(reload, path ? COUNTS_EVERY_MS : null);
  if (error) return null; // Rather no count than an old one.
  return data && { count: data.value.filter(counts).length, more: Boolean(data.nextCursor) };
}

/**
 * Two counts as one; none where one of them is not known.
 * @param {Count | null} one
 * @param {Count | null} other
 * @returns {Count | null}
 */
export const together = (one, other) =>
  one && other && { count: one.count + other.count, more: one.more || other.more };
