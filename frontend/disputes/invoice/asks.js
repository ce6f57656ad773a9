/** What the queue of disputes on invoices asks for. */
import { queryText } from "../../base/paths.js";
import { me } from "../../base/session.js";
import { viewAsk } from "../views.js";

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
export const queueState = (query) =>
  query.state ?? (CLOSED.includes(query.status) ? "closed" : "open");

/** Whose move it is where it is the move of who looks. */
const ownMove = () =>
  ["approver", "resolver"].includes(String(me.value?.role)) ? String(me.value?.role) : "agent";

/** What the queue asks for. @param {Record<string, string>} query of its address */
export function queueAsks(query) {
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, query[name]]));
  const sort = query.sort ?? DEFAULT_SORT;
  const asked = { ...chosen, sort, ...viewAsk(query.view, ownMove()) };
  return {
    list: `/dispute${queryText({ kind: "invoice", state: queueState(query), ...asked })}`,
    counts: "/report/queue?kind=invoice",
    people: "/user?permission=dispute.read",
    reasons: "/reason",
  };
}
