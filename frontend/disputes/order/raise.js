/**
 * A payout dispute is raised: on which order, what was not paid, how the claim came in, and who
 * works it; where one is open already, that is shown in its place (CK-01, CK-10, PO-01, PO-02).
 */
import { dropDraft, keepDraft, readDraft } from "../../base/drafts.js";
import { moneyText } from "../../base/format.js";
import { useRef, useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { usePreview, useSend } from "../../base/intent.js";
import { notify } from "../../base/notices.js";
import { path } from "../../base/paths.js";
import { useLoad } from "../../base/queries.js";
import { go, place, to } from "../../base/router.js";
import { isCustomer } from "../../base/session.js";
import { Button, ButtonLink } from "../../ui/button.js";
import {
  ErrorSummary,
  MoneyField,
  problemErrors,
  Radios,
  readMoney,
  SelectField,
  TextField,
} from "../../ui/field.js";
import { Page } from "../../ui/page.js";
import { Banner, Loaded } from "../../ui/states.js";
import { Facts, Section } from "../../ui/tabs.js";
import { Ago, Money, Status } from "../../ui/text.js";
import { peopleOptions, WORKERS } from "../assign.js";
import { MadeOf, useNamedTicket } from "../made-of.js";
import { channels, claims } from "./words.js";

const FIELDS = {
  "/orderID": "claim-order",
  "/phone": "claim-phone",
  "/amount": "claim-amount",
  "/description": "claim-description",
  "/contact": "claim-contact",
  "/assigneeID": "claim-assignee",
};
/** The fields that say which order is meant. */
const NAMING = [FIELDS["/orderID"], FIELDS["/phone"]];
/** Stands for what happened while that is not told: what would come of the rest is known before. */
const UNTOLD = "…";

export default function OrderClaim() {
  const named = place.value.query.get("orderID") ?? "";
  const ticket = useNamedTicket();
  const name = `claim.${[named, ticket.id].filter(Boolean).join(".")}`;
  const [form, setForm] = useState(() =>
    readDraft(name, {
      orderID: named,
      phone: "",
      claim: "notPaid",
      amount: "",
      description: "",
      channel: isCustomer() ? "app" : "support",
      contact: "",
      assigneeID: "",
      ticketID: ticket.id,
    }),
  );
  // What is half typed names no order yet.
  const [isNamed, setNamed] = useState(Boolean(form.orderID.trim() || form.phone.trim()));
  const set = (/** @type {string} */ field) => (/** @type {string} */ value) => {
    const next = { ...form, [field]: value };
    setForm(next);
    keepDraft(name, next);
  };
  const setNaming = (/** @type {string} */ field) => (/** @type {string} */ value) => {
    setNamed(false);
    set(field)(value);
  };
  const leave = (/** @type {FocusEvent} */ event) => {
    const { id } = /** @type {HTMLElement} */ (event.target);
    if (NAMING.includes(id)) setNamed(true);
  };
  const described = form.description.trim();
  const currency = useRef(""); // Of the order, once it is known.
  const look = usePreview(
    isNamed && (form.orderID.trim() || form.phone.trim())
      ? intentOf(form, described || UNTOLD, currency.current)
      : null,
  );
  const { carryOut, busy, problem } = useSend();
  const refused = problem ?? look.problem;
  const told = look.preview?.dispute;
  if (told) currency.current = told.currency;
  const read = readMoney(form.amount, currency.current);
  const wrong = form.amount.trim() && "error" in read ? read.error : null;
  const orders = refused?.body.orders;
  const open = refused?.body.disputeID;
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setNamed(true);
    if (!told || !described || wrong || look.checking || busy) return;
    const made = await carryOut(intentOf(form, described, told.currency));
    if (!made) return;
    dropDraft(name);
    const where = to.dispute(made.disputeID);
    notify({
      tone: "green",
      text: `The dispute on order ${made.orderID} is raised. ${
        isCustomer() ? "You get" : "The customer gets"
      } an acknowledgement by mail.`,
      path: where.slice(1),
    });
    go(where, { replace: true });
  };
  const why = look.checking
    ? "Checking what this would do."
    : look.problem
      ? look.problem.message
      : wrong || !told || !described
        ? "Fill in the form first."
        : null;
  const back = named ? to.order(named) : to.orderDisputes();
  return html`<${Page} title="Raise a payout dispute"
    crumbs=${
      named
        ? [
            { href: to.orders(), label: "Orders" },
            { href: back, label: `Order ${named}` },
          ]
        : [{ href: back, label: isCustomer() ? "Payout disputes" : "Queue" }]
    }>
    <${MadeOf} thread=${ticket.thread} />
    <${Section} title="What was not paid"><form class="form" onSubmit=${send}
      onFocusOut=${leave} novalidate>
      ${
        refused &&
        !open &&
        !orders &&
        html`<${ErrorSummary} quiet errors=${problemErrors(refused, FIELDS)} />`
      }
      <${TextField} id="claim-order" label="Order number"
        hint="Or leave it empty and find the order by phone number."
        value=${form.orderID} onInput=${setNaming("orderID")} maxlength=${64} />
      ${
        !form.orderID.trim() &&
        html`<${TextField} id="claim-phone" label="Phone number of the order" type="tel"
          autocomplete="tel" value=${form.phone} onInput=${setNaming("phone")} maxlength=${40} />`
      }
      ${
        orders &&
        html`<${Radios} legend="Several orders have this number; which one?" name="which" value=""
          onInput=${(/** @type {string} */ id) => set("orderID")(id)}
          options=${orders.map(choiceOf)} />`
      }
      ${
        open
          ? html`<${OpenOne} disputeID=${open} />`
          : html`<${Radios} legend=${isCustomer() ? "What is wrong" : "What the customer says"}
            name="claim"
              value=${form.claim} onInput=${set("claim")}
              options=${Object.entries(claims).map(([value, label]) => ({ value, label }))} />
            <${MoneyField} id="claim-amount"
              label=${
                form.claim === "paidLess" ? "How much is missing" : "How much is claimed (optional)"
              }
              hint=${
                form.claim === "paidLess"
                  ? "The part of the price that did not come."
                  : "Left empty, all that is left to pay is claimed."
              }
              currency=${currency.current} value=${form.amount} onInput=${set("amount")}
              error=${wrong} />
            <${TextField} id="claim-description" label="What happened" rows=${4} maxlength=${4000}
              value=${form.description} onInput=${set("description")} required />
            ${
              !isCustomer() &&
              html`<${SelectField} id="claim-channel" label="Came by" value=${form.channel}
                onInput=${set("channel")}
                options=${Object.entries(channels).map(([value, label]) => ({ value, label }))} />`
            }
            <${TextField} id="claim-contact"
              label="How to reach ${isCustomer() ? "you" : "the customer"} (optional)"
              hint="A phone number or an address. The vendor never sees it." value=${form.contact}
              onInput=${set("contact")} maxlength=${100} />
            ${
              !isCustomer() &&
              html`<${Assignee} value=${form.assigneeID} told=${told}
                onInput=${set("assigneeID")} />`
            }
            <div aria-live="polite">${
              told &&
              html`<p class="sentence"><strong>Claim ${moneyText(
                told.claimedAmount,
                told.currency,
              )} for order ${told.orderID} from ${told.vendor}?</strong> No money moves by it; the
              vendor is asked first.</p>`
            }</div>`
      }
      <div class="actions">${
        !open &&
        html`<${Button} type="submit" look="primary" name="raise" busy=${busy}
        why=${why}>Raise the dispute<//>`
      }
        <${ButtonLink} href=${back}>${open ? "Back" : "Cancel"}<//></div></form><//><//>`;
}

