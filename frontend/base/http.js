/** One request to the API and what came of it: data, or a Problem. Knows nothing of sessions. */
import { isExact } from "./decimal.js";
import { inWords } from "./sentences.js";

/**
 * @typedef {object} Ask
 * @property {unknown} [body]
 * @property {string} [contentType]
 * @property {string} [key] idempotency key
 * @property {boolean} [dryRun]
 * @property {string | number | null} [version] sent as If-Match
 * @property {AbortSignal} [signal]
 * @property {string | null} [token]
 * @property {string} [link] of a mail, in place of signing in
 * @property {boolean} [asFile] the answer may be a file
 *
 * @typedef {{ pointer?: string, detail: string, code?: string, rule?: string }} FieldError
 * @typedef {{ data: any, version: string | null }} Answer
 */

/** Failures of which the server says that nothing happened. */
const UNDONE = ["busy", "mailUnavailable"];

/** A refusal or failure, in the words of the server's problem document. */
export class Problem extends Error {
  /** @param {number} status 0 when no answer came @param {Record<string, any>} body */
  constructor(status, body) {
    super(body.detail || body.title || "Something went wrong.");
    this.name = "Problem";
    this.status = status;
    this.body = body;
    this.code = /** @type {string | undefined} */ (body.code);
    this.rule = /** @type {string | undefined} */ (body.rule);
    this.errors = /** @type {FieldError[]} */ (body.errors ?? []);
    this.requestID = /** @type {string | undefined} */ (body.requestID);
  }

  /** No answer came, or the server failed at it, so a write may or may not have happened. */
  get uncertain() {
    return this.status === 0 || (this.status >= 500 && !UNDONE.includes(this.code ?? ""));
  }
}

/** @param {unknown} reason @returns {Problem} */
export function asProblem(reason) {
  if (reason instanceof Problem) return reason;
  return new Problem(-1, {
    title: "The page stumbled",
    detail: `The page could not draw this. ${String(reason)}`,
  });
}

/** What came instead of a view: the browser only says that it could not import. */
export const notFetched = () =>
  new Problem(0, { detail: "This view could not be fetched. Check the connection." });

/**
 * JSON whose numbers lose no digit: one that a double cannot hold stays text. Sentences come in the
 * page's language.
 * @param {string} text
 */
export function parseJSON(text) {
  /** @type {any} */
  const asRead = (
    /** @type {string} */ _key,
    /** @type {unknown} */ value,
    /** @type {{ source?: string }} */ context,
  ) =>
    typeof value === "number" && context?.source && !isExact(value, context.source)
      ? context.source
      : inWords(value);
  return JSON.parse(text, asRead);
}

/**
 * @param {string} method
 * @param {string} path below /api
 * @param {Ask} [ask]
 * @returns {Promise<Answer>}
 */
export async function send(method, path, ask = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json, application/problem+json" };
  if (ask.body !== undefined) headers["Content-Type"] = ask.contentType ?? "application/json";
  if (ask.key) headers["Idempotency-Key"] = ask.key;
  if (ask.version != null) headers["If-Match"] = `"${ask.version}"`;
  if (ask.link) headers["Response-Token"] = ask.link;
  else if (ask.token) headers.Authorization = `Bearer ${ask.token}`;
  const url = `/api${path}${ask.dryRun ? `${path.includes("?") ? "&" : "?"}dryRun=true` : ""}`;
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
  const response = await fetch(url, { method, headers, body, signal: ask.signal }).catch(
    (reason) => {
      if (reason?.name === "AbortError") throw reason;
      throw new Problem(0, {
        title: "No connection",
        detail: "The server could not be reached. Check the connection and try again.",
      });
    },
  );
  const isFile = response.headers.has("Content-Disposition");
  return ask.asFile && response.ok && isFile ? readFile(response) : read(response);
}

/**
 * A file with the name that it came under.
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
async function readFile(response) {
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition") ?? "");
  return {
    data: { blob: await response.blob(), name: named ? decodeURIComponent(named[1]) : "file" },
    version: null,
  };
}

/** @param {Response} response @returns {Promise<Answer>} */
async function read(response) {
  const text = await response.text().catch(() => "");
  let data = null;
  try {
    data = text ? parseJSON(text) : null;
  } catch {
    data = null;
  }
  if (!response.ok)
    throw new Problem(
      response.status,
      data ?? {
        title: "The server failed",
        detail: wordsFor(response.status),
        requestID: response.headers.get("Redress-Request"),
      },
    );
  if (data?.dryRun && data.refused) throw new Problem(data.refused.status, data.refused);
  return {
    data,
    version: response.headers.get("ETag")?.replace(/^W\//, "").replaceAll('"', "") ?? null,
  };
}

/** @param {number} status */
function wordsFor(status) {
  if (status === 401) return "Sign in to go on.";
  if (status === 403) return "You may not open this.";
  if (status === 404) return "This does not exist, or you may not open it.";
  if (status === 429) return "Too many requests at once. Wait a moment and try again.";
  return "The server could not answer. Try again in a moment.";
}
