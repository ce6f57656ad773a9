/**
 * Files on their way to a dispute: begun, sent, looked at; each by itself, and each tried again by
 * itself.
 */
import { call, newKey } from "../base/client.js";
import { listText, sizeText } from "../base/format.js";
import { useRef, useState } from "../base/hooks.js";
import { asProblem } from "../base/http.js";
import { say } from "../base/notices.js";
import { path } from "../base/paths.js";
import { sendFile } from "../base/uploads.js";
import { filesOf } from "./files.js";

/**
 * @typedef {{ maxBytes: number, most: number, isMostPerSide: boolean, types: { contentType: string,
 *   name: string, extensions: string[] }[] }} Limits
 */
/**
 * @typedef {{ id: number, file: File, internal: boolean, phase: "sending" | "looking" | "failed",
 *   done: number, key: string, stop: AbortController, wrong: string | null, canRetry: boolean }}
 *   Sending
 */

let count = 0;

/** @param {Limits} limits @param {string} [what] to which they are attached */
export const takenText = ({ types, maxBytes, most, isMostPerSide }, what = "dispute") =>
  `${listText(types.map((type) => type.name))} files of at` +
  ` most ${sizeText(maxBytes)} each, ${most} ${isMostPerSide ? "from each side" : `to a ${what}`}.`;

/** @param {File} file @param {Limits} limits */
const typeOf = (file, { types }) =>
  types.find((type) => type.extensions.some((ending) => file.name.toLowerCase().endsWith(ending)));

/**
 * Why a file need not be sent at all, by what the server takes.
 * @param {File} file
 * @param {Limits} limits
 */
function refusal(file, limits) {
  if (!typeOf(file, limits))
    return `Only ${listText(limits.types.map((type) => type.name))} files are taken.`;
  if (file.size > limits.maxBytes)
    return `It has ${sizeText(file.size)}; at most ${sizeText(limits.maxBytes)} are taken.`;
  return file.size === 0 ? "It is empty." : null;
}

/**
 * @param {{ disputeID: string, link?: string, ticketID?: string,
 *   item?: string }} where link: of a party's mail, in
 *   place of signing in; ticketID: a ticket in place of a dispute;
 *   item: what a resolver is asked about
 * @param {Limits | undefined} limits @param {() => void} onAttached
 */
export function useOutgoingFiles({ disputeID, link, ticketID, item }, limits, onAttached) {
  const [rows, setRows] = useState(/** @type {Sending[]} */ ([]));
  const turn = useRef(/** @type {Promise<unknown>} */ (Promise.resolve()));
  const told = useRef(onAttached);
  told.current = onAttached;
  const change = (/** @type {number} */ id, /** @type {Partial<Sending>} */ part) =>
    setRows((old) => old.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const remove = (/** @type {number} */ id) => setRows((old) => old.filter((row) => row.id !== id));

  /**
   * One after the other: each adds to the same dispute.
   * @param {() => Promise<unknown>} complete
   */
  const inTurn = (complete) => {
    turn.current = turn.current.catch(() => {}).then(complete);
    return turn.current;
  };

  const run = async (/** @type {Sending} */ { id, file, internal, key, stop: { signal } }) => {
    try {
      const contentType = typeOf(file, /** @type {Limits} */ (limits))?.contentType;
      const body = {
        name: file.name,
        contentType,
        size: file.size,
        ...(internal ? { isInternal: true } : {}),
      };
      const files = filesOf(disputeID, link, ticketID, item);
      const { data } = await call("POST", files, { body, key, signal, link });
      await sendFile(data.upload, file, (done) => change(id, { done }), signal);
      change(id, { phase: "looking" });
      const place = files + path`/${data.attachmentID}/completion`;
      await inTurn(() => call("POST", place, { body: {}, key: `${key}-complete`, signal, link }));
      remove(id);
      say(`${data.name} is attached.`);
      told.current();
    } catch (reason) {
      if (signal.aborted) return;
      const problem = asProblem(reason);
      // What the server has refused in words it refuses again; a broken connection or an old link
      // it does not.
      change(id, {
        phase: "failed",
        wrong: problem.message,
        canRetry: !problem.code || problem.status >= 500,
      });
      say(`${file.name} is not attached. ${problem.message}`);
    }
  };

  const add = (/** @type {File[]} */ files, /** @type {boolean} */ internal) => {
    if (!limits) return;
    const fresh = files.map((file) => {
      count += 1;
      const wrong = refusal(file, limits);
      if (wrong) say(`${file.name} is not attached. ${wrong}`);
      const phase = /** @type {Sending["phase"]} */ (wrong ? "failed" : "sending");
      const stop = new AbortController();
      return {
        id: count,
        file,
        internal,
        phase,
        done: 0,
        key: newKey(),
        stop,
        wrong,
        canRetry: false,
      };
    });
    setRows((old) => [...old, ...fresh]);
    for (const row of fresh) if (!row.wrong) run(row);
  };

  const retry = (/** @type {Sending} */ row) => {
    const again = {
      ...row,
      phase: /** @type {const} */ ("sending"),
      done: 0,
      wrong: null,
      stop: new AbortController(),
    };
    change(row.id, again);
    run(again);
  };

  const stop = (/** @type {Sending} */ row) => {
    row.stop.abort();
    remove(row.id);
  };
  return { rows, add, retry, stop };
}
