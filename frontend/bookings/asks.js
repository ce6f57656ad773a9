/** What lists of bookings, and of those between whom they are, ask for. */
import { queryText } from "../base/paths.js";

/** By what bookings can be filtered, beside their status. */
export const BOOKING_FILTERS = ["operatorID", "aggregatorID", "search"];

/** What a list of bookings asks for. @param {Record<string, string>} query of its address */
export const bookingsAsk = (query) =>
  `/booking${queryText({
    ...Object.fromEntries(BOOKING_FILTERS.map((name) => [name, query[name]])),
    status: query.status,
  })}`;
export const OPERATORS = "/operator?limit=100";
export const AGGREGATORS = "/aggregator?limit=100";
