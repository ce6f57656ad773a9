/** Fields: label above, hint before, error with its own words. */
import { readAmount } from "../base/decimal.js";
import { digitsOf, marks, moneyText } from "../base/format.js";
import { createContext, useContext, useId, useLayoutEffect, useRef } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { RequestID } from "./request-id.js";

/**
 * @typedef {object} FieldProps
 * @property {string} label
 * @property {string} [hint]
 * @property {string | null} [error]
 * @property {string} [id]
 * @property {boolean} [quiet] label for screen readers only
 * @property {string | null} [note] what became of it, beneath
 */

/** What a form's last refusal says of a field, by its id; for fields that are not told it. */
export const FieldErrors = createContext(/** @type {Record<string, string>} */ ({}));

/** @param {FieldProps & { children: (naming: Record<string, unknown>) => unknown }} props */
function Field({ label, hint, error: told, id, quiet, note, children }) {
  const made = useId();
  const own = id ?? made;
  const error = told ?? useContext(FieldErrors)[own];
  const about =
    [hint && `${own}-hint`, error && `${own}-error`, note && `${own}-note`]
      .filter(Boolean)
      .join(" ") || undefined;
  return html`<div class=${classes("field", error && "wrong")}>
    <label for=${own} class=${quiet ? "hidden" : undefined}>${label}</label>
    ${hint && html`<p class="hint" id=${`${own}-hint`}>${hint}</p>`}
    ${
      error &&
      html`<p class="error" id=${`${own}-error`}><${Icon} name="CircleAlert" />
        ${error}</p>`
    }
    ${children({ id: own, "aria-describedby": about, "aria-invalid": error ? "true" : undefined })}
    ${note && html`<p class="hint" id=${`${own}-note`}>${note}</p>`}
  </div>`;
}

/**
 * @param {FieldProps & { value: string, onInput?: (value: string) => void, type?: string,
 *   autocomplete?: string, rows?: number, maxlength?: number, inputmode?: string, first?: boolean,
 *   required?: boolean, readonly?: boolean }} props readonly: to be copied, whole
 */
export function TextField({
  value,
  onInput,
  type = "text",
  autocomplete = "off",
  rows,
  maxlength,
  inputmode,
  first,
  required,
  readonly,
  ...field
}) {
  const input = useRef(/** @type {HTMLElement | null} */ (null));
  const listen = (/** @type {{ target: HTMLInputElement }} */ event) =>
    onInput?.(event.target.value);
  const whole = readonly
    ? (/** @type {{ target: HTMLInputElement }} */ event) => event.target.select()
    : undefined;
  useLayoutEffect(() => {
    // The browser itself minds autofocus only while it loads a page.
    if (first) input.current?.focus();
  }, [first, field.id]);
  return html`<${Field} ...${field}>${(/** @type {unknown} */ naming) =>
    rows
      ? html`<textarea ref=${input} ...${naming} rows=${rows} maxlength=${maxlength}
        autofocus=${first} value=${value} onInput=${listen} required=${required}
        readonly=${readonly} onFocus=${whole}></textarea>`
      : html`<input ref=${input} ...${naming} type=${type} autocomplete=${autocomplete}
        maxlength=${maxlength} inputmode=${inputmode} value=${value} onInput=${listen}
        autofocus=${first} required=${required} readonly=${readonly} onFocus=${whole} />`}<//>`;
}

/**
 * An amount as text; comma or point as the language has it.
 * @param {FieldProps & { value: string, currency: string, onInput: (text: string) => void,
 *   first?: boolean, required?: boolean }} props
 */
export const MoneyField = ({ value, currency, onInput, first, required, ...field }) =>
  html`<${Field} ...${field} note=${readAs(value, currency)}>${(/** @type {unknown} */ naming) =>
    html`<span class="money-field"><input ...${naming} type="text" inputmode="decimal"
      autocomplete="off" value=${value} autofocus=${first} required=${required}
      onInput=${(/** @type {{ target: HTMLInputElement }} */ event) =>
        onInput(event.target.value)} />
        <span aria-hidden="true">
      ${currency}</span></span>`}<//>`;

/**
 * As what an amount was taken that another language would take for another one.
 * @param {string} text
 * @param {string} currency
 */
