"""Every view of the page, with something in it to look at."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.desk import CUSTOMER, VENDOR, Desk
from tests.browser.outside_views import (
    party_views_of,
    portal_order_views_of,
    portal_views_of,
    talk_views_of,
    ticket_of,
    vendor_views_of,
)

RECEIVABLES = (
    "customerID;customerName;invoiceNumber;invoiceDate;dueDate;amount;currency\n"
    "V-1;Café Zoë;V-101;01/02/2026;03/03/2026;1.250,005;EUR\nV-1;Café Zoë"
    " SA;V-102;02/02/2026;04/03/2026;12,50;USD\n"
    "V-1;Café Zoë;V-103;05/06/2027;05/07/2027;8,00;USD\nV-1;Café Zoë;V-104;soon;;eight;USD\n"
)
MAPPING = {
    **{
        name: {"column": name}
        for name in ("customerID", "customerName", "invoiceNumber", "currency")
    },
    **{name: {"column": name, "format": "%d/%m/%Y"} for name in ("invoiceDate", "dueDate")},
    "amount": {"column": "amount", "format": "1.234,56", "rounds": True},
}

LONG_NAMED = 1952
LONG_NAME = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    " شركة النور للتجارة العامة"
)
LONG_COMMENT = " ".join(["The price is not the one of the framework agreement."] * 8)


def all_views(desk: Desk) -> dict[str, dict[str, str]]:
    """Every view by its name, by who has it."""
    return {
        "admin": views_of(desk) | order_views_of(desk),
        "approver": inbox_views_of(desk),
        "customer": portal_views_of(desk) | portal_order_views_of(desk),
        "manager": payout_inbox_views_of(desk),
        "vendor": vendor_views_of(desk),
        "operator": party_views_of(desk) | talk_views_of(desk),
        "finance": {
            "wallet-of": "#/wallets?partyID=AG-10",
            "corrections": "#/corrections",
            "decided": "#/corrections?state=ended",
            "exports": "#/reports?tab=exports",
            "payouts": "#/payouts",
            "payouts-sent": "#/payouts?state=sent",
            "payouts-arrived": "#/payouts?state=confirmed",
        }
        | import_views_of(desk),
    }


def views_of(desk: Desk) -> dict[str, str]:
    """The place of every view by its name; makes what they show."""
    busy = desk.dispute(
        ("1", "100.00"),
        ("2", "20.50"),
        description="Says that the service was down for half of the month.",
    )
    desk.change_line(busy, "1", creditAmount="60.00", status="approved")
    ended = desk.dispute(("1", "45.00"))
    desk.change_line(ended, "1", "approver", creditAmount="45.00", status="approved")
    desk.ask("POST", f"/dispute/{ended['disputeID']}/finalisation", {})
    talk = desk.booking_dispute("The driver was there when the booking was cancelled.")
    desk.tell(talk, "escalation", "aggregator", issue="Who decides whether the driver was there?")
    desk.tell(talk, "note", "support", text="Both look honest.")
    mixed = desk.invoice(
        ("1", "Monthly fee", "100.00"), ("2", "Free minutes", "0"), ("3", "Loyalty credit", "-5.00")
    )
    customer = f"#/customer/{CUSTOMER}"
    return {
        "queue": "#/queue",
        "queue-empty": "#/queue?waitingFor=customer",
        "queue-pending": "#/queue?status=pendingApproval",
        "queue-bookings": "#/disputes",
        "bookings": "#/bookings?operatorID=OP-100",
        "operators": "#/operators",
        "reminders": "#/customer/1001/reminders",
        "reminder-run": "#/reminderRun",
        "unreached": "#/unreached",
        "to-post": "#/toPost",
        "follow-ups": "#/followUps",
        "follow-up": f"#/followUp/{desk.follow_up()['followUpID']}",
        "dispute": f"#/dispute/{busy['disputeID']}",
        "dispute-finalised": f"#/dispute/{ended['disputeID']}",
        "dispute-on-booking": f"#/dispute/{talk['disputeID']}",
        "customers": "#/customers",
        "customer": customer,
        "customer-disputes": f"{customer}?tab=disputes",
        "customer-notes": f"{customer}?tab=notes",
        "statement": f"{customer}/statement",
        "status-change": f"{customer}/followUp",
        **collected_views_of(desk),
        "invoice-in-dispute": f"{customer}/invoice/{busy['invoiceNumber']}",
        "invoice-credited": f"{customer}/invoice/{ended['invoiceNumber']}",
        "raise": f"{customer}/invoice/{mixed}/raise",
        "reports": "#/reports",
        "report-items": "#/reports?tab=items",
        "report-disputes": "#/reports?tab=disputes",
        "settings-reasons": "#/settings/reasons",
        "settings-resolutions": "#/settings/resolutions",
        "settings-people": "#/settings/people",
        "settings-chains": "#/settings/chains",
        "settings-collections": "#/settings/collections",
        "settings-hours": "#/settings/hours",
        "settings-reminders": "#/settings/reminders",
        "settings-mail": "#/settings/mail",
        "settings-mail-editor": "#/settings/mail?template=approvalAsked",
        "settings-suppressed": "#/settings/suppressed",
        "settings-upkeep": "#/settings/upkeep",
        "tickets": "#/tickets",
        "ticket": f"#/ticket/{ticket_of(desk)}",
        "ticket-new": "#/tickets/new",
        "outbox": "#/outbox",
        "account": "#/account",
        "styles": "#/styles",
        "nowhere": "#/nowhere",
    }


def collected_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view around a customer with the longest of names, a promise, a payment, a
    plan and amounts of eight digits; makes what they show.
    """
    told = {"accountNumber": "ACC-LONG", "currency": "USD", "deliveryMethod": "Email"}
    told |= {"name": LONG_NAME, "email": "pay@long-name.test"}
    desk.ask("PUT", f"/customer/{LONG_NAMED}", told, "finance")
    high, promised, planned, asked, *held = (
        desk.invoice(("1", "Leased line", amount), customer=LONG_NAMED)
        for amount in ("9876660.50", "1234567.50", "300.00", "1000000.00", "80.00", "90.00")
    )
    own, place = f"/customer/{LONG_NAMED}", f"#/customer/{LONG_NAMED}"
    day = (datetime.now(UTC).date() + timedelta(days=3)).isoformat()
    given = {"items": [{"invoiceNumber": promised}], "date": day}
    desk.ask("POST", f"{own}/promise", given)
    plan = {"invoiceNumbers": [planned], "count": 3, "firstDue": day}
    desk.ask("POST", f"{own}/paymentPlan", plan)
    paid = {"currency": "USD", "amount": "1000.00", "reference": "W" * 40, "valueDate": day}
    allocated = {"allocations": [{"invoiceNumber": high, "amount": "400.00"}]}
    desk.ask("PUT", f"{own}/payment/P-{high}", paid | allocated, "finance")
    followed = desk.follow_up(LONG_COMMENT, customer=LONG_NAMED, numbers=held)
    link = desk.ask("POST", f"{own}/promiseLink", {"invoiceNumbers": [asked, promised]})["url"]
    return {
        "statement-promised": f"{place}/statement",
        "reminders-promised": f"{place}/reminders",
        "invoice-promised": f"{place}/invoice/{promised}",
        "follow-up-long": f"#/followUp/{followed['followUpID']}",
        "resolver": desk.resolver_link(LONG_COMMENT),
        "promise-by-link": link[link.index("#/") :],
    }


