/** Bookings and their disputes in the words of whoever looks: a side speaks of itself as “you”. */

import { dayText } from "../base/format.js";
import { isParty, me } from "../base/session.js";
import { moverWords } from "../base/words.js";
import { across } from "../disputes/thread-items.js";

/** Who does a booking, and who sent it. */
export const SIDES = ["operator", "aggregator"];

/** The side across from one's own. */
export const otherSide = () => across(me.value?.role);

/** Whose move it is, by name. @param {any} row a dispute */
export const moverName = (row) =>
  isParty() && row.waitingFor === me.value?.role ? "You" : (row[row.waitingFor] ?? moverWords(row.waitingFor));

/** A choice of whose move it is. @returns {{ value: string, label: string }[]} */
export const moverOptions = () =>
  isParty()
    ? [
        { value: String(me.value?.role), label: "You" },
        { value: otherSide(), label: moverWords(otherSide()) },
        { value: "support", label: "Support" },
      ]
    : [...SIDES, "support"].map((value) => ({ value, label: moverWords(value) }));

/** The chips of filters that are set. @param {Record<string, [string, (value: string) => string]>} words name of the query → what it is called, and its value @param {URLSearchParams} query */
export const chipsOf = (words, query) =>
  Object.entries(words).flatMap(([name, [label, tell]]) => {
    const value = query.get(name);
    return value ? [{ name, value, label, words: tell(value) }] : [];
  });

/** @type {Record<string, [string, (value: string) => string]>} */
export const periodWords = { from: ["From", dayText], to: ["To", dayText] };
