/**
 * The dispute as it was drawn before one changed it oneself: until it is drawn anew nothing is done
 * with it, since that would be an edit of an old version, and nobody else's.
 */
import { signal } from "../vendor.js";

const outdated = signal(/** @type {unknown} */ (null));

/** Why nothing is done with it now. */
export const OUTDATED = "What has changed is being loaded.";

/** @param {unknown} dispute as it is drawn now */
export const noteOutdated = (dispute) => {
  outdated.value = dispute;
};

/** @param {unknown} dispute */
export const isOutdated = (dispute) => outdated.value === dispute;
