/**
 * A list in pages under a table: how many are shown, and the next ones. The address keeps the row
 * that was gone to last, for the way back.
 */
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { place, setQuery } from "../base/router.js";
import { Button } from "./button.js";
import { Blank, Failure, Outdated, Skeleton } from "./states.js";
import { Table } from "./table.js";
import { Unknown } from "./unknown-query.js";

/**
 * @param {object} props
 * @param {ReturnType<typeof import("../base/queries.js").usePages>} props.pages
 * @param {Record<string, unknown>} props.table what Table takes, without its rows
 * @param {unknown} [props.empty] shown in place of an empty list
 * @param {string} props.noun what one of them is
 * @param {string} [props.nouns] and several
 * @param {string} [props.incomplete] what may be missing of a list that is not complete
 * @param {[string, string][]} [props.unknown] what the address asks for that this list does not
 *   know
 */
export function List({ pages, table, empty, noun, nouns = `${noun}s`, incomplete, unknown = [] }) {
  if (unknown.length > 0) return html`<${Unknown} unknown=${unknown} />`;
  if (pages.error && !pages.rows)
    return html`<${Failure} problem=${pages.error} retry=${pages.reload} />`;
  if (!pages.rows || pages.looking) return html`<${Skeleton} rows=${8} />`;
  if (pages.rows.length === 0 && pages.moreError)
    return html`<${Failure} problem=${pages.moreError} retry=${pages.showMore} />`;
  if (pages.rows.length === 0 && !pages.next && !pages.error && pages.data?.complete !== false)
    return empty ?? html`<${Blank} title=${`No ${nouns}`} />`;
  return html`${pages.error && html`<${Outdated} of=${pages} />`}
    <${Table} ...${table} rows=${pages.rows} busy=${pages.busy} old=${Boolean(pages.error)}
      current=${place.value.query.get("row")}
      onCurrent=${(/** @type {string} */ row) => setQuery({ row }, { replace: true })} />
    ${
      pages.data?.complete === false &&
      html`<p class="padded muted"
        role="status">${
          incomplete ??
          `Sorted so, only each customer's latest 1,000 ${nouns} are looked at: older` +
            ` ones may be missing. Sorted by date, all of them stand here.`
        }</p>`
    }
    <${Foot} pages=${pages}
      told=${
        `${countText(pages.rows.length)} ${pages.rows.length === 1 ? noun : nouns} shown` +
        (pages.next || pages.data?.complete === false ? "" : ", that is all")
      } />`;
}

/**
 * How many are shown, and the way to more of them; a next page that failed says so there.
 * @param {{ pages: ReturnType<typeof import("../base/queries.js").usePages>, told?: string }} props
 */
export const Foot = ({
  pages,
  told,
}) => html`<div class="list-foot"><span class="muted" role="status">${told}</span>
  ${
    pages.moreError &&
    html`<span class="error-text"
      role="alert">The next ones could not be loaded. ${pages.moreError.message}</span>`
  }
  ${
    pages.next &&
    html`<${Button} onClick=${pages.showMore} busy=${pages.moreBusy} name="more">
      ${pages.moreError ? "Try again" : "Show more"}<//>`
  }</div>`;
