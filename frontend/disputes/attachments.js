/**
 * The files of a dispute, in a section of its workspace. What handles them comes when it is shown,
 * so that no first view waits for it.
 */
import { useEffect, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { asProblem } from "../base/http.js";
import { Failure } from "../ui/states.js";
import { Section } from "../ui/tabs.js";

/**
 * @param {object} props
 * @param {string} props.disputeID
 * @param {Api.ChoiceView[]} [props.actions] what the server says can be done: `attach`,
 *   `attachNote`; without
 *   them the files are only shown
 * @param {2 | 3} [props.level] of the heading
 * @param {string | null} [props.latest] the last attachment that the view knows of, so that others'
 *   are shown too
 * @param {(side: string) => string} [props.nameOf] what the sides are called
 * @param {string} [props.everybody] what they are called together, beside the staff
 * @param {() => void} [props.onChanged]
 * @param {string} [props.link] of a party's mail, in place of signing in
 * @param {string} [props.ticketID] of a ticket, in place of a dispute
 * @param {string} [props.item] the invoice that a resolver's link asks about, in place of a dispute
 * @param {string} [props.title]
 */
export function Attachments(props) {
  const [come, setCome] = useState(
    /** @type {{ Files?: unknown, problem?: import("../base/http.js").Problem }} */ ({}),
  );
  const fetch = () => {
    import("../later.js").then(
      ({ AttachedFiles }) => setCome({ Files: AttachedFiles }),
      (reason) => setCome({ problem: asProblem(reason) }),
    );
  };
  useEffect(fetch, []);
  return html`<${Section} title=${props.title ?? "Attachments"} name="attachments"
    level=${props.level}>
    ${come.problem && html`<${Failure} problem=${come.problem} retry=${fetch} />`}
      ${come.Files && html`<${come.Files} ...${props} />`}<//>`;
}
