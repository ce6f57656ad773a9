/** Asking a question: by a customer, or by the staff in the name of one. */
import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { go, place, to } from "../base/router.js";
import { isCustomer } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";
import { ErrorSummary, problemErrors, TextField } from "../ui/field.js";
import { Page } from "../ui/page.js";
import { Banner } from "../ui/states.js";
import { Section } from "../ui/tabs.js";

const FIELDS = {
  "/customerID": "ticket-customer",
  "/subject": "ticket-subject",
  "/text": "ticket-text",
};

const CONTESTED =
  "Was something billed wrongly? Name the charge, the amount and why: a dispute is made of it," +
  " which you can follow under Disputes. ";

export default function NewTicket() {
  const isOwn = isCustomer();
  const named = place.value.query.get("customerID") ?? "";
  const invoice = place.value.query.get("invoiceNumber") ?? "";
  const name = `ticket.new.${named}${invoice && `.${invoice}`}`;
  const [form, setForm] = useState(() =>
    readDraft(name, { customerID: named, subject: invoice && `Invoice ${invoice}`, text: "" }),
  );
  const set = (/** @type {string} */ field) => (/** @type {string} */ value) => {
    const next = { ...form, [field]: value };
    setForm(next);
    keepDraft(name, next);
  };
  const { carryOut, busy, problem } = useSend();
  const missing = [
    !isOwn && !form.customerID.trim() && "who asks",
    !form.subject.trim() && "the subject",
    !form.text.trim() && "the question",
  ].filter(Boolean);
  const title = isOwn ? "Ask a question" : "Raise a ticket";
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (missing.length > 0 || busy) return;
    const who = form.customerID.trim();
    const customerID = /^(0|[1-9]\d*)$/.test(who) ? Number(who) : who;
    const body = {
      subject: form.subject.trim(),
      text: form.text.trim(),
      ...(isOwn ? {} : { customerID }),
    };
    const made = await carryOut({ method: "POST", path: "/ticket", body });
    if (!made) return;
    dropDraft(name);
    const where = to.ticket(made.ticketID);
    notify({
      tone: "green",
      text: isOwn
        ? `Your question has the number ${made.ticketID}. Files can be added below.`
        : `Ticket ${made.ticketID} is raised.`,
      path: where.slice(1),
    });
    go(where, { replace: true });
  };
  return html`<${Page} title=${title} known=${{ customerID: null, invoiceNumber: null }}
    crumbs=${[{ href: to.tickets(), label: isOwn ? "Questions" : "Tickets" }]}>
    <${Section} title=${isOwn ? "Your question" : "The question"}><form class="form"
      onSubmit=${send}
      novalidate>
      ${
        problem &&
        (problem.uncertain
          ? html`<${Banner} tone="amber" icon="WifiOff"
            role="alert">It is not known whether this was sent: no good answer came back. Trying
            again is safe.<//>`
          : html`<${ErrorSummary} errors=${problemErrors(problem, FIELDS)} />`)
      }
      ${
        !isOwn &&
        html`<${TextField} id="ticket-customer" label="Customer" hint="The customer's ID."
          value=${form.customerID} onInput=${set("customerID")} maxlength=${64} />`
      }
      <${TextField} id="ticket-subject" label="Subject" value=${form.subject}
        onInput=${set("subject")} maxlength=${200} />
      <${TextField} id="ticket-text"
        label=${isOwn ? "What would you like to know?" : "What is asked"}
        hint=${isOwn ? `${invoice ? CONTESTED : ""}Files can be added once it is sent.` : undefined}
        rows=${6} maxlength=${2000} value=${form.text} onInput=${set("text")} />
      <div class="actions"><${Button} type="submit" look="primary" icon="Send" name="send"
        busy=${busy}
        why=${missing.length > 0 ? `Still missing: ${missing.join(", ")}.` : null}>${
          problem?.uncertain ? "Try again" : isOwn ? "Send the question" : "Raise the ticket"
        }<//>
        <${ButtonLink} href=${to.tickets()} look="quiet">Cancel<//></div></form><//><//>`;
}
