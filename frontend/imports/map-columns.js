/** Which column of a file becomes which field, and how it is written there. */
import { digitsOf, listText } from "../base/format.js";
import { html } from "../base/html.js";
import { Check, SelectField, TextField } from "../ui/field.js";
import { Way } from "./map-way.js";
import { decimalsOf, isWritten, sourceFrom } from "./mapping.js";

/** @typedef {import("./mapping.js").Mapping} Mapping */
/** @typedef {import("./mapping.js").Source} Source */
/** @typedef {import("./mapping.js").FieldSpec} FieldSpec */
/** @typedef {import("./mapping.js").Column} Column */
/** @typedef {{ id?: string, text: string }[]} Errors */

/** No column is called so: names of columns begin with no space. */
const ONCE = " once";

/**
 * @param {{ survey: Column[], doubts: { field: string, column: string, detail: string }[],
 *   specs: FieldSpec[], ways: import("./mapping.js").Ways, terms: import("./mapping.js").Terms,
 *   errors: Errors, onChange: (mapping: Mapping) => void }} props
 */
export function MapColumns({ survey, doubts, specs, ways, terms, errors, onChange }) {
  const { mapping } = terms;
  const set = (/** @type {string} */ name, /** @type {Source | null} */ source) => {
    const { [name]: _gone, ...rest } = mapping;
    onChange(source ? { ...rest, [name]: source } : rest);
  };
  const errorAt = (/** @type {string} */ id) => errors.find((error) => error.id === id)?.text;
  return html`<div class="map">${specs.map((spec) => {
    const source = mapping[spec.name] ?? {};
    const column = survey.find((one) => one.name === source.column);
    const doubt = doubts.find(
      (one) => one.field === spec.name && one.column === source.column,
    )?.detail;
    const row = { spec, source, column, ways, terms, errorAt, doubt };
    return html`<div class="map-row" key=${spec.name}>
      <div class="map-name"><strong>${spec.label}</strong>
        ${spec.required && html`<small>Required</small>`}
        ${spec.hint && html`<small>${spec.hint}</small>`}</div>
      <${Place} spec=${spec} source=${source} survey=${survey} errorAt=${errorAt}
        onChange=${(/** @type {Source | null} */ one) => set(spec.name, one)} />
      <div class="map-more" key=${source.column}>
        ${
          column &&
          html`<${Told} ...${row} fewest=${decimalsOf(terms, survey)}
            onChange=${(/** @type {Source} */ one) => set(spec.name, one)} />`
        }</div></div>`;
  })}</div>`;
}

/**
 * In which column a field is told, or once for all rows.
 * @param {{ spec: FieldSpec, source: Source, survey: Column[], errorAt: (id: string) => string |
 *   undefined, onChange: (source: Source | null) => void }} props
 */
function Place({ spec, source, survey, errorAt, onChange }) {
  const isOnce = source.constant != null;
  const options = [
    { value: "", label: "Not in the file" },
    ...survey.map(({ name }) => ({ value: name, label: name })),
    ...(spec.type === "amount" || spec.type === "moment"
      ? []
      : [{ value: ONCE, label: "The same for all rows …" }]),
  ];
  const choose = (/** @type {string} */ name) => {
    const column = survey.find((one) => one.name === name);
    onChange(name === ONCE ? { constant: "" } : column ? sourceFrom(spec, column) : null);
  };
  const type = spec.type === "date" ? "date" : "text";
  const once = {
    id: `once-${spec.name}`,
    label: `${spec.label} of all rows`,
    value: source.constant ?? "",
    error: errorAt(`once-${spec.name}`),
    onInput: (/** @type {string} */ constant) => onChange({ constant }),
  };
  const choices = (spec.choices ?? []).map((choice) => ({ value: choice, label: choice }));
  return html`<div class="map-place"><${SelectField} quiet id=${`map-${spec.name}`}
    label=${`Column for ${spec.label}`} value=${isOnce ? ONCE : (source.column ?? "")}
    options=${options} error=${errorAt(`map-${spec.name}`)} onInput=${choose} />
    ${
      isOnce &&
      (choices.length > 0
        ? html`<${SelectField} ...${once}
          options=${[{ value: "", label: "Choose" }, ...choices]} />`
        : html`<${TextField} ...${once} type=${type} />`)
    }</div>`;
}

/**
 * What more there is to say of a column that tells a field.
 * @param {{ spec: FieldSpec, source: Source, column: Column, ways: import("./mapping.js").Ways,
 *   terms: import("./mapping.js").Terms, fewest: number, doubt?: string,
 *   errorAt: (id: string) => string | undefined, onChange: (source: Source) => void }} props
 */
function Told({ spec, source, column, ways, terms, fewest, doubt, errorAt, onChange }) {
  const { samples } = column;
  return html`${
    isWritten(spec) &&
    column.filled > 0 &&
    html`<${Way} spec=${spec} source=${source} column=${column} ways=${ways}
      currency=${terms.currency} doubt=${doubt} error=${errorAt(`way-${spec.name}`)}
      onChange=${onChange} />`
  }
    ${
      spec.type === "amount" &&
      html`<${Amounts} spec=${spec} source=${source} column=${column}
        fewest=${fewest} error=${errorAt(`below-${spec.name}`)} onChange=${onChange} />`
    }
    ${
      spec.type === "choice" &&
      html`<${Words} spec=${spec} source=${source} column=${column} onChange=${onChange} />`
    }
    <p class="hint">${
      column.filled === 0
        ? "No cell of this column holds anything."
        : `For example ${samples.slice(0, 3).join(" · ")}`
    }</p>`;
}

