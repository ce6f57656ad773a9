/**
 * The agenda: follow-ups by when they are due, with what is done about each or several (DM-07,
 * DM-08).
 */
import { countText, dayText, listText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { queryText } from "../base/paths.js";
import { useLoad, usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { may } from "../base/session.js";
import { moverWords } from "../base/words.js";
import { peopleOptions } from "../disputes/assign.js";
import { useWalk } from "../disputes/walk.js";
import { OutcomeLetter } from "../mail/outcome-letter.js";
import { whenStale } from "../ui/action-dialog.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Chips, chipsOf, FilterSelect } from "../ui/filters.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { usePicked } from "../ui/picked.js";
import { Blank } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { Badge, Money, Mover, None } from "../ui/text.js";
import { DeedsOnPicked } from "./bulk.js";
import { Chase, EndLoaded, Move } from "./deeds.js";
import { timesText, waits, whens } from "./words.js";

const TABS = [
  { value: "", label: "In progress" },
  { value: "late", label: "Late" },
  { value: "today", label: "Due today" },
  { value: "coming", label: "Coming" },
  { value: "ended", label: "Ended" },
];
const FILTERS = ["collectorID", "resolverID", "statusID", "customerID", "waitingFor"];
const INCOMPLETE =
  "By how long they wait, only the first 1,000 of each customer are looked at: others may be" +
  " missing. By due date, all of them stand here.";
const KNOWN = {
  when: TABS.map((tab) => tab.value),
  ...Object.fromEntries(FILTERS.map((name) => [name, null])),
  row: null,
};

/**
 * What is done from a row, by the name of the action.
 * @type {Record<string, { label: string, form: unknown }>}
 */
const rowDeeds = {
  chase: { label: "Chase", form: Chase },
  move: { label: "Move", form: Move },
  end: { label: "End", form: EndLoaded },
};

/** @typedef {{ customerID: string | number, ended: Api.FollowUpItemView[] }} Told */

export default function Agenda() {
  const query = Object.fromEntries(place.value.query);
  const when = query.when ?? "";
  const isEnded = when === "ended";
  const filters = FILTERS.filter((name) => !(isEnded && name === "waitingFor"));
  const asked = `/followUp${queryText({
    when: isEnded ? "" : when,
    state: isEnded ? "ended" : "",
    ...Object.fromEntries(filters.map((name) => [name, query[name]])),
  })}`;
  const pages = usePages(asked);
  useWalk(asked, pages, "followUp");
  const people = useLoad("/user?permission=dispute.read&limit=100");
  const statuses = useLoad("/setting/itemStatuses");
  const [told, setTold] = useState(/** @type {Told | null} */ (null));
  const [deed, setDeed] = useState(
    /** @type {{ name: string, row: Api.FollowUpRow } | null} */ (null),
  );
  const rows = /** @type {Api.FollowUpRow[]} */ (pages.rows ?? []);
  const set = filtersSet(people.data?.value ?? [], statuses.data?.value ?? [], rows).filter((one) =>
    filters.includes(one.name),
  );
  const works = may("dispute.work") && !isEnded;
  const { picked, onPick } = usePicked(rows, keyOf);
  const picking = {
    picked,
    onPick,
    label: (/** @type {Api.FollowUpRow} */ row) =>
      `Choose ${row.customerName}, ${row.itemStatus.label}`,
    bar: html`<${DeedsOnPicked} rows=${rows} picked=${picked} onPick=${onPick}
      onDone=${pages.reload} />`,
  };
  const end = (/** @type {"green" | "amber"} */ tone, /** @type {string} */ text) => {
    setDeed(null);
    setTold(null);
    notify({ tone, text });
    pages.reload();
  };
  const Form = deed ? rowDeeds[deed.name].form : null;
  const of = deed && (rows.find((row) => keyOf(row) === keyOf(deed.row)) ?? deed.row);
  return html`<${Page} title="Dispute follow-ups" known=${KNOWN}>
    <${Tabs} label="When they are due" name="when" tabs=${TABS} current=${when} />
    <div class="filters"><div class="chips">
      <${FilterSelect} name="collectorID" label="Collector" value=${query.collectorID ?? ""}
        of=${people} options=${peopleOptions(people.data?.value ?? [])} />
      <${FilterSelect} name="resolverID" label="Resolver" value=${query.resolverID ?? ""}
        of=${people} options=${peopleOptions(people.data?.value ?? [])} />
      <${FilterSelect} name="statusID" label="Status" value=${query.statusID ?? ""} of=${statuses}
        options=${(statuses.data?.value ?? []).map((/** @type {Api.ItemStatusView} */ one) => ({
          value: String(one.statusID),
          label: one.label,
        }))} />
      ${
        !isEnded &&
        html`<${FilterSelect} name="waitingFor" label="Waits for" value=${query.waitingFor ?? ""}
          options=${Object.keys(waits).map((value) => ({ value, label: moverWords(value) }))} />`
      }
    </div><${Chips} set=${set} /></div>
    <div class="boxed column">
      <${List} pages=${pages} noun="dispute follow-up" incomplete=${INCOMPLETE}
        empty=${html`<${Empty} set=${set} />`}
        table=${{
          caption: "Dispute follow-ups",
          columns: [
            ...columns,
            ...(works ? [deedsColumn((name, row) => setDeed({ name, row }))] : []),
          ],
          keyOf,
          hrefOf: (/** @type {Api.FollowUpRow} */ row) => to.followUp(row.followUpID),
          keys: true,
          picking: works ? picking : undefined,
        }} />
    </div>
    ${
      Form &&
      html`<${Form} followUp=${of} onClose=${() => setDeed(null)}
        onDone=${(/** @type {string} */ text, /** @type {Told["ended"]} */ ended = []) => {
          end("green", deed ? `${deed.row.customerName}: ${text}` : text);
          if (deed && ended.length > 0) setTold({ customerID: deed.row.customerID, ended });
        }}
        onStale=${whenStale(pages.reload, () =>
          end("amber", "This dispute follow-up has changed. Look it over and try again."),
        )} />`
    }
    ${
      told &&
      html`<${OutcomeLetter} ...${told} onClose=${() => setTold(null)}
        onDone=${(/** @type {string} */ text) => end("green", text)} />`
    }<//>`;
}

/** @param {Api.FollowUpRow} row */
const keyOf = (row) => row.followUpID;

/**
 * The filters that are set, in words.
 * @param {Api.ColleagueView[]} people
 * @param {Api.ItemStatusView[]} statuses
 * @param {Api.FollowUpRow[]} rows
 */
function filtersSet(people, statuses, rows) {
  const person = (/** @type {string} */ id) => people.find((one) => one.userID === id)?.name ?? id;
  return chipsOf(
    {
      collectorID: ["Collector", person],
      resolverID: ["Resolver", person],
      statusID: [
        "Status",
        (id) => statuses.find((one) => String(one.statusID) === id)?.label ?? id,
      ],
      waitingFor: ["Waits for", (party) => waits[party] ?? party],
      customerID: [
        "Customer",
        (id) => rows.find((row) => String(row.customerID) === id)?.customerName ?? id,
      ],
    },
    place.value.query,
  );
}

/** @param {{ set: { label: string, words: string }[] }} props */
function Empty({ set }) {
  if (set.length > 0)
    return html`<${Blank} icon="SearchX" title="No dispute follow-up matches"
      action=${html`<${ButtonLink} href=${to.followUps()} icon="X">Clear all filters<//>`}>
      What is looked for: ${listText(
        set.map((one) => `${one.label.toLowerCase()} “${one.words}”`),
      )}.<//>`;
  return html`<${Blank} icon="Clock" title="No dispute follow-up here"
    action=${html`<${ButtonLink} href=${to.customers()}
      icon="Building2">Look at the customers<//>`}>
    It is the next step on open items of a customer: tick them on its statement and change their
    status.<//>`;
}

/**
 * What can be done from a row, and why not.
 * @param {(name: string, row: Api.FollowUpRow) => void} onChoose
 * @returns {import("../ui/table.js").Column<Api.FollowUpRow>}
 */
const deedsColumn = (onChoose) => ({
  label: "Actions",
  tight: true,
  bare: true,
  cell: (row) =>
    html`<div class="actions">${Object.entries(rowDeeds).map(([name, { label }]) => {
      const action = row.actions.find((one) => one.name === name);
      return html`<${Button} key=${name} look="quiet" name=${`row-${name}`}
        about=${`${row.customerName}, ${aboutText(row).slice(0, MAX_HEARD)}`}
        why=${action?.allowed ? null : (action?.reason ?? "Not possible now.")}
        aria=${{ title: action?.reason ?? undefined }}
        onClick=${() => onChoose(name, row)}>${label}<//>`;
    })}</div>`,
});

/** So much of what a follow-up is about is heard with each of its buttons. */
const MAX_HEARD = 80;

/** What it is about. @param {Api.FollowUpRow} row */
const aboutText = (row) => `${row.itemStatus.label}${row.comment ? `: ${row.comment}` : ""}`;

/** How a follow-up stands against its date. @param {{ row: Api.FollowUpRow }} props */
export const When = ({ row }) => {
  if (!row.when) return html`<${Badge} tone="grey" icon="Check">Ended<//>`;
  const tone = row.when === "late" ? "red" : row.when === "today" ? "amber" : "grey";
  return html`<${Badge} tone=${tone} icon="Clock">${whens[row.when]}<//>`;
};

