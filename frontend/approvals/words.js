/** Approvals in the user's words. */
import { countText, listText, moneyText } from "../base/format.js";
import { approvableOf } from "../disputes/approvables.js";

/** @typedef {import("../base/words.js").Tone} Tone */
/** @typedef {{ label: string, tone: Tone, icon: string }} Look */

/** How a level of a chain was answered. @type {Record<string, Look>} */
export const stepLooks = {
  planned: { label: "Planned", tone: "grey", icon: "CircleDashed" },
  asked: { label: "Asked now", tone: "amber", icon: "Clock" },
  endorsed: { label: "Endorsed", tone: "blue", icon: "Check" },
  approved: { label: "Approved", tone: "green", icon: "CircleCheck" },
  rejected: { label: "Rejected", tone: "red", icon: "CircleX" },
  timedOut: { label: "No answer in time", tone: "amber", icon: "Hourglass" },
  left: { label: "Nobody left to answer", tone: "amber", icon: "ChevronRight" },
  skipped: { label: "Skipped", tone: "grey", icon: "ChevronRight" },
  void: { label: "Set aside", tone: "grey", icon: "Ban" },
};

/** How an approval stands or came out. @type {Record<string, Look>} */
export const roundLooks = {
  asking: { label: "Waiting for an answer", tone: "amber", icon: "Clock" },
  approved: { label: "Approved", tone: "green", icon: "CircleCheck" },
  rejected: { label: "Rejected", tone: "red", icon: "CircleX" },
  void: { label: "Set aside", tone: "grey", icon: "Ban" },
  expired: { label: "Nobody answered", tone: "amber", icon: "Hourglass" },
  recalled: { label: "Taken back", tone: "grey", icon: "Undo2" },
};

/**
 * What became of an approval, in a sentence.
 * @param {Api.OutcomeView} outcome {status, by, at, comment}
 * @returns {string}
 */
export function outcomeText(outcome) {
  const who = outcome.by ?? "Somebody";
  const why = outcome.comment ? `: “${outcome.comment}”` : ".";
  /** @type {Record<string, string>} */
  const texts = {
    approved: `${who} approved it${why}`,
    endorsed: `${who} endorsed it, and the next level is asked${why}`,
    rejected: `${who} rejected it${why}`,
    recalled: `${who} took the request back${why}`,
    void: `It was set aside by what ${who} did${why}`,
    expired: `It was not approved${why}`,
    over: "It is long over; the dispute's history tells how it came out.",
    timedOut: "The time to answer is over, and the next level is asked.",
    left: "Whoever was asked could not answer any more, and others are asked.",
    delegated: outcome.comment ? `${outcome.comment}.` : `${who} passed it on.`,
  };
  return texts[outcome.status] ?? `It is no longer asked${why}`;
}

/** Who asked for it. @param {Api.PersonPart[]} people */
export const askedBy = (people) => listText((people ?? []).map((one) => one.name));

/** What it is on, by its name. @param {Api.InboxView | Api.ApprovalView} row */
export const subjectText = (row) => {
  const { label, name } = approvableOf(row);
  return `${label} ${name(row)}`;
};

/** The same within a sentence. @param {Api.InboxView | Api.ApprovalView} row */
export const onText = (row) => {
  const { label, name } = approvableOf(row);
  return `on ${label.toLowerCase()} ${name(row)}`;
};

/** What is asked for: how much of what, on what. @param {Api.InboxView | Api.ApprovalView} row */
export const askedText = (row) =>
  `a ${approvableOf(row).asked} of ${moneyText(row.amount, row.currency)} ${onText(row)}`;

/** How many are asked for; of several kinds they are requests. @param {Api.InboxView[]} rows */
export function countAsked(rows) {
  const words = new Set(rows.map((row) => approvableOf(row).asked));
  const word = words.size === 1 ? [...words][0] : "request";
  return `${countText(rows.length)} ${word}${rows.length === 1 ? "" : "s"}`;
}

/**
 * A level by its name: “level Manager”, or as it is where the name says so itself.
 * @param {string} name
 */
export const levelText = (name) => (/level/i.test(name) ? name : `level ${name}`);
