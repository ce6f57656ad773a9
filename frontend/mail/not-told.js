/** That what tells a customer how disputes ended did not arrive (CO-43). */
import { html } from "../base/html.js";
import { Banner } from "../ui/states.js";

/** @param {{ told: (Api.ToldView | null)[] }} props told: of each dispute */
export function NotTold({ told }) {
  const lost = told.filter((one) => one?.undelivered);
  const why = [...new Set(lost.map((one) => one?.undelivered))].join("; ");
  return lost.length === 0
    ? null
    : html`<${Banner} tone="amber" icon="MailX">The letter that tells the customer how it ended did
      not arrive: ${why}. Tell it again below, on paper where no mail reaches it.<//>`;
}
