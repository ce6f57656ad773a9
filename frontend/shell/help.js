/** The keys that work for who is signed in, all of them on `?`. */
import { useLayoutEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { to } from "../base/router.js";
import { home, isParty, may, maySearch } from "../base/session.js";
import { IconButton } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";

/** Where a key leads after g. @returns {Record<string, { does: string, href: string }>} */
const places = () => ({
  ...(may("dispute.read") && { q: { does: "Go to the queue", href: home().href } }),
  ...(may("customer.read") && { c: { does: "Go to customers", href: to.customers() } }),
});

/** Each key with what it does. @returns {string[][]} */
const keys = () => [
  ...(maySearch() ? [["/", "Search everything"]] : []),
  ["j or ↓", "Next row"],
  ["k or ↑", "Previous row"],
  ["Enter", "Open the row"],
  ...(may("dispute.work")
    ? [
        ["x", "Tick the row, or take the tick away"],
        ["a", "Go to what can be done with the ticked rows"],
        ["j or k", "In a dispute or dispute follow-up: the next or previous one of the list"],
      ]
    : []),
  ...Object.entries(places()).map(([key, { does }]) => [`g then ${key}`, does]),
  ...(isParty() || may("dispute.support")
    ? [["Ctrl + Enter", "Send the message, with ⌘ on a Mac"]]
    : []),
  ["Esc", maySearch() ? "Close a dialog or the search" : "Close a dialog"],
  ["?", "Show these keys"],
];

export function Help() {
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => listen(() => setOpen(true)), []);
  return html`<${IconButton} icon="Keyboard" label="Keyboard shortcuts"
    onClick=${() => setOpen(true)} />
    ${
      open &&
      html`<${Dialog} title="Keyboard shortcuts" onClose=${() => setOpen(false)}>
        <dl class="keys">${keys().map(
          ([key, does]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt>
            <dd>${does}</dd></div>`,
        )}</dl><//>`
    }`;
}

/** @param {() => void} help */
function listen(help) {
  let went = 0;
  const press = (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      target.closest("input, textarea, select, dialog")
    )
      return;
    const place = places()[event.key];
    if (event.key === "?") help();
    else if (event.key === "g") went = Date.now();
    else if (place && Date.now() - went < 1000) location.hash = place.href;
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
