/**
 * What a customer is to be reminded of: each open item with its word for today, what keeps
 * reminders away, and the letter as it would be sent.
 */
import { countText, dayText } from "../base/format.js";
import { useEffect, useFocusAfter, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path, queryText } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { may } from "../base/session.js";
import { OutcomeLetter } from "../mail/outcome-letter.js";
import { MailView } from "../mail/view.js";
import { whenStale } from "../ui/action-dialog.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Downloads, localForms } from "../ui/downloads.js";
import { Chips, chipsOf } from "../ui/filters.js";
import { Page } from "../ui/page.js";
import { Banner, Blank, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Facts, Section } from "../ui/tabs.js";
import { Ago } from "../ui/text.js";
import { amountOf, itemColumns, sumsOf } from "./item-columns.js";
import { Reasons, reasonText } from "./reasons.js";
import { Block, Print, partText, Remind, Unblock, Waive } from "./reminder-deeds.js";

/** @param {{ customerID: string }} props */
export default function Reminders({ customerID }) {
  const load = useLoad(path`/customer/${customerID}/dunning`);
  const name = load.data?.name ?? `Customer ${customerID}`;
  const home = useRef(/** @type {HTMLElement | null} */ (null));
  const noteDone = useFocusAfter(home, load.data);
  const changed = () => {
    noteDone();
    load.reload();
  };
  return html`<${Page} title=${`Reminders of ${name}`} kind="reminders" known=${{ reason: null }}
    crumbs=${[
      { href: to.customers(), label: "Customers" },
      { href: to.customer(customerID), label: name },
      { href: to.statement(customerID), label: "Statement" },
    ]} actions=${html`<${ButtonLink} href=${to.reminderRun(customerID)}
      icon="Clock">See another day<//>
      <${ButtonLink} href=${to.unreached()} icon="MailX">Customers not reached<//>`}>
    <div tabindex="-1" ref=${home}>
    <${Loaded} of=${load} kind="text" rows=${6}>${(/** @type {Api.DunningView} */ data) =>
      html`<${Shown} dunning=${data} onChanged=${changed} />`}<//></div><//>`;
}

/** @type {Record<string, string>} */
const mails = {
  mailSent: "It was sent.",
  mailUnconfirmed: "It is not known whether it was sent; it is not sent again.",
  mailSuppressed: "It could not be sent.",
  mailWithheld: "It was not sent, since nothing of it was asked for any more.",
  mailGivenUp: "It could not be sent for days and was given up.",
  mailReturned: "It came back.",
  toPost: "It was put to print and waits to be posted.",
  posted: "It went by post.",
  notPosted: "It was put to print and did not go.",
};

/** What became of a letter about the end of disputes. @param {string | null} mail */
const outcomeMail = (mail) =>
  mail === "mailWithheld"
    ? "It was not sent, since a dispute that it tells of goes on."
    : (mails[mail ?? ""] ?? "It is on its way.");

/**
 * The letter that did not arrive, told again with the reasons that it gave.
 * @param {{ dunning: Api.DunningView, onDone: (text: string) => void, onClose: () => void }} props
 */
const TellAgain = ({ dunning, ...rest }) =>
  html`<${OutcomeLetter} ...${rest} customerID=${dunning.customerID}
    ended=${(dunning.lastOutcome?.disputes ?? []).map((one) => ({ ...one, told: LOST }))} />`;
const LOST = { at: "", payBy: null, undelivered: "It did not arrive." };

/** So many items are drawn at once. */
const ROWS = 200;

/** @param {string | number} customerID */
const fileOf = (customerID) => (/** @type {string} */ format) =>
  path`/customer/${customerID}/dunning/file` + queryText({ format });

/** @param {Api.ItemTodayView} item */
const canBeChosen = (item) => item.asked > 0 || item.code === "disputeEnded";

/**
 * @typedef {{ form: unknown, of: Api.ItemTodayView | null }} Deed
 * @param {{ dunning: Api.DunningView, onChanged: () => void }} props
 */
