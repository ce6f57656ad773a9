/** For auditors: which files people took along, and how each was narrowed (X-09). */

import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { List } from "../ui/list.js";
import { Blank } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Ago } from "../ui/text.js";
import { KINDS } from "./collections.js";

export function Exports() {
  const pages = usePages("/audit/export");
  const empty = html`<${Blank} icon="Download"
    title="No file was taken along">Whoever saves a statement or the notes of an import as a file is
    written down here first.<//>`;
  return html`<${Section} title="Files taken along" flush><${List} pages=${pages} noun="file"
    empty=${empty}
    table=${{
      caption: "Files taken along, the latest first",
      columns,
      keyOf: (/** @type {Api.ExportView} */ row) => row.exportID,
    }} /><//>`;
}

/** What a file is of, as a link to where it was taken. @param {{ of: string }} props */
function Subject({ of }) {
  const [kind, id = ""] = of.split("/").map(decodeURIComponent);
  if (kind === "wallet") return html`<a href=${to.wallet(id)}>Statement of wallet ${id}</a>`;
  if (kind === "import") return html`<a href=${to.import(id)}>Notes of import ${id}</a>`;
  if (kind === "report" && id in KINDS)
    return html`<a href=${`#/reports?tab=${id}`}>${KINDS[id].title}</a>`;
  if (of === "dunning/run") return html`<a href=${to.reminderRun()}>Next reminders</a>`;
  return of;
}

/** @param {Record<string, string>} asked */
const narrowedText = ({ format: _format, ...asked }) =>
  Object.entries(asked)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

/** @type {Record<string, string>} */
const forms = { xlsx: "Excel", xml: "ISO 20022" };

/** @type {import("../ui/table.js").Column<Api.ExportView>[]} */
const columns = [
  { label: "When", bare: true, tight: true, cell: (row) => html`<${Ago} at=${row.at} />` },
  { label: "Who", cell: (row) => row.by.name },
  { label: "What", grow: true, cell: (row) => html`<${Subject} of=${row.of} />` },
  {
    label: "Narrowed to",
    cell: (row) => narrowedText(row.asked) || html`<span class="muted">All</span>`,
  },
  { label: "Form", tight: true, cell: (row) => forms[row.asked.format] ?? "CSV" },
  {
    label: "Rows",
    end: true,
    tight: true,
    cell: (row) => html`${countText(row.rows)}${!row.complete && html`<small>not all</small>`}`,
  },
];
