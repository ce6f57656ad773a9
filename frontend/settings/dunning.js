/** How customers are reminded: the levels, and what holds for all of them (CO-20, CO-32, CO-38). */

import { useEdits } from "../base/edits.js";
import { fieldText } from "../base/format.js";
import { useEffect } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { Button, IconButton } from "../ui/button.js";
import { Check, readMoney, SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";

const MOST_LEVELS = 9;
const mails = [
  { value: "reminderFirst", label: "First reminder" },
  { value: "reminderSecond", label: "Second reminder" },
  { value: "reminderFinal", label: "Final notice" },
];
const STANDARD = {
  credits: "net",
  restDays: "5",
  sendFrom: "08:00",
  sendUntil: "20:00",
  automatic: false,
  interestRate: "",
  dayCount: "actual/365",
  interestMinimum: "",
  forgetsCharges: false,
};
const fields = {
  "/value/0/restDays": "dunning-rest",
  "/value/0/sendFrom": "dunning-from",
  "/value/0/sendUntil": "dunning-until",
  "/value/0/interestRate": "dunning-rate",
  "/value/0/interestMinimum": "dunning-least",
};

export const Dunning = () => html`<div class="column"><${Levels} /><${Terms} /></div>`;

/**
 * A setting that is edited as texts and saved as rows.
 * @template T
 * @param {string} name @param {(rows: any[]) => T} textsOf @param {(texts: T) => unknown[]} rowsOf
 * @param {string} told once it is saved
 */
function useSetting(name, textsOf, rowsOf, told) {
  const load = useLoad(`/setting/${name}`);
  const edited = useEdits(
    `setting.${name}`,
    textsOf(/** @type {any[]} */ (load.data?.value ?? [])),
    load.data?.version,
  );
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const save = async () => {
    const data = await carryOut({
      method: "PUT",
      path: `/setting/${name}`,
      body: { value: rowsOf(edited.value) },
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({ tone: "green", text: told });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  return { load, edited, busy, problem, save, newer };
}

/** A number as it was typed, or the text that is none. @param {string} text */
const numberIn = (text) => (/^\d+$/.test(text.trim()) ? Number(text) : text);

/** Least amounts as a text: *10.00 EUR, 12.00 USD*. @param {Record<string, number>} minimum */
const minimumText = (minimum) =>
  Object.entries(minimum)
    .map(([currency, amount]) => `${fieldText(amount, currency)} ${currency}`)
    .join("; ");

/** What such a text says, or null. @param {string} text */
function minimumIn(text) {
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const part of text.split(";").filter((one) => one.trim())) {
    const [, amount, currency] = /^\s*(.+?)\s*([A-Z]{3})\s*$/.exec(part) ?? [];
    const read = currency ? readMoney(amount, currency) : {};
    if (!("value" in read)) return null;
    found[currency] = read.value;
  }
  return found;
}

/**
 * @typedef {{ label: string, graceDays: string, apartDays: string, templateID: string,
 *   minimum: string, fee: string }} LevelTexts
 */

/** @param {any[]} rows @returns {LevelTexts[]} */
const levelTexts = (rows) =>
  rows.map(({ label, graceDays, apartDays, templateID, minimum = {}, fee = {} }) => ({
    label,
    graceDays: String(graceDays),
    apartDays: String(apartDays),
    templateID,
    minimum: minimumText(minimum),
    fee: minimumText(fee),
  }));

/** @param {LevelTexts[]} texts */
const levelRows = (texts) =>
  texts.map(({ label, graceDays, apartDays, templateID, minimum, fee }) => {
    const least = minimumIn(minimum) ?? {};
    const charged = minimumIn(fee) ?? {};
    return {
      label,
      graceDays: numberIn(graceDays),
      apartDays: numberIn(apartDays),
      templateID,
      ...(Object.keys(least).length > 0 ? { minimum: least } : {}),
      ...(Object.keys(charged).length > 0 ? { fee: charged } : {}),
    };
  });

function Levels() {
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
      },
    ]);
  const isWrong = rows.some(
    (row) => !row.label.trim() || minimumIn(row.minimum) === null || minimumIn(row.fee) === null,
  );
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="Levels of reminders"><div class="column form">
      <p class="hint">An item comes to the next level with each letter that names it. Without a
        level, the standard ones hold.</p>
      <${RefusedSave} problem=${problem} what="the levels" onNewer=${newer} />
      ${rows.map(
        (row, at) => html`<fieldset class="column" key=${at}><legend>Level ${at + 1}
          <${IconButton} icon="Trash2" label=${`Remove level ${at + 1}`}
            onClick=${() => set(rows.filter((_, index) => index !== at))} /></legend>
          <div class="row-fields"><${TextField} label="Name" value=${row.label} maxlength=${80}
            onInput=${(/** @type {string} */ label) => change(at, { label })} />
          <${SelectField} label="Mail" value=${row.templateID} options=${mails}
            onInput=${(/** @type {string} */ templateID) => change(at, { templateID })} /></div>
          <div class="row-fields"><${TextField} label="Days of grace" inputmode="numeric"
            hint="After the due date." value=${row.graceDays} maxlength=${3}
            onInput=${(/** @type {string} */ graceDays) => change(at, { graceDays })} />
          <${TextField} label="Days apart" inputmode="numeric" hint="After the reminder before it."
            value=${row.apartDays} maxlength=${3}
            onInput=${(/** @type {string} */ apartDays) => change(at, { apartDays })} /></div>
          <${TextField} label="Least amounts" value=${row.minimum} maxlength=${400}
            hint="By currency, for example 10 EUR; 12 USD. Less than that is not asked for."
            error=${
              minimumIn(row.minimum) === null
                ? "An amount and a currency each, for example 10 EUR; 12 USD."
                : null
            }
            onInput=${(/** @type {string} */ minimum) => change(at, { minimum })} />
          <${TextField} label="Fees" value=${row.fee} maxlength=${400}
            hint="By currency what a letter of this level charges; without one nothing."
            error=${
              minimumIn(row.fee) === null
                ? "An amount and a currency each, for example 5 EUR; 6 USD."
                : null
            }
            onInput=${(/** @type {string} */ fee) => change(at, { fee })} /></fieldset>`,
      )}
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} icon="Plus" onClick=${add}
        why=${
          rows.length >= MOST_LEVELS ? `There are ${MOST_LEVELS} levels at most.` : null
        }>Add a level<//>
      <${Button} look="primary" busy=${busy} onClick=${save} name="save-levels"
        why=${
          isWrong ? "Give every level a name, and mend the amounts." : null
        }>Save<//></div></div><//>`}<//>`;
}

