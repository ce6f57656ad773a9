/**
 * What somebody typed and has not sent: kept on this machine, per person, until it is sent or
 * thrown away.
 */
import { me } from "./session.js";

const AGE_DAYS = 30;

/** @param {string} name */
const keyOf = (name) => `redress.draft.${me.value?.userID ?? "nobody"}.${name}`;

/** @template T @param {string} name @param {T} otherwise @returns {T} */
export function readDraft(name, otherwise) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(name)) ?? "null");
    if (!kept || Date.now() - kept.at > AGE_DAYS * 86400000) return otherwise;
    return kept.value;
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {unknown} value */
export function keepDraft(name, value) {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify({ at: Date.now(), value }));
  } catch {
    // A full or forbidden store only costs the draft, never the work on screen.
  }
}

/** @param {string} name */
export const dropDraft = (name) => localStorage.removeItem(keyOf(name));
