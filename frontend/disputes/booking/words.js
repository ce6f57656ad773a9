/** Disputes on bookings in words. */

/**
 * How a request for money stands.
 * @type {Record<string, { label: string, tone: import("../../base/words.js").Tone, icon: string }>}
 */
export const requestStates = {
  pending: { label: "Waiting for an answer", tone: "amber", icon: "Clock" },
  approved: { label: "Paid", tone: "green", icon: "CircleCheck" },
  rejected: { label: "Rejected", tone: "red", icon: "CircleX" },
  cancelled: { label: "Taken back", tone: "grey", icon: "Undo2" },
  corrected: { label: "Paid, and corrected", tone: "grey", icon: "RotateCcw" },
};

/**
 * The name of a side.
 * @param {Api.BookingDisputeView} dispute
 * @param {string | null | undefined} side
 */
export const nameOn = (dispute, side) =>
  side === "operator" ? dispute.operator : side === "aggregator" ? dispute.aggregator : "Support";
