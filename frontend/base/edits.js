/**
 * What is edited of something that is saved: a draft of it stays on this machine until it is saved
 * or discarded, whatever one opens meanwhile.
 */
import { dropDraft, keepDraft, readDraft } from "./drafts.js";
import { useState } from "./hooks.js";

/**
 * @template T
 * @typedef {object} Edited
 * @property {T} value as it stands in the form
 * @property {(value: T) => void} set
 * @property {boolean} isUnsaved
 * @property {string | number | null | undefined} version on which it was begun: saving over a
 *   newer one is refused
 * @property {() => void} discard
 */

/**
 * @template T
 * @param {string} name of the draft
 * @param {T} saved what it is without a draft
 * @param {Edited<T>["version"]} [version] of what is saved
 * @returns {Edited<T>}
 */
export function useEdits(name, saved, version) {
  const [kept, setKept] = useState(() =>
    readDraft(name, /** @type {{ value: T, version: Edited<T>["version"] } | null} */ (null)),
  );
  const set = (/** @type {T} */ value) => {
    if (JSON.stringify(value) === JSON.stringify(saved)) return discard();
    const draft = { value, version: kept ? kept.version : version };
    keepDraft(name, draft);
    setKept(draft);
  };
  const discard = () => {
    dropDraft(name);
    setKept(null);
  };
  return {
    value: kept ? kept.value : saved,
    set,
    isUnsaved: kept !== null,
    version: kept ? kept.version : version,
    discard,
  };
}
