/**
 * A wallet: what it holds and may give, and its statement with the balance after each movement
 * (IG-10).
 */

import { listText } from "../base/format.js";
import { useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path, queryText } from "../base/paths.js";
import { usePages } from "../base/queries.js";
import { place, setQuery, to } from "../base/router.js";
import { isParty, may } from "../base/session.js";
import { Button, ButtonLink } from "../ui/button.js";
import { Downloads } from "../ui/downloads.js";
import { Chips, chipsOf, FilterDay, FilterSelect, periodWords } from "../ui/filters.js";
import { List } from "../ui/list.js";
import { Page } from "../ui/page.js";
import { Blank, Failure, Outdated, Skeleton } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Money } from "../ui/text.js";
import { unknownOf } from "../ui/unknown-query.js";
import { AskCorrection, Deposit, Floor } from "./actions.js";
import { BalanceLine } from "./balance-line.js";
import { entryColumns } from "./entries.js";
import { kindOptions, transferKinds } from "./words.js";

const FILTERS = ["from", "to", "kind"];

/**
 * @param {{ walletID: string, others?: unknown }} props others: ways to the party's other wallets
 */
export default function Wallet({ walletID, others }) {
  const { query } = place.value;
  const asked = queryText(Object.fromEntries(FILTERS.map((name) => [name, query.get(name)])));
  const unknown = unknownOf({
    from: null,
    to: null,
    kind: Object.keys(transferKinds),
    partyID: null,
    currency: null,
  });
  const pages = usePages(path`/wallet/${walletID}/entry` + (unknown.length > 0 ? "" : asked));
  const [chosen, setChosen] = useState(
    /** @type {{ form: unknown, entry?: unknown } | null} */ (null),
  );
  // A part of the statement that cannot be loaded leaves the wallet in sight.
  const known = useRef(/** @type {Api.WalletView | null} */ (null));
  if (pages.data) known.current = pages.data.wallet;
  const wallet = known.current?.walletID === walletID ? known.current : null;
  const title = isParty() ? "Wallet" : wallet ? `Wallet of ${wallet.name}` : `Wallet ${walletID}`;
  const crumbs = isParty() ? [] : walletCrumbs();
  const corrects = may("ledger.correct");
  return html`<${Page} title=${title} kind=${isParty() ? undefined : "wallet"} crumbs=${crumbs}
    actions=${
      wallet &&
      html`<${Actions} choose=${(/** @type {unknown} */ form) => setChosen({ form })}
        corrects=${corrects} />`
    }>
    ${others}
    ${
      pages.error && !wallet
        ? html`<${Failure} problem=${pages.error} retry=${pages.reload} />`
        : !wallet
          ? html`<${Skeleton} />`
          : html`${pages.error && !pages.rows && html`<${Outdated} of=${pages} />`}
            <${Holds} wallet=${wallet} /><${Statement} wallet=${wallet} pages=${pages}
              unknown=${unknown}
              act=${
                corrects
                  ? (/** @type {Api.StatementEntryView} */ entry) =>
                      setChosen({ form: AskCorrection, entry })
                  : null
              } />
            ${
              chosen &&
              html`<${Chosen} action=${chosen} wallet=${wallet} onClose=${() => setChosen(null)}
                reload=${pages.reload} />`
            }`
    }<//>`;
}

/** What leads up to a wallet for the staff. */
export const walletCrumbs = () => [{ href: to.operators(), label: "Wallets" }];

/**
 * What was chosen to be done.
 * @param {{ action: { form: unknown, entry?: unknown }, wallet: Api.WalletView,
 *   onClose: () => void,
 *   reload: () => void }} props
 */
function Chosen({ action: { form: Form, entry }, wallet, onClose, reload }) {
  const done = (
    /** @type {string} */ text,
    /** @type {{ href: string, label: string } | undefined} */ link,
  ) => {
    onClose();
    notify({ tone: "green", text, link });
    reload();
  };
  const stale = (/** @type {unknown} */ _problem, /** @type {boolean} */ isKept) => {
    reload();
    if (isKept) return;
    onClose();
    notify({
      tone: "amber",
      text: "The wallet changed meanwhile. Nothing was done; look it over and try again.",
    });
  };
  return html`<${Form} wallet=${wallet} entry=${entry} onDone=${done} onClose=${onClose}
    onStale=${stale} />`;
}

