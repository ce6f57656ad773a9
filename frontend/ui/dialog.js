/** Dialogs: the focus goes in, and back to where it came from. */
import { useEffect, useId, useLayoutEffect, useRef } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { IconButton } from "./button.js";

/** Where one begins, or else with Cancel, rather than at the cross that closes it. */
const FIELDS = ".dialog-body :is(input, select, textarea)";

/** So long a list may take to come anew after what was done. */
const COMES_WITHIN_MS = 10_000;

/**
 * Brings the focus near to where it was, unless it is elsewhere by now: to the row that took the
 * place of its own, or to the heading.
 * @param {HTMLElement | null} before
 */
function nearTo(before) {
  const body = before?.closest("tbody");
  const at = [...(body?.rows ?? [])].findIndex((row) => row.contains(before));
  return () => {
    if (document.activeElement !== document.body) return;
    const rows = body?.isConnected ? [...body.rows] : [];
    const row = rows[Math.min(at, rows.length - 1)];
    /** @type {HTMLElement | null} */ (
      row?.querySelector("a, button") ?? document.querySelector("#main h1")
    )?.focus();
  };
}

/**
 * Calls once what opened a dialog is taken away, as with a row that has left its list.
 * @param {HTMLElement} before
 * @param {() => void} then
 */
function whenGone(before, then) {
  const watch = new MutationObserver(() => {
    if (before.isConnected) return;
    watch.disconnect();
    then();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), COMES_WITHIN_MS);
}

/**
 * @param {{ title: string, children?: unknown, foot?: unknown, onClose?: () => void,
 *   wide?: boolean,
 *   fixed?: boolean }} props fixed: cannot be dismissed
 */
export function Dialog({ title, children, foot, onClose, wide, fixed }) {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const titleID = useId();
  useLayoutEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const near = nearTo(before);
    const dialog = /** @type {HTMLDialogElement} */ (box.current);
    dialog.showModal();
    const first = ["[autofocus]", FIELDS, "footer button"]
      .map((one) => dialog.querySelector(one))
      .find(Boolean);
    /** @type {HTMLElement | null} */ (first)?.focus();
    return () => {
      dialog.close();
      if (!before?.isConnected) return near();
      before.focus();
      whenGone(before, near);
    };
  }, []);
  useEffect(() => {
    const dialog = /** @type {HTMLDialogElement} */ (box.current);
    const cancel = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!fixed) onClose?.();
    };
    dialog.addEventListener("cancel", cancel);
    return () => dialog.removeEventListener("cancel", cancel);
  }, [onClose, fixed]);
  return html`<dialog class=${classes("dialog", wide && "wide")} ref=${box}
    aria-labelledby=${titleID}>
    <header><h2 id=${titleID}>${title}</h2>
      ${!fixed && html`<${IconButton} icon="X" label="Close" onClick=${() => onClose?.()} />`}
      </header>
    <div class="dialog-body">${children}</div>
    ${foot && html`<footer class="actions">${foot}</footer>`}
  </dialog>`;
}
