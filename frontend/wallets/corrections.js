/**
 * What waits for a second person of finance: transfers that are to be taken back (IG-10), deposits
 * and floors (X-16).
 */

import { moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { ButtonLink } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Blank } from "../ui/states.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago, Money } from "../ui/text.js";
import { aboutEntry, Belongs } from "./entries.js";
import { Proposals } from "./proposals.js";
import { answerColumns, isOfDecided, STATES, StateTabs, useAnswering } from "./second-yes.js";
import { transferKinds } from "./words.js";

export default function ForASecondPerson() {
  // Each has lists of its own, so that no row of one stands under the head of the other.
  const state = isOfDecided() ? "ended" : "open";
  return html`<${Page} title="For a second person" known=${STATES}>
    <p class="muted">What one person of finance asks for and a second one agrees to: a transfer is
      never changed, but taken back by another one, and large deposits and floors need two.</p>
    <${StateTabs} />
    <${Corrections} key=${`corrections ${state}`} />
      <${Proposals} key=${`proposals ${state}`} /><//>`;
}

function Corrections() {
  const pages = usePages(`/correction${isOfDecided() ? "?state=ended" : ""}`);
  const { home, choose, dialog } = useAnswering(pages);
  const empty = isOfDecided()
    ? html`<${Blank} icon="RotateCcw"
      title="No correction was decided">What a second person has agreed to or refused stands
      here.<//>`
    : html`<${Blank} icon="RotateCcw" title="No correction waits"
      action=${html`<${ButtonLink} href=${to.operators()}
        icon="Wallet">Look at the wallets<//>`}>To take a transfer back, open the wallet's statement
        and ask for it there; a second person of finance then agrees here.<//>`;
  return html`<${Section} title="Corrections" flush top=${home}><${List} pages=${pages}
    noun="correction" empty=${empty}
    table=${{
      caption: "Corrections",
      columns: [...columns, ...answerColumns({ agree: Agree, refuse: Refuse }, choose)],
      keyOf: (/** @type {Api.CorrectionRow} */ row) => row.transfer.transferID,
    }} />
    ${dialog}<//>`;
}

/** Why a transfer was made, in the words it came with. @param {Api.NamedTransfer} transfer */
const whatFor = (transfer) =>
  [transferKinds[transfer.kind], aboutEntry(transfer)].filter(Boolean).join(": ");

/** One of the two, whose wallet opens. @param {{ name: string, walletID: string }} props */
const Party = ({ name, walletID }) =>
  html`<a href=${to.wallet(walletID)}>${name}</a><small>${walletID}</small>`;

/** @type {import("../ui/table.js").Column<Api.CorrectionRow>[]} */
const columns = [
  {
    label: "Why",
    grow: true,
    bare: true,
    cell: (row) =>
      html`${row.reason}<small>${whatFor(row.transfer)}, <${Ago} at=${row.transfer.at} /></small>
        <small class="code">${row.transfer.transferID}</small>`,
  },
  {
    label: "Taken back",
    end: true,
    tight: true,
    cell: ({ transfer }) =>
      html`<${Money} amount=${transfer.amount} currency=${transfer.currency} strong />`,
  },
  {
    label: "From, to",
    tight: true,
    cell: ({ transfer }) =>
      html`<div><${Party} name=${transfer.toName} walletID=${transfer.to} /></div>
        <div>to <${Party} name=${transfer.fromName} walletID=${transfer.from} /></div>`,
  },
  {
    label: "Belongs to",
    tight: true,
    cell: ({ transfer }) => html`<${Belongs} row=${transfer} />`,
  },
];

/** @typedef {import("./second-yes.js").AnswerProps<Api.CorrectionRow>} AnswerProps */

/** @param {Api.CorrectionRow} correction @param {string} route @param {unknown} body */
const post = ({ transfer, version }, route, body) => ({
  method: "POST",
  path: path`/transfer/${transfer.transferID}/correction/${route}`,
  body,
  version,
});

/** @param {AnswerProps} props */
function Agree({ row: correction, onDone, onClose, onStale }) {
  const { transfer } = correction;
  const size = moneyText(transfer.amount, transfer.currency);
  return html`<${ActionDialog} title="Agree to the correction" currency=${transfer.currency}
    intent=${post(correction, "approval", {})} cautious onClose=${onClose} onStale=${onStale}
    sentence=${() =>
      `Take ${size} back from ${transfer.toName} to ${transfer.fromName}? Both statements show` +
      ` it, with the reason.`}
    verb=${`Take back ${size}`}
    onDone=${(/** @type {Api.CorrectionView} */ data) =>
      onDone(
        `${size} went back from ${transfer.toName} to ${transfer.fromName},` +
          ` transfer ${data.transferID}.`,
        { href: to.wallet(String(transfer.from)), label: "Open the statement" },
      )}>
    <${Facts} facts=${[
      ["Reason", correction.reason],
      ["Asked by", html`${correction.askedBy.name}, <${Ago} at=${correction.askedAt} />`],
      ["It was for", html`${whatFor(transfer)}, <${Ago} at=${transfer.at} />`],
      ["Transfer", html`<span class="code">${transfer.transferID}</span>`],
    ]} /><//>`;
}

/** @param {AnswerProps} props */
function Refuse({ row: correction, onDone, onClose, onStale }) {
  const [reason, setReason] = useState("");
  const { transfer } = correction;
  const size = moneyText(transfer.amount, transfer.currency);
  return html`<${ActionDialog} title="Refuse the correction" currency=${transfer.currency}
    intent=${post(correction, "rejection", { reason: reason.trim() || undefined })}
    onClose=${onClose} onStale=${onStale}
    sentence=${() => `Leave the ${size} with ${transfer.toName}? It can be asked for again.`}
    verb="Refuse the correction" fields=${{ "/reason": "refuse-reason" }}
    onDone=${() => onDone(`The correction of ${size} is refused; nothing has moved.`)}>
    <${TextField} id="refuse-reason" label="Reason (optional)" rows=${2} maxlength=${4000}
      value=${reason} onInput=${setReason} first /><//>`;
}
