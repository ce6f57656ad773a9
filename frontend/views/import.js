/** One import: how far it is, what it would change, what is wrong with which row, and what came of it. */
import { get, path } from "../client.js";
import { ActionDialog } from "../components/action-dialog.js";
import { Progress } from "../components/bars.js";
import { Button, ButtonLink } from "../components/button.js";
import { ErrorSummary, problemErrors } from "../components/field.js";
import { ImportTerms, MapColumns, termErrors } from "../components/map-columns.js";
import { Page } from "../components/page.js";
import { Banner, Loaded } from "../components/states.js";
import { Table } from "../components/table.js";
import { Section } from "../components/tabs.js";
import { Money, Status } from "../components/text.js";
import { countText, dayText } from "../format.js";
import { useState } from "../hooks.js";
import { html } from "../html.js";
import { asProblem } from "../http.js";
import { useSend } from "../intent.js";
import { useLoad, usePolling } from "../loading.js";
import { fields, hasDays, kinds, kindText, missing } from "../mapping.js";
import { notify } from "../notices.js";
import { to } from "../router.js";

const POLL_EVERY_MS = 1000;

/** @param {{ importID: string }} props */
export default function Import({ importID }) {
  const load = useLoad(path`/import/${importID}`);
  const job = load.data;
  const running = job && ["waiting", "reading", "applying"].includes(job.status);
  usePolling(load.reload, running ? POLL_EVERY_MS : null);
  return html`<${Page} title=${job?.fileName ?? "Import"} kind="import" crumbs=${[{ href: to.imports(), label: "Import" }]} aside=${job && html`<${Status} status=${job.status} />`}>
    <${Loaded} of=${load} kind="text">${(
      /** @type {any} */ data,
    ) => html`<${Stage} job=${data} onChanged=${load.reload} />
      ${data.status !== "waiting" && html`<${Counts} job=${data} />`}
      ${data.errors?.length > 0 && html`<${Errors} job=${data} />`}
      ${["previewed", "failed"].includes(data.status) && data.columns?.length > 0 && html`<${Remap} key=${data.status} job=${data} onChanged=${load.reload} />`}`}<//><//>`;
}

/** @param {{ job: any, onChanged: () => void }} props */
function Stage({ job, onChanged }) {
  const [asking, setAsking] = useState(false);
  if (job.status === "waiting")
    return html`<${Banner} tone="blue" icon="Clock">Waiting for the file. If it does not arrive, start again.<//><${ButtonLink} href="#/import/new" icon="FileUp">Start again<//>`;
  if (job.status === "reading" || job.status === "applying") {
    const label = `${job.status === "reading" ? "Reading" : "Applying"}: ${countText(job.processed ?? 0)}${job.rows ? ` of ${countText(job.rows)}` : ""} rows`;
    return html`<section class="card" aria-label="Progress"><${Progress} label=${label} done=${job.processed ?? 0} all=${job.rows ?? null} /><p class="note muted">You may leave this page; the work goes on, and you find it again under Import.</p></section>`;
  }
  if (job.status === "failed")
    return html`<${Banner} tone="red" icon="CircleX" role="alert">${job.detail ?? "The file could not be read. Nothing more was changed."} Mend the mapping below or start again with another file.<//>`;
  if (job.status === "done")
    return html`<${Banner} tone="green" icon="CircleCheck">Applied${job.finishedAt ? ` on ${dayText(job.finishedAt)}` : ""}: ${countText(job.counts?.created ?? 0)} created, ${countText(job.counts?.changed ?? 0)} changed, ${countText(job.counts?.unchanged ?? 0)} unchanged, ${countText(job.counts?.failed ?? 0)} failed. ${!isOfParties(job.kind) && html`<a href="#/customers">Open customers</a>`}<//>`;
  const rows = (job.rows ?? 0) - (job.counts?.failed ?? 0);
  return html`<div class="actions"><${Button} look="primary" icon="Check" onClick=${() => setAsking(true)} name="apply">Apply the import<//><span class="muted note">Nothing has been changed yet. Applying the same file again changes nothing.</span></div>
    ${
      asking &&
      html`<${Apply} job=${job} rows=${rows} onClose=${() => setAsking(false)} onDone=${() => {
        setAsking(false);
        onChanged();
      }} />`
    }`;
}

/** @param {{ job: any, rows: number, onClose: () => void, onDone: () => void }} props */
function Apply({ job, rows, onClose, onDone }) {
  const intent = {
    method: "POST",
    path: path`/import/${job.importID}/application`,
    body: {},
    version: job.version,
  };
  const stale = () => {
    notify({ tone: "amber", text: "Somebody else has changed the import. Nothing was applied; look at it again." });
    onDone();
  };
  return html`<${ActionDialog} plainly title="Apply the import" currency=${job.currency} intent=${intent} verb="Apply the import" onClose=${onClose} onDone=${onDone} onStale=${stale}
    sentence=${() => `Import ${countText(rows)} rows of ${job.fileName} as of ${dayText(job.asOf)}?${job.counts?.failed ? ` ${countText(job.counts.failed)} rows with errors are left out.` : ""}`} />`;
}

/** Whether a file holds what is between operators and aggregators. @param {string} kind */
const isOfParties = (kind) => kinds.findIndex((one) => one.value === kind) > 1;

