/** What stands on an invoice, in words. */

import { isCustomer } from "../base/session.js";

/** What can be asked for while the rest is in dispute, as each side calls it. */
export const collectable = () => (isCustomer() ? "Payable" : "Collectable");

/** The same beside no promises, which a customer sees taken off on its statement alone. */
export const undisputed = () => (isCustomer() ? "Not in dispute" : collectable());

/** What changed what is owed on it. @type {Record<string, string>} */
export const adjustmentKinds = {
  credit: "Credit",
  adjustment: "Adjustment",
  reversal: "Reversal",
  reversalFee: "Reversal fee",
};

/** What a line of it charges. @type {Record<string, string>} */
export const lineKinds = {
  feature: "Feature",
  usage: "Usage",
  fee: "Fee",
  paperFee: "Paper invoice fee",
  credit: "Credit",
};

/** What a reminder put on it. @type {Record<string, string>} */
export const chargeKinds = { fee: "fee", interest: "interest" };
