/** How far ahead customers promise to pay, and how strictly that is judged (CO-21, CO-22). */
import { html } from "../base/html.js";
import { TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { errorAt, numberIn, Save, useRows } from "./collections.js";

const UNSET = { maxDays: 30, toleranceDays: 2 };
const fields = {
  "/value/0/maxDays": "promise-days",
  "/value/0/toleranceDays": "promise-tolerance",
};

export function PromiseTerms() {
  const of = useRows(
    "promises",
    (row) => row,
    (row) => ({
      maxDays: numberIn(String(row.maxDays)),
      toleranceDays: numberIn(String(row.toleranceDays)),
    }),
    "How promises to pay are judged is saved; those that were given stay as they are.",
  );
  const typed = { ...UNSET, ...of.rows[0] };
  const set = (/** @type {Partial<typeof typed>} */ part) => of.edited.set([{ ...typed, ...part }]);
  return html`<${Loaded} of=${of.load} kind="text">${() => html`<${Section}
    title="Promises to pay"><form class="column" onSubmit=${of.save} novalidate>
    <p class="hint">A promise for a weekend or holiday is due on the next business day of the
      customer's country.</p>
    <${RefusedSave} problem=${of.problem} fields=${fields} what="how promises are judged"
      onNewer=${of.newer} />
    <div class="split"><${TextField} id="promise-days"
      label="Days ahead that can be promised at most"
      inputmode="numeric" maxlength=${3} hint="A whole number from 1 to 365."
      value=${String(typed.maxDays)} error=${errorAt(of, "/0/maxDays")}
      onInput=${(/** @type {string} */ maxDays) => set({ maxDays })} />
    <${TextField} id="promise-tolerance" label="Business days of tolerance after the due day"
      inputmode="numeric" maxlength=${2} hint="A payment until then still keeps it; from 0 to 30."
      value=${String(typed.toleranceDays)} error=${errorAt(of, "/0/toleranceDays")}
      onInput=${(/** @type {string} */ toleranceDays) => set({ toleranceDays })} /></div>
    <${Save} of=${of} name="promises" /></form><//>`}<//>`;
}
