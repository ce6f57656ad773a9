/** What the page of a customer asks for. */
import { queryText } from "../base/paths.js";

/** How invoices are sorted unless somebody says otherwise. */
export const LATEST_INVOICES = "-invoiceDate";

/**
 * What a customer's page asks for: its head, and the part that is shown.
 * @param {string} id escaped
 * @param {Record<string, string>} query of its address
 */
export function customerAsks(id, { tab, sort }) {
  const parts = { disputes: `/customer/${id}/dispute`, notes: `/customer/${id}/note` };
  const part =
    parts[/** @type {"disputes" | "notes"} */ (tab)] ??
    `/customer/${id}/invoice${queryText({ sort: sort ?? LATEST_INVOICES })}`;
  return [`/customer/${id}`, part];
}
