/** What administrators configure: reasons, resolutions, and what people may do. */
import { path } from "../client.js";
import { AbsenceForm, awayText } from "../components/absence.js";
import { Address } from "../components/address.js";
import { Button, IconButton } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { Check, MoneyField, readMoney, SelectField, TextField } from "../components/field.js";
import { Page } from "../components/page.js";
import { RefusedSave } from "../components/refused-save.js";
import { Loaded } from "../components/states.js";
import { Table } from "../components/table.js";
import { Section } from "../components/tabs.js";
import { Money } from "../components/text.js";
import { fieldText } from "../format.js";
import { useEffect, useState } from "../hooks.js";
import { html } from "../html.js";
import { useSend } from "../intent.js";
import { useLoad } from "../loading.js";
import { notify } from "../notices.js";
import { sentence } from "../words.js";
import { Bounds } from "./settings-bounds.js";
import { Chains } from "./settings-chains.js";
import { Hours } from "./settings-hours.js";
import { MailTemplates } from "./settings-mail.js";
import { UnsentMail } from "./settings-suppressed.js";

const pages = [
  { value: "reasons", label: "Reasons" },
  { value: "resolutions", label: "Resolutions" },
  { value: "people", label: "People" },
  { value: "chains", label: "Approval chains" },
  { value: "bounds", label: "Bounds of money" },
  { value: "hours", label: "Business hours" },
  { value: "mail", label: "Mails" },
  { value: "suppressed", label: "Unsent mail" },
];
/** Roles of people who act for somebody else, and so see that one's own alone. */
const outside = ["customer", "operator", "aggregator"];
const roles = ["agent", "resolver", "approver", "manager", "finance", "support", "integration", "admin", ...outside];
/** The rights that administrators give to people who work here, one by one. @type {Record<string, string>} */
const given = { "import.run": "May import, by file and by API" };

/** @param {{ name?: string }} props */
export default function Settings({ name = "reasons" }) {
  return html`<${Page} title="Settings"><nav class="tabs" aria-label="Settings"><ul>${pages.map((page) => html`<li key=${page.value}><a href=${`#/settings/${page.value}`} aria-current=${page.value === name ? "page" : undefined}>${page.label}</a></li>`)}</ul></nav>
    ${parts[name] ? html`<${parts[name]} />` : html`<${Choices} key=${name} name=${name} />`}<//>`;
}

/** @type {Record<string, any>} */
const parts = {
  people: People,
  chains: Chains,
  bounds: Bounds,
  hours: Hours,
  mail: MailTemplates,
  suppressed: UnsentMail,
};

/** A list of named choices. @param {{ name: string }} props */
function Choices({ name }) {
  const id = name === "resolutions" ? "resolutionID" : "reasonID";
  const load = useLoad(path`/setting/${name}`);
  const [rows, setRows] = useState(/** @type {any[] | null} */ (null));
  const { carryOut, busy, problem, setProblem } = useSend();
  useEffect(() => {
    if (load.data) setRows(load.data.value);
    setProblem(null);
  }, [load.data]);
  const list = /** @type {any[]} */ (rows ?? load.data?.value ?? []);
  const change = (/** @type {number} */ at, /** @type {string} */ text) =>
    setRows(list.map((row, index) => (index === at ? { ...row, name: text } : row)));
  const addRow = () =>
    setRows([...list, { [id]: Math.max(0, ...list.map((row) => Number(row[id]) || 0)) + 1, name: "" }]);
  const save = async () => {
    if (
      await carryOut({
        method: "PUT",
        path: path`/setting/${name}`,
        body: { value: list },
        version: load.data?.version,
      })
    ) {
      notify({ tone: "green", text: `The ${name} are saved.` });
      load.reload();
    }
  };
  return html`<${Loaded} of=${load} kind="text">${() => html`<${Section} title=${sentence(name)}><div class="column form">
    <p class="hint">${name === "reasons" ? "Why customers dispute. With none, there is only “Default”." : "Answers that can be noted on a dispute. They do not change its status."}</p>
    <${RefusedSave} problem=${problem} what=${`the ${name}`} onNewer=${load.reload} />
    ${list.map(
      (
        row,
        at,
      ) => html`<div class="editable" key=${row[id]}><span class="code">${row[id]}</span><${TextField} quiet label=${`Name of ${row[id]}`} value=${row.name} onInput=${(/** @type {string} */ text) => change(at, text)} />
      <${IconButton} icon="Trash2" label=${`Remove ${row.name || row[id]}`} onClick=${() => setRows(list.filter((_, index) => index !== at))} /></div>`,
    )}
    <div class="actions"><${Button} icon="Plus" onClick=${addRow}>Add<//><${Button} look="primary" busy=${busy} why=${list.some((row) => !row.name.trim()) ? "Give every entry a name." : null} onClick=${save} name="save">Save<//></div></div><//>`}<//>`;
}

