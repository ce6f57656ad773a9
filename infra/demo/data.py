"""Fills a new deployment through the product's own API, so that demo data can only be what the
product allows.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from infra.demo import books, claims, receivables, sales, talks
from infra.demo.api import Api
from infra.demo.books import CUSTOMERS, STORIES, Invoice, Story, invoices
from infra.demo.people import PEOPLE

AT_ONCE = 6
ASKED_WITHIN_SECONDS = 60
SETTINGS = {
    "resolutions": books.RESOLUTIONS,
    "reasons": books.REASONS,
    "approvalChains": books.APPROVAL_CHAINS,
    "businessHours": books.BUSINESS_HOURS,
}


def fill(url: str, today: date) -> None:
    """Bring in settings, customers, invoices, bookings and orders, then let the people dispute;
    sent again, nothing happens twice.

    All is dated back from `today`, which stays the same when it is sent again.
    """
    desks = {
        person.email.partition("@")[0]: Api(url, person.email.partition("@")[0])
        for person in PEOPLE
    }
    runtime = desks["finance"]
    for name, rows in SETTINGS.items():
        desks["admin"].write("PUT", f"/setting/{name}", {"value": rows}, key=f"demo-{name}")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # Each step is done with before the next begins: an invoice needs its customer, a dispute
        # its invoice.
        list(pool.map(lambda customer_id: bring_in_customer(runtime, customer_id), CUSTOMERS))
        list(pool.map(lambda invoice: bring_in_invoice(runtime, invoice), invoices(today)))
        list(pool.map(lambda story: live_through(desks, story), STORIES))
        # Meanwhile the workflow asks for what is pending.
        talks.bring_in(desks, pool, today)
        sales.bring_in(desks, pool, today)
        claims.live_through(desks)
    receivables.bring_in(desks, today)
    _await_inbox(desks["approver"])


def _await_inbox(approver: Api) -> None:
    """Wait until the workflow has asked for what is pending, for a while: it goes on by itself
    anyway.
    """
    pending = sum(story.ends == "pending" for story in STORIES)
    deadline = time.monotonic() + ASKED_WITHIN_SECONDS
    while len(approver.get("/approval")["value"]) < pending and time.monotonic() < deadline:
        time.sleep(0.5)


def bring_in_customer(api: Api, customer_id: int) -> None:
    """A customer of the demo."""
    name, delivery_method, email = CUSTOMERS[customer_id]
    body = {
        "name": name,
        "accountNumber": f"ACC-{customer_id}",
        "email": email,
        "currency": "USD",
        "deliveryMethod": delivery_method,
        "language": "en",
        "timeZone": "America/New_York",
    }
    if customer_id in books.ADDRESSES:
        body["postalAddress"] = books.ADDRESSES[customer_id]
    api.write("PUT", f"/customer/{customer_id}", body, key=f"demo-{customer_id}")


def bring_in_invoice(api: Api, invoice: Invoice) -> None:
    """An invoice of the demo."""
    path = f"/customer/{invoice.customer_id}/invoice/{invoice.number}"
    api.write("PUT", path, invoice.body, key=f"demo-{invoice.number}")


def live_through(desks: dict[str, Api], story: Story) -> None:
    """Raise the dispute and take it as far as its story goes."""
    agent, key = desks[story.by], f"demo-{story.invoice_number}"
    claim = {
        "invoiceNumber": story.invoice_number,
        "description": story.description,
        "reasonID": story.reason_id,
        "lines": story.lines,
    }
    raised = agent.write(
        "POST", f"/customer/{story.customer_id}/dispute", claim, key=f"{key}-raise"
    )
    path = f"/dispute/{raised['disputeID']}"
    if story.ends == "withdrawn":
        agent.write(
            "POST",
            f"{path}/withdrawal",
            {"comment": "Cleared up on the phone."},
            key=f"{key}-withdraw",
        )
    elif story.ends == "closed":
        agent.write("POST", f"{path}/close", {}, key=f"{key}-close")
    elif story.ends in ("pending", "approved", "finalised"):
        _credit(agent, path, story, f"{key}-ask")
        if story.ends != "pending":
            _credit(desks["approver"], path, story, f"{key}-approve")
        if story.ends == "finalised":
            desks["approver"].write("POST", f"{path}/finalisation", {}, key=f"{key}-finalise")


def _credit(api: Api, path: str, story: Story, key: str) -> None:
    """Credit every line in full; whether it is approved or waits for approval is the person's
    limit's to say.
    """
    for line, amount in story.claims.items():
        body = {"creditAmount": amount, "status": "approved"}
        api.write("PUT", f"{path}/line/{line}", body, key=f"{key}-{line}")
