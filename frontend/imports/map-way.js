/** How the cells of a column are written: the ways that fit all of them, others, and one's own. */
import { amountText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { Radios, SelectField, TextField } from "../ui/field.js";
import { dayWords, orderOf, waysOf } from "./mapping.js";

/** @typedef {import("./mapping.js").Source} Source */

const OWN = "own";
const PARTS =
  "%d day, %m month, %b or %B its name, %Y year, %y year of two digits, %j day of the year," +
  " %H hour (%I with %p for am and pm), %M minute, %S second. All else stands as it is written:" +
  " %d/%m/%Y %H:%M.";

/**
 * A way, by a cell and what it would become.
 * @param {import("./mapping.js").Way} way
 * @param {string} type
 * @param {string} currency
 */
const wayText = ({ cell, reads, format }, type, currency) =>
  type === "amount"
    ? `“${cell}” is ${amountText(reads, /^[A-Z]{3}$/.test(currency) ? currency : "USD")}`
    : `“${cell}” is ${dayWords(reads)} (${orderOf(format)})`;

/**
 * @param {{ spec: import("./mapping.js").FieldSpec, source: Source,
 *   column: import("./mapping.js").Column, ways: import("./mapping.js").Ways, currency: string,
 * doubt?: string, error?: string, onChange: (source: Source) => void }} props doubt: why nothing
 * was chosen, in the server's words
 */
export function Way({ spec, source, column, ways, currency, doubt, error, onChange }) {
  const fits = waysOf(spec, column);
  const offered = ways[/** @type {"date" | "moment" | "amount"} */ (spec.type)];
  const isKnown = [...offered, ...fits].some((one) => one.format === source.format);
  const [own, setOwn] = useState(Boolean(source.format) && !isKnown);
  const isChoice = fits.length > 1;
  const label = (/** @type {string} */ format) =>
    [...offered, ...ways.moment].find((one) => one.format === format)?.label ?? format;
  const others = offered.filter(
    (one) => !isChoice || !fits.some((way) => way.format === one.format),
  );
  const extra = isChoice
    ? []
    : fits.filter((way) => !offered.some((one) => one.format === way.format));
  const options = [
    { value: "", label: isChoice ? "Another way …" : "Choose how it is written" },
    ...extra.map(({ format }) => ({ value: format, label: label(format) })),
    ...others.map((one) => ({ value: one.format, label: optionText(one) })),
    ...(spec.type === "amount" ? [] : [{ value: OWN, label: "A format of one’s own …" }]),
  ];
  const choose = (/** @type {string} */ format) => {
    setOwn(format === OWN);
    onChange({ ...source, format: (format === OWN ? source.format : format) || undefined });
  };
  const id = `way-${spec.name}`;
  return html`${
    isChoice &&
    html`<${Radios} legend=${`How ${spec.label} is written`} name=${id} id=${id} hint=${doubt}
      error=${error} value=${own ? "" : (source.format ?? "")} onInput=${choose}
      options=${fits.map((way) => ({
        value: way.format,
        label: wayText(way, spec.type, currency),
        hint: label(way.format),
      }))} />`
  }
    ${!isChoice && doubt && html`<p class="hint">${doubt}</p>`}
    <${SelectField} quiet=${!doubt || isChoice} id=${isChoice ? `${id}-other` : id}
      label=${isChoice ? `Another way to write ${spec.label}` : `How ${spec.label} is written`}
      error=${isChoice ? null : error}
      value=${own ? OWN : options.some((one) => one.value === source.format) ? source.format : ""}
      options=${options} onInput=${choose} />
    ${
      own &&
      html`<${TextField} label=${`Format of ${spec.label}`} hint=${PARTS} maxlength=${40}
        value=${source.format ?? ""}
        onInput=${(/** @type {string} */ format) =>
          onChange({ ...source, format: format || undefined })} />`
    }
    ${source.format?.includes("%y") && html`<p class="hint">${ways.shortYears}</p>`}`;
}

/** @param {import("./mapping.js").Writing} writing */
const optionText = ({ label, example }) =>
  label === example ? label : `${label}, such as ${example}`;
