/** What is done with a follow-up, each in a dialog that says beforehand what would come of it. */
import { dayText, momentText, moneyText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { MailPreviews } from "../mail/preview.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Dialog } from "../ui/dialog.js";
import { Check, Radios, SelectField, TextField } from "../ui/field.js";
import { toggled } from "../ui/picked.js";
import { Failure, Skeleton } from "../ui/states.js";
import { toTell } from "./tell.js";
import { outcomes } from "./words.js";

/**
 * @typedef {{ followUp: Api.FollowUpView, onClose: () => void,
 *   onStale: (problem: unknown, isKept: boolean) => void,
 *   onDone: (text: string, toTell?: Api.FollowUpItemView[]) => void }} DeedProps
 */

/**
 * @param {Api.FollowUpView} followUp
 * @param {string} method
 * @param {string} step
 * @param {unknown} body
 */
const intentOn = (followUp, method, step, body) => ({
  method,
  path: path`/followUp/${followUp.followUpID}/${step}`,
  body,
  version: followUp.version,
});

/** The mails that would leave. @param {Api.FollowUpViewForeseen} preview */
const mails = (preview) => html`<${MailPreviews} mails=${preview.mails} />`;

/**
 * Who is asked, and in whose place (CO-17).
 * @param {Api.FollowUpView} followUp
 * @param {Api.FollowUpView} preview
 */
function whomText({ resolver }, { mails = [], lostResolvers }) {
  const [mail] = mails;
  if (mail && !mail.why && (!resolver || lostResolvers.length > 0))
    return `Ask ${mail.name} again,`;
  if (!mail?.why) return `Ask ${resolver?.name} again,`;
  const isOther = mail.name !== resolver?.name;
  return `${mail.why}. Ask ${mail.name}${isOther ? "" : " all the same"},`;
}

/** When the mail leaves, where that is not now (CO-20). @param {Api.FollowUpView} preview */
const waitsText = ({ mails = [] }) =>
  mails[0]?.leavesAt
    ? ` The mail waits for the sending hours: ${momentText(mails[0].leavesAt)}.`
    : "";

/** @param {DeedProps} props */
export function Chase({ followUp, onDone, ...rest }) {
  const [dueDate, setDueDate] = useState("");
  const [again, setAgain] = useState(false);
  const body = { ...(dueDate ? { dueDate } : {}), ...(again ? { again } : {}) };
  return html`<${ActionDialog} ...${rest} title="Chase the resolver" currency=""
    intent=${intentOn(followUp, "POST", "chase", body)}
    fields=${{ "/dueDate": "chase-due" }} effects=${mails}
    advice=${(/** @type {import("../base/http.js").Problem} */ problem) =>
      problem.code === "alreadyDone" ? "Tick that it is to be chased again." : null}
    sentence=${(/** @type {Api.FollowUpView} */ preview) =>
      `${whomText(followUp, preview)} until ${dayText(preview.dueDate)}?${waitsText(preview)}`}
    verb="Chase" onDone=${() => onDone("The resolver is chased.")}>
    <${TextField} id="chase-due" label="Due then" type="date" value=${dueDate}
      hint="Without one, as many days ahead as the status says." onInput=${setDueDate} />
    ${
      followUp.unanswered > 0 &&
      html`<${Check} label="Chase again, where that was done today" checked=${again}
        onInput=${setAgain} />`
    }<//>`;
}

/** @param {DeedProps} props */
export function Confirm({ followUp, onDone, ...rest }) {
  const [said, setSaid] = useState("");
  const wasSent = said === "sent";
  const [sequence, ...others] = followUp.unconfirmed;
  return html`<${ActionDialog} ...${rest} title="Was the mail sent?" currency=""
    intent=${said ? intentOn(followUp, "POST", "confirmation", { wasSent, sequence }) : null}
    effects=${mails}
    sentence=${() => (wasSent ? "Leave it at that?" : "Send the mail now?")}
    verb=${wasSent ? "It was sent" : "Send it"}
    onDone=${() => onDone(wasSent ? "The mail was sent." : "The mail is sent now.")}>
    ${
      others.length > 0 &&
      html`<p class="hint">This is about the oldest of ${
        followUp.unconfirmed.length
      } mails; the others are asked about next.</p>`
    }
    <${Radios} legend="As the resolver says" name="was-sent" value=${said} onInput=${setSaid}
      options=${[
        { value: "sent", label: "It has come" },
        { value: "notSent", label: "It has not come" },
      ]} /><//>`;
}

/** @param {DeedProps} props */
export function Move({ followUp, onDone, ...rest }) {
  const [dueDate, setDueDate] = useState(followUp.dueDate);
  return html`<${ActionDialog} ...${rest} title="Move to another day" currency=""
    intent=${dueDate ? intentOn(followUp, "PUT", "date", { dueDate }) : null}
    fields=${{ "/dueDate": "move-due" }}
    sentence=${() => `Look at this again on ${dayText(dueDate)}?`} verb="Move"
    onDone=${() => onDone(`It is due on ${dayText(dueDate)}.`)}>
    <${TextField} id="move-due" label="Due on" type="date" value=${dueDate}
      onInput=${setDueDate} first /><//>`;
}

/** For all items, or for one alone (DM-10). @param {DeedProps} props */
export function Hands({ followUp, onDone, ...rest }) {
  const people = useLoad("/user?permission=dispute.read&limit=100");
  const [resolverID, setResolver] = useState("");
  const [comment, setComment] = useState("");
  const [only, setOnly] = useState("");
  const items = followUp.itemRows.filter((item) => !item.left);
  const one = items.find((item) => String(item.invoiceNumber) === only);
  const body = {
    ...(resolverID ? { resolverID } : {}),
    ...(comment.trim() ? { comment: comment.trim() } : {}),
    ...(one ? { invoiceNumbers: [one.invoiceNumber] } : {}),
  };
  const isFilled = Boolean(resolverID || comment.trim());
  const options = [
    { value: "", label: "As it is" },
    ...(people.data?.value ?? []).map((/** @type {Api.ColleagueView} */ person) => ({
      value: person.userID,
      label: person.name,
    })),
  ];
  const which = [
    { value: "", label: "All items" },
    ...items.map((item) => ({
      value: String(item.invoiceNumber),
      label: `Invoice ${item.invoiceNumber} alone`,
    })),
  ];
  return html`<${ActionDialog} ...${rest} title="Change resolver or comment" currency=""
    intent=${isFilled ? intentOn(followUp, "PUT", "resolver", body) : null} effects=${mails}
    fields=${{ "/resolverID": "hands-resolver", "/comment": "hands-comment" }}
    sentence=${() => `Change this for ${one ? `invoice ${one.invoiceNumber} alone` : "all items"}?`}
    verb="Change" onDone=${() => onDone("Resolver and comment are as you said.")}>
    <${SelectField} id="hands-which" label="For" value=${only} options=${which}
      onInput=${setOnly} />
    <${SelectField} id="hands-resolver" label="Resolver" value=${resolverID} options=${options}
      of=${people} onInput=${setResolver} />
    <${TextField} id="hands-comment" label="Comment" rows=${3} maxlength=${2000} value=${comment}
      hint="Without one it stays as it is." onInput=${setComment} /><//>`;
}

/**
 * Who works disputes, to be chosen from.
 * @param {{ data: { value: Api.ColleagueView[] } | undefined }} people
 */
const collectorsIn = (people) => [
  { value: "", label: "Who?" },
  ...(people.data?.value ?? []).map((one) => ({ value: one.userID, label: one.name })),
];

/** @param {{ id: string, value: string, onInput: (id: string) => void }} props */
export function Collectors({ id, value, onInput }) {
  const people = useLoad("/user?permission=dispute.work&limit=100");
  return html`<${SelectField} id=${id} label="Collector" value=${value}
    options=${collectorsIn(people)} of=${people} onInput=${onInput} />`;
}

/** For who has left, or is away (DM-07). @param {DeedProps} props */
export function Collect({ followUp, onDone, ...rest }) {
  const [collectorID, setCollector] = useState("");
  return html`<${ActionDialog} ...${rest} title="Change collector" currency=""
    intent=${collectorID ? intentOn(followUp, "PUT", "collector", { collectorID }) : null}
    fields=${{ "/collectorID": "collect-by" }}
    sentence=${(/** @type {Api.FollowUpView} */ preview) =>
      `${preview.collector.name} collects it from now on?`}
    verb="Change" onDone=${(/** @type {Api.FollowUpView} */ data) =>
      onDone(`${data.collector.name} collects it now.`)}>
    <${Collectors} id="collect-by" value=${collectorID} onInput=${setCollector} /><//>`;
}

/** With an outcome for each item (DM-11). @param {DeedProps} props */
export function End({ followUp, onDone, ...rest }) {
  const items = followUp.itemRows.filter((item) => !item.left);
  const [said, setSaid] = useState(
    /** @type {Record<string, string>} */ (
      Object.fromEntries(items.map((item) => [item.invoiceNumber, onlyOne(item.outcomes)]))
    ),
  );
  const isFilled = items.every((item) => said[item.invoiceNumber]);
  const body = {
    outcomes: items.map((item) => ({
      invoiceNumber: item.invoiceNumber,
      outcome: said[item.invoiceNumber],
    })),
  };
  const optionsOf = (/** @type {Api.FollowUpItemView} */ item) =>
    item.outcomes.map((value) => ({ value, label: outcomes[value] }));
  return html`<${ActionDialog} ...${rest} title="End the dispute follow-up" currency=""
    intent=${isFilled ? intentOn(followUp, "POST", "end", body) : null} effects=${stays}
    sentence=${(/** @type {Api.FollowUpViewForeseen} */ preview) =>
      preview.leftOut
        ? "End these items? The others stay, and so does the dispute follow-up."
        : "End it? Its items can be asked for again."}
    verb="End" onDone=${(/** @type {Api.FollowUpView} */ data) =>
      onDone(
        data.endedAt
          ? "The dispute follow-up has ended."
          : "What could end has ended. The rest stays in the dispute follow-up.",
        toTell(data),
      )}>
    ${items.map(
      (item) => html`<${SelectField} key=${item.invoiceNumber} id=${`end-${item.invoiceNumber}`}
        label=${`Invoice ${item.invoiceNumber}`} value=${said[item.invoiceNumber]}
        options=${[{ value: "", label: "What became of it?" }, ...optionsOf(item)]}
        onInput=${(/** @type {string} */ value) =>
          setSaid({ ...said, [item.invoiceNumber]: value })} />`,
    )}<//>`;
}

/** What there is no choice about. @param {string[]} values */
const onlyOne = (values) => (values.length === 1 ? values[0] : "");

/**
 * The same from a row of the agenda, whose items have to be fetched first.
 * @param {Omit<DeedProps, "followUp"> & { followUp: Api.FollowUpRow }} props
 */
export function EndLoaded({ followUp, ...rest }) {
  const load = useLoad(path`/followUp/${followUp.followUpID}`);
  const onStale = (/** @type {unknown} */ problem, /** @type {boolean} */ isKept) => {
    load.reload();
    rest.onStale(problem, isKept);
  };
  if (load.data) return html`<${End} ...${rest} followUp=${load.data} onStale=${onStale} />`;
  return html`<${Dialog} title="End the dispute follow-up" onClose=${rest.onClose}>
    ${
      load.error
        ? html`<${Failure} problem=${load.error} retry=${load.reload} />`
        : html`<${Skeleton} kind="text" rows=${3} />`
    }<//>`;
}

/** What would stay, and why. @param {Api.FollowUpViewForeseen} preview */
const stays = (preview) =>
  preview.leftOut &&
  html`<ul>${preview.leftOut.map(
    (/** @type {Api.LeftOutView} */ one) => html`<li key=${one.invoiceNumber}>
      Invoice ${one.invoiceNumber} stays: ${one.detail}</li>`,
  )}</ul>`;

/** One item leaves, its dispute goes on (DM-10, CO-13). @param {DeedProps} props */
export function Drop({ followUp, onDone, ...rest }) {
  const [number, setNumber] = useState("");
  const items = followUp.itemRows.filter((item) => !item.left);
  const options = [
    { value: "", label: "Which one?" },
    ...items.map((item) => ({
      value: String(item.invoiceNumber),
      label: `Invoice ${item.invoiceNumber}`,
    })),
  ];
  const intent = number && {
    method: "POST",
    path: path`/followUp/${followUp.followUpID}/item/${number}/drop`,
    body: {},
    version: followUp.version,
  };
  return html`<${ActionDialog} ...${rest} title="Drop an item" currency="" intent=${intent || null}
    sentence=${() =>
      `Drop invoice ${number}? It is in no dispute follow-up then; its dispute goes on.`}
    verb="Drop" onDone=${() => onDone(`Invoice ${number} was dropped.`)}>
    <${SelectField} id="drop-item" label="Item" value=${number} options=${options}
      onInput=${setNumber} /><//>`;
}

/** More open items of the customer (DM-01). @param {DeedProps} props */
export function Join({ followUp, onDone, ...rest }) {
  const load = useLoad(path`/customer/${followUp.customerID}/statement`);
  const [picked, setPicked] = useState(/** @type {string[]} */ ([]));
  const held = followUp.itemRows.filter((item) => !item.left).map((item) => item.invoiceNumber);
  const free = (load.data?.value ?? []).filter(
    (/** @type {Api.OpenItemRow} */ row) => !held.includes(row.invoiceNumber),
  );
  const body = { items: picked.map((invoiceNumber) => ({ invoiceNumber })) };
  return html`<${ActionDialog} ...${rest} title="Add items" currency=""
    intent=${picked.length > 0 ? intentOn(followUp, "POST", "item", body) : null}
    sentence=${() =>
      `Take ${picked.length === 1 ? "this item" : `these ${picked.length} items`} in?`}
    verb="Add" onDone=${() => onDone("The items are added.")}>
    <fieldset class="column"><legend>Open items of ${followUp.customerName}</legend>
    ${load.error && html`<p class="error-text" role="alert">${load.error.message}</p>`}
    ${load.data && free.length === 0 && html`<p class="muted">All of them are in it.</p>`}
    ${free.map(
      (/** @type {Api.OpenItemRow} */ row) => html`<${Check} key=${row.invoiceNumber}
        name=${`join-${row.invoiceNumber}`} checked=${picked.includes(String(row.invoiceNumber))}
        label=${`Invoice ${row.invoiceNumber}, ${moneyText(row.balance, row.currency)}`}
        onInput=${(/** @type {boolean} */ on) =>
          setPicked(toggled(picked, String(row.invoiceNumber), on))} />`,
    )}</fieldset><//>`;
}
