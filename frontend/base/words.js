/** The product's terms in the user's words. */

/** @typedef {"blue" | "amber" | "green" | "red" | "grey"} Tone */

/** @type {Record<string, { label: string, tone: Tone, icon: string }>} */
export const statuses = {
  open: { label: "Open", tone: "blue", icon: "CircleDot" },
  pendingApproval: { label: "Pending approval", tone: "amber", icon: "Clock" },
  approved: { label: "Approved", tone: "green", icon: "Check" },
  declined: { label: "No credit", tone: "grey", icon: "Ban" },
  credited: { label: "Credited", tone: "green", icon: "CircleCheck" },
  withdrawn: { label: "Withdrawn", tone: "grey", icon: "Undo2" },
  finalised: { label: "Finalised", tone: "green", icon: "CircleCheck" },
  resolved: { label: "Resolved", tone: "green", icon: "CircleCheck" },
  closed: { label: "Closed", tone: "grey", icon: "Lock" },
  completed: { label: "Completed", tone: "green", icon: "CircleCheck" },
  cancelled: { label: "Cancelled", tone: "grey", icon: "CircleX" },
  noFare: { label: "No fare", tone: "amber", icon: "Ban" },
  draft: { label: "Draft", tone: "grey", icon: "CircleDashed" },
  waiting: { label: "Waiting for the file", tone: "grey", icon: "CircleDashed" },
  unmapped: { label: "To be mapped", tone: "amber", icon: "Pencil" },
  reading: { label: "Reading", tone: "blue", icon: "RefreshCw" },
  previewed: { label: "Ready to apply", tone: "amber", icon: "SquareCheck" },
  applying: { label: "Applying", tone: "blue", icon: "RefreshCw" },
  done: { label: "Done", tone: "green", icon: "CircleCheck" },
  failed: { label: "Failed", tone: "red", icon: "CircleX" },
};

/** How it looks where a customer's dispute stands; the words come with it. @type {Record<string, { tone: Tone, icon: string }>} */
export const standings = {
  inReview: { tone: "blue", icon: "Clock" },
  credited: { tone: "green", icon: "CircleCheck" },
  partlyCredited: { tone: "green", icon: "Check" },
  declined: { tone: "grey", icon: "Lock" },
  withdrawn: { tone: "grey", icon: "Undo2" },
  settled: { tone: "grey", icon: "Lock" },
};

/** How a request for money stands. @type {Record<string, { label: string, tone: Tone, icon: string }>} */
export const requestStates = {
  pending: { label: "Waiting for an answer", tone: "amber", icon: "Clock" },
  approved: { label: "Paid", tone: "green", icon: "CircleCheck" },
  rejected: { label: "Rejected", tone: "red", icon: "CircleX" },
  cancelled: { label: "Taken back", tone: "grey", icon: "Undo2" },
  corrected: { label: "Paid, and corrected", tone: "grey", icon: "RotateCcw" },
};

/** @param {string} status */
export const statusWords = (status) =>
  statuses[status] ?? { label: sentence(status), tone: "grey", icon: "CircleDashed" };

/** @type {Record<string, string>} */
const movers = {
  agent: "Agent",
  approver: "Approver",
  resolver: "Resolver",
  customer: "Customer",
  vendor: "Vendor",
  finance: "Finance",
  manager: "Manager",
  opsManager: "Ops manager",
  support: "Support",
  operator: "Operator",
  aggregator: "Aggregator",
};

/** @param {string | null | undefined} waitingFor */
export const moverWords = (waitingFor) => (waitingFor ? (movers[waitingFor] ?? sentence(waitingFor)) : "Nobody");

/** @type {Record<string, string>} */
export const adjustmentKinds = {
  credit: "Credit",
  adjustment: "Adjustment",
  reversal: "Reversal",
  reversalFee: "Reversal fee",
};

/** @type {Record<string, string>} */
export const transferKinds = {
  fundRequest: "Fund request",
  deposit: "Deposit",
  openingBalance: "Opening balance",
  correction: "Correction",
};

/** How an aggregator pays operators. @type {Record<string, string>} */
export const settlements = { wallet: "By wallet", invoice: "By invoice" };

/** @type {Record<string, string>} */
export const lineKinds = {
  feature: "Feature",
  usage: "Usage",
  fee: "Fee",
  paperFee: "Paper invoice fee",
  credit: "Credit",
};

/** @type {Record<string, string>} */
export const buckets = {
  notDue: "Not due",
  "1-30": "1–30 days late",
  "31-60": "31–60 days late",
  "61-90": "61–90 days late",
  "90+": "Over 90 days late",
};

/** “pendingApproval” as “Pending approval”. @param {string} name */
export function sentence(name) {
  const text = String(name).replace(/([a-z])([A-Z])/g, (_, low, high) => `${low} ${high.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The events that are about money, for the timeline's filter. @param {{ type: string, amount?: unknown }} event */
export const isMoney = (event) => event.amount != null || /credit|adjust|revers|fee|finalis|approv/i.test(event.type);
