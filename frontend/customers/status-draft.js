/** A change of open items' status that is about to be made. Pure: no DOM. */
import { readAmount, sum } from "../base/decimal.js";
import { digitsOf, marks } from "../base/format.js";

/**
 * @typedef {{ statusID: string, comment: string, resolverID: string, isMailed: boolean,
 *   letter: { subject: string, body: string } | null, modelID: string, dueDate: string,
 *   amounts: Record<string, string> }} Draft letter: what the mail says as typed, where that is not
 *   what the settings say; modelID, dueDate: empty for those of the status; amounts: what is
 *   disputed as typed, by invoice, where that is not all that is open
 */

/** @type {Draft} */
export const emptyDraft = {
  statusID: "",
  comment: "",
  resolverID: "",
  isMailed: true,
  letter: null,
  modelID: "",
  dueDate: "",
  amounts: {},
};

const STEPS = [
  { value: "status", label: "Status" },
  { value: "why", label: "Comment and resolver" },
  { value: "mail", label: "Mail" },
  { value: "next", label: "Next action" },
];

/** The steps there are; without a resolver there is nobody to mail. @param {Draft} draft */
export const stepsOf = (draft) =>
  STEPS.filter((step) => step.value !== "mail" || draft.resolverID !== "");

/** Whether a status raises disputes. @param {Api.ItemStatusView | undefined} status */
export const disputes = (status) => status?.category === "dispute";

/**
 * What hinders going on from a step.
 * @param {string} step
 * @param {Draft} draft
 * @param {Api.ItemStatusView | undefined} status
 * @param {Api.OpenItemRow[]} rows
 * @returns {{ id?: string, text: string }[]}
 */
export function stepErrors(step, draft, status, rows) {
  if (step === "status") return status ? [] : [{ id: "status", text: "Choose a status." }];
  if (step !== "why" || !disputes(status)) return [];
  return [
    ...(draft.comment.trim() ? [] : [{ id: "comment", text: "Write down what it is about." }]),
    ...(draft.resolverID ? [] : [{ id: "resolver", text: "Name who can clear it up." }]),
    ...rows.flatMap((row) => {
      const amount = typedAmount(draft, row);
      return amount && "error" in amount
        ? [
            {
              id: `amount-${row.invoiceNumber}`,
              text: `Invoice ${row.invoiceNumber}: ${amount.error}`,
            },
          ]
        : [];
    }),
  ];
}

/**
 * What somebody typed as disputed of an item; null where that is all that is open.
 * @param {Draft} draft
 * @param {Api.OpenItemRow} row
 */
const typedAmount = (draft, row) => {
  const text = draft.amounts[row.invoiceNumber];
  return text === undefined ? null : readAmount(text, marks(), digitsOf(row.currency));
};

/** An item as it is sent. @param {Draft} draft @param {Api.OpenItemRow} row */
function itemOf(draft, row) {
  const amount = typedAmount(draft, row);
  return {
    invoiceNumber: row.invoiceNumber,
    ...(amount && "value" in amount ? { amount: amount.value } : {}),
  };
}

/**
 * The body as it is sent. Until comment and resolver are told, `asIf` stands in for them, so that
 * what cannot be taken in is known before anybody writes a word.
 * @param {Draft} draft
 * @param {Api.OpenItemRow[]} rows
 * @param {{ comment: string, resolverID: string } | null} asIf
 */
export function bodyOf(draft, rows, asIf) {
  const comment = draft.comment.trim() || asIf?.comment;
  const resolverID = draft.resolverID || asIf?.resolverID;
  return {
    items: rows.map((row) => itemOf(draft, row)),
    statusID: draft.statusID,
    ...(comment ? { comment } : {}),
    ...(resolverID ? { resolverID } : {}),
    ...(draft.modelID ? { modelID: draft.modelID } : {}),
    ...(draft.dueDate ? { dueDate: draft.dueDate } : {}),
    mail: draft.isMailed,
    ...(draft.letter && draft.isMailed && draft.resolverID ? { letter: draft.letter } : {}),
  };
}

/**
 * Which items a refusal is about, with the reason of each (CO-02).
 * @param {import("../base/http.js").Problem | null} problem
 * @param {string[]} numbers as they were sent
 * @returns {{ number: string, text: string, rule?: string }[]}
 */
export const refusedItems = (problem, numbers) =>
  (problem?.errors ?? []).flatMap((error) => {
    const place = error.pointer?.match(/^\/items\/(\d+)/)?.[1];
    return place === undefined
      ? []
      : [{ number: numbers[Number(place)], text: error.detail, rule: error.rule }];
  });

/**
 * What is open on items, in each currency by itself (CO-03).
 * @param {Api.OpenItemRow[]} rows
 */
export const sumsOf = (rows) =>
  [...new Set(rows.map((row) => row.currency))].map((currency) => ({
    currency,
    amount: sum(rows.filter((row) => row.currency === currency).map((row) => row.balance)),
  }));
