/**
 * Asks before something is changed: a sentence with the amounts, what will be different, and Cancel
 * as the default.
 */
import { compare } from "../base/decimal.js";
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { usePreview, useSend } from "../base/intent.js";
import { Button } from "./button.js";
import { chainRows } from "./chain-preview.js";
import { Dialog } from "./dialog.js";
import { ErrorSummary, errorsByField, FieldErrors, problemErrors } from "./field.js";
import { OwedAfter } from "./money-bar.js";
import { RequestID } from "./request-id.js";
import { Banner } from "./states.js";
import { Change, Status } from "./text.js";

/**
 * What is done where somebody was faster: what a dialog that stays is about is fetched anew, and
 * any other dialog ends.
 * @param {() => void} reload
 * @param {() => void} end
 */
export const whenStale =
  (reload, end) => (/** @type {unknown} */ _problem, /** @type {boolean} */ isKept) =>
    isKept ? reload() : end();

/**
 * @param {object} props
 * @param {string} props.title
 * @param {(preview: Api.DisputePreview) => unknown} props.sentence
 * @param {string | ((preview: Api.DisputePreview) => string)} props.verb
 * @param {import("../base/intent.js").Intent | null} props.intent null while the form is not filled
 *   in
 * @param {unknown} [props.children] the form
 * @param {string} props.currency
 * @param {boolean} [props.danger]
 * @param {boolean} [props.wide] shows a letter or a table
 * @param {Record<string, string>} [props.fields] pointer → id of the field
 * @param {boolean} [props.cautious] the focus is on Cancel though there is a form
 * @param {(preview: unknown) => unknown} [props.effects] what else would be different
 * @param {boolean} [props.plainly] asks without a dry run, where the server has none
 * @param {(problem: import("../base/http.js").Problem) => string | null | undefined} [props.advice]
 *   what to do about a refusal
 * @param {(data: unknown, preview: unknown) => void} props.onDone
 * @param {() => void} props.onClose
 * @param {(problem: import("../base/http.js").Problem, isKept: boolean) => void} [props.onStale]
 *   somebody was faster: what it is done to is to be looked at anew. With a form the dialog stays,
 *   and what was typed in it (isKept); else it is to be closed
 * @param {(problem: import("../base/http.js").Problem) => void} [props.onRefused] for other
 *   reasons: the dialog stays
 */
export function ActionDialog({
  title,
  sentence,
  verb,
  intent,
  children,
  currency,
  danger,
  wide,
  cautious,
  fields,
  effects,
  plainly,
  advice,
  onDone,
  onClose,
  onStale,
  onRefused,
}) {
  const look = usePreview(plainly ? null : intent);
  const { problem: refusal, checking } = look;
  const preview = plainly ? {} : look.preview;
  const { carryOut, busy, problem, setProblem } = useSend();
  const refused = problem ?? refusal;
  const isOld = refused?.status === 412 && Boolean(children) && Boolean(onStale);
  const [wasOld, setOld] = useState(false);
  useEffect(() => {
    if (isOld) setOld(true);
    if (isOld || refused?.status === 412 || refused?.code === "alreadyDecided")
      onStale?.(refused, isOld);
    else if (refused) onRefused?.(refused);
  }, [refused]);
  useEffect(() => setProblem((old) => (old?.status === 412 ? null : old)), [intent?.version]);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!intent || busy || checking || refusal) return;
    const data = await carryOut(intent);
    if (data) onDone(data, preview);
  };
  const whatNow = refused && !problem?.uncertain && advice?.(refused);
  const why = !intent
    ? "Fill in the form first."
    : refusal
      ? refusal.message
      : checking
        ? "Checking what this would change."
        : null;
  const foot = html`<${Button} first=${!children || cautious} onClick=${onClose}
    name="cancel">Cancel<//>
    <${Button} look=${danger ? "danger" : "primary"} why=${why} busy=${busy} onClick=${submit}
      name="confirm">${
        problem?.uncertain ? "Try again" : typeof verb === "string" ? verb : verb(preview)
      }<//>`;
  return html`<${Dialog} title=${title} wide=${wide} onClose=${busy ? undefined : onClose}
    foot=${foot}>
    ${
      children &&
      html`<${FieldErrors.Provider} value=${errorsByField(refused, fields)}>
        <form onSubmit=${submit} novalidate>${children}</form><//>`
    }
    ${
      problem?.uncertain &&
      html`<${Banner} tone="amber" icon="WifiOff"
        role="alert">It is not known whether this happened: no good answer came back. Trying
        again is safe, it cannot happen twice. <${RequestID} problem=${problem} /><//>`
    }
    ${
      wasOld &&
      html`<${Banner} tone="amber" icon="RefreshCw"
        role="alert">This has changed meanwhile, and nothing was done. What you typed stays: look it
        over against what is there now.<//>`
    }
    ${
      refused &&
      !isOld &&
      !problem?.uncertain &&
      html`<${ErrorSummary} errors=${problemErrors(refused, fields)} quiet=${!problem} />`
    }
    ${whatNow && html`<${Banner}>${whatNow}<//>`}
    <div aria-live="polite">
      ${
        preview && !refused
          ? html`<p class="sentence"><strong>${sentence(preview)}</strong></p>
            ${effects?.(preview)}<${Effects} preview=${preview} currency=${currency} />`
          : checking && html`<p class="muted">Checking what this would change</p>`
      }</div>
  <//>`;
}

/**
 * What would be different afterwards.
 * @param {{ preview: Api.DisputePreview & Partial<Pick<Api.BookingDisputePreview, "wallet">>
 *   & { wallets?: Api.NamedWalletChange[] }, currency: string }} props
 */
export function Effects({ preview, currency }) {
  const { before, after, invoice, wallet, wallets = [], events } = preview;
  const rows = [
    before &&
      after &&
      before.status !== after.status && [
        "Dispute",
        html`<span class="change">
          <${Status} status=${before.status} /> → <${Status} status=${after.status} /></span>`,
      ],
    invoice &&
      compare(invoice.balanceBefore, invoice.balanceAfter) !== 0 && [
        `Outstanding on invoice ${invoice.invoiceNumber}`,
        html`<${Change} before=${invoice.balanceBefore} after=${invoice.balanceAfter}
          currency=${currency} />`,
      ],
    invoice &&
      compare(invoice.disputedBefore, invoice.disputedAfter) !== 0 && [
        "In dispute",
        html`<${Change} before=${invoice.disputedBefore} after=${invoice.disputedAfter}
          currency=${currency} />`,
      ],
    wallet && [
      "Your wallet",
      html`<${Change} before=${wallet.balanceBefore} after=${wallet.balanceAfter}
        currency=${wallet.currency} />`,
    ],
    ...wallets.map((one) => [
      `Wallet of ${one.name}`,
      html`<${Change} before=${one.balanceBefore} after=${one.balanceAfter}
        currency=${one.currency} />`,
    ]),
    ...chainRows(preview),
    events?.length > 0 && [
      "Will be recorded",
      html`<ul class="plain">
        ${events.map(
          (/** @type {Api.ChangeView} */ event, /** @type {number} */ at) => html`<li key=${at}>
            ${event.text}</li>`,
        )}</ul>`,
    ],
  ].filter((row) => Array.isArray(row) && row[1] !== null);
  if (rows.length === 0) return null;
  return html`<${OwedAfter} preview=${preview} currency=${currency} /><dl class="facts effects">
    ${
      /** @type {[string, unknown][]} */ (rows).map(
        ([term, value]) => html`<div key=${term}><dt>${term}</dt><dd>${value}</dd>
      </div>`,
      )
    }</dl>`;
}
