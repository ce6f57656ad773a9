/** What the lists of payout disputes ask for. */
import { queryText } from "../../base/paths.js";
import { me } from "../../base/session.js";
import { viewAsk } from "../views.js";

/**
 * Whose move it is where it is the move of who looks: everybody who works disputes is asked as an
 * agent.
 */
export const ownMove = () =>
  ["manager", "finance"].includes(String(me.value?.role)) ? String(me.value?.role) : "agent";

/** Statuses of those that are over, and so not urgent. */
export const ENDED = ["closed", "withdrawn"];

/**
 * A list of them: the open ones by what is due first, those that are over by date.
 * @param {Record<string, string | null | undefined>} query of their address, as far as it counts
 */
export function orderDisputesAsk({ view, status, waitingFor, assigneeID }) {
  const isOver = ENDED.includes(String(status));
  return `/dispute${queryText({
    kind: "order",
    status,
    waitingFor,
    assigneeID,
    ...(isOver ? { sort: "-disputeDate" } : { sort: "urgentAt", ...viewAsk(view, ownMove()) }),
  })}`;
}
export const ORDER_COUNTS = "/report/queue?kind=order";

/**
 * Those of a vendor: the open ones, unless asked otherwise.
 * @param {string} vendor escaped
 * @param {string} [state]
 */
export const vendorDisputesAsk = (vendor, state) =>
  `/dispute?kind=order&vendorID=${vendor}${state ? `&state=${state}` : ""}`;
