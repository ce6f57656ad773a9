/** Who am I: role, limits, and which customers. */

import { html } from "../base/html.js";
import { notify } from "../base/notices.js";
import { to } from "../base/router.js";
import { isCustomer, isOutside, isParty, lookAgain, may, me, signOut } from "../base/session.js";
import { sentence } from "../base/words.js";
import { Address } from "../ui/address.js";
import { Button } from "../ui/button.js";
import { Page } from "../ui/page.js";
import { Facts, Section } from "../ui/tabs.js";
import { Money } from "../ui/text.js";
import { AbsenceForm } from "./absence.js";
import { MyCalendar } from "./calendar.js";
import { SigningIn } from "./signing-in.js";

export default function Account() {
  const user = /** @type {import("../base/session.js").Me} */ (me.value);
  return html`<${Page} title=${user.name} kind="account" known=${{}}
    actions=${html`<${Button} icon="LogOut" onClick=${signOut}>Sign out<//>`}>
    <${Section} title="About you"><${Facts} facts=${[
      ["Email", html`<${Address} of=${user} />`],
      ["Role", sentence(user.role)],
      ...(isOutside() ? portalFacts(user) : deskFacts(user)),
    ]} /><//>
    <${SigningIn} user=${user} />
    ${may("dispute.read") && html`<${MyAbsence} user=${user} />`}
    ${may("dispute.read") && html`<${MyCalendar} user=${user} />`}<//>`;
}

/** @param {{ user: Api.MeView }} props */
const MyAbsence = ({ user }) =>
  html`<${Section} title="My absence" name="absence">
    <${AbsenceForm} key=${JSON.stringify(user.absence)} of=${user} where="/me/absence"
      onNewer=${lookAgain}
      onDone=${(/** @type {Api.PersonView} */ person, /** @type {string} */ text) => {
        me.value = { ...user, absence: person.absence, version: person.version };
        notify({ tone: "green", text });
      }} /><//>`;

/** @param {import("../base/session.js").Me} user @returns {[string, unknown][]} */
const portalFacts = (user) => [
  [
    "Acts for",
    user.partyID == null
      ? "Nobody yet"
      : html`<a href=${isParty() ? to.bookings() : to.customer(user.partyID)}>
        ${isCustomer() ? "Customer" : sentence(user.role)} ${user.partyID}</a>`,
  ],
];

/** @param {import("../base/session.js").Me} user @returns {[string, unknown][]} */
function deskFacts(user) {
  const limits = Object.entries(user.creditLimit ?? {});
  return [
    [
      "Credit limit",
      limits.length > 0
        ? html`<ul class="plain">
          ${limits.map(
            ([currency, amount]) => html`<li key=${currency}><${Money} amount=${amount}
              currency=${currency} /></li>`,
          )}</ul>`
        : "None: every credit needs approval",
    ],
    [
      "Customers",
      user.limitTo?.length > 0
        ? html`<ul class="plain">
          ${user.limitTo.map(
            (id) => html`<li key=${id}><a href=${to.customer(id)}>${id}</a>
            </li>`,
          )}</ul>`
        : "All",
    ],
  ];
}
