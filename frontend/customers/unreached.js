/**
 * The customers who were to be reminded, or told how a dispute ended, and could not be, those of
 * longest ago first (CO-40, CO-43).
 */
import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { may } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Choose } from "../ui/each.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { usePicked } from "../ui/picked.js";
import { Blank } from "../ui/states.js";
import { Ago } from "../ui/text.js";
import { PrintLetters } from "./print-letters.js";

export default function Unreached() {
  const pages = usePages("/dunning/unreached");
  const [begun, setBegun] = useState(/** @type {Api.UnreachedView[] | null} */ (null));
  const rows = /** @type {Api.UnreachedView[]} */ (pages.rows ?? []);
  const { picked, onPick, chosen } = usePicked(rows, keyOf);
  const close = (/** @type {boolean} */ isBegun) => {
    setBegun(null);
    if (!isBegun) return;
    onPick([]);
    pages.reload();
  };
  const picking = {
    picked,
    onPick,
    label: (/** @type {Api.UnreachedView} */ row) => `Choose ${row.name}`,
    bar: html`<${Choose} ids=${rows.map(keyOf)} picked=${picked} onPick=${onPick}
      told=${`${countText(picked.length)} chosen`}>
      <${Button} look="primary" icon="Mail" name="put-to-print"
        onClick=${() => setBegun(chosen)}>Letters on paper<//><//>`,
  };
  return html`<${Page} title="Customers not reached" kind="reminders" known=${{}}
    crumbs=${[{ href: to.customers(), label: "Customers" }]}
    actions=${html`<${ButtonLink} href=${to.toPost()} icon="Mail">Letters to be posted<//>`}>
    <div class="boxed column"><${List} pages=${pages} noun="customer"
      empty=${html`<${Blank} icon="CircleCheck"
        title="Every customer is reached">No reminder, and no letter about a dispute, failed to
        arrive.<//>`}
      table=${{
        caption: "Customers not reached",
        columns,
        keyOf,
        hrefOf,
        keys: true,
        picking: may("dispute.work") ? picking : undefined,
      }} />
    </div>${begun && html`<${PrintLetters} rows=${begun} onClose=${close} />`}<//>`;
}

/** @param {Api.UnreachedView} row */
const keyOf = (row) => String(row.customerID);

/** @param {Api.UnreachedView} row */
const hrefOf = (row) => to.reminders(row.customerID);

/** @type {import("../ui/table.js").Column<Api.UnreachedView>[]} */
const columns = [
  {
    label: "Customer",
    bare: true,
    grow: true,
    cell: (row) => html`<a href=${hrefOf(row)}>${row.name}</a>`,
  },
  { label: "Why", grow: true, cell: (row) => row.words },
  { label: "Since", tight: true, cell: (row) => html`<${Ago} at=${row.since} />` },
];