function readAs(text, currency) {
  const read = /** @type {{ value?: string }} */ (
    /[,'’\s]|\.\d{3}/.test(text.trim()) ? readMoney(text, currency) : {}
  );
  return read.value ? `Read as ${moneyText(read.value, currency)}` : null;
}

/** What a money field holds. @param {string} text @param {string} currency */
export const readMoney = (text, currency) => readAmount(text, marks(), digitsOf(currency || "USD"));

/**
 * @param {FieldProps & { value: string, options: { value: string, label: string }[],
 *   onInput: (value: string) => void, of?: { error: import("../base/http.js").Problem | null,
 *   reload: () => void } }} props of: the load
 *   that the options come from
 */
export const SelectField = ({ value, options, onInput, of, ...field }) =>
  html`<${Field} ...${field}>${(/** @type {unknown} */ naming) =>
    html`<select ...${naming} value=${value}
      onInput=${(/** @type {{ target: HTMLInputElement }} */ event) => onInput(event.target.value)}>
      ${options.map(
        (option) => html`<option key=${option.value} value=${option.value}
          selected=${option.value === value}>${option.label}</option>`,
      )}</select>
      ${
        of?.error &&
        html`<p class="error" role="alert">
          <${Icon} name="CircleAlert" />What there is to choose from could not be loaded. <${Button}
            look="quiet" onClick=${of.reload}>Try again<//></p>`
      }`}<//>`;

/**
 * @param {{ label: unknown, checked: boolean, onInput: (checked: boolean) => void, name?: string }}
 *   props
 */
export const Check = ({ label, checked, onInput, name }) =>
  html`<label class="check"><input type="checkbox" name=${name} checked=${checked}
    onInput=${(/** @type {{ target: HTMLInputElement }} */ event) =>
      onInput(event.target.checked)} /><span>${label}</span>
    </label>`;

/**
 * Choices of which one holds; none need be chosen yet.
 * @param {{ legend: string, name: string, value: string, options: { value: string, label: string,
 *   hint?: string }[], onInput: (value: string) => void, id?: string, hint?: string,
 *   error?: string | null }} props id: of the first choice, for links to the question
 */
export function Radios({ legend, name, value, options, onInput, id, hint, error }) {
  const own = useId();
  const about =
    [hint && `${own}-hint`, error && `${own}-error`].filter(Boolean).join(" ") || undefined;
  return html`<fieldset class=${classes("radios", error && "wrong")} aria-describedby=${about}>
    <legend>${legend}</legend>
    ${hint && html`<p class="hint" id=${`${own}-hint`}>${hint}</p>`}
    ${
      error &&
      html`<p class="error-text" id=${`${own}-error`}><${Icon} name="CircleAlert" />
        ${error}</p>`
    }
    ${options.map(
      (option, index) => html`<label class="check" key=${option.value}><input type="radio"
        id=${index === 0 ? id : undefined} name=${name} value=${option.value}
        checked=${option.value === value} aria-describedby=${error ? `${own}-error` : undefined}
        onInput=${() => onInput(option.value)} />
        <span>${option.label}${option.hint && html`<small>${option.hint}</small>`}</span></label>`,
    )}</fieldset>`;
}

/**
 * The errors of a form, on top, with links; takes the focus when it appears.
 * @param {{ errors: { id?: string, text: string, of?: import("../base/http.js").Problem }[],
 *   lead?: (id: string) => void, quiet?: boolean }} props lead: to a field that is elsewhere;
 *   quiet: the focus goes to the first field
 */
export function ErrorSummary({ errors, lead, quiet }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const told = errors.map((error) => error.text).join("\n");
  useLayoutEffect(() => {
    if (told && !quiet) box.current?.focus();
  }, [told]);
  if (errors.length === 0) return null;
  const jump = (/** @type {Event} */ event, /** @type {string} */ id) => {
    event.preventDefault();
    if (lead) lead(id);
    else document.getElementById(id)?.focus();
  };
  return html`<div class="banner red" role="alert" tabindex="-1" ref=${box}>
    <${Icon} name="CircleAlert" /><ul class="plain">
    ${errors.map(
      (error) => html`<li>
        ${
          error.id
            ? html`<a href=${`#${error.id}`}
              onClick=${(/** @type {Event} */ event) =>
                jump(event, /** @type {string} */ (error.id))}>
              ${error.text}</a>`
            : error.text
        }${error.of && html` <${RequestID} problem=${error.of} />`}</li>`,
    )}</ul></div>`;
}

/**
 * What a refusal says of each field, by its id.
 * @param {import("../base/http.js").Problem | null} problem
 * @param {Record<string, string>} [fields] pointer → id of the field
 * @returns {Record<string, string>}
 */
export const errorsByField = (problem, fields = {}) =>
  Object.fromEntries(
    (problem?.errors ?? [])
      .filter(({ pointer }) => fields[pointer ?? ""])
      .map(({ pointer, detail }) => [fields[pointer ?? ""], detail]),
  );

/**
 * The errors of a refusal as the summary shows them, each linked to the field it is about.
 * @param {import("../base/http.js").Problem | null} problem
 * @param {Record<string, string>} [fields] pointer → id of the field
 */
export function problemErrors(problem, fields = {}) {
  if (!problem) return [];
  if (problem.errors.length === 0) return [{ text: problem.message, of: problem }];
  return problem.errors.map((error) => ({ id: fields[error.pointer ?? ""], text: error.detail }));
}
