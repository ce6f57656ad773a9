/**
 * The one table: sortable headers, rows that are links, keyboard from row to row; cards where it is
 * narrow.
 */
import { useLayoutEffect, useRef } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { Tick } from "./each.js";
import { Icon } from "./icon.js";
import { toggled } from "./picked.js";

/**
 * @template Row
 * @typedef {object} Column
 * @property {string} label
 * @property {(row: Row) => unknown} cell
 * @property {boolean} [end] right-aligned
 * @property {string} [sort] field the API sorts by
 * @property {boolean} [wide] only where there is room
 * @property {boolean} [grow]
 * @property {boolean} [tight] never wrapped
 * @property {boolean} [name] holds a name, which needs some room
 * @property {boolean} [bare] no label where it is narrow
 * @property {boolean} [unprinted] for the staff alone: paper goes to customers
 */

/**
 * @param {object} props
 * @param {string} props.caption
 * @param {Column<unknown>[]} props.columns
 * @param {unknown[]} props.rows
 * @param {(row: unknown) => string} props.keyOf
 * @param {(row: unknown) => string} [props.hrefOf] where a row leads
 * @param {string} [props.sort]
 * @param {(sort: string) => void} [props.onSort]
 * @param {boolean} [props.busy]
 * @param {boolean} [props.old] the rows are from before a failure
 * @param {boolean} [props.keys] j and k move from row to row, as they do where rows can be ticked
 * @param {string | null} [props.current] key of the row to come back to
 * @param {(key: string) => void} [props.onCurrent] @param {unknown} [props.foot]
 * @param {{ picked: string[], onPick: (keys: string[]) => void, label: (row: unknown) => string,
 *   bar: unknown }} [props.picking] rows can be ticked; bar: what can be done with those that are
 */
export function Table({
  caption,
  columns,
  rows,
  keyOf,
  hrefOf,
  sort,
  onSort,
  busy,
  old,
  keys,
  current,
  onCurrent,
  foot,
  picking,
}) {
  const body = useRef(/** @type {HTMLElement | null} */ (null));
  useRowKeys(body, Boolean(keys || picking));
  useLayoutEffect(() => {
    if (current) rowLink(body.current, current)?.focus();
  }, []);
  const follow = (/** @type {MouseEvent} */ event, /** @type {unknown} */ row) => {
    if (
      !hrefOf ||
      /** @type {Element} */ (event.target).closest("a, button, input, label") ||
      String(getSelection())
    )
      return;
    if (event.ctrlKey || event.metaKey) open(hrefOf(row));
    else location.hash = hrefOf(row);
  };
  const tickOf = (/** @type {unknown} */ row) => ({
    label: picking?.label(row),
    checked: picking?.picked.includes(keyOf(row)),
    onInput: (/** @type {boolean} */ on) =>
      picking?.onPick(toggled(picking.picked, keyOf(row), on)),
  });
  return html`<div class="table-room" data-need=${needOf(columns, Boolean(picking))}>${picking?.bar}
    <table class=${classes("table", (busy || old) && "busy")} role="table"
      aria-busy=${busy ? "true" : undefined}>
    <caption class="hidden">${caption}</caption>
    <thead role="rowgroup"><tr role="row">
      ${columns.map((column) => html`<${Header} column=${column} sort=${sort} onSort=${onSort} />`)}
      </tr></thead>
    <tbody role="rowgroup" ref=${body}>${rows.map(
      (row) => html`<tr role="row" key=${keyOf(row)} data-key=${keyOf(row)}
        class=${hrefOf ? "link" : undefined}
        onClick=${(/** @type {MouseEvent} */ event) => follow(event, row)}
        onFocusIn=${() => onCurrent?.(keyOf(row))}>
        ${columns.map(
          (column, index) => html`<td role=${index === 0 ? "rowheader" : "cell"}
            class=${cellClass(column)} data-label=${column.bare ? undefined : column.label}>
            ${
              picking && index === 0
                ? html`<div class="with-tick"><${Tick}
                  ...${tickOf(row)} /><div>${column.cell(row)}</div></div>`
                : column.cell(row)
            }</td>`,
        )}</tr>`,
    )}</tbody>
    ${foot && html`<tfoot role="rowgroup">${foot}</tfoot>`}
  </table></div>`;
}

