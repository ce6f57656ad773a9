/** Evidence: what is needed and missing, and what each file is (CK-02, PO-17). */
import { call } from "../../base/client.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { asProblem } from "../../base/http.js";
import { path } from "../../base/paths.js";
import { to } from "../../base/router.js";
import { Icon } from "../../ui/icon.js";
import { NotLoaded } from "../../ui/states.js";
import { Section } from "../../ui/tabs.js";
import { useFiles } from "../files.js";
import { fileTypes } from "./words.js";

/**
 * @param {{ dispute: import("./words.js").Seen, latest: string | null, mayType: boolean,
 *   onChanged: () => void,
 *   link?: string }} props latest: the last file that the view knows of; link: of the vendor's
 *   mail, in place of signing in
 */
export function EvidenceOf({ dispute, latest, mayType, onChanged, link }) {
  return html`<${Section} title="Evidence" name="evidence">
    ${
      dispute.needs.length > 0
        ? html`<ul class="plain needs" aria-label="What is needed">${dispute.needs.map(
            (/** @type {Api.NeedView} */ one) => html`<li key=${`${one.side}-${one.type}`}
              class=${one.isThere ? "there" : "missing"}>
              <${Icon} name=${
                one.isThere ? "CircleCheck" : one.isRequired ? "CircleAlert" : "CircleDashed"
              } />
              <span><strong>${
                one.isThere ? "There" : one.isRequired ? "Missing" : "Not there, not required"
              }:</strong>${" "}
                ${one.text} <span class="muted">(${one.side})</span></span></li>`,
          )}</ul>`
        : html`<p class="muted">Nothing is needed.</p>`
    }
    ${
      mayType &&
      html`<${Types} key=${latest} dispute=${dispute} onChanged=${onChanged} link=${link} />`
    }<//>`;
}

/**
 * What each attached file is.
 * @param {{ dispute: import("./words.js").Seen, onChanged: () => void, link?: string }} props
 */
function Types({ dispute, onChanged, link }) {
  const load = useFiles(dispute.disputeID, link);
  const [wrong, setWrong] = useState(/** @type {string | null} */ (null));
  const typed = (/** @type {string} */ id) =>
    dispute.evidence.find((/** @type {Api.EvidenceView} */ one) => one.attachmentID === id);
  const type = async (/** @type {string} */ id, /** @type {string} */ value) => {
    setWrong(null);
    try {
      const above = link ? "/answer" : path`/dispute/${dispute.disputeID}`;
      await call("PUT", above + path`/evidence/${id}`, { body: { type: value }, link });
    } catch (reason) {
      setWrong(asProblem(reason).message);
    }
    onChanged();
  };
  const files = load.data?.value ?? [];
  return html`<${NotLoaded} of=${load} what="The files" />
    ${
      files.length > 0 &&
      html`<ul class="plain column" aria-label="What each file is">${files.map(
        (
          /** @type {Api.AttachmentView} */ file,
        ) => html`<li key=${file.attachmentID} class="file-type">
          <label><span class="file-name">${file.name}</span>
          <select onInput=${(/** @type {{ target: HTMLSelectElement }} */ event) =>
            event.target.value && type(file.attachmentID, event.target.value)}>
            <option value="" selected=${!typed(file.attachmentID)}>Not said yet</option>
            ${Object.entries(fileTypes).map(
              ([value, label]) => html`<option key=${value} value=${value}
                selected=${typed(file.attachmentID)?.type === value}>${label}</option>`,
            )}</select></label>
          ${typed(file.attachmentID)?.alsoIn?.map(
            (
              /** @type {Api.UseView} */ use,
              /** @type {number} */ at,
            ) => html`<p key=${at} class="error-text">
              <${Icon} name="TriangleAlert" />The very same file is in ${
                use.disputeID
                  ? html`<a href=${to.dispute(use.disputeID)}>another case</a>`
                  : "another case, which you do not see"
              }.</p>`,
          )}</li>`,
      )}</ul>`
    }
    <span role="alert">${wrong && html`<span class="error-text">${wrong}</span>`}</span>`;
}
