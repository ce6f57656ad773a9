/** Operators, each with its bookings and wallet. */
import { Parties } from "../components/parties.js";
import { html } from "../html.js";

export default function Operators() {
  return html`<${Parties} role="operator" />`;
}
