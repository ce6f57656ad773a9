/** Who else has the dispute open. Says that this page has, as long as it can be seen. */
import { call } from "../base/client.js";
import { listText } from "../base/format.js";
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { usePolling } from "../base/queries.js";
import { isParty, may } from "../base/session.js";
import { sentence } from "../base/words.js";
import { Icon } from "../ui/icon.js";

const FIRST_BEAT_SECONDS = 15;
const MOST_NAMED = 3;

/**
 * @typedef {{ userID?: string, name: string, role: string, side?: string }} Other people of a party
 *   are told the side alone
 */

/** @param {{ disputeID: string }} props */
export function Others({ disputeID }) {
  const others = useOthers(disputeID);
  return html`<div role="status">
    ${others && others.length > 0 && html`<${HasOpen} others=${others} />`}</div>`;
}

/** @param {{ others: Other[] }} props */
export const HasOpen = ({ others }) =>
  html`<p class="others"
    title=${others.map((one) => `${one.name}, ${sentence(one.role).toLowerCase()}`).join("\n")}>
    <${Icon} name="Eye" />${haveOpen(others)}</p>`;

/**
 * Up to three are named; of more the first two, and the rest is counted. All stand in the title.
 * @param {Other[]} others
 */
function haveOpen(others) {
  const named = others
    .slice(0, others.length > MOST_NAMED ? MOST_NAMED - 1 : MOST_NAMED)
    .map((one) => one.name);
  const rest = others.length - named.length;
  const who = listText(rest > 0 ? [...named, `${rest} others`] : named);
  return `${who} ${others.length === 1 ? "has" : "have"} this open`;
}

/**
 * Who else has it open, as far as one is told; null while that is not known.
 * @param {string} disputeID
 */
export function useOthers(disputeID) {
  const [state, setState] = useState({
    of: disputeID,
    others: /** @type {Other[] | null} */ (null),
    beatSeconds: FIRST_BEAT_SECONDS,
  });
  const allowed = may("dispute.presence") || isParty();
  const beat = async () => {
    const { data } = await call("PUT", path`/dispute/${disputeID}/presence`).catch(() => ({
      data: null,
    }));
    setState((old) => ({
      of: disputeID,
      others: data?.value ?? null,
      beatSeconds: data?.beatSeconds ?? old.beatSeconds,
    }));
  };
  useEffect(() => {
    if (allowed && document.visibilityState === "visible") beat();
  }, [disputeID]);
  usePolling(beat, allowed ? state.beatSeconds * 1000 : null);
  return state.of === disputeID ? state.others : null;
}
