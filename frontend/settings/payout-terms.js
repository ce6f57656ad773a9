/** Limits, clocks and fines of payout disputes (CK-11, PO-05, PO-20, PO-29, PO-33). */

import { useEdits } from "../base/edits.js";
import { useEffect, useMemo, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { Button, IconButton } from "../ui/button.js";
import { Radios, SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";
import { readTerms, termsOf } from "./payout-terms-draft.js";

/** @typedef {import("./payout-terms-draft.js").Typed} Typed */
/** @typedef {{ name: string, label: string, hint?: string }} Spec */

/** @type {{ title: string, specs: Spec[] }[]} */
const groups = [
  {
    title: "The vendor's answer",
    specs: [
      { name: "answerWithinHours", label: "Hours to answer", hint: "From when it is asked." },
      { name: "remindBeforeHours", label: "Hours before the deadline that it is reminded" },
      {
        name: "attempts",
        label: "Attempts before it counts as unreachable",
        hint: "Calls and messages that somebody wrote down.",
      },
    ],
  },
  {
    title: "The customer",
    specs: [
      { name: "acknowledgeWithinHours", label: "Hours to the acknowledgement" },
      { name: "settleWithinDays", label: "Days until it is settled", hint: "As it is promised." },
      {
        name: "closeAfterDays",
        label: "Days to object",
        hint: "After them, what is resolved is closed by itself.",
      },
    ],
  },
  {
    title: "Payouts and high value",
    specs: [
      {
        name: "payoutConfirmedWithinDays",
        label: "Days until a payout is confirmed",
        hint: "After them, Finance is told.",
      },
      {
        name: "highValueWindowDays",
        label: "Days over which claims are added up",
        hint: "Of one customer against one vendor: together they may be of high value.",
      },
    ],
  },
  {
    title: "How vendors stand",
    specs: [
      { name: "flagDays", label: "Days that a flag lasts" },
      { name: "holdDays", label: "Days that a hold lasts", hint: "Empty: until somebody ends it." },
      { name: "repeat/count", label: "Disputes against it that reduce its leads" },
      { name: "repeat/windowDays", label: "Days over which those are counted" },
      { name: "repeat/leadsPercent", label: "Per cent of its leads that it keeps" },
    ],
  },
];

const COUNTS = [
  { value: "clock", label: "Hours of the clock" },
  { value: "business", label: "Business hours" },
];
const PAST_FLOOR = [
  {
    value: "split",
    label: "Take what there is",
    hint: "The rest is owed, and taken from what comes in.",
  },
  {
    value: "refuse",
    label: "Refuse the decision",
    hint: "Nothing happens before the wallet can bear it.",
  },
];
const ASSIGNMENT = [
  { value: "leastLoaded", label: "Who has the fewest" },
  { value: "roundRobin", label: "One after the other" },
  { value: "byHand", label: "Nobody, until somebody takes it" },
];

const idOf = (/** @type {string} */ name) => `terms-${name.replace("/", "-")}`;
/** @type {Record<string, string>} */
const fixed = Object.fromEntries(
  groups.flatMap(({ specs }) => specs.map(({ name }) => [`/value/0/${name}`, idOf(name)])),
);

export function PayoutTerms() {
  const load = useLoad("/setting/payoutTerms");
  const saved = useMemo(() => termsOf(load.data?.value[0] ?? {}), [load.data]);
  const edited = useEdits("setting.payoutTerms", saved, load.data?.version);
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const typed = /** @type {Typed} */ (edited.value);
  const set = (/** @type {Partial<Typed>} */ part) => edited.set({ ...typed, ...part });
  const fields = {
    ...fixed,
    ...Object.fromEntries(
      typed.money.flatMap(({ currency }) => [
        [`/value/0/highValue/${currency}`, `terms-high-${currency}`],
        [`/value/0/fines/${currency}`, `terms-fine-${currency}`],
      ]),
    ),
  };
  const errorAt = (/** @type {string} */ id) =>
    problem?.errors.find(
      (error) => /** @type {Record<string, string>} */ (fields)[error.pointer ?? ""] === id,
    )?.detail ?? null;
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const data = await carryOut({
      method: "PUT",
      path: "/setting/payoutTerms",
      body: { value: [readTerms(typed)] },
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({
      tone: "green",
      text: "The terms are saved. Deadlines that run already stay as they were.",
    });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  return html`<${Loaded} of=${load} kind="text">${() => html`<form class="column" onSubmit=${save}
    novalidate>
    <${RefusedSave} problem=${problem} fields=${fields} what="the terms" onNewer=${newer} />
    ${groups.map(
      ({ title, specs }) => html`<${Section} key=${title} title=${title}><div class="split">
        ${specs.map(
          ({ name, label, hint }) => html`<${TextField} key=${name} id=${idOf(name)} label=${label}
            hint=${hint} inputmode="decimal" maxlength=${8} value=${typed.numbers[name]}
            error=${errorAt(idOf(name))}
            onInput=${(/** @type {string} */ text) =>
              set({ numbers: { ...typed.numbers, [name]: text } })} />`,
        )}</div><//>`,
    )}
    <${Money} money=${typed.money} errorAt=${errorAt}
      onChange=${(/** @type {Typed["money"]} */ money) => set({ money })} />
    <${Section} title="Rules"><div class="split">
      <${Radios} legend="Hours to answer are" name="counts" value=${typed.counts} options=${COUNTS}
        onInput=${(/** @type {string} */ counts) => set({ counts })} />
      <${Radios} legend="A fine that the wallet cannot bear" name="past-floor"
        value=${typed.pastFloor} options=${PAST_FLOOR}
        onInput=${(/** @type {string} */ pastFloor) => set({ pastFloor })} />
      <${Radios} legend="A new dispute goes to" name="assignment" value=${typed.assignment}
        options=${ASSIGNMENT}
        onInput=${(/** @type {string} */ assignment) => set({ assignment })} /></div><//>
    <${Unsaved} of=${edited} />
    <div class="actions"><${Button} type="submit" look="primary" busy=${busy} name="save">Save<//>
    </div></form>`}<//>`;
}

const FINES = [
  { value: "percent", label: "Per cent of the order's price" },
  { value: "amount", label: "An amount" },
];

/**
 * High value and fines, by currency.
 * @param {{ money: Typed["money"], errorAt: (id: string) => string | null,
 *   onChange: (money: Typed["money"]) => void }} props
 */
function Money({ money, errorAt, onChange }) {
  const [currency, setCurrency] = useState("");
  const change = (/** @type {number} */ at, /** @type {Partial<Typed["money"][0]>} */ part) =>
    onChange(money.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const add = () => {
    onChange([...money, { currency, high: "", fineBy: "percent", fine: "" }]);
    setCurrency("");
  };
  const isNew = /^[A-Z]{3}$/.test(currency) && !money.some((row) => row.currency === currency);
  return html`<${Section} title="High value and fines"><div class="column">
    <p class="hint">What is of high value needs Finance beside whoever decides. A currency that is
      not here knows no high value and no fines.</p>
    ${money.map(
      (row, at) => html`<fieldset class="column" key=${row.currency}><legend>
        ${row.currency} <${IconButton} icon="Trash2" label=${`Remove ${row.currency}`}
          onClick=${() => onChange(money.filter((_, index) => index !== at))} /></legend>
        <div class="split">
        <${TextField} id=${`terms-high-${row.currency}`} label="High value from" inputmode="decimal"
          hint="Empty: nothing is." value=${row.high} error=${errorAt(`terms-high-${row.currency}`)}
          onInput=${(/** @type {string} */ high) => change(at, { high })} />
        <${SelectField} label="A fine is" value=${row.fineBy} options=${FINES}
          onInput=${(/** @type {string} */ fineBy) => change(at, { fineBy })} />
        <${TextField} id=${`terms-fine-${row.currency}`} inputmode="decimal"
          label=${row.fineBy === "percent" ? "Per cent" : "Amount"} hint="Empty: no fine."
          value=${row.fine} error=${errorAt(`terms-fine-${row.currency}`)}
          onInput=${(/** @type {string} */ fine) => change(at, { fine })} /></div></fieldset>`,
    )}
    <div class="editable"><${TextField} label="Another currency" hint="Three letters."
      maxlength=${3} value=${currency}
      onInput=${(/** @type {string} */ text) => setCurrency(text.toUpperCase())} />
    <span></span><${Button} icon="Plus"
      why=${isNew ? null : "Enter a currency that is not here yet."}
      onClick=${add}>Add<//></div></div><//>`;
}
