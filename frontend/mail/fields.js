/** Subject and text of a mail that is being worded, with the hashtags that it may use (DM-03). */
import { useRef } from "../base/hooks.js";
import { html } from "../base/html.js";
import { TextField } from "../ui/field.js";

const HINT =
  "A hashtag stands for what is the case. A line whose hashtags have nothing to say is left out.";

/**
 * A hashtag that is pressed goes in where one last wrote, in the text or in the subject; a table or
 * a link has no place in a subject.
 * @param {{ template: Api.TemplateView, text: { subject: string, body: string },
 *   setText: (text: { subject: string, body: string }) => void,
 *   errorAt: (pointer: string) => string | null, hashtags: Api.HashtagView[], rows?: number,
 *   folded?: boolean, children?: unknown }} props folded: the hashtags are shown when they are
 *   asked for
 */
export function MailFields(props) {
  const { template, text, setText, errorAt, hashtags, rows = 14, folded = false, children } = props;
  const room = useRef(/** @type {HTMLElement | null} */ (null));
  const last = useRef(/** @type {"subject" | "body"} */ ("body"));
  const known = hashtags.filter((one) => template.hashtags.includes(one.name));
  const put = (/** @type {Api.HashtagView} */ tag) => {
    const part = tag.isBlock ? "body" : last.current;
    const field = /** @type {HTMLTextAreaElement} */ (
      room.current?.querySelector(part === "body" ? "textarea" : "input")
    );
    const [from, until] = [field.selectionStart, field.selectionEnd];
    const said = `#${tag.name}`;
    setText({ ...text, [part]: text[part].slice(0, from) + said + text[part].slice(until) });
    setTimeout(() => {
      field.focus();
      field.setSelectionRange(from + said.length, from + said.length);
    });
  };
  const writes = (/** @type {"subject" | "body"} */ part) => () => {
    last.current = part;
  };
  return html`<div class="column" ref=${room}>
    <div onFocusIn=${writes("subject")}><${TextField} id="mail-subject" label="Subject"
      value=${text.subject}
      error=${errorAt("/subject")}
      onInput=${(/** @type {string} */ subject) => setText({ ...text, subject })} /></div>
    <div onFocusIn=${writes("body")}><${TextField} id="mail-body" label="Text" hint=${HINT}
      rows=${rows} value=${text.body} error=${errorAt("/body")}
      onInput=${(/** @type {string} */ body) => setText({ ...text, body })} /></div>
    ${children}
    <details open=${!folded}><summary>Hashtags of this mail</summary><dl
      class="hashtags">${known.map(
        (one) => html`<div key=${one.name}><dt><button type="button" class="hashtag"
        title=${`Put #${one.name} into the text`} onClick=${() => put(one)}>#${one.name}
        </button></dt>
        <dd>${one.meaning}${template.needed.includes(one.name) ? " (needed)" : ""}
        ${one.example && html`<br /><span class="muted">for example: ${one.example}</span>`}</dd>
        </div>`,
      )}</dl></details></div>`;
}
