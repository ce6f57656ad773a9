/** Preact's hooks and contexts, by one name each. */
export {
  createContext,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "../vendor.js";

import { useLayoutEffect, useMemo, useRef } from "../vendor.js";

/**
 * Brings the focus to a place when what was done took away the control that had it.
 * @param {{ current: HTMLElement | null }} home
 * @param {unknown} state what is drawn anew after it was done
 * @returns {() => void} to be told that something is done
 */
export function useFocusAfter(home, state) {
  const isDone = useRef(false);
  useLayoutEffect(() => {
    if (!isDone.current) return;
    isDone.current = false;
    if (document.activeElement === document.body) home.current?.focus({ preventScroll: true });
  }, [state]);
  return () => {
    isDone.current = true;
  };
}

/** @template {Function} T @param {T} run @param {unknown[]} inputs @returns {T} */
export const useCallback = (run, inputs) => useMemo(() => run, inputs);
