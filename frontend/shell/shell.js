/** The shell around every view: product name, where one may go, search, who one is. */

import { countText, moneyText } from "../base/format.js";
import { useEffect, useState } from "../base/hooks.js";
import { classes, html } from "../base/html.js";
import { useLoad, usePolling } from "../base/queries.js";
import { place, to } from "../base/router.js";
import { home, isCustomer, isOutside, isParty, may, maySearch, me, signOut } from "../base/session.js";
import { sentence } from "../base/words.js";
import { ASKED_OF_ME, ASKED_OF_SUPPORT, movesOf, TO_CORRECT, TO_LET_IN } from "../first.js";
import { heldText } from "../ui/address.js";
import { IconButton } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Banner } from "../ui/states.js";
import { Help } from "./help.js";
import { noteWaiting, waiting } from "./inbox.js";
import { Mark } from "./mark.js";
import { GlobalSearch } from "./search.js";
import { ThemeToggle } from "./theme-toggle.js";

const COUNTS_EVERY_MS = 60000;

/** @param {{ children?: any }} props */
export function Shell({ children }) {
  const [open, setOpen] = useState(false);
  const here = place.value;
  const searches = maySearch();
  useEffect(() => setOpen(false), [here]);
  return html`<div class="shell">
    <a class="skip" href="#main" onClick=${skip}>Skip to content</a>
    <header class=${classes("side", open && "open")}>
      <div class="brand"><a href=${home().href}><${Mark} size=${24} />Redress</a>
        <${IconButton} icon=${open ? "X" : "Menu"} label=${open ? "Close menu" : "Open menu"} size=${20} onClick=${() => setOpen(!open)} aria=${{ "aria-expanded": String(open), "aria-controls": "navigation" }} /></div>
      <div class="side-body" id="navigation"><${isParty() ? PartyNavigation : isCustomer() ? PortalNavigation : Navigation} /><div><${Local} /><${WhoAmI} /></div></div>
    </header>
    <div class="middle">
      <div class="topbar" role=${searches ? "search" : undefined}>${searches ? html`<${GlobalSearch} />` : html`<span class="search"></span>`}<div class="actions"><${ThemeToggle} /><${Help} /></div></div>
      <${Offline} /><${MailHeldBack} />
      <main id="main" tabindex="-1">${children}</main>
    </div>
  </div>`;
}

