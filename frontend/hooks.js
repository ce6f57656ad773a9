/** Preact's hooks, by one name each. */
export { useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "./vendor.js";

import { useMemo } from "./vendor.js";

/** @template {Function} T @param {T} run @param {unknown[]} inputs @returns {T} */
export const useCallback = (run, inputs) => useMemo(() => run, inputs);