function People() {
  const load = useLoad("/user?limit=100");
  const [edited, setEdited] = useState(/** @type {string | null} */ (null));
  const [absent, setAbsent] = useState(/** @type {string | null} */ (null));
  const rowOf = (/** @type {string | null} */ id) =>
    load.data?.value.find((/** @type {any} */ row) => row.userID === id) ?? null;
  const person = rowOf(edited);
  const away = rowOf(absent);
  return html`<${Loaded} of=${load}>${(
    /** @type {any} */ data,
  ) => html`<div class="boxed"><${Table} caption="People" rows=${data.value} keyOf=${(/** @type {any} */ row) => row.userID} columns=${[...columns, { label: "Absence", cell: (/** @type {any} */ row) => awayText(row.absence, data.value) || html`<span class="muted">–</span>` }, { label: "Change", tight: true, cell: (/** @type {any} */ row) => html`<${IconButton} icon="Pencil" label=${`Change ${row.name}`} onClick=${() => setEdited(row.userID)} />${!outside.includes(row.role) && html`<${IconButton} icon="CalendarOff" label=${`Absence of ${row.name}`} onClick=${() => setAbsent(row.userID)} />`}` }]} /></div>
    ${
      away &&
      html`<${Dialog} title=${`Absence of ${away.name}`} onClose=${() => setAbsent(null)}><${AbsenceForm} key=${JSON.stringify(away.absence)} absence=${away.absence} userID=${away.userID} version=${away.version} where=${path`/user/${away.userID}/absence`} onNewer=${load.reload} onDone=${(
        /** @type {any} */ _person,
        /** @type {string} */ text,
      ) => {
        setAbsent(null);
        notify({ tone: "green", text: `${away.name}: ${text}` });
        load.reload();
      }} /><//>`
    }
    ${
      person &&
      html`<${EditPerson} key=${`${person.userID} ${person.version}`} person=${person} onNewer=${load.reload} onClose=${() => setEdited(null)} onDone=${() => {
        setEdited(null);
        notify({ tone: "green", text: `${person.name} is saved.` });
        load.reload();
      }} />`
    }`}<//>`;
}

/** The customers of whom somebody may know, or whom somebody from outside acts for; "" for all, or for nobody yet. @param {any} person */
const seenBy = (person) =>
  outside.includes(person.role) ? String(person.partyID ?? "") : (person.limitTo ?? []).join(", ");

/** @type {import("../components/table.js").Column<any>[]} */
const columns = [
  {
    label: "Name",
    grow: true,
    bare: true,
    cell: (row) =>
      html`<strong>${row.name}</strong><small><${Address} of=${row} /></small>${row.isActive === false && html`<small>Deactivated</small>`}`,
  },
  { label: "Role", cell: (row) => sentence(row.role) },
  {
    label: "Credit limit",
    end: true,
    cell: (row) =>
      Object.entries(row.creditLimit ?? {}).map(
        ([currency, amount]) => html`<div key=${currency}><${Money} amount=${amount} currency=${currency} /></div>`,
      ),
  },
  {
    label: "Rights",
    cell: (row) =>
      (row.rights ?? []).map((/** @type {string} */ right) => html`<div key=${right}>${given[right] ?? right}</div>`),
  },
  {
    label: "Limited to",
    cell: (row) =>
      seenBy(row) || html`<span class="muted">${outside.includes(row.role) ? "Nobody yet" : "All customers"}</span>`,
  },
];

