/** One level of a chain while it is edited. */

import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { sentence } from "../base/words.js";
import { Button, IconButton } from "../ui/button.js";
import { Check, MoneyField, Radios, SelectField, TextField } from "../ui/field.js";
import { NotLoaded } from "../ui/states.js";
import { readLimit } from "./chain-draft.js";

const roles = ["agent", "approver", "manager", "finance", "support", "admin"];

/**
 * @param {{ id: string, number: number, level: import("./chain-draft.js").Level, people: {
 *   data: Api.Page<Api.PersonView> | null, error: import("../base/http.js").Problem | null,
 *   reload: () => void }, errorAt: (id: string) => string | null,
 *   change: (part: unknown) => void, up: (() => void) | null, down: (() => void) | null,
 *   remove: (() => void) | null }} props
 */
export function ChainLevel({ id, number, level, people, errorAt, change, up, down, remove }) {
  const title = `level ${number}${level.name.trim() ? `, ${level.name.trim()}` : ""}`;
  const tick = (/** @type {string} */ userID, /** @type {boolean} */ on) =>
    change({
      people: on ? [...level.people, userID] : level.people.filter((other) => other !== userID),
    });
  return html`<section class="level" aria-label=${sentence(title)}><header><h3>Level ${number}</h3>
    <div class="actions">
      ${up && html`<${IconButton} icon="ArrowUp" label=${`Move ${title} up`} onClick=${up} />`}
        ${
          down &&
          html`<${IconButton} icon="ArrowDown" label=${`Move ${title} down`} onClick=${down} />`
        }${
          remove &&
          html`<${IconButton} icon="Trash2" label=${`Remove ${title}`} onClick=${remove} />`
        }</div></header>
    <div class="row-fields"><${TextField} id=${`${id}-name`} label="Name of the level"
      value=${level.name} error=${errorAt(`${id}-name`)}
      onInput=${(/** @type {string} */ name) => change({ name })} />
      <${TextField} id=${`${id}-answerWithinHours`} label="Business hours to answer"
        hint="At most four weeks." inputmode="decimal" value=${level.hours}
        error=${errorAt(`${id}-answerWithinHours`)}
        onInput=${(/** @type {string} */ hours) => change({ hours })} /></div>
    <${Radios} legend="Asks" name=${`${id}-by`} value=${level.by}
      onInput=${(/** @type {string} */ by) => change({ by })}
      options=${[
        { value: "role", label: "Everybody of a role" },
        { value: "people", label: "People by name" },
      ]} />
    ${
      level.by === "role"
        ? html`<${SelectField} id=${`${id}-role`} label="Role" value=${level.role}
          error=${errorAt(`${id}-role`)}
          options=${[...new Set([...roles, level.role])].map((value) => ({
            value,
            label: sentence(value),
          }))}
          onInput=${(/** @type {string} */ role) => change({ role })} />`
        : html`<fieldset class="ticks" id=${`${id}-people`} tabindex="-1"><legend>People</legend>
          ${errorAt(`${id}-people`) && html`<p class="error-text">${errorAt(`${id}-people`)}</p>`}
          <${NotLoaded} of=${people} what="The people" />
            ${(people.data?.value ?? [])
              .filter(
                (/** @type {Api.PersonView} */ person) =>
                  roles.includes(person.role) || level.people.includes(person.userID),
              )
              .map(
                (/** @type {Api.PersonView} */ person) => html`<${Check}
                  key=${person.userID}
                  label=${`${person.name}, ${sentence(person.role).toLowerCase()}`}
                  checked=${level.people.includes(person.userID)}
                  onInput=${(/** @type {boolean} */ on) => tick(person.userID, on)} />`,
              )}</fieldset>`
    }
    <${Limits} id=${id} level=${level} errorAt=${errorAt} change=${change} /></section>`;
}

/**
 * Up to how much a yes of the level is good for, per currency.
 * @param {{ id: string, level: import("./chain-draft.js").Level, errorAt: (id: string) => string |
 *   null, change: (part: unknown) => void }} props
 */
function Limits({ id, level, errorAt, change }) {
  const [currency, setCurrency] = useState("");
  const { limits } = level;
  const add = () => {
    change({ limits: [...limits, { currency, text: "" }] });
    setCurrency("");
  };
  const errorOf = (/** @type {import("./chain-draft.js").Limit} */ limit) => {
    const read = readLimit(limit);
    return (
      errorAt(`${id}-limit-${limit.currency}`) ??
      (limit.text && "error" in read ? read.error : null)
    );
  };
  const why =
    /^[A-Z]{3}$/.test(currency) && !limits.some((limit) => limit.currency === currency)
      ? null
      : "Enter a currency that has no limit yet, such as USD.";
  return html`<div class="limits">
    <p class="hint">A yes counts up to the person's own credit limit. A limit here lowers that.</p>
    <ul class="plain limits">${limits.map(
      (
        limit,
        at,
      ) => html`<li key=${limit.currency}><${MoneyField} id=${`${id}-limit-${limit.currency}`}
        label=${`At most in ${limit.currency}`} currency=${limit.currency} value=${limit.text}
        error=${errorOf(limit)}
        onInput=${(/** @type {string} */ text) =>
          change({
            limits: limits.map((one, index) => (index === at ? { ...one, text } : one)),
          })} />
        <${IconButton} icon="Trash2" label=${`Remove the limit in ${limit.currency}`}
          onClick=${() => change({ limits: limits.filter((_, index) => index !== at) })} /></li>`,
    )}
      <li><${TextField} id=${`${id}-limit`} label="Add a limit in" maxlength=${3} value=${currency}
        error=${errorAt(`${id}-limit`)}
        onInput=${(/** @type {string} */ text) => setCurrency(text.toUpperCase())} />
        <${Button} icon="Plus" why=${why} onClick=${add} name="add-limit">Add<//></li></ul></div>`;
}
