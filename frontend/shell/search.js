/** Search over everything, on `/`: says of each hit what kind of thing it is. */
import { get } from "../base/client.js";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { queryText } from "../base/paths.js";
import { go } from "../base/router.js";
import { isParty, isVendor, may } from "../base/session.js";
import { sentence } from "../base/words.js";
import { Icon } from "../ui/icon.js";

const WAIT_MS = 180;
/**
 * @typedef {{ of: string, hits: Api.HitView[], told: string, failed: string,
 *   at: number }} Found of: the
 *   words that were looked for
 */
/** @type {Found} */
const nothing = { of: "", hits: [], told: "", failed: "", at: 0 };
/** @type {Record<string, string>} */
const icons = {
  dispute: "Scale",
  invoice: "Receipt",
  customer: "Building2",
  booking: "Car",
  order: "FileText",
  followUp: "Clock",
  ticket: "LifeBuoy",
};

export function GlobalSearch() {
  const [text, setText] = useState("");
  const [state, setState] = useState(/** @type {Found} */ (nothing));
  const [open, setOpen] = useState(false);
  const what = isVendor()
    ? "orders, disputes"
    : isParty()
      ? "bookings, disputes"
      : `disputes, invoices, customers${
          may("booking.read") ? ", bookings" : ""
        }${may("order.read") ? ", orders" : ""}, dispute follow-ups, tickets`;
  const kinds = what.replace(/, ([^,]*)$/, " and $1");
  const id = useId();
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useLayoutEffect(() => focusOnSlash(field), []);
  useEffect(() => look(text.trim(), setState), [text]);
  const choose = (/** @type {Api.HitView} */ hit) => {
    setOpen(false);
    setText("");
    field.current?.blur();
    go(hit.url);
  };
  // What was found for other words is dimmed until the answer is there.
  const isCurrent = state.of === text.trim();
  const press = (/** @type {KeyboardEvent} */ event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && state.hits.length > 0) {
      event.preventDefault();
      setState({ ...state, at: (state.at + step + state.hits.length) % state.hits.length });
    } else if (event.key === "Enter" && isCurrent && state.hits[state.at])
      choose(state.hits[state.at]);
    else if (event.key === "Escape") {
      setOpen(false);
      field.current?.blur();
    }
  };
  const isBlank = text.trim() === "";
  const shown = open && !isBlank;
  return html`<div class="search"
    onFocusOut=${(/** @type {FocusEvent} */ event) =>
      !(
        /** @type {Node} */ (event.currentTarget).contains(
          /** @type {Node | null} */ (event.relatedTarget),
        )
      ) && setOpen(false)}>
    <${Icon} name="Search" />
    <input ref=${field} type="search" role="combobox"
      aria-label=${`Search ${kinds}`} placeholder="Number or name" autocomplete="off"
      spellcheck=${false}
      aria-expanded=${String(shown && state.hits.length > 0)} aria-controls=${`${id}-hits`}
      aria-autocomplete="list"
      aria-activedescendant=${shown && state.hits.length > 0 ? `${id}-${state.at}` : undefined}
      value=${text} onFocus=${() => setOpen(true)} onInput=${(
        /** @type {{ target: HTMLInputElement }} */ event,
      ) => {
        setText(event.target.value);
        setOpen(true);
      }} onKeyDown=${press} />
    <kbd aria-hidden="true">/</kbd>
    ${open && isBlank && html`<div class="hits"><p class="muted">Finds ${kinds}.</p></div>`}
    ${
      shown &&
      html`<div class=${isCurrent ? "hits" : "hits busy"}><ul role="listbox" id=${`${id}-hits`}
        aria-label="Found">
        ${state.hits.map(
          (hit, index) => html`<li role="option" id=${`${id}-${index}`} key=${hit.url}
            aria-selected=${String(index === state.at)}
            onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
            onClick=${() => choose(hit)}>
            <${Icon} name=${icons[hit.kind] ?? "FileText"} /><span class="hit-label">
            ${hit.label}<small>
            ${hit.detail}</small></span><span class="kind">${sentence(hit.kind)}</span></li>`,
        )}</ul>
        ${isCurrent && state.told && html`<p class="muted" role="status">${state.told}</p>`}
        ${
          isCurrent &&
          state.failed &&
          html`<p class="error-text" role="alert">The search failed. ${state.failed}</p>`
        }</div>`
    }
  </div>`;
}

/** @param {string} text @param {(state: Found) => void} tell */
function look(text, tell) {
  if (!text) {
    tell(nothing);
    return undefined;
  }
  const stop = new AbortController();
  const timer = setTimeout(() => {
    get(`/search${queryText({ q: text })}`, stop.signal).then(
      (data) =>
        tell({
          ...nothing,
          of: text,
          hits: data.value,
          told: data.value.length === 0 ? `Nothing found for “${text}”.` : "",
        }),
      (reason) =>
        !stop.signal.aborted && tell({ ...nothing, of: text, failed: asProblem(reason).message }),
    );
  }, WAIT_MS);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

/** @param {{ current: HTMLInputElement | null }} field */
function focusOnSlash(field) {
  const press = (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (
      event.key !== "/" ||
      event.ctrlKey ||
      event.metaKey ||
      target.closest("input, textarea, select, dialog")
    )
      return;
    event.preventDefault();
    field.current?.focus();
    field.current?.select();
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
