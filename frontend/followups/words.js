/** What follow-ups are told in. */
import { countText } from "../base/format.js";

/** @type {Record<string, string>} */
export const whens = { late: "Late", today: "Due today", coming: "Coming" };

/** How often somebody was chased. @param {number} times */
export const timesText = (times) =>
  times === 0 ? "not yet" : times === 1 ? "once" : `${countText(times)} times`;

/** @type {Record<string, string>} */
export const left = { ended: "Ended", dropped: "Dropped", paid: "Paid in full" };

/** @type {Record<string, string>} */
export const answers = { accept: "Accepted", refuse: "Refused" };

/** @type {Record<string, string>} */
export const outcomes = {
  creditGiven: "Credit given",
  refused: "Refused",
  withdrawn: "Withdrawn",
  done: "Done",
};

/** @type {Record<string, string>} */
export const waits = { resolver: "the resolver", collector: "the collector" };
