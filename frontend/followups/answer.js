/**
 * The page that the link in a resolver's mail opens: the items as they are now, and the answer. No
 * signing in (DM-04, CO-08).
 */
import { personalLinks } from "../approvals/link.js";
import { troubleOf } from "../approvals/link-trouble.js";
import { LinkedPage } from "../approvals/linked-page.js";
import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { dayText, moneyText } from "../base/format.js";
import { useLayoutEffect, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useLinked } from "../base/linked.js";
import { notify } from "../base/notices.js";
import { Attachments } from "../disputes/attachments.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { Radios, SelectField, TextField } from "../ui/field.js";
import { Banner } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts } from "../ui/tabs.js";
import { Money, None } from "../ui/text.js";
import { answers, left, timesText } from "./words.js";

const Trouble = troubleOf("dispute");

export default function ResolverAnswer() {
  const link = personalLinks.resolver.value;
  const linked = useLinked("/resolverAnswer", link);
  const { data } = linked;
  const title = data ? `${data.itemStatus}: ${data.customerName}` : "Your answer";
  return html`<${LinkedPage} link=${link} linked=${linked} title=${title} kind="dispute"
    Trouble=${Trouble}>${(/** @type {Api.ResolverAskedView} */ asked, /** @type {string} */ link) =>
      html`<${Asked} asked=${asked} link=${link} look=${linked.look} />`}<//>`;
}

/** @param {{ asked: Api.ResolverAskedView, link: string, look: () => void }} props */
function Asked({ asked, link, look }) {
  const [open, setOpen] = useState(/** @type {"answer" | "handOn" | null} */ (null));
  const withFiles = asked.over ? [] : asked.items.filter((item) => item.takesFiles);
  const [chosen, setChosen] = useState(
    withFiles.length === 1 ? String(withFiles[0].invoiceNumber) : null,
  );
  const item = withFiles.find((one) => String(one.invoiceNumber) === chosen);
  const files = useRef(/** @type {HTMLElement | null} */ (null));
  const [isLed, setLed] = useState(false); // to the files that were asked for, which lie below
  useLayoutEffect(() => {
    if (isLed) files.current?.focus();
    setLed(false);
  }, [isLed]);
  const choose = (/** @type {string | null} */ number) => {
    setChosen(number);
    setLed(number !== null);
  };
  const close = () => setOpen(null);
  const done = (/** @type {string} */ text) => {
    close();
    notify({ tone: "green", text });
    look();
  };
  const stale = (/** @type {unknown} */ _problem, /** @type {boolean} */ isKept) => {
    look();
    if (isKept) return;
    close();
    notify({ tone: "amber", text: "This has changed meanwhile. Look it over and try again." });
  };
  const columns = columnsOf(asked);
  const props = { asked, link, onDone: done, onClose: close, onStale: stale };
  return html`<div class="column">
    ${asked.over && html`<${Banner} tone="blue" icon="Info">${asked.over}<//>`}
    <div class="card column"><${Facts} facts=${[
      ["Asked by", asked.collector],
      ...(asked.comment ? [["What it is about", asked.comment]] : []),
      ...(asked.over ? [] : [["Please answer by", dayText(asked.dueDate)]]),
    ]} />
    ${
      !asked.over &&
      html`<div class="actions">
        <${Button} name="answer" icon="FileText" look="primary"
          onClick=${() => setOpen("answer")}>Answer<//>
        <${Button} name="hand-on" icon="UserRound" onClick=${() => setOpen("handOn")}>
          Hand it on<//></div>`
    }</div>
    ${
      asked.items.length > 0 &&
      html`<div class="boxed"><${Table} caption="Items" rows=${asked.items}
      columns=${
        withFiles.length > 1 ? [...columns, filesColumn(withFiles, chosen, choose)] : columns
      }
      keyOf=${(/** @type {Api.ResolverItemView} */ item) => String(item.invoiceNumber)} /></div>`
    }
    ${
      item &&
      html`<div role="group" aria-label=${`Files on invoice ${chosen}`} tabindex="-1" ref=${files}>
        <${Attachments} key=${chosen} disputeID="" link=${link} item=${chosen}
          title=${`Files on invoice ${chosen}`} actions=${ATTACH} /></div>`
    }
    <p class="muted">This page is for you alone: whoever has the link can answer in your name.</p>
    ${open === "answer" && html`<${AnswerForm} ...${props} />`}
    ${open === "handOn" && html`<${HandOn} ...${props} />`}
  </div>`;
}

/**
 * What is said of an item alone stands with it, what is said of all above.
 * @param {Api.ResolverAskedView} asked
 * @returns {import("../ui/table.js").Column<Api.ResolverItemView>[]}
 */
const columnsOf = (asked) => [
  {
    label: "Invoice",
    grow: true,
    cell: (item) =>
      html`${item.invoiceNumber}
        ${item.comment !== asked.comment && html`<small>${item.comment}</small>`}
        ${item.changed && html`<small>${left[item.changed] ?? "Changed since the mail"}</small>`}`,
  },
  { label: "Due", tight: true, cell: (item) => dayText(item.dueDate) },
  {
    label: "Outstanding",
    end: true,
    tight: true,
    cell: (item) => amountOf(item, item.outstanding),
  },
  { label: "Disputed", end: true, tight: true, cell: (item) => amountOf(item, item.disputed) },
  { label: "Answer", tight: true, cell: (item) => answers[item.answer ?? ""] ?? html`<${None} />` },
];

const ATTACH = [{ name: "attach", allowed: true }];

/**
 * Whose files are shown beneath.
 * @param {Api.ResolverItemView[]} withFiles @param {string | null} chosen
 * @param {(number: string | null) => void} choose
 * @returns {import("../ui/table.js").Column<Api.ResolverItemView>}
 */
const filesColumn = (withFiles, chosen, choose) => ({
  label: "Files",
  bare: true,
  tight: true,
  cell: (item) => {
    const number = String(item.invoiceNumber);
    if (!withFiles.includes(item)) return html`<${None} />`;
    return html`<${Button} look="quiet" icon="FileUp" name=${`files-${number}`}
      aria=${{
        "aria-expanded": String(chosen === number),
        "aria-label": `Files on invoice ${number}`,
      }}
      onClick=${() => choose(chosen === number ? null : number)}>Files<//>`;
  },
});

