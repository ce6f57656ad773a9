/** For whom a dispute has waited. */
import { elapsedRows } from "../approvals/words.js";
import { html } from "../base/html.js";
import { Facts, Section } from "../ui/tabs.js";

/** How long each party has had the matter so far. @param {{ elapsed: any[] }} props */
export const TimeSpent = ({ elapsed }) =>
  elapsed?.length > 0 &&
  html`<${Section} title="Time so far"><div class="column"><p class="hint">Business hours that each has had the matter.</p><${Facts} facts=${elapsedRows(elapsed)} /></div><//>`;
