/** A row of the decision table: when it applies, and what follows (CK-14). */
import { listText } from "../base/format.js";
import { html } from "../base/html.js";
import { facts } from "../orders/words.js";
import { Button, IconButton } from "../ui/button.js";
import { Check, SelectField, TextField } from "../ui/field.js";
import { Badge } from "../ui/text.js";

/**
 * @typedef {Record<string, string[]>} Case what facts are; one that is not named may be anything
 * @typedef {{ resolves: boolean, payout: string, fine: boolean, flag: boolean, hold: boolean,
 *   countsAgainst: boolean, internalNote: boolean, escalatesTo?: string | null }} Effects
 * @typedef {{ rowID: string, label: string, cases: Case[], effects: Effects }} Row
 */

/**
 * @type {{ name: "resolves" | "fine" | "flag" | "hold" | "countsAgainst" | "internalNote",
 *   label: string, short: string }[]}
 */
const ticks = [
  { name: "resolves", label: "Resolves the dispute", short: "resolved" },
  { name: "fine", label: "Fines the vendor", short: "fine" },
  { name: "flag", label: "Flags the vendor", short: "flag" },
  { name: "hold", label: "Puts the vendor on hold", short: "hold" },
  {
    name: "countsAgainst",
    label: "Counts against the vendor, by the repeat rule",
    short: "counts against it",
  },
  { name: "internalNote", label: "Needs an internal note", short: "internal note" },
];

const PAYOUTS = [
  { value: "none", label: "Nothing" },
  { value: "balance", label: "What is left of the claim" },
];
const ROLES = [
  { value: "", label: "Nobody" },
  { value: "manager", label: "The manager" },
  { value: "finance", label: "Finance" },
];

/** What follows, in few words. @param {Effects} effects */
function told(effects) {
  const words = [
    ...(effects.payout === "balance" ? ["payout"] : []),
    ...ticks.filter(({ name }) => effects[name]).map(({ short }) => short),
    ...(effects.escalatesTo ? [`${effects.escalatesTo} decides`] : []),
  ];
  return words.length > 0 ? listText(words) : "nothing follows";
}

/** @param {{ row: Row, at: number, onChange: (row: Row) => void, onRemove: () => void }} props */
export function DecisionRow({ row, at, onChange, onRemove }) {
  const { effects, cases } = row;
  const follow = (/** @type {Partial<Effects>} */ part) =>
    onChange({ ...row, effects: { ...effects, ...part } });
  const setCase = (/** @type {number} */ place, /** @type {Case} */ next) =>
    onChange({ ...row, cases: cases.map((one, index) => (index === place ? next : one)) });
  return html`<details open=${!row.label}><summary><strong>${row.label || "A new row"}</strong>
    <small class="muted"> ${told(effects)}</small></summary>
    <div class="column">
      <${TextField} label="What it means" value=${row.label} maxlength=${200}
        onInput=${(/** @type {string} */ label) => onChange({ ...row, label })} />
      ${cases.map(
        (one, place) => html`<${CaseFields} key=${place} of=${one} row=${at} place=${place}
          many=${cases.length > 1}
          onChange=${(/** @type {Case} */ next) => setCase(place, next)}
          onRemove=${() =>
            onChange({ ...row, cases: cases.filter((_, index) => index !== place) })} />`,
      )}
      <div class="actions"><${Button} icon="Plus"
        onClick=${() => onChange({ ...row, cases: [...cases, {}] })}>Or also when<//></div>
      <fieldset class="ticks"><legend>What follows</legend>${ticks.map(
        ({ name, label }) => html`<${Check} key=${name} name=${`${row.rowID}-${name}`}
          label=${label} checked=${effects[name]}
          onInput=${(/** @type {boolean} */ on) => follow({ [name]: on })} />`,
      )}</fieldset>
      <div class="split"><${SelectField} label="The platform pays" value=${effects.payout}
        options=${PAYOUTS} onInput=${(/** @type {string} */ payout) => follow({ payout })} />
      <${SelectField} label="Who decides instead" value=${effects.escalatesTo ?? ""}
        options=${ROLES}
        onInput=${(/** @type {string} */ role) => follow({ escalatesTo: role || null })} /></div>
      <div class="actions"><${Button} icon="Trash2" onClick=${onRemove}>Remove the row<span
        class="hidden"> ${row.label}</span><//></div>
    </div></details>`;
}

/**
 * @param {{ of: Case, row: number, place: number, many: boolean, onChange: (next: Case) => void,
 *   onRemove: () => void }} props
 */
function CaseFields({ of, row, place, many, onChange, onRemove }) {
  const tick = (
    /** @type {string} */ fact,
    /** @type {string} */ value,
    /** @type {boolean} */ on,
  ) => {
    const chosen = on
      ? [...(of[fact] ?? []), value]
      : (of[fact] ?? []).filter((other) => other !== value);
    const { [fact]: _, ...others } = of;
    onChange(chosen.length > 0 ? { ...others, [fact]: chosen } : others);
  };
  return html`<fieldset class="column"><legend>${place === 0 ? "It applies when" : "Or when"}
    ${
      many &&
      html` <${IconButton} icon="Trash2" label=${`Remove condition ${place + 1} of row ${row}`}
        onClick=${onRemove} />`
    }</legend>
    <p class="hint">Where nothing is ticked, it may be anything.</p>
    <div class="split">${Object.entries(facts).map(
      ([fact, { label, values }]) => html`<fieldset class="ticks" key=${fact}><legend>${label}
        ${!of[fact] && html` <${Badge} tone="grey">any<//>`}</legend>${Object.entries(values).map(
          ([value, words]) => html`<${Check} key=${value}
            name=${`${row}-${place}-${fact}-${value}`} label=${words}
            checked=${of[fact]?.includes(value) ?? false}
            onInput=${(/** @type {boolean} */ on) => tick(fact, value, on)} />`,
        )}</fieldset>`,
    )}</div></fieldset>`;
}
