/**
 * What can be done with a dispute, drawn from what the server allows; what cannot is shown with its
 * reason.
 */
import { useFocusAfter, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { ActionList } from "../ui/action-list.js";
import { Section } from "../ui/tabs.js";
import { isOutdated, noteOutdated, OUTDATED } from "./outdated.js";
import { nextLink } from "./walk.js";

/** @typedef {import("../ui/action-list.js").Drawn} Drawn */

/**
 * @param {{ dispute: Api.DisputeView | Api.BookingDisputeView, drawn: Record<string, Drawn>,
 *   onChanged: () => void,
 *   onStale: (current: unknown) => void }} props drawn: by the name of the action
 */
export function Actions({ dispute, drawn, onChanged, onStale }) {
  const [name, setName] = useState(/** @type {string | null} */ (null));
  const actions = /** @type {Api.ChoiceView[]} */ (dispute.actions ?? []);
  const home = useRef(/** @type {HTMLElement | null} */ (null));
  const noteDone = useFocusAfter(home, dispute.actions);
  const close = () => setName(null);
  const done = (
    /** @type {string} */ text,
    /** @type {{ href: string, label: string } | undefined} */ link,
  ) => {
    setName(null);
    notify({ tone: "green", text, link: link ?? nextLink(dispute.disputeID) });
    noteDone();
    noteOutdated(dispute);
    onChanged();
  };
  const stale = (
    /** @type {import("../base/http.js").Problem} */ problem,
    /** @type {boolean} */ isKept,
  ) => {
    onStale(problem.body.current);
    if (isKept) return;
    setName(null);
    notify({
      tone: "amber",
      text: "Somebody changed this dispute first. Nothing was done; look it over and try again.",
    });
    noteDone();
  };
  const Form = name ? drawn[name].form : null;
  return html`<${Section} title="Actions" name="actions" top=${home}>
    <${ActionList} actions=${actions} drawn=${drawn} onChoose=${setName}
      why=${isOutdated(dispute) ? OUTDATED : null} />
    ${
      Form &&
      html`<${Form} dispute=${dispute} name=${name} onDone=${done} onClose=${close}
        onStale=${stale} />`
    }
  <//>`;
}