/** @param {Api.ResolverItemView} item @param {number | null} amount */
const amountOf = (item, amount) =>
  amount === null
    ? html`<${None} />`
    : html`<${Money} amount=${amount} currency=${item.currency} />`;

/**
 * @typedef {{ asked: Api.ResolverAskedView, link: string, onDone: (text: string) => void,
 *   onClose: () => void, onStale: (problem: unknown, isKept: boolean) => void }} FormProps
 */

const ANSWERS = [
  { value: "accept", label: "The customer is right" },
  { value: "refuse", label: "The customer is not right" },
];

/**
 * What is answered for all items alike; "" where that differs.
 * @param {Api.ResolverItemView[]} items @param {Record<string, string>} said
 */
function answerOfAll(items, said) {
  const [first, ...others] = new Set(items.map((item) => said[item.invoiceNumber] ?? ""));
  return others.length === 0 ? first : "";
}

/**
 * What an item is over, and what is said of it alone.
 * @param {Api.ResolverAskedView} asked @param {Api.ResolverItemView} item
 */
const aboutText = (asked, item) =>
  [
    item.disputed
      ? `${moneyText(item.disputed, item.currency)} in dispute`
      : item.outstanding && `${moneyText(item.outstanding, item.currency)} outstanding`,
    item.comment === asked.comment ? null : item.comment,
  ]
    .filter(Boolean)
    .join(": ");

const nothingTyped = { said: /** @type {Record<string, string>} */ ({}), comment: "", dueDate: "" };

