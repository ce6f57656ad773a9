/**
 * How mails are worded: each with its hashtags, a preview exactly as it is sent, and a try to
 * oneself.
 */
import { call } from "../base/client.js";
import { useEdits } from "../base/edits.js";
import { useEffect, useMemo, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem, Problem } from "../base/http.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { place, setQuery, withQuery } from "../base/router.js";
import { me } from "../base/session.js";
import { MailFields } from "../mail/fields.js";
import { MailView } from "../mail/view.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Banner, Failure, Loaded, Skeleton } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";
import { InLanguages, OneMoreLanguage, Worded } from "./mail-language.js";
import { QuietMinutes } from "./quiet.js";

const TYPING_PAUSE_MS = 300;

export function MailTemplates() {
  const load = useLoad("/mail/template");
  const chosen = place.value.query.get("template");
  return html`<${Loaded} of=${load} kind="text">${(/** @type {Api.TemplatesView} */ data) => {
    if (!chosen)
      return html`<div class="column"><${TemplateList} templates=${data.value} /><${QuietMinutes} />
        </div>`;
    const template = data.value.find(
      (/** @type {Api.TemplateView} */ one) => one.templateID === chosen,
    );
    if (!template) return html`<${Failure} problem=${new Problem(404, {})} />`;
    return html`<${TemplateEditor} key=${JSON.stringify([chosen, template.subject, template.body])}
      template=${template} all=${data} reload=${load.reload} />`;
  }}<//>`;
}

/** @param {{ templates: Api.TemplateView[] }} props */
const TemplateList = ({ templates }) =>
  html`<${Section} title="Mails that are sent" flush><ul class="plain templates">${templates
    .filter((template) => !template.languageOf)
    .map(
      (template) => html`<li key=${template.templateID}>
      <a href=${withQuery({ template: template.templateID })}><span><strong>${template.name}
      </strong><small>${template.sent}</small><small>Subject: ${template.subject}</small></span>
      <${Worded} template=${template} /></a></li>`,
    )}</ul><//>`;

