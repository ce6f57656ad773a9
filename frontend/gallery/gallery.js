/** Every component in every state, to look at; local mode only. */

import { Becomes } from "../approvals/case.js";
import { ChainSteps } from "../approvals/chain-steps.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { Problem } from "../base/http.js";
import { me } from "../base/session.js";
import { statuses } from "../base/words.js";
import { AttachedFile, OnItsWay } from "../disputes/attached-files.js";
import { SidesHere } from "../disputes/booking/sides-here.js";
import { voices } from "../disputes/booking/voices.js";
import { Conversation } from "../disputes/conversation.js";
import { Deadlines } from "../disputes/deadlines.js";
import { Refusal } from "../disputes/invoice/refusal.js";
import { HasOpen } from "../disputes/presence.js";
import { Timeline } from "../disputes/timeline.js";
import { QueueTabs, viewTabs } from "../disputes/views.js";
import { MailView } from "../mail/view.js";
import { Files as InFiles } from "../orders/payout-files.js";
import { AgeBars, Progress } from "../ui/bars.js";
import { Button, IconButton } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Check, ErrorSummary, MoneyField, SelectField, TextField } from "../ui/field.js";
import { FilePick } from "../ui/file-pick.js";
import { MoneyBar } from "../ui/money-bar.js";
import { Page } from "../ui/page.js";
import { Banner, Blank, Failure, Skeleton } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts, Section, Tabs } from "../ui/tabs.js";
import { Ago, Badge, Change, Due, Money, Mover, Status } from "../ui/text.js";

const ago = (/** @type {number} */ hours) => new Date(Date.now() - hours * 3600000).toISOString();

export default function Styles() {
  if (!me.value?.localMode)
    return html`<${Page} title="Styles"><${Failure} problem=${new Problem(404, {})} /><//>`;
  return html`<${Page} title="Styles" kind="local"><div class="column">
    <${Words} /><${Buttons} /><${Fields} /><${Tables} /><${Approvals} /><${Talking} /><${States} />
      <${Pictures} /></div><//>`;
}

const people = ["Ann Agent", "Bo Approver", "Cy Manager", "Di Finance"].map((name) => ({
  userID: name,
  name,
  role: name.split(" ")[1],
}));

const inFiles = ["HDFC…6789", "CA…N@OKBANK"].map((account, index) => ({
  fileID: account,
  at: ago(5 - index),
  by: "Di Finance",
  account,
  accountID: account,
}));

const Words = () => html`<${Section} title="Statuses and amounts"><div class="column">
  <div class="samples">
    ${Object.keys(statuses).map((status) => html`<${Status} key=${status} status=${status} />`)}
    <${Badge} tone="grey" icon="Lock">Internal<//></div>
  <div class="samples"><${Money} amount="12345678901234567.89" currency="USD" />
    <${Money} amount="-4.95" currency="USD" /><${Money} amount="0" currency="USD" />
    <${Money} amount=${null} currency="USD" /><${Money} amount="1200" currency="JPY" />
    <${Money} amount="1.234" currency="KWD" /><${Change} before="6.45" after="1.50"
      currency="USD" /></div>
  <div class="samples"><${Ago} at=${ago(49)} /><${Due} at=${ago(5)} /><${Due} at=${ago(-5)} />
    <${Due} at=${ago(-200)} /><${Mover} waitingFor="approver" since=${ago(27)} />
    <${Mover} waitingFor=${null} since=${null} /></div>
  <${QueueTabs} label="Views" here="late"
    tabs=${viewTabs((query) => `#/styles${query}`).map((tab, index) => ({
      ...tab,
      count: String(index * 7),
    }))} />
  <div class="samples"><${Deadlines} deadlines=${[
    { party: "vendor", what: "answer", at: ago(3) },
    { party: "agent", what: "move", at: ago(-4) },
    { party: "customer", what: "outcome", at: ago(-200) },
  ]} /><${Deadlines} /><${InFiles} of=${{ files: [], unsent: null }} />
    <${InFiles}
      of=${{
        files: inFiles,
        unsent: { by: "Di Finance", at: ago(1), reason: "Never uploaded." },
      }} /></div>
  <div class="samples"><${HasOpen} others=${people.slice(0, 1)} /><${HasOpen} others=${people} />
    </div></div><//>`;

