/** What is ticked of a list. */
import { useState } from "../base/hooks.js";

/**
 * The keys with this one ticked or not.
 * @template Key
 * @param {Key[]} keys @param {Key} key @param {boolean} on
 */
export const toggled = (keys, key, on) =>
  on ? [...keys, key] : keys.filter((other) => other !== key);

/**
 * The rows that are ticked, as `Choose` and the table take them; what is not among the rows any
 * more is not ticked.
 * @template Row
 * @param {Row[] | null | undefined} rows
 * @param {(row: Row) => string} keyOf
 */
export function usePicked(rows, keyOf) {
  const [kept, onPick] = useState(/** @type {string[]} */ ([]));
  const chosen = (rows ?? []).filter((row) => kept.includes(keyOf(row)));
  return { picked: chosen.map(keyOf), onPick, chosen };
}
