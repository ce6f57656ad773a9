/**
 * Buttons that fetch one list as a file: as CSV for programs, and as a workbook in which a
 * spreadsheet leaves every cell as it is.
 */
import { download } from "../base/client.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { Button } from "./button.js";
import { RequestID } from "./request-id.js";
import { Banner } from "./states.js";

/** @typedef {{ format: string, label: string }} Form */

/** @type {Form[]} */
const forms = [
  { format: "csv", label: "CSV" },
  { format: "xlsx", label: "Excel" },
];
/** A CSV for spreadsheets of a country that writes decimals behind a comma. */
const local = { format: "semicolons", label: "CSV with semicolons" };
/**
 * That one, where whoever looks writes so, by the browser's own language: the page's is English.
 * @returns {Form[]}
 */
export const localForms = () =>
  new Intl.NumberFormat(globalThis.navigator?.language)
    .formatToParts(1.5)
    .some((part) => part.value === ",")
    ? [local]
    : [];

/**
 * @param {{ what?: string, from: (format: string) => string, more?: Form[],
 *   onTaken?: () => void }} props what: of the list, for who hears the button alone; from: the path
 *   by format; more: beside CSV and workbook
 */
export function Downloads({ what, from, more = [], onTaken }) {
  const [state, setState] = useState({
    busy: "",
    problem: /** @type {import("../base/http.js").Problem | null} */ (null),
  });
  const take = async (/** @type {string} */ format) => {
    setState({ busy: format, problem: null });
    try {
      await download(from(format));
      setState({ busy: "", problem: null });
      onTaken?.();
    } catch (reason) {
      setState({ busy: "", problem: asProblem(reason) });
    }
  };
  return html`${
    state.problem &&
    html`<${Banner} tone="red" icon="CircleAlert" role="alert">
      ${state.problem.message} <${RequestID} problem=${state.problem} /><//>`
  }${[...forms, ...more].map(
    ({ format, label }) =>
      html`<${Button} key=${format} icon="Download" name=${format} busy=${state.busy === format}
        onClick=${() => take(format)}>
        <span class="hidden">Download ${what ? `${what} ` : ""}as </span>${label}<//>`,
  )}`;
}
