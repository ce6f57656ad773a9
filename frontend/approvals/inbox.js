/** What waits for my answer: the list, one of it opened beside it, and several answered at once. */

import { countText, moneyText, urgency } from "../base/format.js";
import { useEffect, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad, usePages, usePolling } from "../base/queries.js";
import { place, setQuery, to, withQuery } from "../base/router.js";
import { approvableOf } from "../disputes/approvables.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Choose, Tick } from "../ui/each.js";
import { Icon } from "../ui/icon.js";
import { Foot } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { toggled } from "../ui/picked.js";
import { Banner, Blank, Failure, Loaded, Outdated, Skeleton } from "../ui/states.js";
import { useRowKeys } from "../ui/table.js";
import { Ago, Badge, Due, Money } from "../ui/text.js";
import { Answers } from "./answers.js";
import { amountsText, BulkAnswers, verbFor } from "./bulk-answers.js";
import { ApprovalCase, Becomes, Outcome, whyMe } from "./case.js";
import { noteWaiting } from "./waiting.js";
import { askedBy, onText, subjectText } from "./words.js";

const REFRESH_EVERY_MS = 30000;

export default function Approvals() {
  const pages = usePages("/approval?limit=50");
  const chosen = place.value.query.get("approval");
  const [ticked, setTicked] = useState(/** @type {string[]} */ ([]));
  const [bulk, setBulk] = useState(
    /** @type {{ rows: Api.InboxView[], reject: boolean } | null} */ (null),
  );
  usePolling(() => !bulk && pages.reload(), REFRESH_EVERY_MS);
  useEffect(() => {
    if (pages.rows) noteWaiting(pages.rows, pages.next);
  }, [pages.rows?.length, pages.next]);
  const rows = pages.rows ?? [];
  const picked = rows.filter((row) => ticked.includes(row.approvalID));
  const shown = chosen ?? rows[0]?.approvalID ?? null;
  const answered = (/** @type {string} */ text, /** @type {"green" | "amber"} */ tone) => {
    notify({ tone, text, link: disputeLink(rows.find((row) => row.approvalID === shown)) });
    setTicked((old) => old.filter((id) => id !== shown));
    setQuery({ approval: null }, { replace: true });
    pages.reload();
  };
  const closeBulk = (/** @type {boolean} */ isAnswered) => {
    setBulk(null);
    if (!isAnswered) return;
    setTicked([]);
    setQuery({ approval: null }, { replace: true });
    pages.reload();
  };
  return html`<${Page} title="Approvals" known=${{ approval: null }} aside=${
    rows.length > 0 &&
    html`<span class="muted">${countText(rows.length)}
        ${pages.next ? "+" : ""} ${rows.length === 1 ? "waits" : "wait"} for your answer</span>`
  }>
    ${
      pages.error && !pages.rows
        ? html`<${Failure} problem=${pages.error} retry=${pages.reload} />`
        : !pages.rows
          ? html`<${Skeleton} />`
          : rows.length === 0 && !chosen && !pages.error
            ? html`<${NothingWaits} />`
            : html`${pages.error && html`<${Outdated} of=${pages} />`}
              <div class=${chosen ? "inbox chosen" : "inbox"}>
              <section class="inbox-list" aria-label="Waiting for your answer">
              ${
                rows.length > 1 &&
                html`<${Choose} ids=${rows.map((row) => row.approvalID)}
                  picked=${picked.map((row) => row.approvalID)} onPick=${setTicked}
                  told=${amountsText(picked)}>
                  <${Button} look="primary" icon="Check" name="bulk-approve"
                    onClick=${() => setBulk({ rows: picked, reject: false })}>
                    ${verbFor(picked)} ${countText(picked.length)}<//>
                  <${Button} icon="X" name="bulk-reject"
                    onClick=${() => setBulk({ rows: picked, reject: true })}>Reject
                    ${" "}${countText(picked.length)}<//><//>`
              }
              <${Rows} rows=${rows} shown=${shown} ticked=${ticked} onTick=${setTicked} />
              ${rows.length === 0 && !pages.error && html`<${NothingWaits} />`}
              ${pages.next && html`<${Foot} pages=${pages} />`}
            </section>
              ${shown && html`<${Opened} key=${shown} id=${shown} onAnswered=${answered} />`}</div>`
    }
    ${
      bulk && html`<${BulkAnswers} rows=${bulk.rows} reject=${bulk.reject} onClose=${closeBulk} />`
    }<//>`;
}

