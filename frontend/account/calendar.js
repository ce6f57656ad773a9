/** The agenda in one's own calendar: its address is made here, and known to nobody else (DM-07). */
import { momentText } from "../base/format.js";
import { useState } from "../base/hooks.js";
import { html } from "../base/html.js";
import { useSend } from "../base/intent.js";
import { notify } from "../base/notices.js";
import { lookAgain, me } from "../base/session.js";
import { Button } from "../ui/button.js";
import { Check, TextField } from "../ui/field.js";
import { RefusedSave } from "../ui/refused-save.js";
import { Section } from "../ui/tabs.js";

const SECRET_BYTES = 32;

/** @param {Uint8Array} bytes */
const hexadecimal = (bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A secret, and its hash, which is all that is sent. */
async function newSecret() {
  const secret = hexadecimal(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return { secret, secretHash: hexadecimal(new Uint8Array(hash)) };
}

/** @param {{ user: Api.MeView }} props */
export function MyCalendar({ user }) {
  const feed = user.calendar;
  const [address, setAddress] = useState("");
  const [names, setNames] = useState(feed?.namesCustomers ?? false);
  const { carryOut, busy, problem } = useSend();
  const send = async (/** @type {object} */ body, /** @type {string} */ told) => {
    const person = await carryOut({
      method: "PUT",
      path: "/me/calendar",
      body,
      version: user.version,
    });
    if (!person) return false;
    me.value = { ...user, calendar: person.calendar, version: person.version };
    notify({ tone: "green", text: told });
    return true;
  };
  const shows = (/** @type {boolean} */ namesCustomers) => ({
    namesCustomers,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const renew = async () => {
    const { secret, secretHash } = await newSecret();
    const body = { ...shows(names), secretHash };
    const told = feed ? "The address before is good for nothing any more." : "The address is made.";
    if (await send(body, told))
      setAddress(
        `${location.origin}/api/calendar/${encodeURIComponent(user.userID)}/${secret}.ics`,
      );
  };
  const name = async (/** @type {boolean} */ named) => {
    setNames(named);
    const told = named ? "Entries name the customer." : "Entries do not name the customer.";
    if (!(await send(shows(named), told))) setNames(!named);
  };
  const end = async () => {
    if (await send({}, "No calendar reads your dispute follow-ups any more.")) setAddress("");
  };
  return html`<${Section} title="My calendar" name="calendar"><div class="column form">
    <p class="hint">Calendar programs read your dispute follow-ups from an address of your own: each
      on the day on which it is due, late ones on today. Whoever has the address can read them,
      without signing in.</p>
    <${RefusedSave} problem=${problem} what="the calendar, or more about you,"
      onNewer=${lookAgain} />
    ${
      feed &&
      html`<p>An address was made ${momentText(feed.madeAt)}.${
        address ? "" : " It was shown then; where it is lost, make another."
      }</p>`
    }
    ${
      address &&
      html`<${TextField} id="calendar-address" label="Address" value=${address} rows=${3}
        hint="Add it to your calendar as one from the internet. It is shown this once."
        readonly />`
    }
    ${
      feed &&
      html`<${Check} label="Say of which customer an entry is" name="names-customers"
        checked=${names} onInput=${name} />`
    }
    <div class="actions"><${Button} icon=${feed ? "RefreshCw" : "Plus"}
      look=${feed ? undefined : "primary"} busy=${busy}
      onClick=${renew} name="make-calendar">
      ${feed ? "Make another address" : "Make an address"}<//>
      ${
        feed &&
        html`<${Button} icon="CalendarOff" busy=${busy} onClick=${end}
          name="end-calendar">End the calendar<//>`
      }</div></div><//>`;
}