/** What is typed outlives a reload and a dialog that was closed. @param {FormProps} props */
function AnswerForm({ asked, link, onDone, ...rest }) {
  const items = asked.items.filter((item) => !item.changed || item.changed === "changed");
  const numbers = items.map((item) => item.invoiceNumber).join();
  const [draft] = useState(`resolverAnswer:${asked.customerName}:${numbers}`);
  const [typed, setTyped] = useState(() => readDraft(draft, nothingTyped));
  const { said, comment, dueDate } = typed;
  const type = (/** @type {Partial<typeof nothingTyped>} */ part) => {
    setTyped({ ...typed, ...part });
    keepDraft(draft, { ...typed, ...part });
  };
  const given = items
    .filter((item) => said[item.invoiceNumber])
    .map((item) => ({ invoiceNumber: item.invoiceNumber, answer: said[item.invoiceNumber] }));
  const body = {
    answers: given,
    ...(comment.trim() ? { comment: comment.trim() } : {}),
    ...(dueDate ? { dueDate } : {}),
  };
  const intent = (given.length > 0 || dueDate) && {
    method: "PUT",
    path: "/resolverAnswer",
    body,
    version: asked.version,
    link,
  };
  const isDateAlone = given.length === 0 && Boolean(dueDate);
  return html`<${ActionDialog} ...${rest} title="Your answer" currency="" intent=${intent || null}
    fields=${{ "/dueDate": "answer-due", "/comment": "answer-comment" }}
    sentence=${() =>
      isDateAlone
        ? `Ask for time until ${dayText(dueDate)}?${
            asked.postponementsLeft
              ? ""
              : ` It was put off as often as can be; ${asked.collector} decides.`
          }`
        : `Answer for ${given.length} of ${items.length}` +
          ` ${items.length === 1 ? "item" : "items"}? ${asked.collector} goes on from there.`}
    verb=${isDateAlone ? "Ask for time" : "Answer"}
    onDone=${() => {
      dropDraft(draft);
      onDone(
        isDateAlone ? "The date is told." : `Thank you. ${asked.collector} goes on from there.`,
      );
    }}>
    ${
      items.length > 1 &&
      html`<${Radios} legend=${`All ${items.length} items`} name="answer-all"
        value=${answerOfAll(items, said)}
        hint="Or each by itself, below." options=${ANSWERS}
        onInput=${(/** @type {string} */ value) =>
          type({ said: Object.fromEntries(items.map((item) => [item.invoiceNumber, value])) })} />`
    }
    ${items.map(
      (item) =>
        html`<${Radios} key=${item.invoiceNumber} legend=${`Invoice ${item.invoiceNumber}`}
          hint=${aboutText(asked, item)}
          name=${`answer-${item.invoiceNumber}`} value=${said[item.invoiceNumber] ?? ""}
          onInput=${(/** @type {string} */ value) =>
            type({ said: { ...said, [item.invoiceNumber]: value } })}
          options=${ANSWERS} />`,
    )}
    <${TextField} id="answer-comment" label="Comment (optional)" rows=${3} maxlength=${2000}
      value=${comment} onInput=${(/** @type {string} */ comment) => type({ comment })} />
    <${TextField} id="answer-due" label="I need until (optional)" type="date" value=${dueDate}
      hint=${
        asked.postponementsLeft
          ? `The date can be put off ${timesText(asked.postponementsLeft)} more,` +
            ` then ${asked.collector} decides.`
          : `The date was put off as often as can be: ${asked.collector} decides about more time.`
      }
      onInput=${(/** @type {string} */ dueDate) => type({ dueDate })} /><//>`;
}

/** @param {FormProps} props */
function HandOn({ asked, link, onDone, ...rest }) {
  const [resolverID, setResolver] = useState("");
  const name = asked.handOnTo.find((one) => one.userID === resolverID)?.name;
  const options = [
    { value: "", label: "Choose a person" },
    ...asked.handOnTo.map((one) => ({ value: one.userID, label: one.name })),
  ];
  const intent = resolverID && {
    method: "POST",
    path: "/resolverAnswer/handOn",
    body: { resolverID },
    version: asked.version,
    link,
  };
  return html`<${ActionDialog} ...${rest} title="Hand it on" currency="" intent=${intent || null}
    fields=${{ "/resolverID": "hand-on-to" }}
    sentence=${() => `Hand it on to ${name}? Your link ends with that, and ${name} gets one.`}
    verb="Hand it on" onDone=${() => onDone(`It is in the hands of ${name} now.`)}>
    <${SelectField} id="hand-on-to" label="To whom" value=${resolverID} options=${options}
      onInput=${setResolver} /><//>`;
}
