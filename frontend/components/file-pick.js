/** A file, dragged, pasted or picked; its limits said before. */
import { sizeText } from "../format.js";
import { useEffect, useId, useState } from "../hooks.js";
import { classes, html } from "../html.js";
import { Icon } from "./icon.js";

const MOST_BYTES = 50e6;

/** @param {{ file: File | null, onPick: (file: File) => void, onReject: (text: string) => void }} props */
export function FilePick({ file, onPick, onReject }) {
  const [over, setOver] = useState(false);
  const id = useId();
  const take = (/** @type {FileList | null | undefined} */ files) => {
    const picked = files?.[0];
    if (!picked) return;
    if (!/\.(csv|txt)$/i.test(picked.name)) onReject(`${picked.name} is not a CSV file.`);
    else if (picked.size > MOST_BYTES)
      onReject(`${picked.name} has ${sizeText(picked.size)}; at most ${sizeText(MOST_BYTES)} are taken.`);
    else if (picked.size === 0) onReject(`${picked.name} is empty.`);
    else onPick(picked);
  };
  useEffect(() => {
    const paste = (/** @type {ClipboardEvent} */ event) => take(event.clipboardData?.files);
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });
  const drag = (/** @type {DragEvent} */ event, /** @type {boolean} */ on) => {
    event.preventDefault();
    setOver(on);
  };
  return html`<div class=${classes("drop", over && "over")} onDragOver=${(/** @type {DragEvent} */ event) => drag(event, true)} onDragLeave=${(/** @type {DragEvent} */ event) => drag(event, false)}
      onDrop=${(/** @type {DragEvent} */ event) => {
        drag(event, false);
        take(event.dataTransfer?.files);
      }}>
    <${Icon} name="FileUp" size=${20} />
    ${file ? html`<p><strong>${file.name}</strong>, ${sizeText(file.size)}</p>` : html`<p>Drop a CSV file here, paste it, or pick it.</p>`}
    <label class="button" for=${id}>${file ? "Pick another file" : "Pick a file"}</label>
    <input type="file" id=${id} accept=".csv,.txt,text/csv" onChange=${(/** @type {any} */ event) => take(event.target.files)} />
    <p class="hint">CSV with a row of column names, at most ${sizeText(MOST_BYTES)}.</p>
  </div>`;
}
