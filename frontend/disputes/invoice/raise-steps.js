/** The steps of raising a dispute. */

import { fieldText } from "../../base/format.js";
import { html } from "../../base/html.js";
import { useLoad } from "../../base/queries.js";
import { Effects } from "../../ui/action-dialog.js";
import { Check, MoneyField, Radios, readMoney, SelectField, TextField } from "../../ui/field.js";
import { NotLoaded } from "../../ui/states.js";
import { Table } from "../../ui/table.js";
import { Facts, Section } from "../../ui/tabs.js";
import { Badge, Money, None } from "../../ui/text.js";
import { whyText } from "../../ui/why.js";
import { totalOf } from "./raise-draft.js";

/** @typedef {import("./raise-draft.js").Draft} Draft */
/** @typedef {{ id?: string, text: string }[]} Errors */

/** @param {Errors} errors @param {string} id */
const errorOf = (errors, id) => errors.find((error) => error.id === id)?.text ?? null;

/**
 * @param {{ invoice: Api.InvoiceView, draft: Draft, change: (part: Partial<Draft>) => void,
 *   errors: Errors }}
 *   props
 */
export function WhatStep({ invoice, draft, change, errors }) {
  const { currency } = invoice;
  return html`<${Radios} legend="The dispute is about" name="kind" value=${draft.kind}
    onInput=${(/** @type {Draft["kind"]} */ kind) => change({ kind })} options=${[
      { value: "lines", label: "Lines of the invoice" },
      {
        value: "general",
        label: "A general amount",
        hint: "Not about a certain charge, but held against the invoice.",
      },
    ]} />
    ${
      draft.kind === "general"
        ? html`<div class="form"><${MoneyField} id="general-amount" label="Amount disputed" hint=${
            invoice.general?.remaining != null
              ? html`At most <${Money} amount=${invoice.general.remaining}
                currency=${currency} /> remain of this invoice.`
              : undefined
          } currency=${currency} value=${draft.amount} error=${errorOf(errors, "general-amount")}
          onInput=${(/** @type {string} */ amount) => change({ amount })} /></div>`
        : html`<${Section} title="Lines" flush><${Table} caption="Lines to dispute"
          columns=${columns(invoice, draft, change, errors)} rows=${invoice.lines}
          keyOf=${(/** @type {Api.InvoiceLineView} */ line) => line.lineID} /><//>`
    }
    <p>In dispute: <${Money} amount=${totalOf(draft, currency)} currency=${currency} strong /></p>`;
}

/**
 * @param {Api.InvoiceView} invoice
 * @param {Draft} draft
 * @param {(part: Partial<Draft>) => void} change
 * @param {Errors} errors
 * @returns {import("../../ui/table.js").Column<Api.InvoiceLineView>[]}
 */
function columns(invoice, draft, change, errors) {
  const { currency } = invoice;
  const tick = (/** @type {Api.InvoiceLineView} */ line, /** @type {boolean} */ on) => {
    const { [line.lineID]: _gone, ...rest } = draft.picked;
    change({ picked: on ? { ...rest, [line.lineID]: fieldText(line.remaining, currency) } : rest });
  };
  return [
    {
      label: "Line",
      grow: true,
      bare: true,
      cell: (line) =>
        line.disputable
          ? html`<${Check} label=${line.description} name=${line.lineID}
            checked=${line.lineID in draft.picked}
            onInput=${(/** @type {boolean} */ on) => tick(line, on)} />`
          : html`<span class="muted">${line.description}</span>
            <small>Cannot be disputed: ${line.whyNot && whyText(line.whyNot)}</small>`,
    },
    {
      label: "Charge",
      end: true,
      cell: (line) => html`<${Money} amount=${line.amount} currency=${currency} />`,
    },
    {
      label: "Remaining",
      end: true,
      cell: (line) => html`<${Money} amount=${line.remaining} currency=${currency} />`,
    },
    {
      label: "Disputed",
      cell: (line) =>
        line.lineID in draft.picked
          ? html`<${MoneyField} quiet id=${`pick-${line.lineID}`}
            label=${`Amount disputed of ${line.description}`} currency=${currency}
            value=${draft.picked[line.lineID]} error=${errorOf(errors, `pick-${line.lineID}`)}
            onInput=${(/** @type {string} */ text) =>
              change({ picked: { ...draft.picked, [line.lineID]: text } })} />`
          : line.disputable
            ? html`<${None} />`
            : html`<${Badge} tone="grey" icon="Ban">No<//>`,
    },
  ];
}

/** @param {{ draft: Draft, change: (part: Partial<Draft>) => void, errors: Errors }} props */
export function WhyStep({ draft, change, errors }) {
  const load = useLoad("/reason");
  const reasons = load.data?.value ?? [];
  const options = [
    { value: "", label: "Not chosen" },
    ...reasons.map((/** @type {Api.ReasonView} */ reason) => ({
      value: String(reason.reasonID),
      label: reason.name,
    })),
  ];
  return html`<div class="form"><${TextField} id="description" label="What the customer says"
    hint="The customer's words, as they will stand in the dispute and in the customer's notes."
    rows=${5} maxlength=${2000} value=${draft.description} error=${errorOf(errors, "description")}
    onInput=${(/** @type {string} */ description) => change({ description })} />
    <${SelectField} label="Reason" of=${load} value=${draft.reasonID} options=${options}
      onInput=${(/** @type {string} */ reasonID) => change({ reasonID })} /></div>`;
}

/** What was typed into a field, as money. @param {{ text: string, currency: string }} props */
function Typed({ text, currency }) {
  const read = readMoney(text, currency);
  return "value" in read ? html`<${Money} amount=${read.value} currency=${currency} />` : text;
}

/**
 * @param {{ invoice: Api.InvoiceView, draft: Draft, preview: Api.DisputePreview,
 *   checking: boolean }} props
 */
export function Review({ invoice, draft, preview, checking }) {
  const load = useLoad("/reason");
  const found = load.data?.value.find(
    (/** @type {Api.ReasonView} */ one) => String(one.reasonID) === draft.reasonID,
  );
  const reason =
    draft.reasonID && !load.data
      ? html`<span class="muted">…</span><${NotLoaded} of=${load} what="The reasons" />`
      : found?.name;
  const nameOf = (/** @type {string} */ lineID) =>
    invoice.lines.find((/** @type {Api.InvoiceLineView} */ line) => String(line.lineID) === lineID)
      ?.description ?? lineID;
  return html`<${Section} title="As it will be sent"><${Facts} facts=${[
    ["Customer", invoice.customerName ?? String(invoice.customerID)],
    ["Invoice", String(invoice.invoiceNumber)],
    [
      "In dispute",
      html`<${Money} amount=${totalOf(draft, invoice.currency)} currency=${invoice.currency}
        strong />`,
    ],
    [
      draft.kind === "general" ? "About" : "Lines",
      draft.kind === "general"
        ? "A general amount"
        : html`<ul class="plain">
          ${Object.entries(draft.picked).map(
            ([lineID, text]) => html`<li key=${lineID}>
              ${nameOf(lineID)}, <${Typed} text=${text} currency=${invoice.currency} /></li>`,
          )}</ul>`,
    ],
    ["The customer says", draft.description],
    ["Reason", reason ?? "Not chosen"],
  ]} /><//>
    <${Section} title="What this changes"><div aria-live="polite">
      ${
        preview
          ? html`<${Effects} preview=${preview} currency=${invoice.currency} />`
          : html`<p class="muted">
            ${checking ? "Checking" : "Nothing can be changed now."}</p>`
      }</div><//>`;
}
