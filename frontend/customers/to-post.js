/**
 * Letters on paper that wait to be posted: printed as one file, and said to have gone; one that was
 * overtaken is left out, until it is cancelled or let go (CO-28, CO-36, CO-40).
 */
import { call, download } from "../base/client.js";
import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { path, queryText } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { to } from "../base/router.js";
import { may } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Choose, Each } from "../ui/each.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { usePicked } from "../ui/picked.js";
import { Banner, Blank } from "../ui/states.js";
import { Ago, Badge } from "../ui/text.js";
import { LetGo, reasonsOf } from "./let-go.js";

/** @typedef {Api.WaitingLetterView & { customerID: string | number, customer: string }} Waiting */

export default function ToPost() {
  const pages = usePages("/letter/toPost");
  const [said, setSaid] = useState(/** @type {"went" | "stayed" | "letGo" | null} */ (null));
  const [begun, setBegun] = useState(/** @type {Waiting[]} */ ([]));
  const rows = lettersOf(pages.rows ?? []);
  const { picked, onPick, chosen } = usePicked(rows, keyOf);
  const overtaken = chosen.filter((row) => row.isLeftOut);
  const begin = (/** @type {"went" | "stayed" | "letGo"} */ what) => {
    setBegun(what === "letGo" ? overtaken : chosen);
    setSaid(what);
  };
  const close = (/** @type {boolean} */ isBegun) => {
    setSaid(null);
    if (!isBegun) return;
    onPick([]);
    pages.reload();
  };
  const picking = {
    picked,
    onPick,
    label: (/** @type {Waiting} */ row) => `Letter ${row.name} to ${row.customer}`,
    bar: html`<${Choose} ids=${rows.map(keyOf)} picked=${picked} onPick=${onPick}
      told=${`${countText(picked.length)} chosen`}>
      <${Print} rows=${chosen.filter((row) => !row.isLeftOut)} left=${overtaken.length}
        onDone=${pages.reload} />
      <${Button} icon="Check" name="posted" onClick=${() => begin("went")}>Mark as posted<//>
      <${Button} icon="X" name="not-posted" onClick=${() => begin("stayed")}>Cancel letters<//>
      ${
        overtaken.length > 0 &&
        html`<${Button} icon="Mail" name="let-go"
          onClick=${() => begin("letGo")}>Post ${countText(overtaken.length)} nevertheless<//>`
      }<//>`,
  };
  return html`<${Page} title="Letters to be posted" kind="reminders" known=${{ row: null }}
    crumbs=${[{ href: to.customers(), label: "Customers" }]}
    actions=${html`<${ButtonLink} href=${to.unreached()} icon="MailX">Customers not reached<//>`}>
    ${
      rows.length > 0 &&
      html`<${Banner}
        icon="Info">Tick letters, download them, print them in actual size, so that the address
        stands in the window of the envelope, and mark them as posted. Before you print one again,
        make sure that it is not in the post. A letter that was overtaken is left out of the file:
        cancel it, or post it nevertheless.<//>`
    }
    <div class="boxed column"><${List} pages=${{ ...pages, rows: pages.rows && rows }} noun="letter"
      empty=${html`<${Blank} icon="CircleCheck"
        title="Nothing waits to be posted">Letters on paper are put to print from the list of
        customers not reached, or from the reminders of a customer.<//>`}
      table=${{
        caption: "Letters to be posted",
        columns,
        keyOf,
        hrefOf: (/** @type {Waiting} */ row) => to.reminders(row.customerID),
        keys: true,
        picking: may("dispute.work") ? picking : undefined,
      }} />
    </div>
    ${said === "letGo" && html`<${LetGo} rows=${begun} drawn=${Drawn} onClose=${close} />`}
    ${
      (said === "went" || said === "stayed") &&
      html`<${Say} rows=${begun} wasPosted=${said === "went"} onClose=${close} />`
    }<//>`;
}

/** @param {Waiting} row */
const keyOf = (row) => row.name;