/** @param {Record<string, string>} form @param {string} description @param {string} currency */
function intentOf(form, description, currency) {
  const { orderID, phone, claim, channel } = form;
  const read = readMoney(form.amount, currency);
  const amount = "value" in read ? read.value : null;
  const contact = form.contact.trim();
  const body = {
    ...(orderID.trim() ? { orderID: orderID.trim() } : { phone: phone.trim() }),
    claim,
    description,
    channel,
    ...(form.amount.trim() && amount ? { amount } : {}),
    ...(contact ? { contact } : {}),
    ...(form.assigneeID ? { assigneeID: form.assigneeID } : {}),
    ...(form.ticketID ? { ticketID: form.ticketID } : {}),
  };
  return { method: "POST", path: "/dispute", body };
}

/** @param {{ orderID: string | number, device: string | null, disputeID: string | null }} order */
const choiceOf = ({ orderID, device, disputeID }) => ({
  value: String(orderID),
  label: [orderID, device, disputeID && "in dispute already"].filter(Boolean).join(", "),
});

/**
 * Who works it: by the rule of the settings, or by hand.
 * @param {{ value: string, told: { assignee?: string | null } | null,
 *   onInput: (id: string) => void }} props told: what would come of it
 */
function Assignee({ value, told, onInput }) {
  const people = useLoad(WORKERS);
  const hint = value
    ? "By hand."
    : told
      ? `By the rule of the settings it goes to ${told.assignee ?? "nobody yet"}.`
      : "By the rule of the settings, unless you name somebody.";
  return html`<${SelectField} id="claim-assignee" label="Assignee" hint=${hint} value=${value}
    of=${people} onInput=${onInput}
    options=${[{ value: "", label: "By rule" }, ...peopleOptions(people.data?.value ?? [])]} />`;
}

/** The dispute that is open on the order. @param {{ disputeID: string }} props */
function OpenOne({ disputeID }) {
  const load = useLoad(path`/dispute/${disputeID}`);
  return html`<${Banner} tone="amber" icon="Scale" role="alert"
    action=${html`<${ButtonLink} href=${to.dispute(disputeID)}>Open the dispute<//>`}>
    The payout of this order is in dispute already. What you have can be added there.<//>
    <${Loaded} of=${load} kind="text" rows=${2}>${(/** @type {Api.OrderDisputeView} */ dispute) =>
      html`<${Facts} facts=${[
        ["Order", dispute.orderID],
        ["Status", html`<${Status} status=${dispute.status} />`],
        ["Claim", claims[dispute.claim]],
        [
          "Claimed",
          html`<${Money} amount=${dispute.claimedAmount} currency=${dispute.currency} strong />`,
        ],
        ["Raised", html`<${Ago} at=${dispute.disputeDate} />`],
      ]} />`}<//>`;
}
