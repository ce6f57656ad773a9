/** What every view of a payout dispute has: the dispute as it was last told, and its thread. */
import { useEffect } from "../../base/hooks.js";
import { useThread } from "../thread.js";

/**
 * @typedef {ReturnType<typeof import("../../base/queries.js").useLoad>} Load
 */

/** @param {string} disputeID @param {Load} load of the dispute */
export function useRoom(disputeID, load) {
  const thread = useThread(disputeID);
  const rows = thread.data?.rows ?? [];
  const last = rows.at(-1)?.sequence;
  useEffect(() => {
    if (last && load.data && !load.busy) load.reload(); // What was told may have changed the case.
  }, [last]);
  const changed = () => {
    load.reload();
    thread.look();
  };
  const renew = (/** @type {Partial<Api.OrderDisputeView> | undefined} */ current) => {
    if (current?.disputeID) load.put(current);
    changed();
  };
  const latest =
    rows.findLast((/** @type {Api.OrderMessageView} */ row) => row.attachment)?.attachment
      .attachmentID ?? null;
  return { thread, changed, renew, latest };
}
