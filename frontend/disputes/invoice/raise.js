/**
 * Raising a dispute from an invoice: what, why, and a last look at everything as it will be sent.
 */

import { dropDraft, keepDraft, readDraft } from "../../base/drafts.js";
import { useEffect, useLayoutEffect, useRef, useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { usePreview, useSend } from "../../base/intent.js";
import { notify } from "../../base/notices.js";
import { path } from "../../base/paths.js";
import { useLoad } from "../../base/queries.js";
import { go, place, setQuery, to } from "../../base/router.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { ErrorSummary, problemErrors } from "../../ui/field.js";
import { Page } from "../../ui/page.js";
import { Banner, Blank, Loaded } from "../../ui/states.js";
import { whyText } from "../../ui/why.js";
import { MadeOf, useNamedTicket } from "../made-of.js";
import { bodyOf, emptyDraft, fieldsOf, whatErrors, whyErrors } from "./raise-draft.js";
import { Review, WhatStep, WhyStep } from "./raise-steps.js";

const STEPS = [
  { value: "what", label: "What is disputed" },
  { value: "why", label: "Why" },
  { value: "review", label: "Review" },
];

/** @param {{ customerID: string, invoiceNumber: string }} props */
export default function Raise({ customerID, invoiceNumber }) {
  const load = useLoad(path`/customer/${customerID}/invoice/${invoiceNumber}`);
  const ticket = useNamedTicket();
  const crumbs = [
    { href: to.customer(customerID), label: load.data?.customerName ?? customerID },
    { href: to.invoice(customerID, invoiceNumber), label: `Invoice ${invoiceNumber}` },
  ];
  return html`<${Page} title=${`Raise a dispute on invoice ${invoiceNumber}`} crumbs=${crumbs}
    known=${{ step: STEPS.map((one) => one.value), ticketID: null }}>
    <${Loaded} of=${ticket.id ? ticket.load : load} kind="text">${() => html`<${Loaded} of=${load}
      kind="text">${(/** @type {Api.InvoiceView} */ invoice) => html`
        <${MadeOf} thread=${ticket.thread} />
        <${Wizard} invoice=${invoice} thread=${ticket.thread} />`}<//>`}<//><//>`;
}

/** @param {{ invoice: Api.InvoiceView, thread: Api.TicketThread | null }} props */
function Wizard({ invoice, thread }) {
  const ticketID = thread?.ticket.ticketID ?? "";
  const name = `raise:${invoice.customerID}:${invoice.invoiceNumber}${ticketID && `:${ticketID}`}`;
  const [draft, setDraft] = useState(() =>
    readDraft(name, { ...emptyDraft, ticketID, description: thread?.value[0]?.text ?? "" }),
  );
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const raise = invoice.actions?.find(
    (/** @type {Api.ChoiceView} */ action) => action.name === "raise",
  );
  const asked = place.value.query.get("step") ?? "what";
  const wrong = { what: whatErrors(draft, invoice), why: whyErrors(draft) };
  const step =
    asked !== "what" && wrong.what.length > 0
      ? "what"
      : asked === "review" && wrong.why.length > 0
        ? "why"
        : asked;
  const change = (/** @type {Partial<typeof draft>} */ part) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(name, next);
    setErrors([]);
    setWaits(false);
  };
  const looked = usePreview(
    step === "what" && wrong.what.length === 0 ? intentOf(invoice, draft) : null,
  );
  const refused = problemErrors(looked.problem, fieldsOf(draft));
  const forward = () => {
    const found = step === "what" ? [...wrong.what, ...refused] : wrong.why;
    setErrors(found);
    if (found.length === 0) setQuery({ step: step === "what" ? "why" : "review" });
  };
  // for what the server says of the amounts, before it goes on
  const [waits, setWaits] = useState(false);
  useEffect(() => {
    if (!waits || looked.checking) return;
    if (looked.problem?.uncertain) setErrors(refused);
    else {
      setWaits(false);
      forward();
    }
  }, [waits, looked.checking, looked.problem]);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (looked.checking || looked.problem?.uncertain) setWaits(true);
    else forward();
  };
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const shown = useRef(step);
  useLayoutEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  useLayoutEffect(() => document.getElementById(errors[0]?.id ?? "")?.focus(), [errors, step]);
  const lead = (/** @type {{ id?: string, text: string }[]} */ found, /** @type {string} */ id) => {
    setErrors([...found].sort((a, b) => Number(b.id === id) - Number(a.id === id)));
    setQuery({ step: id === "description" ? "why" : null });
  };
  if (raise && !raise.allowed) return html`<${Refused} invoice=${invoice} raise=${raise} />`;
  const steps = html`<ol class="steps" aria-label="Steps">
    ${STEPS.map(
      (one, index) => html`<li key=${one.value}
        class=${index < STEPS.findIndex((other) => other.value === step) ? "past" : undefined}
        aria-current=${one.value === step ? "step" : undefined}>${one.label}</li>`,
    )}</ol>
    <h2 tabindex="-1" ref=${heading}>${STEPS.find((one) => one.value === step)?.label}</h2>`;
  if (step === "review")
    return html`${steps}<${Send} invoice=${invoice} draft=${draft} lead=${lead}
      onDone=${() => dropDraft(name)} />`;
  return html`${steps}<form class="column" onSubmit=${submit} novalidate>
    <${ErrorSummary} errors=${errors} quiet=${Boolean(errors[0]?.id)} />
    ${
      step === "what"
        ? html`<${WhatStep} invoice=${invoice} draft=${draft} change=${change}
          errors=${[...errors, ...refused]} />`
        : html`<${WhyStep} draft=${draft} change=${change} errors=${errors} />`
    }
    <div class="actions">
      ${
        step === "why" &&
        html`<${Button} icon="ArrowLeft" onClick=${() => setQuery({ step: null })}>Back<//>`
      }<${Button} look="primary" type="submit" name="next" busy=${waits}>Continue<//>
      <${ButtonLink} href=${to.invoice(invoice.customerID, invoice.invoiceNumber)}
        look="quiet">Cancel<//></div></form>`;
}

