/** What the page says back: confirmations that stay, and words for screen readers. */

import { signal } from "../vendor.js";
import { place } from "./router.js";

/**
 * @typedef {{ id: number, path: string, tone: "green" | "amber" | "red" | "blue", text: string,
 *   link?: { href: string, label: string } }} Notice
 */

export const notices = signal(/** @type {Notice[]} */ ([]));
export const spoken = signal("");
let count = 0;

/**
 * Shows a confirmation on a view until it is dismissed, or another one tells what happened since.
 * @param {Omit<Notice, "id" | "path"> & { path?: string }} notice
 */
export function notify(notice) {
  count += 1;
  const path = notice.path ?? place.value.path;
  notices.value = [{ ...notice, id: count, path }];
  say(notice.text);
}

/** @param {number} id */
export function dismiss(id) {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/** Tells screen readers. @param {string} text */
export function say(text) {
  spoken.value = "";
  setTimeout(() => {
    spoken.value = text;
  }, 50);
}
