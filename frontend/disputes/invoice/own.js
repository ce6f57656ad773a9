/**
 * A dispute as its customer follows it: where it stands, what is claimed, what was said and what
 * happened. A message or a file is all that a customer adds; once it has ended, a question.
 */

import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { usePages, usePolling } from "../../base/queries.js";
import { to } from "../../base/router.js";
import { me } from "../../base/session.js";
import { ButtonLink } from "../../ui/button.js";
import { MoneyBar } from "../../ui/money-bar.js";
import { Page } from "../../ui/page.js";
import { Loaded } from "../../ui/states.js";
import { Table } from "../../ui/table.js";
import { Facts, Section } from "../../ui/tabs.js";
import { Ago, Money, Standing } from "../../ui/text.js";
import { Attachments } from "../attachments.js";
import { Timeline } from "../timeline.js";
import { InvoiceTalk } from "./talk.js";

const POLL_EVERY_MS = 30000;

/**
 * @param {{ disputeID: string, load: ReturnType<typeof import("../../base/queries.js").useLoad> }}
 *   props load: of the dispute
 */
export function OwnDispute({ disputeID, load }) {
  const events = usePages(path`/dispute/${disputeID}/event?limit=100`);
  const dispute = load.data;
  usePolling(() => {
    load.reload();
    events.reload();
  }, POLL_EVERY_MS);
  const own = me.value?.partyID ?? "";
  return html`<${Page} title=${dispute ? `Invoice ${dispute.invoiceNumber}` : "Dispute"}
    heading=${dispute ? `Dispute on invoice ${dispute.invoiceNumber}` : "Dispute"} kind="dispute"
    crumbs=${[{ href: to.disputes(own), label: "Disputes" }]}
    aside=${dispute && html`<${Standing} of=${dispute} />`} actions=${
      dispute &&
      html`<${ButtonLink} href=${to.invoice(own, dispute.invoiceNumber)}
        icon="Receipt">Open the invoice<//>`
    }>
    <${Loaded} of=${load} kind="text">${(
      /** @type {Api.OwnDisputeView} */ data,
    ) => html`<${Head} dispute=${data} />
      <div class="two"><div class="column"><${Section} title="What is disputed" flush>
        <${Table} caption="What is disputed" columns=${columns(data.currency)} rows=${data.lines}
          keyOf=${(/** @type {Api.OwnDisputeLineView} */ line) => String(line.lineID)} /><//>
        <${InvoiceTalk} dispute=${data} own="customer" onChanged=${load.reload} />
        <${Section} title="What happened" flush><${Timeline} pages=${events} nouns="events" />
          <//></div>
      <div class="column"><${Attachments} disputeID=${disputeID} actions=${data.actions}
        nameOf=${() => "You"} onChanged=${events.reload} />
        <${About} dispute=${data} />
        ${data.closeDate && html`<${Afterwards} dispute=${data} />`}</div></div>`}<//><//>`;
}

/** @param {{ dispute: Api.OwnDisputeView }} props */
const Head = ({ dispute }) => html`<section class="card summary" aria-label="How it stands">
  ${dispute.description && html`<p>${dispute.description}</p>`}
  <${MoneyBar} title="What became of the disputed amount" amounts=${dispute.amounts}
    currency=${dispute.currency} />
</section>`;

/** What can still be said of what has ended. @param {{ dispute: Api.OwnDisputeView }} props */
const Afterwards = ({ dispute }) =>
  html`<${Section} title="You see it otherwise?"><p>Ask us, with what you have to show: we look at
    it again, and raise it anew where that is right.</p>
    <p><${ButtonLink} href=${to.newTicket(dispute.invoiceNumber)} icon="LifeBuoy">Ask about this
      invoice<//></p><//>`;

/** @param {{ dispute: Api.OwnDisputeView }} props */
const About = ({ dispute }) =>
  html`<${Section} title="About"><${Facts} facts=${[
    [
      "Invoice",
      html`<a href=${to.invoice(me.value?.partyID ?? "", dispute.invoiceNumber)}>
        ${dispute.invoiceNumber}</a>`,
    ],
    ["Disputed", html`<${Money} amount=${dispute.amount} currency=${dispute.currency} strong />`],
    ["Received", html`<${Ago} at=${dispute.disputeDate} />`],
    ["Ended", dispute.closeDate && html`<${Ago} at=${dispute.closeDate} />`],
    ["Number", html`<span class="code">${dispute.disputeID}</span>`],
  ]} /><//>`;

/**
 * @param {string} currency
 * @returns {import("../../ui/table.js").Column<Api.OwnDisputeLineView>[]}
 */
const columns = (currency) => [
  { label: "Line", grow: true, bare: true, cell: (line) => line.description },
  {
    label: "Charge",
    end: true,
    cell: (line) => html`<${Money} amount=${line.charge} currency=${currency} />`,
  },
  {
    label: "Disputed",
    end: true,
    cell: (line) => html`<${Money} amount=${line.disputedAmount} currency=${currency} strong />`,
  },
  {
    label: "Credited",
    end: true,
    cell: (line) => html`<${Money} amount=${line.creditedAmount} currency=${currency} />`,
  },
  { label: "Status", tight: true, cell: (line) => html`<${Standing} of=${line} />` },
];
