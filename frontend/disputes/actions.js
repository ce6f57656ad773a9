/**
 * What can be done with a dispute, drawn from what the server allows; what cannot is shown with its
 * reason.
 */
import { countText } from "../base/format.js";
import { useFocusAfter, useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { Button } from "../ui/button.js";
import { Section } from "../ui/tabs.js";
import { whyText } from "../ui/why.js";
import { isOutdated, noteOutdated, OUTDATED } from "./outdated.js";
import { nextLink } from "./walk.js";

/**
 * @typedef {{ label: string, icon: string, form: unknown, prominent?: boolean }} Drawn form: the dialog
 *   that asks before it is done
 */

/**
 * @param {{ dispute: Api.DisputeView | Api.BookingDisputeView, drawn: Record<string, Drawn>, onChanged: () => void,
 *   onStale: (current: unknown) => void }} props drawn: by the name of the action
 */
export function Actions({ dispute, drawn, onChanged, onStale }) {
  const [name, setName] = useState(/** @type {string | null} */ (null));
  const known = (dispute.actions ?? []).filter(
    (/** @type {Api.ChoiceView} */ action) => drawn[action.name],
  );
  const allowed = known.filter((/** @type {Api.ChoiceView} */ action) => action.allowed);
  const blocked = known.filter((/** @type {Api.ChoiceView} */ action) => !action.allowed);
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
  const stale = (/** @type {import("../base/http.js").Problem} */ problem) => {
    setName(null);
    notify({
      tone: "amber",
      text: "Somebody changed this dispute first. Nothing was done; look it over and try again.",
    });
    noteDone();
    onStale(problem.body.current);
  };
  const Form = name ? drawn[name].form : null;
  return html`<${Section} title="Actions" name="actions" top=${home}>
    ${
      allowed.length > 0 &&
      html`<ul class="action-list">${allowed.map(
        (
          /** @type {Api.ChoiceView} */ action,
          /** @type {number} */ index,
        ) => html`<li key=${action.name}>
          <${Button} icon=${drawn[action.name].icon}
            look=${index === 0 && drawn[action.name].prominent ? "primary" : "plain"}
            why=${isOutdated(dispute) ? OUTDATED : null} name=${action.name}
          onClick=${() => setName(action.name)}>${drawn[action.name].label}
        <//></li>`,
      )}</ul>`
    }
    ${
      blocked.length > 0 &&
      html`<details class="not-now"><summary>Not possible now <span class="count">
        ${countText(blocked.length)}</span></summary><ul class="action-list blocked">${byReason(
          blocked,
        ).map(
          ([first, ...more]) => html`<li key=${first.name}><div class="actions">${[
            first,
            ...more,
          ].map(
            (action) =>
              html`<${Button} key=${action.name} icon=${drawn[action.name].icon} name=${action.name}
                whyID=${`why-${first.name}`}>${drawn[action.name].label}<//>`,
          )}</div>
            <p class="why" id=${`why-${first.name}`}>${whyText(first)}</p></li>`,
        )}</ul></details>`
    }
    ${
      Form &&
      html`<${Form} dispute=${dispute} name=${name} onDone=${done} onClose=${close}
        onStale=${stale} />`
    }
  <//>`;
}

/**
 * What is blocked for one and the same reason stands together.
 * @param {Api.ChoiceView[]} blocked
 * @returns {Api.ChoiceView[][]}
 */
function byReason(blocked) {
  const groups = new Map();
  for (const action of blocked)
    groups.set(action.reason, [...(groups.get(action.reason) ?? []), action]);
  return [...groups.values()];
}
