/**
 * One thing done to several: ticked, asked once, one request after the other, a result for each,
 * and those of which no answer came tried again alone.
 */
import { newKey } from "../base/client.js";
import { countText } from "../base/format.js";
import { useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";

/** @typedef {{ tone: string, icon: string, text: string, again?: boolean }} Result */

/**
 * Ticks all of a list, says what is ticked, and offers what can be done with it.
 * @param {{ ids: string[], picked: string[], onPick: (ids: string[]) => void, told: string,
 *   children?: unknown }} props told: of what is ticked
 */
export const Choose = ({ ids, picked, onPick, told, children }) => html`<div class="choose">
  <label class="check"><input type="checkbox"
    checked=${picked.length > 0 && picked.length === ids.length}
    onInput=${() => onPick(picked.length === ids.length ? [] : ids)} /><span>
    ${picked.length === 0 ? "Choose all" : told}</span></label>
  ${picked.length > 0 && html`<div class="actions">${children}</div>`}</div>`;

/**
 * The box by which one of a list is ticked.
 * @param {{ label: string, checked: boolean, onInput: (on: boolean) => void }} props
 */
export const Tick = ({ label, checked, onInput }) =>
  html`<label class="tick"><input type="checkbox" checked=${checked} aria-label=${label}
    onInput=${(/** @type {{ target: HTMLInputElement }} */ event) =>
      onInput(event.target.checked)} />
    </label>`;

/**
 * @template Row
 * @param {object} props
 * @param {string} props.title
 * @param {string} props.verb what the button says
 * @param {unknown} props.question
 * @param {Row[]} props.rows
 * @param {(row: Row) => string} props.keyOf
 * @param {(row: Row) => unknown} props.drawn two cells: the amount, and what it is
 * @param {(row: Row) => string} props.becomes what is to happen to one
 * @param {(row: Row, key: string) => Promise<Result>} props.carryOut
 * @param {(good: number, all: number) => string} props.outcome in words, once all are through
 * @param {string} [props.progress] the participle: *answered*
 * @param {string | null} [props.missing] what has to be said before
 * @param {boolean} [props.danger]
 * @param {unknown} [props.children] the form
 * @param {(isBegun: boolean) => void} props.onClose
 */
export function Each(props) {
  const { rows, keyOf, danger, missing, verb, progress = "done" } = props;
  const { results, busy, begun, send } = useEach(keyOf, props.carryOut);
  const left = rows.filter((row) => results[keyOf(row)]?.again);
  const done = rows.filter((row) => results[keyOf(row)]?.icon && !results[keyOf(row)].again);
  const good = done.filter((row) => !["amber", "red"].includes(results[keyOf(row)].tone));
  const close = () => props.onClose(begun);
  const foot = begun
    ? html`${
        left.length > 0 &&
        html`<${Button} onClick=${() => send(left)} busy=${busy}
          name="again">Try ${countText(left.length)} again<//>`
      }<${Button} look="primary" busy=${busy} onClick=${close} name="close-bulk">Close<//>`
    : html`<${Button} first=${!danger} onClick=${close} name="cancel">Cancel<//>
      <${Button} look=${danger ? "danger" : "primary"} why=${missing} onClick=${() => send(rows)}
        name="confirm">${verb}<//>`;
  const summary = busy
    ? `${countText(done.length)} of ${countText(rows.length)} ${progress}`
    : props.outcome(good.length, rows.length);
  return html`<${Dialog} title=${props.title} wide onClose=${busy ? undefined : close} foot=${foot}>
    ${
      begun
        ? html`<p role="status"><strong>${summary}</strong></p>`
        : html`<p class="sentence">${props.question}</p>${props.children}`
    }
    <ul class="bulk plain">${rows.map((row) => {
      const result = results[keyOf(row)];
      return html`<li key=${keyOf(row)} data-row=${keyOf(row)}>${props.drawn(row)}${
        result
          ? html`<span class=${`urgent ${result.tone}`}>
            ${result.icon && html`<${Icon} name=${result.icon} />`}${result.text}</span>`
          : html`<span class="muted">${begun ? "Waiting its turn" : props.becomes(row)}</span>`
      }</li>`;
    })}</ul><//>`;
}

/**
 * How many are through, in words.
 * @param {number} good
 * @param {number} all
 */
export const through = (good, all) =>
  good < all
    ? `${countText(good)} of ${countText(all)} are through; the others say why not.`
    : all === 1
      ? "It is done."
      : `All ${countText(all)} are through.`;

/**
 * Sends one request after the other; each has a key of its own, kept for another try.
 * @template Row
 * @param {(row: Row) => string} keyOf
 * @param {(row: Row, key: string) => Promise<Result>} carryOut
 */
function useEach(keyOf, carryOut) {
  const [results, setResults] = useState(/** @type {Record<string, Result>} */ ({}));
  const [busy, setBusy] = useState(false);
  const [begun, setBegun] = useState(false);
  const keys = useRef(/** @type {Record<string, string>} */ ({}));
  const send = async (/** @type {Row[]} */ some) => {
    setBegun(true);
    setBusy(true);
    for (const row of some) {
      const id = keyOf(row);
      keys.current[id] ??= newKey();
      const put = (/** @type {Result} */ result) => setResults((old) => ({ ...old, [id]: result }));
      put({ tone: "grey", icon: "", text: "Sending" });
      put(await carryOut(row, keys.current[id]).catch(failed));
    }
    setBusy(false);
  };
  return { results, busy, begun, send };
}

/** What a request that failed came to. @param {unknown} reason @returns {Result} */
function failed(reason) {
  const problem = asProblem(reason);
  if (problem.uncertain || problem.status >= 500 || problem.status === 429)
    return {
      tone: "red",
      icon: "WifiOff",
      text: "No good answer came back. Trying again is safe.",
      again: true,
    };
  return { tone: "red", icon: "CircleX", text: problem.message };
}
