/**
 * Answers of the API that are kept for the way back, and those that came before they were asked
 * for.
 */

const KEPT = 60;
const FRESH_MS = 5000;

/** @typedef {{ after: string, rows: any[], next: string | null | undefined }} Behind */

/** @type {Map<string, any>} */
const kept = new Map();
/**
 * When each answer came that came beforehand: for a moment it is as good as fetched.
 * @type {Map<string, number>}
 */
const fresh = new Map();
/** The pages behind the first one of a list. @type {Map<string, Behind>} */
const behind = new Map();

/**
 * The newest is last; the oldest goes where there are too many.
 * @template T
 * @param {Map<string, T>} all
 * @param {string} path
 * @param {T} data
 */
function put(all, path, data) {
  all.delete(path);
  all.set(path, data);
  if (all.size > KEPT) all.delete(/** @type {string} */ (all.keys().next().value));
}

/** What a path answered last, as far as that is kept. @param {string} path */
export const keptAnswer = (path) => kept.get(path);

/** @param {string} path @param {unknown} data */
export const keepAnswer = (path, data) => put(kept, path, data);

/** Takes up what came beforehand. @param {string} path @param {unknown} data */
export function keepAhead(path, data) {
  keepAnswer(path, data);
  fresh.set(path, Date.now());
}

/**
 * Whether what is kept of a path has only just come, and nobody has used it yet.
 * @param {string} path
 */
export function takeFresh(path) {
  const at = fresh.get(path);
  fresh.delete(path);
  return at !== undefined && Date.now() - at < FRESH_MS && kept.has(path);
}

/** The pages behind the first one of a list. @param {string} path */
export const keptPages = (path) => behind.get(path);

/** @param {string} path @param {Behind} pages */
export const keepPages = (path, pages) => put(behind, path, pages);

/** @param {string} path */
export const forgetPages = (path) => behind.delete(path);

/** Forgets everything kept, when somebody else signs in. */
export function forgetAnswers() {
  kept.clear();
  fresh.clear();
  behind.clear();
}
