/** A new import: pick a file, say which column is what, and send it to be looked at. Nothing changes yet. */
import { call, newKey, path } from "../client.js";
import { Progress } from "../components/bars.js";
import { Button, ButtonLink } from "../components/button.js";
import { ErrorSummary, problemErrors, Radios, SelectField } from "../components/field.js";
import { FilePick } from "../components/file-pick.js";
import { ImportTerms, MapColumns, termErrors } from "../components/map-columns.js";
import { Page } from "../components/page.js";
import { Section } from "../components/tabs.js";
import { keepDraft, readDraft } from "../drafts.js";
import { sizeText } from "../format.js";
import { useEffect, useRef, useState } from "../hooks.js";
import { html } from "../html.js";
import { asProblem } from "../http.js";
import { useLoad } from "../loading.js";
import { fields, guess, hasDays, kinds, missing, readRows } from "../mapping.js";
import { go, to } from "../router.js";
import { may } from "../session.js";
import { sendFile } from "../uploads.js";

const HEAD_BYTES = 65536;
const today = () => new Date().toISOString().slice(0, 10);

export default function NewImport() {
  const settings = useLoad("/setting/importPresets").data;
  const [kind, setKind] = useState("invoices");
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [head, setHead] = useState({ columns: /** @type {string[]} */ ([]), sample: /** @type {string[][]} */ ([]) });
  const [terms, setTerms] = useState(() =>
    readDraft("import", {
      mapping: /** @type {import("../mapping.js").Mapping} */ ({}),
      currency: "USD",
      asOf: today(),
    }),
  );
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const specs = settings?.fields?.[kind] ?? fields[kind] ?? [];
  const offered = kinds.filter((one) => !one.needs || may(one.needs));
  const presets = (settings?.value ?? []).filter((/** @type {any} */ preset) => !preset.kind || preset.kind === kind);
  const sending = useSending(file, kind, terms, setErrors);
  const change = (/** @type {Partial<typeof terms>} */ part) => {
    const next = { ...terms, ...part };
    setTerms(next);
    keepDraft("import", next);
  };
  useEffect(() => {
    if (file) change({ mapping: guess(head.columns, head.sample, specs) });
  }, [file, kind, specs.length > 0]);
  const take = async (/** @type {File} */ picked) => {
    const [columns = [], ...sample] = readRows(await picked.slice(0, HEAD_BYTES).text());
    if (columns.length < 2) {
      setErrors([{ text: `${picked.name} does not look like a CSV file with a row of column names.` }]);
      return;
    }
    setErrors([]);
    setFile(picked);
    setHead({ columns, sample });
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = [
      ...(file ? [] : [{ text: "Pick a file first." }]),
      ...missing(terms.mapping, specs),
      ...termErrors(terms.asOf, terms.currency),
    ];
    setErrors(found);
    if (found.length === 0) sending.start();
  };
  return html`<${Page} title="Import a file" crumbs=${[{ href: to.imports(), label: "Import" }]}>
    <form class="column" onSubmit=${submit} novalidate><${ErrorSummary} errors=${errors} />
      <${Section} title="File"><div class="column">
        <${Radios} legend="The file holds" name="kind" value=${kind} onInput=${setKind} options=${offered} />
        <${FilePick} file=${file} onPick=${take} onReject=${(/** @type {string} */ text) => setErrors([{ text }])} /></div><//>
      ${
        file &&
        html`<${Section} title="Columns" actions=${
          presets.length > 0 &&
          html`<${SelectField} quiet label="Saved mapping" value="" options=${[{ value: "", label: "Use a saved mapping" }, ...presets.map((/** @type {any} */ preset) => ({ value: preset.presetID, label: preset.name }))]} onInput=${(
            /** @type {string} */ id,
          ) => {
            const preset = presets.find((/** @type {any} */ one) => one.presetID === id);
            if (preset) change({ mapping: preset.mapping, currency: preset.currency ?? terms.currency });
          }} />`
        }>
          <${MapColumns} columns=${head.columns} sample=${head.sample} specs=${specs} mapping=${terms.mapping} onChange=${(/** @type {any} */ mapping) => change({ mapping })} /><//>
        <${Section} title="Terms"><${ImportTerms} dated=${hasDays(specs)} currency=${terms.currency} asOf=${terms.asOf} errors=${errors} onCurrency=${(/** @type {string} */ currency) => change({ currency })} onAsOf=${(/** @type {string} */ asOf) => change({ asOf })} /><//>`
      }
      ${
        sending.busy
          ? html`<${Progress} label=${`Sending ${file?.name}`} done=${sending.done} all=${sending.all} /><div class="actions"><${Button} icon="X" onClick=${sending.stop}>Cancel<//></div>`
          : file &&
            html`<div class="actions"><${Button} look="primary" type="submit" icon="Upload" name="upload">Send and preview<//><${ButtonLink} href=${to.imports()} look="quiet">Cancel<//><span class="muted note">${sizeText(file.size)}. Nothing is changed before you have seen the preview.</span></div>`
      }
    </form><//>`;
}

/** Sends the file. A further try after a broken connection goes on with the same import. @param {File | null} file @param {string} kind @param {{ mapping: any, currency: string, asOf: string }} terms @param {(errors: any[]) => void} tell */
function useSending(file, kind, terms, tell) {
  const [state, setState] = useState({ busy: false, done: 0, all: 0 });
  const stopper = useRef(new AbortController());
  const made = useRef({ of: "", key: "" });
  const start = async () => {
    if (!file || state.busy) return;
    stopper.current = new AbortController();
    const { signal } = stopper.current;
    setState({ busy: true, done: 0, all: file.size });
    try {
      const body = { kind, fileName: file.name, size: file.size, ...terms };
      const of = JSON.stringify([body, file.lastModified]);
      if (made.current.of !== of) made.current = { of, key: newKey() };
      const { data } = await call("POST", "/import", { body, key: made.current.key, signal });
      await sendFile(data.upload, file, (done, all) => setState({ busy: true, done, all }), signal);
      await call("POST", path`/import/${data.importID}/preview`, { body: {}, signal });
      go(to.import(data.importID));
    } catch (reason) {
      if (/** @type {any} */ (reason)?.name !== "AbortError") {
        const problem = asProblem(reason);
        if (problem.status >= 400 && problem.status < 500) made.current.of = "";
        tell(problemErrors(problem, { "/asOf": "as-of", "/currency": "currency" }));
      }
    }
    setState({ busy: false, done: 0, all: 0 });
  };
  return { ...state, start, stop: () => stopper.current.abort() };
}
