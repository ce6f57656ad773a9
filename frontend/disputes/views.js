/** A queue as work, of every kind: mine, what waits for me, what nobody has, what is late. */
import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { me } from "../base/session.js";

/** @type {Record<string, { label: string, title: string, text: string }>} */
export const views = {
  mine: {
    label: "Mine",
    title: "Nothing in your hands",
    text:
      "What is assigned to you stands here. Take something that nobody has, or wait until" +
      " something comes.",
  },
  waiting: {
    label: "Waiting for me",
    title: "Nothing waits for you",
    text: "Disputes in which it is your move stand here, whoever has them in hands.",
  },
  unassigned: {
    label: "Unassigned",
    title: "Everything is in somebody's hands",
    text: "What nobody has yet stands here, to be taken.",
  },
  late: {
    label: "Late",
    title: "Nothing is late",
    text: "What was due and is not done stands here, whoever was to do it.",
  },
};

/**
 * What a view asks for; undefined where none is chosen, or one that there is not.
 * @param {string | null | undefined} view
 * @param {string} mover whose move it is where it is the move of who looks
 * @returns {Record<string, string | undefined> | undefined}
 */
export const viewAsk = (view, mover) => {
  /** @type {Record<string, Record<string, string | undefined>>} */
  const asked = {
    mine: { assigneeID: me.value?.userID },
    waiting: { waitingFor: mover },
    unassigned: { isAssigned: "false" },
    late: { isLate: "true" },
  };
  const own = view ? asked[view] : undefined;
  return own && { ...own, sort: "urgentAt" };
};

/**
 * Tabs of a queue.
 * @param {{ label: string, tabs: { value: string, label: string, href: string, count?: unknown }[],
 *   here: string }} props
 */
export const QueueTabs = ({ label, tabs, here }) =>
  html`<nav class="tabs" aria-label=${label}><ul>${tabs.map(
    (tab) => html`<li key=${tab.value}>
      <a href=${tab.href} aria-current=${tab.value === here ? "page" : undefined}>${tab.label}
      ${tab.count && html`<span class="count">${tab.count}</span>`}</a></li>`,
  )}</ul></nav>`;

/**
 * The tabs of the views.
 * @param {(query: string) => string} hrefOf the address of the queue with a query
 * @param {string[]} [names]
 */
export const viewTabs = (hrefOf, names = Object.keys(views)) =>
  names.map((view) => ({
    value: view,
    label: views[view].label,
    href: hrefOf(queryText({ view })),
  }));
