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
  inProgress: { label: "In progress", tone: "amber", icon: "Clock" },
  resolved: { label: "Resolved", tone: "green", icon: "CircleCheck" },
  closed: { label: "Closed", tone: "grey", icon: "Lock" },
  answered: { label: "Answered", tone: "green", icon: "CornerUpRight" },
  disputed: { label: "In dispute", tone: "amber", icon: "Scale" },
  completed: { label: "Completed", tone: "green", icon: "CircleCheck" },
  cancelled: { label: "Cancelled", tone: "grey", icon: "CircleX" },
  placed: { label: "Placed", tone: "grey", icon: "CircleDashed" },
  assigned: { label: "Assigned", tone: "blue", icon: "CircleDot" },
  instructed: { label: "To be sent", tone: "amber", icon: "Clock" },
  sent: { label: "Sent", tone: "blue", icon: "Send" },
  confirmed: { label: "Arrived", tone: "green", icon: "CircleCheck" },
  returned: { label: "Came back", tone: "red", icon: "Undo2" },
  noFare: { label: "No fare", tone: "amber", icon: "Ban" },
  draft: { label: "Draft", tone: "grey", icon: "CircleDashed" },
  waiting: { label: "Waiting for the file", tone: "grey", icon: "CircleDashed" },
  unmapped: { label: "To be mapped", tone: "amber", icon: "Pencil" },
  reading: { label: "Reading", tone: "blue", icon: "RefreshCw" },
  previewed: { label: "Ready to apply", tone: "amber", icon: "SquareCheck" },
  applying: { label: "Applying", tone: "blue", icon: "RefreshCw" },
  active: { label: "Active", tone: "blue", icon: "CircleDot" },
  kept: { label: "Kept", tone: "green", icon: "CircleCheck" },
  partlyKept: { label: "Kept in part", tone: "amber", icon: "Check" },
  replaced: { label: "Replaced", tone: "grey", icon: "CornerUpRight" },
  broken: { label: "Broken", tone: "red", icon: "TriangleAlert" },
  paid: { label: "Paid", tone: "green", icon: "CircleCheck" },
  ended: { label: "Ended", tone: "grey", icon: "Lock" },
  settled: { label: "Settled", tone: "green", icon: "Check" },
  held: { label: "In dispute", tone: "amber", icon: "Scale" },
  missed: { label: "Missed", tone: "red", icon: "TriangleAlert" },
  due: { label: "Due", tone: "amber", icon: "Clock" },
  later: { label: "Later", tone: "grey", icon: "CircleDashed" },
  done: { label: "Done", tone: "green", icon: "CircleCheck" },
  failed: { label: "Failed", tone: "red", icon: "CircleX" },
};

/**
 * How it looks where a customer's dispute stands; the words come with it.
 * @type {Record<string, { tone: Tone, icon: string }>}
 */
export const standings = {
  inReview: { tone: "blue", icon: "Clock" },
  credited: { tone: "green", icon: "CircleCheck" },
  partlyCredited: { tone: "green", icon: "Check" },
  declined: { tone: "grey", icon: "Lock" },
  withdrawn: { tone: "grey", icon: "Undo2" },
  settled: { tone: "grey", icon: "Lock" },
};

/** @param {string} status */
export const statusWords = (status) =>
  statuses[status] ?? { label: sentence(status), tone: "grey", icon: "CircleDashed" };

/** @type {Record<string, string>} */
const movers = {
  agent: "Agent",
  approver: "Approver",
  resolver: "Resolver",
  collector: "Collector",
  customer: "Customer",
  vendor: "Vendor",
  finance: "Finance",
  manager: "Manager",
  opsManager: "Ops manager",
  support: "Support",
  bank: "Bank",
  operator: "Operator",
  aggregator: "Aggregator",
};

/** @param {string | null | undefined} waitingFor */
export const moverWords = (waitingFor) =>
  waitingFor ? (movers[waitingFor] ?? sentence(waitingFor)) : "Nobody";

/** With a capital to begin with. @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** “pendingApproval” as “Pending approval”. @param {string} name */
export function sentence(name) {
  const text = String(name).replace(
    /([a-z])([A-Z])/g,
    (_, low, high) => `${low} ${high.toLowerCase()}`,
  );
  return capital(text);
}
