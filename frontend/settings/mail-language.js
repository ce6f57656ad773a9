/** Words of a reminder in one more language, which customers of that language get (CO-41). */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { Button } from "../ui/button.js";
import { TextField } from "../ui/field.js";

/** Whether a mail can have words in several languages. @param {string} templateID */
export const hasLanguages = (templateID) => /^reminder[A-Z][a-z]+$/.test(templateID);

/**
 * @param {{ template: Api.TemplateView, known: string[], busy: boolean,
 *   onAdd: (templateID: string) => void }} props known: the mails that there are already
 */
export function OneMoreLanguage({ template, known, busy, onAdd }) {
  const [language, setLanguage] = useState("");
  const wanted = `${template.templateID}.${language.trim().toLowerCase()}`;
  const why = !/^[a-z]{2,3}$/i.test(language.trim())
    ? "Enter the letters of a language, such as de."
    : known.includes(wanted)
      ? "There are words in this language already."
      : null;
  return html`<div class="editable"><${TextField} id="mail-language" label="In another language"
    hint="Its letters, such as de. It begins with the words above." maxlength=${3}
    value=${language} onInput=${setLanguage} /><span></span>
    <${Button} icon="Plus" why=${why} busy=${busy} name="add-language"
      onClick=${() => onAdd(wanted)}>Add<//></div>`;
}
