/**
 * The files of a dispute: what is there, to be fetched, and adding more. What is taken, and from
 * whom, the server says.
 */

import { sizeText } from "../base/format.js";
import { useEffect, useId, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { moverWords } from "../base/words.js";
import { Progress } from "../ui/bars.js";
import { Button } from "../ui/button.js";
import { Radios } from "../ui/field.js";
import { DropBox } from "../ui/file-pick.js";
import { Icon } from "../ui/icon.js";
import { Loaded } from "../ui/states.js";
import { Ago, Badge } from "../ui/text.js";
import { whyText } from "../ui/why.js";
import { FetchFile } from "./fetch-file.js";
import { useFiles } from "./files.js";
import { takenText, useOutgoingFiles } from "./outgoing-files.js";
import { canPreview, Preview } from "./preview.js";

/**
 * @typedef {{ attachmentID: string, name: string, size: number, side?: string, by?: string | null,
 *   at: string, audience?: string, contentType?: string }} Attached
 */

/** @param {Parameters<typeof import("./attachments.js").Attachments>[0]} props */
export default function AttachedFiles({
  disputeID,
  actions,
  latest,
  nameOf = moverWords,
  everybody = "Everybody in it",
  onChanged,
  link,
  ticketID,
  item,
}) {
  const load = useFiles(disputeID, link, ticketID, item);
  const sending = useOutgoingFiles({ disputeID, link, ticketID, item }, load.data?.limits, () => {
    load.reload();
    onChanged?.();
  });
  const isKnown =
    !latest ||
    !load.data ||
    load.data.value.some((/** @type {Attached} */ one) => one.attachmentID === latest);
  useEffect(() => {
    if (!isKnown) load.reload();
  }, [latest]);
  const find = (/** @type {string} */ name) => actions?.find((action) => action.name === name);
  /** Whether others than the staff see some of them. @param {Api.FilesView} data */
  const isForSeveral = (data) =>
    Boolean(find("attachNote")) || data.value.some((one) => one.audience !== "staff");
  return html`<div class="column attached">
    <${Loaded} of=${load} kind="text" rows=${1}>${(/** @type {Api.FilesView} */ data) => html`
      ${
        data.value.length > 0
          ? html`<ul class="files" aria-label="Attached files">${data.value.map(
              (/** @type {Attached} */ file) =>
                html`<${AttachedFile} key=${file.attachmentID} disputeID=${disputeID} file=${file}
                  link=${link}
                  ticketID=${ticketID} item=${item} who=${file.by ?? nameOf(file.side ?? "")}
                  isApart=${file.audience === "staff" && isForSeveral(data)} />`,
            )}</ul>`
          : sending.rows.length === 0 && html`<p class="muted">No files are attached.</p>`
      }
      <${Adding} limits=${data.limits} sending=${sending} attach=${find("attach")}
        attachNote=${find("attachNote")} everybody=${everybody}
        what=${ticketID && "ticket"} />`}<//></div>`;
}

/**
 * @param {{ disputeID: string, file: Attached, who: string, isApart: boolean, link?: string,
 *   ticketID?: string, item?: string }} props
 *   isApart: the staff's own, which nobody else sees
 */
export const AttachedFile = ({ disputeID, file, who, isApart, link, ticketID, item }) => html`<li>
  <${Icon} name="FileText" />
  <div><p class="file-name">${file.name}</p>
    <p class="note muted">${sizeText(file.size)} · ${who} · <${Ago} at=${file.at} />
      ${isApart && html` <${Badge} tone="amber" icon="Lock">Staff only<//>`}</p>
    ${
      canPreview(file) &&
      html`<${Preview} disputeID=${disputeID} file=${file} link=${link} ticketID=${ticketID}
        item=${item} />`
    }</div>
  <${FetchFile} disputeID=${disputeID} file=${file} link=${link} ticketID=${ticketID}
    item=${item} />
</li>`;

/**
 * @param {{ limits: import("./outgoing-files.js").Limits,
 *   sending: ReturnType<typeof import("./outgoing-files.js").useOutgoingFiles>,
 *   attach: Api.ChoiceView
 *   | undefined,
 *   attachNote: Api.ChoiceView | undefined,
 *   everybody: string, what?: string }} props
 */
function Adding({ limits, sending, attach, attachNote, everybody, what }) {
  const [internal, setInternal] = useState(true);
  const id = useId();
  const forAll = Boolean(attach?.allowed);
  const forStaff = Boolean(attachNote?.allowed);
  const isInternal = forStaff && (internal || !forAll);
  const stop = (/** @type {import("./outgoing-files.js").Sending} */ row) => {
    sending.stop(row);
    document.getElementById(id)?.focus();
  };
  return html`${
    sending.rows.length > 0 &&
    html`<ul class="files" aria-label="Files on their way">
      ${sending.rows.map(
        (
          /** @type {import("./outgoing-files.js").Sending} */ row,
        ) => html`<${OnItsWay} key=${row.id} row=${row}
          onStop=${() => stop(row)} onRetry=${() => sending.retry(row)} />`,
      )}</ul>`
  }
    ${
      forAll &&
      forStaff &&
      html`<${Radios} legend="Who sees what you attach" name="attach-for"
        value=${internal ? "staff" : "all"}
        onInput=${(/** @type {string} */ value) => setInternal(value === "staff")}
        options=${[
          { value: "staff", label: "The staff only" },
          { value: "all", label: `${everybody} and the staff` },
        ]} />`
    }
    ${
      forAll || forStaff
        ? html`<${DropBox} compact several id=${id}
          label=${isInternal ? "Attach for the staff only" : "Attach files"}
          accept=${limits.types.flatMap((type) => [...type.extensions, type.contentType]).join(",")}
          hint=${takenText(limits, what)}
          onFiles=${(/** @type {File[]} */ files) =>
            sending.add(files, isInternal)}>Drop files here, paste them, or pick them.<//>`
        : attach &&
          html`<div><${Button} icon="FileUp" name="attach" whyID=${`${id}-why`}>Attach files<//>
            <p class="why note muted" id=${`${id}-why`}>${whyText(attach)}</p></div>`
    }`;
}

/**
 * @param {{ row: import("./outgoing-files.js").Sending, onStop: () => void, onRetry: () => void }}
 *   props
 */
export function OnItsWay({ row: { file, phase, done, wrong, canRetry }, onStop, onRetry }) {
  if (phase === "failed")
    return html`<li class="failed"><${Icon} name="CircleAlert" /><div><p class="file-name">
      ${file.name}</p><p class="error">${wrong}</p></div>
      <div class="actions">
        ${
          canRetry &&
          html`<${Button} icon="RefreshCw" onClick=${onRetry}
            aria=${{ "aria-label": `Try again: ${file.name}` }}>Try again<//>`
        }
        <${Button} look="quiet" icon="X" onClick=${onStop}
          aria=${{ "aria-label": `Remove ${file.name}` }}>Remove<//></div></li>`;
  const label = phase === "looking" ? `Checking ${file.name}` : `Sending ${file.name}`;
  return html`<li><${Icon} name="FileText" /><${Progress} label=${label} done=${done}
    all=${phase === "looking" ? null : file.size} />
    <${Button} look="quiet" icon="X" onClick=${onStop}
      aria=${{ "aria-label": `Cancel ${file.name}` }}>Cancel<//></li>`;
}
