/** What a personal link asks: opening it changes nothing. */
import { useCallback, useEffect, useState } from "./hooks.js";
import { asProblem, send } from "./http.js";

/**
 * @param {string} path below /api
 * @param {string | null} link
 */
export function useLinked(path, link) {
  const [state, setState] = useState({
    data: /** @type {any} */ (null),
    problem: /** @type {import("./http.js").Problem | null} */ (null),
  });
  const look = useCallback(async () => {
    if (!link) return;
    try {
      setState({ data: (await send("GET", path, { link })).data, problem: null });
    } catch (reason) {
      setState({ data: null, problem: asProblem(reason) });
    }
  }, [path, link]);
  useEffect(() => {
    setState({ data: null, problem: null });
    look();
  }, [look]);
  return {
    ...state,
    look,
    put: (/** @type {unknown} */ data) => setState({ data, problem: null }),
  };
}
