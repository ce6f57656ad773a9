/** Operators, each with its bookings and wallet. */

import { html } from "../base/html.js";
import { Parties } from "./parties.js";

export default function Operators() {
  return html`<${Parties} role="operator" />`;
}
