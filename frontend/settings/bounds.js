/**
 * Up to how much somebody alone charges a fee, or lets a wallet have or owe; a second person says
 * yes to more (X-16).
 */

import { useEdits } from "../base/edits.js";
import { fieldText } from "../base/format.js";
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { sentence } from "../base/words.js";
import { Button, IconButton } from "../ui/button.js";
import { MoneyField, readMoney, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";

const roles = ["agent", "approver", "manager", "finance", "admin"];
const UNSET = { alone: 10000, fee: 100 };

/** The texts of a currency's fields. @param {Partial<Api.BoundView> & { currency: string }} row */
const textsOf = ({ currency, alone = UNSET.alone, fees = {} }) => ({
  currency,
  alone: fieldText(alone, currency),
  fees: Object.fromEntries(
    roles.map((role) => [role, fieldText(fees[role] ?? UNSET.fee, currency)]),
  ),
});

/** What was typed as an amount, or null. @param {string} text @param {string} currency */
const amountIn = (text, currency) => {
  const read = readMoney(text, currency);
  return "value" in read ? read.value : null;
};

export function Bounds() {
  const load = useLoad("/setting/moneyBounds");
  const edited = useEdits(
    "setting.moneyBounds",
    /** @type {ReturnType<typeof textsOf>[]} */ ((load.data?.value ?? []).map(textsOf)),
    load.data?.version,
  );
  const { value: rows, set: setRows } = edited;
  const [currency, setCurrency] = useState("");
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const change = (/** @type {number} */ at, /** @type {Record<string, unknown>} */ part) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const isWrong = rows.some((row) =>
    [row.alone, ...Object.values(row.fees)].some((text) => amountIn(text, row.currency) === null),
  );
  const add = () => {
    setRows([...rows, textsOf({ currency })]);
    setCurrency("");
  };
  const save = async () => {
    const value = rows.map((row) => ({
      currency: row.currency,
      alone: amountIn(row.alone, row.currency),
      fees: Object.fromEntries(roles.map((role) => [role, amountIn(row.fees[role], row.currency)])),
    }));
    const data = await carryOut({
      method: "PUT",
      path: "/setting/moneyBounds",
      body: { value },
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({ tone: "green", text: "The bounds are saved." });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  const errorOf = (/** @type {string} */ text, /** @type {string} */ of) => {
    const read = readMoney(text, of);
    return "error" in read ? read.error : null;
  };
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="Bounds of money"><div class="column form">
      <p class="hint">A currency that is not here has the bounds 10,000 and 100, in its own
        units.</p>
      <${RefusedSave} problem=${problem} what="the bounds" onNewer=${newer} />
      ${rows.map(
        (row, at) => html`<fieldset class="column" key=${row.currency}><legend>
          ${row.currency} <${IconButton} icon="Trash2"
            label=${`Remove the bounds in ${row.currency}`}
            onClick=${() => setRows(rows.filter((_, index) => index !== at))} /></legend>
          <${MoneyField} label="Without a second person"
            hint=${
              "What comes into one wallet in a day by one person of finance alone, and how far" +
              " from nothing a floor is set."
            }
            currency=${row.currency} value=${row.alone} error=${errorOf(row.alone, row.currency)}
            onInput=${(/** @type {string} */ alone) => change(at, { alone })} />
          <div class="row-fields">
          ${roles.map(
            (role) => html`<${MoneyField} key=${role}
              label=${`Highest fee: ${sentence(role).toLowerCase()}`} currency=${row.currency}
              value=${row.fees[role]} error=${errorOf(row.fees[role], row.currency)}
              onInput=${(/** @type {string} */ text) =>
                change(at, { fees: { ...row.fees, [role]: text } })} />`,
          )}
        </div></fieldset>`,
      )}
      <div class="editable"><${TextField} label="Another currency" hint="Three letters."
        maxlength=${3} value=${currency}
        onInput=${(/** @type {string} */ text) => setCurrency(text.toUpperCase())} />
      <span></span><${Button} icon="Plus"
        why=${
          /^[A-Z]{3}$/.test(currency) && !rows.some((row) => row.currency === currency)
            ? null
            : "Enter a currency that is not here yet."
        }
        onClick=${add}>Add<//></div>
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} look="primary" busy=${busy}
        why=${isWrong ? "Mend the amounts first." : null} onClick=${save} name="save">Save<//></div>
      </div><//>`}<//>`;
}
