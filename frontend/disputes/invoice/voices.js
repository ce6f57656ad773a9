/** How a customer and the staff talk about a dispute on an invoice. */
import { isCustomer, may } from "../../base/session.js";

/** @type {import("../thread.js").Voices} */
export const voices = {
  staff: "staff",
  nameOf,
  reads: () => isCustomer() || may("dispute.work"),
  readers: { message: "The customer", note: "The staff alone" },
  wordsFor,
  cards: {},
  cardStates: () => () => undefined,
  icons: {},
};

/** Who speaks. @param {Pick<Api.DisputeRow, "customerName">} dispute @param {string} side */
function nameOf(dispute, side) {
  if (side === "customer") return dispute.customerName ?? "You";
  return isCustomer() ? "The company" : "We";
}

/**
 * @param {Pick<Api.DisputeRow, "customerName">} dispute
 * @param {string | null} own
 * @param {boolean} isNote
 */
function wordsFor(dispute, own, isNote) {
  if (isNote)
    return {
      label: "Internal note",
      hint: "No customer ever reads this.",
      verb: "Keep as an internal note",
    };
  if (own)
    return {
      label: "Message",
      hint: "Whoever works your dispute reads this.",
      verb: "Send the message",
    };
  return {
    label: `Message to ${dispute.customerName}`,
    hint: `${dispute.customerName} reads this, and gets a mail where nobody there looks.`,
    verb: "Send to the customer",
  };
}