function Buttons() {
  const [open, setOpen] = useState(false);
  return html`<${Section} title="Buttons and dialogs"><div class="samples">
    <${Button} look="primary" icon="Check">Primary<//><${Button}>Plain<//>
      <${Button} look="danger">Danger<//><${Button} look="quiet">Quiet<//><${Button} busy>Busy<//>
    <${Button} why="A line is still open.">Not now<//><${IconButton} icon="Pencil" label="Edit" />
      <${Button} onClick=${() => setOpen(true)}>Open a dialog<//></div>
    ${
      open &&
      html`<${Dialog} title="Finalise the dispute" onClose=${() => setOpen(false)}
        foot=${html`<${Button} first onClick=${() => setOpen(false)}>Cancel<//>
          <${Button} look="primary" onClick=${() => setOpen(false)}>Credit 4.95 USD<//>`}><p>
        <strong>Credit 4.95 USD to invoice 1984950? It leaves 1.50 USD in dispute.</strong></p>
      <//>`
    }<//>`;
}

function Fields() {
  const [text, setText] = useState("");
  return html`<${Section} title="Fields"><div class="column">
    <${ErrorSummary} errors=${[
      { id: "sample-error", text: "Enter an amount." },
      { id: "sample-text", text: "Say what it is about." },
    ]} />
    <div class="split"><${TextField} id="sample-text" label="Text"
      hint="A hint stands before the field." value=${text} onInput=${setText} />
      <${MoneyField} id="sample-error" label="Amount"
        currency="USD" value="" error="Enter an amount." onInput=${setText} />
    <${SelectField} label="Choice" value="a"
      options=${[{ value: "a", label: "First" }, { value: "b", label: "Second" }]}
      onInput=${setText} /><${Check} label="Ticked" checked onInput=${() => {}} /></div>
    <${FilePick} file=${null} onPick=${() => {}} onReject=${() => {}} /><${Files} /></div><//>`;
}

const onTheirWay = [
  { file: { name: "photo of the meter.jpg", size: 4e6 }, phase: "sending", done: 1e6 },
  { file: { name: "contract.pdf", size: 9e5 }, phase: "looking", done: 9e5 },
  {
    file: { name: "statement.csv", size: 5e4 },
    phase: "failed",
    wrong: "The connection broke.",
    canRetry: true,
  },
];

const Files = () => html`<ul class="files" aria-label="Files">
  <${AttachedFile} disputeID=""
    file=${{ attachmentID: "", name: "proof of payment.pdf", size: 240000, at: ago(3) }}
    who="Ann Agent" isApart=${false} />
  <${AttachedFile} disputeID=""
    file=${{ attachmentID: "", name: "suspicion.txt", size: 900, at: ago(2) }} who="Sue Support"
    isApart />
  ${onTheirWay.map(
    (row) => html`<${OnItsWay} key=${row.file.name} row=${row} onStop=${() => {}}
      onRetry=${() => {}} />`,
  )}</ul>`;

const rows = [
  { id: "1984950", amount: "4.95" },
  { id: "1003324", amount: "9.99" },
];
const events = [
  {
    sequence: 1,
    type: "raised",
    text: "Dispute raised on invoice 1984950",
    at: ago(30),
    by: { name: "Ann Agent" },
    amount: "4.95",
  },
  {
    sequence: 2,
    type: "approvalRequested",
    text: "Approval requested",
    at: ago(20),
    by: { name: "Ann Agent" },
    audience: "internal",
  },
  {
    sequence: 3,
    type: "lineApproved",
    text: "Credit approved",
    at: ago(2),
    by: { name: "Mia Manager" },
    amount: "4.95",
    currency: "USD",
    before: { lineID: 1, creditAmount: "0", status: "pendingApproval" },
    after: { lineID: 1, creditAmount: "4.95", status: "approved" },
  },
];
const Tables =
  () => html`<${Section} title="Tables, tabs, timeline"><div class="column"><${Tabs} label="Sample"
    name="sample" current="all"
    tabs=${[{ value: "all", label: "All", count: 3 }, { value: "money", label: "Money" }]} />
    <div class="boxed"><${Table} caption="Sample" rows=${rows} sort="-amount" onSort=${() => {}}
      keyOf=${(/** @type {{ id: string }} */ row) => row.id} columns=${[
        { label: "Invoice", bare: true, cell: (/** @type {{ id: string }} */ row) => row.id },
        {
          label: "Amount",
          end: true,
          sort: "amount",
          cell: (/** @type {{ amount: number }} */ row) =>
            html`<${Money} amount=${row.amount} currency="USD" />`,
        },
      ]} /></div>
    <${Facts} facts=${[["Term", "Value"], ["Unknown", null]]} />
    <${Timeline} pages=${{ rows: events, next: null }} nouns="events" /></div><//>`;

