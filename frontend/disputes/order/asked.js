/**
 * In how many disputes the vendor who is signed in is asked, for the navigation; whoever has just
 * looked says so.
 */
import { signal } from "../../vendor.js";

/** @type {{ value: { count: number, more: boolean } | null }} */
export const askedNow = signal(/** @type {{ count: number, more: boolean } | null} */ (null));

/**
 * @param {{ isAsked: boolean }[]} rows
 * @param {string | null | undefined} next whether there are more
 */
export function noteAsked(rows, next) {
  const found = { count: rows.filter((row) => row.isAsked).length, more: Boolean(next) };
  if (found.count !== askedNow.value?.count || found.more !== askedNow.value.more)
    askedNow.value = found;
}
