/** Who will have to approve, and who gets a mail, as a dry run tells it beforehand. */
import { anyOf, chainText } from "../approval-words.js";
import { listText } from "../format.js";
import { html } from "../html.js";

/** Whether what was looked at would begin an approval. @param {any} preview */
const asks = (preview) => preview?.events?.some((/** @type {any} */ event) => event.type === "approvalStarted");

/** In a sentence, for while one types. @param {{ preview: any }} props */
export const ChainPreview = ({ preview }) =>
  asks(preview) &&
  html`The credit would need approval: ${chainText(preview.dispute.approval)}. ${preview.mails?.length > 0 && `A mail would go to ${mailText(preview)}.`}`;

/** As rows of what a deed would change. @param {any} preview @returns {[string, any][]} */
export function chainRows(preview) {
  const mail = /** @type {[string, any]} */ (["Mail to", preview?.mails?.length > 0 ? mailText(preview) : null]);
  if (!asks(preview)) return [mail];
  const steps = preview.dispute.approval.steps.filter((/** @type {any} */ step) => step.people.length > 0);
  const able = (/** @type {any} */ step) => step.people.some((/** @type {any} */ one) => one.isEnough);
  return [
    [
      "Has to be approved",
      steps.length > 0
        ? html`<ol class="plain">${steps.map((/** @type {any} */ step, /** @type {number} */ at) => html`<li key=${at}>${at + 1}. ${anyOf(step.people)} <span class="muted">${able(step) ? "can approve" : "passes it on"}</span></li>`)}</ol>`
        : "Nobody has a high enough limit.",
    ],
    mail,
  ];
}

/** Each by name once, whatever number of letters. @param {any} preview */
const mailText = (preview) => listText([...new Set(preview.mails.map((/** @type {any} */ mail) => mail.to))]);
