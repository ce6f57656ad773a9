/** What orders and vendors are understood to be in where they do not say (X-12). */

import { useEdits } from "../base/edits.js";
import { useEffect } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { Button } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";

const STANDARD = { currency: "INR", phoneRegion: "IN" };
/** @type {Record<string, string>} */
const fields = {
  "/value/0/currency": "orders-currency",
  "/value/0/phoneRegion": "orders-region",
};

export function OrdersStandard() {
  const load = useLoad("/setting/orders");
  const edited = useEdits(
    "setting.orders",
    { ...STANDARD, ...load.data?.value[0] },
    load.data?.version,
  );
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const typed = /** @type {typeof STANDARD} */ (edited.value);
  const set = (/** @type {Partial<typeof STANDARD>} */ part) => edited.set({ ...typed, ...part });
  const errorAt = (/** @type {string} */ id) =>
    problem?.errors.find((error) => fields[error.pointer ?? ""] === id)?.detail ?? null;
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const data = await carryOut({
      method: "PUT",
      path: "/setting/orders",
      body: { value: [typed] },
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({ tone: "green", text: "What orders are in is saved. It counts for what comes in." });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="Orders"><form class="column form" onSubmit=${save} novalidate>
      <p class="hint">For orders and vendors that come in without saying it. What is there already
        stays as it is.</p>
      <${RefusedSave} problem=${problem} fields=${fields} what="what orders are in"
        onNewer=${newer} />
      <${TextField} id="orders-currency" label="Currency" hint="Three letters, such as INR."
        maxlength=${3} value=${typed.currency} error=${errorAt("orders-currency")}
        onInput=${(/** @type {string} */ text) => set({ currency: text.toUpperCase() })} />
      <${TextField} id="orders-region" label="Country of phone numbers"
        hint="Two letters, such as IN: of numbers that name no country." maxlength=${2}
        value=${typed.phoneRegion} error=${errorAt("orders-region")}
        onInput=${(/** @type {string} */ text) => set({ phoneRegion: text.toUpperCase() })} />
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} type="submit" look="primary" busy=${busy} name="save">Save<//>
      </div></form><//>`}<//>`;
}
