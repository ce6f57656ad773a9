/** One import: how far it is, how its file is read, what it would change, and what came of it. */

import { countText, dayText } from "../base/format.js";
import { useEffect, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad, usePolling } from "../base/queries.js";
import { to } from "../base/router.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Progress } from "../ui/bars.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Banner, Loaded } from "../ui/states.js";
import { Status } from "../ui/text.js";
import { statusOf } from "./mapping.js";
import { Counts, Examples, Notes } from "./outcome.js";
import { dropTerms, Steps } from "./steps.js";

const POLL_EVERY_MS = 1000;

/** @param {{ importID: string }} props */
export default function Import({ importID }) {
  const load = useLoad(path`/import/${importID}`);
  const settings = useLoad("/setting/importPresets");
  const job = load.data;
  const isRunning = job && (["reading", "applying"].includes(job.status) || awaitsFile(job));
  usePolling(load.reload, isRunning ? POLL_EVERY_MS : null);
  const ran = useRef(false);
  useEffect(() => {
    if (job && ["reading", "applying"].includes(job.status)) ran.current = true;
  }, [job?.status]);
  return html`<${Page} title=${job?.fileName ?? "Import"} kind="import"
    crumbs=${[{ href: to.imports(), label: "Import" }]}
    aside=${job && html`<${Status} status=${statusOf(job)} />`}>
    <${Loaded} of=${load} kind="text">${(/** @type {Api.ImportView} */ data) =>
      isOpen(data)
        ? html`${data.status === "failed" && html`<${Failed} job=${data} />`}
          <${Loaded} of=${settings} kind="text">${(/** @type {unknown} */ known) =>
            html`<${Steps} job=${data} settings=${known} arrived=${ran.current}
              onChanged=${(/** @type {unknown} */ now) => (now ? load.put(now) : load.reload())}>
              <${Actions} job=${data} onChanged=${load.reload} /><//>`}<//>`
        : html`<${Running} job=${data} />
          ${
            data.status !== "waiting" &&
            html`<${Counts} job=${data} /><${Examples} job=${data} />
              <${Notes} job=${data} />`
          }`}<//><//>`;
}

/** Whether nothing was done since it was ordered. @param {Api.ImportView} job */
const awaitsFile = (job) => job.status === "waiting" && job.version === 1;

/** Whether it can still be said how the file is read. @param {Api.ImportView} job */
const isOpen = (job) =>
  ["previewed", "failed"].includes(job.status) || (job.status === "waiting" && !awaitsFile(job));

/** @param {{ job: Api.ImportView }} props */
const Failed = ({ job }) =>
  html`<${Banner} tone="red" icon="CircleX" role="alert">
    ${
      job.detail ?? "The file could not be read. Nothing more was changed."
    } Say below how it is to be read, or <a
      href="#/import/new">start again with another file</a>.<//>`;

const customers = { href: to.customers(), label: "Open customers" };
/**
 * Where one finds what a file of a kind brought in.
 * @type {Record<string, { href: string, label: string }>}
 */
const places = {
  invoices: customers,
  customers,
  orders: { href: to.orders(), label: "Open orders" },
  vendors: { href: to.vendors(), label: "Open vendors" },
};

/**
 * An import that goes on by itself, or has come to its end.
 * @param {{ job: Api.ImportView }} props
 */
function Running({ job }) {
  useEffect(() => {
    if (job.status === "done") dropTerms(job.importID);
  }, [job.status]);
  if (job.status === "waiting")
    return html`<${Banner} tone="blue"
      icon="Clock">Waiting for the file. If it does not arrive, start again.<//>
      <${ButtonLink} href="#/import/new" icon="FileUp">Start again<//>`;
  if (job.status === "done")
    return html`<${Banner} tone="green"
      icon="CircleCheck">Applied${
        job.finishedAt ? ` on ${dayText(job.finishedAt)}` : ""
      }: ${countText(
        job.counts?.created ?? 0,
      )} created, ${countText(job.counts?.changed ?? 0)} changed, ${countText(
        job.counts?.unchanged ?? 0,
      )} unchanged, ${countText(job.counts?.failed ?? 0)} failed. ${
        places[job.kind] && html`<a href=${places[job.kind].href}>${places[job.kind].label}</a>`
      }<//>`;
  const label =
    `${job.status === "reading" ? "Reading" : "Applying"}: ${countText(job.processed ?? 0)}` +
    `${job.rows ? ` of ${countText(job.rows)}` : ""} rows`;
  return html`<section class="card" aria-label="Progress"><${Progress} label=${label}
    done=${job.processed ?? 0} all=${job.rows ?? null} />
    <p class="note muted">You may leave this page; the work goes on, and you find it again under
      Import.</p>
    </section>`;
}

/**
 * What can be done with a preview.
 * @param {{ job: Api.ImportView, onChanged: () => void }} props
 */
function Actions({ job, onChanged }) {
  const [asking, setAsking] = useState(false);
  if (job.status !== "previewed") return null;
  return html`<div class="actions"><${Button} look="primary" icon="Check"
    onClick=${() => setAsking(true)} name="apply">Apply the import<//>
    <span class="muted note">Nothing has been changed yet. Applying the same file again changes
      nothing.</span></div>
    ${
      asking &&
      html`<${Apply} job=${job} onClose=${() => setAsking(false)} onDone=${() => {
        setAsking(false);
        onChanged();
      }} />`
    }`;
}

/** @param {{ job: Api.ImportView, onClose: () => void, onDone: () => void }} props */
function Apply({ job, onClose, onDone }) {
  const { failed = 0, skipped = 0 } = job.counts ?? {};
  const rows = (job.rows ?? 0) - failed - skipped;
  const left = [
    ...(failed ? [`${countText(failed)} rows with errors`] : []),
    ...(skipped ? [`${countText(skipped)} rows that are not meant to come in`] : []),
  ];
  const intent = {
    method: "POST",
    path: path`/import/${job.importID}/application`,
    body: {},
    version: job.version,
  };
  const stale = () => {
    notify({
      tone: "amber",
      text: "Somebody else has changed the import. Nothing was applied; look at it again.",
    });
    onDone();
  };
  return html`<${ActionDialog} plainly title="Apply the import" currency=${job.currency}
    intent=${intent} verb="Apply the import" onClose=${onClose} onDone=${onDone} onStale=${stale}
    sentence=${() =>
      `Import ${countText(rows)} rows of ${job.fileName} as` +
      ` of ${dayText(job.asOf)}?${
        left.length > 0 ? ` ${left.join(" and ")} are left out.` : ""
      }`} />`;
}
