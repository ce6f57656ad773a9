/** The thread of a booking's dispute as a conversation: who speaks, what belongs together, how each request ended. Pure: no DOM. */

/** @typedef {"operator" | "aggregator" | "support"} Voice */
/** @typedef {{ key: string, kind: "day" | "said" | "note" | "request" | "file" | "event", row: any, joined?: boolean }} Item joined: the one before is by the same */

const JOINED_WITHIN_MS = 5 * 60000;

/** The side across. @param {string | null | undefined} side */
export const across = (side) => (side === "operator" ? "aggregator" : "operator");

/** The name of a side. @param {any} dispute @param {string | null | undefined} side */
export const nameOn = (dispute, side) =>
  side === "operator" ? dispute.operator : side === "aggregator" ? dispute.aggregator : "Support";

/** @type {Record<string, Item["kind"]>} */
const kinds = { raised: "said", message: "said", internalNote: "note", fundsRequested: "request", attached: "file" };

/** What is drawn, in order, with a line before each day. @param {any[]} rows @returns {Item[]} */
export function itemsOf(rows) {
  /** @type {Item[]} */
  const items = [];
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (!before || dayOf(before) !== dayOf(row)) items.push({ key: `day-${dayOf(row)}`, kind: "day", row });
    const kind = kinds[row.type] ?? "event";
    const joined = items.at(-1)?.kind === kind && kind === "said" && isOneBreath(before, row);
    items.push({ key: String(row.sequence), kind, row, joined });
  }
  return items;
}

/** @param {any} row */
const dayOf = (row) => new Date(row.at).toDateString();

/** @param {any} before @param {any} row */
const isOneBreath = (before, row) =>
  before.side === row.side &&
  before.by === row.by &&
  before.type === row.type &&
  new Date(row.at).getTime() - new Date(before.at).getTime() < JOINED_WITHIN_MS;

/** How each request stands, by its id: as its last event tells it. @param {any[]} rows @returns {Map<string, any>} */
export function requestsOf(rows) {
  const requests = new Map();
  for (const { request } of rows)
    if (request) requests.set(request.requestID, { ...requests.get(request.requestID), ...request });
  return requests;
}

/** What an event says, as one hears it read out. @param {any} row @param {any} dispute */
export const spokenText = (row, dispute) =>
  row.type === "message" ? `${nameOn(dispute, row.side)}: ${row.text}` : row.text;

/** Where what is unread begins: the sequence of its first event. Mails that went out are not counted. @param {any[]} rows @param {number} unread */
export const firstUnread = (rows, unread) =>
  unread > 0 ? rows.filter((row) => !/^mail/.test(row.type)).at(-unread)?.sequence : undefined;
