/**
 * How long it is quiet after a mail about unread messages: what comes meanwhile goes into the next
 * one (IG-04).
 */

import { useEdits } from "../base/edits.js";
import { useEffect } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { Button } from "../ui/button.js";
import { TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";

const STANDARD_MINUTES = 30;
const fields = { "/value/0/quietMinutes": "quiet-minutes" };

export function QuietMinutes() {
  const load = useLoad("/setting/threadMail");
  const saved = String(load.data?.value[0]?.quietMinutes ?? STANDARD_MINUTES);
  const edited = useEdits("setting.threadMail", saved, load.data?.version);
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = edited.value.trim();
    const body = { value: [{ quietMinutes: /^\d+$/.test(text) ? Number(text) : text }] };
    const data = await carryOut({
      method: "PUT",
      path: "/setting/threadMail",
      body,
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({ tone: "green", text: "How often unread messages are told by mail is saved." });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  return html`<${Loaded} of=${load} kind="text">
    ${() => html`<${Section} title="Mail about unread messages"><form class="column form"
      onSubmit=${save} novalidate>
      <p class="hint">Who is absent from the conversation about a booking gets one mail for all that
        is unread there, and then none for so long. What comes in the meantime goes into the next
        one.${
          load.data?.value.length === 0
            ? ` That is ${STANDARD_MINUTES} minutes, until another while is saved.`
            : ""
        }</p>
      <${RefusedSave} problem=${problem} fields=${fields} what="the quiet minutes"
        onNewer=${newer} />
      <${TextField} id="quiet-minutes" label="Quiet minutes"
        hint="A whole number from 1 to 1440, which is a day." inputmode="numeric" maxlength=${4}
        value=${edited.value}
        error=${problem?.errors.find((error) => (error.pointer ?? "") in fields)?.detail ?? null}
        onInput=${edited.set} />
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} type="submit" look="primary" busy=${busy} name="save">Save<//>
      </div></form><//>`}<//>`;
}
