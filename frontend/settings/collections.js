/**
 * How open items are followed up: statuses, what is done about them, and chasing (DM-02, DM-05).
 */
import { useEdits } from "../base/edits.js";
import { useEffect } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { Button, IconButton } from "../ui/button.js";
import { Check, SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";

const CATEGORIES = [
  { value: "onGoing", label: "On going" },
  { value: "promiseToPay", label: "Promise to pay" },
  { value: "dispute", label: "Dispute: raises disputes" },
  { value: "disputeResolved", label: "Dispute resolved" },
  { value: "litigation", label: "Litigation" },
];
const TO_DOS = [
  { value: "reminder", label: "Remind the customer" },
  { value: "call", label: "Call the customer" },
  { value: "disputeFollowUp", label: "Follow up the dispute" },
];
const STANDARD_DAYS = 7;

export const Collections = () =>
  html`<div class="column"><${Statuses} /><${Models} /><${Chasing} /></div>`;

/**
 * A whole number where one was typed; the server says of anything else that it is none.
 * @param {string} text
 */
export const numberIn = (text) => (/^\d+$/.test(text.trim()) ? Number(text) : text.trim());

/** @param {string} kind */
const newID = (kind) => `${kind}-${crypto.randomUUID().slice(0, 8)}`;

/**
 * The rows of a setting as they are edited, and their saving.
 * @template Row
 * @param {string} name
 * @param {(row: any) => Row} typed a row of the setting as the form has it
 * @param {(row: Row) => unknown} kept and back
 * @param {string} told once they are saved
 */
export function useRows(name, typed, kept, told) {
  const load = useLoad(path`/setting/${name}`);
  const edited = useEdits(
    `setting.${name}`,
    /** @type {Row[]} */ ((load.data?.value ?? []).map(typed)),
    load.data?.version,
  );
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const { value: rows, set } = edited;
  return {
    load,
    edited,
    busy,
    problem,
    rows,
    add: (/** @type {Row} */ row) => set([...rows, row]),
    remove: (/** @type {number} */ at) => set(rows.filter((_, index) => index !== at)),
    change: (/** @type {number} */ at, /** @type {Partial<Row>} */ part) =>
      set(rows.map((row, index) => (index === at ? { ...row, ...part } : row))),
    save: async (/** @type {Event} */ event) => {
      event.preventDefault();
      const data = await carryOut({
        method: "PUT",
        path: path`/setting/${name}`,
        body: { value: rows.map(kept) },
        version: edited.version,
      });
      if (!data) return;
      load.put(data);
      edited.discard();
      notify({ tone: "green", text: told });
    },
    newer: () => {
      edited.discard();
      load.reload();
    },
  };
}

/**
 * @param {{ of: ReturnType<typeof useRows>, name: string, why?: string | null,
 *   children?: unknown }} props
 */
export const Save = ({ of, name, why = null, children }) =>
  html`<${Unsaved} of=${of.edited} /><div class="actions">${children}<${Button} type="submit"
    look="primary" busy=${of.busy} why=${why} name=${`save-${name}`}>Save<//></div>`;

/**
 * @param {{ problem: import("../base/http.js").Problem | null }} of
 * @param {string} pointer
 */
export const errorAt = (of, pointer) =>
  of.problem?.errors.find((error) => error.pointer === `/value${pointer}`)?.detail ?? null;

function Statuses() {
  const models = useLoad("/setting/followUpModels");
  const of = useRows(
    "itemStatuses",
    (row) => ({
      statusID: row.statusID,
      label: row.label,
      category: row.category,
      delayDays: String(row.delayDays ?? STANDARD_DAYS),
      modelID: String(row.modelID ?? ""),
      active: row.active !== false,
    }),
    ({ modelID, delayDays, ...row }) => ({
      ...row,
      delayDays: numberIn(delayDays),
      ...(modelID ? { modelID } : {}),
    }),
    "The statuses are saved. Items keep what they were called when they got theirs.",
  );
  const options = [
    { value: "", label: "None" },
    ...(models.data?.value ?? []).map((/** @type {Api.FollowUpModelView} */ model) => ({
      value: String(model.modelID),
      label: model.label,
    })),
  ];
  const fields = Object.fromEntries(
    of.rows.flatMap((_, at) =>
      ["label", "delayDays"].map((name) => [`/value/${at}/${name}`, `status-${name}-${at}`]),
    ),
  );
  return html`<${Loaded} of=${of.load} kind="text">${() => html`<${Section}
    title="Statuses of open items"><form class="column" onSubmit=${of.save} novalidate>
    <p class="hint">What open items can be said to be. A status keeps its category while items carry
      it; one that is not active is given to no more.</p>
    <${RefusedSave} problem=${of.problem} fields=${fields} what="the statuses"
      onNewer=${of.newer} />
    ${of.rows.map(
      (row, at) => html`<fieldset class="column" key=${row.statusID}><legend>
        ${row.label || "New status"} <${IconButton} icon="Trash2"
          label=${`Remove ${row.label || "the new status"}`}
          onClick=${() => of.remove(at)} /></legend>
        <div class="split"><${TextField} id=${`status-label-${at}`} label="Label" maxlength=${80}
          value=${row.label} error=${errorAt(of, `/${at}/label`)}
          onInput=${(/** @type {string} */ label) => of.change(at, { label })} />
        <${SelectField} label="Category" value=${row.category} options=${CATEGORIES}
          onInput=${(/** @type {string} */ category) => of.change(at, { category })} />
        <${TextField} id=${`status-delayDays-${at}`} label="Days until somebody looks again"
          inputmode="numeric" maxlength=${3} value=${row.delayDays}
          error=${errorAt(of, `/${at}/delayDays`)}
          onInput=${(/** @type {string} */ delayDays) => of.change(at, { delayDays })} />
        <${SelectField} label="What is done" value=${row.modelID} options=${options} of=${models}
          onInput=${(/** @type {string} */ modelID) => of.change(at, { modelID })} /></div>
        <${Check} label="Active" name=${`active-${row.statusID}`} checked=${row.active}
          onInput=${(/** @type {boolean} */ active) => of.change(at, { active })} /></fieldset>`,
    )}
    <${Save} of=${of} name="statuses"
      why=${of.rows.every((row) => row.label.trim()) ? null : "Give every status a label."}>
      <${Button} icon="Plus" name="add-status" onClick=${() =>
        of.add({
          statusID: newID("status"),
          label: "",
          category: "onGoing",
          delayDays: String(STANDARD_DAYS),
          modelID: "",
          active: true,
        })}>Add a status<//><//></form><//>`}<//>`;
}

function Models() {
  const same = (/** @type {Api.FollowUpModelView} */ row) => row;
  const of = useRows("followUpModels", same, same, "What is done about open items is saved.");
  return html`<${Loaded} of=${of.load} kind="text">${() => html`<${Section}
    title="What is done about open items"><form class="column" onSubmit=${of.save} novalidate>
    <p class="hint">Statuses suggest one of these. One that a status is linked to cannot be
      removed.</p>
    <${RefusedSave} problem=${of.problem} what="what is done" onNewer=${of.newer} />
    ${of.rows.map(
      (row, at) => html`<fieldset class="column" key=${row.modelID}><legend>
        ${row.label || "New one"} <${IconButton} icon="Trash2"
          label=${`Remove ${row.label || "the new one"}`} onClick=${() => of.remove(at)} /></legend>
        <div class="split"><${TextField} label="Label" maxlength=${80} value=${row.label}
          error=${errorAt(of, `/${at}/label`)}
          onInput=${(/** @type {string} */ label) => of.change(at, { label })} />
        <${SelectField} label="What to do" value=${row.toDo} options=${TO_DOS}
          onInput=${(/** @type {Api.FollowUpModelView["toDo"]} */ toDo) =>
            of.change(at, { toDo })} /></div></fieldset>`,
    )}
    <${Save} of=${of} name="models"
      why=${of.rows.every((row) => row.label.trim()) ? null : "Give every one a label."}>
      <${Button} icon="Plus" name="add-model"
        onClick=${() =>
          of.add({ modelID: newID("model"), label: "", toDo: "call" })}>Add one<//><//>
    </form><//>`}<//>`;
}

const UNSET = {
  chasesBeforeManager: 3,
  goesOn: true,
  sendFrom: "08:00",
  sendUntil: "18:00",
  maxDays: 30,
  maxPostponements: 3,
};
const chaseFields = {
  "/value/0/chasesBeforeManager": "chase-count",
  "/value/0/managerID": "chase-manager",
  "/value/0/sendFrom": "chase-from",
  "/value/0/sendUntil": "chase-until",
  "/value/0/maxDays": "chase-days",
  "/value/0/maxPostponements": "chase-postponements",
};

function Chasing() {
  const people = useLoad("/user?permission=dispute.read&limit=100");
  const of = useRows(
    "chasing",
    (row) => row,
    ({ managerID, ...row }) => ({
      ...row,
      chasesBeforeManager: numberIn(String(row.chasesBeforeManager)),
      maxDays: numberIn(String(row.maxDays)),
      maxPostponements: numberIn(String(row.maxPostponements ?? UNSET.maxPostponements)),
      ...(managerID ? { managerID } : {}),
    }),
    "How resolvers are chased is saved.",
  );
  const typed = { ...UNSET, managerID: "", ...of.rows[0] };
  const set = (/** @type {Partial<typeof typed>} */ part) => of.edited.set([{ ...typed, ...part }]);
  const options = [
    { value: "", label: "Nobody" },
    ...(people.data?.value ?? []).map((/** @type {Api.ColleagueView} */ person) => ({
      value: person.userID,
      label: person.name,
    })),
  ];
  return html`<${Loaded} of=${of.load} kind="text">${() => html`<${Section}
    title="Chasing resolvers"><form class="column" onSubmit=${of.save} novalidate>
    <p class="hint">A resolver is chased when the date of a dispute follow-up has come: on a
      business day, between these hours of the company.</p>
    <${RefusedSave} problem=${of.problem} fields=${chaseFields} what="how resolvers are chased"
      onNewer=${of.newer} />
    <div class="split"><${TextField} id="chase-from" label="From" type="time"
      value=${typed.sendFrom} error=${errorAt(of, "/0/sendFrom")}
      onInput=${(/** @type {string} */ sendFrom) => set({ sendFrom })} />
    <${TextField} id="chase-until" label="Until" type="time" value=${typed.sendUntil}
      error=${errorAt(of, "/0/sendUntil")}
      onInput=${(/** @type {string} */ sendUntil) => set({ sendUntil })} />
    <${TextField} id="chase-count" label="Chases without an answer until the manager is told"
      inputmode="numeric" maxlength=${2} value=${String(typed.chasesBeforeManager)}
      error=${errorAt(of, "/0/chasesBeforeManager")}
      onInput=${(/** @type {string} */ chasesBeforeManager) => set({ chasesBeforeManager })} />
    <${SelectField} id="chase-manager" label="Manager" value=${typed.managerID} options=${options}
      of=${people} hint="Of who has none under People; asked in place of who is away, too."
      error=${errorAt(of, "/0/managerID")}
      onInput=${(/** @type {string} */ managerID) => set({ managerID })} />
    <${TextField} id="chase-days" label="Days by which a resolver moves the date alone"
      inputmode="numeric" maxlength=${3} value=${String(typed.maxDays)}
      error=${errorAt(of, "/0/maxDays")}
      onInput=${(/** @type {string} */ maxDays) => set({ maxDays })} />
    <${TextField} id="chase-postponements" label="How often a resolver moves it alone"
      inputmode="numeric" maxlength=${2} value=${String(typed.maxPostponements)}
      hint="After that the collector decides, and starts the count anew."
      error=${errorAt(of, "/0/maxPostponements")}
      onInput=${(/** @type {string} */ maxPostponements) => set({ maxPostponements })} /></div>
    <${Check} label="Go on chasing once the manager was told" name="goes-on"
      checked=${typed.goesOn} onInput=${(/** @type {boolean} */ goesOn) => set({ goesOn })} />
    <${Save} of=${of} name="chasing" /></form><//>`}<//>`;
}
