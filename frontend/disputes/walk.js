/**
 * From case to case in the order of the list that they were opened from: which one this is, the
 * next and the previous, and the way back to the very row. Kept for one tab, through a reload.
 */
import { keepPages, keptAnswer, keptPages } from "../base/answers.js";
import { get } from "../base/client.js";
import { countText } from "../base/format.js";
import { useEffect, useLayoutEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { notify } from "../base/notices.js";
import { go, place, to } from "../base/router.js";
import { me } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";

/**
 * @typedef {{ by: string, of: string, path: string, query: string, asked: string, ids: string[],
 *   next: string | null }}
 *   Walk by: whose it is; of: what its ids are of; path and query of the list; asked: what that
 *   asked for
 */

/**
 * What is gone through: its place, and its id in a row.
 * @type {Record<string, { to: (id: string) => string,
 *   idOf: (row: Api.DisputeRow & Api.FollowUpRow) => string }>}
 */
const CASES = {
  dispute: { to: to.dispute, idOf: (row) => row.disputeID },
  followUp: { to: to.followUp, idOf: (row) => row.followUpID },
};

const KEPT_AS = "redress.walk";

/** @returns {Walk | null} */
function walked() {
  try {
    const walk = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "null");
    return walk?.by === me.value?.userID && walk?.of in CASES ? walk : null;
  } catch {
    return null;
  }
}

/** @param {Walk} walk */
function keep(walk) {
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify(walk));
  } catch {
    // Without a store one goes back to the list for the next one.
  }
}

/**
 * Remembers a list of disputes, or of what else is gone through, as it is shown.
 * @param {string | null} asked what it asks for
 * @param {ReturnType<typeof import("../base/queries.js").usePages>} pages
 * @param {keyof typeof CASES} [of]
 */
export function useWalk(asked, pages, of = "dispute") {
  const ids = pages.rows?.map(CASES[of].idOf) ?? [];
  useEffect(() => {
    if (!asked || ids.length === 0) return;
    const { path, query } = place.value;
    const by = String(me.value?.userID);
    keep({ by, of, path, query: query.toString(), asked, ids, next: pages.next });
  }, [asked, ids.join(" "), pages.next]);
}

/**
 * The list that a case was opened from, at its row; undefined where it was opened otherwise.
 * @param {string} id
 */
export function cameFrom(id) {
  const walk = walked();
  if (!walk?.ids.includes(id)) return undefined;
  const query = new URLSearchParams(walk.query);
  query.set("row", id);
  return `#${walk.path}?${query}`;
}

/** What to open after a case that one is through with. @param {string} id */
export function nextLink(id) {
  const walk = walked();
  const at = walk?.ids.indexOf(id) ?? -1;
  const next = walk && at >= 0 && walk.ids[at + 1];
  return next ? { href: CASES[walk.of].to(next), label: "Open the next one" } : undefined;
}

/** @param {{ id: string }} props */
export function Walk({ id }) {
  const [walk, setWalk] = useState(walked);
  const [busy, setBusy] = useState(false);
  const at = walk ? walk.ids.indexOf(id) : -1;
  const hrefOf = CASES[walk?.of ?? "dispute"].to;
  const previous = at > 0 ? walk?.ids[at - 1] : null;
  const next = at >= 0 ? walk?.ids[at + 1] : null;
  const goOn = async () => {
    if (!walk || busy) return;
    setBusy(true);
    try {
      const longer = await lengthened(walk);
      setWalk(longer);
      const found = longer.ids[at + 1];
      if (found) go(hrefOf(found));
    } catch (reason) {
      notify({
        tone: "red",
        text: `The next ones could not be loaded. ${asProblem(reason).message}`,
      });
    }
    setBusy(false);
  };
  const isMore = !next && Boolean(walk?.next);
  useSteps(
    previous ? () => go(hrefOf(previous)) : null,
    next ? () => go(hrefOf(next)) : isMore ? goOn : null,
  );
  if (!walk || at < 0) return null;
  const all = `${countText(walk.ids.length)}${walk.next ? "+" : ""}`;
  return html`<nav class="walk" aria-label="In the list">
    <span class="muted">${countText(at + 1)} of ${all}</span>
    ${
      previous
        ? html`<${ButtonLink} look="quiet" icon="ArrowUp" href=${hrefOf(previous)}
          aria=${{ "data-action": "previous", title: "Previous (k)" }}>Previous<//>`
        : html`<${Button} look="quiet" icon="ArrowUp" name="previous"
          why="This is the first one.">Previous<//>`
    }
    ${
      next
        ? html`<${ButtonLink} look="quiet" icon="ArrowDown" href=${hrefOf(next)}
          aria=${{ "data-action": "next", title: "Next (j)" }}>Next<//>`
        : html`<${Button} look="quiet" icon="ArrowDown" name="next" busy=${busy} onClick=${goOn}
          why=${isMore ? null : "This is the last one."}>Next<//>`
    }</nav>`;
}

/**
 * The walk with the next page of its list, which the list has too when one is back.
 * @param {Walk} walk
 * @returns {Promise<Walk>}
 */
async function lengthened(walk) {
  const mark = walk.asked.includes("?") ? "&" : "?";
  const page = await get(`${walk.asked}${mark}cursor=${encodeURIComponent(String(walk.next))}`);
  const first = keptAnswer(walk.asked);
  if (first)
    keepPages(walk.asked, {
      after: first.nextCursor,
      rows: [...(keptPages(walk.asked)?.rows ?? []), ...page.value],
      next: page.nextCursor ?? null,
    });
  /** @type {string[]} */
  const ids = page.value.map(CASES[walk.of].idOf);
  const longer = {
    ...walk,
    ids: [...walk.ids, ...ids.filter((id) => !walk.ids.includes(id))],
    next: page.nextCursor ?? null,
  };
  keep(longer);
  return longer;
}

/**
 * k and j lead to the case before and after, while nobody types.
 * @param {(() => void) | null} back @param {(() => void) | null} on
 */
function useSteps(back, on) {
  useLayoutEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest("input, textarea, select, dialog, [role=listbox]")) return;
      const step = { j: on, k: back }[event.key];
      if (step) step();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
