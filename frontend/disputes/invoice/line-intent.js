/** A line of a dispute: what can be done with it, and what a change of it asks of the server. */
import { path } from "../../base/paths.js";

/** @param {Api.DisputeLineView} line @param {string} name */
export const actionOf = (line, name) =>
  line.actions?.find((/** @type {Api.ChoiceView} */ action) => action.name === name);

/**
 * The line as a preview shows it.
 * @param {Api.DisputePreview} preview
 * @param {Api.DisputeLineView} line
 */
export const lineIn = (preview, line) =>
  preview?.dispute?.lines?.find(
    (/** @type {Api.DisputeLineView} */ one) => one.lineID === line.lineID,
  );

/** @param {Api.DisputeView} dispute @param {Api.DisputeLineView} line @param {unknown} body */
export const intentOf = (dispute, line, body) => ({
  method: "PUT",
  path: path`/dispute/${dispute.disputeID}/line/${line.lineID}`,
  body,
  version: dispute.version,
});
