/**
 * An intent to change something: looked at beforehand by a dry run, carried out once however often
 * it is pressed.
 */
import { call, newKey } from "./client.js";
import { useCallback, useEffect, useRef, useState } from "./hooks.js";
import { asProblem } from "./http.js";

/** @typedef {import("./http.js").Problem} Problem */
/**
 * @typedef {{ method: string, path: string, body: unknown, contentType?: string, version?: string |
 *   number | null, link?: string, key?: string }} Intent key: kept from a try before
 */

const TYPING_PAUSE_MS = 300;
const AGAIN_AFTER_MS = 3000;

/**
 * What the intent would do, as the server says; where no answer came, it is asked again until one
 * does.
 * @param {Intent | null} intent null: not yet an intent
 */
export function usePreview(intent) {
  const text = intent && JSON.stringify(intent);
  const [state, setState] = useState({
    of: /** @type {string | null} */ (null),
    preview: /** @type {any} */ (null),
    problem: /** @type {Problem | null} */ (null),
  });
  const first = useRef(true);
  useEffect(() => {
    if (!intent || !text) return undefined;
    const stop = new AbortController();
    let timer = 0;
    const ask = () => {
      const { method, path, body, contentType, version, link } = intent;
      call(method, path, {
        body,
        contentType,
        version,
        link,
        dryRun: true,
        signal: stop.signal,
      }).then(
        (answer) =>
          !stop.signal.aborted && setState({ of: text, preview: answer.data, problem: null }),
        (reason) => {
          if (stop.signal.aborted) return;
          const problem = asProblem(reason);
          setState({ of: text, preview: null, problem });
          if (problem.uncertain) timer = setTimeout(ask, AGAIN_AFTER_MS);
        },
      );
    };
    timer = setTimeout(ask, first.current ? 0 : TYPING_PAUSE_MS);
    first.current = false;
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  const current = text !== null && state.of === text;
  return {
    preview: current ? state.preview : null,
    problem: current ? state.problem : null,
    checking: text !== null && !current,
  };
}

/**
 * Carries out an intent. The key stays the same until the intent changes or succeeds, so a second
 * try can never do it twice.
 */
export function useSend() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const kept = useRef({ text: "", key: "", sending: false });
  const carryOut = useCallback(async (/** @type {Intent} */ intent) => {
    const mine = kept.current;
    if (mine.sending) return null;
    const text = JSON.stringify([intent.method, intent.path, intent.body]);
    if (mine.text !== text) Object.assign(mine, { text, key: intent.key ?? newKey() });
    mine.sending = true;
    setBusy(true);
    setProblem(null);
    try {
      const { method, path, body, contentType, version, link } = intent;
      const answer = await call(method, path, { body, contentType, version, link, key: mine.key });
      mine.text = "";
      return answer.data ?? {};
    } catch (reason) {
      const found = asProblem(reason);
      if (!found.uncertain) mine.text = "";
      setProblem(found);
      return null;
    } finally {
      mine.sending = false;
      setBusy(false);
    }
  }, []);
  return { carryOut, busy, problem, setProblem };
}
