/** Orders, what decisions rest on, and where customers are paid, in words. */

/** What is noted of an order. @type {Record<string, string>} */
export const noteKinds = { pickupNote: "Pickup note", conditionChange: "Change of condition" };

/** What a vendor says. @type {Record<string, string>} */
export const verdicts = {
  paidFull: "paid in full",
  paidPart: "paid in part",
  notPaid: "not paid",
  denies: "denies everything",
};

/**
 * What a decision rests on, and all that it can be.
 * @type {Record<string, { label: string, values: Record<string, string> }>}
 */
export const facts = {
  answer: { label: "The vendor says", values: { none: "nothing yet", ...verdicts } },
  proof: {
    label: "Its proof",
    values: {
      proved: "proved",
      usedElsewhere: "reference used elsewhere",
      cash: "cash, unproved",
      unproved: "unproved",
    },
  },
  note: {
    label: "A note of the pickup",
    values: { before: "before the claim", after: "only after it", none: "none" },
  },
  amount: { label: "Amount", values: { usual: "usual", high: "of high value" } },
  value: {
    label: "Of the price",
    values: { left: "something left to pay", settled: "nothing left" },
  },
  attempts: {
    label: "Attempts",
    values: { few: "not unreachable", enough: "unreachable after enough" },
  },
};

/** Kinds of account, and how the number of one is written. */
export const accountKinds = [
  { value: "upi", label: "UPI id", hint: "Such as asha@okbank." },
  {
    value: "india",
    label: "Account in India",
    hint: "The IFSC of the branch and the number, such as HDFC0001234 50100123456789.",
  },
  { value: "iban", label: "IBAN", hint: "With or without spaces." },
];

/** @param {string} kind */
export const accountText = (kind) => accountKinds.find((one) => one.value === kind)?.label ?? kind;
