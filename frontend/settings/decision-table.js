/**
 * The decision table of payout disputes: rows with conditions and effects; while it is edited, the
 * server goes through all combinations of facts and tells which hit no row or several (CK-14,
 * PO-40).
 */

import { useEdits } from "../base/edits.js";
import { useEffect } from "../base/hooks.js";
import { html } from "../base/html.js";
import { usePreview, useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { Button } from "../ui/button.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Banner, Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";
import { DecisionRow } from "./decision-row.js";

/** @typedef {import("./decision-row.js").Row} Row */

const WHERE = "/setting/decisionTable";
/** @returns {Row} */
const newRow = () => ({
  rowID: `row-${crypto.randomUUID().slice(0, 8)}`,
  label: "",
  cases: [{}],
  effects: {
    resolves: false,
    payout: "none",
    fine: false,
    flag: false,
    hold: false,
    countsAgainst: false,
    internalNote: false,
    escalatesTo: null,
  },
});

export function DecisionTable() {
  const load = useLoad(WHERE);
  const edited = useEdits(
    "setting.decisionTable",
    /** @type {Row[]} */ (load.data?.value ?? []),
    load.data?.version,
  );
  const rows = edited.value;
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const isNamed = rows.every((row) => row.label.trim());
  const intent = { method: "PUT", path: WHERE, body: { value: rows }, version: edited.version };
  const look = usePreview(edited.isUnsaved && isNamed ? intent : null);
  const change = (/** @type {number} */ at, /** @type {Row} */ row) =>
    edited.set(rows.map((other, index) => (index === at ? row : other)));
  const save = async () => {
    const data = await carryOut(intent);
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({
      tone: "green",
      text:
        `The decision table is saved as version ${data.version}. It counts for decisions from` +
        ` now on.`,
    });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  const why = !isNamed
    ? "Say of every row what it means."
    : look.problem
      ? "Mend the table first: it is told above what is wrong."
      : look.checking
        ? "All combinations are being gone through."
        : null;
  return html`<${Loaded} of=${load} kind="text">${() => html`<div class="column">
    <p class="muted">${
      load.data?.version
        ? `Version ${load.data.version}.`
        : "The table that holds until another one is saved."
    } To whatever was found out, exactly one row applies. A decision tells by which version it was
    made.</p>
    <${RefusedSave} problem=${problem} what="the decision table" onNewer=${newer} />
    ${edited.isUnsaved && isNamed && html`<${Checked} look=${look} />`}
    <${Section} title="Decision table"><ol class="plain entries">${rows.map(
      (row, at) => html`<li key=${row.rowID}><${DecisionRow} row=${row} at=${at + 1}
        onChange=${(/** @type {Row} */ next) => change(at, next)}
        onRemove=${() => edited.set(rows.filter((_, index) => index !== at))} /></li>`,
    )}</ol><//>
    <${Unsaved} of=${edited} />
    <div class="actions"><${Button} icon="Plus" name="add-row"
      onClick=${() => edited.set([...rows, newRow()])}>Add a row<//>
      <${Button} look="primary" busy=${busy} why=${why} onClick=${save} name="save">Save<//></div>
    </div>`}<//>`;
}

/**
 * What the server found when it went through the table.
 * @param {{ look: ReturnType<typeof usePreview> }} props
 */
function Checked({ look }) {
  const { problem } = look;
  if (problem)
    return html`<div role="status"><${Banner} tone="red" icon="TriangleAlert">
      <strong>${problem.message}</strong>
      ${problem.errors.map(
        (error, at) => html`<span key=${at}><br />${error.detail}</span>`,
      )}<//></div>`;
  return html`<div role="status">${
    look.checking
      ? html`<p class="muted">All combinations are being gone through.</p>`
      : html`<${Banner} tone="green" icon="CircleCheck">Every combination hits exactly one row.<//>`
  }</div>`;
}
