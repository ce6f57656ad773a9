/** Who will have to approve, and who gets a mail, as a dry run tells it beforehand. */
import { listText, locale } from "../base/format.js";
import { html } from "../base/html.js";

/** Whether what was looked at would begin an approval. @param {Api.DisputePreview} preview */
const asks = (preview) =>
  preview?.events?.some((/** @type {Api.ChangeView} */ event) => event.type === "approvalStarted");

/** In a sentence, for while one types. @param {{ preview: Api.DisputePreview }} props */
export const ChainPreview = ({ preview }) =>
  asks(preview) &&
  html`The credit would need approval: ${chainText(preview.dispute.approval)}. ${
    toWhom(preview) && `A mail would go to ${toWhom(preview)}.`
  } ${heldBack(preview) && `No mail goes to ${heldBack(preview)}, whose address is held back.`}`;

/**
 * As rows of what an action would change.
 * @param {Api.DisputePreview} preview
 * @returns {[string, unknown][]}
 */
export function chainRows(preview) {
  /** @type {[string, unknown][]} */
  const mails = [
    ["Mail to", toWhom(preview)],
    ["No mail to", heldBack(preview) && `${heldBack(preview)}: the address is held back`],
  ];
  if (!asks(preview)) return mails;
  const steps = (preview.dispute.approval?.steps ?? []).filter((step) => step.people.length > 0);
  const able = (/** @type {Api.StepView} */ step) => step.people.some((one) => one.isEnough);
  return [
    [
      "Has to be approved",
      steps.length > 0
        ? html`<ol class="plain">
          ${steps.map(
            (/** @type {Api.StepView} */ step, /** @type {number} */ at) => html`<li key=${at}>
              ${at + 1}. ${anyOf(step.people)} <span class="muted">
              ${able(step) ? "can approve" : "passes it on"}</span></li>`,
          )}</ol>`
        : "Nobody has a high enough limit.",
    ],
    ...mails,
  ];
}

/** @param {Api.DisputePreview} preview */
const toWhom = (preview) => mailText(preview, false);

/** Who would get a mail, if mail went to the address. @param {Api.DisputePreview} preview */
const heldBack = (preview) => mailText(preview, true);

/**
 * Each by name once, whatever number of letters; null for nobody.
 * @param {Api.DisputePreview} preview
 * @param {boolean} isHeldBack
 */
function mailText(preview, isHeldBack) {
  const mails = (preview?.mails ?? []).filter(
    (/** @type {Api.NoticeView} */ mail) => Boolean(mail.isHeldBack) === isHeldBack,
  );
  return mails.length > 0
    ? listText([...new Set(mails.map((/** @type {Api.NoticeView} */ mail) => mail.to))])
    : null;
}

/**
 * Who will have to approve, level by level: “Ann endorses, then Max can approve”.
 * @param {Api.RoundView | null} approval
 */
export function chainText(approval) {
  const steps = (approval?.steps ?? []).filter(
    (/** @type {Api.StepView} */ step) => step.people.length > 0,
  );
  if (steps.length === 0) return "nobody: no one has a high enough limit";
  return steps
    .map((/** @type {Api.StepView} */ step) => {
      const able = step.people.some((one) => one.isEnough);
      return `${anyOf(step.people)} ${
        able ? "can approve" : step.people.length > 1 ? "can endorse" : "endorses"
      }`;
    })
    .join(", then ");
}

/** “Ann or Bo, instead of Cy”. @param {Api.AskedView[]} people */
export const anyOf = (people) =>
  orText(
    people.map((one) => (one.insteadOf ? `${one.name} (instead of ${one.insteadOf})` : one.name)),
  );

/** @param {string[]} names */
const orText = (names) =>
  new Intl.ListFormat(locale(), { style: "long", type: "disjunction" }).format(names);
