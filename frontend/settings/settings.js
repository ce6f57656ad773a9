/** What administrators configure: reasons, resolutions, people, chains, hours and mails. */

import { useEdits } from "../base/edits.js";
import { useEffect } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { sentence } from "../base/words.js";
import { Button, IconButton } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { Page } from "../ui/page.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";
import { Bounds } from "./bounds.js";
import { Chains } from "./chains.js";
import { Collections } from "./collections.js";
import { DecisionTable } from "./decision-table.js";
import { Dunning } from "./dunning.js";
import { Hours } from "./hours.js";
import { MailTemplates } from "./mail.js";
import { OrdersStandard } from "./orders.js";
import { PayoutBank } from "./payout-bank.js";
import { PayoutTerms } from "./payout-terms.js";
import { People } from "./people.js";
import { PromiseTerms } from "./promises.js";
import { UnsentMail } from "./suppressed.js";
import { settingTabs } from "./tabs.js";
import { Upkeep } from "./upkeep.js";

/** @param {{ name?: string }} props */
export default function Settings({ name: asked }) {
  const tabs = settingTabs();
  const name = asked ?? tabs[0].value;
  return html`<${Page} title="Settings" known=${name === "mail" ? { template: null } : {}}>
    <nav class="tabs" aria-label="Settings"><ul>
    ${tabs.map(
      (tab) => html`<li key=${tab.value}><a href=${`#/settings/${tab.value}`}
        aria-current=${tab.value === name ? "page" : undefined}>${tab.label}</a></li>`,
    )}</ul></nav>
    ${parts[name] ? html`<${parts[name]} />` : html`<${Choices} key=${name} name=${name} />`}<//>`;
}

/** @type {Record<string, unknown>} */
const parts = {
  people: People,
  chains: Chains,
  bounds: Bounds,
  orders: OrdersStandard,
  payouts: () => html`<${PayoutTerms} /><${PayoutBank} />`,
  decisions: DecisionTable,
  collections: () => html`<div class="column"><${Collections} /><${PromiseTerms} /></div>`,
  hours: Hours,
  reminders: Dunning,
  mail: MailTemplates,
  suppressed: UnsentMail,
  upkeep: Upkeep,
};

/**
 * @typedef {{ reasonID?: string | number, resolutionID?: string | number, name: string }} Choice
 */

/** A list of named choices. @param {{ name: string }} props */
function Choices({ name }) {
  const id = name === "resolutions" ? "resolutionID" : "reasonID";
  const load = useLoad(path`/setting/${name}`);
  const edited = useEdits(
    `setting.${name}`,
    /** @type {Choice[]} */ (load.data?.value ?? []),
    load.data?.version,
  );
  const { value: list, set: setRows } = edited;
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const change = (/** @type {number} */ at, /** @type {string} */ text) =>
    setRows(list.map((row, index) => (index === at ? { ...row, name: text } : row)));
  const addRow = () =>
    setRows([
      ...list,
      { [id]: Math.max(0, ...list.map((row) => Number(row[id]) || 0)) + 1, name: "" },
    ]);
  const save = async () => {
    const body = { value: list };
    const data = await carryOut({
      method: "PUT",
      path: path`/setting/${name}`,
      body,
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({ tone: "green", text: `The ${name} are saved.` });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title=${sentence(name)}><div class="column form">
      <p class="hint">${
        name === "reasons"
          ? "Why customers dispute. With none, there is only “Default”."
          : "Answers that can be noted on a dispute. They do not change its status."
      }</p>
      <${RefusedSave} problem=${problem} what=${`the ${name}`} onNewer=${newer} />
      ${list.map(
        (row, at) => html`<div class="editable" key=${row[id]}><span class="code">${row[id]}</span>
          <${TextField} quiet label=${`Name of ${row[id]}`} value=${row.name}
            onInput=${(/** @type {string} */ text) => change(at, text)} />
          <${IconButton} icon="Trash2" label=${`Remove ${row.name || row[id]}`}
            onClick=${() => setRows(list.filter((_, index) => index !== at))} /></div>`,
      )}
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} icon="Plus" onClick=${addRow}>Add<//><${Button} look="primary"
        busy=${busy} why=${list.some((row) => !row.name.trim()) ? "Give every entry a name." : null}
        onClick=${save} name="save">Save<//></div></div><//>`}<//>`;
}
