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
 * @param {string} [item] the invoice that a resolver's link asks about
 */
export function filesOf(disputeID, link, ticketID, item) {
  if (item) return path`/resolverAnswer/item/${item}/attachment`;
  if (ticketID) return path`/ticket/${ticketID}/attachment`;
  return link ? "/answer/attachment" : path`/dispute/${disputeID}/attachment`;
}

/**
 * Where a file can be fetched for some minutes.
 * @param {{ disputeID: string, file: { attachmentID: string }, link?: string, ticketID?: string,
 *   item?: string }} of
 * @returns {Promise<string>}
 */
export async function urlOf({ disputeID, file, link, ticketID, item }) {
  const at = filesOf(disputeID, link, ticketID, item) + path`/${file.attachmentID}`;
  return (await call("GET", at, { link })).data.downloadURL;
}

/**
 * The files that are attached, and what can be.
 * @param {string} disputeID @param {string} [link] @param {string} [ticketID] @param {string}
 *   [item]
 */
export function useFiles(disputeID, link, ticketID, item) {
  const own = useLoad(link ? null : filesOf(disputeID, link, ticketID));
  const { data, problem, look } = useLinked(
    filesOf(disputeID, link, undefined, item),
    link ?? null,
  );
  return link ? { data, error: problem, busy: !data && !problem, reload: look } : own;
}
