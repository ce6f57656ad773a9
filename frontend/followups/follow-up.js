/**
 * A follow-up: its items as they are now, what its resolver said, what can be done, what
 * happened.
 */
import { dayText, listText } from "../base/format.js";
import { useFocusAfter, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad, usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { may } from "../base/session.js";
import { FetchFile } from "../disputes/fetch-file.js";
import { TimeSpent } from "../disputes/time-spent.js";
import { Timeline } from "../disputes/timeline.js";
import { cameFrom, nextLink, Walk } from "../disputes/walk.js";
import { NotTold } from "../mail/not-told.js";
import { OutcomeLetter } from "../mail/outcome-letter.js";
import { WholeMails } from "../mail/whole.js";
import { whenStale } from "../ui/action-dialog.js";
import { ActionList } from "../ui/action-list.js";
import { Button } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Banner, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago, Money, None } from "../ui/text.js";
import { Sums, When } from "./agenda.js";
import { Chase, Collect, Confirm, Drop, End, Hands, Join, Move } from "./deeds.js";
import { answers, left, outcomes, timesText, waits } from "./words.js";

/** @param {{ followUpID: string }} props */
export default function FollowUp({ followUpID }) {
  const load = useLoad(path`/followUp/${followUpID}`);
  const events = usePages(path`/followUp/${followUpID}/event?limit=100`);
  const crumbs = [
    { href: cameFrom(followUpID) ?? to.followUps(), label: "Dispute follow-ups" },
    ...(load.data
      ? [
          {
            href: to.followUps(`?customerID=${encodeURIComponent(load.data.customerID)}`),
            label: load.data.customerName,
          },
        ]
      : []),
  ];
  const reload = () => {
    load.reload();
    events.reload();
  };
  return html`<${Page}
    title=${load.data ? `Dispute follow-up on ${load.data.customerName}` : "Dispute follow-up"}
    kind="dispute follow-up" crumbs=${crumbs}
    actions=${html`<${Walk} key=${followUpID} id=${followUpID} />`}>
    <${Loaded} of=${load} kind="text" rows=${6}>${(/** @type {Api.FollowUpView} */ data) =>
      html`<${Shown} followUp=${data} onChanged=${reload} />
        <${WholeMails} of="followUp" id=${followUpID} />
        <${Section} title="What happened" flush><${Timeline} pages=${events} nouns="events"
          beneath=${attached} /><//>`}<//><//>`;
}

/** What a resolver attached. @param {Api.FollowUpEventView} event */
const attached = ({ file }) =>
  file && html`<${FetchFile} disputeID=${file.disputeID} file=${file} />`;

/** @type {Record<string, import("../ui/action-list.js").Drawn>} */
const drawn = {
  chase: { label: "Chase", icon: "Mail", form: Chase, prominent: true },
  end: { label: "End", icon: "Check", form: End },
  move: { label: "Move to another day", icon: "Clock", form: Move },
  assign: { label: "Change resolver or comment", icon: "UserRound", form: Hands },
  collect: { label: "Change collector", icon: "CornerUpRight", form: Collect },
  join: { label: "Add items", icon: "Plus", form: Join },
  drop: { label: "Drop an item", icon: "X", form: Drop },
  confirmMail: { label: "Was the mail sent?", icon: "MailCheck", form: Confirm },
};

