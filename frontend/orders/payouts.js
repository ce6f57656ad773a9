/** Finance's payouts: to be sent, sent, come back, arrived (PO-25…PO-28). */

import { countText, momentText } from "../base/format.js";
import { useFocusAfter, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { statusWords } from "../base/words.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Downloads } from "../ui/downloads.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Banner, Blank } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { Ago, Due, Money, None } from "../ui/text.js";
import { unknownOf } from "../ui/unknown-query.js";
import { whyText } from "../ui/why.js";
import { payoutsAsk } from "./asks.js";
import { hasNext, nextDeeds, payoutDeeds } from "./payout-deeds.js";
import { Files } from "./payout-files.js";

const STATES = ["instructed", "sent", "returned", "confirmed", "cancelled"];
const TABS = STATES.map((value) => ({ value, label: statusWords(value).label }));

/** @type {Record<string, string>} */
const nothing = {
  instructed: "What is decided to be paid stands here until it is sent.",
  sent: "What is on its way stands here until the bank says what became of it.",
  returned: "What comes back stands here; it is made anew to another account.",
  confirmed: "What has arrived stands here.",
  cancelled: "What was taken back before it was sent stands here.",
};

export default function Payouts() {
  const state = place.value.query.get("state") ?? STATES[0];
  const unknown = unknownOf({ state: STATES });
  const pages = usePages(unknown.length > 0 ? null : payoutsAsk(state));
  const [open, setOpen] = useState(
    /** @type {{ form: unknown, row: Api.PayoutRow } | null} */ (null),
  );
  const home = useRef(/** @type {HTMLElement | null} */ (null));
  const noteDone = useFocusAfter(home, pages.data);
  const end = (/** @type {"green" | "amber"} */ tone, /** @type {string} */ text) => {
    setOpen(null);
    noteDone();
    notify({ tone, text });
    pages.reload();
  };
  const choose = (/** @type {unknown} */ form, /** @type {Api.PayoutRow} */ row) =>
    setOpen({ form, row });
  return html`<${Page} title="Payouts">
    <${Tabs} label="How they stand" name="state" tabs=${TABS} current=${state} />
    ${
      state === STATES[0] &&
      html`<${ForTheBank} rows=${pages.rows ?? []} onTaken=${pages.reload} />`
    }
    <h2 class="hidden" tabindex="-1" ref=${home}>${statusWords(state).label}</h2>
    <div class="boxed column"><${List} pages=${pages} noun="payout" unknown=${unknown}
      empty=${html`<${Blank} icon="Banknote" title="Nothing here"
        action=${
          state !== STATES[0] &&
          html`<${ButtonLink} href=${to.payouts()}
          icon="Clock">Look at what is to be sent<//>`
        }>${nothing[state]}<//>`}
      table=${{
        caption: `Payouts: ${statusWords(state).label.toLowerCase()}`,
        columns: columnsOf(state, choose),
        keyOf: (/** @type {Api.PayoutRow} */ row) => row.payoutID,
        keys: true,
      }} />
    </div>
    ${
      open &&
      html`<${open.form} payout=${open.row} onClose=${() => setOpen(null)}
        onDone=${(/** @type {string} */ text) => end("green", text)}
        onStale=${(/** @type {import("../base/http.js").Problem} */ problem) =>
          end("amber", `${problem.message} Nothing was done.`)} />`
    }<//>`;
}

/**
 * The file for the bank; that some of it stands in another file already is said before it is taken
 * anew (PO-25).
 * @param {{ rows: Api.PayoutRow[], onTaken: () => void }} props
 */
function ForTheBank({ rows, onTaken }) {
  const told = rows.filter((row) => row.files.length > 0);
  const latest = told
    .flatMap((row) => row.files)
    .sort((a, b) => String(a.at).localeCompare(String(b.at)))
    .at(-1);
  const many = told.length > 1;
  const stand = `${countText(told.length)} of these ${many ? "stand" : "stands"} in a file already`;
  const again =
    `Another file tells the bank of ${many ? "them" : "it"} once more: send it one of` +
    ` the files alone.`;
  return html`<div class="column">${
    latest &&
    html`<${Banner} tone="amber"
      icon="TriangleAlert"><strong>${stand}</strong>, the latest taken by ${
        latest.by
      } on ${momentText(latest.at)}. ${again}<//>`
  }<div class="actions" role="group" aria-label="File for the bank">
      <span class="muted">File for the bank</span>
      <${Downloads} what="for the bank"
        from=${(/** @type {string} */ format) => `/payout/instruction?format=${format}`}
        more=${[{ format: "xml", label: "ISO 20022" }]} onTaken=${onTaken} /></div></div>`;
}

/**
 * What the bank or the product says of it.
 * @type {Record<string, import("../ui/table.js").Column<Api.PayoutRow>>}
 */
const said = {
  instructed: {
    label: "In files",
    name: true,
    cell: (row) => html`<${Files} of=${row} />`,
  },
  sent: {
    label: "Word of the bank due",
    tight: true,
    cell: (row) => html`<${Due} at=${row.taskAt} />`,
  },
  confirmed: {
    label: "Reference",
    cell: (row) =>
      row.reference ? html`<span class="code">${row.reference}</span>` : html`<${None} />`,
  },
  returned: {
    label: "The bank said",
    cell: (row) => html`<span class="code">${row.returnCode}</span>`,
  },
};

/**
 * @param {string} state @param {(form: unknown, row: Api.PayoutRow) => void} choose
 * @returns {import("../ui/table.js").Column<Api.PayoutRow>[]}
 */
const columnsOf = (state, choose) => [
  {
    label: "Payout",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<a href=${to.dispute(row.disputeID)}>Order ${row.orderID}</a><small class="code clip">
        ${row.payoutID}</small>`,
  },
  {
    label: "To",
    name: true,
    cell: (row) =>
      html`<a class="clip" href=${to.customer(row.customerID)}>${row.customer}</a>${
        row.account && html`<small class="code">${row.account}</small>`
      }`,
  },
  {
    label: "Amount",
    end: true,
    tight: true,
    cell: (row) => html`<${Money} amount=${row.amount} currency=${row.currency} strong />`,
  },
  { label: "Since", tight: true, cell: (row) => html`<${Ago} at=${row.since} />` },
  ...(said[state] ? [said[state]] : []),
  ...(hasNext(state)
    ? [
        {
          label: "Next",
          name: true,
          cell: (/** @type {Api.PayoutRow} */ row) => html`<${Next} row=${row} choose=${choose} />`,
        },
      ]
    : []),
];

/** @param {{ row: Api.PayoutRow, choose: (form: unknown, row: Api.PayoutRow) => void }} props */
function Next({ row, choose }) {
  const { can, not } = nextDeeds(row);
  return html`<div class="answer-pair">${can.map(
    ({
      name,
    }) => html`<${Button} key=${name} icon=${payoutDeeds[name].icon} name=${`payout-${name}`}
      onClick=${() => choose(payoutDeeds[name].form, row)}>${payoutDeeds[name].label}<span
        class="hidden"> order ${row.orderID}</span><//>`,
  )}</div>${
    not &&
    html`<small
    class="muted">${payoutDeeds[not.name].label}: ${whyText(not)}</small>`
  }`;
}
