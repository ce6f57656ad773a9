/**
 * Operators or aggregators by name; of each aggregator how it settles, which decides what can be
 * disputed (IG-02).
 */

import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { may, me } from "../base/session.js";
import { Address } from "../ui/address.js";
import { ButtonLink } from "../ui/button.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { SearchField } from "../ui/search-field.js";
import { Blank } from "../ui/states.js";
import { Badge } from "../ui/text.js";
import { unknownOf } from "../ui/unknown-query.js";
import { settlements } from "./words.js";

/** @param {{ role: "operator" | "aggregator", children?: unknown }} props */
export function Parties({ role, children }) {
  const name = place.value.query.get("name") ?? "";
  const title = role === "operator" ? "Operators" : "Aggregators";
  const unknown = unknownOf({ name: null });
  const pages = usePages(`/${role}${queryText({ name })}`);
  const empty = name
    ? html`<${Blank} icon="SearchX" title="Nobody found">No name begins with “${name}”.<//>`
    : html`<${Blank} icon="Building2" title=${`No ${title.toLowerCase()} yet`} action=${
        may("import.run") &&
        html`<${ButtonLink} href="#/import/new" icon="FileUp"
          look="primary">Import ${title.toLowerCase()}
        <//>`
      }>They come in with an import, or by the API.<//>`;
  return html`<${Page} title=${title} part=${role}>
    ${may("booking.read") && html`<${Roles} role=${role} />`}
    ${children}
    <div class="form"><${SearchField} name="name" label="Find by name"
      hint="The beginning of the name" /></div>
    <div class="boxed column"><${List} pages=${pages} noun=${role} unknown=${unknown} empty=${empty}
      table=${{
        caption: title,
        columns: columns(role),
        keyOf: (/** @type {Api.PartyRow} */ row) => String(row[`${role}ID`]),
        keys: true,
      }} />
        </div><//>`;
}

/** @param {{ role: string }} props */
const Roles = ({ role }) =>
  html`<nav class="tabs" aria-label="Role"><ul>${[
    ["operator", "Operators", to.operators()],
    ["aggregator", "Aggregators", to.aggregators()],
  ].map(
    ([one, label, href]) =>
      html`<li key=${one}><a href=${href} aria-current=${one === role ? "page" : undefined}>${label}
        </a></li>`,
  )}</ul></nav>`;

/**
 * @param {"operator" | "aggregator"} role
 * @returns {import("../ui/table.js").Column<Api.PartyRow>[]}
 */
function columns(role) {
  const id = (/** @type {Api.PartyRow} */ row) => row[`${role}ID`] ?? "";
  const seesAll = may("booking.read");
  const isMe = (/** @type {Api.PartyRow} */ row) =>
    me.value?.role === role && String(id(row)) === String(me.value?.partyID);
  return [
    {
      label: "Name",
      grow: true,
      bare: true,
      cell: (row) =>
        html`${
          seesAll
            ? html`<a href=${to.bookings(`?${role}ID=${encodeURIComponent(id(row))}`)}>
              ${row.name}</a>`
            : row.name
        }${isMe(row) && html` <span class="muted">(you)</span>`}<small>
          ${id(row)}</small>`,
    },
    ...(role === "aggregator"
      ? [
          {
            label: "Settles",
            tight: true,
            cell: (/** @type {Api.PartyRow} */ row) => html`<${Settles} row=${row} />`,
          },
        ]
      : []),
    { label: "Currency", tight: true, cell: (row) => row.currency },
    ...(seesAll
      ? [
          {
            label: "Email",
            grow: true,
            cell: (/** @type {Api.PartyRow} */ row) =>
              html`<${Address} of=${row} />${
                row.language && html`<small>Mails in ${row.language}</small>`
              }`,
          },
        ]
      : []),
    ...(may("wallet.read")
      ? [
          {
            label: "Wallet",
            tight: true,
            cell: (/** @type {Api.PartyRow} */ row) =>
              html`<a href=${to.wallets(id(row))}>Open wallet<span class="hidden"> of ${row.name}
                </span></a>`,
          },
        ]
      : []),
  ];
}

/** @param {{ row: Api.PartyRow }} props */
const Settles = ({ row }) =>
  html`<${Badge} tone=${row.settlement === "wallet" ? "green" : "grey"}
    icon=${row.settlement === "wallet" ? "Wallet" : "Receipt"}>
    ${settlements[row.settlement ?? ""] ?? row.settlement}<//>`;
