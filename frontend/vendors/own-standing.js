/** How a vendor stands, in its own portal: why, until when, what it owes, and objecting (PO-35). */
import { html } from "../base/html.js";
import { useLoad } from "../base/queries.js";
import { to } from "../base/router.js";
import { me } from "../base/session.js";
import { ButtonLink } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Blank, Loaded } from "../ui/states.js";
import { standingAsk } from "./asks.js";
import { OwnFigures } from "./brief.js";
import { useStandingDeeds } from "./deeds.js";
import { Flag, Level } from "./level.js";
import { History, Reasons } from "./reasons.js";

export default function OwnStanding() {
  const own = me.value?.partyID;
  const load = useLoad(own == null ? null : standingAsk(encodeURIComponent(own)));
  const deeds = useStandingDeeds(load);
  if (own == null)
    return html`<${Page} title="How you stand"><${Blank} icon="UserRound"
      title="Nothing to show yet"
      action=${html`<${ButtonLink} href="#/account"
        icon="UserRound">Look at your account<//>`}>Your sign-in is not connected to a vendor yet.
        Ask support to connect it.<//><//>`;
  return html`<${Page} title="How you stand"
    aside=${load.data && html`<${Level} level=${load.data.level} /> <${Flag} of=${load.data} />`}>
    <${Loaded} of=${load}>${(/** @type {Api.OwnStandingView} */ standing) =>
      html`<section class="card" aria-label="In numbers"><${OwnFigures} standing=${standing} />
        <p class="note"><a href=${to.wallets()}>See your fines in your wallet</a></p></section>
      <${Reasons} standing=${standing} choose=${deeds.choose} top=${deeds.home} />
      <${History} standing=${standing} />${deeds.dialog}`}<//><//>`;
}