/** @type {Record<string, string>} */
const headings = { done: "What was changed", applying: "What has changed so far" };

/** @param {{ job: any }} props */
function Counts({ job }) {
  const { summary, counts = {}, currency } = job;
  /** @type {[string, any][]} */
  const figures = [
    ["Rows", job.rows != null && countText(job.rows)],
    ["New", counts.created != null && countText(counts.created)],
    ["Changed", counts.changed != null && countText(counts.changed)],
    ["Unchanged", counts.unchanged != null && countText(counts.unchanged)],
    ["Left out", counts.skipped != null && countText(counts.skipped)],
    ["With errors", counts.failed != null && countText(counts.failed)],
  ];
  /** @type {[string, any][]} */
  const content = summary
    ? [
        ["Customers", summary.customers != null && countText(summary.customers)],
        [kindText(job.kind), isOfParties(job.kind) && countText(summary[job.kind] ?? 0)],
        ["Invoices", summary.invoices != null && countText(summary.invoices)],
        ["Amount", summary.amount != null && html`<${Money} amount=${summary.amount} currency=${currency} />`],
        [
          "Unpaid",
          summary.unpaid != null &&
            `${countText(summary.unpaid)} invoices of ${countText(summary.unpaidCustomers ?? 0)} customers`,
        ],
        [
          "Unpaid amount",
          summary.unpaidAmount != null && html`<${Money} amount=${summary.unpaidAmount} currency=${currency} />`,
        ],
        ["Disputes", summary.disputes != null && countText(summary.disputes)],
        ["Open disputes", summary.openDisputes != null && countText(summary.openDisputes)],
      ]
    : [];
  const list = (/** @type {[string, any][]} */ pairs) =>
    html`<dl class="figures">${pairs.filter(([, value]) => value !== false).map(([term, value]) => html`<div key=${term}><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
  return html`<${Section} title=${headings[job.status] ?? "What would change"}><div class="column">${list(figures)}${content.length > 0 && list(content)}
    <p class="note muted">As of ${dayText(job.asOf)}, amounts in ${currency}.</p></div><//>`;
}

/** @param {{ job: any }} props */
function Errors({ job }) {
  const [problem, setProblem] = useState(/** @type {any} */ (null));
  const download = async () => {
    try {
      const { url } = await get(path`/import/${job.importID}/error`);
      location.assign(url);
    } catch (reason) {
      setProblem(asProblem(reason));
    }
  };
  const columns = [
    { label: "Line", bare: true, cell: (/** @type {any} */ row) => `Line ${row.line}` },
    { label: "Column", cell: (/** @type {any} */ row) => row.column ?? "–" },
    { label: "What is wrong", grow: true, cell: (/** @type {any} */ row) => row.detail },
  ];
  return html`<${Section} title="Rows with errors" flush actions=${html`<${Button} icon="Download" onClick=${download}>Download all<//>`}>
    ${problem && html`<div class="padded"><${ErrorSummary} errors=${problemErrors(problem)} /></div>`}
    <${Table} caption="Rows with errors" columns=${columns} rows=${job.errors} keyOf=${(/** @type {any} */ row) => `${row.line}${row.column}${row.code}`} />
    ${job.counts?.failed > job.errors.length && html`<p class="padded muted">The first ${countText(job.errors.length)} are shown.</p>`}<//>`;
}

/** @param {{ job: any, onChanged: () => void }} props */
function Remap({ job, onChanged }) {
  const settings = useLoad("/setting/importPresets").data;
  const specs = settings?.fields?.[job.kind] ?? fields[job.kind] ?? [];
  const [terms, setTerms] = useState({ mapping: job.mapping ?? {}, currency: job.currency, asOf: job.asOf });
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const { carryOut, busy, problem } = useSend();
  const submit = async () => {
    const found = [...missing(terms.mapping, specs), ...termErrors(terms.asOf, terms.currency)];
    setErrors(found);
    if (found.length > 0) return;
    const saved = await carryOut({
      method: "PUT",
      path: path`/import/${job.importID}/mapping`,
      body: terms,
      version: job.version,
    });
    if (saved && (await carryOut({ method: "POST", path: path`/import/${job.importID}/preview`, body: {} }))) {
      notify({ tone: "blue", text: "The file is looked at again." });
      onChanged();
    }
  };
  return html`<${Section} title="Mapping"><details><summary>Change the mapping</summary><div class="column">
    <${ErrorSummary} errors=${[...errors, ...problemErrors(problem)]} />
    <${MapColumns} columns=${job.columns} sample=${job.sample ?? []} specs=${specs} mapping=${terms.mapping} onChange=${(/** @type {any} */ mapping) => setTerms({ ...terms, mapping })} />
    <${ImportTerms} dated=${hasDays(specs)} currency=${terms.currency} asOf=${terms.asOf} errors=${errors} onCurrency=${(/** @type {string} */ currency) => setTerms({ ...terms, currency })} onAsOf=${(/** @type {string} */ asOf) => setTerms({ ...terms, asOf })} />
    <div class="actions"><${Button} onClick=${submit} busy=${busy} icon="RefreshCw" name="remap">Preview again<//></div></div></details><//>`;
}
