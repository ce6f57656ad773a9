/** What every view of a payout dispute has: the dispute as it was last told, and its thread. */
import { useEffect } from "../../base/hooks.js";
import { useThread } from "../thread.js";

/** @param {string} disputeID @param {any} load of the dispute */
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
  const renew = (/** @type {any} */ current) => {
    if (current?.disputeID) load.put(current);
    changed();
  };
  const latest =
    rows.findLast((/** @type {any} */ row) => row.attachment)?.attachment.attachmentID ?? null;
  return { thread, changed, renew, latest };
}
