/** When somebody is away, and who answers approvals and clears up disputes meanwhile. */
import { useEdits } from "../base/edits.js";
import { dayText } from "../base/format.js";
import { useEffect } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { useLoad } from "../base/queries.js";
import { Button } from "../ui/button.js";
import { SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Unsaved } from "../ui/unsaved.js";

const fields = { "/from": "away-from", "/until": "away-until", "/substituteID": "away-substitute" };

/** @typedef {import("../base/session.js").Absence} Absence */

/**
 * @param {{ of: Pick<Api.PersonView, "userID" | "absence" | "creditLimit" | "version">,
 *   where: string, onNewer: () => void,
 *   onDone: (person: Api.PersonView, text: string) => void }} props where: the path that keeps it
 */
export function AbsenceForm({ of, where, onNewer, onDone }) {
  const { absence, userID, version } = of;
  const approves = Object.values(of.creditLimit ?? {}).some((limit) => Number(limit) > 0);
  const load = useLoad(
    `/user?permission=${approves ? "approval.answer" : "dispute.read"}&limit=100`,
  );
  const people = load.data?.value ?? [];
  const saved = {
    from: absence?.from ?? "",
    until: absence?.until ?? "",
    substituteID: absence?.substituteID ?? "",
  };
  const edited = useEdits(`absence.${userID}`, saved, version);
  const typed = edited.value;
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [version]);
  const set = (/** @type {Partial<typeof typed>} */ part) => edited.set({ ...typed, ...part });
  const errorAt = (/** @type {string} */ id) =>
    problem?.errors.find(
      (error) => /** @type {Record<string, string>} */ (fields)[error.pointer ?? ""] === id,
    )?.detail ?? null;
  const others = people.filter((/** @type {Api.PersonView} */ one) => one.userID !== userID);
  const options = [
    { value: "", label: approves ? "Nobody: the chain goes on without" : "Nobody: the manager" },
    ...others.map((/** @type {Api.PersonView} */ one) => ({ value: one.userID, label: one.name })),
  ];
  const send = async (/** @type {unknown} */ body, /** @type {string} */ told) => {
    const data = await carryOut({ method: "PUT", path: where, body, version: edited.version });
    if (!data) return;
    edited.discard();
    onDone(data, told);
  };
  const save = () =>
    send(
      {
        from: typed.from,
        until: typed.until,
        ...(typed.substituteID ? { substituteID: typed.substituteID } : {}),
      },
      `Away from ${dayText(typed.from)} to ${dayText(typed.until)}.`,
    );
  const clear = () => send({}, "No absence any more.");
  const newer = () => {
    edited.discard();
    onNewer();
  };
  return html`<div class="column form">
    <p class="hint">${
      approves
        ? "From the first to the last day, approvals are asked of the substitute, with the" +
          " substitute's own limit, and so is what is to be cleared up."
        : "From the first to the last day, what is to be cleared up is asked of the substitute," +
          " and without one of the manager."
    }</p>
    <${RefusedSave} problem=${problem} fields=${fields}
      what="the absence, or more about the person," onNewer=${newer} />
    <div class="row-fields"><${TextField} id="away-from" type="date" label="First day"
      value=${typed.from} error=${errorAt("away-from")}
      onInput=${(/** @type {string} */ from) => set({ from })} />
      <${TextField} id="away-until" type="date" label="Last day" value=${typed.until}
        error=${errorAt("away-until")}
        onInput=${(/** @type {string} */ until) => set({ until })} /></div>
    <${SelectField} id="away-substitute" label="Substitute" of=${load} value=${typed.substituteID}
      options=${options} error=${errorAt("away-substitute")}
      onInput=${(/** @type {string} */ substituteID) => set({ substituteID })} />
    <${Unsaved} of=${edited} />
    <div class="actions"><${Button} look="primary" busy=${busy}
      why=${typed.from && typed.until ? null : "Choose the first and the last day."} onClick=${save}
      name="save-absence">Save the absence<//>
      ${
        absence &&
        html`<${Button} icon="CalendarOff" busy=${busy} onClick=${clear}
          name="clear-absence">End the absence<//>`
      }</div></div>`;
}

/** An absence in words. @param {Absence | undefined} absence @param {Api.PersonView[]} people */
export function awayText(absence, people) {
  if (!absence) return "";
  const substitute = people.find((one) => one.userID === absence.substituteID)?.name;
  const instead = substitute ? `, ${substitute} stands in` : "";
  return `Away ${dayText(absence.from)} to ${dayText(absence.until)}${instead}`;
}
