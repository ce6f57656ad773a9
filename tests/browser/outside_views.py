"""The views that people from outside have: customers, vendors, operators and aggregators."""

from tests.browser.desk import CUSTOMER, VENDOR, Desk


def portal_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view that a customer has; makes what they show."""
    busy = desk.dispute(
        ("1", "100.00"), ("2", "20.50"), description="The service was down for half of the month."
    )
    ended = desk.dispute(
        ("1", "45.00"), ("2", "20.50"), description="Roaming was never switched on."
    )
    desk.change_line(ended, "1", "approver", creditAmount="30.00", status="approved")
    desk.change_line(ended, "2", status="withdrawn")
    desk.ask("POST", f"/dispute/{ended['disputeID']}/finalisation", {})
    customer = f"#/customer/{CUSTOMER}"
    return {
        "portal-invoices": "#/",
        "portal-disputes": f"{customer}?tab=disputes",
        "portal-statement": f"{customer}/statement",
        "portal-invoice-in-dispute": f"{customer}/invoice/{busy['invoiceNumber']}",
        "portal-invoice-credited": f"{customer}/invoice/{ended['invoiceNumber']}",
        "portal-dispute": f"#/dispute/{busy['disputeID']}",
        "portal-dispute-ended": f"#/dispute/{ended['disputeID']}",
        "portal-questions": "#/tickets",
        "portal-question": f"#/ticket/{ticket_of(desk)}",
        "portal-ask": "#/tickets/new",
        "portal-account": "#/account",
        "portal-nowhere": "#/queue",
    }


def portal_order_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view of a customer around its orders; makes what they show."""
    paid = desk.payout("1900.00")
    [payout] = paid["payouts"]
    where = f"/dispute/{paid['disputeID']}/payout/{payout['payoutID']}/sending"
    desk.ask("POST", where, {}, "finance")
    return {
        "portal-orders": "#/orders",
        "portal-payout-disputes": "#/orderdisputes",
        "portal-payout-dispute": f"#/dispute/{paid['disputeID']}",
        "portal-claim": f"#/claim?orderID={desk.order()}",
    }


def vendor_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view that a vendor has; makes what they show."""
    dispute = desk.order_dispute()
    desk.ask("POST", f"/dispute/{dispute['disputeID']}/contact", {})
    where = f"/vendor/{VENDOR}/standing/reason"
    body = {"level": "hold", "text": "Nobody could be reached for three days."}
    told = desk.ask("POST", where, body, "manager")
    reason = told["reasons"][-1]["reasonID"]
    said = {"text": "Our phone was out of order, and we wrote by mail on the second day."}
    desk.ask("POST", f"{where}/{reason}/objection", said, "vendor")
    return {
        "vendor-disputes": "#/",
        "vendor-own-orders": "#/orders",
        "vendor-own-order": f"#/order/{dispute['orderID']}",
        "vendor-dispute": f"#/dispute/{dispute['disputeID']}",
        "vendor-answer": desk.answer_link(dispute),
        "vendor-standing": "#/standing",
        "vendor-wallet": "#/wallets",
    }


def party_views_of(desk: Desk) -> dict[str, str]:
    """The place of every view that an operator has; the demo has something for each."""
    settles_by_invoice = "#/booking/BK-24102"
    return {
        "activity": "#/",
        "activity-no-fare": "#/bookings?status=noFare",
        "booking": "#/booking/BK-24116",
        "booking-dispute-step": f"#/booking/{desk.booking()}?step=dispute",
        "booking-by-invoice": settles_by_invoice,
        "own-disputes": "#/disputes",
        "wallet": "#/wallets",
        "wallet-of-some-days": "#/wallet/OP-100-GBP?from=2026-01-01&kind=fundRequest",
        "aggregators": "#/aggregators",
    }


def talk_views_of(desk: Desk) -> dict[str, str]:
    """The place of a booking's dispute in its states, as one of its sides sees it; makes what they
    show.
    """
    busy = desk.booking_dispute("The agreed fare was 62.40; the payment notice says 48.00.")
    desk.tell(
        busy,
        "message",
        "aggregator",
        text="Thanks. We are looking at the trip's log.\nYou hear from us today.",
    )
    desk.tell(
        busy, "fundRequest", "operator", amount="14.40", reason="Difference to the agreed fare"
    )
    desk.tell(busy, "fundRequest", "aggregator", amount="2.50", reason="Toll that was paid twice")
    helped = desk.booking_dispute(
        "The driver was there when the booking was cancelled.", "aggregator"
    )
    desk.tell(helped, "escalation", "operator", issue="Who decides whether the driver was there?")
    desk.tell(helped, "note", "support", text="Both look honest.")
    desk.tell(
        helped, "message", "support", text="The car was 60 metres away. We regard that as arrived."
    )
    ended = desk.booking_dispute("The motorway toll was left out.")
    asked = desk.tell(ended, "fundRequest", "operator", amount="1.90", reason="Toll")["pending"][0]
    desk.tell(ended, f"fundRequest/{asked['requestID']}/approval", "aggregator")
    desk.tell(ended, "resolution", "operator")
    places = {"talk": busy, "talk-with-support": helped, "talk-resolved": ended}
    return {name: f"#/dispute/{dispute['disputeID']}" for name, dispute in places.items()}


def ticket_of(desk: Desk) -> str:
    """A new ticket of the customer, with an answer; its number."""
    said = {"subject": "Why is roaming on my bill?", "text": "We were not abroad.\nPlease look."}
    made = desk.ask("POST", "/ticket", said, "customer")
    desk.ask("POST", f"/ticket/{made['ticketID']}/message", {"text": "We do, until Friday."})
    return str(made["ticketID"])
