/**
 * Chains of approval: levels asked one after the other, whom each asks, up to how much its yes is
 * good, and how long it has.
 */

import { useEdits } from "../base/edits.js";
import { fieldText } from "../base/format.js";
import { useEffect, useMemo } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { useLoad } from "../base/queries.js";
import { Button, IconButton } from "../ui/button.js";
import { Radios, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Blank, Loaded } from "../ui/states.js";
import { Section } from "../ui/tabs.js";
import { Unsaved } from "../ui/unsaved.js";
import { newChain, newLevel, rowsOf } from "./chain-draft.js";
import { ChainLevel } from "./chain-level.js";

/** @typedef {import("./chain-draft.js").Chain} Chain */

export function Chains() {
  const load = useLoad("/setting/approvalChains");
  const people = useLoad("/user?limit=100");
  const saved = useMemo(
    () => /** @type {Chain[]} */ ((load.data?.value ?? []).map(read)),
    [load.data],
  );
  const edited = useEdits("setting.approvalChains", saved, load.data?.version);
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => setProblem(null), [load.data]);
  const list = edited.value;
  const rows = rowsOf(list);
  const change = (/** @type {number} */ at, /** @type {Partial<Chain>} */ part) =>
    edited.set(list.map((chain, index) => (index === at ? { ...chain, ...part } : chain)));
  const save = async () => {
    if (!rows.value) return;
    const body = { value: rows.value };
    const data = await carryOut({
      method: "PUT",
      path: "/setting/approvalChains",
      body,
      version: edited.version,
    });
    if (!data) return;
    load.put(data);
    edited.discard();
    notify({
      tone: "green",
      text: "The approval chains are saved. They count for what is asked from now on.",
    });
  };
  const newer = () => {
    edited.discard();
    load.reload();
  };
  const fields = Object.fromEntries(
    (problem?.errors ?? []).map((error) => [error.pointer ?? "", idOf(error.pointer)]),
  );
  const errorAt = (/** @type {string} */ id) =>
    problem?.errors.find((error) => idOf(error.pointer) === id)?.detail ?? null;
  return html`<${Loaded} of=${load} kind="text">${() => html`<div class="column">
    <p class="hint">A credit above the limit of who works the dispute goes through the first chain
      for its currency. Without any chain, everybody with a limit is asked, the lowest first.</p>
    <${RefusedSave} problem=${problem} fields=${fields} what="the approval chains"
      onNewer=${newer} />
    ${list.length === 0 && html`<${Blank} icon="ShieldCheck" title="No chain yet" />`}
    ${list.map(
      (chain, at) => html`<${ChainCard} key=${chain.key} chain=${chain} at=${at}
        people=${people} errorAt=${errorAt}
        change=${(/** @type {Partial<Chain>} */ part) => change(at, part)}
        remove=${() => edited.set(list.filter((_, index) => index !== at))}
        up=${at > 0 ? () => edited.set(moved(list, at, -1)) : null} />`,
    )}
    <${Unsaved} of=${edited} />
    <div class="actions"><${Button} icon="Plus"
      onClick=${() => edited.set([...list, newChain(list)])} name="add-chain">Add a chain<//>
      <${Button} look="primary" busy=${busy} why=${rows.why} onClick=${save} name="save">Save<//>
      </div></div>`}<//>`;
}

/**
 * A chain as the setting has it, as it is edited.
 * @param {Api.ChainRowView} row
 * @returns {Chain}
 */
const read = (row) => ({
  key: String(row.chainID),
  chainID: row.chainID,
  name: row.name,
  currencies: (row.currencies ?? []).join(", "),
  whenSilent: row.whenSilent ?? "expire",
  levels: row.levels.map((/** @type {Api.LevelRowView} */ level) => ({
    ...newLevel(),
    name: level.name,
    by: level.role ? "role" : "people",
    role: level.role ?? "approver",
    people: level.people ?? [],
    limits: Object.entries(level.limit ?? {}).map(([currency, amount]) => ({
      currency,
      text: fieldText(/** @type {number} */ (amount), currency),
    })),
    hours: String(level.answerWithinHours ?? 8),
  })),
});

/**
 * The id of the field that a pointer such as /value/0/levels/1/role is about.
 * @param {string | undefined} pointer
 */
const idOf = (pointer = "") => `chain${pointer.replace(/^\/value/, "").replaceAll("/", "-")}`;

/** @template T @param {T[]} list @param {number} at @param {-1 | 1} step @returns {T[]} */
export function moved(list, at, step) {
  const next = [...list];
  [next[at], next[at + step]] = [next[at + step], next[at]];
  return next;
}

/** @typedef {Partial<import("./chain-draft.js").Level>} LevelPart */

/**
 * @param {{ chain: Chain, at: number, people: { data: unknown,
 *   error: import("../base/http.js").Problem | null, reload: () => void },
 *   errorAt: (id: string) => string | null, change: (part: Partial<Chain>) => void,
 *   remove: () => void, up: (() => void) | null }} props
 */
function ChainCard({ chain, at, people, errorAt, change, remove, up }) {
  const id = `chain-${at}`;
  const { levels } = chain;
  const setLevel = (/** @type {number} */ place, /** @type {LevelPart} */ part) =>
    change({
      levels: levels.map((level, index) => (index === place ? { ...level, ...part } : level)),
    });
  const title = chain.name.trim() || "A new chain";
  return html`<${Section} title=${title} actions=${html`${
    up && html`<${IconButton} icon="ArrowUp" label=${`Move ${title} up`} onClick=${up} />`
  }<${IconButton} icon="Trash2" label=${`Remove ${title}`}
    onClick=${remove} />`}><div class="column">
    <div class="row-fields"><${TextField} id=${`${id}-name`} label="Name" value=${chain.name}
      error=${errorAt(`${id}-name`)} onInput=${(/** @type {string} */ name) => change({ name })} />
      <${TextField} id=${`${id}-currencies`} label="Currencies"
        hint="With commas between them. Empty: all." value=${chain.currencies}
        error=${errorAt(`${id}-currencies`)}
        onInput=${(/** @type {string} */ currencies) => change({ currencies })} /></div>
    ${levels.map(
      (
        level,
        place,
      ) => html`<${ChainLevel} key=${level.key} id=${`${id}-levels-${place}`} number=${place + 1}
        level=${level} people=${people} errorAt=${errorAt}
        change=${(/** @type {LevelPart} */ part) => setLevel(place, part)}
        up=${place > 0 ? () => change({ levels: moved(levels, place, -1) }) : null}
        down=${place < levels.length - 1 ? () => change({ levels: moved(levels, place, 1) }) : null}
        remove=${
          levels.length > 1
            ? () => change({ levels: levels.filter((_, index) => index !== place) })
            : null
        } />`,
    )}
    <div class="actions"><${Button} icon="Plus"
      onClick=${() => change({ levels: [...levels, newLevel()] })}
      name="add-level">Add a level<//></div>
    <${Radios} legend="When the last level does not answer in time" name=${`${id}-silent`}
      value=${chain.whenSilent}
      onInput=${(/** @type {Chain["whenSilent"]} */ whenSilent) => change({ whenSilent })}
      options=${[
        { value: "expire", label: "The credit is not given", hint: "The lines are open again." },
        { value: "askAgain", label: "The level is asked again", hint: "Up to three times." },
      ]} /></div><//>`;
}
