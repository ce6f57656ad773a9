/**
 * How a vendor stands in brief, for itself: on its first page, with the way to why (PO-32,
 * PO-35).
 */
import { compare } from "../base/decimal.js";
import { countText, dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { useLoad } from "../base/queries.js";
import { me } from "../base/session.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Ago, Money } from "../ui/text.js";
import { standingAsk } from "./asks.js";
import { Flag, Level, ReasonLevel } from "./level.js";

/** In numbers. @param {{ standing: Api.OwnStandingView, children?: unknown }} props */
export const OwnFigures = ({ standing, children }) =>
  html`<dl class="figures">${children}
    <div><dt>Leads at a time</dt><dd>${countText(standing.leads)}</dd></div>
    <div><dt>You owe in fines</dt><dd><${Money} amount=${standing.owedAmount}
      currency=${standing.currency} /></dd></div>
    ${
      standing.nextEndAt &&
      html`<div><dt>Next reason ends</dt><dd>${dayText(standing.nextEndAt)}</dd></div>`
    }</dl>
    ${
      compare(standing.owedAmount, "0") > 0 &&
      html`<p class="note muted">What a fine could not take from your wallet is owed, and taken from
      what comes in.</p>`
    }`;

export function StandingInBrief() {
  const load = useLoad(standingAsk(encodeURIComponent(String(me.value?.partyID))));
  return html`<${Section} title="How you stand"><${Loaded} of=${load} kind="text" rows=${2}>${(
    /** @type {Api.OwnStandingView} */ standing,
  ) => html`<${OwnFigures} standing=${standing}>
      <div><dt>Standing</dt><dd><${Level} level=${standing.level} /> <${Flag} of=${standing} />
        </dd></div><//>
    ${
      standing.reasons.length > 0 &&
      html`<ul class="plain note">${standing.reasons.map(
        (one) => html`<li key=${one.reasonID}>
          <${ReasonLevel} level=${one.level} maxLeads=${one.maxLeads} /> ${one.text}
          <span class="note muted"> <${Ago} at=${one.since} /></span></li>`,
      )}</ul>`
    }
    <p class="note"><a href="#/standing">${
      standing.reasons.length > 0 ? "See why, and object" : "See what counts"
    }</a></p>`}<//><//>`;
}
