/** Who can sign in: inviting people, what they may do, and when they are away. */

import { AbsenceForm, awayText } from "../account/absence.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { me } from "../base/session.js";
import { sentence } from "../base/words.js";
import { Address } from "../ui/address.js";
import { Button, IconButton } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { Money, None } from "../ui/text.js";
import { given, outside, PersonForm } from "./person-form.js";

export function People() {
  const load = useLoad("/user?limit=100");
  const [edited, setEdited] = useState(/** @type {string | null} */ (null));
  const [isInviting, setInviting] = useState(false);
  const [absent, setAbsent] = useState(/** @type {string | null} */ (null));
  const rowOf = (/** @type {string | null} */ id) =>
    load.data?.value.find((/** @type {Api.PersonView} */ row) => row.userID === id) ?? null;
  const person = rowOf(edited);
  const away = rowOf(absent);
  return html`<${Loaded} of=${load}>${(
    /** @type {Api.Page<Api.PersonView>} */ data,
  ) => html`<div class="actions"><${Button} icon="Plus" onClick=${() => setInviting(true)}
    name="invite">Invite somebody<//></div>
    <div class="boxed"><${Table} caption="People" rows=${data.value}
      keyOf=${(/** @type {Api.PersonView} */ row) => row.userID} columns=${[
        ...columnsOf(data.value),
        {
          label: "Absence",
          cell: (/** @type {Api.PersonView} */ row) =>
            awayText(row.absence, data.value) || html`<${None} />`,
        },
        {
          label: "Change",
          tight: true,
          cell: (/** @type {Api.PersonView} */ row) => html`<${IconButton}
            icon="Pencil" label=${`Change ${row.name}`} onClick=${() => setEdited(row.userID)} />
            ${
              !outside.includes(row.role) &&
              html`<${IconButton} icon="CalendarOff"
                label=${`Absence of ${row.name}`} onClick=${() => setAbsent(row.userID)} />`
            }`,
        },
      ]} /></div>
    ${
      away &&
      html`<${Dialog} title=${`Absence of ${away.name}`} onClose=${() => setAbsent(null)}>
        <${AbsenceForm} key=${JSON.stringify(away.absence)} of=${away}
          where=${path`/user/${away.userID}/absence`} onNewer=${load.reload} onDone=${(
            /** @type {Api.PersonView} */ _person,
            /** @type {string} */ text,
          ) => {
            setAbsent(null);
            notify({ tone: "green", text: `${away.name}: ${text}` });
            load.reload();
          }} /><//>`
    }
    ${
      isInviting &&
      html`<${PersonForm} person=${null} onNewer=${load.reload} onClose=${() => setInviting(false)}
        onDone=${(/** @type {Api.PersonView} */ made) => {
          setInviting(false);
          notify({ tone: "green", text: invitedText(made) });
          load.reload();
        }} />`
    }
    ${
      person &&
      html`<${PersonForm} key=${`${person.userID} ${person.version}`} person=${person}
        onNewer=${load.reload} onClose=${() => setEdited(null)} onDone=${() => {
          setEdited(null);
          notify({ tone: "green", text: `${person.name} is saved.` });
          load.reload();
        }} onInvited=${() => {
          setEdited(null);
          notify({
            tone: "green",
            text: `Another first password, good for three days, is on its way to ${person.email}.`,
          });
          load.reload();
        }} onReset=${() => {
          setEdited(null);
          notify({
            tone: "green",
            text: `${person.name} has no second factor any more, and is signed out.`,
          });
          load.reload();
        }} />`
    }`}<//>`;
}

/** Who manages somebody, by name. @param {Api.PersonView} row @param {Api.PersonView[]} people */
const managerOf = ({ managerID }, people) =>
  people.find((one) => one.userID === managerID)?.name ?? managerID;

/** What becomes of somebody who was invited. @param {Api.PersonView} person */
const invitedText = (person) =>
  me.value?.localMode
    ? `${person.name} is at the sign-in, with the password of the demo.`
    : `${person.name} is invited: a first password, good for three days, is on its way` +
      ` to ${person.email}.`;

/**
 * The customers of whom somebody may know, or whom somebody from outside acts for; "" for all, or
 * for nobody yet.
 * @param {Api.PersonView} person
 */
const seenBy = (person) =>
  outside.includes(person.role) ? String(person.partyID ?? "") : (person.limitTo ?? []).join(", ");

/**
 * @param {Api.PersonView[]} people
 * @returns {import("../ui/table.js").Column<Api.PersonView>[]}
 */
const columnsOf = (people) => [
  {
    label: "Name",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<strong>${row.name}</strong><small><${Address} of=${row} /></small>
        ${row.isActive === false && html`<small>Deactivated</small>`}
        ${row.secondFactorAt && html`<small>With a second factor</small>`}
        ${row.managerID && html`<small>Manager: ${managerOf(row, people)}</small>`}`,
  },
  { label: "Role", cell: (row) => sentence(row.role) },
  {
    label: "Credit limit",
    end: true,
    cell: ({ creditLimit }) =>
      Object.keys(creditLimit ?? {}).length === 0
        ? html`<${None} />`
        : Object.entries(creditLimit ?? {}).map(
            ([currency, amount]) =>
              html`<div key=${currency}><${Money} amount=${amount} currency=${currency} /></div>`,
          ),
  },
  {
    label: "Rights",
    name: true,
    cell: ({ rights }) =>
      (rights ?? []).length === 0
        ? html`<${None} />`
        : rights.map(
            (/** @type {string} */ right) => html`<div key=${right}>${given[right] ?? right}</div>`,
          ),
  },
  {
    label: "Limited to",
    cell: (row) =>
      seenBy(row) ||
      html`<span class="muted">${outside.includes(row.role) ? "Nobody yet" : "All customers"}
        </span>`,
  },
];
