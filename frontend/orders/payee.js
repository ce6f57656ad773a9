/**
 * Where a customer is paid: accounts, each seen to by two people, and what came back (PO-25,
 * PO-26).
 */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { ActionDialog, whenStale } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { Radios, TextField } from "../ui/field.js";
import { Banner, Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Ago, Badge } from "../ui/text.js";
import { whyText } from "../ui/why.js";
import { accountKinds, accountText } from "./words.js";

/**
 * @typedef {{ payee: Api.PayeeView, account?: Api.AccountView, where: string, onClose: () => void,
 *   onDone: (text: string) => void, onStale: () => void }} FormProps
 */

/** @param {{ customerID: string | number }} props */
export function Payee({ customerID }) {
  const where = path`/customer/${customerID}/payee`;
  const load = useLoad(where);
  const [open, setOpen] = useState(
    /** @type {{ form: unknown, account?: Api.AccountView } | null} */ (null),
  );
  const end = (/** @type {"green" | "amber"} */ tone, /** @type {string} */ text) => {
    setOpen(null);
    notify({ tone, text });
    load.reload();
  };
  return html`<${Section} title="Where the customer is paid"
    actions=${
      load.data &&
      html`<${Deeds} payee=${load.data}
      choose=${(/** @type {unknown} */ form) => setOpen({ form })} />`
    }>
    <${Loaded} of=${load} kind="text" rows=${2}>${(/** @type {Api.PayeeView} */ payee) =>
      html`<div class="column">
        ${
          payee.isStopped &&
          html`<${Banner} tone="red"
            icon="TriangleAlert">Payouts are stopped: too many came back. Finance has to look
            first.<//>`
        }
        ${
          payee.accounts.length === 0
            ? html`<p
              class="muted">No account is known. A payout needs one that two people have seen
              to.</p>`
            : html`<ul class="plain column">${payee.accounts.map(
                (/** @type {Api.AccountView} */ one) => html`<li key=${one.accountID}>
                  <${Account} account=${one} isUsed=${one.accountID === payee.usedAccountID}
                    onConfirm=${() => setOpen({ form: Confirm, account: one })} /></li>`,
              )}</ul>`
        }
        ${payee.returns.length > 0 && html`<${Returns} returns=${payee.returns} />`}
        ${
          open &&
          html`<${open.form} payee=${payee} account=${open.account} where=${where}
            onClose=${() => setOpen(null)}
            onDone=${(/** @type {string} */ text) => end("green", text)}
            onStale=${whenStale(load.reload, () =>
              end(
                "amber",
                "Somebody else changed the accounts meanwhile. Nothing was done; look them" +
                  " over and try again.",
              ),
            )} />`
        }</div>`}<//><//>`;
}

/** @type {Record<string, { label: string, icon: string, form: unknown }>} */
const deeds = {
  enterAccount: { label: "New account", icon: "Plus", form: Enter },
  clearReturns: { label: "Let payouts go on", icon: "Check", form: Clear },
};

/** @param {{ payee: Api.PayeeView, choose: (form: unknown) => void }} props */
const Deeds = ({ payee, choose }) =>
  payee.actions
    .filter((/** @type {Api.ChoiceView} */ one) => one.name in deeds && one.allowed)
    .map(
      (/** @type {Api.ChoiceView} */ one) => html`<${Button} key=${one.name} name=${one.name}
        icon=${deeds[one.name].icon} onClick=${() => choose(deeds[one.name].form)}>
        ${deeds[one.name].label}<//>`,
    );