/** @param {any[]} rows */
const termTexts = ([row]) => ({
  ...STANDARD,
  ...row,
  restDays: String(row?.restDays ?? STANDARD.restDays),
  interestRate: row?.interestRate ? String(row.interestRate) : "",
  interestMinimum: minimumText(row?.interestMinimum ?? {}),
});

/** @param {typeof STANDARD} texts */
const termRows = ({ interestRate, interestMinimum, ...texts }) => {
  const least = minimumIn(interestMinimum) ?? {};
  return [
    {
      ...texts,
      restDays: numberIn(texts.restDays),
      ...(interestRate.trim() ? { interestRate: interestRate.trim().replace(",", ".") } : {}),
      ...(Object.keys(least).length > 0 ? { interestMinimum: least } : {}),
    },
  ];
};

function Terms() {
  const { load, edited, busy, problem, save, newer } = useSetting(
    "dunning",
    termTexts,
    termRows,
    "How customers are reminded is saved.",
  );
  const terms = /** @type {typeof STANDARD} */ (edited.value);
  const set = (/** @type {Partial<typeof STANDARD>} */ part) => edited.set({ ...terms, ...part });
  const errorAt = (/** @type {string} */ id) =>
    problem?.errors.find((error) => /** @type {any} */ (fields)[error.pointer ?? ""] === id)
      ?.detail ?? null;
  const field = (/** @type {string} */ id) => ({ id, error: errorAt(id) });
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="All reminders"><div class="column form">
      <${RefusedSave} problem=${problem} fields=${fields} what="how customers are reminded"
        onNewer=${newer} />
      <${SelectField} label="Credits and unallocated payments" value=${terms.credits}
        options=${[
          { value: "net", label: "Are taken off what is asked for, the oldest item first" },
          { value: "nameBoth", label: "Are named beside it" },
        ]}
        hint="Where they cover all of it, no letter goes in either case."
        onInput=${(/** @type {string} */ credits) => set({ credits })} />
      <${TextField} ...${field("dunning-rest")} label="Business days after a dispute"
        hint="So long an item rests once its dispute has ended, unless somebody chooses it."
        inputmode="numeric" maxlength=${2} value=${terms.restDays}
        onInput=${(/** @type {string} */ restDays) => set({ restDays })} />
      <div class="row-fields"><${TextField} ...${field("dunning-from")} type="time"
        label="Sent from" value=${terms.sendFrom}
        onInput=${(/** @type {string} */ sendFrom) => set({ sendFrom })} />
      <${TextField} ...${field("dunning-until")} type="time" label="Sent until"
        hint="In the customer's time zone; the same twice is the whole day."
        value=${terms.sendUntil}
        onInput=${(/** @type {string} */ sendUntil) => set({ sendUntil })} /></div>
      <div class="row-fields"><${TextField} ...${field("dunning-rate")}
        label="Interest, percent a year"
        hint="On what is late of an invoice itself; without it none." inputmode="decimal"
        maxlength=${8} value=${terms.interestRate}
        onInput=${(/** @type {string} */ interestRate) => set({ interestRate })} />
      <${SelectField} label="Days of interest" value=${terms.dayCount}
        options=${[
          { value: "actual/365", label: "Actual days, of 365" },
          { value: "actual/360", label: "Actual days, of 360" },
          { value: "30/360", label: "Months of 30 days, of 360" },
        ]}
        onInput=${(/** @type {string} */ dayCount) => set({ dayCount })} /></div>
      <${TextField} ...${field("dunning-least")} label="Least interest"
        value=${terms.interestMinimum}
        hint="By currency, for example 2 EUR. Less than that is not charged, and grows on."
        maxlength=${400}
        onInput=${(/** @type {string} */ interestMinimum) => set({ interestMinimum })} />
      <${Check} label="Forget fees and interest once the invoice itself is paid"
        checked=${terms.forgetsCharges}
        onInput=${(/** @type {boolean} */ forgetsCharges) => set({ forgetsCharges })} />
      <${Check} label="Remind customers without anybody asking for it" checked=${terms.automatic}
        onInput=${(/** @type {boolean} */ automatic) => set({ automatic })} />
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} look="primary" busy=${busy} onClick=${save}
        name="save-terms">Save<//></div></div><//>`}<//>`;
}
