/**
 * Where the files of a dispute are, for who has signed in, and for who holds the link of a party's
 * mail in place of that.
 */
import { call } from "../base/client.js";
import { useLinked } from "../base/linked.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";

/**
 * Below the dispute, or below the answer that a link is for, or below a ticket in place of both.
 * @param {string} disputeID @param {string} [link] @param {string} [ticketID]
 */
export function filesOf(disputeID, link, ticketID) {
  if (ticketID) return path`/ticket/${ticketID}/attachment`;
  return link ? "/answer/attachment" : path`/dispute/${disputeID}/attachment`;
}

/**
 * Where a file can be fetched for some minutes.
 * @param {{ disputeID: string, file: { attachmentID: string }, link?: string,
 *   ticketID?: string }} of
 * @returns {Promise<string>}
 */
export async function urlOf({ disputeID, file, link, ticketID }) {
  const at = filesOf(disputeID, link, ticketID) + path`/${file.attachmentID}`;
  return (await call("GET", at, { link })).data.downloadURL;
}

/**
 * The files that are attached, and what can be.
 * @param {string} disputeID @param {string} [link] @param {string} [ticketID]
 */
export function useFiles(disputeID, link, ticketID) {
  const own = useLoad(link ? null : filesOf(disputeID, link, ticketID));
  const { data, problem, look } = useLinked(filesOf(disputeID, link), link ?? null);
  return link ? { data, error: problem, busy: !data && !problem, reload: look } : own;
}