/** @param {{ person: any, onNewer: () => void, onClose: () => void, onDone: () => void }} props */
function EditPerson({ person, onNewer, onClose, onDone }) {
  const [role, setRole] = useState(person.role);
  const [limits, setLimits] = useState(() =>
    Object.entries(Object.keys(person.creditLimit ?? {}).length > 0 ? person.creditLimit : { USD: 0 }).map(
      ([currency, amount]) => ({
        currency,
        text: fieldText(/** @type {any} */ (amount), currency),
      }),
    ),
  );
  const [currency, setCurrency] = useState("");
  const addCurrency = () => {
    setLimits([...limits, { currency, text: fieldText(0, currency) }]);
    setCurrency("");
  };
  const [limitTo, setLimitTo] = useState((person.limitTo ?? []).join(", "));
  const [rights, setRights] = useState(/** @type {string[]} */ (person.rights ?? []));
  const [party, setParty] = useState(String(person.partyID ?? ""));
  const { carryOut, busy, problem } = useSend();
  const isOutside = outside.includes(role);
  const read = limits.map((limit) => ({ ...limit, ...readMoney(limit.text, limit.currency) }));
  const save = async () => {
    const creditLimit = Object.fromEntries(
      read.flatMap((limit) => ("value" in limit ? [[limit.currency, limit.value]] : [])),
    );
    const ids = limitTo
      .split(",")
      .map((/** @type {string} */ id) => id.trim())
      .filter(Boolean);
    const body = isOutside ? { role, partyID: party.trim() || null } : { role, creditLimit, limitTo: ids, rights };
    if (await carryOut({ method: "PUT", path: path`/user/${person.userID}`, body, version: person.version })) onDone();
  };
  const isActive = person.isActive !== false;
  const turn = async () => {
    const body = { isActive: !isActive };
    if (await carryOut({ method: "PUT", path: path`/user/${person.userID}`, body, version: person.version })) onDone();
  };
  const options = [...new Set([...roles, person.role])].map((value) => ({ value, label: sentence(value) }));
  return html`<${Dialog} title=${`Change ${person.name}`} onClose=${onClose} foot=${html`<${Button} onClick=${onClose}>Cancel<//><${Button} look="primary" busy=${busy} why=${!isOutside && read.some((limit) => "error" in limit) ? "Mend the credit limit first." : null} onClick=${save} name="save-person">Save<//>`}>
    <${RefusedSave} problem=${problem} what=${person.name} onNewer=${onNewer} />
    <p>${isActive ? "Deactivated, a person cannot sign in; open sign-ins, personal links and questions end at once, and what waits for the person passes on." : "This person is deactivated and cannot sign in."}</p>
    <div class="actions"><${Button} busy=${busy} onClick=${turn} name=${isActive ? "deactivate" : "activate"}>${isActive ? "Deactivate" : "Activate again"}<//></div>
    <${SelectField} label="Role" value=${role} options=${options} onInput=${setRole} />
    ${
      isOutside
        ? html`<${TextField} id="partyID" label=${`Acts for ${role}`} hint=${role === "customer" ? "A customer ID. The person sees what is this customer's own, and changes nothing." : `The ID of an ${role}. The person sees what is this one's own, and acts for it in disputes on bookings.`} value=${party} onInput=${setParty} />`
        : html`${read.map((limit, at) => html`<${MoneyField} key=${limit.currency} label=${`Credit limit in ${limit.currency}`} hint="Up to this amount the person approves credits alone." currency=${limit.currency} value=${limit.text} error=${"error" in limit ? limit.error : null} onInput=${(/** @type {string} */ text) => setLimits(limits.map((one, index) => (index === at ? { ...one, text } : one)))} />`)}
    <div class="editable"><${TextField} label="Another currency" hint="Three letters." maxlength=${3} value=${currency} onInput=${(/** @type {string} */ text) => setCurrency(text.toUpperCase())} />
      <span></span><${Button} icon="Plus" why=${/^[A-Z]{3}$/.test(currency) && !limits.some((limit) => limit.currency === currency) ? null : "Enter a currency that has no limit yet."} onClick=${addCurrency}>Add<//></div>
    <${TextField} label="Limited to customers" hint="Customer IDs with commas between them. Empty: all customers." value=${limitTo} onInput=${setLimitTo} />
    <fieldset class="ticks"><legend>Rights</legend>${Object.entries(given).map(([right, label]) => html`<${Check} key=${right} name=${right} label=${label} checked=${rights.includes(right)} onInput=${(/** @type {boolean} */ on) => setRights(on ? [...rights, right] : rights.filter((one) => one !== right))} />`)}</fieldset>`
    }<//>`;
}