def order_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view around payout disputes that the staff has; makes what they show."""
    paid = desk.payout("2600.00")
    waits = desk.order_dispute()
    desk.ask("POST", f"/dispute/{waits['disputeID']}/assignment", {"assigneeID": None})
    less = {"amount": "3000", "method": "upi", "reference": "498765432109", "reason": "Scratched"}
    answered = answered_with(desk, {"verdict": "paidPart", **less})
    by_hand = answered_with(desk, {"verdict": "paidFull", "method": "cash"})
    withdrawn = desk.order_dispute()
    desk.ask("POST", f"/dispute/{withdrawn['disputeID']}/withdrawal", {"comment": "It came."})
    number = desk.order(
        "12500.00",
        offeredValue="14000.00",
        paymentMarkedAt="2026-11-21T09:00:00Z",
        notes=[
            {
                "noteID": "N-1",
                "kind": "conditionChange",
                "text": "The battery holds less than was offered.",
                "at": "2026-11-20T09:05:00Z",
            }
        ],
    )
    vendor = f"#/vendor/{VENDOR}"
    return {
        "orders": "#/orders",
        "orders-of-vendor": f"#/orders?vendorID={VENDOR}",
        "order": f"#/order/{number}",
        "payout-queue": "#/orderdisputes",
        "payout-queue-unassigned": "#/orderdisputes?view=unassigned",
        "payout-queue-empty": "#/orderdisputes?view=mine&status=resolved&waitingFor=customer",
        "payout-queue-closed": "#/orderdisputes?status=withdrawn",
        "payout-dispute-answered": f"#/dispute/{answered['disputeID']}",
        "payout-dispute-by-hand": f"#/dispute/{by_hand['disputeID']}",
        "payout-dispute-withdrawn": f"#/dispute/{withdrawn['disputeID']}",
        "payout-claim-open": f"#/claim?orderID={waits['orderID']}",
        "payout-claim-empty": "#/claim",
        "payout-dispute": f"#/dispute/{waits['disputeID']}",
        "payout-dispute-decided": f"#/dispute/{paid['disputeID']}",
        "payout-claim": f"#/claim?orderID={number}",
        "vendors": "#/vendors",
        "vendor": vendor,
        "vendor-history": f"{vendor}?tab=history",
        "vendor-orders": f"{vendor}?tab=orders",
        "vendor-its-disputes": f"{vendor}?tab=disputes",
        "settings-orders": "#/settings/orders",
        "settings-payouts": "#/settings/payouts",
        "settings-decisions": "#/settings/decisions",
        "settings-bounds": "#/settings/bounds",
    }


def answered_with(desk: Desk, said: dict[str, str]) -> Any:
    """A new payout dispute whose vendor has answered for good."""
    dispute = desk.order_dispute()
    where = f"/dispute/{dispute['disputeID']}"
    desk.ask("POST", f"{where}/contact", {})
    desk.ask("PUT", f"{where}/answer", said | {"isFinal": True}, "vendor")
    return dispute


def payout_inbox_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view of a payout that waits for somebody's approval; makes what they
    show.
    """
    desk.chain()
    desk.account()
    dispute = answered_with(desk, {"verdict": "notPaid"})
    desk.ask("POST", f"/dispute/{dispute['disputeID']}/decision", {}, "approver")
    waits = desk.waits_for(dispute, "manager")
    return {
        "payout-approvals": "#/approvals",
        "payout-approval": f"#/approvals?approval={waits['approval']['approvalID']}",
        "payout-response": desk.link(dispute, "manager"),
        "payout-dispute-asked": f"#/dispute/{dispute['disputeID']}",
    }


