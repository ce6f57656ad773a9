/**
 * The thread of a dispute as a conversation: who speaks, and what belongs together. Pure: no DOM.
 */

/**
 * @typedef {{ key: string, kind: "day" | "said" | "note" | "card" | "file" | "event",
 *   row: Api.MessageView | Api.BookingMessageView,
 *   joined?: boolean }} Item joined: the one before is by the same
 */

const JOINED_WITHIN_MS = 5 * 60000;

/** @type {Record<string, Item["kind"]>} */
const drawnAs = {
  raised: "said",
  message: "said",
  internalNote: "note",
  answerUnconfirmed: "note",
  answerRefused: "note",
  attached: "file",
};

/**
 * What is drawn, in order, with a line before each day.
 * @param {(Api.MessageView | Api.BookingMessageView)[]} rows
 * @param {string[]} cards types of events that are cards
 * @returns {Item[]}
 */
export function itemsOf(rows, cards) {
  /** @type {Item[]} */
  const items = [];
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (!before || dayOf(before) !== dayOf(row))
      items.push({ key: `day-${dayOf(row)}`, kind: "day", row });
    const kind = cards.includes(row.type) ? "card" : (drawnAs[row.type] ?? "event");
    const joined = items.at(-1)?.kind === kind && kind === "said" && isOneBreath(before, row);
    const key = "key" in row ? String(row.key) : String(row.sequence);
    items.push({ key, kind, row, joined });
  }
  return items;
}

/** @param {Api.MessageView | Api.BookingMessageView} row */
const dayOf = (row) => new Date(row.at).toDateString();

/**
 * @param {Api.MessageView | Api.BookingMessageView} before
 * @param {Api.MessageView | Api.BookingMessageView} row
 */
const isOneBreath = (before, row) =>
  before.side === row.side &&
  before.by === row.by &&
  before.type === row.type &&
  new Date(row.at).getTime() - new Date(before.at).getTime() < JOINED_WITHIN_MS;

/**
 * What an event says, as one hears it read out.
 * @param {Api.MessageView | Api.BookingMessageView} row
 * @param {string} name who speaks
 */
export const spokenText = (row, name) =>
  row.type === "message" ? `${name}: ${row.text}` : row.text;

/**
 * Where what is unread begins: the sequence of its first event. Mails that went out are not
 * counted.
 * @param {(Api.MessageView | Api.BookingMessageView)[]} rows
 * @param {number} unread
 */
export const firstUnread = (rows, unread) =>
  unread > 0 ? rows.filter((row) => !/^mail/.test(row.type)).at(-unread)?.sequence : undefined;
