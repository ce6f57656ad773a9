/**
 * The tickets that a dispute is linked to, in a section of its workspace; what handles them comes
 * when it is shown.
 */
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { Failure } from "../ui/states.js";
import { Section } from "../ui/tabs.js";

/** @param {{ disputeID: string }} props */
export function Tickets({ disputeID }) {
  const [come, setCome] = useState(
    /** @type {{ Linked?: unknown, problem?: import("../base/http.js").Problem }} */ ({}),
  );
  const fetch = () => {
    import("../later.js").then(
      ({ LinkedTickets }) => setCome({ Linked: LinkedTickets }),
      (reason) => setCome({ problem: asProblem(reason) }),
    );
  };
  useEffect(fetch, []);
  return html`<${Section} title="Tickets" name="tickets">
    ${come.problem && html`<${Failure} problem=${come.problem} retry=${fetch} />`}
    ${come.Linked && html`<${come.Linked} disputeID=${disputeID} />`}<//>`;
}
