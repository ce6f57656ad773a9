/** When the company works: the hours by which answers are due. */

import { useEdits } from "../base/edits.js";
import { locale } from "../base/format.js";
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { Button, IconButton } from "../ui/button.js";
import { Check, SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";
import { MoveTimes, movePointers } from "./move-times.js";

const STANDARD = {
  timeZone: "UTC",
  days: [1, 2, 3, 4, 5],
  from: "09:00",
  to: "17:00",
  holidays: /** @type {string[]} */ ([]),
  movesWithin: /** @type {import("./move-times.js").Times} */ ({}),
};
const own = {
  "/value/0/timeZone": "hours-zone",
  "/value/0/from": "hours-from",
  "/value/0/to": "hours-to",
  "/value/0/days": "hours-days",
  "/value/0/holidays": "hours-holiday",
};

/** The name of a weekday, Monday being 1. @param {number} day */
const dayName = (day) =>
  new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" }).format(
    new Date(Date.UTC(2024, 0, day)),
  );

export function Hours() {
  const load = useLoad("/setting/businessHours");
  const edited = useEdits(
    "setting.businessHours",
    { ...STANDARD, ...load.data?.value[0] },
    load.data?.version,
  );
  const hours = /** @type {typeof STANDARD} */ (edited.value);
  const [holiday, setHoliday] = useState("");
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const fields = { ...own, ...movePointers(load.data?.movesWithin) };
  const set = (/** @type {Partial<typeof STANDARD>} */ part) => edited.set({ ...hours, ...part });
  const errorAt = (/** @type {string} */ id) =>
    problem?.errors.find(
      (error) => /** @type {Record<string, string>} */ (fields)[error.pointer ?? ""] === id,
    )?.detail ?? null;
  const tick = (/** @type {number} */ day, /** @type {boolean} */ on) =>
    set({ days: (on ? [...hours.days, day] : hours.days.filter((other) => other !== day)).sort() });
  const addHoliday = () => {
    set({ holidays: [...new Set([...hours.holidays, holiday])].sort() });
    setHoliday("");
  };
  const save = async () => {
    const { movesWithin, ...rest } = hours;
    const isSet = Object.keys(movesWithin ?? {}).length > 0;
    const body = { value: [isSet ? hours : rest] };
    const data = await carryOut({
      method: "PUT",
      path: "/setting/businessHours",
      body,
      version: edited.version,
    });
    if (!data) return;
    load.put({ ...load.data, ...data });
    edited.discard();
    notify({ tone: "green", text: "The business hours are saved." });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  const zones = [...new Set(["UTC", hours.timeZone, ...Intl.supportedValuesOf("timeZone")])];
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="Business hours"><div class="column form">
      <p class="hint">Answers are due after so many of these hours, and the time that each party
        takes is counted in them.${
          load.data?.value.length === 0
            ? " These are the standard ones, until others are saved."
            : ""
        }</p>
      <${RefusedSave} problem=${problem} fields=${fields} what="the business hours"
        onNewer=${newer} />
      <${SelectField} id="hours-zone" label="Time zone" value=${hours.timeZone}
        error=${errorAt("hours-zone")}
        options=${zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
        onInput=${(/** @type {string} */ timeZone) => set({ timeZone })} />
      <fieldset class="ticks" id="hours-days" tabindex="-1"><legend>Working days</legend>
      ${[1, 2, 3, 4, 5, 6, 7].map(
        (day) => html`<${Check} key=${day} label=${dayName(day)} checked=${hours.days.includes(day)}
          onInput=${(/** @type {boolean} */ on) => tick(day, on)} />`,
      )}</fieldset>
      <div class="row-fields"><${TextField} id="hours-from" type="time" label="From"
        value=${hours.from} error=${errorAt("hours-from")}
        onInput=${(/** @type {string} */ from) => set({ from })} />
      <${TextField} id="hours-to" type="time" label="To" value=${hours.to}
        error=${errorAt("hours-to")} onInput=${(/** @type {string} */ to) => set({ to })} /></div>
      <div><h3>Holidays</h3><ul class="plain days">
      ${hours.holidays.map(
        (day) => html`<li key=${day}><time datetime=${day}>${longDay(day)}</time>
          <${IconButton} icon="Trash2" label=${`Remove ${longDay(day)}`}
            onClick=${() =>
              set({ holidays: hours.holidays.filter((other) => other !== day) })} /></li>`,
      )}
      <li><${TextField} id="hours-holiday" type="date" label="Another holiday" value=${holiday}
        error=${errorAt("hours-holiday")} onInput=${setHoliday} /><${Button} icon="Plus"
          why=${holiday ? null : "Choose a day first."} onClick=${addHoliday}
          name="add-holiday">Add<//></li></ul></div>
      <${MoveTimes} standard=${load.data?.movesWithin ?? {}} set=${hours.movesWithin ?? {}}
        errorAt=${errorAt}
        onInput=${(/** @type {typeof hours.movesWithin} */ movesWithin) => set({ movesWithin })} />
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} look="primary" busy=${busy}
        why=${hours.days.length === 0 ? "Choose at least one working day." : null} onClick=${save}
        name="save">Save<//></div></div><//>`}<//>`;
}

/** @param {string} day */
const longDay = (day) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