/** A row a letter. @param {Api.ToPostRow[]} rows @returns {Waiting[]} */
const lettersOf = (rows) =>
  rows.flatMap((row) =>
    row.letters.map((letter) => ({ ...letter, customerID: row.customerID, customer: row.name })),
  );

/** @param {{ rows: Waiting[], left: number, onDone: () => void }} props left: out of the file */
function Print({ rows, left, onDone }) {
  const names = rows.map((row) => row.name);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(
    /** @type {import("../base/http.js").Problem | null} */ (null),
  );
  const take = async () => {
    setBusy(true);
    setProblem(null);
    await download(`/letter/toPost/file${queryText({ names: names.join(",") })}`).catch((reason) =>
      setProblem(asProblem(reason)),
    );
    setBusy(false);
    onDone();
  };
  return html`<${Button} look="primary" icon="Download" name="print" busy=${busy}
    why=${names.length === 0 ? "Each of these letters was overtaken by what came since." : null}
    onClick=${take}>Download to print${
      left > 0 && names.length > 0 && html` (without ${countText(left)})`
    }<//>
    ${
      problem && html`<${Banner} tone="red" icon="CircleAlert" role="alert">${problem.message}<//>`
    }`;
}

/** @param {{ rows: Waiting[], wasPosted: boolean, onClose: (isBegun: boolean) => void }} props */
function Say({ rows, wasPosted, onClose }) {
  const carryOut = async (/** @type {Waiting} */ row, /** @type {string} */ key) => {
    const one = path`/customer/${row.customerID}/letter/${row.number}/confirmation`;
    await call("POST", one, { body: { wasPosted }, key });
    const text = wasPosted ? "It went" : "It is cancelled";
    return { tone: "green", icon: "CircleCheck", text };
  };
  const count = `${countText(rows.length)} ${rows.length === 1 ? "letter" : "letters"}`;
  return html`<${Each} rows=${rows} onClose=${onClose}
    title=${wasPosted ? `Mark ${count} as posted` : `Cancel ${count}`}
    keyOf=${keyOf} drawn=${Drawn} progress="through"
    danger=${!wasPosted} carryOut=${carryOut}
    verb=${wasPosted ? "Mark as posted" : "Cancel these letters"} becomes=${() => ""}
    outcome=${(/** @type {number} */ good, /** @type {number} */ all) =>
      `${countText(good)} of ${countText(all)} are through.`}
    question=${
      wasPosted
        ? html`<strong>Did these letters go by post?</strong> They leave the list then.`
        : html`<strong>Cancel these letters?</strong> They do not go: their items stand as before
        them, what they charged is taken back, and what is owed is reminded of anew.`
    } />`;
}

/** @param {Waiting} row */
const Drawn = (row) =>
  html`<span>${row.label}</span><span>${row.customer}<small
    class="muted">${row.name}</small></span>`;

/** What has overtaken a letter, in words. @param {{ of: Waiting }} props */
const Since = ({ of }) =>
  of.overtaken.length === 0
    ? html`<span class="muted">Nothing has changed</span>`
    : html`${
        of.isLeftOut
          ? html`<${Badge} tone="amber" icon="TriangleAlert">Overtaken: not printed<//>`
          : html`<${Badge} tone="grey" icon="Check">Goes nevertheless<//>`
      }${reasonsOf(of.overtaken).map((said) => html`<small key=${said}>${said}</small>`)}`;

/** @type {import("../ui/table.js").Column<Waiting>[]} */
const columns = [
  {
    label: "Customer",
    bare: true,
    grow: true,
    cell: (row) => html`<a href=${to.reminders(row.customerID)}>${row.customer}</a>`,
  },
  {
    label: "Letter",
    cell: (row) => html`${row.label}<small class="muted">${row.name}</small>`,
  },
  { label: "Since then", name: true, grow: true, cell: (row) => html`<${Since} of=${row} />` },
  { label: "Put to print", tight: true, cell: (row) => html`<${Ago} at=${row.at} />` },
  { label: "By", cell: (row) => row.by },
];
