/** Into whose hands disputes are put: one, or several at once (CK-10). */
import { call } from "../base/client.js";
import { countText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { me } from "../base/session.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { Button } from "../ui/button.js";
import { Choose, Each, through } from "../ui/each.js";
import { SelectField } from "../ui/field.js";

/** Who can be given a dispute, as far as that does not depend on it. */
export const WORKERS = "/user?permission=dispute.work";

/**
 * People to choose from, oneself first.
 * @param {{ userID: string, name: string | null }[]} people
 */
export function peopleOptions(people) {
  const own = me.value?.userID;
  return [...people]
    .sort((a, b) => Number(b.userID === own) - Number(a.userID === own))
    .map((one) => ({
      value: one.userID,
      label: one.userID === own ? `${one.name} (me)` : String(one.name),
    }));
}

/**
 * Whom a dispute is put into the hands of, by role.
 * @type {Record<string, { name: string, label: string, hint: string }>}
 */
const hands = {
  assigneeID: { name: "assignee", label: "Assignee", hint: "Who works the dispute." },
  resolverID: {
    name: "resolver",
    label: "Resolver",
    hint: "Who in the company can clear the matter up.",
  },
};

/**
 * The form by which one dispute is put into hands.
 * @param {string[]} roles those of its kind
 */
export const assignAs =
  (roles) =>
  (
    /**
     * @type {{ dispute: any, onDone: (text: string) => void, onClose: () => void,
     *   onStale: (problem: import("../base/http.js").Problem) => void }}
     */ props,
  ) =>
    html`<${Assign} ...${props} roles=${roles} />`;

/**
 * @param {{ dispute: any, roles: string[], onDone: (text: string) => void, onClose: () => void,
 *   onStale: (problem: import("../base/http.js").Problem) => void }} props
 */
function Assign({ dispute, roles, onDone, onClose, onStale }) {
  const load = useLoad(path`/dispute/${dispute.disputeID}/hand`);
  const [chosen, setChosen] = useState(() =>
    Object.fromEntries(roles.map((role) => [role, String(dispute[role] ?? "")])),
  );
  const changed = roles.filter((role) => chosen[role] !== (dispute[role] ?? ""));
  const optionsOf = (/** @type {string} */ role) =>
    handOptions(load.data?.[role], dispute[role], dispute[hands[role].name]);
  const told = roles
    .map((role) => ({
      label: hands[role].label,
      who: optionsOf(role).find((one) => one.value === chosen[role])?.label,
    }))
    .map(({ label, who }) => `${label}: ${who ?? "…"}.`)
    .join(" ");
  const body = Object.fromEntries(changed.map((role) => [role, chosen[role] || null]));
  const intent = {
    method: "POST",
    path: path`/dispute/${dispute.disputeID}/assignment`,
    body,
    version: dispute.version,
  };
  return html`<${ActionDialog} title="Assign" currency=${dispute.currency}
    intent=${changed.length > 0 ? intent : null} onClose=${onClose} onStale=${onStale}
    sentence=${() => told} verb="Assign" onDone=${() => onDone(told)}>
    ${roles.map(
      (role) => html`<${SelectField} key=${role} label=${hands[role].label} hint=${hands[role].hint}
        value=${chosen[role]} of=${load} options=${optionsOf(role)}
        onInput=${(/** @type {string} */ id) => setChosen({ ...chosen, [role]: id })} />`,
    )}<//>`;
}

/**
 * Who may have it, as the server says, and who has it.
 * @param {Api.Who[] | undefined} able
 * @param {string | null} id
 * @param {string | null} name
 */
function handOptions(able = [], id, name) {
  const has = id && !able.some((one) => one.userID === id) ? [{ userID: id, name }] : [];
  return [{ value: "", label: "Nobody" }, ...peopleOptions([...has, ...able])];
}

/**
 * @typedef {{ disputeID: string, assigneeID?: string | null, assignee?: string | null }} Assigned
 */

/**
 * What can be done with the rows of a queue that are ticked: take them, or give them to somebody.
 * @param {{ rows: Assigned[], picked: string[], onPick: (ids: string[]) => void,
 *   drawn: (row: unknown) => unknown,
 *   onDone: () => void, workers?: string }} props drawn: the amount of one, and what it is about;
 *   workers: who can be given one of the kind
 */
export function AssignPicked({ rows, picked, onPick, drawn, onDone, workers = WORKERS }) {
  const [to, setTo] = useState(/** @type {"me" | "others" | null} */ (null));
  const [chosen, setChosen] = useState(/** @type {Assigned[]} */ ([]));
  const own = String(me.value?.userID);
  const begin = (/** @type {"me" | "others"} */ whose) => {
    setChosen(rows.filter((row) => picked.includes(row.disputeID)));
    setTo(whose);
  };
  const close = (/** @type {boolean} */ isBegun) => {
    setTo(null);
    if (!isBegun) return;
    onPick([]);
    onDone();
  };
  return html`<${Choose} ids=${rows.map((row) => row.disputeID)} picked=${picked} onPick=${onPick}
    told=${`${countText(picked.length)} chosen`}>
    <${Button} look="primary" icon="UserRound" name="bulk-take"
      onClick=${() => begin("me")}>Take ${countText(picked.length)}<//>
    <${Button} icon="CornerUpRight" name="bulk-assign"
      onClick=${() => begin("others")}>Assign ${countText(picked.length)}<//><//>
    ${to === "me" && html`<${Give} rows=${chosen} drawn=${drawn} userID=${own} onClose=${close} />`}
    ${
      to === "others" &&
      html`<${Give} rows=${chosen} drawn=${drawn} userID=${null} workers=${workers}
        onClose=${close} />`
    }`;
}

/**
 * @param {{ rows: Assigned[], drawn: (row: unknown) => unknown, userID: string | null,
 *   workers?: string,
 *   onClose: (isBegun: boolean) => void }} props userID: null, to be chosen
 */
function Give({ rows, drawn, userID, workers = WORKERS, onClose }) {
  const [chosen, setChosen] = useState(userID ?? "");
  const people = useLoad(userID ? null : workers);
  const what = `${countText(rows.length)} ${rows.length === 1 ? "dispute" : "disputes"}`;
  const isTaken = userID !== null;
  const carryOut = async (/** @type {Assigned} */ row, /** @type {string} */ key) => {
    const body = { assigneeID: chosen === NOBODY ? null : chosen };
    if ((row.assigneeID ?? null) === body.assigneeID)
      return { tone: "grey", icon: "Info", text: `Unchanged: ${row.assignee ?? "nobody"} has it` };
    const { data } = await call("POST", path`/dispute/${row.disputeID}/assignment`, { body, key });
    return { tone: "green", icon: "CircleCheck", text: `Assigned to ${data.assignee ?? "nobody"}` };
  };
  return html`<${Each} title=${isTaken ? `Take ${what}` : `Assign ${what}`} rows=${rows}
    verb=${isTaken ? `Take ${what}` : `Assign ${what}`} drawn=${drawn} carryOut=${carryOut}
    keyOf=${(/** @type {Assigned} */ row) => row.disputeID} onClose=${onClose} progress="through"
    question=${html`<strong>${
      isTaken ? "Take these into your hands?" : "Into whose hands?"
    }</strong> No money moves by it.`}
    becomes=${(/** @type {Assigned} */ row) =>
      row.assignee ? `now with ${row.assignee}` : "now with nobody"}
    missing=${chosen ? null : "Say who gets them first."} outcome=${through}>
    ${
      !isTaken &&
      html`<${SelectField} id="bulk-assignee" label="Assignee" of=${people} value=${chosen}
        onInput=${setChosen} options=${[
          { value: "", label: "Choose somebody" },
          ...peopleOptions(people.data?.value ?? []),
          { value: NOBODY, label: "Nobody" },
        ]} />`
    }<//>`;
}

const NOBODY = "-";
