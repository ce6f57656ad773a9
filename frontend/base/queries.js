/** Data for views: fetched, kept for the way back, tried again in place. */
import { forgetPages, keepAnswer, keepPages, keptAnswer, keptPages, takeFresh } from "./answers.js";
import { get } from "./client.js";
import { useCallback, useEffect, useRef, useState } from "./hooks.js";
import { asProblem } from "./http.js";

/** @typedef {import("./http.js").Problem} Problem */

const SKELETON_AFTER_MS = 150;
/**
 * So long a first page is looked at before the next one is fetched ahead: what is asked for first
 * comes first.
 */
const AHEAD_AFTER_MS = 1000;
/** So many pages without a row are gone through by themselves: filters may leave a page empty. */
const EMPTY_PAGES = 10;
/**
 * The answer to a GET. What is known from before shows at once and is fetched anew behind it.
 * After a failure only what the same path answered before is left, with the error beside it; never
 * the answer to another question.
 * @param {string | null} path null: nothing to load
 * @param {{ sticky?: boolean }} [how] sticky: keep the old answer on screen while the path changes
 */
export function useLoad(path, { sticky = false } = {}) {
  const [state, setState] = useState(() => ({
    path,
    of: path, // what the data answers
    data: path ? keptAnswer(path) : null,
    error: /** @type {Problem | null} */ (null),
    busy: Boolean(path),
  }));
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!path) return undefined;
    if (takeFresh(path)) {
      setState({ path, of: path, data: keptAnswer(path), error: null, busy: false });
      return undefined;
    }
    const stop = new AbortController();
    setState((old) => {
      const known = keptAnswer(path);
      const stays = !known && (sticky || old.path === path);
      return {
        path,
        of: stays ? old.of : path,
        data: known ?? (stays ? old.data : null),
        error: null,
        busy: true,
      };
    });
    get(path, stop.signal).then(
      (data) => {
        if (stop.signal.aborted) return;
        keepAnswer(path, data);
        setState({ path, of: path, data, error: null, busy: false });
      },
      (reason) => {
        if (stop.signal.aborted) return;
        setState((old) => ({
          ...old,
          data: old.of === path ? old.data : null,
          error: asProblem(reason),
          busy: false,
        }));
      },
    );
    return () => stop.abort();
  }, [path, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const put = useCallback(
    (/** @type {unknown} */ data) => {
      if (path) keepAnswer(path, data);
      setState({ path, of: path, data, error: null, busy: false });
    },
    [path],
  );
  const fresh = state.path === path || sticky;
  return {
    data: fresh ? state.data : path ? keptAnswer(path) : null,
    error: state.path === path ? state.error : null,
    busy: (path !== null && state.path !== path) || state.busy,
    reload,
    put,
  };
}

/** Turns true when something has taken so long that a skeleton helps. @param {boolean} pending */
export function useSlow(pending) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!pending) {
      setSlow(false);
      return undefined;
    }
    const timer = setTimeout(() => setSlow(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [pending]);
  return slow && pending;
}

/**
 * A list in pages. The page after the last one shown is fetched ahead, so that it is there when
 * asked for.
 * @param {string | null} path without a cursor; null: nothing to load
 */
export function usePages(path) {
  const first = useLoad(path, { sticky: true });
  const [more, setMore] = useState(() => ({ path, ...pagesBehind(path, first.data) }));
  const ahead = useRef(/** @type {{ cursor: string, answer: Promise<any> } | null} */ (null));
  useEffect(() => {
    ahead.current = null;
    setMore({ path, ...pagesBehind(path, first.data) });
  }, [path, first.data]);
  useEffect(() => {
    if (!path || more.path !== path || more.rows.length === 0) return;
    keepPages(path, { after: first.data?.nextCursor, rows: more.rows, next: more.next });
  }, [more]);
  const mine = more.path === path ? more : { ...more, rows: [], next: undefined };
  const next = mine.next === undefined ? (first.data?.nextCursor ?? null) : mine.next;
  useEffect(() => {
    if (!path || !next || first.busy) return undefined;
    const timer = setTimeout(() => {
      const found = fetchPage(path, next);
      ahead.current = found;
      found.answer.catch(() => {
        // What failed ahead is asked for anew by whoever wants it.
        if (ahead.current === found) ahead.current = null;
      });
    }, AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [path, next, first.busy]);
  const showMore = useCallback(async () => {
    if (!path || !next || mine.busy || first.busy) return;
    setMore((old) => ({ ...old, busy: true, error: null }));
    try {
      const found = ahead.current;
      const page = await (found && found.cursor === next ? found : fetchPage(path, next)).answer;
      setMore((old) =>
        old.path === path
          ? {
              ...old,
              rows: [...old.rows, ...page.value],
              next: page.nextCursor ?? null,
              busy: false,
            }
          : old,
      );
    } catch (reason) {
      ahead.current = null;
      setMore((old) => ({ ...old, busy: false, error: asProblem(reason) }));
    }
  }, [path, next, mine.busy, first.busy]);
  const looked = useRef({ path, pages: 0 });
  if (looked.current.path !== path) looked.current = { path, pages: 0 };
  const looking = Boolean(
    mine.rows.length === 0 &&
      first.data?.value.length === 0 &&
      next &&
      !mine.error &&
      looked.current.pages < EMPTY_PAGES,
  );
  useEffect(() => {
    if (!looking || first.busy || mine.busy) return;
    looked.current.pages += 1;
    showMore();
  }, [looking, showMore]);
  const reload = useCallback(() => {
    forgetPages(path ?? "");
    first.reload();
  }, [path, first.reload]);
  return {
    ...first,
    reload,
    rows: first.data ? [...first.data.value, ...mine.rows] : null,
    next,
    showMore,
    looking,
    moreBusy: mine.busy,
    moreError: mine.error,
  };
}

/**
 * What was shown behind a first page, as long as that page still ends where it did.
 * @param {string | null} path
 * @param {any} first
 */
function pagesBehind(path, first) {
  const known = path && first?.nextCursor ? keptPages(path) : undefined;
  const { rows, next } =
    known?.after === first?.nextCursor && known ? known : { rows: [], next: undefined };
  return {
    rows: /** @type {any[]} */ (rows),
    next: /** @type {string | null | undefined} */ (next),
    busy: false,
    error: /** @type {Problem | null} */ (null),
  };
}

/** @param {string} path @param {string} cursor */
function fetchPage(path, cursor) {
  const answer = get(
    `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`,
  );
  answer.catch(() => {});
  return { cursor, answer };
}

/**
 * Calls again and again while the page can be seen, and at once when it is seen again; never while
 * the last call still waits.
 * @param {() => unknown} again @param {number | null} everyMs null: never
 */
export function usePolling(again, everyMs) {
  const latest = useRef(again);
  const waits = useRef(false);
  latest.current = again;
  useEffect(() => {
    if (!everyMs) return undefined;
    const ask = async () => {
      if (waits.current || document.visibilityState !== "visible") return;
      waits.current = true;
      try {
        await latest.current();
      } finally {
        waits.current = false;
      }
    };
    const timer = setInterval(ask, everyMs);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [everyMs]);
}