/** Tells people of a party that mail to it does not arrive: nobody else can say where it shall go. */
function MailHeldBack() {
  const mail = me.value?.partyMail;
  if (!mail?.mailHeldBack) return null;
  return html`<${Banner} tone="amber" icon="MailX">${mail.email} ${heldText(mail.mailHeldBack)}, so no more goes there. You find everything here; please tell us of an address that mail reaches.<//>`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Navigation() {
  const at = place.value.parts[0] ?? "queue";
  const approvals = useApprovals(at === "approvals");
  const corrections = useCount(may("ledger.correct") && at !== "corrections" ? TO_CORRECT : null, agreeable);
  const proposals = useCount(may("ledger.correct") && at !== "corrections" ? TO_LET_IN : null, agreeable);
  const asked = useCount(may("dispute.support") ? ASKED_OF_SUPPORT : null);
  const entries = [
    {
      href: home().href,
      label: "Queue",
      icon: "Inbox",
      on: ["queue", "disputes", "dispute"].includes(at),
      may: may("dispute.read"),
      count: asked,
    },
    {
      href: to.approvals(),
      label: "Approvals",
      icon: "ShieldCheck",
      on: at === "approvals",
      may: approvals.shown,
      count: approvals.count,
    },
    {
      href: "#/customers",
      label: "Customers",
      icon: "Building2",
      on: ["customers", "customer"].includes(at),
      may: may("customer.read"),
    },
    {
      href: to.bookings(),
      label: "Bookings",
      icon: "Car",
      on: ["bookings", "booking"].includes(at),
      may: may("booking.read"),
    },
    {
      href: to.operators(),
      label: may("wallet.read") ? "Wallets" : "Operators",
      icon: "Wallet",
      on: ["operators", "aggregators", "wallets", "wallet"].includes(at),
      may: may("booking.read"),
    },
    {
      href: to.aggregators(),
      label: "Aggregators",
      icon: "Building2",
      on: at === "aggregators",
      may: may("aggregator.read") && !may("booking.read"),
    },
    {
      href: to.corrections(),
      label: "Second person",
      icon: "RotateCcw",
      on: at === "corrections",
      may: may("ledger.correct"),
      count: together(corrections, proposals),
    },
    { href: "#/import", label: "Import", icon: "FileUp", on: at === "import", may: may("import.run") },
    { href: "#/reports", label: "Reports", icon: "Scale", on: at === "reports", may: may("report.read") },
    { href: "#/settings", label: "Settings", icon: "Settings", on: at === "settings", may: may("setting.edit") },
  ];
  return html`<${Entries} entries=${entries.filter((entry) => entry.may)} />`;
}

/** What waits for one's own answer; shown to people who can approve, or whom somebody has asked. @param {boolean} open whether the inbox itself is open and looks */
function useApprovals(open) {
  const { data, error, reload } = useLoad(may("dispute.work") && !open ? ASKED_OF_ME : null);
  usePolling(reload, may("dispute.work") && !open ? COUNTS_EVERY_MS : null);
  useEffect(() => {
    if (data && !open) noteWaiting(data.value, data.nextCursor);
  }, [data, open]);
  return {
    shown: may("dispute.work") && (may("approval.answer") || open || (waiting.value?.count ?? 0) > 0),
    count: error ? null : waiting.value,
  };
}

/** How many there are in a list, looked at again and again. @param {string | null} path null: not to be looked at @param {(row: any) => boolean} [counts] which of them count */
function useCount(path, counts = () => true) {
  const { data, error, reload } = useLoad(path);
  usePolling(reload, path ? COUNTS_EVERY_MS : null);
  if (error) return null; // Rather no count than an old one.
  return data && { count: data.value.filter(counts).length, more: Boolean(data.nextCursor) };
}

/** Two counts as one; none where one of them is not known. @param {any} one @param {any} other */
const together = (one, other) => one && other && { count: one.count + other.count, more: one.more || other.more };

/** Whether a correction, deposit or floor waits for whoever looks: nobody agrees to what they asked for themselves. @param {any} row */
const agreeable = ({ actions }) => actions.some((/** @type {any} */ one) => one.name === "agree" && one.allowed);

/** Where an operator or aggregator may go: its own bookings, their disputes, its wallet, and who settles how. */
function PartyNavigation() {
  const at = place.value.parts[0] ?? "bookings";
  const moves = useCount(me.value?.partyID == null ? null : movesOf(String(me.value?.role)));
  return html`<${Entries} entries=${[
    { href: to.bookings(), label: "Activity", icon: "Car", on: ["bookings", "booking"].includes(at) },
    {
      href: to.bookingDisputes(),
      label: "Disputes",
      icon: "Scale",
      on: ["queue", "disputes", "dispute"].includes(at),
      count: moves,
    },
    { href: to.wallets(), label: "Wallet", icon: "Wallet", on: ["wallets", "wallet"].includes(at) },
    { href: to.aggregators(), label: "Aggregators", icon: "Building2", on: at === "aggregators" },
  ]} />`;
}

/** Where a customer may go: what is its own. */
function PortalNavigation() {
  const { parts, query } = place.value;
  const own = me.value?.partyID;
  if (own == null) return null;
  const isDispute = parts[0] === "dispute" || (parts.length === 2 && query.get("tab") === "disputes");
  const isStatement = parts[2] === "statement";
  const isInvoices = ["customer", undefined].includes(parts[0]) && !isDispute && !isStatement;
  return html`<${Entries} entries=${[
    { href: to.customer(own), label: "Invoices", icon: "Receipt", on: isInvoices },
    { href: to.statement(own), label: "Statement", icon: "FileText", on: isStatement },
    { href: to.disputes(own), label: "Disputes", icon: "Scale", on: isDispute },
  ]} />`;
}

/** @param {{ entries: { href: string, label: string, icon: string, on: boolean, count?: any }[] }} props */
function Entries({ entries }) {
  return html`<nav class="nav" aria-label="Main"><ul>${entries.map(
    (entry) => html`<li key=${entry.label}>
    <a href=${entry.href} aria-current=${entry.on ? "page" : undefined}><${Icon} name=${entry.icon} /><span>${entry.label}</span>
      ${entry.count?.count > 0 && html`<span class="count" aria-label=${`${entry.count.count} pending`}>${countText(entry.count.count)}${entry.count.more ? "+" : ""}</span>`}</a></li>`,
  )}</ul></nav>`;
}

/** What only a stack on one's own machine has. */
const Local = () =>
  me.value?.localMode &&
  !isOutside() &&
  html`<nav class="nav local" aria-label="On this machine"><ul><li><a href="#/outbox" aria-current=${place.value.parts[0] === "outbox" ? "page" : undefined}><${Icon} name="Send" /><span>Outbox</span></a></li></ul></nav>`;

function WhoAmI() {
  const user = /** @type {import("../base/session.js").Me} */ (me.value);
  const limits = Object.entries(user.creditLimit ?? {});
  const limit = limits.length > 0 ? limits.map(([currency, amount]) => moneyText(amount, currency)).join(", ") : "0";
  return html`<div class="who"><a href="#/account" class="who-name"><${Icon} name="UserRound" /><span><strong>${user.name}</strong><small>${[sentence(user.role), isOutside() ? user.partyID : may("dispute.work") && `limit ${limit}`].filter(Boolean).join(isOutside() ? " " : " · ")}</small></span></a>
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
  return html`<div role="status">${!online && html`<div class="banner amber offline"><${Icon} name="WifiOff" /><p>You are offline. What you type is kept on this machine until the connection is back.</p></div>`}</div>`;
}
