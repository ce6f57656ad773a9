/** How a customer is reached, for who may bring it in: mail, post, language, zone (CO-41). */
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { path } from "../base/paths.js";
import { ActionDialog } from "../ui/action-dialog.js";
import { SelectField, TextField } from "../ui/field.js";

const METHODS = ["Email", "Post", "Email and Post", "Do Not Send"];
const PARTS = /** @type {const} */ ([
  "email",
  "phone",
  "language",
  "timeZone",
  "country",
  "postalAddress",
]);
const FIELDS = Object.fromEntries(
  [...PARTS, "deliveryMethod"].map((name) => [`/${name}`, `contact-${name}`]),
);

/**
 * @param {{ customer: Api.CustomerView, onDone: () => void, onClose: () => void }} props
 */
export default function Contact({ customer, onDone, onClose }) {
  const parts = PARTS.map((name) => [name, customer[name] ?? ""]);
  const [known] = useState(Object.fromEntries(parts));
  const [told, setTold] = useState(known);
  const [deliveryMethod, setMethod] = useState(customer.deliveryMethod);
  const given = Object.entries(told).filter(([, value]) => value.trim());
  const isNew =
    deliveryMethod !== customer.deliveryMethod ||
    PARTS.some((name) => told[name].trim() !== known[name]);
  const { name, accountNumber, currency } = customer;
  const body = { name, accountNumber, currency, deliveryMethod, ...Object.fromEntries(given) };
  const field = (/** @type {string} */ part, /** @type {object} */ how) =>
    html`<${TextField} id=${`contact-${part}`} value=${told[part]}
      onInput=${(/** @type {string} */ value) => setTold({ ...told, [part]: value })} ...${how} />`;
  const zones = [...new Set(["", told.timeZone, ...Intl.supportedValuesOf("timeZone")])];
  return html`<${ActionDialog} title=${`How ${name} is reached`} currency="" verb="Save"
    fields=${FIELDS} onClose=${onClose}
    intent=${
      isNew && {
        method: "PUT",
        path: path`/customer/${customer.customerID}`,
        body,
        version: customer.version,
      }
    }
    sentence=${() =>
      `Change how ${name} is reached? Letters that wait with an address of before do not go.`}
    effects=${(/** @type {Api.CustomerImported} */ preview) => postal(preview)}
    onStale=${() => {
      notify({ tone: "amber", text: "Somebody has changed it meanwhile. Look it over again." });
      onDone();
    }}
    onDone=${() => {
      notify({ tone: "green", text: `It is saved how ${name} is reached.` });
      onDone();
    }}>
    <${SelectField} id="contact-deliveryMethod" label="Letters and invoices by"
      value=${deliveryMethod} options=${METHODS.map((value) => ({ value, label: value }))}
      onInput=${setMethod} />
    ${field("email", { label: "Email", type: "email" })}
    ${field("postalAddress", {
      label: "Postal address",
      rows: 4,
      maxlength: 500,
      hint: "Without the name; a line a line, the country last for letters abroad.",
    })}
    ${field("phone", { label: "Phone" })}
    ${field("language", { label: "Language", hint: "Such as de; its letters are worded so." })}
    ${field("country", { label: "Country of its holidays", hint: "Such as DE or DE-BY." })}
    <${SelectField} id="contact-timeZone" label="Time zone" value=${told.timeZone}
      options=${zones.map((value) => ({
        value,
        label: value ? value.replaceAll("_", " ") : "The company’s",
      }))}
      onInput=${(/** @type {string} */ timeZone) => setTold({ ...told, timeZone })} /><//>`;
}

/** What the window of an envelope shows. @param {Api.CustomerImported} preview */
function postal(preview) {
  if (!preview.deliveryMethod.includes("Post") && !preview.postalAddress) return null;
  const lines = [preview.name, ...(preview.postalAddress?.split("\n") ?? [])];
  return html`<p>On paper: ${lines.join(", ")}${
    lines.length === 1 && html` <small>No address is known; the name stands there alone.</small>`
  }</p>`;
}
