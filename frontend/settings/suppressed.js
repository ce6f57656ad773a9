/**
 * Mail that does not go: to addresses that it came back from, which an administrator releases, and
 * what could not be sent.
 */

import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { usePages } from "../base/queries.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { List } from "../ui/list.js";
import { Blank } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Ago } from "../ui/text.js";

/** @type {Record<string, string>} */
const reasons = { bounce: "Mail came back", complaint: "The reader complained" };

/** What a mail was about. @param {Api.GivenUpView} row */
const aboutOf = (row) =>
  row.of === "followUp"
    ? "Dispute follow-up"
    : row.of === "ticket"
      ? `Ticket ${row.disputeID}`
      : row.reference
        ? `Booking ${row.reference}`
        : `Invoice ${row.invoiceNumber}`;

/** @type {import("../ui/table.js").Column<Api.GivenUpView>[]} */
const givenUpColumns = [
  {
    label: "Mail",
    grow: true,
    bare: true,
    cell: (row) => html`<strong>${row.name}</strong><small>to ${row.email}</small>`,
  },
  {
    label: "About",
    cell: (row) =>
      html`<a href=${`#/${row.of}/${encodeURIComponent(row.disputeID)}`}>${aboutOf(row)}</a><small>
        ${row.customerName}</small>`,
  },
  { label: "Why", grow: true, cell: (row) => row.reason },
  { label: "Given up", tight: true, cell: (row) => html`<${Ago} at=${row.givenUpAt} />` },
];

export function UnsentMail() {
  const pages = usePages("/mail/givenUp?limit=50");
  return html`<div class="column"><${Section} title="Addresses that get no mail" flush>
    <${Addresses} /><//>
    <${Section} title="Mails that could not be sent" flush>
      <p class="hint padded">The mail service did not take these for days, so they are not tried any
        more. Each is told on its dispute. Whoever was asked has the approval in the inbox.</p>
      <${List} pages=${pages} noun="mail"
        table=${{
          caption: "Mails that could not be sent",
          columns: givenUpColumns,
          keyOf: (/** @type {Api.GivenUpView} */ row) =>
            `${row.disputeID}${row.userID}${row.givenUpAt}`,
        }}
        empty=${html`<${Blank} icon="MailCheck" title="Every mail could be sent" />`} /><//></div>`;
}

function Addresses() {
  const pages = usePages("/mail/suppressed?limit=50");
  const [address, setAddress] = useState(/** @type {Api.AddressView | null} */ (null));
  const columns = [
    {
      label: "Address",
      grow: true,
      bare: true,
      cell: (/** @type {Api.AddressView} */ row) => html`<strong>${row.email}</strong>`,
    },
    {
      label: "Why",
      cell: (/** @type {Api.AddressView} */ row) =>
        html`${reasons[row.reason] ?? row.reason}
          ${row.detail && html`<small>${row.detail}</small>`}`,
    },
    {
      label: "Since",
      tight: true,
      cell: (/** @type {Api.AddressView} */ row) => html`<${Ago} at=${row.since} />`,
    },
    {
      label: "Release",
      tight: true,
      cell: (/** @type {Api.AddressView} */ row) =>
        html`<${Button} onClick=${() => setAddress(row)}
          aria=${{ "aria-label": `Release ${row.email}` }}>Release<//>`,
    },
  ];
  const done = () => {
    notify({ tone: "green", text: `Mail goes to ${address?.email} again.` });
    setAddress(null);
    pages.reload();
  };
  return html`<p
    class="hint padded">Mail to these addresses came back for good, or its reader complained. None
    goes there any more, and each that would have gone is told on its dispute.</p>
    <${List} pages=${pages} noun="address" nouns="addresses"
      table=${{
        caption: "Suppressed addresses",
        columns,
        keyOf: (/** @type {Api.AddressView} */ row) => row.email,
      }}
      empty=${html`<${Blank} icon="MailCheck" title="Every address gets its mail" />`} />
    ${
      address &&
      html`<${ActionDialog} title="Release the address" currency="USD"
        intent=${{
          method: "POST",
          path: "/mail/release",
          body: { email: address.email },
          version: address.version,
        }}
        verb="Release"
        sentence=${() =>
          `Let mail go to ${address.email} again? If it comes back once more, the address is held` +
          ` back again.`}
        onDone=${done} onClose=${() => setAddress(null)} />`
    }`;
}