/**
 * What a table's columns need in rem to stand side by side, in steps that the styles know.
 * @param {Column<unknown>[]} columns
 * @param {boolean} isTicked
 */
function needOf(columns, isTicked) {
  const rem = columns.reduce(
    (sum, { grow, name, end, wide }) => sum + (wide ? 0 : grow ? 9 : name ? 7 : end ? 8 : 6),
    isTicked ? 2 : 0,
  );
  return Math.min(78, Math.max(12, Math.ceil(rem / 6) * 6));
}

/** @param {Column<unknown>} column */
const cellClass = (column) =>
  classes(
    column.end && "end",
    column.wide && "wide-only",
    column.grow && "grow",
    column.tight && "tight",
    column.name && "name",
    column.unprinted && "unprinted",
  );

/** @param {{ column: Column<unknown>, sort?: string, onSort?: (sort: string) => void }} props */
function Header({ column, sort, onSort }) {
  const up = sort === column.sort;
  const down = sort === `-${column.sort}`;
  if (!column.sort || !onSort)
    return html`<th role="columnheader" scope="col" class=${cellClass(column)}>
      ${column.label}</th>`;
  const next = down ? column.sort : `-${column.sort}`;
  return html`<th role="columnheader" scope="col" class=${cellClass(column)}
    aria-sort=${up ? "ascending" : down ? "descending" : "none"}>
    <button type="button" class="sorter" onClick=${() => onSort(next)}>${column.label}
      ${(up || down) && html`<${Icon} name=${up ? "ArrowUp" : "ArrowDown"} />`}</button></th>`;
}

/**
 * @param {HTMLElement | null} body
 * @param {string} key
 * @returns {HTMLElement | null | undefined}
 */
const rowLink = (body, key) => body?.querySelector(`tr[data-key="${CSS.escape(key)}"] a`);

/**
 * Moves the focus from row to row by j, k and the arrows; x ticks the one that has it, and a goes
 * to what can be done with those that are ticked.
 * @param {{ current: HTMLElement | null }} body
 * @param {boolean} on
 * @param {string} [row] what a row is
 */
export function useRowKeys(body, on, row = "tr") {
  useLayoutEffect(() => {
    if (!on) return undefined;
    const move = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest("input:not([type=checkbox]), textarea, select, dialog, [role=listbox]")
      )
        return;
      if (event.key === "x") {
        const held = document.activeElement?.closest(row);
        if (held && body.current?.contains(held))
          /** @type {HTMLElement | null} */ (held.querySelector("input[type=checkbox]"))?.click();
        return;
      }
      if (event.key === "a") {
        const room = body.current?.closest(".table-room");
        const deed = room?.querySelector(".choose .actions :is(a, button)");
        /** @type {HTMLElement | null | undefined} */ (deed)?.focus();
        return;
      }
      const step = ["j", "ArrowDown"].includes(event.key)
        ? 1
        : ["k", "ArrowUp"].includes(event.key)
          ? -1
          : 0;
      if (!step) return;
      const rows = [...(body.current?.querySelectorAll(row) ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const next =
        rows[
          at === -1
            ? step === 1
              ? 0
              : rows.length - 1
            : Math.max(0, Math.min(rows.length - 1, at + step))
        ];
      const there = next?.querySelector("a") ?? next?.querySelector("input");
      there?.focus();
      next?.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    };
    document.addEventListener("keydown", move);
    return () => document.removeEventListener("keydown", move);
  }, [on]);
}
