/** The steps of changing the status of open items. */
import { countText, dayText, fieldText } from "../base/format.js";
import { html } from "../base/html.js";
import { useLoad } from "../base/queries.js";
import { to } from "../base/router.js";
import { sentence } from "../base/words.js";
import { MailPreviews } from "../mail/preview.js";
import { Button, ButtonLink } from "../ui/button.js";
import { MoneyField, Radios, SelectField, TextField } from "../ui/field.js";
import { Banner } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts, Section } from "../ui/tabs.js";
import { Badge, Money, None } from "../ui/text.js";
import { disputes, sumsOf } from "./status-draft.js";

/** @typedef {import("./status-draft.js").Draft} Draft */
/**
 * @typedef {{ draft: Draft, change: (part: Partial<Draft>) => void,
 *   errors: { id?: string, text: string }[] }} StepProps
 */

/** @param {StepProps["errors"]} errors @param {string} id */
export const errorOf = (errors, id) => errors.find((error) => error.id === id)?.text ?? null;

/**
 * What stands in the way of some items, and the way on without them (CO-02).
 * @param {{ refused: { number: string, text: string, rule?: string }[], left: number,
 *   followUpID?: string, onWithout: () => void }} props
 */
export const Refused = ({ refused, left, followUpID, onWithout }) =>
  html`<${Banner} tone="amber" icon="Ban" role="alert">
    <strong>${
      refused.length === 1 ? "One item" : `${countText(refused.length)} items`
    } cannot be taken in. Nothing has been changed so far.</strong>
    <ul>${refused.map(
      (one) => html`<li key=${one.number} title=${one.rule && `Rule ${one.rule}`}>
        ${one.text.includes(one.number) ? one.text : `Invoice ${one.number}: ${one.text}`}</li>`,
    )}</ul>
    <div class="actions">${
      left > 0 &&
      html`<${Button} name="without-these"
        onClick=${onWithout}>Go on without ${
          refused.length === 1 ? "it" : "these"
        }, with ${countText(left)} ${left === 1 ? "item" : "items"}<//>`
    }${
      followUpID &&
      html`<${ButtonLink} href=${to.followUp(followUpID)}>
        Open the dispute follow-up in progress<//>`
    }</div><//>`;

/**
 * The items, with what becomes of each, and a sum for each currency.
 * @param {StepProps & { rows: Api.OpenItemRow[], preview: Api.FollowUpView | null,
 *   status: Api.ItemStatusView | undefined, isEdited: boolean }} props isEdited: how much of each
 *   is
 *   disputed can be typed
 */
export function Items({ draft, change, errors, rows, preview, status, isEdited }) {
  const found = new Map(preview?.itemRows.map((item) => [String(item.invoiceNumber), item]));
  const columns = [
    {
      label: "Invoice",
      bare: true,
      cell: (/** @type {Api.OpenItemRow} */ row) => row.invoiceNumber,
    },
    {
      label: "Due",
      tight: true,
      cell: (/** @type {Api.OpenItemRow} */ row) => dayText(row.dueDate),
    },
    {
      label: "Outstanding",
      end: true,
      cell: (/** @type {Api.OpenItemRow} */ row) =>
        html`<${Money} amount=${row.balance} currency=${row.currency} />`,
    },
    {
      label: isEdited && disputes(status) ? "Disputed" : "Becomes",
      grow: true,
      cell: (/** @type {Api.OpenItemRow} */ row) => {
        const item = found.get(String(row.invoiceNumber));
        const typed = draft.amounts[row.invoiceNumber];
        if (isEdited && disputes(status) && !row.openDisputeID)
          return html`<${MoneyField} quiet id=${`amount-${row.invoiceNumber}`}
            label=${`Disputed of invoice ${row.invoiceNumber}`} currency=${row.currency}
            value=${typed ?? (item ? fieldText(item.disputed ?? 0, row.currency) : "")}
            error=${errorOf(errors, `amount-${row.invoiceNumber}`)}
            onInput=${(/** @type {string} */ text) =>
              change({ amounts: { ...draft.amounts, [row.invoiceNumber]: text } })} />`;
        if (!item) return html`<${None} />`;
        if (item.wasRaised)
          return html`<${Badge} tone="amber" icon="Scale">Disputed<//>${" "}<${Money}
            amount=${item.disputed} currency=${item.currency} />`;
        if (item.disputeID)
          return html`<${Badge} tone="grey" icon="Scale">In dispute already, joins<//>`;
        return html`<${Badge} tone="grey" icon="Check">${status?.label}<//>`;
      },
    },
  ];
  return html`<${Section}
    title=${`${countText(rows.length)} ${rows.length === 1 ? "item" : "items"}`}
    flush><${Table} caption="Items" columns=${columns} rows=${rows}
      keyOf=${(/** @type {Api.OpenItemRow} */ row) => String(row.invoiceNumber)}
      foot=${sumsOf(rows).map(
        (sum) => html`<tr role="row" key=${sum.currency}><td role="cell" colspan="2">
          Sum ${sum.currency}</td><td role="cell" class="end" data-label="Outstanding">
          <${Money} amount=${sum.amount} currency=${sum.currency} strong /></td>
          <td role="cell"></td></tr>`,
      )} /><//>`;
}

