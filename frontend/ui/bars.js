/** Bars drawn as SVG, with the same numbers in words beside them. */
import { isZero, share, sum } from "../base/decimal.js";
import { locale, moneyText } from "../base/format.js";
import { useId } from "../base/hooks.js";
import { html } from "../base/html.js";
import { Money } from "./text.js";

/** @typedef {{ label: string, amount: import("../base/decimal.js").Decimal, tone: string }} Part */

/**
 * One bar in parts, with a legend of amounts.
 * @param {{ title: string, parts: Part[], currency: string, legend?: "whole" | "brief" | "hover",
 *   caption?: unknown }} props
 *   legend: under the bar, in one line under it, or told on hovering and to screen readers alone
 */
export function StackedBar({ title, parts, currency, legend = "whole", caption }) {
  const id = useId();
  const total = sum(parts.map((part) => part.amount));
  let start = 0;
  const drawn = parts
    .filter((part) => !isZero(part.amount))
    .map((part) => {
      const width = share(part.amount, total) * 100;
      const rect = { ...part, x: start, width };
      start += width;
      return rect;
    });
  const words = parts.map((part) => `${part.label} ${moneyText(part.amount, currency)}`).join(", ");
  return html`<figure class="stacked">
    ${caption && html`<figcaption class="note muted">${caption}</figcaption>`}
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-labelledby=${`${id}-t`}
      aria-describedby=${`${id}-d`}>
      <title id=${`${id}-t`}>${legend === "hover" ? words : title}</title><desc id=${`${id}-d`}>
        ${legend === "hover" ? title : words}</desc>
      <rect class="track" width="100" height="4" />
      ${drawn.map(
        (part) => html`<rect key=${part.label} class=${`part ${part.tone}`} x=${part.x}
          width=${part.x + part.width > 99.9 ? part.width : Math.max(part.width - 0.3, 0.3)}
          height="4" />`,
      )}
    </svg>
    ${
      legend !== "hover" &&
      html`<dl class=${`legend ${legend}`}>
        ${parts.map(
          (part) => html`<div key=${part.label}
            class=${isZero(part.amount) ? "none" : undefined}><dt>
              <span class=${`swatch ${part.tone}`}
                aria-hidden="true"></span>${part.label}</dt><dd><${Money} amount=${part.amount}
                  currency=${currency} /></dd></div>`,
        )}</dl>`
    }
  </figure>`;
}

/**
 * Columns by age, each with its disputed part.
 * @param {{ title: string, rows: { label: string, amount: number, disputed: number }[],
 *   currency: string }} props
 */
export function AgeBars({ title, rows, currency }) {
  const id = useId();
  const most = rows.reduce((top, row) => Math.max(top, Number(row.amount)), 0) || 1;
  const height = (/** @type {number} */ amount) => Math.max(0, (Number(amount) / most) * 120);
  const words = rows
    .map(
      (row) =>
        `${row.label}: ${moneyText(row.amount, currency)}, of which` +
        ` disputed ${moneyText(row.disputed, currency)}`,
    )
    .join("; ");
  return html`<svg class="agebars" viewBox=${`0 0 ${rows.length * 72} 168`} role="img"
    aria-labelledby=${`${id}-t ${id}-d`}>
    <title id=${`${id}-t`}>${title}</title><desc id=${`${id}-d`}>${words}</desc>
    <line class="axis" x1="0" x2=${rows.length * 72} y1="140.5" y2="140.5" />
    ${rows.map(
      (row, index) => html`<g key=${row.label} transform=${`translate(${index * 72} 0)`}>
        <rect class="amount" x="12" width="48" y=${140 - height(row.amount)}
          height=${height(row.amount)} />
        <rect class="disputed" x="12" width="48" y=${140 - height(row.disputed)}
          height=${height(row.disputed)} />
        <text x="36" y=${132 - height(row.amount)} text-anchor="middle" class="value">
        ${shortAmount(row.amount)}</text>
        <text x="36" y="158" text-anchor="middle">
        ${row.label.replace(" days late", " d").replace("Over ", ">")}</text></g>`,
    )}
  </svg>`;
}

/** @param {unknown} amount */
const shortAmount = (amount) =>
  new Intl.NumberFormat(locale(), { notation: "compact", maximumFractionDigits: 1 }).format(
    Number(amount),
  );

/** How far long work is. @param {{ label: string, done: number, all: number | null }} props */
export function Progress({ label, done, all }) {
  const id = useId();
  return html`<div class="progress"><label for=${id}>${label}</label><progress id=${id}
    max=${all || undefined} value=${all ? done : undefined}></progress></div>`;
}
