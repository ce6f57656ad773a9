/**
 * The steps between a file and its import: how it was read, what its columns are, what would
 * change.
 */

import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { useEffect, useLayoutEffect, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { place, setQuery, withQuery } from "../base/router.js";
import { Button } from "../ui/button.js";
import { ErrorSummary, problemErrors, SelectField } from "../ui/field.js";
import { Banner } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { FileStep } from "./form.js";
import { ImportTerms, MapColumns } from "./map-columns.js";
import { fieldIDs, fitted, hasDays, openQuestions } from "./mapping.js";
import { Counts, Examples, Notes } from "./outcome.js";

/** @typedef {import("./mapping.js").Terms} Terms */
/** @typedef {Terms & { absent: string[], of: string, preset?: undefined }} Kept a draft of them */
/**
 * @typedef {{ fields: Record<string, import("./mapping.js").FieldSpec[]>,
 *   ways: import("./mapping.js").Ways, value: Api.PresetView[] }} Settings
 */

const STEPS = [
  { value: "file", label: "File" },
  { value: "columns", label: "Columns" },
  { value: "preview", label: "Preview" },
];

const draftName = (/** @type {string} */ importID) => `import:${importID}`;

/**
 * @param {{ job: Api.ImportView, settings: Settings, arrived: boolean,
 *   onChanged: (job?: Api.ImportView) => void,
 *   children?: unknown }} props onChanged: with the import as it is now, where that is known;
 *   arrived:
 *   whether the work on it has ended before the eyes of whoever looks; children: what is done at
 *   the last step
 */
export function Steps({ job, settings, arrived, onChanged, children }) {
  const top = useRef(/** @type {HTMLElement | null} */ (null));
  const specs = settings.fields[job.kind];
  const asked = place.value.query.get("step");
  const isRead = job.found && job.rows != null && job.columns.length > 0;
  const open = STEPS.filter(
    ({ value }) => value === "file" || (isRead && (value === "columns" || job.summary)),
  ).map((one) => one.value);
  const step = asked && open.includes(asked) ? asked : job.summary ? "preview" : "file";
  const [draft, change] = useDraft(job, specs);
  const [problem, setProblem] = useState(
    /** @type {import("../base/http.js").Problem | null} */ (null),
  );
  const { carryOut, busy, problem: refused } = useSend();
  const here = useRef(arrived ? "" : step);
  useLayoutEffect(() => {
    const isFree = document.activeElement?.matches("body, h1");
    if (here.current !== step && (here.current || isFree)) top.current?.focus();
    here.current = step;
  }, [step]);
  /** Has the file read in another way. @param {unknown} body @returns {Promise<void>} */
  const read = async (body) => {
    setProblem(null);
    const at = path`/import/${job.importID}`;
    const saved = await carryOut({
      method: "PUT",
      path: `${at}/mapping`,
      body,
      version: job.version,
    });
    if (!saved) return;
    const begun = await carryOut({ method: "POST", path: `${at}/preview`, body: {} });
    onChanged(begun ?? saved);
    if (begun) setQuery({ step: null }, { replace: true });
  };
  useEffect(() => {
    setProblem(refused);
    if (refused?.status !== 412) return;
    notify({
      tone: "amber",
      text: "Somebody else has changed the import in the meantime; it is shown as it is now.",
    });
    onChanged();
  }, [refused]);
  const reread = (/** @type {Api.FormView} */ form) => read({ mapping: {}, form });
  const errors = problem && problem.status !== 412 ? problemErrors(problem, fieldIDs(specs)) : [];
  return html`<ol class="steps" aria-label="Steps">
    ${STEPS.map(
      ({ value, label }) => html`<li key=${value}
        class=${
          STEPS.findIndex((one) => one.value === value) <
          STEPS.findIndex((one) => one.value === step)
            ? "past"
            : undefined
        }
        aria-current=${value === step ? "step" : undefined}>
        ${
          open.includes(value) && value !== step
            ? html`<a href=${withQuery({ step: value })}>${label}
            </a>`
            : label
        }</li>`,
    )}</ol>
    ${
      step === "file" &&
      html`<${FileStep} key=${job.version} job=${job} ways=${settings.ways}
        errors=${errors} busy=${busy} top=${top} onReread=${reread}
        onContinue=${() => setQuery({ step: "columns" })} />`
    }
    ${
      step === "columns" &&
      html`<${ColumnsStep} job=${job} settings=${settings} specs=${specs}
        draft=${draft} change=${change} refused=${errors} busy=${busy} top=${top} onReread=${reread}
        onPreview=${(/** @type {Terms} */ terms) => read(terms)} />`
    }
    ${
      step === "preview" &&
      html`${children}<${Counts} job=${job} top=${top} /><${Examples} job=${job} />
        <${Notes} job=${job} />
        <div class="actions"><a class="button" href=${withQuery({ step: "columns" })}>
        <span>Back to the columns</span></a></div>`
    }`;
}

/**
 * The terms as somebody has chosen them so far; a draft for other columns than the file's now is no
 * more.
 * @param {Api.ImportView} job @param {import("./mapping.js").FieldSpec[]} specs
 * @returns {[Terms & { absent: string[] }, (part: Partial<Terms>) => void]}
 */
function useDraft(job, specs) {
  const name = draftName(job.importID);
  const of = JSON.stringify(job.columns);
  const begin = () => {
    const first = Object.keys(job.mapping).length > 0 ? job.mapping : job.guess.mapping;
    const terms = { asOf: job.asOf, currency: job.currency, linePerRow: job.linePerRow };
    const kept = readDraft(
      name,
      /** @type {Kept | { preset: Terms, of?: undefined } | null} */ (null),
    );
    if (kept?.of !== undefined && kept.of === of) return { ...kept, of };
    if (kept?.preset)
      return { ...terms, ...kept.preset, ...fitted(kept.preset.mapping, specs, job.columns), of };
    const isSaid = first === job.mapping;
    return {
      ...terms,
      ...(isSaid ? fitted(first, specs, job.columns) : { mapping: first, absent: [] }),
      of,
    };
  };
  const [draft, setDraft] = useState(begin);
  const current = draft.of === of ? draft : begin();
  const change = (/** @type {Partial<Terms>} */ part) => {
    const next = { ...current, ...part };
    setDraft(next);
    keepDraft(name, next);
  };
  return [current, change];
}

/**
 * @param {{ job: Api.ImportView, settings: Settings, specs: import("./mapping.js").FieldSpec[],
 *   draft: Terms & {
 *   absent: string[] }, change: (part: unknown) => void, refused: { id?: string, text: string }[],
 *   busy: boolean, top: { current: HTMLElement | null }, onReread: (form: Api.FormView) => void,
 *   onPreview: (terms: Terms) => void }} props
 */
function ColumnsStep({
  job,
  settings,
  specs,
  draft,
  change,
  refused,
  busy,
  top,
  onReread,
  onPreview,
}) {
  const [tried, setTried] = useState(false);
  const [shown, setShown] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const presets = settings.value.filter(
    (/** @type {Api.PresetView} */ preset) => !preset.kind || preset.kind === job.kind,
  );
  const open = openQuestions(draft, specs, job.survey);
  const { mapping, asOf, currency, linePerRow } = draft;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    setTried(true);
    setShown(open);
    if (open.length > 0) return;
    const dated = hasDays(specs) ? { asOf } : {};
    onPreview(/** @type {Terms} */ ({ mapping, currency, linePerRow, ...dated }));
  };
  const take = (/** @type {string} */ id) => {
    const preset = presets.find((/** @type {Api.PresetView} */ one) => one.presetID === id);
    if (!preset) return;
    const { form, linePerRow = false } = preset;
    const terms = { linePerRow, ...(preset.currency ? { currency: preset.currency } : {}) };
    const differs = /** @type {(keyof Api.FormView)[]} */ (Object.keys(form ?? {})).some(
      (name) => form?.[name] !== job.found?.[name],
    );
    if (!differs) {
      change({ ...terms, ...fitted(preset.mapping, specs, job.columns) });
      return;
    }
    keepDraft(draftName(job.importID), { preset: { ...terms, mapping: preset.mapping } });
    onReread(form ?? {});
  };
  const fieldErrors = [...(tried ? open : []), ...refused];
  return html`<form class="column" onSubmit=${submit} novalidate>
    <${ErrorSummary}
      errors=${[...shown.filter((one) => open.some((other) => other.id === one.id)), ...refused]} />
    <${Section} title="Columns" top=${top} actions=${
      presets.length > 0 &&
      html`<${SelectField} quiet label="Saved mapping" value=""
        options=${[
          { value: "", label: "Use a saved mapping" },
          ...presets.map((/** @type {Api.PresetView} */ preset) => ({
            value: preset.presetID,
            label: preset.name,
          })),
        ]}
        onInput=${take} />`
    }>
      <div class="column">${
        draft.absent?.length > 0 &&
        html`<${Banner} tone="amber"
          icon="TriangleAlert">The file has no column ${draft.absent
            .map((one) => `“${one}”`)
            .join(", ")}; what the saved mapping says of ${
            draft.absent.length === 1 ? "it" : "these"
          } is left out.<//>`
      }
      <${MapColumns} survey=${job.survey} doubts=${job.guess.doubts} specs=${specs}
        ways=${settings.ways} terms=${draft} errors=${fieldErrors}
        onChange=${(/** @type {unknown} */ next) => change({ mapping: next })} /></div><//>
    <${Section} title="Terms"><${ImportTerms} terms=${draft} dated=${hasDays(specs)}
      perRow=${job.kind === "invoices"} errors=${fieldErrors} onChange=${change} /><//>
    <div class="actions"><a class="button" href=${withQuery({ step: "file" })}><span>Back</span></a>
      <${Button} look="primary" type="submit" icon="Eye" busy=${busy} name="preview">Preview<//>
      <span class="muted note">Nothing has been changed yet.</span></div></form>`;
}

/** Forgets what was chosen for an import that is through. @param {string} importID */
export const dropTerms = (importID) => dropDraft(draftName(importID));
