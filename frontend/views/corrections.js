/** Transfers that somebody in finance wants to take back, each waiting for a second person (IG-10). */
import { path } from "../client.js";
import { ActionDialog } from "../components/action-dialog.js";
import { unknownOf } from "../components/asked.js";
import { Button, ButtonLink } from "../components/button.js";
import { TextField } from "../components/field.js";
import { List } from "../components/list.js";
import { Page } from "../components/page.js";
import { aboutEntry, Belongs } from "../components/statement.js";
import { Blank } from "../components/states.js";
import { Facts } from "../components/tabs.js";
import { Ago, Money } from "../components/text.js";
import { whyText } from "../components/why.js";
import { moneyText } from "../format.js";
import { useFocusAfter, useRef, useState } from "../hooks.js";
import { html } from "../html.js";
import { usePages } from "../loading.js";
import { notify } from "../notices.js";
import { to } from "../router.js";
import { transferKinds } from "../words.js";

export default function Corrections() {
  const pages = usePages("/correction");
  const [open, setOpen] = useState(/** @type {{ form: any, correction: any } | null} */ (null));
  const home = useRef(/** @type {HTMLElement | null} */ (null));
  const noteDone = useFocusAfter(home, pages.data);
  const done = (/** @type {string} */ text, /** @type {any} */ link) => {
    setOpen(null);
    noteDone();
    notify({ tone: "green", text, link });
    pages.reload();
  };
  const stale = (/** @type {any} */ problem) => {
    setOpen(null);
    noteDone();
    notify({ tone: "amber", text: `${problem.message} Nothing was done.` });
    pages.reload();
  };
  const empty = html`<${Blank} icon="RotateCcw" title="Nothing waits" action=${html`<${ButtonLink} href=${to.operators()} icon="Wallet">Look at the wallets<//>`}>To take a transfer back, open the wallet's statement and ask for it there; a second person of finance then agrees here.<//>`;
  return html`<${Page} title="Corrections"><p class="muted">A transfer is never changed: it is taken back by another one, which one person of finance asks for and a second one agrees to.</p>
    <div class="boxed column" ref=${home} tabindex="-1"><${List} pages=${pages} noun="correction" unknown=${unknownOf({})} empty=${empty} table=${{ caption: "Corrections", columns: columns((form, correction) => setOpen({ form, correction })), keyOf: (/** @type {any} */ row) => row.transfer.transferID }} /></div>
    ${open && html`<${open.form} correction=${open.correction} onDone=${done} onClose=${() => setOpen(null)} onStale=${stale} />`}<//>`;
}

/** Why a transfer was made, in the words it came with. @param {any} transfer */
const whatFor = (transfer) => [transferKinds[transfer.kind], aboutEntry(transfer)].filter(Boolean).join(": ");

/** One of the two, whose wallet opens. @param {{ name: string, walletID: string }} props */
const Party = ({ name, walletID }) => html`<a href=${to.wallet(walletID)}>${name}</a><small>${walletID}</small>`;

/** @param {(form: any, correction: any) => void} choose @returns {import("../components/table.js").Column<any>[]} */
const columns = (choose) => [
  {
    label: "Why",
    grow: true,
    bare: true,
    cell: (row) =>
      html`${row.reason}<small>${whatFor(row.transfer)}, <${Ago} at=${row.transfer.at} /></small><small class="code">${row.transfer.transferID}</small>`,
  },
  {
    label: "Taken back",
    end: true,
    tight: true,
    cell: ({ transfer }) => html`<${Money} amount=${transfer.amount} currency=${transfer.currency} strong />`,
  },
  {
    label: "From, to",
    tight: true,
    cell: ({ transfer }) =>
      html`<div><${Party} name=${transfer.toName} walletID=${transfer.to} /></div><div>to <${Party} name=${transfer.fromName} walletID=${transfer.from} /></div>`,
  },
  { label: "Belongs to", tight: true, cell: ({ transfer }) => html`<${Belongs} row=${transfer} />` },
  {
    label: "Asked by",
    tight: true,
    cell: (row) => html`${row.askedBy.name}<small><${Ago} at=${row.askedAt} /></small>`,
  },
  {
    label: "Answer",
    cell: (row) =>
      html`<div class="answer-pair">${row.actions.map(
        (/** @type {any} */ action) =>
          html`<${Button} key=${action.name} icon=${answers[action.name].icon} name=${action.name} why=${action.allowed ? null : action.reason} onClick=${() => choose(answers[action.name].form, row)}>${answers[action.name].label}<//>`,
      )}</div>${row.actions.some((/** @type {any} */ action) => !action.allowed) && html`<small>${whyText(row.actions.find((/** @type {any} */ action) => !action.allowed))}</small>`}`,
  },
];

/** @typedef {{ correction: any, onDone: (text: string, link?: { href: string, label: string }) => void, onClose: () => void, onStale: (problem: any) => void }} Props */

/** @param {any} correction @param {string} route @param {unknown} body */
const post = ({ transfer, version }, route, body) => ({
  method: "POST",
  path: path`/transfer/${transfer.transferID}/correction/${route}`,
  body,
  version,
});

/** @param {Props} props */
function Agree({ correction, onDone, onClose, onStale }) {
  const { transfer } = correction;
  const size = moneyText(transfer.amount, transfer.currency);
  return html`<${ActionDialog} title="Agree to the correction" currency=${transfer.currency} intent=${post(correction, "approval", {})} cautious onClose=${onClose} onStale=${onStale}
      sentence=${() => `Take ${size} back from ${transfer.toName} to ${transfer.fromName}? Both statements show it, with the reason.`} verb=${`Take back ${size}`}
      onDone=${(/** @type {any} */ data) => onDone(`${size} went back from ${transfer.toName} to ${transfer.fromName}, transfer ${data.transferID}.`, { href: to.wallet(transfer.from), label: "Open the statement" })}>
    <${Facts} facts=${[
      ["Reason", correction.reason],
      ["Asked by", html`${correction.askedBy.name}, <${Ago} at=${correction.askedAt} />`],
      ["It was for", html`${whatFor(transfer)}, <${Ago} at=${transfer.at} />`],
      ["Transfer", html`<span class="code">${transfer.transferID}</span>`],
    ]} /><//>`;
}

/** @param {Props} props */
function Refuse({ correction, onDone, onClose, onStale }) {
  const [reason, setReason] = useState("");
  const { transfer } = correction;
  const size = moneyText(transfer.amount, transfer.currency);
  return html`<${ActionDialog} title="Refuse the correction" currency=${transfer.currency} intent=${post(correction, "rejection", { reason: reason.trim() || undefined })} onClose=${onClose} onStale=${onStale}
      sentence=${() => `Leave the ${size} with ${transfer.toName}? It can be asked for again.`} verb="Refuse the correction" fields=${{ "/reason": "refuse-reason" }}
      onDone=${() => onDone(`The correction of ${size} is refused; nothing has moved.`)}>
    <${TextField} id="refuse-reason" label="Reason (optional)" rows=${2} maxlength=${4000} value=${reason} onInput=${setReason} first /><//>`;
}

/** @type {Record<string, { label: string, icon: string, form: any }>} */
const answers = {
  agree: { label: "Agree", icon: "Check", form: Agree },
  refuse: { label: "Refuse", icon: "X", form: Refuse },
};
