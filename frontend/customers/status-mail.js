/** The step that words the mail to the resolver, and shows it as it will be sent (DM-03, CO-07). */
import { html } from "../base/html.js";
import { useLoad } from "../base/queries.js";
import { MailFields } from "../mail/fields.js";
import { MailPreviews } from "../mail/preview.js";
import { Button } from "../ui/button.js";
import { Check } from "../ui/field.js";
import { Failure, Skeleton } from "../ui/states.js";
import { errorOf } from "./status-steps.js";

const ASKED = "resolverAsked";

/** @param {import("./status-steps.js").StepProps & { preview: Api.FollowUpView | null }} props */
export const MailStep = ({ draft, change, errors, preview }) =>
  html`<div class="column"><${Check} name="mail" checked=${draft.isMailed}
    label=${`Ask ${preview?.resolver?.name ?? "the resolver"} by mail`}
    onInput=${(/** @type {boolean} */ isMailed) => change({ isMailed })} />
    ${
      draft.isMailed
        ? html`<div class="two-forms"><${Words} draft=${draft} change=${change} errors=${errors} />
          <section aria-label="Preview" class="column"><p
            class="hint">Word for word as it will be sent, but for the personal link; the date
            follows the next step.</p>
          ${
            errors.some((error) => error.id?.startsWith("mail-"))
              ? html`<p class="muted">It cannot be sent like this.</p>`
              : html`<${MailPreviews} mails=${preview?.mails} open />`
          }</section></div>`
        : html`<p class="muted">No mail leaves; the resolver is asked by you.</p>`
    }</div>`;

/**
 * What it says: as the settings word it, until somebody types.
 * @param {import("./status-steps.js").StepProps} props
 */
function Words({ draft, change, errors }) {
  const load = useLoad("/mail/template");
  if (load.error) return html`<${Failure} problem=${load.error} retry=${load.reload} />`;
  const template = load.data?.value.find(
    (/** @type {Api.TemplateView} */ one) => one.templateID === ASKED,
  );
  if (!template) return html`<${Skeleton} kind="text" rows=${8} />`;
  const text = draft.letter ?? { subject: template.subject, body: template.body };
  return html`<${MailFields} template=${template} text=${text} hashtags=${load.data.hashtags}
    setText=${(/** @type {typeof text} */ letter) => change({ letter })} rows=${10} folded
    errorAt=${(/** @type {string} */ pointer) => errorOf(errors, `mail-${pointer.slice(1)}`)}>
    ${
      draft.letter &&
      html`<div class="actions"><${Button} look="quiet" icon="RotateCcw" name="words-of-settings"
        onClick=${() => change({ letter: null })}>Back to the words of the settings<//></div>`
    }<//>`;
}
