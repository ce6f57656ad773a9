/** The account that payouts leave, which a file as ISO 20022 has it begins with (PO-25). */

import { useEdits } from "../base/edits.js";
import { useEffect } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { Button } from "../ui/button.js";
import { SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";

const NONE = { holder: "", accountKind: "iban", accountNumber: "", bic: "" };
const KINDS = [
  { value: "iban", label: "IBAN" },
  { value: "india", label: "Indian account" },
];
/** @type {Record<string, string>} */
const fields = {
  "/value/0/holder": "bank-holder",
  "/value/0/accountKind": "bank-kind",
  "/value/0/accountNumber": "bank-number",
  "/value/0/bic": "bank-bic",
};

export function PayoutBank() {
  const load = useLoad("/setting/payoutBank");
  const edited = useEdits(
    "setting.payoutBank",
    { ...NONE, ...load.data?.value[0] },
    load.data?.version,
  );
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const typed = /** @type {typeof NONE} */ (edited.value);
  const set = (/** @type {Partial<typeof NONE>} */ part) => edited.set({ ...typed, ...part });
  const errorAt = (/** @type {string} */ id) =>
    problem?.errors.find((error) => fields[error.pointer ?? ""] === id)?.detail ?? null;
  const isIBAN = typed.accountKind === "iban";
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { bic, ...rest } = typed;
    const row = isIBAN && bic ? typed : rest;
    const data = await carryOut({
      method: "PUT",
      path: "/setting/payoutBank",
      body: { value: rest.holder || rest.accountNumber ? [row] : [] },
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({ tone: "green", text: "The account that payouts leave is saved." });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="Account that payouts leave"><form class="column form"
      onSubmit=${save} novalidate>
      <p class="hint">With it Finance takes payouts to IBANs and Indian accounts as ISO 20022
        (pain.001), and the other files hold the rest. Without it, with the fields empty, all
        payouts stand in these.</p>
      <${RefusedSave} problem=${problem} fields=${fields} what="the account" onNewer=${newer} />
      <${TextField} id="bank-holder" label="Holder" hint="In Latin letters, as the bank has it."
        maxlength=${70} value=${typed.holder} error=${errorAt("bank-holder")}
        onInput=${(/** @type {string} */ holder) => set({ holder })} />
      <${SelectField} id="bank-kind" label="Kind of account" value=${typed.accountKind}
        error=${errorAt("bank-kind")} options=${KINDS}
        onInput=${(/** @type {string} */ accountKind) => set({ accountKind })} />
      <${TextField} id="bank-number" label=${isIBAN ? "IBAN" : "IFSC and number"} maxlength=${64}
        value=${typed.accountNumber} error=${errorAt("bank-number")}
        onInput=${(/** @type {string} */ accountNumber) => set({ accountNumber })} />
      ${
        isIBAN &&
        html`<${TextField} id="bank-bic" label="BIC" hint="Where the bank asks for it."
          maxlength=${11} value=${typed.bic} error=${errorAt("bank-bic")}
          onInput=${(/** @type {string} */ text) => set({ bic: text.toUpperCase() })} />`
      }
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} type="submit" look="primary" busy=${busy}
        name="save-bank">Save<//></div></form><//>`}<//>`;
}
