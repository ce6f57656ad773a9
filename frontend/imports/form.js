/**
 * How the server read a file: shown, and to be told otherwise; with samples of each column, odd
 * letters marked.
 */
import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { Button } from "../ui/button.js";
import { ErrorSummary, SelectField, TextField } from "../ui/field.js";
import { Banner } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Section } from "../ui/tabs.js";

/**
 * @typedef {{ encoding?: string, delimiter?: string, headerLine?: number, sheet?: string }} Form
 */

/** @type {Record<string, string>} */
const delimiterWords = {
  comma: "Comma ,",
  semicolon: "Semicolon ;",
  tab: "Tab",
  pipe: "Vertical bar |",
};

/** @type {Record<string, string>} */
const between = { comma: "commas", semicolon: "semicolons", tab: "tabs", pipe: "vertical bars" };

/** @type {Record<string, string>} */
const encodingWords = {
  "utf-8": "UTF-8",
  "utf-16": "UTF-16",
  "utf-16-le": "UTF-16, little endian",
  "utf-16-be": "UTF-16, big endian",
  "windows-1252": "Windows-1252 (Western Europe)",
  "windows-1250": "Windows-1250 (Central Europe)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "windows-1253": "Windows-1253 (Greek)",
  "windows-1254": "Windows-1254 (Turkish)",
  shift_jis: "Shift_JIS (Japanese)",
  gb18030: "GB 18030 (Chinese, simplified)",
  big5: "Big5 (Chinese, traditional)",
  "euc-kr": "EUC-KR (Korean)",
  "iso-8859-15": "ISO 8859-15 (Western Europe)",
  macintosh: "Macintosh",
};

/**
 * @param {{ job: Api.ImportView, ways: import("./mapping.js").Ways,
 *   errors: { id?: string, text: string }[], busy: boolean,
 *   onReread: (form: Form) => void, onContinue: () => void,
 *   top: { current: HTMLElement | null } }} props
 */