/** @param {{ choose: (form: unknown) => void, corrects: boolean }} props */
const Actions = ({ choose, corrects }) => html`
  ${
    corrects &&
    html`<${Button} icon="Plus" name="deposit"
      onClick=${() => choose(Deposit)}>Record a deposit<//><${Button} icon="Pencil" name="floor"
        onClick=${() => choose(Floor)}>Change the floor<//>`
  }
  <${Button} icon="Printer" onClick=${() => print()}>Print<//>`;

/** @param {{ wallet: Api.WalletView }} props */
const Holds = ({
  wallet,
}) => html`<section class="card" aria-label="What it holds"><dl class="figures">
  <div><dt>Balance</dt><dd><${Money} amount=${wallet.balance} currency=${wallet.currency} />
    </dd></div>
  ${
    wallet.reserved &&
    html`<div><dt>Reserved</dt><dd><${Money} amount=${wallet.reserved} currency=${wallet.currency}
        /></dd></div>`
  }
  <div><dt>Available</dt><dd><${Money} amount=${wallet.available} currency=${wallet.currency} />
    </dd></div>
  <div><dt>Floor</dt><dd><${Money} amount=${wallet.floor} currency=${wallet.currency} /></dd></div>
  <div><dt>Wallet</dt><dd class="code">${wallet.walletID}</dd></div>
  ${isParty() && html`<div class="on-paper"><dt>Of</dt><dd>${wallet.name}</dd></div>`}</dl>
    </section>`;

/**
 * @param {{ wallet: Api.WalletView, pages: ReturnType<typeof
 *   import("../base/queries.js").usePages>, unknown: [string, string][],
 *   act: ((entry: Api.StatementEntryView) => void) |
 *   null }} props
 */
function Statement({ wallet, pages, unknown, act }) {
  const { query } = place.value;
  const [from, until, kind] = FILTERS.map((name) => query.get(name) ?? "");
  const set = chipsOf(
    { ...periodWords, kind: ["Kind", (value) => transferKinds[value] ?? value] },
    query,
  );
  const correct =
    act &&
    ((/** @type {Api.StatementEntryView} */ row) =>
      row.actions?.map(
        (/** @type {Api.ChoiceView} */ { name, allowed, reason }) =>
          html`<span key=${name} class="tight"><${Button} look="quiet" name=${name}
            why=${allowed ? null : reason} onClick=${() => act(row)}>Take back<span
              class="hidden"> ${transferKinds[row.kind]} ${row.transferID}</span><//></span>
            ${!allowed && html`<small>${reason}</small>`}`,
      ));
  // All kinds are in the file, so that the balances add up.
  const asFile = (/** @type {string} */ format) =>
    path`/wallet/${wallet.walletID}/statement` + queryText({ from, to: until, format });
  const empty = set.length
    ? html`<${Blank} icon="SearchX" title="Nothing in this part"
      action=${html`<${ButtonLink} href=${to.wallet(wallet.walletID)}
        icon="X">Show everything<//>`}>No movement is of these days and this kind.<//>`
    : html`<${Blank} icon="ArrowLeftRight"
      title="Nothing has moved yet">Money that comes in, and what is paid for disputes, is listed
      here.<//>`;
  return html`<${Section} title="Statement" flush actions=${html`<${Downloads} from=${asFile} />`}>
    <div class="filters padded"><div class="chips"><${FilterDay} name="from" label="From"
      value=${from} max=${until} /><${FilterDay} name="to" label="To" value=${until} min=${from} />
      <${FilterSelect} name="kind" label="Kind" value=${kind}
        options=${kindOptions()}
        onChoose=${(/** @type {string} */ value) => setQuery({ kind: value })} /></div>
        <${Chips} set=${set} /></div>
    ${
      set.length > 0 &&
      html`<p
        class="on-paper padded">Only ${listText(
          set.map((one) => `${one.label.toLowerCase()} ${one.words}`),
        )}.</p>`
    }
    ${
      pages.rows &&
      !pages.error &&
      unknown.length === 0 &&
      html`<${BalanceLine}
        entries=${pages.rows} floor=${wallet.floor} currency=${wallet.currency} />`
    }
    <${List} pages=${pages} noun="movement" unknown=${unknown} empty=${empty}
      table=${{
        caption: "Statement",
        columns: entryColumns(correct || undefined),
        keyOf: (/** @type {Api.StatementEntryView} */ row) => String(row.sequence),
      }} /><//>`;
}
