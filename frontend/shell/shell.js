/** The shell around every view: product name, where one may go, search, who one is. */

import { moneyText } from "../base/format.js";
import { useEffect, useState } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { place } from "../base/router.js";
import { home, isOutside, may, maySearch, me, signOut } from "../base/session.js";
import { sentence } from "../base/words.js";
import { heldText } from "../ui/address.js";
import { IconButton } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Banner } from "../ui/states.js";
import { Help } from "./help.js";
import { Mark } from "./mark.js";
import { GlobalSearch } from "./search.js";
import { ThemeToggle } from "./theme-toggle.js";

/** @param {{ Navigation: unknown, children?: unknown }} props Navigation: draws where one may go */
export function Shell({ Navigation, children }) {
  const [open, setOpen] = useState(false);
  const here = place.value;
  const searches = maySearch();
  useEffect(() => setOpen(false), [here]);
  return html`<div class="shell">
    <a class="skip" href="#main" onClick=${skip}>Skip to content</a>
    <header class=${classes("side", open && "open")}>
      <div class="brand"><a href=${home().href}><${Mark} size=${24} />Redress</a>
        <${IconButton} icon=${open ? "X" : "Menu"} label=${open ? "Close menu" : "Open menu"}
          size=${20} onClick=${() => setOpen(!open)}
          aria=${{ "aria-expanded": String(open), "aria-controls": "navigation" }} /></div>
      <div class="side-body" id="navigation"><${Navigation} /><div><${Local} /><${WhoAmI} />
        </div></div>
    </header>
    <div class="middle">
      <div class="topbar" role=${searches ? "search" : undefined}>
        ${searches ? html`<${GlobalSearch} />` : html`<span class="search"></span>`}
        <div class="actions"><${ThemeToggle} /><${Help} /></div></div>
      <${Offline} /><${MailHeldBack} />
      <main id="main" tabindex="-1">${children}</main>
    </div>
  </div>`;
}

/**
 * Tells people of a party that mail to it does not arrive: nobody else can say where it shall go.
 */
function MailHeldBack() {
  const mail = me.value?.partyMail;
  if (!mail?.mailHeldBack) return null;
  return html`<${Banner} tone="amber" icon="MailX">
    ${mail.email} ${heldText(
      mail.mailHeldBack,
    )}, so no more goes there. You find everything here; please tell us of an address that mail
    reaches.<//>`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** What only a stack on one's own machine has. */
const Local = () =>
  me.value?.localMode &&
  !isOutside() &&
  html`<nav class="nav local" aria-label="On this machine"><ul><li><a href="#/outbox"
    aria-current=${place.value.parts[0] === "outbox" ? "page" : undefined}><${Icon} name="Send" />
    <span>Outbox</span></a></li></ul></nav>`;

function WhoAmI() {
  const user = /** @type {import("../base/session.js").Me} */ (me.value);
  const limits = Object.entries(user.creditLimit ?? {});
  const limit =
    limits.length > 0
      ? limits.map(([currency, amount]) => moneyText(amount, currency)).join(", ")
      : "0";
  return html`<div class="who"><a href="#/account" class="who-name"><${Icon} name="UserRound" />
    <span><strong>${user.name}</strong><small>
    ${[sentence(user.role), isOutside() ? user.partyID : may("dispute.work") && `limit ${limit}`]
      .filter(Boolean)
      .join(isOutside() ? " " : " · ")}
    </small></span></a>
    <${IconButton} icon="LogOut" label="Sign out" onClick=${signOut} /></div>`;
}

function Offline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return html`<div role="status">
    ${
      !online &&
      html`<div class="banner amber offline"><${Icon} name="WifiOff" />
        <p>You are offline. What you type is kept on this machine until the connection is back.</p>
      </div>`
    }</div>`;
}
