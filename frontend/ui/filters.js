/** Filters as chips: what is set can be taken away one by one, and lies in the URL. */
import { dayText } from "../base/format.js";
import { html } from "../base/html.js";
import { setQuery, withQuery } from "../base/router.js";
import { me } from "../base/session.js";
import { Icon } from "./icon.js";

/** @typedef {{ name: string, label: string, value: string, words: string }} Set */

/** The filters that are set. @param {{ set: Set[] }} props */
export function Chips({ set }) {
  if (set.length === 0) return null;
  const clear = Object.fromEntries(set.map((one) => [one.name, null]));
  return html`<ul class="chips plain" aria-label="Filters set">
    ${set.map(
      (one) => html`<li key=${one.name}><a class="chip on" href=${withQuery({ [one.name]: null })}
        aria-label=${`Remove filter: ${one.label} ${one.words}`}>${one.label}: ${one.words}
        <${Icon} name="X" /></a></li>`,
    )}
    ${
      set.length > 1 &&
      html`<li><a class="chip" href=${withQuery(clear)}>Clear all</a>
      </li>`
    }</ul>`;
}

/**
 * A choice that sets a filter.
 * @param {{ name: string, label: string, options: { value: string, label: string }[],
 *   value: string, onChoose?: (value: string) => void,
 *   of?: { error: import("../base/http.js").Problem | null } }} props of: the load
 *   that the options come from
 */
export const FilterSelect = ({
  name,
  label,
  options,
  value,
  onChoose,
  of,
}) => html`<select aria-label=${label} value=${value}
  onInput=${(/** @type {{ target: HTMLInputElement }} */ event) =>
    onChoose ? onChoose(event.target.value) : setQuery({ [name]: event.target.value })}>
  <option value="" selected=${value === ""}>${label}: any</option>
  ${options.map(
    (option) => html`<option key=${option.value} value=${option.value}
      selected=${option.value === value}>${option.label}</option>`,
  )}
  ${of?.error && html`<option disabled>Could not be loaded: ${of.error.message}</option>`}
    </select>`;

/** The company's time zone where days there change at another moment than for who looks. */
const otherZone = () => {
  const zone = me.value?.company?.timeZone;
  return zone && zone !== Intl.DateTimeFormat().resolvedOptions().timeZone ? zone : null;
};

/**
 * A day of the company that sets a filter.
 * @param {{ name: string, label: string, value: string, min?: string | null, max?: string | null }}
 *   props
 */
export const FilterDay = ({
  name,
  label,
  value,
  min,
  max,
}) => html`<label class="filter-day"><span>${label}
  ${otherZone() && html` <small>(${otherZone()})</small>`}</span>
  <input type="date" value=${/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : ""}
    min=${min || undefined} max=${max || undefined}
    onChange=${(/** @type {{ target: HTMLInputElement }} */ event) =>
      setQuery({ [name]: event.target.value })} /></label>`;

/**
 * The chips of filters that are set.
 * @param {Record<string, [string, (value: string) => string]>} words name of the query → what it is
 *   called, and its value
 * @param {URLSearchParams} query
 */
export const chipsOf = (words, query) =>
  Object.entries(words).flatMap(([name, [label, tell]]) => {
    const value = query.get(name);
    return value ? [{ name, value, label, words: tell(value) }] : [];
  });

/** @type {Record<string, [string, (value: string) => string]>} */
export const periodWords = { from: ["From", dayText], to: ["To", dayText] };
