/** What moves money between wallets, in words. */

/** @type {Record<string, string>} */
export const transferKinds = {
  fundRequest: "Fund request",
  deposit: "Deposit",
  openingBalance: "Opening balance",
  correction: "Correction",
};
