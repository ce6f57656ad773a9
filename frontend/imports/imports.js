/** All imports: those that run, and what came of the others. */

import { countText, dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { usePages, usePolling } from "../base/queries.js";
import { to } from "../base/router.js";
import { ButtonLink } from "../ui/button.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Blank } from "../ui/states.js";
import { Ago, None, Status } from "../ui/text.js";
import { unknownOf } from "../ui/unknown-query.js";
import { kindText, statusOf } from "./mapping.js";

const POLL_EVERY_MS = 3000;

export default function Imports() {
  const pages = usePages("/import");
  const running = (pages.rows ?? []).some((row) => ["reading", "applying"].includes(row.status));
  usePolling(pages.reload, running ? POLL_EVERY_MS : null);
  const start = html`<${ButtonLink} href="#/import/new" look="primary"
    icon="FileUp">Import a file<//>`;
  return html`<${Page} title="Import" actions=${start}>
    <div class="boxed column"><${List} pages=${pages} noun="import" unknown=${unknownOf({})}
      empty=${html`<${Blank} icon="FileUp" title="Nothing imported yet"
        action=${start}>Bring in customers, invoices, bookings, orders or balances from a CSV file
        or an Excel workbook. You see what would change before anything does.<//>`}
      table=${{
        caption: "Imports",
        columns,
        keyOf: (/** @type {Api.ImportRow} */ row) => row.importID,
        hrefOf: (/** @type {Api.ImportRow} */ row) => to.import(row.importID),
        keys: true,
      }} />
        </div><//>`;
}

/** @type {import("../ui/table.js").Column<Api.ImportRow>[]} */
const columns = [
  {
    label: "File",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<a href=${to.import(row.importID)}>${row.fileName}</a><small>${kindText(row.kind)}
        </small>`,
  },
  { label: "Status", cell: (row) => html`<${Status} status=${statusOf(row)} />` },
  {
    label: "Rows",
    end: true,
    cell: (row) => (row.rows == null ? html`<${None} />` : countText(row.rows)),
  },
  { label: "Created", end: true, cell: (row) => countText(row.counts?.created ?? 0) },
  { label: "Changed", end: true, cell: (row) => countText(row.counts?.changed ?? 0) },
  { label: "Failed", end: true, cell: (row) => countText(row.counts?.failed ?? 0) },
  { label: "As of", cell: (row) => dayText(row.asOf) },
  {
    label: "Started",
    cell: (row) =>
      html`<${Ago} at=${row.startedAt} /><small>${row.startedBy?.name ?? row.startedBy}</small>`,
  },
];
