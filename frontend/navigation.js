/** Where one may go, for each audience, with what waits there. */
import { ASKED_OF_ME } from "./approvals/asks.js";
import { noteWaiting, waiting } from "./approvals/waiting.js";
import { useEffect } from "./base/hooks.js";
import { html } from "./base/html.js";
import { useLoad, usePolling } from "./base/queries.js";
import { place, to } from "./base/router.js";
import { home, isCustomer, isParty, may, me } from "./base/session.js";
import { KINDS } from "./disputes/kinds.js";
import { COUNTS_EVERY_MS, Entries, together, useCount } from "./shell/entries.js";
import { TO_CORRECT, TO_LET_IN } from "./wallets/asks.js";

export const Navigation = () =>
  html`<${isParty() ? PartyNavigation : isCustomer() ? PortalNavigation : DeskNavigation} />`;

const moves = Object.values(KINDS).flatMap((kind) => kind.moves ?? []);

/**
 * In how many disputes it is somebody's move, over all kinds.
 * @param {string | null} role null: not to be looked at
 */
const useMoves = (role) => moves.map((of) => useCount(role && of(role))).reduce(together);

/** Where the staff may go. */
function DeskNavigation() {
  const at = place.value.parts[0] ?? "queue";
  const approvals = useApprovals(at === "approvals");
  const corrections = useCount(
    may("ledger.correct") && at !== "corrections" ? TO_CORRECT : null,
    agreeable,
  );
  const proposals = useCount(
    may("ledger.correct") && at !== "corrections" ? TO_LET_IN : null,
    agreeable,
  );
  const asked = useMoves(may("dispute.support") ? "support" : null);
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
    {
      href: "#/import",
      label: "Import",
      icon: "FileUp",
      on: at === "import",
      may: may("import.run"),
    },
    {
      href: "#/reports",
      label: "Reports",
      icon: "Scale",
      on: at === "reports",
      may: may("report.read"),
    },
    {
      href: "#/settings",
      label: "Settings",
      icon: "Settings",
      on: at === "settings",
      may: may("setting.edit"),
    },
  ];
  return html`<${Entries} entries=${entries.filter((entry) => entry.may)} />`;
}

/**
 * What waits for one's own answer; shown to people who can approve, or whom somebody has asked.
 * @param {boolean} open whether the inbox itself is open and looks
 */
function useApprovals(open) {
  const { data, error, reload } = useLoad(may("dispute.work") && !open ? ASKED_OF_ME : null);
  usePolling(reload, may("dispute.work") && !open ? COUNTS_EVERY_MS : null);
  useEffect(() => {
    if (data && !open) noteWaiting(data.value, data.nextCursor);
  }, [data, open]);
  return {
    shown:
      may("dispute.work") && (may("approval.answer") || open || (waiting.value?.count ?? 0) > 0),
    count: error ? null : waiting.value,
  };
}

/**
 * Whether a correction, deposit or floor waits for whoever looks: nobody agrees to what they asked
 * for themselves.
 * @param {any} row
 */
const agreeable = ({ actions }) =>
  actions.some((/** @type {any} */ one) => one.name === "agree" && one.allowed);

/**
 * Where an operator or aggregator may go: its own bookings, their disputes, its wallet, and who
 * settles how.
 */
function PartyNavigation() {
  const at = place.value.parts[0] ?? "bookings";
  const moves = useMoves(me.value?.partyID == null ? null : me.value.role);
  return html`<${Entries} entries=${[
    {
      href: to.bookings(),
      label: "Activity",
      icon: "Car",
      on: ["bookings", "booking"].includes(at),
    },
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
  const isDispute =
    parts[0] === "dispute" || (parts.length === 2 && query.get("tab") === "disputes");
  const isStatement = parts[2] === "statement";
  const isInvoices = ["customer", undefined].includes(parts[0]) && !isDispute && !isStatement;
  return html`<${Entries} entries=${[
    { href: to.customer(own), label: "Invoices", icon: "Receipt", on: isInvoices },
    { href: to.statement(own), label: "Statement", icon: "FileText", on: isStatement },
    { href: to.disputes(own), label: "Disputes", icon: "Scale", on: isDispute },
  ]} />`;
}
