/** The field in which one writes to the others; the button says who will read it. */

import { classes, html } from "../base/html.js";
import { Button } from "../ui/button.js";
import { Radios, TextField } from "../ui/field.js";
import { Icon } from "../ui/icon.js";
import { whyText } from "../ui/why.js";

const LONGEST = 2000;

/** @typedef {import("./thread.js").Draft} Draft */

/**
 * @param {{ dispute: { disputeID: string, actions: Api.ChoiceView[] }, own: string | null,
 *   voices: import("./thread.js").Voices, draft: Draft,
 *   onType: (draft: Draft) => void, onSend: (draft: Draft) => void }} props
 */
export function Composer({ dispute, own, voices, draft, onType, onSend }) {
  const find = (/** @type {string} */ name) =>
    dispute.actions.find((/** @type {Api.ChoiceView} */ action) => action.name === name) ?? {
      name,
      allowed: false,
      reason: null,
    };
  const [say, note] = [find("message"), find("note")];
  const isNote = note.allowed && (draft.isNote || !say.allowed);
  const action = isNote ? note : say;
  if (!say.allowed && !note.allowed && !draft.text)
    return html`<p class="composer why"><${Icon} name="Lock" /><span>${whyText(say)}</span></p>`;
  const sides = Object.keys(voices.readers).filter((name) => !["message", "note"].includes(name));
  const to = own || sides.length === 0 ? undefined : (draft.to ?? sides[0]);
  const words = voices.wordsFor(dispute, own, isNote, to);
  const why = action.allowed ? (draft.text.trim() ? null : "Write something first.") : null;
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (why || !action.allowed) return;
    onSend({ ...draft, isNote, to });
    document.getElementById("message-text")?.focus();
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing)
      send(event);
  };
  return html`<form class=${classes("composer", isNote && "internal")} onSubmit=${send}
    onKeyDown=${onKeyDown} novalidate>
    ${
      say.allowed &&
      note.allowed &&
      html`<${Radios} legend="Who reads it" name="reader"
        value=${isNote ? "note" : (to ?? "message")}
        onInput=${(/** @type {string} */ value) =>
          onType({
            ...draft,
            isNote: value === "note",
            to: sides.includes(value) ? value : draft.to,
          })}
        options=${Object.entries(voices.readers).map(([value, label]) => ({ value, label }))} />`
    }
    <${TextField} id="message-text" label=${words.label} hint=${words.hint} rows=${3}
      maxlength=${LONGEST} value=${draft.text}
      onInput=${(/** @type {string} */ text) => onType({ ...draft, text })} />
    <div class="actions"><${Button} type="submit" look="primary" icon=${isNote ? "Lock" : "Send"}
      name="send" why=${why} whyID=${action.allowed ? undefined : "why-not-send"}>${words.verb}<//>
      <span class="hint">${
        /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl"
      } + Enter sends</span></div>
    ${!action.allowed && html`<p class="why" id="why-not-send">${whyText(action)}</p>`}
    ${!say.allowed && note.allowed && html`<p class="why">${whyText(say)}</p>`}</form>`;
}
