/**
 * The personal link of a mail: taken out of the address at once, so that it stands in no history,
 * and kept for this tab only.
 */
import { place, readPlace } from "../base/router.js";
import { signal } from "../vendor.js";

/**
 * The places that are answered by a link: `response` by an approver, `answer` by a party,
 * `resolver` by who clears up open items, `promise` by a customer.
 */
const WITH_LINK = /^#\/(response|answer|resolver|promise)\/([^/?]+)/;
const storeOf = (/** @type {string} */ where) => `redress.link.${where}`;
const kept = (/** @type {string} */ where) => signal(sessionStorage.getItem(storeOf(where)));

/**
 * The links that this tab answers by, by their place.
 * @type {Record<string, { value: string | null }>}
 */
export const personalLinks = {
  response: kept("response"),
  answer: kept("answer"),
  resolver: kept("resolver"),
  promise: kept("promise"),
};

/** Takes links out of the address from now on; to be called before the address is followed. */
export function takeLinks() {
  take();
  globalThis.addEventListener("hashchange", take);
}

function take() {
  const found = WITH_LINK.exec(location.hash);
  if (!found) return;
  const [, where, token] = found;
  sessionStorage.setItem(storeOf(where), token);
  history.replaceState(history.state, "", `#/${where}`);
  personalLinks[where].value = token;
  place.value = readPlace(`#/${where}`);
}
