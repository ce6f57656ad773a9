/** By which files the bank was told of a payout, and who says that it never left (PO-12, PO-25). */
import { momentText } from "../base/format.js";
import { html } from "../base/html.js";
import { fileText } from "./payout-deeds.js";

/** @param {{ of: { files: Api.TellingView[], unsent: Api.UnsentView | null } }} props */
export const Files = ({ of: { files, unsent } }) =>
  html`${
    files.length > 0
      ? html`<ul class="plain note">${files.map(
          (one) => html`<li
        key=${one.fileID}>${fileText(one)}</li>`,
        )}</ul>`
      : html`<span class="muted">None</span>`
  }${
    unsent &&
    html`<p class="note">${unsent.by} says that it never left (${momentText(unsent.at)}): ${
      unsent.reason
    }</p>`
  }`;
