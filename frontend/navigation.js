/** Where one may go, for each audience, with what waits there. */
import { ASKED_OF_ME } from "./approvals/asks.js";
import { noteWaiting, waiting } from "./approvals/waiting.js";
import { useEffect } from "./base/hooks.js";
import { html } from "./base/html.js";
import { useLoad, usePolling } from "./base/queries.js";
import { place, to } from "./base/router.js";
import { home, isCustomer, isParty, isVendor, may, me } from "./base/session.js";
import { KINDS } from "./disputes/kinds.js";
import { askedNow, noteAsked } from "./disputes/order/asked.js";
import { vendorDisputesAsk } from "./disputes/order/asks.js";
import { hasOrdersAsk } from "./orders/asks.js";
import { settingTabs } from "./settings/tabs.js";
import { COUNTS_EVERY_MS, Entries, together, useCount } from "./shell/entries.js";
import { TO_CORRECT, TO_LET_IN } from "./wallets/asks.js";

export const Navigation = () =>
  html`<${
    isVendor()
      ? VendorNavigation
      : isParty()
        ? PartyNavigation
        : isCustomer()
          ? PortalNavigation
          : DeskNavigation
  } />`;

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
      on: ["queue", "disputes", "orderdisputes", "claim", "dispute"].includes(at),
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
      on: ["customers", "customer", "reminderRun", "unreached", "toPost"].includes(at),
      may: may("customer.read"),
    },
    {
      href: to.tickets(),
      label: "Tickets",
      icon: "LifeBuoy",
      on: ["tickets", "ticket"].includes(at),
      may: may("dispute.read"),
    },
    {
      href: to.followUps(),
      label: "Dispute follow-ups",
      icon: "Clock",
      on: ["followUps", "followUp"].includes(at),
      may: may("dispute.read"),
    },
    {
      href: to.bookings(),
      label: "Bookings",
      icon: "Car",
      on: ["bookings", "booking"].includes(at),
      may: may("booking.read"),
    },
    {
      href: to.orders(),
      label: "Orders",
      icon: "FileText",
      on: ["orders", "order"].includes(at),
      may: may("order.read"),
    },
    {
      href: to.vendors(),
      label: "Vendors",
      icon: "UserRound",
      on: ["vendors", "vendor"].includes(at),
      may: may("vendor.read"),
    },
    {
      href: to.payouts(),
      label: "Payouts",
      icon: "Banknote",
      on: at === "payouts",
      may: may("payout.run"),
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
      may: settingTabs().length > 0,
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
 * @param {unknown} row
 */
const agreeable = (row) =>
  /** @type {{ actions: Api.ChoiceView[] }} */ (row).actions.some(
    (one) => one.name === "agree" && one.allowed,
  );

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
      on: ["disputes", "dispute"].includes(at),
      count: moves,
    },
    { href: to.wallets(), label: "Wallet", icon: "Wallet", on: ["wallets", "wallet"].includes(at) },
    { href: to.aggregators(), label: "Aggregators", icon: "Building2", on: at === "aggregators" },
  ]} />`;
}

/**
 * In how many disputes the vendor's answer is awaited.
 * @param {boolean} open whether the list of them is open and looks
 */
function useAsked(open) {
  const own = me.value?.partyID;
  const path = own == null || open ? null : vendorDisputesAsk(encodeURIComponent(own));
  const { data, error, reload } = useLoad(path);
  usePolling(reload, path ? COUNTS_EVERY_MS : null);
  useEffect(() => {
    if (data && path) noteAsked(data.value, data.nextCursor);
  }, [data, path]);
  return error ? null : askedNow.value;
}

/** Where a vendor may go: what it is asked, its orders, how it stands, its wallet. */
function VendorNavigation() {
  const { parts, query } = place.value;
  const at = parts[0] ?? "orderdisputes";
  const awaited = useAsked(at === "orderdisputes" && !query.get("state"));
  return html`<${Entries} entries=${[
    {
      href: to.orderDisputes(),
      label: "Disputes",
      icon: "Scale",
      on: ["orderdisputes", "dispute"].includes(at),
      count: awaited,
    },
    { href: to.orders(), label: "Orders", icon: "FileText", on: ["orders", "order"].includes(at) },
    { href: "#/standing", label: "How you stand", icon: "ShieldCheck", on: at === "standing" },
    { href: to.wallets(), label: "Wallet", icon: "Wallet", on: ["wallets", "wallet"].includes(at) },
  ]} />`;
}

/** Where a customer may go: what is its own, and to orders where there are such. */
function PortalNavigation() {
  const { parts, query } = place.value;
  const own = me.value?.partyID;
  const orders = useLoad(own == null ? null : hasOrdersAsk(encodeURIComponent(own)));
  if (own == null) return null;
  const isOrders = ["orders", "order", "orderdisputes", "claim"].includes(parts[0]);
  const isDispute =
    parts[0] === "dispute" || (parts.length === 2 && query.get("tab") === "disputes");
  const isStatement = parts[2] === "statement";
  const isInvoices = ["customer", undefined].includes(parts[0]) && !isDispute && !isStatement;
  return html`<${Entries} entries=${[
    { href: to.customer(own), label: "Invoices", icon: "Receipt", on: isInvoices },
    { href: to.statement(own), label: "Statement", icon: "FileText", on: isStatement },
    { href: to.disputes(own), label: "Disputes", icon: "Scale", on: isDispute },
    {
      href: to.tickets(),
      label: "Questions",
      icon: "LifeBuoy",
      on: ["tickets", "ticket"].includes(parts[0]),
    },
    ...(isOrders || orders.data?.value.length > 0
      ? [{ href: to.orders(), label: "Orders", icon: "Banknote", on: isOrders }]
      : []),
  ]} />`;
}