/** What is outstanding in each currency. @param {{ row: Api.FollowUpRow }} props */
export const Sums = ({ row }) =>
  row.sums.map(
    (sum) => html`<div key=${sum.currency}>
      <${Money} amount=${sum.amount} currency=${sum.currency} /></div>`,
  );

/** Who is asked about single items alone. @param {Api.FollowUpRow} row */
function alsoAsked({ awaited, resolver }) {
  return awaited
    .filter((one) => one.userID !== resolver?.userID)
    .map((one) => one.name)
    .join(", ");
}

/** @type {import("../ui/table.js").Column<Api.FollowUpRow>[]} */
const columns = [
  {
    label: "Dispute follow-up",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<a href=${to.followUp(row.followUpID)}>${row.customerName}</a>
        <small class="clip">${aboutText(row)}</small>`,
  },
  {
    label: "Due",
    tight: true,
    cell: (row) => html`<div class="day"><${When} row=${row} /></div>
      <small>${dayText(row.dueDate)}</small>
      ${
        row.isUnconfirmed &&
        html`<small><${Badge} tone="amber" icon="Mail">Sent or not?<//></small>`
      }`,
  },
  {
    label: "Outstanding",
    end: true,
    tight: true,
    cell: (row) =>
      html`<${Sums} row=${row} />
        <small>${row.items === 1 ? "1 item" : `${countText(row.items)} items`}</small>`,
  },
  {
    label: "Waits for",
    tight: true,
    cell: (row) =>
      row.waitingFor && html`<${Mover} waitingFor=${row.waitingFor} since=${row.waitingSince} />`,
  },
  {
    label: "Resolver",
    name: true,
    cell: (row) =>
      html`${row.resolver?.name ?? (alsoAsked(row) ? "" : html`<${None} />`)}
        ${alsoAsked(row) && html`<small>asked for items: ${alsoAsked(row)}</small>`}
        ${row.unanswered > 0 && html`<small>chased ${timesText(row.unanswered)}</small>`}
        ${
          row.lostResolvers.length > 0 &&
          html`<small><${Badge} tone="amber" icon="UserRound">Name another<//></small>`
        }`,
  },
];
