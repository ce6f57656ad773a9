/** A list in pages under a table: how many are shown, and the next ones. */
import { countText } from "../format.js";
import { html } from "../html.js";
import { Button } from "./button.js";
import { Blank, Failure, Skeleton } from "./states.js";
import { Table } from "./table.js";

/**
 * @param {object} props
 * @param {ReturnType<typeof import("../loading.js").usePages>} props.pages @param {Record<string, any>} props.table what Table takes, without its rows
 * @param {any} [props.empty] shown in place of an empty list @param {string} props.noun what one of them is @param {string} [props.nouns] and several
 */
export function List({ pages, table, empty, noun, nouns = `${noun}s` }) {
  if (pages.error && !pages.rows) return html`<${Failure} problem=${pages.error} retry=${pages.reload} />`;
  if (!pages.rows || pages.looking) return html`<${Skeleton} rows=${8} />`;
  if (pages.rows.length === 0 && !pages.next) return empty ?? html`<${Blank} title=${`No ${nouns}`} />`;
  return html`<${Table} ...${table} rows=${pages.rows} busy=${pages.busy} />
    <div class="list-foot"><span class="muted" role="status">${countText(pages.rows.length)} ${pages.rows.length === 1 ? noun : nouns} shown${pages.next ? "" : ", that is all"}</span>
      ${pages.moreError && html`<span class="error-text">${pages.moreError.message}</span>`}
      ${pages.next && html`<${Button} onClick=${pages.showMore} busy=${pages.moreBusy} name="more">Show more<//>`}</div>`;
}
