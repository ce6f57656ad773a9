/** What follow-ups are told in. */

/** @type {Record<string, string>} */
export const whens = { late: "Late", today: "Due today", coming: "Coming" };

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
