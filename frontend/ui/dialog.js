/** Dialogs: the focus goes in, and back to where it came from. */
import { useEffect, useId, useLayoutEffect, useRef } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { IconButton } from "./button.js";

/** Where one begins, rather than at the cross that closes it. */
const FIELDS = ".dialog-body :is(input, select, textarea)";

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
    const dialog = /** @type {HTMLDialogElement} */ (box.current);
    dialog.showModal();
    const first = dialog.querySelector("[autofocus]") ?? dialog.querySelector(FIELDS);
    /** @type {HTMLElement | null} */ (first)?.focus();
    return () => {
      dialog.close();
      if (before?.isConnected) before.focus();
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
