/** What somebody may do: for who is there already, and for who is invited. */

import { useEdits } from "../base/edits.js";
import { fieldText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { path } from "../base/paths.js";
import { useLoad } from "../base/queries.js";
import { sentence } from "../base/words.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Check, MoneyField, readMoney, SelectField, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Ago } from "../ui/text.js";
import { Unsaved } from "../ui/unsaved.js";

/** Roles of people who act for somebody else, and so see that one's own alone. */
export const outside = ["customer", "operator", "aggregator", "vendor"];

const actsOn = "The person sees what is this one's own, and acts for it in disputes on";
/** Whose matters somebody of a role sees. @type {Record<string, string>} */
const whose = {
  customer: "A customer ID. The person sees what is this customer's own, and changes nothing.",
  operator: `The ID of an operator. ${actsOn} bookings.`,
  aggregator: `The ID of an aggregator. ${actsOn} bookings.`,
  vendor: `The ID of a vendor. ${actsOn} orders.`,
};
const roles = [
  "agent",
  "resolver",
  "approver",
  "manager",
  "finance",
  "support",
  "integration",
  "admin",
  ...outside,
];
/**
 * The rights that administrators give to people who work here, one by one.
 * @type {Record<string, string>}
 */
export const given = { "import.run": "May import, by file and by API" };

const NOBODY = {
  userID: "new",
  name: "",
  email: "",
  role: "agent",
  creditLimit: {},
  limitTo: [],
  rights: [],
  partyID: null,
  managerID: null,
  timeZone: null,
};
/** @type {Record<string, string>} pointer → id of the field */
const fields = {
  "/email": "person-email",
  "/name": "person-name",
  "/partyID": "partyID",
  "/limitTo": "person-limit-to",
  "/managerID": "person-manager",
  "/timeZone": "person-zone",
};

/** @typedef {{ currency: string, text: string }} Limit */

/** What of a person is typed. @param {Api.PersonView} person */
const typedOf = (person) => ({
  name: person.name,
  email: person.email,
  role: person.role,
  limits: Object.entries(
    Object.keys(person.creditLimit ?? {}).length > 0 ? person.creditLimit : { USD: 0 },
  ).map(([currency, amount]) => ({
    currency,
    text: fieldText(/** @type {number} */ (amount), currency),
  })),
  limitTo: (person.limitTo ?? []).join(", "),
  rights: /** @type {string[]} */ (person.rights ?? []),
  party: String(person.partyID ?? ""),
  managerID: person.managerID ?? "",
  timeZone: person.timeZone ?? "",
});

/**
 * @param {{ person: Api.PersonView, onNewer: () => void, onClose: () => void,
 *   onDone: (person: Api.PersonView) => void,
 *   onInvited?: (person: Api.PersonView) => void,
 *   onReset?: (person: Api.PersonView) => void }} props person: null for who is invited
 */
export function PersonForm({
  person,
  onNewer,
  onClose,
  onDone,
  onInvited = onDone,
  onReset = onDone,
}) {
  const known = person ?? NOBODY;
  const edited = useEdits(`person.${known.userID}`, typedOf(known), known.version);
  const typed = edited.value;
  const set = (/** @type {Partial<typeof typed>} */ part) => edited.set({ ...typed, ...part });
  const { carryOut, busy, problem } = useSend();
  const isOutside = outside.includes(typed.role);
  const read = typed.limits.map((limit) => ({
    ...limit,
    ...readMoney(limit.text, limit.currency),
  }));
  const errorAt = (/** @type {string} */ pointer) =>
    problem?.errors.find((error) => error.pointer === pointer)?.detail ?? null;
  const send = async (/** @type {unknown} */ body) => {
    const intent = person
      ? { method: "PUT", path: path`/user/${person.userID}`, body, version: edited.version }
      : { method: "POST", path: "/user", body };
    const data = await carryOut(intent);
    if (!data) return;
    edited.discard();
    onDone(data);
  };
  const post = async (
    /** @type {string} */ where,
    /** @type {(person: Api.PersonView) => void} */ onPosted,
  ) => {
    const intent = { method: "POST", path: where, body: {}, version: person.version };
    const data = await carryOut(intent);
    if (data) onPosted(data);
  };
  const inviteAgain = () => post(path`/user/${person.userID}/invitation`, onInvited);
  const resetFactor = () => post(path`/user/${person.userID}/secondFactor/reset`, onReset);
  const save = () =>
    send({
      ...(person ? {} : { name: typed.name, email: typed.email }),
      ...rightsOf(typed, read),
      ...(person && !isOutside ? chasedOf(typed) : {}),
    });
  const cancel = () => {
    edited.discard();
    onClose();
  };
  const newer = () => {
    edited.discard();
    onNewer();
  };
  const missing =
    !person && !(typed.name.trim() && typed.email.trim())
      ? "Say who it is, and by which address."
      : null;
  const why =
    !isOutside && read.some((limit) => "error" in limit) ? "Mend the credit limit first." : missing;
  const options = [...new Set([...roles, known.role])].map((value) => ({
    value,
    label: sentence(value),
  }));
  return html`<${Dialog} title=${person ? `Change ${person.name}` : "Invite somebody"}
    onClose=${onClose} foot=${html`<${Button} onClick=${cancel}>Cancel<//><${Button} look="primary"
      busy=${busy} why=${why} onClick=${save} name="save-person">
        ${person ? "Save" : "Invite"}<//>`}>
    <${RefusedSave} problem=${problem} fields=${fields} what=${known.name} onNewer=${newer} />
    ${
      person
        ? html`<${Activity} person=${person} busy=${busy} send=${send} inviteAgain=${inviteAgain}
          resetFactor=${resetFactor} isUnsaved=${edited.isUnsaved} />`
        : html`<${WhoIsInvited} typed=${typed} set=${set} errorAt=${errorAt} />`
    }
    <${SelectField} label="Role" value=${typed.role} options=${options}
      onInput=${(/** @type {string} */ role) => set({ role })} />
    ${
      isOutside
        ? html`<${TextField} id="partyID" label=${`Acts for ${typed.role}`}
          hint=${whose[typed.role]}
          value=${typed.party} error=${errorAt("/partyID")}
          onInput=${(/** @type {string} */ party) => set({ party })} />`
        : html`<${Limits} limits=${read}
          onChange=${(/** @type {Limit[]} */ limits) => set({ limits })} />
          <${TextField} id="person-limit-to" label="Limited to customers"
            hint="Customer IDs with commas between them. Empty: all customers."
            value=${typed.limitTo} error=${errorAt("/limitTo")}
            onInput=${(/** @type {string} */ limitTo) => set({ limitTo })} />
          ${
            person &&
            html`<${Chased} person=${person} typed=${typed} set=${set} errorAt=${errorAt} />`
          }
          <fieldset class="ticks"><legend>Rights</legend>
          ${Object.entries(given).map(
            ([right, label]) => html`<${Check} key=${right} name=${right}
              label=${label} checked=${typed.rights.includes(right)}
              onInput=${(/** @type {boolean} */ on) =>
                set({
                  rights: on
                    ? [...typed.rights, right]
                    : typed.rights.filter((one) => one !== right),
                })} />`,
          )}
        </fieldset>`
    }
    <${Unsaved} of=${edited} /><//>`;
}

/**
 * What is sent of what was typed: people from outside act for a party, others have limits and
 * rights.
 * @param {ReturnType<typeof typedOf>} typed
 * @param {(Limit & ReturnType<typeof readMoney>)[]} read the limits
 */
function rightsOf({ role, party, limitTo, rights }, read) {
  if (outside.includes(role)) return { role, partyID: party.trim() || null };
  const creditLimit = Object.fromEntries(
    read.flatMap((limit) => ("value" in limit ? [[limit.currency, limit.value]] : [])),
  );
  const ids = limitTo.split(",").map((/** @type {string} */ id) => id.trim());
  return { role, creditLimit, limitTo: ids.filter(Boolean), rights };
}

/** What is sent of who is told, and by whose clock. @param {ReturnType<typeof typedOf>} typed */
const chasedOf = ({ managerID, timeZone }) => ({
  managerID: managerID || null,
  timeZone: timeZone || null,
});

/**
 * Who is told of what the person leaves unanswered, and by whose clock that one is chased (CO-19,
 * CO-20).
 * @param {{ person: Api.PersonView, typed: ReturnType<typeof typedOf>,
 *   set: (part: Partial<ReturnType<typeof typedOf>>) => void,
 *   errorAt: (pointer: string) => string | null }} props
 */
function Chased({ person, typed, set, errorAt }) {
  const people = useLoad("/user?permission=dispute.read&limit=100");
  const others = (people.data?.value ?? []).filter(
    (/** @type {Api.ColleagueView} */ one) => one.userID !== person.userID,
  );
  const managers = [
    { value: "", label: "The company's" },
    ...others.map((/** @type {Api.ColleagueView} */ one) => ({
      value: one.userID,
      label: one.name,
    })),
  ];
  const zones = [...new Set([typed.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return html`<${SelectField} id="person-manager" label="Manager" of=${people}
      hint="Told where the person leaves a dispute unanswered, and asked while nobody stands in."
      value=${typed.managerID} options=${managers} error=${errorAt("/managerID")}
      onInput=${(/** @type {string} */ managerID) => set({ managerID })} />
    <${SelectField} id="person-zone" label="Time zone" hint="By this clock no chase comes at night."
      value=${typed.timeZone} error=${errorAt("/timeZone")}
      options=${[
        { value: "", label: "The company's" },
        ...zones.filter(Boolean).map((value) => ({ value, label: value })),
      ]}
      onInput=${(/** @type {string} */ timeZone) => set({ timeZone })} />`;
}

/**
 * @param {{ typed: { name: string, email: string }, set: (part: unknown) => void,
 *   errorAt: (pointer: string) => string | null }} props
 */
const WhoIsInvited = ({ typed, set, errorAt }) =>
  html`<${TextField} id="person-name" label="Name" maxlength=${200} value=${typed.name}
    error=${errorAt("/name")} onInput=${(/** @type {string} */ name) => set({ name })} first />
    <${TextField} id="person-email" label="Email" hint="The person signs in by it." type="email"
      value=${typed.email} error=${errorAt("/email")}
      onInput=${(/** @type {string} */ email) => set({ email })} />`;

/**
 * @param {{ person: Api.PersonView, busy: boolean, send: (body: unknown) => void,
 *   inviteAgain: () => void, resetFactor: () => void, isUnsaved: boolean }} props
 */
function Activity({ person, busy, send, inviteAgain, resetFactor, isUnsaved }) {
  const isActive = person.isActive !== false;
  return html`<p>${
    isActive
      ? "Deactivated, a person cannot sign in; open sign-ins, personal links and questions end at" +
        " once, and what waits for the person passes on."
      : "This person is deactivated and cannot sign in."
  }</p>
    <div class="actions"><${Button} busy=${busy} onClick=${() => send({ isActive: !isActive })}
      name=${isActive ? "deactivate" : "activate"}>${isActive ? "Deactivate" : "Activate again"}<//>
      ${
        isActive &&
        html`<${Button} icon="Mail" busy=${busy}
          why=${isUnsaved ? "Save or discard what you typed first." : null} onClick=${inviteAgain}
          name="invite-again">Invite again<//>`
      }
      ${
        person.secondFactorAt &&
        html`<${Button} icon="RotateCcw" busy=${busy}
          why=${isUnsaved ? "Save or discard what you typed first." : null} onClick=${resetFactor}
          name="reset-factor">Reset the second factor<//>`
      }</div>
    ${
      person.secondFactorAt &&
      html`<p class="muted">Reset it where the phone is lost. The person is signed out, and sets up
        another one; make sure before that it is the person who asks.</p>`
    }
    ${
      isActive &&
      html`<p class="muted">
        ${
          person.invitedAt ? html`Invited again <${Ago} at=${person.invitedAt} />. ` : ""
        }Whoever has not signed in yet can be mailed another first password, good for three
        days.</p>`
    }`;
}

/**
 * Up to how much the person approves alone, by currency.
 * @param {{ limits: (Limit & ReturnType<typeof readMoney>)[],
 *   onChange: (limits: Limit[]) => void }} props
 */
function Limits({ limits, onChange }) {
  const [currency, setCurrency] = useState("");
  const texts = limits.map(({ currency, text }) => ({ currency, text }));
  const add = () => {
    onChange([...texts, { currency, text: fieldText(0, currency) }]);
    setCurrency("");
  };
  const isNew = /^[A-Z]{3}$/.test(currency) && !limits.some((limit) => limit.currency === currency);
  return html`${limits.map(
    (limit, at) => html`<${MoneyField} key=${limit.currency}
      label=${`Credit limit in ${limit.currency}`}
      hint="Up to this amount the person approves credits alone." currency=${limit.currency}
      value=${limit.text} error=${"error" in limit ? limit.error : null}
      onInput=${(/** @type {string} */ text) =>
        onChange(texts.map((one, index) => (index === at ? { ...one, text } : one)))} />`,
  )}
    <div class="editable"><${TextField} label="Another currency" hint="Three letters."
      maxlength=${3} value=${currency}
      onInput=${(/** @type {string} */ text) => setCurrency(text.toUpperCase())} />
      <span></span><${Button} icon="Plus"
        why=${isNew ? null : "Enter a currency that has no limit yet."} onClick=${add}>Add<//>
        </div>`;
}