/** @param {{ followUp: Api.FollowUpView, onChanged: () => void }} props */
function Shown({ followUp, onChanged }) {
  const [name, setName] = useState(/** @type {string | null} */ (null));
  const home = useRef(/** @type {HTMLElement | null} */ (null));
  const noteDone = useFocusAfter(home, followUp);
  const end = (/** @type {"green" | "amber"} */ tone, /** @type {string} */ text) => {
    setName(null);
    notify({ tone, text, link: tone === "green" ? nextLink(followUp.followUpID) : undefined });
    noteDone();
    onChanged();
  };
  const ended = followUp.itemRows.filter((item) => item.tellOutcome);
  const untold = ended.filter((item) => item.tellOutcome?.allowed);
  const toTell = untold.length > 0 ? untold : ended.filter((item) => item.told);
  const Form = name && drawn[name] ? drawn[name].form : null;
  return html`<div class="column">
    ${
      followUp.isPassedAround &&
      html`<${Banner} tone="amber"
        icon="Info">It was handed on again and again. Speak with ${followUp.resolver?.name}.<//>`
    }
    ${
      followUp.lostResolvers.length > 0 &&
      html`<${Banner} tone="amber" icon="UserRound">${listText(followUp.lostResolvers)} ${
        followUp.lostResolvers.length > 1 ? "are" : "is"
      } not here, or may not see this customer any more, and was not asked. Name another
        resolver.<//>`
    }
    ${
      followUp.wishedDate &&
      html`<${Banner} tone="amber"
        icon="Clock">${followUp.answeredBy} asks for time until ${dayText(followUp.wishedDate)}.${
          followUp.postponed ? ` The date was put off ${timesText(followUp.postponed)} before.` : ""
        }<//>`
    }
    <${NotTold} told=${ended.map((item) => item.told)} />
    <div class="two"><div class="column"><div class="card column"><${Facts} facts=${[
      ["Customer", html`<a href=${to.customer(followUp.customerID)}>${followUp.customerName}</a>`],
      ["Status of the items", followUp.itemStatus.label],
      ["Comment", followUp.comment],
      ["What to do", followUp.model?.label],
      ["Due", html`${dayText(followUp.dueDate)} <${When} row=${followUp} />`],
      ["Outstanding", html`<${Sums} row=${followUp} />`],
      ["Collector", followUp.collector.name],
      ["Resolver", followUp.resolver?.name],
      [
        "Chased",
        followUp.chasedAt
          ? html`${timesText(followUp.chases)}, last by ${followUp.chasedBy}
            <small><${Ago} at=${followUp.chasedAt} /></small>`
          : timesText(followUp.chases),
      ],
      ...(followUp.endedAt
        ? [["Ended", html`by ${followUp.endedBy}, <${Ago} at=${followUp.endedAt} />`]]
        : []),
      [
        "Waits for",
        followUp.waitingFor &&
          html`${waits[followUp.waitingFor]}, since <${Ago} at=${followUp.waitingSince} />`,
      ],
      [
        "Answer",
        (followUp.answeredBy || followUp.answerComment) &&
          html`${
            followUp.answeredBy &&
            html`${followUp.answeredBy}, <${Ago}
            at=${followUp.answeredAt} />`
          }
            ${followUp.answerComment && html`<small>${followUp.answerComment}</small>`}`,
      ],
    ]} /></div></div>
    <div class="column"><${Section} title="Actions" name="actions" top=${home}>
      <${ActionList} actions=${followUp.actions} drawn=${drawn} onChoose=${setName} />
      ${
        toTell.length > 0 &&
        may("dispute.work") &&
        html`<${Button} icon="Mail" name="tellOutcome"
          look=${untold.length > 0 ? "primary" : "plain"}
          onClick=${() => setName("tellOutcome")}>${
            untold.length > 0 ? "Tell the customer how it ended" : "Tell the customer again"
          }<//>`
      }<//><${TimeSpent} elapsed=${followUp.elapsed} /></div></div>
    <div class="boxed"><${Table} caption="Items" columns=${columnsOf(followUp)}
      rows=${followUp.itemRows}
      keyOf=${(/** @type {Api.FollowUpItemView} */ item) => String(item.invoiceNumber)} /></div>
    ${
      name === "tellOutcome" &&
      toTell.length > 0 &&
      html`<${OutcomeLetter} customerID=${followUp.customerID} ended=${toTell}
        onClose=${() => setName(null)}
        onDone=${(/** @type {string} */ text) => end("green", text)} />`
    }
    ${
      Form &&
      html`<${Form} followUp=${followUp} onClose=${() => setName(null)}
        onDone=${(/** @type {string} */ text, /** @type {unknown[]} */ left = []) => {
          end("green", text);
          if (left.length > 0) setName("tellOutcome");
        }}
        onStale=${whenStale(onChanged, () =>
          end("amber", "This dispute follow-up has changed. Look it over and try again."),
        )} />`
    }
  </div>`;
}

/** @param {Api.FollowUpItemView} item @param {number | null} amount */
const amountOf = (item, amount) =>
  amount === null
    ? html`<${None} />`
    : html`<${Money} amount=${amount} currency=${item.currency} />`;

/**
 * @param {Api.FollowUpView} followUp
 * @returns {import("../ui/table.js").Column<Api.FollowUpItemView>[]}
 */
const columnsOf = (followUp) => [
  {
    label: "Invoice",
    grow: true,
    cell: (item) =>
      html`<a href=${to.invoice(followUp.customerID, item.invoiceNumber)}>${item.invoiceNumber}</a>
        ${
          item.disputeID &&
          html` <a href=${to.dispute(item.disputeID)}>Dispute<span
            class="hidden"> on invoice ${item.invoiceNumber}</span></a>`
        }
        ${
          item.files > 0 &&
          html`<small>${item.files === 1 ? "One file" : `${item.files} files`}</small>`
        }
        ${item.comment !== followUp.comment && html`<small>${item.comment}</small>`}
        ${item.stays && html`<small>${item.stays}</small>`}`,
  },
  { label: "Due", tight: true, cell: (item) => dayText(item.dueDate) },
  {
    label: "Outstanding",
    end: true,
    tight: true,
    cell: (item) => amountOf(item, item.outstanding),
  },
  { label: "Disputed", end: true, tight: true, cell: (item) => amountOf(item, item.disputed) },
  { label: "Resolver", name: true, cell: (item) => item.resolver?.name ?? html`<${None} />` },
  {
    label: "Answer",
    cell: (item) =>
      html`${answers[item.answer ?? ""] ?? html`<${None} />`}
        ${item.answerComment && html`<small>${item.answerComment}</small>`}`,
  },
  {
    label: "Outcome",
    tight: true,
    cell: (item) =>
      html`${outcomes[item.outcome ?? ""] ?? left[item.left ?? ""] ?? html`<${None} />`}
        ${
          item.told &&
          html`<small>${item.told.undelivered ? "not told" : "told"} <${Ago} at=${item.told.at} />
          </small>`
        }`,
  },
];
