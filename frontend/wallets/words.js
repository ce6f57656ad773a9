/** What moves money between wallets, in words. */
import { isParty, isVendor } from "../base/session.js";

/** What moves between operators and aggregators, and in every wallet. */
const ofBookings = ["fundRequest"];
/** What moves for payout disputes. */
const ofOrders = ["decision", "reversal", "payout", "payoutReturn"];

/** @type {Record<string, string>} */
export const transferKinds = {
  fundRequest: "Fund request",
  decision: "Decision of a payout dispute",
  reversal: "Decision taken back",
  payout: "Payout made anew",
  payoutReturn: "Payout that came back",
  deposit: "Deposit",
  openingBalance: "Opening balance",
  correction: "Correction",
};

/** The kinds that a wallet of who looks may have, for a choice of them. */
export const kindOptions = () => {
  const never = isVendor() ? [...ofBookings, "payout", "payoutReturn"] : isParty() ? ofOrders : [];
  return Object.entries(transferKinds)
    .filter(([value]) => !never.includes(value))
    .map(([value, label]) => ({ value, label }));
};
