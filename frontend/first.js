/** What the first view of somebody who opens the page will ask for, so that one request brings all of it. */
import { queryText } from "./client.js";

/** What the navigation counts. */
export const ASKED_OF_ME = "/approval?limit=50";
export const TO_CORRECT = "/correction?limit=50";
export const TO_LET_IN = "/proposal?limit=50";
export const ASKED_OF_SUPPORT = `/dispute${queryText({ kind: "booking", waitingFor: "support", limit: 50 })}`;

const CLOSED = ["finalised", "withdrawn", "closed"];
export const DEFAULT_SORT = "-disputeDate";
/** By what the queue can be filtered. */
export const FILTERS = [
  "status",
  "customerID",
  "resolverID",
  "assigneeID",
  "waitingFor",
  "currency",
  "reasonID",
  "search",
];

/** Whether open or closed disputes are listed. @param {Record<string, string>} query */
export const queueState = (query) => query.state ?? (CLOSED.includes(query.status) ? "closed" : "open");

/** What the queue asks for. @param {Record<string, string>} query of its address */
export function queueAsks(query) {
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, query[name]]));
  const sort = query.sort ?? DEFAULT_SORT;
  return {
    list: `/dispute${queryText({ kind: "invoice", state: queueState(query), ...chosen, sort })}`,
    counts: "/report/queue?kind=invoice",
    people: "/user?permission=dispute.read",
    reasons: "/reason",
  };
}

/** What a place will ask for, as far as that is known before anybody is. @param {string[]} parts @param {URLSearchParams} query */
export function asksOf(parts, query) {
  const [view = "queue", id] = parts;
  const counted = [ASKED_OF_ME, TO_CORRECT, TO_LET_IN, ASKED_OF_SUPPORT];
  if (view === "queue") return [...Object.values(queueAsks(Object.fromEntries(query))), ...counted];
  if (view === "dispute" && parts.length === 2) return [`/dispute/${encodeURIComponent(id)}`, ...counted];
  return counted;
}
