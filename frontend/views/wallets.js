/** A party's wallets: the one there is, or one of several by currency. */
import { queryText } from "../client.js";
import { ButtonLink } from "../components/button.js";
import { Page } from "../components/page.js";
import { Blank, Loaded } from "../components/states.js";
import { Tabs } from "../components/tabs.js";
import { html } from "../html.js";
import { useLoad } from "../loading.js";
import { place, to } from "../router.js";
import { isParty, me } from "../session.js";
import Wallet from "./wallet.js";

export default function Wallets() {
  const { query } = place.value;
  const party = query.get("partyID");
  const named = isParty() ? me.value?.partyID != null : Boolean(party);
  const load = useLoad(named ? `/wallet${queryText({ partyID: party })}` : null);
  if (!named)
    return html`<${Page} title="Wallet"><${Blank} icon="Wallet" title=${isParty() ? "Nothing to show yet" : "Whose wallet?"} action=${!isParty() && html`<${ButtonLink} href=${to.operators()} look="primary">Choose an operator or aggregator<//>`}>${isParty() ? "Your sign-in is not connected to an operator or aggregator yet. Ask support to connect it." : "Each operator and aggregator has one for each currency."}<//><//>`;
  const wallets = load.data?.value ?? [];
  const chosen = wallets.find((/** @type {any} */ one) => one.currency === query.get("currency")) ?? wallets[0];
  if (!chosen)
    return html`<${Page} title="Wallet"><${Loaded} of=${load}>${() => html`<${Blank} icon="Wallet" title="No wallet">There is no such party, or it has no wallet yet: one is opened when the party is brought in.<//>`}<//><//>`;
  const tabs = wallets.map((/** @type {any} */ one, /** @type {number} */ at) => ({
    value: at === 0 ? "" : one.currency,
    label: one.currency,
  }));
  return html`<${Wallet} walletID=${chosen.walletID} others=${wallets.length > 1 && html`<${Tabs} label="Currency" name="currency" tabs=${tabs} current=${chosen === wallets[0] ? "" : chosen.currency} />`} />`;
}
