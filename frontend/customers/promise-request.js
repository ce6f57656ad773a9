/**
 * Asking a customer by mail when it will pay: the mail word for word, what became of the last one,
 * and the link alone for who sends it in another way (CO-27).
 */
import { countText, momentText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { MailPreviews } from "../mail/preview.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { ErrorSummary, problemErrors, TextField } from "../ui/field.js";
import { InLitigation } from "../ui/in-litigation.js";
import { Banner } from "../ui/states.js";

/** @param {{ customerID: string, rows: Api.OpenItemRow[], onClose: () => void }} props */
export function AskToPromise({ customerID, rows, onClose }) {
  const [comment, setComment] = useState("");
  const last = useLoad(path`/customer/${customerID}/promiseRequest`).data;
  const invoiceNumbers = rows.map((row) => row.invoiceNumber);
  const body = { invoiceNumbers, ...(comment.trim() ? { comment: comment.trim() } : {}) };
  const done = (/** @type {Api.PromiseRequestedView} */ asked) => {
    onClose();
    const when = asked.isLater ? `leaves ${momentText(asked.leavesAt)}` : "is on its way";
    notify({ tone: "green", text: `The mail to ${asked.mail.to} ${when}.` });
  };
  return html`<${ActionDialog} title="Ask for a promise to pay" currency="" wide
    intent=${{ method: "POST", path: path`/customer/${customerID}/promiseRequest`, body }}
    fields=${{ "/comment": "request-comment" }} sentence=${sentence} verb="Send the mail"
    effects=${(/** @type {Api.PromiseRequestedView} */ asked) =>
      html`<${InLitigation} numbers=${asked.inLitigation} />
        ${asked.mail.fallback && html`<${Banner}>${asked.mail.fallback}<//>`}
        <${MailPreviews} mails=${[asked.mail]} open />`}
    onDone=${done} onClose=${onClose}>
    ${
      last?.askedAt &&
      html`<p class="muted">Last asked ${momentText(last.askedAt)} by ${
        last.askedBy
      }. ${last.outcome ?? "The mail is on its way."}</p>`
    }
    <${TextField} id="request-comment" label="Comment in the mail (optional)" rows=${2}
      maxlength=${2000} value=${comment} onInput=${setComment} first />
    <${LinkAlone} customerID=${customerID} numbers=${invoiceNumbers} /><//>`;
}

/** @param {Api.PromiseRequestedView} asked */
const sentence = (asked) =>
  `Ask ${asked.mail?.to} when ${countText(asked.invoiceNumbers?.length ?? 0)}` +
  ` ${asked.invoiceNumbers?.length === 1 ? "invoice" : "invoices"} will be paid?` +
  (asked.isLater
    ? ` The mail leaves ${momentText(asked.leavesAt)}, when its sending hours begin.`
    : "");

/**
 * A link by which the customer promises without an account, for who sends it in another way.
 * @param {{ customerID: string, numbers: (string | number)[] }} props
 */
function LinkAlone({ customerID, numbers }) {
  const [made, setMade] = useState(/** @type {Api.PromiseLinkView | null} */ (null));
  const { carryOut, busy, problem } = useSend();
  const make = async () =>
    setMade(
      await carryOut({
        method: "POST",
        path: path`/customer/${customerID}/promiseLink`,
        body: { invoiceNumbers: numbers },
      }),
    );
  return html`${problem && html`<${ErrorSummary} errors=${problemErrors(problem)} />`}
    ${
      made
        ? html`<p>Whoever has this link can promise to pay in the customer's name
            until ${momentText(made.expiresAt)}.</p>
          <${TextField} id="promise-url" label="Link" value=${made.url} rows=${4}
            readonly first />`
        : html`<div class="actions"><${Button} icon="CornerUpRight" busy=${busy} onClick=${make}
            name="make-link">Only make the link<//></div>`
    }`;
}
