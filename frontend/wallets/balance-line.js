/** What a wallet held over time, as a line of steps; the statement beneath it is its table. */
import { compare } from "../base/decimal.js";
import { dayText, moneyText } from "../base/format.js";
import { useId } from "../base/hooks.js";
import { html } from "../base/html.js";

const WIDTH = 600;
const HEIGHT = 96;

/**
 * @param {{ entries: { at: string, balance: import("../base/decimal.js").Decimal }[],
 *   floor: unknown,
 *   currency: string }} props entries: the latest first
 */
export function BalanceLine({ entries, floor, currency }) {
  const id = useId();
  if (entries.length < 2) return null;
  const steps = [...entries].reverse();
  const balances = steps.map((one) => one.balance);
  const [least, most] = [
    balances.reduce((a, b) => (compare(a, b) <= 0 ? a : b)),
    balances.reduce((a, b) => (compare(a, b) >= 0 ? a : b)),
  ];
  const low = Math.min(Number(least), Number(floor ?? least));
  const scale = (Number(most) - low || 1) * 1.1;
  const x = (/** @type {number} */ index) =>
    Math.round((index / (steps.length - 1)) * WIDTH * 10) / 10;
  const y = (/** @type {number | string} */ amount) =>
    Math.round((HEIGHT - 4 - ((Number(amount) - low) / scale) * (HEIGHT - 8)) * 10) / 10;
  const line = steps
    .map((one, index) => (index === 0 ? `M0 ${y(one.balance)}` : `H${x(index)}V${y(one.balance)}`))
    .join("");
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const words =
    `From ${moneyText(first.balance, currency)} on ${dayText(first.at)} to` +
    ` ${moneyText(last.balance, currency)} on ${dayText(last.at)}; at least` +
    ` ${moneyText(least, currency)}, at most ${moneyText(most, currency)}.`;
  return html`<figure class="balance-line"><svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}
    preserveAspectRatio="none" role="img" aria-labelledby=${`${id}-t ${id}-d`}>
      <title id=${`${id}-t`}>Balance after each movement</title><desc id=${`${id}-d`}>
        ${words}</desc>
      <path class="area" d=${`${line}V${HEIGHT}H0Z`} /><path class="line-of" d=${line}
        vector-effect="non-scaling-stroke" />
    </svg><figcaption class="note muted">${words}</figcaption></figure>`;
}