export function FileStep({ job, ways, errors, busy, onReread, onContinue, top }) {
  const { form: told, found } = job;
  const [form, setForm] = useState({
    encoding: told.encoding ?? "",
    delimiter: told.delimiter ?? "",
    headerLine: told.headerLine ? String(told.headerLine) : "",
    sheet: told.sheet ?? "",
  });
  const [wrong, setWrong] = useState(/** @type {{ id: string, text: string }[]} */ ([]));
  const wanted = toldBy(form);
  const isChanged =
    JSON.stringify(wanted) !==
    JSON.stringify(toldBy({ ...told, headerLine: told.headerLine ?? "" }));
  const isOtherwise = /** @type {(keyof Api.FormView)[]} */ (Object.keys(told)).some(
    (name) => found?.[name] !== told[name],
  );
  const mustRead = isChanged || isOtherwise || !found || job.status === "failed";
  const set = (/** @type {Partial<typeof form>} */ part) => setForm({ ...form, ...part });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const line = Number(form.headerLine || 1);
    const isLine = Number.isInteger(line) && line >= 1 && line <= 1000;
    setWrong(
      isLine
        ? []
        : [{ id: "header-line", text: "Enter the line as a whole number from 1 to 1000." }],
    );
    if (isLine) (mustRead ? () => onReread(wanted) : onContinue)();
  };
  const isRead = found && job.rows != null;
  const isBook = found?.type === "xlsx";
  return html`<form class="column" onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${[...wrong, ...errors]} />
    <${Section} title="File" top=${top}><div class="column">
      ${isRead && html`<p>${foundText({ ...job, found })}</p>`}
      ${
        isRead &&
        job.encodingIsGuessed &&
        html`<${Banner} tone="amber"
          icon="TriangleAlert">The encoding is guessed: ${
            encodingWords[found.encoding ?? ""] ?? found.encoding
          }. Look at the marked letters below; if they are wrong, choose another.<//>`
      }
      <div class="split even">${
        isBook
          ? html`<${SelectField} id="sheet" label="Sheet" value=${form.sheet}
            options=${[
              {
                value: "",
                label: found.sheet && !told.sheet ? `The first: ${found.sheet}` : "The first",
              },
              ...job.sheets.map((/** @type {string} */ name) => ({ value: name, label: name })),
            ]}
            onInput=${(/** @type {string} */ sheet) => set({ sheet })} />`
          : html`<${SelectField} id="encoding" label="Encoding" value=${form.encoding}
            options=${options(
              ways.encodings,
              encodingWords,
              told.encoding ? null : found?.encoding,
            )}
            onInput=${(/** @type {string} */ encoding) => set({ encoding })} />
            <${SelectField} id="delimiter" label="Between cells stands" value=${form.delimiter}
              options=${options(
                ways.delimiters,
                delimiterWords,
                told.delimiter ? null : found?.delimiter,
              )}
              onInput=${(/** @type {string} */ delimiter) => set({ delimiter })} />`
      }
        <${TextField} id="header-line"
          label=${isBook ? "Row with the names of columns" : "Line with the names of columns"}
          hint=${
            found?.headerLine && !told.headerLine
              ? `Found: ${found.headerLine}`
              : "Found out where you leave it empty."
          }
          inputmode="numeric" maxlength=${4} value=${form.headerLine} error=${wrong[0]?.text}
          onInput=${(/** @type {string} */ headerLine) => set({ headerLine })} /></div></div><//>
    ${
      isRead &&
      html`<${Section} title="Columns as they were read" flush>
        ${isChanged && html`<p class="padded muted">As the file was read before your change.</p>`}
        <${Table} caption="Columns as they were read" columns=${columns} rows=${job.survey}
          keyOf=${(/** @type {{ name: string }} */ row) => row.name} /><//>`
    }
    <div class="actions">
      ${
        mustRead
          ? html`<${Button} look="primary" type="submit" icon="RefreshCw" busy=${busy}
            name="reread">Read the file again<//>`
          : html`<${Button} look="primary" type="submit" name="next">Continue<//>`
      }
    <span class="muted note">Nothing has been changed yet.</span></div></form>`;
}

/**
 * What is told by what was typed; the rest is found out.
 * @param {{ encoding?: string, delimiter?: string, headerLine?: number | string,
 *   sheet?: string }} form
 * @returns {Form}
 */
const toldBy = ({ encoding, delimiter, headerLine, sheet }) => ({
  ...(encoding ? { encoding } : {}),
  ...(delimiter ? { delimiter } : {}),
  ...(headerLine ? { headerLine: Number(headerLine) } : {}),
  ...(sheet ? { sheet } : {}),
});

/**
 * @param {string[]} values
 * @param {Record<string, string>} words
 * @param {string | null | undefined} found
 */
const options = (values, words, found) => [
  { value: "", label: found ? `Found: ${words[found] ?? found}` : "Find it out" },
  ...values.map((value) => ({ value, label: words[value] ?? value })),
];

/**
 * @param {Pick<Api.ImportView, "rows" | "columns" | "sheets"> & { found: Api.FormView }} job
 */
function foundText({ found, rows, columns, sheets }) {
  const size =
    `${countText(rows ?? 0)} ${rows === 1 ? "row" : "rows"} with` +
    ` ${countText(columns.length)} ${columns.length === 1 ? "column" : "columns"}`;
  if (found.type === "xlsx")
    return (
      `Read as an Excel workbook, sheet` +
      ` “${found.sheet}”${sheets.length > 1 ? ` of ${countText(sheets.length)}` : ""}: ${size},` +
      ` named in row ${found.headerLine}.`
    );
  return (
    `Read as text in ${encodingWords[found.encoding ?? ""] ?? found.encoding},` +
    ` with ${between[found.delimiter ?? ""]} between cells: ${size}, named` +
    ` in line ${found.headerLine}.`
  );
}

/** @type {import("../ui/table.js").Column<Api.ColumnView>[]} */
const columns = [
  {
    label: "Column",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<strong><${Marked} text=${row.name} /></strong><small>
        ${row.filled === 1 ? "1 cell" : `${countText(row.filled)} cells`}</small>`,
  },
  {
    label: "Samples",
    grow: true,
    cell: (row) =>
      row.filled === 0
        ? html`<span class="muted">Empty</span>`
        : html`<ul class="cells">
          ${[...row.samples, ...row.odd].map(
            (/** @type {string} */ cell) => html`<li>
              <${Marked} text=${cell} /></li>`,
          )}</ul>`,
  },
];

const ODD = /([^\u0020-\u007e]+)/u;
const UNSEEN = /[\p{Z}\p{C}]/gu;
const codeOf = (/** @type {string} */ sign) =>
  `U+${/** @type {number} */ (sign.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * A text of the file: letters beyond plain ones stand out, and what cannot be seen by its number.
 * @param {{ text: string }} props
 */
const Marked = ({ text }) =>
  html`${text.split(ODD).map((part, index) =>
    index % 2
      ? html`<mark>
        ${part.replace(UNSEEN, codeOf)}</mark>`
      : part,
  )}`;
