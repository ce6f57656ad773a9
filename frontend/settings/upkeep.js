/** Upkeep: what functions could not do and was set aside, and the search made anew. */

import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { useLoad, usePolling } from "../base/queries.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { Banner, Blank, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Section } from "../ui/tabs.js";
import { Ago, None } from "../ui/text.js";

const POLL_EVERY_MS = 3000;

const counted = (/** @type {number} */ count, /** @type {string} */ noun) =>
  `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;

export const Upkeep = () => html`<div class="column"><${SetAside} /><${Search} /></div>`;

/** @type {Record<string, string>} what a function is for */
const works = {
  "run-import": "Import of a file",
  "note-mail": "Mail that came back",
  "mail-in": "Answer by mail",
  "rotate-link-key": "New key for personal links",
  sweep: "Sweep of what is due",
  reindex: "Search made anew",
  "index-changes": "Search, after changes",
  "after-commit": "Letters and workflows, after changes",
};

/** @type {Record<Api.SetAsideRow["way"], string>} */
const ways = {
  send: "Can be sent again",
  read: "Can be read and worked off again",
  swept: "The sweep has seen to it",
  reindexed: "The search has been made anew since",
  reindex: "Too old to be read again: make the search anew",
  unknown: "Cannot be read; stays until the queue forgets it",
};

/** @type {Record<string, string>} what Lambda says of why it gave up */
const whys = {
  RetriesExhausted: "Tried as often as it may be",
  RetryAttemptsExhausted: "Tried as often as it may be",
  EventAgeExceeded: "Waited too long",
  MaximumEventAgeExceeded: "Waited too long",
  MaximumRecordAgeExceeded: "Waited too long",
};

/** @type {import("../ui/table.js").Column<Api.SetAsideRow>[]} */
const columns = [
  {
    label: "What",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<strong>${works[row.function ?? ""] ?? "Unknown"}</strong>${
        row.changes !== null && html`<small>${counted(row.changes, "change")}</small>`
      }`,
  },
  {
    label: "Why",
    cell: (row) =>
      html`${whys[row.why ?? ""] ?? row.why ?? html`<${None} />`}${
        row.error && html`<small>${row.error}</small>`
      }`,
  },
  { label: "What comes of it", grow: true, cell: (row) => ways[row.way] },
  { label: "Set aside", tight: true, cell: (row) => html`<${Ago} at=${row.at} />` },
];

/** @type {import("../ui/table.js").Column<Api.UpkeepEntry>[]} */
const doneColumns = [
  { label: "When", bare: true, tight: true, cell: (row) => html`<${Ago} at=${row.at} />` },
  { label: "Who", grow: true, cell: (row) => row.by.name },
  {
    label: "What",
    grow: true,
    cell: (row) =>
      row.did === "redrive" ? `${counted(row.count ?? 0, "thing")} sent again` : "Search made anew",
  },
];

function SetAside() {
  const load = useLoad("/setAside");
  const [asking, setAsking] = useState(false);
  const done = (/** @type {Api.RedriveView} */ told) => {
    setAsking(false);
    notify({ tone: told.kept ? "amber" : "green", text: outcome(told) });
    load.reload();
  };
  return html`<${Section} title="Set aside" flush>
    <p class="hint padded">What failed again and again is put here, and kept for two weeks. Find out
      why first; then send it again. What was done before is not done twice.</p>
    <${Loaded} of=${load} rows=${3}>${() => {
      const { value, count, done: entries } = /** @type {Api.SetAsideView} */ (load.data);
      return html`${
        value.length
          ? html`<${Table} caption="What was set aside" columns=${columns} rows=${value}
              keyOf=${(/** @type {Api.SetAsideRow} */ row) => row.messageID} />`
          : html`<${Blank} icon="CircleCheck" title="Nothing is set aside" />`
      }
      ${
        count > value.length &&
        html`<p class="hint padded">About ${countText(count)} in all; these were looked at.</p>`
      }
      <div class="actions padded">
        <${Button} icon="RefreshCw" onClick=${load.reload}>Look again<//>
        ${
          value.length > 0 &&
          html`<${Button} look="primary" icon="RotateCcw" name="redrive"
            why=${value.some(isMoved) ? null : "Nothing of this can be sent as it stands."}
            onClick=${() => setAsking(true)}>Send again<//>`
        }</div>
      ${
        entries.length > 0 &&
        html`<${Table} caption="What was had done lately" columns=${doneColumns} rows=${entries}
          keyOf=${(/** @type {Api.UpkeepEntry} */ row) => row.at} />`
      }`;
    }}<//>
    ${
      asking &&
      html`<${ActionDialog} title="Send again" currency="USD" verb="Send again"
        intent=${{ method: "POST", path: "/setAside/redrive", body: {} }}
        sentence=${(/** @type {Api.RedriveView} */ told) => foreseen(told)}
        onDone=${done} onClose=${() => setAsking(false)} />`
    }<//>`;
}

/** @param {Api.SetAsideRow} row */
const isMoved = (row) => row.isMoved;

/** @param {Api.RedriveView} told */
const foreseen = ({ sent, finished, kept }) =>
  [
    `Send ${counted(sent, "thing")} again to the functions that could not do it?`,
    finished && `Nothing is left to do about ${countText(finished)}; what is put aside of it goes.`,
    kept && `What cannot be sent stays: ${countText(kept)}.`,
  ]
    .filter(Boolean)
    .join(" ");

/** @param {Api.RedriveView} told */
const outcome = ({ sent, finished, kept }) =>
  `Sent again: ${countText(sent)}. Done with: ${countText(finished)}. Left: ${countText(kept)}.`;

function Search() {
  const load = useLoad("/reindex");
  const [asking, setAsking] = useState(false);
  const latest = /** @type {Api.ReindexView | null | undefined} */ (load.data?.latest);
  const isRunning = latest?.status === "running";
  usePolling(load.reload, isRunning ? POLL_EVERY_MS : null);
  const begun = () => {
    setAsking(false);
    notify({ tone: "green", text: "The search is being made anew." });
    load.reload();
  };
  return html`<${Section} title="Search">
    <div class="column">
    <p class="hint">Every word by which things are found can be made anew from what is stored. It
      reads the whole table once, beside all other work, and can be done at any time.</p>
    <${Loaded} of=${load} kind="text">${() => latest && html`<${Latest} of=${latest} />`}<//>
    <div class="actions"><${Button} look="primary" icon="RefreshCw" name="reindex"
      why=${isRunning ? "It is being made anew." : null}
      onClick=${() => setAsking(true)}>Make the search anew<//></div></div>
    ${
      asking &&
      html`<${ActionDialog} title="Make the search anew" currency="USD" verb="Make anew"
        intent=${{ method: "POST", path: "/reindex", body: {} }}
        sentence=${() =>
          "Make every word of the search anew? People find things as before while it goes on."}
        onDone=${begun} onClose=${() => setAsking(false)} />`
    }<//>`;
}

/** How far it is, and what it came to. @param {{ of: Api.ReindexView }} props */
function Latest({ of }) {
  const counts = html`${countText(of.looked)} looked at, ${countText(of.restored)} restored,
    ${countText(of.removed)} removed.`;
  if (of.status === "running")
    return html`<${Banner} role="status">Being made anew since <${Ago} at=${of.startedAt} />, by
      ${of.startedBy.name}: ${counts}<//>`;
  if (of.status === "failed")
    return html`<${Banner} tone="red" icon="TriangleAlert">${of.detail} ${counts}<//>`;
  return html`<p>Made anew <${Ago} at=${of.finishedAt} />, by ${of.startedBy.name}: ${counts}</p>`;
}
