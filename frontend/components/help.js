/** All keys, on `?`. */
import { useLayoutEffect, useState } from "../hooks.js";
import { html } from "../html.js";
import { isCustomer } from "../session.js";
import { IconButton } from "./button.js";
import { Dialog } from "./dialog.js";

const rows = [
  ["j or ↓", "Next row"],
  ["k or ↑", "Previous row"],
  ["Enter", "Open the row"],
];
const help = ["?", "Show these keys"];
const keys = [
  ["/", "Search everything"],
  ...rows,
  ["g then q", "Go to the queue"],
  ["g then c", "Go to customers"],
  ["Ctrl + Enter", "Send the message, with ⌘ on a Mac"],
  ["Esc", "Close a dialog or the search"],
  help,
];
const portalKeys = [...rows, ["Esc", "Close a dialog"], help];

export function Help() {
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => listen(() => setOpen(true)), []);
  return html`<${IconButton} icon="Keyboard" label="Keyboard shortcuts" onClick=${() => setOpen(true)} />
    ${
      open &&
      html`<${Dialog} title="Keyboard shortcuts" onClose=${() => setOpen(false)}>
      <dl class="keys">${(isCustomer() ? portalKeys : keys).map(([key, does]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl><//>`
    }`;
}

/** @param {() => void} help */
function listen(help) {
  let went = 0;
  const press = (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog")) return;
    const place =
      !isCustomer() && /** @type {Record<string, string>} */ ({ q: "#/queue", c: "#/customers" })[event.key];
    if (event.key === "?") help();
    else if (event.key === "g") went = Date.now();
    else if (place && Date.now() - went < 1000) location.hash = place;
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
