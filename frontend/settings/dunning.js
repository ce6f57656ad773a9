/** How customers are reminded: the levels, and what holds for all of them (CO-20, CO-38, CO-39). */

import { html } from "../base/html.js";
import { Button } from "../ui/button.js";
import { Check, SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";
import { numberIn } from "./collections.js";
import { Levels } from "./dunning-levels.js";
import { minimumError, minimumIn, minimumText, useSetting } from "./dunning-texts.js";

const STANDARD = {
  credits: "net",
  restDays: "5",
  sendFrom: "08:00",
  sendUntil: "20:00",
  automatic: false,
  businessDays: false,
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

/** @param {Api.DunningRowView[]} rows */
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

/** @param {string} text */
const rateError = (text) =>
  /^(\d{1,3}([.,]\d{1,4})?)?$/.test(text.trim()) ? null : "A number such as 9.5.";

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
    problem?.errors.find(
      (error) => /** @type {Record<string, string>} */ (fields)[error.pointer ?? ""] === id,
    )?.detail ?? null;
  const field = (/** @type {string} */ id, /** @type {string | null} */ typed = null) => ({
    id,
    error: typed ?? errorAt(id),
  });
  const wrong = [rateError(terms.interestRate), minimumError(terms.interestMinimum, "2 EUR")];
  const why = wrong.some(Boolean) ? "Mend the interest first." : null;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!why) save();
  };
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="All reminders"><form class="column" novalidate
      onSubmit=${submit}>
      <${RefusedSave} problem=${problem} fields=${fields} what="how customers are reminded"
        onNewer=${newer} />
      <${Check} label="Remind customers without anybody asking for it" checked=${terms.automatic}
        onInput=${(/** @type {boolean} */ automatic) => set({ automatic })} />
      <div class="row-fields"><${SelectField} label="Credits and unallocated payments"
        value=${terms.credits}
        options=${[
          { value: "net", label: "Are taken off what is asked for, the oldest item first" },
          { value: "nameBoth", label: "Are named beside it" },
        ]}
        hint="Where they cover all of it, no letter goes in either case."
        onInput=${(/** @type {string} */ credits) => set({ credits })} />
      <${TextField} ...${field("dunning-rest")} label="Business days after a dispute"
        hint="So long an item rests once its dispute has ended, unless somebody chooses it."
        inputmode="numeric" maxlength=${2} value=${terms.restDays}
        onInput=${(/** @type {string} */ restDays) => set({ restDays })} /></div>
      <div class="row-fields"><${TextField} ...${field("dunning-from")} type="time"
        label="Sent from" value=${terms.sendFrom}
        onInput=${(/** @type {string} */ sendFrom) => set({ sendFrom })} />
      <${TextField} ...${field("dunning-until")} type="time" label="Sent until"
        hint="In the customer's time zone; the same twice is the whole day."
        value=${terms.sendUntil}
        onInput=${(/** @type {string} */ sendUntil) => set({ sendUntil })} />
      <${TextField} ...${field("dunning-rate", wrong[0])}
        label="Interest, percent a year"
        hint="On what is late of an invoice itself. Empty: none." inputmode="decimal"
        maxlength=${8} value=${terms.interestRate}
        onInput=${(/** @type {string} */ interestRate) => set({ interestRate })} />
      <${SelectField} label="Days of interest" value=${terms.dayCount}
        options=${[
          { value: "actual/365", label: "Actual days, of 365" },
          { value: "actual/360", label: "Actual days, of 360" },
          { value: "30/360", label: "Months of 30 days, of 360" },
        ]}
        onInput=${(/** @type {string} */ dayCount) => set({ dayCount })} />
      <${TextField} ...${field("dunning-least", wrong[1])} label="Least interest"
        value=${terms.interestMinimum}
        hint="By currency, for example 2 EUR. Less than that is not charged, and grows on."
        maxlength=${400}
        onInput=${(/** @type {string} */ interestMinimum) => set({ interestMinimum })} /></div>
      <${Check} label="Forget fees and interest once the invoice itself is paid"
        checked=${terms.forgetsCharges}
        onInput=${(/** @type {boolean} */ forgetsCharges) => set({ forgetsCharges })} />
      <${Check} label="Only on business days of the customer" checked=${terms.businessDays}
        onInput=${(/** @type {boolean} */ businessDays) => set({ businessDays })} />
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} type="submit" look="primary" busy=${busy} why=${why}
        name="save-terms">Save<//></div></form><//>`}<//>`;
}
