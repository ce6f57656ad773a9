/** The open items that are ticked on a statement, and what can be done with them. */
import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { isCustomer, may } from "../base/session.js";
import { ButtonLink } from "../ui/button.js";
import { Choose } from "../ui/each.js";
import { PromiseDeeds } from "./promise.js";

/** @typedef {{ customerID: string, rows: Api.OpenItemRow[], onDone: () => void }} DeedProps */

/** A view takes them up by `readTicked`. @param {DeedProps} props */
const ChangeStatus = ({ customerID }) =>
  html`<${ButtonLink} aria=${{ "data-action": "change-status" }} icon="Pencil" look="primary"
    href=${to.newFollowUp(customerID)}>Change status<//>`;

/**
 * What can be done with ticked items, each in a view of its own or where they stand.
 * @type {{ name: string, Deed: (props: DeedProps) => unknown, can: () => boolean }[]}
 */
const DEEDS = [
  { name: "status", Deed: ChangeStatus, can: () => may("dispute.work") },
  { name: "promise", Deed: PromiseDeeds, can: () => isCustomer() || may("dispute.work") },
];

/** The draft that keeps them over a reload and the way back. @param {string} customerID */
const nameOf = (customerID) => `ticked:${customerID}`;

/** The invoices that are ticked, by number. @param {string} customerID @returns {string[]} */
export const readTicked = (customerID) =>
  readDraft(nameOf(customerID), /** @type {string[]} */ ([]));

/** @param {string} customerID @param {string[]} numbers */
export const keepTicked = (customerID, numbers) =>
  numbers.length > 0 ? keepDraft(nameOf(customerID), numbers) : dropDraft(nameOf(customerID));

/**
 * How rows of the statement are ticked, as the table takes it; undefined for who does nothing with
 * them.
 * @param {string} customerID
 * @param {Api.OpenItemRow[]} rows
 * @param {() => void} onChanged
 */
export function useTicked(customerID, rows, onChanged) {
  const [kept, setKept] = useState(() => readTicked(customerID));
  const deeds = DEEDS.filter((deed) => deed.can());
  if (deeds.length === 0) return undefined;
  const ids = rows.map((row) => String(row.invoiceNumber));
  const picked = ids.filter((id) => kept.includes(id));
  const chosen = rows.filter((row) => picked.includes(String(row.invoiceNumber)));
  const onPick = (/** @type {string[]} */ numbers) => {
    setKept(numbers);
    keepTicked(customerID, numbers);
  };
  return {
    picked,
    onPick,
    label: (/** @type {Api.OpenItemRow} */ row) => `Choose invoice ${row.invoiceNumber}`,
    bar: html`<${Choose} ids=${ids} picked=${picked} onPick=${onPick}
      told=${`${countText(picked.length)} chosen`}>${deeds.map(
        ({ name, Deed }) => html`<${Deed} key=${name} customerID=${customerID} rows=${chosen}
          onDone=${() => {
            onPick([]);
            onChanged();
          }} />`,
      )}<//>`,
  };
}