def import_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view of somebody who may import; makes what they show."""
    asked = desk.imported("receivables-of-november.csv", RECEIVABLES.encode("cp1252"))
    previewed = desk.imported("receivables-of-december.csv", RECEIVABLES.encode(), MAPPING)
    return {
        "imports": "#/import",
        "import-new": "#/import/new",
        "import-file": f"#/import/{asked}",
        "import-columns": f"#/import/{asked}?step=columns",
        "import-preview": f"#/import/{previewed}",
    }


def inbox_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view of somebody who approves; makes what they show."""
    desk.chain()
    mine = desk.asked("480.00", description="Says that the line was down for half of the month.")
    high = desk.asked("6000.00", description="Was promised a lower price, and has it in writing.")
    answered = desk.asked("75.00")
    approval = answered["approval"]["approvalID"]
    desk.ask(
        "POST",
        f"/approval/{approval}/decision",
        {"decision": "reject", "comment": "The usage is proven."},
        "approver",
    )
    return {
        "approvals": "#/approvals",
        "approvals-open": f"#/approvals?approval={high['approval']['approvalID']}",
        "approvals-answered": f"#/approvals?approval={approval}",
        "dispute-asked": f"#/dispute/{high['disputeID']}",
        "dispute-rejected": f"#/dispute/{answered['disputeID']}",
        "response": desk.link(mine),
        "response-used": desk.link(answered),
        "approver-account": "#/account",
    }