function Shown({ dunning, onChanged }) {
  const asked = dunning.value.filter((item) => item.asked > 0).map((item) => item.invoiceNumber);
  const [picked, setPicked] = useState(asked.map(String));
  useEffect(() => setPicked(asked.map(String)), [dunning.version]);
  const [open, setOpen] = useState(/** @type {Deed | null} */ (null));
  const end = (/** @type {"green" | "amber"} */ tone, /** @type {string} */ text) => {
    setOpen(null);
    notify({ tone, text });
    onChanged();
  };
  const chosen = dunning.value.filter((item) => picked.includes(String(item.invoiceNumber)));
  const works = may("dispute.work");
  const reason = place.value.query.get("reason") ?? "";
  const listed = dunning.value.filter((item) => !reason || item.code === reason);
  const [most, setMost] = useState(ROWS);
  const picking = works && {
    picked,
    onPick: setPicked,
    label: (/** @type {Api.ItemTodayView} */ item) => `Invoice ${item.invoiceNumber}`,
  };
  const columns = [
    ...itemColumns(dunning.customerID),
    ...(dunning.value.some((item) => item.charges.length > 0)
      ? [chargesColumn(works, (form, of) => setOpen({ form, of }))]
      : []),
    ...(works ? [blockColumn(dunning, (form, of) => setOpen({ form, of }))] : []),
  ];
  return html`<div class="column">
    ${
      dunning.unreached &&
      html`<${Banner} tone="amber" icon="MailX">${sentence(dunning.unreached)}<//>`
    }
    ${
      dunning.lastOutcome?.isLost &&
      html`<${Banner} tone="amber" icon="MailX">The letter that tells how its disputes ended did not
        arrive. ${outcomeMail(dunning.lastOutcome.mail)}<//>`
    }
    ${dunning.letter?.fallback && html`<${Banner}>${dunning.letter.fallback}<//>`}
    <div class="card column"><${Facts} facts=${[
      ["As of", `${dayText(dunning.asOf)}, ${dunning.timeZone}`],
      ["To be asked for", sumsOf(dunning.sums)],
      ...(dunning.part ? [["Letter", sentence(partText(dunning.part))]] : []),
      ["Credits and unallocated payments", sumsOf(dunning.credits)],
      [
        "Last reminder",
        dunning.last
          ? html`${dayText(dunning.last.on)}: ${dunning.last.said}${" "}
        <small>${mails[dunning.last.mail ?? ""] ?? "It is on its way."}</small>`
          : "none yet",
      ],
      [
        "Told how disputes ended",
        dunning.lastOutcome
          ? html`${dayText(dunning.lastOutcome.on)}: ${dunning.lastOutcome.said}${" "}
        <small>${outcomeMail(dunning.lastOutcome.mail)}</small>`
          : "not yet",
      ],
      ["Blocked", dunning.block ? html`<${Blocked} block=${dunning.block} />` : "no"],
    ]} />
    ${
      works &&
      html`<div class="actions"><${Button} name="remind" look="primary" icon="Mail"
        why=${chosen.some(canBeChosen) ? null : "Nothing that is ticked is asked for today."}
        onClick=${() => setOpen({ form: Remind, of: null })}>Remind<//>
      ${
        dunning.unreached &&
        html`<${Button} name="print" icon="Mail"
          onClick=${() => setOpen({ form: Print, of: null })}>Remind on paper<//>`
      }
      ${
        dunning.lastOutcome?.isLost &&
        html`<${Button} name="tell-again" icon="Mail"
          onClick=${() => setOpen({ form: TellAgain, of: null })}>Tell again how it ended<//>`
      }
      ${
        dunning.block
          ? html`<${Button} name="unblock" icon="Check"
            onClick=${() => setOpen({ form: Unblock, of: null })}>End the block<//>`
          : html`<${Button} name="block" icon="Ban"
            onClick=${() => setOpen({ form: Block, of: null })}>Block reminders<//>`
      }</div>`
    }</div>
    ${
      dunning.value.length === 0
        ? html`<${Blank} icon="CircleCheck" title="Nothing is open">It owes nothing.<//>`
        : html`<${Section} title="What happens today" flush actions=${html`<${Downloads}
            what="open items" from=${fileOf(dunning.customerID)} more=${localForms()} />`}>
            <${Reasons} items=${dunning.value} current=${reason} /><//>
          <${Chips} set=${chipsOf({ reason: ["Reason", reasonText] }, place.value.query)} />
          <div class="boxed"><${Table} caption="Open items" columns=${columns}
            rows=${listed.slice(0, most)} picking=${picking || undefined}
            keyOf=${(/** @type {Api.ItemTodayView} */ item) => String(item.invoiceNumber)} />
          ${
            listed.length > most &&
            html`<p class="padded"><${Button} name="more" onClick=${() => setMost(most + ROWS)}>
              Show more: ${countText(most)} of ${countText(listed.length)}<//></p>`
          }</div>`
    }
    ${
      dunning.letter &&
      html`<${Section} title="The letter that would go">
        <${MailView}
          mail=${{ ...dunning.letter, to: `${dunning.letter.name} <${dunning.letter.to}>` }}
          inert /><//>`
    }
    ${
      open &&
      html`<${open.form} dunning=${dunning} chosen=${chosen} of=${open.of}
        onClose=${() => setOpen(null)}
        onDone=${(/** @type {string} */ text) => end("green", text)}
        onStale=${whenStale(onChanged, () =>
          end("amber", "Something has changed meanwhile. Look it over and try again."),
        )} />`
    }</div>`;
}

/** @param {string} text */
const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;

/** @param {{ block: Api.BlockView }} props */
const Blocked = ({ block }) =>
  html`${block.until ? `until ${dayText(block.until)}` : "for ever"}: ${block.reason}${" "}
    <small>${block.by}, <${Ago} at=${block.at} /></small>`;

/** @param {Api.ItemTodayView} item */
const invoiceText = (item) => `invoice ${item.invoiceNumber}`;

/**
 * What reminders put on an item, with why it was waived (CO-39).
 * @param {boolean} works
 * @param {(form: unknown, item: Api.ItemTodayView) => void} open
 * @returns {import("../ui/table.js").Column<Api.ItemTodayView>}
 */
const chargesColumn = (works, open) => ({
  label: "Fees and interest",
  name: true,
  cell: (item) =>
    html`${item.charges.map(
      (charge) => html`<div
        key=${charge.chargeID}>${charge.kind === "fee" ? "Fee" : "Interest"}, ${dayText(
          charge.on,
        )}: ${amountOf(item, charge.amount)}
        ${
          charge.waived && html`<small>Waived by ${charge.waivedBy}: ${charge.waived}</small>`
        }</div>`,
    )}${
      works &&
      item.charges.some((charge) => !charge.waived) &&
      html`<${Button} look="quiet" name="waive" about=${invoiceText(item)}
        onClick=${() => open(Waive, item)}>Waive<//>`
    }`,
});

/**
 * @param {Api.DunningView} dunning
 * @param {(form: unknown, item: Api.ItemTodayView) => void} open
 * @returns {import("../ui/table.js").Column<Api.ItemTodayView>}
 */
const blockColumn = (dunning, open) => ({
  label: "Block",
  name: true,
  bare: true,
  cell: (item) => {
    const block = dunning.blocks.find(
      (one) => String(one.invoiceNumber) === String(item.invoiceNumber),
    );
    return block
      ? html`Blocked <${Blocked} block=${block} /> <${Button} look="quiet"
          about=${invoiceText(item)} onClick=${() => open(Unblock, item)}>End<//>`
      : html`<${Button} look="quiet" about=${invoiceText(item)}
          onClick=${() => open(Block, item)}>Block<//>`;
  },
});
