/** Small pieces of text: money, times, statuses. */
import {
  agoText,
  amountText,
  dayText,
  momentText,
  moneyText,
  signOf,
  spanText,
  urgency,
} from "../base/format.js";
import { classes, html } from "../base/html.js";
import { to } from "../base/router.js";
import { moverWords, standings, statusWords } from "../base/words.js";
import { Icon } from "./icon.js";

/** @typedef {import("../base/decimal.js").Decimal} Decimal */

/**
 * @param {{ amount: Decimal | null | undefined, currency: string, bare?: boolean,
 *   strong?: boolean }} props
 */
export function Money({ amount, currency, bare, strong }) {
  const sign = signOf(amount);
  if (amount == null)
    return html`<span class="money unknown" title="Not known">–<span class="hidden">not known</span>
      </span>`;
  return html`<span class=${classes("money", sign, strong && "strong")}>
    ${amountText(amount, currency)}
    ${!bare && html`<span class="currency">${`\u00a0${currency}`}</span>`}</span>`;
}

/**
 * From one amount to another.
 * @param {{ before: Decimal | null | undefined, after: Decimal | null | undefined,
 *   currency: string }} props
 */
export const Change = ({ before, after, currency }) => html`<span class="change">
  <${Money} amount=${before} currency=${currency} bare /><span aria-hidden="true">→</span>
    <span class="hidden">becomes</span><${Money} amount=${after} currency=${currency} strong />
</span>`;

/** That there is none, to the eye and the ear. */
export const None = () => html`<span class="muted"><span aria-hidden="true">–</span>
  <span class="hidden">none</span></span>`;

/** @param {{ at: string | null | undefined }} props */
export const Ago = ({ at }) =>
  at
    ? html`<time datetime=${at} title=${momentText(at)}>${agoText(at)}
      <span class="hidden">, ${momentText(at)}</span></time>`
    : html`<${None} />`;

/** @param {{ status: string }} props */
export function Status({ status }) {
  const words = statusWords(status);
  return html`<span class=${`badge ${words.tone}`}><${Icon} name=${words.icon} />${words.label}
    </span>`;
}

/**
 * Where a customer's dispute or a line of it stands, in the server's words.
 * @param {{ of: { status: string, statusText: string } }} props
 */
export function Standing({ of: { status, statusText } }) {
  const { tone, icon } = standings[status] ?? { tone: "grey", icon: "CircleDashed" };
  return html`<span class=${`badge ${tone}`}><${Icon} name=${icon} />${statusText}</span>`;
}

/** A day that stays on one line. @param {{ of: string | null | undefined }} props */
export const Day = ({ of }) => html`<span class="day">${dayText(of)}</span>`;

/** @param {{ tone: string, icon?: string, children?: unknown }} props */
export const Badge = ({ tone, icon, children }) =>
  html`<span class=${`badge ${tone}`}>${icon && html`<${Icon} name=${icon} />`}${children}</span>`;

/** The open dispute on something, or that there is none. @param {{ id: string | null }} props */
export const InDispute = ({ id }) =>
  id
    ? html`<a href=${to.dispute(id)}><${Badge} tone="amber" icon="Scale">In dispute<//></a>`
    : html`<${None} />`;

/**
 * Whose move it is and since when.
 * @param {{ waitingFor: string | null | undefined, since: string | null | undefined,
 *   name?: string }} props name: where the role alone says too little
 */
export const Mover = ({ waitingFor, since, name }) =>
  waitingFor
    ? html`<span class="mover"><span class="clip">${name ?? moverWords(waitingFor)}</span>
      ${
        since &&
        html`<time class="since" datetime=${since}
          title=${`since ${momentText(since)}`}>for ${spanText(since)}</time>`
      }</span>`
    : html`<span class="muted">Nobody</span>`;

/**
 * When it is due, with a word and a sign when that is past or near.
 * @param {{ at: string | null | undefined }} props
 */
export function Due({ at }) {
  const how = urgency(at);
  if (!at) return html`<${None} />`;
  if (!how) return html`<${Ago} at=${at} />`;
  return html`<span class=${how === "late" ? "urgent red" : "urgent amber"}>
    <${Icon} name=${how === "late" ? "TriangleAlert" : "Clock"} />
    ${how === "late" ? "Late, " : "Soon, "}<${Ago} at=${at} /></span>`;
}

/** The amounts in a sentence. */
export { moneyText };
