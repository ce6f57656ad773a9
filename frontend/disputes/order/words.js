/** Payout disputes in words. */

/** @typedef {import("../../base/words.js").Tone} Tone */

/**
 * A payout dispute as somebody sees it.
 * @typedef {Api.OrderDisputeView | Api.VendorDisputeView | Api.CustomerDisputeView} Seen
 */

/** @type {Record<string, string>} */
export const claims = {
  notPaid: "No payment received",
  paidLess: "The vendor paid less than billed",
};

/** @type {Record<string, string>} */
export const channels = { app: "App", whatsApp: "WhatsApp", support: "Support" };

/** How a vendor pays. @type {Record<string, string>} */
export const methods = {
  upi: "UPI",
  imps: "IMPS",
  neft: "NEFT",
  rtgs: "RTGS",
  sepa: "SEPA",
  bank: "Other bank transfer",
  cash: "Cash",
};

/** What a file is. @type {Record<string, string>} */
export const fileTypes = {
  paymentProof: "Payment proof",
  finalBill: "Final bill",
  paymentReference: "Payment reference",
  pickupNote: "Pickup note",
  other: "Something else",
};

/** How a decision stands. @type {Record<string, { label: string, tone: Tone, icon: string }>} */
export const decisionStates = {
  pending: { label: "Waits for a yes", tone: "amber", icon: "Clock" },
  effective: { label: "In effect", tone: "green", icon: "CircleCheck" },
  refused: { label: "Refused", tone: "red", icon: "CircleX" },
  reversed: { label: "Taken back", tone: "grey", icon: "RotateCcw" },
};

/** Whose yes is missing. @type {Record<string, string>} */
export const yesses = { approver: "an approver with a higher limit", finance: "Finance" };