/** @param {StepProps & { statuses: Api.ItemStatusView[] }} props */
export const StatusStep = ({ draft, change, errors, statuses }) =>
  html`<${Radios} legend="What these items are" name="status" id="status" value=${draft.statusID}
    error=${errorOf(errors, "status")}
    onInput=${(/** @type {string} */ statusID) => change({ statusID, modelID: "", dueDate: "" })}
    options=${statuses.map((status) => ({
      value: String(status.statusID),
      label: status.label,
      hint:
        (status.label === sentence(status.category) ? "" : `${sentence(status.category)}. `) +
        (disputes(status)
          ? "Raises a dispute on each invoice; takes a comment and a resolver."
          : "Only marks the items."),
    }))} />`;

/** @param {StepProps & { isNeeded: boolean }} props */
export function WhyStep({ draft, change, errors, isNeeded }) {
  const people = useLoad("/user?permission=dispute.read&limit=100");
  const options = [
    { value: "", label: isNeeded ? "Choose a person" : "Nobody" },
    ...(people.data?.value ?? []).map((/** @type {Api.ColleagueView} */ person) => ({
      value: person.userID,
      label: person.name,
    })),
  ];
  return html`<div class="form column"><${TextField} id="comment"
    label=${isNeeded ? "What it is about" : "What it is about (optional)"} rows=${4}
    maxlength=${2000} value=${draft.comment} error=${errorOf(errors, "comment")}
    hint="The resolver reads it, and a dispute that is raised has it as its description."
    onInput=${(/** @type {string} */ comment) => change({ comment })} />
    <${SelectField} id="resolver" label=${isNeeded ? "Resolver" : "Resolver (optional)"}
      hint="Who in the company can clear it up." value=${draft.resolverID} options=${options}
      of=${people} error=${errorOf(errors, "resolver")}
      onInput=${(/** @type {string} */ resolverID) => change({ resolverID })} /></div>`;
}

/**
 * @param {StepProps & { status: Api.ItemStatusView | undefined, preview: Api.FollowUpView
 *   | null }} props
 */
export function NextStep({ draft, change, errors, status, preview }) {
  const models = useLoad("/setting/followUpModels");
  const known = models.data?.value ?? (preview?.model ? [preview.model] : []);
  const options = known.map((/** @type {Api.FollowUpModelView} */ model) => ({
    value: String(model.modelID),
    label: model.label,
  }));
  const suggested = String(status?.modelID ?? "");
  const days = status?.delayDays;
  return html`<div class="form column"><${SelectField} id="model" label="What to do"
    hint=${suggested ? "As the status suggests, unless you choose another." : undefined}
    value=${draft.modelID || suggested} of=${models} error=${errorOf(errors, "model")}
    options=${suggested ? options : [{ value: "", label: "Nothing named" }, ...options]}
    onInput=${(/** @type {string} */ modelID) => change({ modelID })} />
    <${TextField} id="due" label="Look again on" type="date" error=${errorOf(errors, "due")}
      hint=${
        days === undefined
          ? "As the status suggests, unless you choose another day."
          : `The status suggests ${days} ${days === 1 ? "day" : "days"} from today, on a business` +
            ` day.`
      }
      value=${draft.dueDate || preview?.dueDate || ""}
      onInput=${(/** @type {string} */ dueDate) => change({ dueDate })} /></div>`;
}

/** All of it, as it will be. @param {{ preview: Api.FollowUpView }} props */
export const Whole = ({ preview }) =>
  html`<${Section} title="As it will be"><${Facts} facts=${[
    ["Status", preview.itemStatus.label],
    ["Comment", preview.comment],
    ["Resolver", preview.resolver?.name],
    ["What to do", preview.model?.label],
    ["Due", dayText(preview.dueDate)],
    ["Mail", preview.mails?.map((mail) => mail.to).join(", ") ?? "None leaves"],
  ]} /><${MailPreviews} mails=${preview.mails} /><//>`;
