/** The open items that are ticked on a statement, and what can be done with them. */
import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { isCustomer, may } from "../base/session.js";
import { ButtonLink } from "../ui/button.js";
import { Choose } from "../ui/each.js";

/**
 * What can be done with ticked items: each leads to a view that takes them up by `readTicked`.
 * @type {{ name: string, label: string, icon: string, permission: string,
 *   href: (customerID: string) => string }[]}
 */
const DEEDS = [
  {
    name: "change-status",
    label: "Change status",
    icon: "Pencil",
    permission: "dispute.work",
    href: to.newFollowUp,
  },
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
 * @param {(rows: Api.OpenItemRow[], onPick: (numbers: string[]) => void) => unknown} here what is
 *   done with them where they stand, by a customer too
 */
export function useTicked(customerID, rows, here) {
  const [kept, setKept] = useState(() => readTicked(customerID));
  const deeds = DEEDS.filter((deed) => may(deed.permission));
  if (!isCustomer() && deeds.length === 0) return undefined;
  const ids = rows.map((row) => String(row.invoiceNumber));
  const picked = ids.filter((id) => kept.includes(id));
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
        (deed, at) => html`<${ButtonLink} key=${deed.name} aria=${{ "data-action": deed.name }}
          icon=${deed.icon}
          look=${at === 0 ? "primary" : "plain"} href=${deed.href(customerID)}>${deed.label}<//>`,
      )}${here(
        rows.filter((row) => picked.includes(String(row.invoiceNumber))),
        onPick,
      )}<//>`,
  };
}
