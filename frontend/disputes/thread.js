/** The thread of a dispute as it grows, what has been read of it, and what one is about to say. */
import { call, get, newKey } from "../base/client.js";
import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { useCallback, useEffect, useRef, useState } from "../base/hooks.js";
import { asProblem } from "../base/http.js";
import { path } from "../base/paths.js";
import { usePolling } from "../base/queries.js";

/**
 * How a kind of dispute talks.
 * @typedef {object} Voices
 * @property {string} staff the voice that speaks for the company
 * @property {(dispute: any, side: string) => string} nameOf who speaks
 * @property {() => boolean} reads whether what is unread is told of the own side of who looks
 * @property {Record<string, string>} readers who reads what the staff writes: `message` for all,
 *   or each side by itself where the sides are told apart, and `note`
 * @property {(dispute: any, own: string | null, isNote: boolean,
 *   to?: string) => { label: string, hint: string,
 *   verb: string }} wordsFor of the field to write in
 * @property {Record<string, unknown>} cards by type of event: what draws it as a card, given what
 *   `cardStates` says of it
 * @property {(rows: (Api.MessageView | Api.BookingMessageView)[]) => (row: Api.MessageView
 *   | Api.BookingMessageView) => unknown} cardStates how each card stands by now
 * @property {Record<string, string>} icons by type of event, beside those that all kinds have
 */

/**
 * @typedef {{ text: string, isNote: boolean, to?: string }} Draft to: the side that is to read it,
 *   where the sides are told apart
 */
/**
 * @typedef {{ key: string, text: string, isNote: boolean, to?: string, at?: string,
 *   isOld?: boolean }} Outgoing isOld: left from before, so it does not go by itself
 */

const POLL_EVERY_MS = 3000;
const PAGE = 100;

/**
 * The thread, asked every few seconds for what is new while the page can be seen; what is there
 * stays as it is.
 * `look` asks at once, and resolves when the answer is drawn.
 * @param {string} disputeID
 */
export function useThread(disputeID) {
  const [state, setState] = useState({
    data: /** @type {any} */ (null),
    error: /** @type {unknown} */ (null),
  });
  const last = useRef(0);
  const turn = useRef(Promise.resolve());
  const look = useCallback(() => {
    turn.current = turn.current.then(async () => {
      const found = await newSince(disputeID, last.current).catch((reason) => ({
        error: asProblem(reason),
      }));
      if ("error" in found) {
        setState((old) => ({ ...old, error: found.error }));
        return;
      }
      last.current = found.last;
      setState((old) => ({
        data: { dispute: found.dispute, rows: [...(old.data?.rows ?? []), ...found.rows] },
        error: null,
      }));
    });
    return turn.current;
  }, [disputeID]);
  useEffect(() => {
    look();
  }, [look]);
  usePolling(look, POLL_EVERY_MS);
  const noteRead = (/** @type {number} */ unread) =>
    setState((old) => ({
      ...old,
      data: { ...old.data, dispute: { ...old.data.dispute, unread } },
    }));
  return { ...state, busy: false, reload: look, look, noteRead };
}

/** All that came after an event, page by page. @param {string} disputeID @param {number} after */
async function newSince(disputeID, after) {
  /** @type {(Api.MessageView | Api.BookingMessageView)[]} */
  const rows = [];
  for (let last = after; ; ) {
    const page = await get(path`/dispute/${disputeID}/message?after=${last}&limit=${PAGE}`);
    rows.push(...page.value);
    last = Number(page.nextCursor ?? rows.at(-1)?.sequence ?? last);
    if (!page.nextCursor) return { dispute: page.dispute, rows, last };
  }
}

/**
 * Notes as read what is in sight.
 * @param {string} disputeID
 * @param {Api.DisputeView | Api.BookingDisputeView} dispute as the thread was last told
 * @param {boolean} inSight the end of the thread can be seen
 * @param {(unread: number) => void} onRead
 * @param {boolean} reads whether it is this person's to read
 */
export function useReadMark(disputeID, dispute, inSight, onRead, reads) {
  const count = reads && inSight && dispute.unread > 0 ? dispute.messageCount : null;
  useEffect(() => {
    if (count == null) return;
    call("PUT", path`/dispute/${disputeID}/read`, { body: { messageCount: count } }).then(
      ({ data }) => onRead(data.unread),
      () => {}, // It stays unread, and is noted when it is seen the next time.
    );
  }, [disputeID, count]);
}

/**
 * What was sent and has not arrived, in its order; kept on this machine until it has.
 * @param {string} disputeID
 */
export function useOutgoing(disputeID) {
  const name = `outgoing.${disputeID}`;
  const [entries, setEntries] = useState(() =>
    readDraft(name, /** @type {Outgoing[]} */ ([])).map(
      (entry) => /** @type {Outgoing} */ ({ ...entry, isOld: true }),
    ),
  );
  const change = (/** @type {(old: Outgoing[]) => Outgoing[]} */ how) =>
    setEntries((/** @type {Outgoing[]} */ old) => {
      const next = how(old);
      if (next.length > 0) keepDraft(name, next);
      else dropDraft(name);
      return next;
    });
  return {
    entries,
    add: (
      /** @type {string} */ text,
      /** @type {boolean} */ isNote,
      /** @type {string | undefined} */ to,
    ) =>
      change((old) => [...old, { key: newKey(), text, isNote, to, at: new Date().toISOString() }]),
    drop: (/** @type {string} */ key) => change((old) => old.filter((entry) => entry.key !== key)),
  };
}

/** Whether the page can be seen. */
export function useVisible() {
  const [visible, setVisible] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return visible;
}