/** @param {{ invoice: Api.InvoiceView, raise: Api.ChoiceView & { disputeID?: string } }} props */
const Refused = ({ invoice, raise }) =>
  html`<${Blank} icon="Ban" title="This invoice cannot be disputed now" action=${
    raise.disputeID || invoice.openDisputeID
      ? html`<${ButtonLink} href=${to.dispute(String(raise.disputeID ?? invoice.openDisputeID))}
        look="primary">Open the dispute in progress<//>`
      : html`<${ButtonLink} href=${to.invoice(invoice.customerID, invoice.invoiceNumber)}
        icon="ArrowLeft">Back to the invoice<//>`
  }>${whyText(raise)}<//>`;

/**
 * Raising as it stands; until something was said of it, it is looked at without.
 * @param {Api.InvoiceView} invoice
 * @param {import("./raise-draft.js").Draft} draft
 */
function intentOf(invoice, draft) {
  const body = bodyOf(draft, invoice);
  return {
    method: "POST",
    path: path`/customer/${invoice.customerID}/dispute`,
    body: { ...body, description: body.description || "…" },
  };
}

/**
 * @param {{ invoice: Api.InvoiceView, draft: import("./raise-draft.js").Draft,
 *   lead: (errors: { id?: string, text: string }[], id: string) => void, onDone: () => void }}
 *   props lead: to the field of an error
 */
function Send({ invoice, draft, lead, onDone }) {
  const intent = intentOf(invoice, draft);
  const { preview, problem: refusal, checking } = usePreview(intent);
  const { carryOut, busy, problem } = useSend();
  const refused = problem ?? refusal;
  const errors = problemErrors(refused, fieldsOf(draft));
  const send = async () => {
    if (checking || refusal) return;
    const dispute = await carryOut(intent);
    if (!dispute) return;
    onDone();
    notify({
      tone: "green",
      text: `The dispute is raised on invoice ${invoice.invoiceNumber}.`,
      path: to.dispute(dispute.disputeID).slice(1),
      link: {
        href: to.invoice(invoice.customerID, invoice.invoiceNumber),
        label: "Open the invoice",
      },
    });
    go(to.dispute(dispute.disputeID));
  };
  return html`${
    problem?.uncertain
      ? html`<${Banner} tone="amber" icon="WifiOff"
        role="alert">It is not known whether the dispute was raised: no good answer came back.
        Trying again is safe, it cannot be raised twice.<//>`
      : html`<${ErrorSummary}
        errors=${errors} lead=${(/** @type {string} */ id) => lead(errors, id)} />`
  }
    ${
      refused?.body.disputeID &&
      html`<p>
        <a href=${to.dispute(refused.body.disputeID)}>Open the dispute in progress</a></p>`
    }
    <${Review} invoice=${invoice} draft=${draft} preview=${preview} checking=${checking} />
    <div class="actions"><${Button} icon="ArrowLeft"
      onClick=${() => setQuery({ step: "why" })}>Back<//>
      <${Button} look="primary" busy=${busy}
        why=${refusal ? refusal.message : checking ? "Checking what this would change." : null}
        onClick=${send} name="raise">${problem?.uncertain ? "Try again" : "Raise the dispute"}<//>
        </div>`;
}
