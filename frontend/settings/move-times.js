/** In how many business hours whose move it is is to move, for each kind of dispute. */
import { html } from "../base/html.js";
import { moverWords, sentence } from "../base/words.js";
import { TextField } from "../ui/field.js";

/** @typedef {Record<string, Record<string, number | string>>} Times kind → party → hours */

/** @param {string} kind @param {string} party */
const idOf = (kind, party) => `moves-${kind}-${party}`;

/** Pointer of a refusal → id of the field. @param {Times} [standard] */
export const movePointers = (standard = {}) =>
  Object.fromEntries(
    Object.entries(standard).flatMap(([kind, times]) =>
      Object.keys(times).map((party) => [
        `/value/0/movesWithin/${kind}/${party}`,
        idOf(kind, party),
      ]),
    ),
  );

/**
 * @param {object} props
 * @param {Times} props.standard what holds where nothing is set
 * @param {Times} props.set
 * @param {(id: string) => string | null} props.errorAt
 * @param {(set: Times) => void} props.onInput
 */
export function MoveTimes({ standard, set, errorAt, onInput }) {
  const change = (
    /** @type {string} */ kind,
    /** @type {string} */ party,
    /** @type {string} */ text,
  ) => {
    const { [party]: _, ...rest } = set[kind] ?? {};
    const of = text.trim() ? { ...rest, [party]: /^\d+$/.test(text) ? Number(text) : text } : rest;
    const { [kind]: __, ...others } = set;
    onInput(Object.keys(of).length > 0 ? { ...others, [kind]: of } : others);
  };
  return html`<div class="column"><h3>Time for a move</h3>
    <p class="hint">In how many of these hours each is to act, before it counts as late. What is due
      already keeps its time.</p>
    ${Object.entries(standard).map(
      ([
        kind,
        times,
      ]) => html`<fieldset class="column" key=${kind}><legend>${sentence(kind)} disputes</legend>
        <div class="row-fields">${Object.entries(times).map(
          ([party, hours]) => html`<${TextField} key=${party} id=${idOf(kind, party)}
            label=${moverWords(party)} inputmode="numeric" maxlength=${4}
            value=${String(set[kind]?.[party] ?? "")} error=${errorAt(idOf(kind, party))}
            note=${`${hours} unless set`}
            onInput=${(/** @type {string} */ text) => change(kind, party, text)} />`,
        )}</div></fieldset>`,
    )}</div>`;
}
