/**
 * What finance does with a wallet: money from outside, how far it may be emptied, and asking to
 * take a transfer back (IG-10, IG-11).
 */

import { compare } from "../base/decimal.js";
import { dayText, fieldText, moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Check, MoneyField, readMoney, TextField } from "../ui/field.js";
import { aboutEntry } from "./entries.js";

/**
 * @typedef {{ wallet: Api.WalletView,
 *   onDone: (text: string, link?: { href: string, label: string }) => void,
 *   onClose: () => void, onStale: () => void }} Props
 */

/** Where what waits for a second person is listed. */
const seconds = { href: "#/corrections", label: "See what waits" };

/** @param {string} text @param {string} currency */
function amountOf(text, currency) {
  const read = readMoney(text, currency);
  return "value" in read
    ? { value: read.value, error: null }
    : { value: null, error: text.trim() ? read.error : null };
}

/** @param {Props} props */
export function Deposit({ wallet, onDone, onClose, onStale }) {
  const [amount, setAmount] = useState("");
  const [reference, setReference] = useState("");
  const [earlier, setEarlier] = useState(/** @type {Api.EarlierDeposit | null} */ (null));
  const [isRepeat, setRepeat] = useState(false);
  const { currency, name } = wallet;
  const change = (/** @type {string} */ text) => {
    setReference(text);
    setEarlier(null);
    setRepeat(false);
  };
  const { value, error } = amountOf(amount, currency);
  const intent =
    value && reference.trim()
      ? {
          method: "POST",
          path: path`/wallet/${wallet.walletID}/deposit`,
          body: { amount: value, reference: reference.trim(), ...(isRepeat ? { isRepeat } : {}) },
          version: wallet.version,
        }
      : null;
  const held = (/** @type {Partial<Api.DepositedForeseen>} */ preview) =>
    moneyText(preview?.wallet?.balance, currency);
  return html`<${ActionDialog} title="Record a deposit" currency=${currency} intent=${intent}
    cautious onClose=${onClose} onStale=${onStale}
    onRefused=${(/** @type {import("../base/http.js").Problem} */ problem) =>
      problem.body.earlier && setEarlier(problem.body.earlier)}
    fields=${{ "/amount": "deposit-amount", "/reference": "deposit-reference" }}
    sentence=${(
      /** @type {Partial<Api.DepositedForeseen & Api.ProposalViewForeseen>} */ preview,
    ) =>
      preview?.proposalID
        ? `Ask a second person of finance to let ${moneyText(value, currency)} into the wallet` +
          ` of ${name}? That is too much for one person in a day; nothing comes in before they` +
          ` agree.`
        : `Put ${moneyText(value, currency)} into the wallet of ${name}? It then` +
          ` holds ${held(preview)}.`}
    verb=${(/** @type {Partial<Api.ProposalViewForeseen>} */ preview) =>
      preview?.proposalID
        ? `Ask for ${moneyText(value, currency)}`
        : value
          ? `Deposit ${moneyText(value, currency)}`
          : "Deposit"}
    onDone=${(
      /** @type {Api.Deposited & Partial<Api.ProposalView>} */ data,
      /** @type {Partial<Api.DepositedForeseen>} */ preview,
    ) =>
      data.proposalID
        ? onDone(
            `The deposit of ${moneyText(value, currency)} waits for a second person of finance.`,
            seconds,
          )
        : onDone(
            `${moneyText(data.amount, currency)} came in, transfer ${data.transferID}. The wallet` +
              ` of ${name} held ${held(preview)} after it.`,
          )}>
    <p class="muted">Money that has come in from outside, for example by bank. Into: <strong>wallet
      of ${name}
      </strong>, <span class="code">${wallet.walletID}
      </span>, which holds ${moneyText(wallet.balance, currency)}.</p>
    <${MoneyField} id="deposit-amount" label="Amount" currency=${currency} value=${amount}
      error=${error} onInput=${setAmount} required />
    <${TextField} id="deposit-reference" label="Reference"
      hint="As it stands in the bank's statement" value=${reference} maxlength=${200}
      onInput=${change} required />
    ${
      earlier &&
      html`<div class="column"><p>A deposit with this reference was recorded before: <strong>
        ${moneyText(earlier.amount, earlier.currency)}
        </strong> on ${dayText(earlier.at)} by ${earlier.by}, <span class="code">
        ${earlier.transferID}</span>.</p>
        <${Check} name="repeat" label="This is another payment" checked=${isRepeat}
          onInput=${setRepeat} /></div>`
    }<//>`;
}

