/**
 * A new import: pick a file and send it to be looked at. What its columns are is said afterwards;
 * nothing changes yet.
 */
import { call, newKey } from "../base/client.js";
import { sizeText } from "../base/format.js";
import { useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { path } from "../base/paths.js";
import { go, place, setQuery, to } from "../base/router.js";
import { may } from "../base/session.js";
import { sendFile } from "../base/uploads.js";
import { Progress } from "../ui/bars.js";
import { Button, ButtonLink } from "../ui/button.js";
import { ErrorSummary, problemErrors, Radios } from "../ui/field.js";
import { FilePick } from "../ui/file-pick.js";
import { Page } from "../ui/page.js";
import { Section } from "../ui/tabs.js";
import { kinds } from "./mapping.js";

export default function NewImport() {
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const offered = kinds.filter((one) => !one.needs || may(one.needs));
  const asked = place.value.query.get("kind");
  const kind = offered.some((one) => one.value === asked) ? String(asked) : offered[0].value;
  const sending = useSending(file, kind, setErrors);
  const take = (/** @type {File} */ picked) => {
    setErrors([]);
    setFile(picked);
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    setErrors(file ? [] : [{ id: "file", text: "Pick a file first." }]);
    if (file) sending.start();
  };
  return html`<${Page} title="Import a file" known=${{ kind: offered.map((one) => one.value) }}
    crumbs=${[{ href: to.imports(), label: "Import" }]}>
    <form class="column" onSubmit=${submit} novalidate><${ErrorSummary} errors=${errors} />
      <${Section} title="File"><div class="column">
        <${Radios} legend="The file holds" name="kind" value=${kind}
          onInput=${(/** @type {string} */ value) => setQuery({ kind: value }, { replace: true })}
          options=${offered} />
        <${FilePick} id="file" file=${file} onPick=${take}
          onReject=${(/** @type {string} */ text) => setErrors([{ id: "file", text }])} /></div><//>
      ${
        sending.busy
          ? html`<${Progress} label=${`Sending ${file?.name}`} done=${sending.done}
            all=${sending.all} /><div class="actions"><${Button} icon="X"
              onClick=${sending.stop}>Cancel<//></div>`
          : html`<div class="actions"><${Button} look="primary" type="submit" icon="Upload"
            name="upload">Send<//><${ButtonLink} href=${to.imports()} look="quiet">Cancel<//>
            <span class="muted note">
            ${
              file ? `${sizeText(file.size)}. ` : ""
            }It is looked at first; what its columns are you say then. Nothing is changed before you
            have seen the preview.</span></div>`
      }
    </form><//>`;
}

/**
 * Sends the file. A further try after a broken connection goes on with the same import.
 * @param {File | null} file
 * @param {string} kind
 * @param {(errors: { id?: string, text: string }[]) => void} tell
 */
function useSending(file, kind, tell) {
  const [state, setState] = useState({ busy: false, done: 0, all: 0 });
  const stopper = useRef(new AbortController());
  const made = useRef({ of: "", key: "" });
  const start = async () => {
    if (!file || state.busy) return;
    stopper.current = new AbortController();
    const { signal } = stopper.current;
    setState({ busy: true, done: 0, all: file.size });
    try {
      const body = { kind, fileName: file.name, size: file.size };
      const of = JSON.stringify([body, file.lastModified]);
      if (made.current.of !== of) made.current = { of, key: newKey() };
      const { data } = await call("POST", "/import", { body, key: made.current.key, signal });
      await sendFile(data.upload, file, (done, all) => setState({ busy: true, done, all }), signal);
      await call("POST", path`/import/${data.importID}/preview`, { body: {}, signal });
      go(to.import(data.importID));
    } catch (reason) {
      if (/** @type {Error | undefined} */ (reason)?.name !== "AbortError") {
        const problem = asProblem(reason);
        if (problem.status >= 400 && problem.status < 500) made.current.of = "";
        tell(problemErrors(problem, { "/fileName": "file", "/size": "file" }));
      }
    }
    setState({ busy: false, done: 0, all: 0 });
  };
  return { ...state, start, stop: () => stopper.current.abort() };
}
