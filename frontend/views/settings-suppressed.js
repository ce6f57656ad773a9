/** Addresses that no mail goes to, because it came back or somebody complained; an administrator releases them. */
import { ActionDialog } from "../components/action-dialog.js";
import { Button } from "../components/button.js";
import { List } from "../components/list.js";
import { Blank } from "../components/states.js";
import { Ago } from "../components/text.js";
import { useState } from "../hooks.js";
import { html } from "../html.js";
import { usePages } from "../loading.js";
import { notify } from "../notices.js";

/** @type {Record<string, string>} */
const reasons = { bounce: "Mail came back", complaint: "The reader complained" };

export function Suppressed() {
  const pages = usePages("/mail/suppressed?limit=50");
  const [address, setAddress] = useState(/** @type {any} */ (null));
  const columns = [
    { label: "Address", grow: true, bare: true, cell: (/** @type {any} */ row) => html`<strong>${row.email}</strong>` },
    {
      label: "Why",
      cell: (/** @type {any} */ row) =>
        html`${reasons[row.reason] ?? row.reason}${row.detail && html`<small>${row.detail}</small>`}`,
    },
    { label: "Since", tight: true, cell: (/** @type {any} */ row) => html`<${Ago} at=${row.since} />` },
    {
      label: "Release",
      tight: true,
      cell: (/** @type {any} */ row) =>
        html`<${Button} onClick=${() => setAddress(row)} aria=${{ "aria-label": `Release ${row.email}` }}>Release<//>`,
    },
  ];
  const done = () => {
    notify({ tone: "green", text: `Mail goes to ${address.email} again.` });
    setAddress(null);
    pages.reload();
  };
  return html`<p class="hint">Mail to these addresses came back for good, or its reader complained. None goes there any more, and each that would have gone is told on its dispute.</p>
    <div class="boxed column"><${List} pages=${pages} noun="addresses" table=${{ caption: "Suppressed addresses", columns, keyOf: (/** @type {any} */ row) => row.email }} empty=${html`<${Blank} icon="MailCheck" title="Every address gets its mail" />`} /></div>
    ${address && html`<${ActionDialog} title="Release the address" currency="USD" intent=${{ method: "POST", path: "/mail/release", body: { email: address.email } }} verb="Release" sentence=${() => `Let mail go to ${address.email} again? If it comes back once more, the address is held back again.`} onDone=${done} onClose=${() => setAddress(null)} />`}`;
}
