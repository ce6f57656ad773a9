/** Files, dragged, pasted or picked; what is taken is said before. */
import { sizeText } from "../base/format.js";
import { useId, useLayoutEffect, useState } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { Icon } from "./icon.js";

const MOST_BYTES = 50 * 1024 * 1024;
const KINDS = [".csv", ".txt", ".tsv", ".xlsx", ".xlsm"];

/**
 * One file of rows.
 * @param {{ file: File | null, onPick: (file: File) => void, onReject: (text: string) => void,
 *   id?: string }} props
 */
export function FilePick({ file, onPick, onReject, id }) {
  const take = (/** @type {File[]} */ [picked, ...more]) => {
    if (more.length > 0) onReject(`One file at a time; these are ${more.length + 1}.`);
    else if (!KINDS.some((kind) => picked.name.toLowerCase().endsWith(kind)))
      onReject(`${picked.name} is neither a CSV file nor an Excel workbook.`);
    else if (picked.size > MOST_BYTES)
      onReject(
        `${picked.name} has ${sizeText(picked.size)}; at most ${sizeText(MOST_BYTES)} are taken.`,
      );
    else if (picked.size === 0) onReject(`${picked.name} is empty.`);
    else onPick(picked);
  };
  return html`<${DropBox} id=${id} label=${file ? "Pick another file" : "Pick a file"}
    accept=${`${KINDS.join()},text/csv`} onFiles=${take}
    hint=${
      `CSV or Excel (${KINDS.join(", ")}) with a row of column names, at` +
      ` most ${sizeText(MOST_BYTES)}.`
    }>
    ${
      file
        ? html`<strong>${file.name}
        </strong>, ${sizeText(file.size)}`
        : "Drop a file here, paste it, or pick it."
    }<//>`;
}

/**
 * Where files are dropped, pasted or picked.
 * @param {{ label: string, accept: string, hint: string, children?: unknown,
 *   onFiles: (files: File[]) => void, id?: string, several?: boolean, compact?: boolean }} props
 */
export function DropBox({ label, accept, hint, children, onFiles, id, several, compact }) {
  const [over, setOver] = useState(false);
  const made = useId();
  const own = id ?? made;
  const take = (/** @type {FileList | null | undefined} */ files) => {
    if (files?.length) onFiles([...files]);
  };
  useLayoutEffect(() => listen(take, setOver));
  return html`<div class=${classes("drop", over && "over", compact && "compact")}>
    <${Icon} name="FileUp" size=${20} />
    <p>${children}</p>
    <label class="button" for=${own}>${label}</label>
    <input type="file" id=${own} accept=${accept} multiple=${several}
      aria-describedby=${`${own}-hint`} onChange=${(
        /** @type {{ target: HTMLInputElement }} */ event,
      ) => {
        take(event.target.files);
        event.target.value = "";
      }} />
    <p class="hint" id=${`${own}-hint`}>${hint}</p>
  </div>`;
}

/** Whether it is files that are dragged, and not words of the page. @param {DragEvent} event */
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

/**
 * Takes what is pasted, or dropped anywhere: beside the box the browser would leave the page for
 * the file.
 * @param {(files?: FileList | null) => void} take
 * @param {(over: boolean) => void} tell
 */
function listen(take, tell) {
  const listeners = {
    paste: (/** @type {ClipboardEvent} */ event) => take(event.clipboardData?.files),
    dragover: (/** @type {DragEvent} */ event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      tell(true);
    },
    dragleave: (/** @type {DragEvent} */ event) => event.relatedTarget === null && tell(false),
    drop: (/** @type {DragEvent} */ event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      tell(false);
      take(event.dataTransfer?.files);
    },
  };
  const heard = /** @type {[string, EventListener][]} */ (Object.entries(listeners));
  for (const [name, hear] of heard) document.addEventListener(name, hear);
  return () => {
    for (const [name, hear] of heard) document.removeEventListener(name, hear);
  };
}
