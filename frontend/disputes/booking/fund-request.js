/**
 * Money that one side asks of the other, as a card in the thread: how it stands, and what one can
 * do about it.
 */

import { moneyText } from "../../base/format.js";
import { useFocusAfter, useRef, useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { notify } from "../../base/notices.js";
import { path } from "../../base/paths.js";
import { to } from "../../base/router.js";
import { across } from "../../bookings/words.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { Button } from "../../ui/button.js";
import { TextField } from "../../ui/field.js";
import { Badge, Money } from "../../ui/text.js";
import { whyText } from "../../ui/why.js";
import { nameOn, requestStates } from "./words.js";

/**
 * @param {{ row: Api.BookingDisputeRow, dispute: Api.BookingDisputeView, own: string | null,
 *   state: Api.RequestPart, onChanged: () => void }} props
 *   row: the event that asked; state: how the request stands now
 */
export function FundRequest({ row, dispute, own, state: request, onChanged }) {
  const [name, setName] = useState(/** @type {string | null} */ (null));
  const look = requestStates[request.status];
  const wallet = dispute.wallets.find((/** @type {Api.SideWallet} */ one) => one.side === own);
  const waiting = dispute.pending.find(
    (/** @type {Api.FundRequestView} */ one) => one.requestID === request.requestID,
  );
  const card = useRef(/** @type {HTMLElement | null} */ (null));
  const isWaiting = Boolean(waiting) && request.status === "pending";
  const noteDone = useFocusAfter(card, isWaiting);
  const close = () => setName(null);
  const done = (
    /** @type {string} */ text,
    /** @type {import("../../base/notices.js").Notice["link"]} */ link,
  ) => {
    close();
    notify({ tone: "green", text, link });
    noteDone();
    onChanged();
  };
  const late = (/** @type {import("../../base/http.js").Problem} */ problem) => {
    close();
    notify({ tone: "amber", text: problem.message });
    noteDone();
    onChanged();
  };
  const Form = name && forms[name];
  return html`<div class="request" ref=${card} tabindex="-1"><p class="request-head">
    <span>Asks for <${Money} amount=${row.amount} currency=${row.currency} strong /></span>
    <${Badge} tone=${look.tone} icon=${look.icon}>${look.label}<//></p>
    ${request.reason && html`<p>${request.reason}</p>`}
    ${request.answer && html`<blockquote>${request.answer}</blockquote>`}
    ${
      request.transferID &&
      html`<p class="note muted">Transfer <span class="code">
        ${request.transferID}</span>
        ${wallet && html` · <a href=${to.wallet(wallet.walletID)}>Your wallet</a>`}</p>`
    }
    ${
      isWaiting &&
      html`<${RequestActions} request=${waiting} asker=${nameOn(dispute, request.side)}
        about=${[moneyText(row.amount, row.currency), request.reason].filter(Boolean).join(", ")}
        onPick=${setName} />`
    }
    ${
      Form &&
      html`<${Form} dispute=${dispute} row=${row} asker=${nameOn(dispute, request.side)}
        payer=${nameOn(dispute, across(request.side))}
        route=${path`/dispute/${dispute.disputeID}/fundRequest/${request.requestID}`} onDone=${done}
        onClose=${close} onStale=${late} onShort=${onChanged} />`
    }
  </div>`;
}

/**
 * Whether an action waits for money in the own wallet, which comes without a change of the dispute
 * (IG-11).
 * @param {Api.ChoiceView} action
 */
const isShort = (action) => action.name === "approve" && action.rule === "IG-11";

/**
 * Whether some request cannot be approved as long as the own wallet is as it is.
 * @param {Api.BookingDisputeView} dispute
 */
export const waitsForMoney = (dispute) =>
  dispute.pending.some((/** @type {Api.FundRequestView} */ request) =>
    request.actions.some(isShort),
  );

/** What to do where the own wallet holds too little. @param {string} asker */
const adviceFor = (asker) =>
  `Approve it once your wallet can give so much; or reject it and say why, so that ${asker} can` +
  ` ask for less.`;

/**
 * @param {{ request: Api.FundRequestView, asker: string, about: string,
 *   onPick: (name: string) => void }} props about: which request it is, among others
 */
function RequestActions({ request, asker, about, onPick }) {
  const blocked = request.actions.filter((/** @type {Api.ChoiceView} */ action) => !action.allowed);
  const reasons = [
    ...new Set(blocked.map((/** @type {Api.ChoiceView} */ action) => action.reason)),
  ];
  const isOff = blocked.length === request.actions.length;
  const whyID = (/** @type {Api.ChoiceView} */ action) =>
    `why-${request.requestID}-${reasons.indexOf(action.reason)}`;
  return html`${
    !isOff &&
    html`<div class="actions">
      ${request.actions.map(
        (/** @type {Api.ChoiceView} */ action) => html`<${Button} key=${action.name}
          name=${`request-${action.name}`} icon=${looks[action.name].icon} about=${about}
          look=${action.allowed && action.name === "approve" ? "primary" : "plain"}
          whyID=${action.allowed ? undefined : whyID(action)} onClick=${() => onPick(action.name)}>
          ${looks[action.name].label}<//>`,
      )}</div>`
  }
    <div class="whys">${reasons.map((reason, index) => {
      const those = blocked.filter(
        (/** @type {Api.ChoiceView} */ action) => action.reason === reason,
      );
      return html`<p key=${reason} id=${`why-${request.requestID}-${index}`}>
        ${those
          .map((/** @type {Api.ChoiceView} */ action) => looks[action.name].label)
          .join(", ")}: ${whyText(those[0])}
        ${those.some(isShort) && html`<br />${adviceFor(asker)}`}</p>`;
    })}</div>`;
}

/** @type {Record<string, { label: string, icon: string }>} */
const looks = {
  approve: { label: "Approve", icon: "Check" },
  reject: { label: "Reject", icon: "X" },
  cancel: { label: "Take back", icon: "Undo2" },
};

/**
 * @typedef {{ dispute: Api.BookingDisputeView, row: Api.BookingDisputeRow, asker: string,
 *   payer: string, route: string,
 *   onDone: (text: string, link?: { href: string, label: string }) => void, onClose: () => void,
 *   onStale: (problem: import("../../base/http.js").Problem) => void,
 *   onShort: () => void }} Props onShort: the own wallet holds
 *   less than was known
 */

/** @param {Props} props */
function Approve({ dispute, row, asker, route, onDone, onClose, onStale, onShort }) {
  const amount = moneyText(row.amount, row.currency);
  const held = (
    /** @type {Api.BookingDisputePreview} */ preview,
    /** @type {"balanceBefore" | "balanceAfter"} */ when,
  ) => moneyText(preview?.wallet?.[when], row.currency);
  const isLow = (/** @type {import("../../base/http.js").Problem} */ problem) =>
    problem.code === "insufficientFunds";
  const advice = (/** @type {import("../../base/http.js").Problem} */ problem) =>
    isLow(problem) ? `Nothing moved, and the request still waits. ${adviceFor(asker)}` : null;
  return html`<${ActionDialog} title="Approve the request" currency=${dispute.currency}
    intent=${{ method: "POST", path: `${route}/approval`, body: {} }} advice=${advice}
    onClose=${onClose} onStale=${onStale}
    onRefused=${(/** @type {import("../../base/http.js").Problem} */ problem) =>
      isLow(problem) && onShort()}
    sentence=${(/** @type {Api.BookingDisputePreview} */ preview) =>
      `Pay ${amount} from your wallet to ${asker}? It goes` +
      ` from ${held(preview, "balanceBefore")} to ${held(preview, "balanceAfter")}, at once. The` +
      ` dispute stays open.`}
    verb=${`Pay ${amount}`}
    onDone=${(
      /** @type {Api.BookingDisputeMade} */ _data,
      /** @type {Api.BookingDisputePreview} */ preview,
    ) =>
      onDone(`${amount} moved to ${asker}. Your wallet holds ${held(preview, "balanceAfter")}.`, {
        href: to.wallet(String(preview.wallet?.walletID)),
        label: "Open your wallet",
      })} />`;
}

/** @param {Props} props */
function Reject({ dispute, row, asker, route, onDone, onClose, onStale }) {
  const [reason, setReason] = useState("");
  const amount = moneyText(row.amount, row.currency);
  const body = reason.trim() ? { reason: reason.trim() } : {};
  return html`<${ActionDialog} title="Reject the request" danger currency=${dispute.currency}
    intent=${{ method: "POST", path: `${route}/rejection`, body }}
    fields=${{ "/reason": "reject-reason" }} onClose=${onClose} onStale=${onStale}
    sentence=${() => `Reject the request for ${amount}? Nothing moves; ${asker} may ask again.`}
    verb="Reject the request" onDone=${() => onDone(`The request for ${amount} is rejected.`)}>
    <${TextField} id="reject-reason" label="Reason (optional)" hint=${`${asker} reads it.`}
      rows=${2} maxlength=${2000} value=${reason} onInput=${setReason} first /><//>`;
}

/** @param {Props} props */
function Cancel({ dispute, row, payer, route, onDone, onClose, onStale }) {
  const amount = moneyText(row.amount, row.currency);
  return html`<${ActionDialog} title="Take the request back" currency=${dispute.currency}
    intent=${{ method: "POST", path: `${route}/cancellation`, body: {} }} onClose=${onClose}
    onStale=${onStale}
    sentence=${() => `Take back the request for ${amount}? ${payer} can no longer approve it.`}
    verb="Take it back" onDone=${() => onDone(`The request for ${amount} is taken back.`)} />`;
}

/** @type {Record<string, unknown>} */
const forms = { approve: Approve, reject: Reject, cancel: Cancel };
