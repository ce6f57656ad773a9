/** How the sides of a booking, and support, talk about it. */
import { isReader } from "../../base/session.js";
import { across } from "../../bookings/words.js";
import { FundRequest } from "./fund-request.js";
import { nameOn } from "./words.js";

/** @type {import("../thread.js").Voices} */
export const voices = {
  staff: "support",
  nameOf: nameOn,
  reads: isReader,
  readers: { message: "Both sides", note: "Support only" },
  wordsFor,
  cards: { fundsRequested: FundRequest },
  cardStates,
  icons: {
    fundsApproved: "Banknote",
    fundsRejected: "CircleX",
    fundsCancelled: "Undo2",
    fundsCorrected: "RotateCcw",
  },
};

/** How each request for money stands: as its last event tells it. @param {any[]} rows */
function cardStates(rows) {
  const requests = new Map();
  for (const { request } of rows)
    if (request)
      requests.set(request.requestID, { ...requests.get(request.requestID), ...request });
  return (/** @type {any} */ row) => requests.get(row.request?.requestID);
}

/** @param {any} dispute @param {string | null} own @param {boolean} isNote */
function wordsFor(dispute, own, isNote) {
  if (isNote)
    return {
      label: "Internal note",
      hint: "Neither side ever reads this.",
      verb: "Keep as an internal note",
    };
  if (!own)
    return {
      label: "Message to both sides",
      hint: `${dispute.operator} and ${dispute.aggregator} read this.`,
      verb: "Send to both sides",
    };
  const name = nameOn(dispute, across(own));
  return {
    label: `Message to ${name}`,
    hint: `${name} reads this, and support can.`,
    verb: `Send to ${name}`,
  };
}
