/** The payouts of a case, each with what Finance can do about it (PO-25, PO-26). */
import { useState } from "../../base/hooks.js";
import { html } from "../../base/html.js";
import { notify } from "../../base/notices.js";
import { nextDeeds, payoutDeeds } from "../../orders/payout-deeds.js";
import { Files } from "../../orders/payout-files.js";
import { Button } from "../../ui/button.js";
import { Section } from "../../ui/tabs.js";
import { Ago, Money, Status } from "../../ui/text.js";
import { whyText } from "../../ui/why.js";

/** @param {{ dispute: Api.OrderDisputeView, onChanged: () => void }} props */
export function Payouts({ dispute, onChanged }) {
  const [open, setOpen] = useState(
    /** @type {{ payout: Api.PayoutView, name: string } | null} */ (null),
  );
  if (dispute.payouts.length === 0) return null;
  const end = (/** @type {"green" | "amber"} */ tone, /** @type {string} */ text) => {
    setOpen(null);
    notify({ tone, text });
    onChanged();
  };
  return html`<${Section} title="Payouts" name="payouts"><ul
    class="plain column">${dispute.payouts.map(
      (/** @type {Api.PayoutView} */ payout) =>
        html`<${PayoutOf} key=${payout.payoutID} payout=${payout} currency=${dispute.currency}
        onPick=${(/** @type {string} */ name) => setOpen({ payout, name })} />`,
    )}</ul>
    ${
      open &&
      html`<${payoutDeeds[open.name].form} payout=${asListed(open.payout, dispute)}
        onClose=${() => setOpen(null)} onDone=${(/** @type {string} */ text) => end("green", text)}
        onStale=${(/** @type {import("../../base/http.js").Problem} */ problem) =>
          end("amber", `${problem.message} Nothing was done.`)} />`
    }<//>`;
}

/**
 * A payout of a case with what a list tells of one.
 * @param {Api.PayoutView} payout
 * @param {Api.OrderDisputeView} dispute
 */
const asListed = (payout, { disputeID, orderID, customer, currency, version }) => ({
  ...payout,
  disputeID,
  orderID,
  customer,
  currency,
  version,
});

/** @param {{ payout: Api.PayoutView, currency: string, onPick: (name: string) => void }} props */
function PayoutOf({ payout, currency, onPick }) {
  const { can, not } = nextDeeds(payout);
  return html`<li class="payout" data-payout=${payout.payoutID}>
    <p class="request-head"><${Money} amount=${payout.amount} currency=${currency} strong />
      <${Status} status=${payout.status} /></p>
    <p class="note muted"><${Ago}
      at=${payout.returnedAt ?? payout.confirmedAt ?? payout.sentAt ?? payout.instructedAt} />
      ${payout.account && ` · to ${payout.account}`}${payout.reference && ` · ${payout.reference}`}
      ${payout.returnCode && ` · bank's code ${payout.returnCode}`}
      ${payout.isClaimedBack && " · claimed back"}</p>
    ${
      (payout.files.length > 0 || payout.unsent) &&
      html`<div class="note muted">In files for the bank: <${Files} of=${payout} /></div>`
    }
    ${
      can.length > 0 &&
      html`<div class="actions">${can.map(
        (/** @type {Api.ChoiceView} */ one, /** @type {number} */ index) =>
          html`<${Button} key=${one.name} name=${`payout-${one.name}`}
            icon=${payoutDeeds[one.name].icon}
            look=${index === 0 ? "primary" : "plain"}
            onClick=${() => onPick(one.name)}>${payoutDeeds[one.name].label}<//>`,
      )}</div>`
    }
    ${not && html`<p class="note muted">${payoutDeeds[not.name].label}: ${whyText(not)}</p>`}</li>`;
}
