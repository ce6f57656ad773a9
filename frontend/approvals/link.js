/**
 * The personal link of a mail: taken out of the address at once, so that it stands in no history,
 * and kept for this tab only.
 */
import { place, readPlace } from "../base/router.js";
import { signal } from "../vendor.js";

const STORE = "redress.link";
const WITH_LINK = /^#\/response\/([^/?]+)/;

/** The link that this tab answers by. */
export const personalLink = signal(sessionStorage.getItem(STORE));

/** Takes links out of the address from now on; to be called before the address is followed. */
export function takeLinks() {
  take();
  globalThis.addEventListener("hashchange", take);
}

function take() {
  const found = WITH_LINK.exec(location.hash);
  if (!found) return;
  sessionStorage.setItem(STORE, found[1]);
  history.replaceState(history.state, "", "#/response");
  personalLink.value = found[1];
  place.value = readPlace("#/response");
}
