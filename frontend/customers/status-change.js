/**
 * Changing the status of ticked items: what they are, why and for whom, the resolver's mail, and
 * what comes next. Nothing is raised before the last step (DM-01, DM-03, DM-05, CO-02).
 */
import { dropDraft, keepDraft, readDraft } from "../base/drafts.js";
import { useEffect, useLayoutEffect, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { usePreview, useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { go, place, setQuery, to } from "../base/router.js";
import { me } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";
import { ErrorSummary, problemErrors } from "../ui/field.js";
import { Page } from "../ui/page.js";
import { Banner, Blank, Loaded } from "../ui/states.js";
import { bodyOf, disputes, emptyDraft, refusedItems, stepErrors, stepsOf } from "./status-draft.js";
import { MailStep } from "./status-mail.js";
import { Items, NextStep, Refused, StatusStep, Whole, WhyStep } from "./status-steps.js";
import { keepTicked, readTicked } from "./ticked.js";

const FIELDS = {
  "/statusID": "status",
  "/comment": "comment",
  "/resolverID": "resolver",
  "/modelID": "model",
  "/dueDate": "due",
  "/letter/subject": "mail-subject",
  "/letter/body": "mail-body",
};
const ALL_STEPS = ["status", "why", "mail", "next"];

/** @param {{ customerID: string }} props */
export default function StatusChange({ customerID }) {
  const load = useLoad(path`/customer/${customerID}/statement`);
  const statuses = useLoad("/setting/itemStatuses");
  const [numbers, setNumbers] = useState(() => readTicked(customerID));
  const name = load.data?.customer.name ?? `Customer ${customerID}`;
  const rows = (load.data?.value ?? []).filter((/** @type {Api.OpenItemRow} */ row) =>
    numbers.includes(String(row.invoiceNumber)),
  );
  const keep = (/** @type {string[]} */ some) => {
    setNumbers(some);
    keepTicked(customerID, some);
  };
  return html`<${Page} title="Change status" kind=${name} known=${{ step: ALL_STEPS }} crumbs=${[
    { href: to.customers(), label: "Customers" },
    { href: to.customer(customerID), label: name },
    { href: to.statement(customerID), label: "Statement" },
  ]}><${Loaded} of=${load} kind="text">${() =>
    rows.length === 0
      ? html`<${Blank} icon="SquareCheck" title="No open item is chosen"
        action=${html`<${ButtonLink} look="primary" icon="ArrowLeft"
          href=${to.statement(customerID)}>Back to the statement<//>`}>
        Tick the items on the statement, then change their status.<//>`
      : html`<${Loaded} of=${statuses} kind="text">${() => html`<${Wizard}
        customerID=${customerID} rows=${rows} keep=${keep}
        statuses=${statuses.data.value.filter(
          (/** @type {Api.ItemStatusView} */ one) => one.active !== false,
        )} />`}<//>`}<//><//>`;
}

/**
 * @param {{ customerID: string, rows: Api.OpenItemRow[], statuses: Api.ItemStatusView[],
 *   keep: (numbers: string[]) => void }} props
 */
function Wizard({ customerID, rows, statuses, keep }) {
  const name = `statusChange:${customerID}`;
  const [draft, setDraft] = useState(() => ({ ...emptyDraft, ...readDraft(name, {}) }));
  const [errors, setErrors] = useState(/** @type {{ id?: string, text: string }[]} */ ([]));
  const status = statuses.find((one) => String(one.statusID) === draft.statusID);
  const steps = stepsOf(draft);
  const asked = place.value.query.get("step") ?? "status";
  const earlier = steps.slice(
    0,
    steps.findIndex((one) => one.value === asked),
  );
  const step =
    earlier.find((one) => stepErrors(one.value, draft, status, rows).length > 0)?.value ??
    (steps.some((one) => one.value === asked) ? asked : "next");
  const at = steps.findIndex((one) => one.value === step);
  const isEarly = step === "status" || step === "why";
  const numbers = rows.map((row) => String(row.invoiceNumber));
  const asIf =
    isEarly && disputes(status) ? { comment: "…", resolverID: String(me.value?.userID) } : null;
  const intent = status && {
    method: "POST",
    path: path`/customer/${customerID}/followUp`,
    body: bodyOf(draft, rows, asIf),
  };
  const { preview, problem: refusal, checking } = usePreview(intent ?? null);
  const last = useRef(/** @type {Api.FollowUpView | null} */ (null)); // while one types, rows stay
  if (preview) last.current = preview;
  const { carryOut, busy, problem } = useSend();
  const refused = problem?.uncertain ? null : (problem ?? refusal);
  const kept = refusedItems(refused, numbers);
  const told = /** @type {{ id?: string, text: string }[]} */ ([
    ...errors,
    ...(kept.length > 0 ? [] : problemErrors(refused, FIELDS)),
  ]);
  const change = (/** @type {Partial<typeof draft>} */ part) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(name, next);
    setErrors([]);
    setWaits(false);
  };
  const open = (/** @type {number} */ place) =>
    setQuery({ step: place === 0 ? null : steps[place].value });
  const why =
    kept.length > 0
      ? "Some items cannot be taken in; go on without them first."
      : checking
        ? "Checking what this would change."
        : null;
  const [waits, setWaits] = useState(false); // for what the server says, before it goes on
  useEffect(() => {
    if (!waits || checking) return;
    setWaits(false);
    if (!refused) open(at + 1);
    else if (told[0]?.id) lead(told[0].id);
  }, [waits, checking]);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = stepErrors(step, draft, status, rows);
    setErrors(found);
    if (found[0]?.id) lead(found[0].id);
    if (found.length > 0 || kept.length > 0 || busy) return;
    if (step !== "next") return setWaits(true);
    if (!intent || refusal || !preview) return;
    // The date that was looked at, should midnight come in between.
    const body = { ...intent.body, dueDate: preview.dueDate };
    const made = await carryOut({ ...intent, body });
    if (!made) return;
    dropDraft(name);
    keep([]);
    notify({
      tone: "green",
      text: `${made.itemStatus.label}: ${made.items} ${
        made.items === 1 ? "item is" : "items are"
      } followed up.`,
      path: to.followUp(made.followUpID).slice(1),
      link: { href: to.statement(customerID), label: "Back to the statement" },
    });
    go(to.followUp(made.followUpID));
  };
  const lead = (/** @type {string} */ id) => {
    const isWhy = ["comment", "resolver"].includes(id) || id.startsWith("amount-");
    const isMail = id.startsWith("mail-");
    const there = isWhy ? "why" : id === "status" ? "status" : isMail ? "mail" : "next";
    if (there === step) document.getElementById(id)?.focus();
    else open(steps.findIndex((one) => one.value === there));
  };
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const shown = useRef(step);
  useLayoutEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  const props = { draft, change, errors: told };
  return html`<ol class="steps" aria-label="Steps">
    ${steps.map(
      (one, index) => html`<li key=${one.value} class=${index < at ? "past" : undefined}
        aria-current=${one.value === step ? "step" : undefined}>${one.label}</li>`,
    )}</ol>
    <h2 tabindex="-1" ref=${heading}>${steps[at].label}</h2>
    <form class="column" onSubmit=${submit} novalidate>
    ${
      problem?.uncertain &&
      html`<${Banner} tone="amber" icon="WifiOff"
        role="alert">It is not known whether this happened: no good answer came back. Trying again
        is safe, it cannot happen twice.<//>`
    }
    <${ErrorSummary} errors=${told} quiet=${Boolean(told[0]?.id)} lead=${lead} />
    ${
      kept.length > 0 &&
      html`<${Refused} refused=${kept} left=${rows.length - kept.length}
        followUpID=${refused?.body.followUpID}
        onWithout=${() =>
          keep(numbers.filter((number) => !kept.some((one) => one.number === number)))} />`
    }
    ${step === "status" && html`<${StatusStep} ...${props} statuses=${statuses} />`}
    ${step === "why" && html`<${WhyStep} ...${props} isNeeded=${disputes(status)} />`}
    ${step === "mail" && html`<${MailStep} ...${props} preview=${preview} />`}
    ${step === "next" && html`<${NextStep} ...${props} status=${status} preview=${preview} />`}
    ${step === "next" && preview && html`<${Whole} preview=${preview} />`}
    <${Items} ...${props} rows=${rows} preview=${last.current} status=${status}
      isEdited=${step === "why"} />
    <div class="actions">
      ${at > 0 && html`<${Button} icon="ArrowLeft" onClick=${() => open(at - 1)}>Back<//>`}
      <${Button} look="primary" type="submit" name=${step === "next" ? "change-status" : "next"}
        busy=${busy || waits} why=${step === "next" || kept.length > 0 ? why : null}>${
          step !== "next" ? "Continue" : problem?.uncertain ? "Try again" : "Change the status"
        }<//>
      <${ButtonLink} href=${to.statement(customerID)} look="quiet">Cancel<//></div></form>`;
}