/** @param {{ template: Api.TemplateView, all: Api.TemplatesView, reload: () => void }} props */
function TemplateEditor({ template, all, reload }) {
  const saved = useMemo(() => ({ subject: template.subject, body: template.body }), [template]);
  // All mails have one version: only another change of this one is in the way.
  const basis = JSON.stringify(saved);
  const edited = useEdits(`setting.mailTemplates.${template.templateID}`, saved, basis);
  const { value: text, set: setText, isUnsaved: dirty } = edited;
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [all.version]);
  const look = useMailPreview(template.templateID, text);
  const refused = look.problem ?? problem;
  const errorAt = (/** @type {string} */ pointer) =>
    refused?.errors
      .filter((error) => error.pointer?.endsWith(pointer))
      .map((error) => error.detail)
      .join(" ") || null;
  const others = all.value
    .filter(
      (/** @type {Api.TemplateView} */ one) =>
        !one.isDefault && one.templateID !== template.templateID,
    )
    .map((/** @type {Api.TemplateView} */ { templateID, subject, body }) => ({
      templateID,
      subject,
      body,
    }));
  const save = async (/** @type {unknown[]} */ own, /** @type {string} */ told) => {
    const body = { value: [...others, ...own] };
    if (
      await carryOut({
        method: "PUT",
        path: "/setting/mailTemplates",
        body,
        version: edited.version === basis ? all.version : 0,
      })
    ) {
      edited.discard();
      notify({ tone: "green", text: told });
      setQuery({ template: null });
      reload();
    }
  };
  const newer = () => {
    edited.discard();
    reload();
  };
  const saveMine = () =>
    save([{ templateID: template.templateID, ...text }], `“${template.name}” is saved.`);
  const own = template.isDefault ? [] : [{ templateID: template.templateID, ...saved }];
  const addLanguage = (/** @type {string} */ templateID) =>
    save([...own, { templateID, ...text }], `“${template.name}” has words in one more language.`);
  const why = look.problem
    ? look.problem.message
    : !dirty
      ? "Nothing is changed yet."
      : look.checking
        ? "Checking the words."
        : null;
  const back = template.languageOf ? "The standard words" : "All mails";
  return html`<p class="back"><a href=${withQuery({ template: template.languageOf })}>
    <${Icon} name="ArrowLeft" />${back}</a></p>
    <div class="two-forms"><${Section} title=${template.name}><div class="column"><p class="hint">
      ${template.sent}</p>
      ${
        refused &&
        refused.errors.length === 0 &&
        html`<${RefusedSave} problem=${refused} what="the words of mails" onNewer=${newer} />`
      }
      <${MailFields} template=${template} text=${text} setText=${setText} errorAt=${errorAt}
        hashtags=${all.hashtags}>
      <${Unsaved} of=${edited} />
      <div class="actions"><${Button} look="primary" busy=${busy} why=${why} onClick=${saveMine}
        name="save">Save<//>
        <${TestMail} templateID=${template.templateID} text=${text}
          why=${look.problem ? "Mend the words first." : null} />
        ${
          !template.isDefault &&
          html`<${Button} look="quiet" icon="RotateCcw"
            onClick=${() => save([], `“${template.name}” is worded as it comes again.`)}
            name="reset">Back to the words it came with<//>`
        }</div>
      ${
        template.languages &&
        html`<${InLanguages} of=${template.languages} all=${all.value} />
          <${OneMoreLanguage} template=${template} busy=${busy} onAdd=${addLanguage}
          known=${all.value.map((/** @type {Api.TemplateView} */ one) => one.templateID)} />`
      }<//></div><//>
    <section aria-label="Preview" class="column"><h2>Exactly as it is sent</h2>
      ${
        look.problem
          ? html`<${Banner} tone="red"
            icon="CircleX">It cannot be sent like this. ${look.problem.message}
          <//>`
          : look.mail
            ? html`<${MailView} mail=${look.mail} inert />`
            : html`<${Skeleton} kind="text" rows=${4} />`
      }
      <p class="muted note">With an example in place of a dispute; links lead nowhere here.</p>
        </section></div>`;
}

/**
 * @param {{ templateID: string, text: { subject: string, body: string }, why: string | null }}
 *   props
 */
function TestMail({ templateID, text, why }) {
  const { carryOut, busy, problem } = useSend();
  useEffect(() => {
    const told =
      problem?.uncertain || problem?.code === "outcomeUnknown"
        ? "It is not known whether the test was sent."
        : "No test was sent.";
    if (problem) notify({ tone: "red", text: `${told} ${problem.message}` });
  }, [problem]);
  const send = async () => {
    const data = await carryOut({
      method: "POST",
      path: "/mail/test",
      body: { templateID, ...text },
    });
    if (!data) return;
    notify({
      tone: "green",
      text: `A test is on its way to ${data.to}.`,
      ...(me.value?.localMode ? { link: { href: "#/outbox", label: "Open the outbox" } } : {}),
    });
  };
  return html`<${Button} icon="Send" busy=${busy} why=${why} onClick=${send}
    name="test-mail">Send a test to me<//>`;
}

/**
 * The mail as it would be sent, looked at anew while one types.
 * @param {string} templateID
 * @param {{ subject: string, body: string }} text
 */
function useMailPreview(templateID, text) {
  const [state, setState] = useState({
    of: /** @type {unknown} */ (null),
    mail: /** @type {unknown} */ (null),
    problem: /** @type {Problem | null} */ (null),
  });
  useEffect(() => {
    const stop = new AbortController();
    const ask = () =>
      call("POST", "/mail/preview", { body: { templateID, ...text }, signal: stop.signal }).then(
        ({ data }) => !stop.signal.aborted && setState({ of: text, mail: data, problem: null }),
        (reason) =>
          !stop.signal.aborted && setState({ of: text, mail: null, problem: asProblem(reason) }),
      );
    const timer = setTimeout(ask, state.of ? TYPING_PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [templateID, text]);
  return { ...state, checking: state.of !== text };
}
