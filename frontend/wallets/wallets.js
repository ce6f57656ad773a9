/** A party's wallets: the one there is, or one of several by currency. */

import { html } from "../base/html.js";
import { queryText } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { isParty, isVendor, me } from "../base/session.js";
import { ButtonLink } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Blank, Loaded } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { Unknown } from "../ui/unknown-query.js";
import Wallet, { walletCrumbs } from "./wallet.js";

/** Where the staff finds whose wallet it looks for. */
const choices = html`<${ButtonLink} href=${to.operators()} icon="Building2">Choose an operator<//>
  <${ButtonLink} href=${to.aggregators()} icon="Building2">Choose an aggregator<//>
  <${ButtonLink} href=${to.vendors()} icon="UserRound">Choose a vendor<//>`;

export default function Wallets() {
  const { query } = place.value;
  const party = query.get("partyID");
  const named = isParty() ? me.value?.partyID != null : Boolean(party);
  const load = useLoad(named ? `/wallet${queryText({ partyID: party })}` : null);
  if (!named)
    return isParty()
      ? html`<${Page} title="Wallet"><${Blank} icon="Wallet"
        title="Nothing to show yet">Your sign-in is not connected to ${
          isVendor() ? "a vendor" : "an operator or aggregator"
        } yet. Ask support to connect it.<//><//>`
      : html`<${Page} title="Wallets"><${Blank} icon="Wallet" title="Whose wallet?"
        action=${choices}>Each operator, aggregator and vendor has one for each currency.<//><//>`;
  const wallets = load.data?.value ?? [];
  const chosen =
    wallets.find((/** @type {Api.WalletView} */ one) => one.currency === query.get("currency")) ??
    wallets[0];
  const unknown = query.get("currency") && chosen && chosen.currency !== query.get("currency");
  if (unknown)
    return html`<${Page} title="Wallet" crumbs=${isParty() ? [] : walletCrumbs()}>
      <${Unknown} unknown=${[["currency", String(query.get("currency"))]]} /><//>`;
  if (!chosen)
    return html`<${Page} title=${isParty() ? "Wallet" : `Wallet of ${party}`}
      kind=${isParty() ? undefined : "wallet"} crumbs=${isParty() ? [] : walletCrumbs()}>
      <${Loaded} of=${load}>
      ${() => html`<${Blank} icon="SearchX" title="No wallet"
        action=${!isParty() && choices}>There is no such party, or it has no wallet yet: one is
        opened when the party is brought in.<//>`}
      <//><//>`;
  const tabs = wallets.map((/** @type {Api.WalletView} */ one, /** @type {number} */ at) => ({
    value: at === 0 ? "" : one.currency,
    label: one.currency,
  }));
  return html`<${Wallet} walletID=${chosen.walletID} others=${
    wallets.length > 1 &&
    html`<${Tabs} label="Currency" name="currency" tabs=${tabs}
      current=${chosen === wallets[0] ? "" : chosen.currency} />`
  } />`;
}
