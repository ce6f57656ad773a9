/** A file, dragged, pasted or picked; its limits said before. */
import { sizeText } from "../format.js";
import { useId, useLayoutEffect, useState } from "../hooks.js";
import { classes, html } from "../html.js";
import { Icon } from "./icon.js";

const MOST_BYTES = 50e6;

/** @param {{ file: File | null, onPick: (file: File) => void, onReject: (text: string) => void }} props */
export function FilePick({ file, onPick, onReject }) {
  const [over, setOver] = useState(false);
  const id = useId();
  const take = (/** @type {FileList | null | undefined} */ files) => {
    const picked = files?.[0];
    if (!files || !picked) return;
    if (files.length > 1) onReject(`One file at a time; these are ${files.length}.`);
    else if (!/\.(csv|txt)$/i.test(picked.name)) onReject(`${picked.name} is not a CSV file.`);
    else if (picked.size > MOST_BYTES)
      onReject(`${picked.name} has ${sizeText(picked.size)}; at most ${sizeText(MOST_BYTES)} are taken.`);
    else if (picked.size === 0) onReject(`${picked.name} is empty.`);
    else onPick(picked);
  };
  useLayoutEffect(() => listen(take, setOver));
  return html`<div class=${classes("drop", over && "over")}>
    <${Icon} name="FileUp" size=${20} />
    ${file ? html`<p><strong>${file.name}</strong>, ${sizeText(file.size)}</p>` : html`<p>Drop a CSV file here, paste it, or pick it.</p>`}
    <label class="button" for=${id}>${file ? "Pick another file" : "Pick a file"}</label>
    <input type="file" id=${id} accept=".csv,.txt,text/csv" onChange=${(/** @type {any} */ event) => {
      take(event.target.files);
      event.target.value = "";
    }} />
    <p class="hint">CSV with a row of column names, at most ${sizeText(MOST_BYTES)}.</p>
  </div>`;
}

/** Takes what is pasted, or dropped anywhere: beside the box the browser would leave the page for the file. @param {(files?: FileList | null) => void} take @param {(over: boolean) => void} tell */
function listen(take, tell) {
  /** @type {Record<string, (event: any) => void>} */
  const listeners = {
    paste: (event) => take(event.clipboardData?.files),
    dragover: (event) => {
      event.preventDefault();
      tell(true);
    },
    dragleave: (event) => event.relatedTarget === null && tell(false),
    drop: (event) => {
      event.preventDefault();
      tell(false);
      take(event.dataTransfer?.files);
    },
  };
  for (const [name, hear] of Object.entries(listeners)) document.addEventListener(name, hear);
  return () => {
    for (const [name, hear] of Object.entries(listeners)) document.removeEventListener(name, hear);
  };
}
