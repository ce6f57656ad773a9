/** Several follow-ups at once, with a result for each: chased, moved, ended … (DM-08, DM-11). */
import { call } from "../base/client.js";
import { countText, dayText } from "../base/format.js";
import { useRef, useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { path } from "../base/paths.js";
import { Button } from "../ui/button.js";
import { Choose, Each, through } from "../ui/each.js";
import { SelectField, TextField } from "../ui/field.js";
import { Money } from "../ui/text.js";
import { Collectors } from "./deeds.js";
import { lettersOf, TellAll } from "./tell.js";
import { outcomes } from "./words.js";

/** @typedef {import("../ui/each.js").Result} Result */
/** @typedef {"chase" | "move" | "end" | "collect"} Deed */
/**
 * @typedef {{ rows: Api.FollowUpRow[],
 *   onClose: (isBegun: boolean, ended?: Api.FollowUpView[]) => void }} BulkProps
 */

/**
 * What can be done with the rows of the agenda that are ticked.
 * @param {{ rows: Api.FollowUpRow[], picked: string[], onPick: (ids: string[]) => void,
 *   onDone: () => void }} props
 */
export function DeedsOnPicked({ rows, picked, onPick, onDone }) {
  const [name, setName] = useState(/** @type {Deed | null} */ (null));
  const [chosen, setChosen] = useState(/** @type {Api.FollowUpRow[]} */ ([]));
  const [letters, setLetters] = useState(/** @type {import("./tell.js").Letter[]} */ ([]));
  const begin = (/** @type {Deed} */ deed) => {
    setChosen(rows.filter((row) => picked.includes(row.followUpID)));
    setName(deed);
  };
  const over = () => {
    onPick([]);
    onDone();
  };
  const close = (/** @type {boolean} */ isBegun, /** @type {Api.FollowUpView[]} */ ended = []) => {
    setName(null);
    const left = lettersOf(ended);
    setLetters(left);
    if (isBegun && left.length === 0) over();
  };
  const told = () => {
    setLetters([]);
    over();
  };
  const Form = name ? FORMS[name] : null;
  const count = countText(picked.length);
  return html`<${Choose} ids=${rows.map((row) => row.followUpID)} picked=${picked} onPick=${onPick}
    told=${`${count} chosen`}>
    <${Button} look="primary" icon="Mail" name="bulk-chase"
      onClick=${() => begin("chase")}>Chase ${count}<//>
    <${Button} icon="Clock" name="bulk-move" onClick=${() => begin("move")}>Move ${count}<//>
    <${Button} icon="CornerUpRight" name="bulk-collect"
      onClick=${() => begin("collect")}>Change collector of ${count}<//>
    <${Button} icon="Check" name="bulk-end" onClick=${() => begin("end")}>End ${count}<//><//>
    ${Form && html`<${Form} rows=${chosen} onClose=${close} />`}
    ${letters.length > 0 && html`<${TellAll} rows=${letters} onClose=${told} />`}`;
}

/** @param {Api.FollowUpRow[]} rows */
const countOf = (rows) =>
  `${countText(rows.length)} ${rows.length === 1 ? "dispute follow-up" : "dispute follow-ups"}`;

/** What is common to all of them. @param {BulkProps & Record<string, unknown>} props */
const Several = ({ children, ...props }) =>
  html`<${Each} ...${props} keyOf=${(/** @type {Api.FollowUpRow} */ row) => row.followUpID}
    drawn=${Drawn} progress="through" outcome=${through}>${children}<//>`;

/** @param {Api.FollowUpRow} row */
const Drawn = (row) =>
  html`<span class="money">${row.sums.map(
    (sum) =>
      html`<${Money} key=${sum.currency} amount=${sum.amount} currency=${sum.currency} strong /> `,
  )}</span><span>${row.customerName}<small class="muted">${row.itemStatus.label}${
    row.resolver && `, ${row.resolver.name}`
  }</small></span>`;

/** @param {string} text @returns {Result} */
const done = (text) => ({ tone: "green", icon: "CircleCheck", text });

/** Whom a chase asks. @param {Api.FollowUpRow} row */
function askedText({ awaited, resolver }) {
  const asked = awaited.length > 0 ? awaited : [resolver];
  const names = asked.flatMap((one) => (one ? [one.name] : []));
  return names.length > 0 ? `asks ${names.join(", ")}` : "has no resolver";
}

/** @param {BulkProps} props */
function ChaseAll({ rows, ...rest }) {
  const carryOut = async (/** @type {Api.FollowUpRow} */ row, /** @type {string} */ key) => {
    const { data } = await call("POST", path`/followUp/${row.followUpID}/chase`, { body: {}, key });
    return done(`Chased, due ${dayText(data.dueDate)}`);
  };
  return html`<${Several} ...${rest} rows=${rows} title=${`Chase ${countOf(rows)}`}
    verb=${`Chase ${countOf(rows)}`} carryOut=${carryOut}
    question=${html`<strong>Ask these resolvers again?</strong> Each gets a mail, and the date moves
    on.`}
    becomes=${(/** @type {Api.FollowUpRow} */ row) => askedText(row)} />`;
}

/** @param {BulkProps} props */
function MoveAll({ rows, ...rest }) {
  const [dueDate, setDueDate] = useState("");
  const carryOut = async (/** @type {Api.FollowUpRow} */ row, /** @type {string} */ key) => {
    if (row.dueDate === dueDate)
      return { tone: "grey", icon: "Info", text: "Unchanged: due then already" };
    const ask = { body: { dueDate }, key };
    const { data } = await call("PUT", path`/followUp/${row.followUpID}/date`, ask);
    return done(`Due ${dayText(data.dueDate)}`);
  };
  return html`<${Several} ...${rest} rows=${rows} title=${`Move ${countOf(rows)}`}
    verb=${`Move ${countOf(rows)}`} carryOut=${carryOut}
    missing=${dueDate ? null : "Choose a day first."}
    question=${html`<strong>To which day?</strong> Nobody gets a mail by it.`}
    becomes=${(/** @type {Api.FollowUpRow} */ row) => `due ${dayText(row.dueDate)}`}>
    <${TextField} id="bulk-due" label="Due on" type="date" value=${dueDate}
      onInput=${setDueDate} /><//>`;
}

/** For who has left, or is away (DM-07). @param {BulkProps} props */
function CollectAll({ rows, ...rest }) {
  const [collectorID, setCollector] = useState("");
  const carryOut = async (/** @type {Api.FollowUpRow} */ row, /** @type {string} */ key) => {
    if (row.collector.userID === collectorID)
      return { tone: "grey", icon: "Info", text: "Unchanged: collected so already" };
    const ask = { body: { collectorID }, key };
    const { data } = await call("PUT", path`/followUp/${row.followUpID}/collector`, ask);
    return done(`${data.collector.name} collects it`);
  };
  return html`<${Several} ...${rest} rows=${rows} title=${`Change collector of ${countOf(rows)}`}
    verb=${`Change collector of ${countOf(rows)}`} carryOut=${carryOut}
    missing=${collectorID ? null : "Choose who collects them first."}
    question=${html`<strong>Who collects them?</strong> Nobody gets a mail by it.`}
    becomes=${(/** @type {Api.FollowUpRow} */ row) => `collected by ${row.collector.name}`}>
    <${Collectors} id="bulk-collector" value=${collectorID} onInput=${setCollector} /><//>`;
}

/** @param {BulkProps} props */
function EndAll({ rows, onClose }) {
  const [said, setSaid] = useState("");
  const ended = useRef(/** @type {Api.FollowUpView[]} */ ([]));
  const carryOut = async (/** @type {Api.FollowUpRow} */ row, /** @type {string} */ key) => {
    const ask = { body: { outcome: outcomeOf(row, said) }, key, version: row.version };
    /** @type {{ data: Api.FollowUpView }} */
    const { data } = await call("POST", path`/followUp/${row.followUpID}/end`, ask);
    ended.current.push(data);
    const stays = data.leftOut ?? [];
    if (stays.length === 0) return done("Ended");
    return {
      tone: "amber",
      icon: "TriangleAlert",
      text: `Stays: ${stays.map((item) => item.detail).join(" ")}`,
    };
  };
  const known = [...new Set(rows.flatMap((row) => row.outcomes))];
  const asked = known.some((one) => one !== "done") ? known.filter((one) => one !== "done") : known;
  const options = [
    { value: "", label: "What became of them?" },
    ...asked.map((value) => ({ value, label: outcomes[value] })),
  ];
  return html`<${Several} onClose=${(/** @type {boolean} */ isBegun) =>
    onClose(isBegun, ended.current)} rows=${rows} title=${`End ${countOf(rows)}`}
    verb=${`End ${countOf(rows)}`} carryOut=${carryOut} danger
    missing=${said ? null : "Say what became of the disputes first."}
    question=${html`<strong>What became of their disputes?</strong> Items in no dispute are done.
    What cannot end stays, with the reason. Then the customers can be told.`}
    becomes=${(/** @type {Api.FollowUpRow} */ row) =>
      `${countText(row.items)} ${row.items === 1 ? "item" : "items"}`}>
    <${SelectField} id="bulk-outcome" label="Outcome" value=${said} options=${options}
      onInput=${setSaid} /><//>`;
}

/** What is said of a follow-up, of which there may be but one thing to say. */
const outcomeOf = (/** @type {Api.FollowUpRow} */ row, /** @type {string} */ said) =>
  row.outcomes.length === 1 ? row.outcomes[0] : said;

const FORMS = { chase: ChaseAll, move: MoveAll, end: EndAll, collect: CollectAll };
