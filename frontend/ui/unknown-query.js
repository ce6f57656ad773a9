/**
 * What an address asks for that a view does not know: said where the answer would stand, never
 * passed over.
 */
import { listText } from "../base/format.js";
import { html } from "../base/html.js";
import { place, withQuery } from "../base/router.js";
import { ButtonLink } from "./button.js";
import { Blank } from "./states.js";

/** Names that every view with rows knows: the row to come back to. */
const EVERYWHERE = ["row"];

/**
 * The parts of this address's query that a view does not know.
 * @param {Record<string, readonly string[] | null>} known by name the values there are; null:
 *   unknown
 * @returns {[string, string][]}
 */
export const unknownOf = (known) =>
  [...place.value.query].filter(([name, value]) => {
    if (EVERYWHERE.includes(name) || value === "") return false;
    return !(name in known) || known[name]?.includes(value) === false;
  });

/** A field to sort by, either way. @param {string[]} names */
export const sorts = (...names) => names.flatMap((name) => [name, `-${name}`]);

/** @param {{ unknown: [string, string][] }} props */
export function Unknown({ unknown }) {
  const without = withQuery(Object.fromEntries(unknown.map(([name]) => [name, null])));
  const action = html`<${ButtonLink} href=${without} icon="X">Leave it out<//>`;
  return html`<div role="alert"><${Blank} icon="SearchX"
    title="This address asks for what there is not"
    action=${action}>Unknown here: ${listText(
      unknown.map(([name, value]) => `${name} “${value}”`),
    )}.<//>
    </div>`;
}
