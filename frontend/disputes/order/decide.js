/**
 * A decision: by the row that applies, by what somebody finds out beside, or by another row, with
 * all its effects beforehand (X-03).
 */
import { isZero } from "../../base/decimal.js";
import { momentText, moneyText } from "../../base/format.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { moverWords, sentence } from "../../base/words.js";
import { ActionDialog } from "../../ui/action-dialog.js";
import { SelectField, TextField } from "../../ui/field.js";
import { Facts } from "../../ui/tabs.js";
import { Money } from "../../ui/text.js";
import { levels } from "../../vendors/words.js";
import { post } from "./intent.js";
import { yesses } from "./words.js";

/** @param {import("./intent.js").Props & { name?: string }} props */
export function DecideForm({ dispute, name, ...rest }) {
  const { row } = dispute;
  const [rowID, setRow] = useState("");
  const [note, setNote] = useState("");
  const [reuseReason, setReuse] = useState("");
  const isUnreachable = name === "decideUnreachable";
  const isReused = name === "decideReused";
  const overrules = name === "decideOtherwise";
  const body = {
    ...(overrules ? { rowID } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(isReused ? { reuseReason: reuseReason.trim() } : {}),
    ...(isUnreachable ? { isUnreachable } : {}),
    ...(isReused || isUnreachable
      ? {}
      : { seen: { tableVersion: row.tableVersion, rowID: row.rowID } }),
  };
  const isFilledIn = (!overrules || (rowID && note.trim())) && (!isReused || reuseReason.trim());
  const rows = [
    { value: "", label: "Choose a row" },
    ...row.others.map((/** @type {Api.OtherRow} */ one) => ({
      value: one.rowID,
      label: one.label,
    })),
  ];
  const effects = (/** @type {Api.OrderDisputePreview} */ preview) =>
    preview.effects &&
    html`<${EffectsOf} effects=${preview.effects} mails=${preview.mails}
      currency=${dispute.currency} />`;
  return html`<${ActionDialog} ...${rest} title="Decide" currency=${dispute.currency}
    intent=${isFilledIn ? post(dispute, "decision", body) : null} effects=${effects}
    fields=${{ "/note": "decide-note", "/reuseReason": "decide-reuse" }}
    sentence=${(/** @type {Api.OrderDisputePreview} */ preview) =>
      preview.effects ? summary(preview.effects, dispute) : ""} verb="Decide"
    onDone=${(/** @type {Api.OrderDisputeMade} */ data) =>
      rest.onDone(
        data.missing.length > 0
          ? `Decided; it waits` +
              ` for ${data.missing
                .map((/** @type {string} */ one) => yesses[one] ?? one)
                .join(" and ")}.`
          : "It is decided.",
      )}>
    ${
      overrules
        ? html`<p>The row that applies: <strong>${row.label}</strong></p>
          <${SelectField} id="decide-row" label="By which row instead" value=${rowID}
            onInput=${setRow} options=${rows} first />`
        : html`<p>${
            isUnreachable
              ? "By the row for a vendor that cannot be reached."
              : isReused
                ? "By the row for a payment that is proved."
                : html`By the row that applies: <strong>${row.label}</strong>`
          }</p>`
    }
    ${
      isReused &&
      html`<${TextField} id="decide-reuse" label="Why the same reference may stand in both cases"
        hint="Then the reference proves the payment. For the staff only." rows=${2}
        maxlength=${2000} value=${reuseReason} onInput=${setReuse} first required />`
    }
    <${TextField} id="decide-note" label="Internal note"
      hint=${
        overrules
          ? "Why not by the row that applies. Neither side ever reads this."
          : "Neither side ever reads this."
      }
      rows=${2} maxlength=${2000} value=${note} onInput=${setNote}
      first=${!overrules && !isReused} required=${overrules} /><//>`;
}

/** @param {Api.EffectsView} effects @param {Api.OrderDisputeView} dispute */
function summary(effects, dispute) {
  const money = (/** @type {number} */ amount) => moneyText(amount, dispute.currency);
  const paid = `Pay the customer ${isZero(effects.payout) ? "nothing" : money(effects.payout)}`;
  return isZero(effects.fine.amount)
    ? `${paid}? ${dispute.vendor} is not fined.`
    : `${paid}, and fine ${dispute.vendor} ${money(effects.fine.amount)}?`;
}

/**
 * What something is, and what it becomes where that is something else.
 * @param {unknown} before
 * @param {unknown} after
 */
const becomes = (before, after) =>
  before === after ? `${after}, as before` : `${before} → ${after}`;

/** @param {{ effects: Api.EffectsView, mails: Api.MailPart[], currency: string }} props */
const EffectsOf = ({ effects, mails, currency }) =>
  html`<${Facts} facts=${
    /** @type {[string, unknown][]} */ ([
      ["Payout", html`<${Money} amount=${effects.payout} currency=${currency} strong />`],
      [
        "Fine",
        html`<${Money} amount=${effects.fine.amount} currency=${currency} />${
          effects.fine.isRefused
            ? " (cannot be taken)"
            : !isZero(effects.fine.owed) &&
              html`: <${Money} amount=${effects.fine.now} currency=${currency} /> now, <${Money}
                amount=${effects.fine.owed} currency=${currency} /> owed`
        }`,
      ],
      [
        "Vendor stands",
        becomes(levels[effects.levelBefore].label, levels[effects.levelAfter].label) +
          (effects.isFlagged ? "; flagged" : ""),
      ],
      ["Leads", becomes(effects.maxLeadsBefore, effects.maxLeadsAfter)],
      effects.holdUntil && ["On hold until", momentText(effects.holdUntil)],
      effects.escalatesTo && ["Goes to", moverWords(effects.escalatesTo)],
      [
        "Needs a yes of",
        effects.approvals.map((/** @type {string} */ one) => yesses[one] ?? one).join(" and ") ||
          "Nobody",
      ],
      [
        "Mails",
        [...effects.mails, ...(mails ?? [])]
          .map((one) => `${sentence(one.to)}: ${sentence(one.about)}`)
          .join("; ") || "None",
      ],
    ]).filter(Boolean)
  } />`;
