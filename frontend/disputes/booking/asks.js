/** What the lists of disputes on bookings ask for. */
import { queryText } from "../../base/paths.js";
import { viewAsk } from "../views.js";

/**
 * A list of them.
 * @param {Record<string, string | null | undefined>} query of their address, as far as it counts
 */
export const bookingDisputesAsk = ({ status, waitingFor, sort, view }) =>
  `/dispute${queryText({
    kind: "booking",
    status,
    waitingFor,
    sort,
    ...viewAsk(view, "support"),
  })}`;
export const BOOKING_COUNTS = "/report/queue?kind=booking";

/** Those in which it is somebody's move. @param {string} role */
export const movesOf = (role) => `/dispute?kind=booking&waitingFor=${role}&limit=50`;
