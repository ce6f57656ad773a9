/**
 * How a customer, a vendor and the staff talk: each side with the staff, neither with the other.
 */
import { isOutside, me } from "../../base/session.js";

/**
 * @param {{ customer?: string | null, vendor?: string | null }} dispute
 * @param {string | null | undefined} side
 */
export const nameOn = (dispute, side) =>
  side === me.value?.role && isOutside()
    ? "Your side"
    : side === "customer" || side === "vendor"
      ? (dispute[side] ?? (side === "customer" ? "The customer" : "The vendor"))
      : "Staff";

/** @type {import("../thread.js").Voices} */
export const voices = {
  staff: "staff",
  nameOf: nameOn,
  reads: () => true,
  readers: { customer: "The customer", vendor: "The vendor", note: "Staff only" },
  wordsFor,
  cards: {},
  cardStates: () => () => null,
  icons: {
    vendorAsked: "Mail",
    vendorReminded: "Mail",
    attemptLogged: "Info",
    vendorAnswered: "Check",
    decided: "Scale",
    outcome: "Scale",
    vendorOutcome: "Scale",
    payoutSent: "Send",
    payoutUnsent: "RotateCcw",
    payoutConfirmed: "Banknote",
    payoutReturned: "RotateCcw",
    closed: "Lock",
  },
};

/**
 * @param {import("./words.js").Seen} dispute
 * @param {string | null} own
 * @param {boolean} isNote
 * @param {string} [side]
 */
function wordsFor(dispute, own, isNote, side) {
  if (isNote)
    return {
      label: "Internal note",
      hint: "Neither the customer nor the vendor ever reads this.",
      verb: "Keep as an internal note",
    };
  if (own)
    return {
      label: "Message to us",
      hint: `Only we read it, ${own === "vendor" ? "not the customer" : "not the vendor"}.`,
      verb: "Send to us",
    };
  const name = nameOn(dispute, side);
  return {
    label: `Message to ${name}`,
    hint: `${name} reads this; the ${side === "vendor" ? "customer" : "vendor"} does not.`,
    verb: `Send to ${name}`,
  };
}
