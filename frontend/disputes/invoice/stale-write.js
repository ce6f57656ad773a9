/**
 * A stale write: what somebody else saved and what I typed, side by side. Nothing typed is lost.
 */
import { html } from "../../base/html.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";

/**
 * @param {{ rows: { label: string, mine: unknown, theirs: unknown }[], who: string | null,
 *   onKeep: () => void, onTheirs: () => void }} props
 */
export const StaleDialog = ({
  rows,
  who,
  onKeep,
  onTheirs,
}) => html`<${Dialog} title="This changed while you were editing" wide onClose=${onKeep}
  foot=${html`<${Button} onClick=${onTheirs} name="take-theirs">Use the saved version<//>
      <${Button} look="primary" first onClick=${onKeep} name="keep-mine">Keep what I typed<//>`}>
  <p>${
    who ? `${who} saved a change first.` : "Somebody saved a change first."
  } Yours has not been saved. If you keep it, look it over against the new state and save again.</p>
  <div class="table-room"><table class="table" role="table">
    <caption class="hidden">Both versions</caption>
    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">What</th>
      <th role="columnheader" scope="col">Saved now</th><th role="columnheader"
        scope="col">What you typed</th></tr></thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) => html`<tr role="row" key=${row.label}><td role="rowheader">${row.label}
        </td><td role="cell" data-label="Saved now">${row.theirs}</td><td role="cell"
          data-label="What you typed"><strong>${row.mine}</strong></td></tr>`,
      )}</tbody></table></div>
<//>`;
