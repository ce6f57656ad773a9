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

/** @typedef {Api.MessageView | Api.BookingMessageView} Row */

/** @param {Row} row */
const requestIn = (row) => ("request" in row ? row.request : null);

/** How each request for money stands: as its last event tells it. @param {Row[]} rows */
function cardStates(rows) {
  const requests = new Map();
  for (const request of rows.map(requestIn))
    if (request)
      requests.set(request.requestID, { ...requests.get(request.requestID), ...request });
  return (/** @type {Row} */ row) => requests.get(requestIn(row)?.requestID);
}

/** @param {Api.BookingDisputeView} dispute @param {string | null} own @param {boolean} isNote */
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