/** @param {Props} props */
export function Floor({ wallet, onDone, onClose, onStale }) {
  const { currency, name } = wallet;
  const [amount, setAmount] = useState(fieldText(wallet.floor, currency));
  const { value, error } = amountOf(amount, currency);
  const intent =
    value && (wallet.floor === null || compare(value, wallet.floor) !== 0)
      ? {
          method: "PUT",
          path: path`/wallet/${wallet.walletID}/floor`,
          body: { floor: value },
          version: wallet.version,
        }
      : null;
  return html`<${ActionDialog} title="Change the floor" currency=${currency} intent=${intent}
    cautious onClose=${onClose} onStale=${onStale} fields=${{ "/floor": "wallet-floor" }}
    sentence=${(/** @type {Partial<Api.ProposalViewForeseen>} */ preview) =>
      `${preview?.proposalID ? "Ask a second person of finance to let" : "Let"} no payment bring` +
      ` the wallet of ${name} below ${moneyText(value, currency)}, in place` +
      ` of ${moneyText(wallet.floor, currency)}?`}
    verb=${(/** @type {Partial<Api.ProposalViewForeseen>} */ preview) =>
      preview?.proposalID
        ? `Ask for the floor ${moneyText(value, currency)}`
        : value
          ? `Set the floor to ${moneyText(value, currency)}`
          : "Set the floor"}
    onDone=${(/** @type {Partial<Api.ProposalView>} */ data) =>
      data.proposalID
        ? onDone(
            `The floor of ${moneyText(value, currency)} waits for a second person of finance.`,
            seconds,
          )
        : onDone(`The floor of the wallet of ${name} is ${moneyText(value, currency)}.`)}>
    <${MoneyField} id="wallet-floor" label="Floor"
      hint="0 lets it be emptied; less than 0 lets it owe." currency=${currency} value=${amount}
      error=${error} onInput=${setAmount} required /><//>`;
}

/**
 * Asks a second person to agree to take a transfer back.
 * @param {Props & { entry: Api.StatementEntryView }} props
 */
export function AskCorrection({ wallet, entry, onDone, onClose, onStale }) {
  const [reason, setReason] = useState("");
  const { currency } = entry;
  const size = moneyText(String(entry.amount).replace("-", ""), currency);
  const [from, into] = String(entry.amount).startsWith("-")
    ? [entry.counterparty, wallet.name]
    : [wallet.name, entry.counterparty];
  const about = aboutEntry(entry);
  const intent = reason.trim()
    ? {
        method: "POST",
        path: path`/transfer/${entry.transferID}/correction`,
        body: { reason: reason.trim() },
      }
    : null;
  return html`<${ActionDialog} title="Ask to take this transfer back" currency=${currency}
    intent=${intent} onClose=${onClose} onStale=${onStale}
    fields=${{ "/reason": "correction-reason" }}
    sentence=${() =>
      `Ask a second person of finance to take ${size} back from ${from} to ${into}? Nothing moves` +
      ` before they agree.`}
    verb="Ask for the correction"
    onDone=${() =>
      onDone(`The correction of ${size} waits for a second person of finance.`, {
        href: "#/corrections",
        label: "Open the corrections",
      })}>
    <p class="muted">${size} from ${into} to ${from} on ${dayText(entry.at)}
      ${about && `: ${about}`}</p>
    <${TextField} id="correction-reason" label="Why it is taken back"
      hint="It stands in both statements." rows=${3} maxlength=${4000} value=${reason}
      onInput=${setReason} first required /><//>`;
}
