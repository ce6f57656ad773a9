/** A ticket is turned into a dispute on an invoice: which one is chosen here, the rest follows. */
import { dayText, moneyText } from "../../base/format.js";
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { path } from "../../base/paths.js";
import { useLoad } from "../../base/queries.js";
import { to } from "../../base/router.js";
import { ButtonLink } from "../../ui/button.js";
import { SelectField } from "../../ui/field.js";
import { NotLoaded } from "../../ui/states.js";

/** @param {{ ticket: Api.TicketView }} props */
export function OnInvoice({ ticket }) {
  const load = useLoad(path`/customer/${ticket.partyID}/invoice?limit=100`);
  const [number, setNumber] = useState("");
  const options = (load.data?.value ?? [])
    .filter((/** @type {Api.InvoiceRow} */ row) => !row.openDisputeID)
    .map((/** @type {Api.InvoiceRow} */ row) => ({
      value: String(row.invoiceNumber),
      label: [row.invoiceNumber, dayText(row.invoiceDate), moneyText(row.total, row.currency)].join(
        ", ",
      ),
    }));
  return html`<div class="column"><${SelectField} label="Invoice" of=${load} value=${number}
      hint="The latest ones without a dispute in progress." onInput=${setNumber}
      options=${[{ value: "", label: "Choose an invoice" }, ...options]} />
    <${NotLoaded} of=${load} what="The list of invoices" />
    ${
      number &&
      html`<div class="actions"><${ButtonLink} look="primary" icon="Scale"
        href=${to.raise(
          ticket.partyID,
          number,
          ticket.ticketID,
        )}>Dispute invoice ${number}<//></div>`
    }</div>`;
}
