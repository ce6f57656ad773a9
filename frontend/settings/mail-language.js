/** Words of a letter to customers and vendors in the languages that some of them read (CO-41). */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { withQuery } from "../base/router.js";
import { Button } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { Badge } from "../ui/text.js";

/** Whether a mail has words of one's own. @param {{ template: Api.TemplateView }} props */
export const Worded = ({ template }) =>
  html`<${Badge} tone=${template.isDefault ? "grey" : "blue"}
    icon=${template.isDefault ? "Mail" : "Pencil"}>
    ${template.isDefault ? "As it comes" : "Your own words"}<//>`;

/**
 * The same mail in other languages.
 * @param {{ of: string[], all: Api.TemplateView[] }} props
 */
export const InLanguages = ({ of, all }) =>
  html`<h3>In other languages</h3>
    <p class="hint">Customers and vendors get the words of their language, whatever the standard
      ones say.</p>
    <ul class="plain templates" data-list="languages">${all
      .filter((template) => of.includes(template.templateID))
      .map(
        (template) => html`<li key=${template.templateID}>
          <a href=${withQuery({ template: template.templateID })}><span><strong>${template.name}
          </strong><small>${template.subject}</small></span><${Worded} template=${template} /></a>
          </li>`,
      )}</ul>`;

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