/** @param {{ account: Api.AccountView, isUsed: boolean, onConfirm: () => void }} props */
function Account({ account, isUsed, onConfirm }) {
  const confirm = account.actions.find(
    (/** @type {Api.ChoiceView} */ one) => one.name === "confirm",
  );
  const waits = !account.confirmedAt && !account.isBarred;
  return html`<div class="brief">
    <p><strong>${accountText(account.kind)}</strong> <span class="code">${account.number}</span>
      ${" "}${
        account.isBarred
          ? html`<${Badge} tone="red" icon="Ban">A payout came back from it<//> <span
              class="note">${
                account.returnCode &&
                html`<span
                class="code">${account.returnCode}</span>, <${Ago} at=${account.returnedAt} />`
              }</span>`
          : isUsed
            ? html`<${Badge} tone="green" icon="CircleCheck">Money goes here<//>`
            : waits
              ? html`<${Badge} tone="amber" icon="Clock">Waits for a second person<//>`
              : html`<${Badge} tone="grey">Not used any more<//>`
      }</p>
    <p class="muted note">${account.holder}. Entered by ${account.enteredBy} <${Ago}
      at=${account.enteredAt} />${
        account.confirmedBy &&
        html`, confirmed by ${account.confirmedBy} <${Ago} at=${account.confirmedAt} />`
      }.</p>
    ${
      waits &&
      html`<div class="actions"><${Button} icon="Check" name="confirm-account"
        why=${confirm?.allowed ? null : confirm?.reason} onClick=${onConfirm}>Confirm<//>
        ${
          confirm && !confirm.allowed && html`<small class="muted">${whyText(confirm)}</small>`
        }</div>`
    }</div>`;
}

/** @param {{ returns: Api.ReturnView[] }} props */
const Returns = ({ returns }) =>
  html`<div><h3>Came back</h3><ul class="plain">${returns.map(
    (
      /** @type {Api.ReturnView} */ one,
    ) => html`<li key=${one.payoutID}><span class="code">${one.payoutID}
      </span> <${Badge} tone="red" icon="Undo2">${one.code}<//> <${Ago} at=${one.at} /></li>`,
  )}</ul></div>`;

/** @param {FormProps} props */
function Enter({ payee, where, onClose, onDone, onStale }) {
  const [kind, setKind] = useState(accountKinds[0].value);
  const [number, setNumber] = useState("");
  const [holder, setHolder] = useState("");
  const intent =
    number.trim() && holder.trim()
      ? {
          method: "POST",
          path: `${where}/account`,
          body: { kind, number: number.trim(), holder: holder.trim() },
          version: payee.version,
        }
      : null;
  return html`<${ActionDialog} title="New account" currency="" intent=${intent} onClose=${onClose}
    onStale=${onStale} fields=${{ "/number": "account-number", "/holder": "account-holder" }}
    sentence=${() =>
      `Write down this account of ${holder.trim()}? No money goes there before somebody else has` +
      ` confirmed it.`}
    verb="Write it down"
    onDone=${() => onDone("The account is written down. Somebody else has to confirm it.")}>
    <${Radios} legend="Kind" name="account-kind" value=${kind} options=${accountKinds}
      onInput=${setKind} />
    <${TextField} id="account-number" label="Number" value=${number} onInput=${setNumber}
      maxlength=${80} required />
    <${TextField} id="account-holder" label="Holder" hint="As the bank has it" value=${holder}
      onInput=${setHolder} maxlength=${200} required /><//>`;
}

/** @param {FormProps} props */
const Confirm = ({ payee, account, where, onClose, onDone, onStale }) =>
  html`<${ActionDialog} title="Confirm the account" currency="" onClose=${onClose}
    onStale=${onStale} intent=${{
      method: "POST",
      path: where + path`/account/${account?.accountID ?? ""}/confirmation`,
      body: {},
      version: payee.version,
    }}
    sentence=${() =>
      `Confirm that ${accountText(account?.kind ?? "")} ${account?.number} of ${account?.holder}` +
      ` is the customer's? Payouts go there from now on.`}
    verb="Confirm the account"
    onDone=${() =>
      onDone(`The account ${account?.number} is confirmed. Payouts go there from now on.`)} />`;

/** @param {FormProps} props */
function Clear({ payee, where, onClose, onDone, onStale }) {
  return html`<${ActionDialog} title="Let payouts go on" currency="" onClose=${onClose}
    onStale=${onStale}
    intent=${{ method: "POST", path: `${where}/clearance`, body: {}, version: payee.version }}
    sentence=${() =>
      `Let payouts to this customer go on? ${payee.returns.length} came back; what they came back` +
      ` from stays barred.`}
    verb="Let payouts go on" onDone=${() => onDone("Payouts to this customer go on.")} />`;
}
