/**
 * Where a customer and the staff talk about a dispute: what is said, and what the customer shows;
 * all else stands in the timeline.
 */
import { html } from "../../base/html.js";
import { Loaded } from "../../ui/states.js";
import { useThread } from "../thread.js";
import { Talk } from "../thread-room.js";
import { voices } from "./voices.js";

/** Types of events that somebody said. */
export const SAID = [
  "message",
  "internalNote",
  "answerUnconfirmed",
  "answerRefused",
  "filesRefused",
];

/**
 * @param {{ dispute: Api.DisputeView | Api.OwnDisputeView, own: string | null,
 *   onChanged: () => void }} props own: see Talk
 */
export function InvoiceTalk({ dispute, own, onChanged }) {
  const thread = useThread(dispute.disputeID);
  const changed = () => {
    thread.look();
    onChanged();
  };
  return html`<${Loaded} of=${thread} kind="text">${(
    /** @type {{ rows: Api.MessageView[] }} */ data,
  ) => {
    const rows = data.rows.filter(
      (/** @type {Api.MessageView} */ row) =>
        SAID.includes(row.type) || (row.type === "attached" && row.side === "customer"),
    );
    return html`<${Talk} dispute=${dispute} thread=${{ ...thread, data: { ...data, rows } }}
      own=${own} voices=${voices} onChanged=${changed} />`;
  }}<//>`;
}