const asked = (/** @type {string} */ name, isEnough = false) => [
  { userID: name, name, insteadOf: null, isEnough },
];
const round = {
  status: "asking",
  amount: 6000,
  total: 6400,
  currency: "USD",
  requestedBy: asked("Ann Agent"),
  startedAt: ago(30),
  steps: [
    {
      level: "Approver",
      status: "endorsed",
      people: asked("Bo Approver"),
      decidedBy: "Bo Approver",
      decidedAt: ago(26),
      comment: "Fits the contract.",
      hours: 8,
    },
    { level: "Team", status: "timedOut", people: asked("Ed Lead"), dueAt: ago(5), hours: 4 },
    {
      level: "Manager",
      status: "asked",
      people: asked("Cy Manager"),
      askedAt: ago(5),
      dueAt: ago(-3),
      hours: 8,
    },
    { level: "Finance", status: "planned", people: asked("Di Finance", true), hours: 8 },
  ],
};
const mail = {
  from: "Redress <disputes@demo.test>",
  to: "Bo Approver <bo@demo.test>",
  subject: "Please approve 6,000.00 USD",
  text: "Hello Bo,\n\nplease approve.",
  html: '<p style="padding:16px">Hello <b>Bo</b>,</p>',
};
const talk = {
  disputeID: "",
  operator: "City Cabs",
  aggregator: "Rides United",
  raisedBySide: "operator",
  description: "The agreed fare was 62.40; 48.00 was paid.",
  wallets: [{ side: "operator", walletID: "OP-GBP" }],
  pending: [],
  unread: 0,
};

const said = [
  { type: "raised", side: "operator" },
  { type: "message", side: "aggregator", text: "Thanks. We are looking at the trip's log." },
  { type: "message", side: "aggregator", text: "You hear from us today." },
  {
    type: "escalated",
    side: "operator",
    text: "City Cabs asked support to step in: Whose log holds?",
  },
  { type: "internalNote", side: "support", by: "Sue Support", text: "Both look honest." },
  { type: "message", side: "support", text: "The log holds." },
  ...["pending", "approved", "rejected", "cancelled"].map((status) => ({
    type: "fundsRequested",
    side: "operator",
    amount: "14.40",
    currency: "GBP",
    request: {
      requestID: status,
      status,
      side: "operator",
      reason: "Difference to the agreed fare",
    },
  })),
].map((row, index) => ({ ...row, sequence: index + 1, at: ago(30 - index) }));

const Talking = () =>
  html`<${Section} title="Conversation" flush><div class="padded samples">
    <${SidesHere} roles=${["aggregator", "support"]} own="operator" name="Rides United" isOpen />
    <${SidesHere} roles=${[]} own="operator" name="Rides United" isOpen /></div>
    <${Conversation} dispute=${talk} thread=${{ data: { dispute: talk, rows: said } }}
      own="operator" voices=${voices} onChanged=${() => {}} outgoing=${[]} /><//>`;

const Approvals =
  () => html`<${Section} title="Approvals and mail"><div class="column"><div class="samples">
    <${Becomes} becomes="approved" /><${Becomes} becomes="endorsed" /></div>
    <${ChainSteps} approval=${round} kind="invoice" />
    <${Refusal} refusal=${{ by: "Cy Manager", reason: "The usage is proven." }} />
    <${MailView} mail=${mail} inert /></div><//>`;

const States = () => html`<${Section} title="States"><div class="column">
  <${Banner} tone="blue">For your information.<//><${Banner} tone="amber"
    icon="TriangleAlert">Take care.<//><${Banner} tone="red" icon="CircleX">It failed.<//>
    <${Banner} tone="green" icon="CircleCheck">4.95 USD credited to invoice 1984950.<//>
  <${Skeleton} rows=${3} />
    <${Blank} title="No open disputes">A dispute is raised from an invoice.<//>
  ${[0, 403, 404, 500].map(
    (status) => html`<${Failure} key=${status}
      problem=${new Problem(status, {
        title: "The server failed",
        detail: "The server could not answer. Try again in a moment.",
        requestID: status === 500 ? "Jf3cRHqCoAMFvhw=" : undefined,
      })}
      retry=${() => {}} />`,
  )}</div><//>`;

const Pictures = () => html`<${Section} title="Pictures"><div class="column">
  ${["whole", "brief", "hover"].map(
    (legend) => html`<${MoneyBar} key=${legend} legend=${legend}
      currency="USD"
      amounts=${{
        credited: "4.95",
        approved: "1.50",
        askedFor: "3",
        withdrawn: "2",
        declined: "0",
        undecided: "1.05",
      }} />`,
  )}
  <${AgeBars} title="Outstanding by age" currency="USD"
    rows=${[
      { label: "Not due", amount: 500, disputed: 20 },
      { label: "1–30 days late", amount: 310, disputed: 120 },
      { label: "Over 90 days late", amount: 40, disputed: 40 },
    ]} />
  <${Progress} label="Reading: 1,200 of 2,466 rows" done=${1200} all=${2466} /></div><//>`;
