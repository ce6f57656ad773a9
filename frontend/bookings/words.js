/** Bookings and their disputes in the words of whoever looks: a side speaks of itself as “you”. */

import { isParty, me } from "../base/session.js";
import { moverWords } from "../base/words.js";

/** Who does a booking, and who sent it. */
export const SIDES = ["operator", "aggregator"];

/** The side across. @param {string | null | undefined} side */
export const across = (side) => (side === "operator" ? "aggregator" : "operator");

/** The side across from one's own. */
export const otherSide = () => across(me.value?.role);

/**
 * Whose move it is, by name.
 * @param {{ waitingFor: string | null, operator: string, aggregator: string }} row a dispute
 */
export const moverName = (row) =>
  isParty() && row.waitingFor === me.value?.role
    ? "You"
    : ((row.waitingFor === "operator" || row.waitingFor === "aggregator"
        ? row[row.waitingFor]
        : null) ?? moverWords(row.waitingFor));

/** A choice of whose move it is. @returns {{ value: string, label: string }[]} */
export const moverOptions = () =>
  isParty()
    ? [
        { value: String(me.value?.role), label: "You" },
        { value: otherSide(), label: moverWords(otherSide()) },
        { value: "support", label: "Support" },
      ]
    : [...SIDES, "support"].map((value) => ({ value, label: moverWords(value) }));

/** How an aggregator pays operators. @type {Record<string, string>} */
export const settlements = { wallet: "By wallet", invoice: "By invoice" };