/**
 * @param {{ spec: FieldSpec, source: Source, column: Column, fewest: number, error?: string,
 *   onChange: (source: Source) => void }} props
 */
function Amounts({ spec, source, column, fewest, error, onChange }) {
  const signs = [
    { value: "", label: "Choose" },
    { value: "CR", label: "CR is below zero" },
    { value: "DR", label: "DR is below zero" },
  ];
  const hint =
    `There are amounts with ${column.decimals} decimals. Unless they are rounded, halves` +
    ` up, their rows are errors; the preview says what rounding comes to.`;
  return html`${
    column.decimals > fewest &&
    html`<${Check} name=${`rounds-${spec.name}`} checked=${Boolean(source.rounds)}
      onInput=${(/** @type {boolean} */ rounds) => onChange({ ...source, rounds })}
      label=${html`Round ${spec.label} to ${fewest} decimals<small>${hint}</small>`} />`
  }
    ${
      column.creditSigns &&
      html`<${SelectField} id=${`below-${spec.name}`}
        label=${`CR or DR behind ${spec.label}`} error=${error} value=${source.belowZero ?? ""}
        options=${signs}
        onInput=${(/** @type {string} */ sign) =>
          onChange({ ...source, belowZero: sign || undefined })} />`
    }`;
}

/**
 * What the words of a column stand for.
 * @param {{ spec: FieldSpec, source: Source, column: Column, onChange: (source: Source) => void }}
 *   props
 */
function Words({ spec, source, column, onChange }) {
  const choices = spec.choices ?? [];
  const isKnown = (/** @type {string} */ word) =>
    choices.some((choice) => choice.toLowerCase() === word.toLowerCase());
  const told = [...new Set([...Object.keys(source.values ?? {}), ...column.words])];
  const known = told.filter((word) => isKnown(word) && !source.values?.[word]);
  const asked = told.filter((word) => !known.includes(word));
  const set = (/** @type {string} */ word, /** @type {string} */ choice) => {
    const { [word]: _gone, ...rest } = source.values ?? {};
    onChange({ ...source, values: choice ? { ...rest, [word]: choice } : rest });
  };
  const options = [
    { value: "", label: "Nothing: an error of the row" },
    ...choices.map((choice) => ({ value: choice, label: choice })),
  ];
  return html`${
    asked.length > 0 &&
    html`<div class="words">
      ${asked.map(
        (word) => html`<${SelectField} key=${word} label=${`“${word}” means`}
          value=${source.values?.[word] ?? ""} options=${options}
          onInput=${(/** @type {string} */ choice) => set(word, choice)} />`,
      )}</div>`
  }
    ${
      known.length > 0 &&
      html`<p
        class="hint">Read as ${
          known.length === 1 ? "it stands" : "they stand"
        }: ${listText(known)}</p>`
    }
    ${
      column.words.length === 0 &&
      column.filled > 0 &&
      html`<p
        class="hint">The column has many different words; those that are none of ${listText(
          choices.slice(0, 8),
        )}
        ${choices.length > 8 ? " …" : ""} are errors.</p>`
    }`;
}

/**
 * The currency and, where it has any, the day the file speaks of.
 * @param {{ terms: import("./mapping.js").Terms, dated: boolean, perRow: boolean, errors: Errors,
 *   onChange: (part: Partial<import("./mapping.js").Terms>) => void }} props perRow: whether a row
 *   can be a line of something
 */
export function ImportTerms({ terms, dated, perRow, errors, onChange }) {
  const errorAt = (/** @type {string} */ id) => errors.find((error) => error.id === id)?.text;
  const isCode = /^[A-Z]{3}$/.test(terms.currency);
  return html`<div class="column"><div class="split">
    ${
      dated &&
      html`<${TextField} id="as-of" label="As of" hint="What happened later is left out."
        type="date" value=${terms.asOf}
        onInput=${(/** @type {string} */ asOf) => onChange({ asOf })} error=${errorAt("as-of")} />`
    }
    <${TextField} id="currency" label="Currency"
      hint=${
        `Of rows that name` +
        ` none. ${
          isCode
            ? `${terms.currency} has ${digitsOf(terms.currency)} decimals.`
            : "Three letters, such as USD."
        }`
      }
      maxlength=${3} value=${terms.currency}
      onInput=${(/** @type {string} */ text) => onChange({ currency: text.toUpperCase() })}
      error=${errorAt("currency")} /></div>
    ${
      perRow &&
      html`<${Check} name="linePerRow" checked=${terms.linePerRow}
        onInput=${(/** @type {boolean} */ linePerRow) => onChange({ linePerRow })}
        label=${html`Each row is a line of an invoice<small>The rows with one invoice number become
        one invoice. Otherwise none of them comes in.</small>`} />`
    }
      </div>`;
}
