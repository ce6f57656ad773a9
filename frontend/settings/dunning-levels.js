/** The levels of reminders: how late an item is, by which mail, for which fee (CO-32, CO-39). */

import { html } from "../base/html.js";
import { Button, IconButton } from "../ui/button.js";
import { errorsByField, FieldErrors, SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";
import { numberIn } from "./collections.js";
import {
  labelsError,
  labelsIn,
  labelsText,
  minimumError,
  minimumIn,
  minimumText,
  useSetting,
} from "./dunning-texts.js";

const MOST_LEVELS = 9;
const mails = [
  { value: "reminderFirst", label: "First reminder" },
  { value: "reminderSecond", label: "Second reminder" },
  { value: "reminderFinal", label: "Final notice" },
];

const NAMES = ["label", "graceDays", "apartDays", "templateID", "minimum", "fee", "labels"];

/** @param {number} at @param {string} name */
const idOf = (at, name) => `level-${at}-${name}`;

/** Pointer of a refusal → id of the field. @param {number} count */
const fieldsOf = (count) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) =>
      NAMES.map((name) => [`/value/${at}/${name}`, idOf(at, name)]),
    ).flat(),
  );

/**
 * @typedef {{ label: string, graceDays: string, apartDays: string, templateID: string,
 *   minimum: string, fee: string, labels: string }} LevelTexts
 */

/** @param {Api.DunningLevelView[]} rows @returns {LevelTexts[]} */
const levelTexts = (rows) =>
  rows.map(({ label, graceDays, apartDays, templateID, minimum = {}, fee = {}, labels = {} }) => ({
    label,
    graceDays: String(graceDays),
    apartDays: String(apartDays),
    templateID,
    minimum: minimumText(minimum),
    fee: minimumText(fee),
    labels: labelsText(labels),
  }));

/** @param {LevelTexts[]} texts */
const levelRows = (texts) =>
  texts.map(({ label, graceDays, apartDays, templateID, minimum, fee, labels }) => {
    const least = minimumIn(minimum) ?? {};
    const charged = minimumIn(fee) ?? {};
    const called = labelsIn(labels) ?? {};
    return {
      label,
      graceDays: numberIn(graceDays),
      apartDays: numberIn(apartDays),
      templateID,
      ...(Object.keys(least).length > 0 ? { minimum: least } : {}),
      ...(Object.keys(charged).length > 0 ? { fee: charged } : {}),
      ...(Object.keys(called).length > 0 ? { labels: called } : {}),
    };
  });

export function Levels() {
  const { load, edited, busy, problem, save, newer } = useSetting(
    "dunningLevels",
    levelTexts,
    levelRows,
    "The levels of reminders are saved.",
  );
  const { value: rows, set } = edited;
  const change = (/** @type {number} */ at, /** @type {Partial<LevelTexts>} */ part) =>
    set(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const add = () =>
    set([
      ...rows,
      {
        label: "",
        graceDays: rows.at(-1)?.graceDays ?? "0",
        apartDays: "7",
        templateID: "reminderFinal",
        minimum: "",
        fee: "",
        labels: "",
      },
    ]);
  const isWrong = rows.some(
    (row) =>
      !row.label.trim() ||
      [minimumIn(row.minimum), minimumIn(row.fee), labelsIn(row.labels)].includes(null),
  );
  const why = isWrong ? "Give every level a name, and mend the amounts and names." : null;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!why) save();
  };
  const fields = fieldsOf(rows.length);
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="Levels of reminders"><form class="column" novalidate
      onSubmit=${submit}>
      <p class="hint">An item comes to the next level with each letter that names it. Without a
        level, the standard ones hold.</p>
      <${RefusedSave} problem=${problem} fields=${fields} what="the levels" onNewer=${newer} />
      <${FieldErrors.Provider} value=${errorsByField(problem, fields)}>${rows.map(
        (row, at) => html`<fieldset class="column" key=${at}><legend>Level ${at + 1}
          <${IconButton} icon="Trash2" label=${`Remove level ${at + 1}`}
            onClick=${() => set(rows.filter((_, index) => index !== at))} /></legend>
          <div class="row-fields"><${TextField} id=${idOf(at, "label")} label="Name"
            value=${row.label} maxlength=${80}
            onInput=${(/** @type {string} */ label) => change(at, { label })} />
          <${SelectField} id=${idOf(at, "templateID")} label="Mail"
            value=${row.templateID} options=${mails}
            onInput=${(/** @type {string} */ templateID) => change(at, { templateID })} />
          <${TextField} id=${idOf(at, "graceDays")} label="Days of grace"
            inputmode="numeric" hint="After the due date." value=${row.graceDays} maxlength=${3}
            onInput=${(/** @type {string} */ graceDays) => change(at, { graceDays })} />
          <${TextField} id=${idOf(at, "apartDays")} label="Days apart"
            inputmode="numeric" hint="After the reminder before it."
            value=${row.apartDays} maxlength=${3}
            onInput=${(/** @type {string} */ apartDays) => change(at, { apartDays })} /></div>
          <${TextField} id=${idOf(at, "labels")} label="Names in other languages"
            value=${row.labels} maxlength=${4500} rows=${3}
            hint="What letters in a language call it, one a line, for example de: Mahnung. Other
              letters have the name above."
            error=${labelsError(row.labels)}
            onInput=${(/** @type {string} */ labels) => change(at, { labels })} />
          <div class="row-fields"><${TextField} id=${idOf(at, "minimum")} label="Least amounts"
            value=${row.minimum} maxlength=${400}
            hint="By currency, for example 10 EUR; 12 USD. Less than that is not asked for."
            error=${minimumError(row.minimum, "10 EUR; 12 USD")}
            onInput=${(/** @type {string} */ minimum) => change(at, { minimum })} />
          <${TextField} id=${idOf(at, "fee")} label="Fees" value=${row.fee} maxlength=${400}
            hint="By currency, what a letter of this level charges, such as 5 EUR. Empty: nothing."
            error=${minimumError(row.fee, "5 EUR; 6 USD")}
            onInput=${(/** @type {string} */ fee) => change(at, { fee })} /></div></fieldset>`,
      )}<//>
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} icon="Plus" onClick=${add}
        why=${
          rows.length >= MOST_LEVELS ? `There are ${MOST_LEVELS} levels at most.` : null
        }>Add a level<//>
      <${Button} type="submit" look="primary" busy=${busy} name="save-levels"
        why=${why}>Save<//></div></form><//>`}<//>`;
}
