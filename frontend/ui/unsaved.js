/** That something is typed and not saved, with a way back to what is saved. */
import { html } from "../base/html.js";
import { Button } from "./button.js";

/** @param {{ of: import("../base/edits.js").Edited<unknown> }} props */
export const Unsaved = ({ of }) =>
  of.isUnsaved &&
  html`<p class="note unsaved">Not saved yet. What you typed stays here, also when you
  leave. <${Button}
    look="quiet" icon="RotateCcw" onClick=${of.discard} name="discard">Discard<//></p>`;
