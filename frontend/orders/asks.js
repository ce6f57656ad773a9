/** What lists of orders and of payouts ask for. */
import { queryText } from "../base/paths.js";

/** By what orders are found, beside whose they are and how they stand. */
export const FOUND_BY = ["orderID", "phone"];
/** Whose orders are listed. */
export const WHOSE = ["customerID", "vendorID"];

/**
 * What a list of orders asks for: the one of an id or those of a phone number, or those of a
 * customer or vendor; nothing where none of these is said and `own` is not either.
 * @param {URLSearchParams} query of its address
 * @param {boolean} own whether the list is of who looks
 */
export function ordersAsk(query, own) {
  const found = FOUND_BY.find((name) => query.get(name));
  if (found) return `/order${queryText({ [found]: query.get(found) })}`;
  const whose = WHOSE.find((name) => query.get(name));
  if (!whose && !own) return null;
  const of = whose ? { [whose]: query.get(whose) } : {};
  return `/order${queryText({ ...of, status: query.get("status") })}`;
}

/** Whether a customer has any order at all. @param {string} customer escaped */
export const hasOrdersAsk = (customer) => `/order?customerID=${customer}&limit=1`;

/** Payouts by how they stand: those to be sent, unless asked otherwise. @param {string} state */
export const payoutsAsk = (state) => `/payout${queryText({ state })}`;
