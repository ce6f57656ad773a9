/**
 * Requests in the name of the person signed in. A refused token is renewed, over the page if need
 * be, and the request goes out again.
 */
import { Problem, send } from "./http.js";
import { asksToSignIn, renew, token } from "./session.js";

/** @typedef {import("./http.js").Ask} Ask */
/** @typedef {import("./http.js").Answer} Answer */

/** @param {string} method @param {string} path @param {Ask} [ask] @returns {Promise<Answer>} */
export async function call(method, path, ask = {}) {
  if (ask.link) return send(method, path, ask);
  for (let tries = 0; ; tries += 1) {
    const used = token();
    try {
      return await send(method, path, { ...ask, token: used });
    } catch (reason) {
      if (!(reason instanceof Problem) || !asksToSignIn(reason) || tries === 2) throw reason;
      await renew(used, reason.status === 401);
    }
  }
}

/** @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>} */
export const get = async (path, signal) => (await call("GET", path, { signal })).data;

/** Has the browser save a file that the API makes, or gives a link to. @param {string} path */
export async function download(path) {
  const { data } = await call("GET", path, { asFile: true });
  if (data.url) return location.assign(data.url); // It is never shown, so the page stays.
  const url = URL.createObjectURL(data.blob);
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: data.name });
  link.click();
  URL.revokeObjectURL(url);
}

/** A key for one intent: made when the intent arises, sent with every try of it. */
export const newKey = () => crypto.randomUUID();
