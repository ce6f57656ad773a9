/** What a dispute about to be raised consists of. Pure: no DOM. */
import { readAmount, sum } from "../../base/decimal.js";
import { digitsOf, marks } from "../../base/format.js";

/**
 * @typedef {{ kind: "lines" | "general", picked: Record<string, string>, amount: string,
 *   description: string, reasonID: string, ticketID?: string }} Draft picked: lineID → amount as
 *   typed; ticketID: of the ticket that it is made of
 */

/** @type {Draft} */
export const emptyDraft = { kind: "lines", picked: {}, amount: "", description: "", reasonID: "" };

/** @param {string} text @param {string} currency */
const read = (text, currency) => readAmount(text, marks(), digitsOf(currency));

/**
 * What hinders the first step.
 * @param {Draft} draft
 * @param {Api.InvoiceView} invoice
 * @returns {{ id?: string, text: string }[]}
 */
export function whatErrors(draft, invoice) {
  if (draft.kind === "general") {
    const amount = read(draft.amount, invoice.currency);
    return "error" in amount ? [{ id: "general-amount", text: amount.error }] : [];
  }
  const picked = Object.entries(draft.picked);
  if (picked.length === 0) return [{ text: "Tick at least one line, or choose a general amount." }];
  return picked.flatMap(([lineID, text]) => {
    const amount = read(text, invoice.currency);
    const line = invoice.lines.find(
      (/** @type {Api.InvoiceLineView} */ one) => String(one.lineID) === lineID,
    );
    return "error" in amount
      ? [{ id: `pick-${lineID}`, text: `${line?.description ?? lineID}: ${amount.error}` }]
      : [];
  });
}

/** @param {Draft} draft @returns {{ id?: string, text: string }[]} */
export const whyErrors = (draft) =>
  draft.description.trim()
    ? []
    : [{ id: "description", text: "Write down what the customer says." }];

/**
 * The sum of what is picked, as far as it can be read.
 * @param {Draft} draft
 * @param {string} currency
 */
export function totalOf(draft, currency) {
  const texts = draft.kind === "general" ? [draft.amount] : Object.values(draft.picked);
  return sum(
    texts.flatMap((text) => {
      const amount = read(text, currency);
      return "value" in amount ? [amount.value] : [];
    }),
  );
}

/**
 * The body as it is sent: amounts as decimal text, so that no digit is lost.
 * @param {Draft} draft
 * @param {Api.InvoiceView} invoice
 */
export function bodyOf(draft, invoice) {
  const value = (/** @type {string} */ text) => {
    const amount = read(text, invoice.currency);
    return "value" in amount ? amount.value : text;
  };
  const common = {
    invoiceNumber: invoice.invoiceNumber,
    description: draft.description.trim(),
    ...(draft.reasonID ? { reasonID: reasonOf(draft.reasonID) } : {}),
    ...(draft.ticketID ? { ticketID: draft.ticketID } : {}),
  };
  if (draft.kind === "general") return { ...common, amount: value(draft.amount) };
  return {
    ...common,
    lines: Object.entries(draft.picked).map(([lineID, text]) => ({ lineID, amount: value(text) })),
  };
}

/**
 * Which field each part of the body comes from: pointer → id.
 * @param {Draft} draft
 * @returns {Record<string, string>}
 */
export function fieldsOf(draft) {
  const amounts =
    draft.kind === "general"
      ? [["/amount", "general-amount"]]
      : Object.keys(draft.picked).map((lineID, place) => [
          `/lines/${place}/amount`,
          `pick-${lineID}`,
        ]);
  return Object.fromEntries([...amounts, ["/description", "description"]]);
}

/** @param {string} id */
const reasonOf = (id) => (/^\d+$/.test(id) ? Number(id) : id);
