/** For whom a dispute has waited. */
import { locale } from "../base/format.js";
import { html } from "../base/html.js";
import { moverWords } from "../base/words.js";
import { Facts, Section } from "../ui/tabs.js";

/** How long each party has had the matter so far. @param {{ elapsed: Api.ElapsedView[] }} props */
export const TimeSpent = ({ elapsed }) =>
  elapsed?.length > 0 &&
  html`<${Section} title="Time so far"><div class="column">
    <p class="hint">Business hours that each has had the matter.</p>
    <${Facts} facts=${elapsedRows(elapsed)} /></div><//>`;

/**
 * How long each party has had the matter, in business hours: “Agent 3 hr, approvers 20 min”.
 * @param {{ party: string, businessSeconds: number }[]} elapsed
 */
const elapsedRows = (elapsed) =>
  (elapsed ?? []).map(({ party, businessSeconds }) => [
    moverWords(party),
    hoursText(businessSeconds),
  ]);

/** @param {number} seconds */
function hoursText(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return "under a minute";
  const unit = (/** @type {number} */ value, /** @type {string} */ name) =>
    new Intl.NumberFormat(locale(), { style: "unit", unit: name, unitDisplay: "short" }).format(
      value,
    );
  if (minutes < 60) return unit(minutes, "minute");
  return [unit(Math.floor(minutes / 60), "hour"), minutes % 60 ? unit(minutes % 60, "minute") : ""]
    .filter(Boolean)
    .join(" ");
}