/** @param {Api.InboxView} row */
const disputeLink = (row) => row && { href: to.dispute(row.disputeID), label: "Open the dispute" };

const NothingWaits = () =>
  html`<${Blank} icon="ShieldCheck" title="Nothing waits for your answer"
    action=${html`<${ButtonLink} href="#/queue?status=pendingApproval"
      icon="Inbox">See what waits for others<//>`}>When somebody asks for your approval, it comes
      here and by mail.<//>`;

/**
 * @param {{ rows: Api.InboxView[], shown: string | null, ticked: string[],
 *   onTick: (ids: string[]) => void }}
 *   props
 */
function Rows({ rows, shown, ticked, onTick }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useRowKeys(list, true, ".ask");
  const tick = (/** @type {string} */ id, /** @type {boolean} */ on) =>
    onTick(toggled(ticked, id, on));
  return html`<ul class="asks plain" ref=${list}>
    ${rows.map(
      (row) => html`<${Ask} key=${row.approvalID} row=${row} on=${row.approvalID === shown}
        ticked=${ticked.includes(row.approvalID)}
        onTick=${
          rows.length > 1 ? (/** @type {boolean} */ on) => tick(row.approvalID, on) : null
        } />`,
    )}</ul>`;
}

/**
 * @param {{ row: Api.InboxView, on: boolean, ticked: boolean, onTick: ((on: boolean) => void)
 *   | null }} props
 */
function Ask({ row, on, ticked, onTick }) {
  const of = approvableOf(row);
  const warning = of.warning(row);
  const amount = moneyText(row.amount, row.currency);
  return html`<li class=${on ? "ask on" : "ask"} data-approval=${row.approvalID}>
    ${
      onTick &&
      html`<${Tick} checked=${ticked} label=${`Choose ${amount} ${onText(row)}`}
        onInput=${onTick} />`
    }
    <div class="ask-body"><div class="ask-head"><a href=${withQuery({ approval: row.approvalID })}
      aria-current=${on ? "true" : undefined}><${Money} amount=${row.amount}
        currency=${row.currency} strong /></a><span>
      ${
        urgency(row.dueAt) ? html`<${Due} at=${row.dueAt} />` : html`due <${Ago} at=${row.dueAt} />`
      }</span></div>
      <p>${subjectText(row)} · ${row.customerName ?? row.customerID}</p>
      <p class="muted note">
        ${askedBy(row.requestedBy)} asked <${Ago} at=${row.askedAt} /> · ${whyMe(row)}</p>
      <${of.Summary} row=${row} />
      ${
        warning &&
        html`<p class="urgent note amber"><${Icon} name="TriangleAlert" />
          ${warning}</p>`
      }
      <p><${Becomes} becomes=${row.becomes} />
        ${row.insteadOf && html` <${Badge} tone="grey" icon="UserRound">For ${row.insteadOf}<//>`}
        </p></div></li>`;
}

/**
 * One approval, opened.
 * @param {{ id: string, onAnswered: (text: string, tone: "green" | "amber") => void }} props
 */
function Opened({ id, onAnswered }) {
  const load = useLoad(path`/approval/${id}`);
  return html`<section class="inbox-open" aria-label="The approval">
    <p class="back"><a href=${withQuery({ approval: null })}>
      <${Icon} name="ArrowLeft" />All approvals</a></p>
    <${Loaded} of=${load} kind="text" rows=${5}>${(
      /** @type {Api.ApprovalView} */ approval,
    ) => html`<div class="column card">
      <header class="open-head"><div><h2><${Money} amount=${approval.amount}
        currency=${approval.currency} strong /> ${onText(approval)}</h2></div>
        <a href=${to.dispute(approval.disputeID)}>Open the dispute</a></header>
      ${
        approval.outcome
          ? html`<${Banner} tone=${approval.outcome.status === "approved" ? "green" : "amber"}
            icon=${approval.outcome.status === "approved" ? "CircleCheck" : "Info"}>
            <${Outcome} outcome=${approval.outcome} /><//>`
          : html`<div class="answer">
            <${Becomes} becomes=${approval.becomes} /><${Answers} approval=${approval}
              onAnswered=${(/** @type {string} */ text) => onAnswered(text, "green")}
              onLate=${(/** @type {string} */ text) => onAnswered(text, "amber")} /></div>`
      }
      <${ApprovalCase} approval=${approval} linked /></div>`}<//></section>`;
}
