/** Which column of a file becomes which field. */
import { html } from "../html.js";
import { amountFormats, dateFormats, momentFormats } from "../mapping.js";
import { SelectField, TextField } from "./field.js";

/** @typedef {import("../mapping.js").Mapping} Mapping */

/** @param {{ columns: string[], sample: string[][], specs: import("../mapping.js").FieldSpec[], mapping: Mapping, onChange: (mapping: Mapping) => void }} props */
export function MapColumns({ columns, sample, specs, mapping, onChange }) {
  const set = (/** @type {string} */ name, /** @type {Mapping[string] | null} */ source) => {
    const { [name]: _gone, ...rest } = mapping;
    onChange(source ? { ...rest, [name]: source } : rest);
  };
  const options = [
    { value: "", label: "Not in the file" },
    ...columns.map((column) => ({ value: column, label: column })),
  ];
  return html`<div class="map">${specs.map((spec) => {
    const source = mapping[spec.name] ?? {};
    const at = columns.indexOf(source.column ?? "");
    const examples = at === -1 ? [] : [...new Set(sample.map((row) => row[at]).filter(Boolean))].slice(0, 3);
    return html`<div class="map-row" key=${spec.name}>
      <div class="map-name"><strong>${spec.label}</strong>${spec.required && html`<small>Required</small>`}${spec.hint && html`<small>${spec.hint}</small>`}</div>
      <${SelectField} quiet id=${`map-${spec.name}`} label=${`Column for ${spec.label}`} value=${source.column ?? ""} options=${options}
        onInput=${(/** @type {string} */ column) => set(spec.name, column ? { ...defaults(spec), ...source, column } : null)} />
      <div class="map-more">${spec.type === "date" && source.column && html`<${SelectField} quiet label=${`How ${spec.label} is written`} value=${source.format ?? "%Y-%m-%d"} options=${dateFormats} onInput=${(/** @type {string} */ format) => set(spec.name, { ...source, format })} />`}
        ${spec.type === "moment" && source.column && html`<${SelectField} quiet label=${`How ${spec.label} is written`} value=${source.format ?? ""} options=${momentFormats} onInput=${(/** @type {string} */ format) => set(spec.name, { ...source, format: format || undefined })} />`}
        ${spec.type === "amount" && source.column && html`<${SelectField} quiet label=${`How ${spec.label} is written`} value=${source.format ?? "1234.56"} options=${amountFormats} onInput=${(/** @type {string} */ format) => set(spec.name, { ...source, format })} />`}
        ${spec.type === "choice" && source.column && html`<${Values} spec=${spec} source=${source} found=${examples} onChange=${(/** @type {any} */ values) => set(spec.name, { ...source, values })} />`}
        ${examples.length > 0 && html`<small>For example ${examples.join(", ")}</small>`}</div></div>`;
  })}</div>`;
}

/** @param {import("../mapping.js").FieldSpec} spec */
const defaults = (spec) => (spec.type === "date" ? { format: "%Y-%m-%d" } : {});

/** What the words of the file stand for. @param {{ spec: import("../mapping.js").FieldSpec, source: Mapping[string], found: string[], onChange: (values: Record<string, string>) => void }} props */
function Values({ spec, source, found, onChange }) {
  const words = [...new Set([...Object.keys(source.values ?? {}), ...found])];
  return html`<div class="split">${words.map(
    (word) => html`<${SelectField} key=${word} label=${`“${word}” means`} value=${source.values?.[word] ?? ""}
    options=${[{ value: "", label: "As it stands" }, ...(spec.choices ?? []).map((choice) => ({ value: choice, label: choice }))]}
    onInput=${(/** @type {string} */ choice) => onChange({ ...source.values, [word]: choice || word })} />`,
  )}</div>`;
}

/** The currency and, where it has any, the day the file speaks of. @param {{ currency: string, asOf: string, dated: boolean, onCurrency: (value: string) => void, onAsOf: (value: string) => void, errors: { id?: string, text: string }[] }} props */
export const ImportTerms = ({ currency, asOf, dated, onCurrency, onAsOf, errors }) => html`<div class="split">
  ${dated && html`<${TextField} id="as-of" label="As of" hint="What happened later is left out." type="date" value=${asOf} onInput=${onAsOf} error=${errors.find((error) => error.id === "as-of")?.text} />`}
  <${TextField} id="currency" label="Currency" hint="Three letters, such as USD." maxlength=${3} value=${currency} onInput=${(/** @type {string} */ text) => onCurrency(text.toUpperCase())} error=${errors.find((error) => error.id === "currency")?.text} /></div>`;

/** @param {string} asOf @param {string} currency */
export const termErrors = (asOf, currency) => [
  ...(/^\d{4}-\d{2}-\d{2}$/.test(asOf) ? [] : [{ id: "as-of", text: "Choose the as-of date." }]),
  ...(/^[A-Z]{3}$/.test(currency) ? [] : [{ id: "currency", text: "Enter the currency as three letters." }]),
];
