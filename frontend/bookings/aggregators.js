/** Aggregators, each with how it settles; everybody may look that up (IG-02). */

import { html } from "../base/html.js";
import { Parties } from "./parties.js";

export default function Aggregators() {
  return html`<${Parties} role="aggregator">
    <p class="muted">Bookings of an aggregator that settles by wallet can be disputed here. One that
      settles by invoice is asked directly, since no money could move.</p><//>`;
}
