/**
 * What can be done with a thing, drawn from what the server allows; what cannot folds behind its
 * count.
 */
import { countText } from "../base/format.js";
import { html } from "../base/html.js";
import { Button } from "./button.js";
import { whyText } from "./why.js";

/**
 * @typedef {{ label: string, icon: string, form: unknown,
 *   prominent?: boolean }} Drawn form: the dialog that asks before it is done
 */

/**
 * @param {{ actions: Api.ChoiceView[], drawn: Record<string, Drawn>,
 *   onChoose: (name: string) => void,
 *   why?: string | null }} props drawn: by the name of the action; why: nothing can be done now
 */
export function ActionList({ actions, drawn, onChoose, why = null }) {
  const known = actions.filter((action) => drawn[action.name]);
  const allowed = known.filter((action) => action.allowed);
  const blocked = known.filter((action) => !action.allowed);
  return html`${
    allowed.length > 0 &&
    html`<ul class="action-list">${allowed.map(
      (action, index) => html`<li key=${action.name}>
        <${Button} icon=${drawn[action.name].icon} name=${action.name} why=${why}
          look=${index === 0 && drawn[action.name].prominent ? "primary" : "plain"}
          onClick=${() => onChoose(action.name)}>${drawn[action.name].label}<//></li>`,
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
    }`;
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
