/** What is due of a dispute of any kind, from whom or to whom, and when. */
import { html } from "../base/html.js";
import { moverWords } from "../base/words.js";
import { Due, None } from "../ui/text.js";

/** @type {Record<string, string>} */
const words = {
  firstStep: "Our first step",
  answer: "Vendor's answer",
  approval: "Approval",
  outcome: "Promised outcome",
  confirmation: "Bank's word",
  objection: "Time to object",
};

/** @param {Api.DeadlineView} one */
const named = ({ what, party }) => words[what] ?? moverWords(party);

/**
 * Until when who has to do something, or was promised something.
 * @param {{ deadlines?: Api.DeadlineView[] }} row
 */
export function Deadlines({ deadlines = [] }) {
  if (deadlines.length === 0) return html`<${None} />`;
  return html`<ul class="plain deadlines">${deadlines.map(
    (one) => html`<li key=${one.what}>
      <span class="muted">${named(one)}</span> <${Due} at=${one.at} /></li>`,
  )}</ul>`;
}
