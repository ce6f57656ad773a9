/**
 * How many approvals wait for the person signed in, for the navigation; whoever has just looked
 * says so.
 */
import { signal } from "../vendor.js";

/** @type {{ value: { count: number, more: boolean } | null }} */
export const waiting = signal(/** @type {{ count: number, more: boolean } | null} */ (null));

/** @param {Api.InboxView[]} rows @param {string | null | undefined} next whether there are more */
export function noteWaiting(rows, next) {
  const found = { count: rows.length, more: Boolean(next) };
  if (found.count !== waiting.value?.count || found.more !== waiting.value.more)
    waiting.value = found;
}
