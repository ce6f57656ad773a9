/** What is done to a payout dispute, and what the form of it is given. */
import { path } from "../../base/paths.js";

/**
 * @typedef {{ dispute: Api.OrderDisputeView, onDone: (text: string) => void, onClose: () => void,
 *   onStale: (problem: import("../../base/http.js").Problem) => void }} Props
 */

/**
 * What is done to the dispute as it was seen.
 * @param {Api.OrderDisputeView} dispute
 * @param {string} route
 * @param {unknown} body
 */
export const post = (dispute, route, body, method = "POST") => ({
  method,
  path: path`/dispute/${dispute.disputeID}/` + route,
  body,
  version: dispute.version,
});
