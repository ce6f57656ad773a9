/** The product's mark, as it stands in the browser's tab too. */
import { html } from "../base/html.js";

/** @param {{ size: number }} props */
export const Mark = ({ size }) =>
  html`<svg class="mark" width=${`${size / 16}rem`} height=${`${size / 16}rem`}
    viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#4a47c4" />
    <path d="M10 24V8h7a5 5 0 0 1 0 10h-7m6 0 6 6" fill="none" stroke="#fff" stroke-width="3"
      stroke-linecap="round" stroke-linejoin="round" /></svg>`;
