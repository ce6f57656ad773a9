/**
 * Deposits and floors that are too much for one person of finance, each waiting for a second one
 * (X-16).
 */

import { moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { TextField } from "../ui/field.js";
import { List } from "../ui/list.js";
import { Blank } from "../ui/states.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago, Money } from "../ui/text.js";
import { answerColumns, isOfDecided, useAnswering } from "./second-yes.js";

/** @typedef {import("./second-yes.js").AnswerProps<Api.ProposalRow>} AnswerProps */

export function Proposals() {
  const pages = usePages(`/proposal${isOfDecided() ? "?state=ended" : ""}`);
  const { home, choose, dialog } = useAnswering(pages);
  const empty = isOfDecided()
    ? html`<${Blank} icon="Wallet"
      title="No deposit or floor was decided">What a second person has agreed to or refused stands
      here.<//>`
    : html`<${Blank} icon="Wallet"
      title="No deposit or floor waits">What is too much for one person waits here for a second
      one.<//>`;
  return html`<${Section} title="Deposits and floors" flush top=${home}><${List} pages=${pages}
    noun="proposal" empty=${empty}
    table=${{
      caption: "Deposits and floors",
      columns: [...columns, ...answerColumns({ agree: Agree, refuse: Refuse }, choose)],
      keyOf: (/** @type {Api.ProposalRow} */ row) => row.proposalID,
    }} />
    ${dialog}<//>`;
}

/** @type {import("../ui/table.js").Column<Api.ProposalRow>[]} */
const columns = [
  {
    label: "What",
    grow: true,
    bare: true,
    cell: (row) =>
      html`${row.kind === "deposit" ? "Deposit" : "Floor"}
        ${row.reference && html`<small>${row.reference}</small>`}
        ${row.earlier && html`<small>Same reference as one before</small>`}`,
  },
  {
    label: "Amount",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.amount} currency=${row.currency} strong />`,
  },
  {
    label: "Wallet",
    tight: true,
    cell: (row) =>
      html`<a href=${to.wallet(row.walletID)}>${row.name}</a><small>${row.walletID}</small>`,
  },
];

/** @param {Api.ProposalRow} row @param {string} route @param {unknown} body */
const post = ({ proposalID, version }, route, body) => ({
  method: "POST",
  path: path`/proposal/${proposalID}/${route}`,
  body,
  version,
});

/** @param {AnswerProps} props */
function Agree({ row, onDone, onClose, onStale }) {
  const size = moneyText(row.amount, row.currency);
  const isDeposit = row.kind === "deposit";
  const link = { href: to.wallet(row.walletID), label: "Open the wallet" };
  return html`<${ActionDialog} title=${isDeposit ? "Agree to the deposit" : "Agree to the floor"}
    currency=${row.currency} intent=${post(row, "approval", {})} cautious onClose=${onClose}
    onStale=${onStale}
    sentence=${(/** @type {Partial<Api.DepositMadeForeseen>} */ preview) =>
      isDeposit
        ? `Put ${size} into the wallet of ${row.name}? It then` +
          ` holds ${moneyText(preview?.wallet?.balance, row.currency)}.`
        : `Let no payment bring the wallet of ${row.name} below ${size}?`}
    verb=${isDeposit ? `Deposit ${size}` : `Set the floor to ${size}`}
    onDone=${(/** @type {Api.DepositMade} */ data) =>
      onDone(
        isDeposit
          ? `${size} came in for ${row.name}, transfer ${data.transferID}.`
          : `The floor of the wallet of ${row.name} is ${size}.`,
        link,
      )}>
    <${Facts} facts=${[
      ["Wallet", html`${row.name}, <span class="code">${row.walletID}</span>`],
      ...(row.reference ? [["Reference", row.reference]] : []),
      ...(row.earlier
        ? [
            [
              "Same reference",
              html`${moneyText(
                row.earlier.amount,
                row.earlier.currency,
              )} by ${row.earlier.by}, <${Ago}
                at=${row.earlier.at} />`,
            ],
          ]
        : []),
      ["Asked by", html`${row.askedBy.name}, <${Ago} at=${row.askedAt} />`],
    ]} /><//>`;
}

/** @param {AnswerProps} props */
function Refuse({ row, onDone, onClose, onStale }) {
  const [reason, setReason] = useState("");
  const size = moneyText(row.amount, row.currency);
  return html`<${ActionDialog} title=${`Refuse the ${row.kind}`} currency=${row.currency}
    intent=${post(row, "rejection", { reason: reason.trim() || undefined })} onClose=${onClose}
    onStale=${onStale}
    sentence=${() =>
      `Leave the wallet of ${row.name} as it is, without the ${row.kind} of ${size}? It can be` +
      ` asked for again.`}
    verb=${`Refuse the ${row.kind}`} fields=${{ "/reason": "refuse-proposal" }}
    onDone=${() => onDone(`The ${row.kind} of ${size} is refused; nothing has moved.`)}>
    <${TextField} id="refuse-proposal" label="Reason (optional)" rows=${2} maxlength=${4000}
      value=${reason} onInput=${setReason} first /><//>`;
}
