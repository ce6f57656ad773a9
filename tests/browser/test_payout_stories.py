"""Payout disputes told from the claim to the end, each with the ledger and how the vendor stands
before and after (CK-05…CK-09, CK-11, CK-12, PO-25, PO-26).

Every story has a vendor of its own, so that what stands about it is exact.
"""

import itertools
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import VENDOR, Desk
from tests.browser.payouts import answer, decide, pay, section
from tests.browser.steps import confirm, place

_numbers = itertools.count(1)
_run = secrets.token_hex(2).upper()

IN_WALLET = 1000_00
"""What the vendor has at first, in minor units."""
ACTIVE = {
    "level": "active",
    "leads": 40,
    "isFlagged": False,
    "owedAmount": 0,
    "reasons": [],
    "ended": 0,
    "against": 0,
    "version": 0,
}
"""How a vendor stands against which nothing was ever said."""


@dataclass
class Story:
    """A vendor, for which Vera acts, a customer, and the dispute between them."""

    desk: Desk
    vendor: str
    customer: str
    dispute: dict[str, Any] = field(default_factory=dict)

    @property
    def wallets(self) -> dict[str, str]:
        """All that a payout dispute moves money between."""
        return {
            "platform": "platform-INR",
            "outside": "external-INR",
            "vendor": f"{self.vendor}-INR",
        }

    def order(self, value: str, **told: Any) -> str:
        """A completed order of the two."""
        return self.desk.order(value, vendorID=self.vendor, customerID=self.customer, **told)

    def account(self, number: str) -> None:
        """Have an account of the customer that two people have seen to."""
        where = f"/customer/{self.customer}/payee/account"
        told = {"kind": "upi", "number": number, "holder": "Asha Customer"}
        made = self.desk.ask("POST", where, told)["accounts"][-1]
        self.desk.ask("POST", f"{where}/{made['accountID']}/confirmation", {}, "manager")

    def ledger(self) -> dict[str, int]:
        """What each wallet holds, in minor units."""
        return {
            name: round(self.desk.ask("GET", f"/wallet/{wallet}", who="finance")["balance"] * 100)
            for name, wallet in self.wallets.items()
        }

    def moved(self) -> dict[str, list[tuple[str, int]]]:
        """What the dispute moved in each wallet, by kind, the earliest first."""
        about = f"entry?disputeID={self.dispute['disputeID']}"
        return {
            name: [
                (entry["kind"], round(entry["amount"] * 100))
                for entry in reversed(self.desk.every(f"/wallet/{wallet}/{about}", "finance"))
            ]
            for name, wallet in self.wallets.items()
        }

    def standing(self) -> dict[str, Any]:
        """How the vendor stands."""
        told = self.desk.ask("GET", f"/vendor/{self.vendor}/standing", who="manager")
        return {
            **{name: told[name] for name in ("level", "leads", "isFlagged", "owedAmount")},
            "reasons": [one["level"] for one in told["reasons"]],
            "ended": len(told["history"]),
            "against": len(told["against"]),
            "version": told["version"],
        }

    def stored(self) -> Any:
        """The dispute as it is now."""
        return self.desk.stored(self.dispute)


def with_moved(ledger: dict[str, int], **amounts: int) -> dict[str, int]:
    """The ledger after so much came into each wallet; all of it comes to nothing."""
    assert sum(amounts.values()) == 0
    return {name: held + amounts.get(name, 0) for name, held in ledger.items()}


@pytest.fixture
def story(desk: Desk) -> Iterator[Story]:
    """A vendor and a customer that nobody knew before; Vera goes back to her own afterwards."""
    desk.vendor()
    number = f"{_run}{next(_numbers)}"
    told = Story(desk, vendor=f"VS-{number}", customer=f"CS-{number}")
    vendor = {"name": f"Phones {number}", "maxLeads": 40, "currency": "INR"}
    desk.ask("PUT", f"/vendor/{told.vendor}", vendor, "finance")
    customer = {
        "name": f"Asha {number}",
        "accountNumber": f"ACC-{number}",
        "currency": "INR",
        "deliveryMethod": "Email",
    }
    desk.ask("PUT", f"/customer/{told.customer}", customer, "finance")
    deposit = {"amount": str(IN_WALLET // 100), "reference": f"Stock {number}"}
    desk.ask("POST", f"/wallet/{told.vendor}-INR/deposit", deposit, "finance")
    desk.lets("vendor", partyID=told.vendor)
    desk.lets("customer", partyID=told.customer)
    yield told
    desk.lets("vendor", partyID=VENDOR)
    desk.lets("customer", partyID=1001)


def raised(page: Page, story: Story, order: str, less: str = "") -> None:
    """The intake form filled in and sent: nothing was paid, or less by so much."""
    page.goto(f"{story.desk.stack.url}/#/claim?orderID={order}")
    if less:
        page.get_by_label("The vendor paid less than billed").check()
        page.locator("#claim-amount").fill(less)
    page.get_by_label("What happened").fill("The money did not come as agreed.")
    page.get_by_role("button", name="Raise the dispute").click()
    expect(page).to_have_url(re.compile("#/dispute/"))
    story.dispute = story.desk.ask("GET", f"/dispute/{page.url.rsplit('/', 1)[-1]}")


def asked(page: Page) -> None:
    """The vendor asked, in the case that is open."""
    page.locator("[data-action=askVendor]").click()
    confirm(page, "Ask the vendor")
    expect(section(page, "answer")).to_contain_text("It has not answered.")


def reference() -> str:
    """A UPI reference that nothing else carries."""
    return f"8{secrets.randbelow(10**11):011d}"


@pytest.mark.long
def test_full_payment_that_is_proved_moves_nothing(open_page: OpenPage, story: Story) -> None:
    """CK-05, CK-15: from the customer's claim to its word that all is well; neither money nor the
    vendor's standing changes.
    """
    ledger, standing = story.ledger(), story.standing()
    assert standing == ACTIVE
    order = story.order("3500.00")
    customer = open_page("#/orders", who="customer")
    raised(customer, story, order)
    agent = open_page(place(story.dispute))
    asked(agent)
    vendor = open_page("", who="vendor")
    vendor.get_by_role("link", name=f"Order {order}").click()
    answer(vendor, "Paid in full", reference())
    agent.reload()
    expect(section(agent, "row")).to_contain_text("proves it")
    expect(decide(agent)).to_contain_text("Active, as before")
    confirm(agent, "Decide")
    expect(agent.locator(".page-title")).to_contain_text("Resolved")
    customer.reload()
    customer.locator("[data-action=accept]").click()
    confirm(customer, "Close the dispute")
    expect(customer.locator(".page-title")).to_contain_text("Closed")
    assert story.moved() == {"platform": [], "outside": [], "vendor": []}
    assert (story.ledger(), story.standing()) == (ledger, ACTIVE)
    assert story.stored()["status"] == "closed"


def test_nothing_paid_is_paid_out_and_the_vendor_fined(open_page: OpenPage, story: Story) -> None:
    """CK-06, CK-14, CK-15, PO-25, PO-38: fine and payout in one transfer; the customer's word
    closes the case once the money arrived.
    """
    story.account(f"ASHA.{story.customer}@OKBANK")
    ledger = story.ledger()
    order = story.order("4000.00")
    customer = open_page("#/orders", who="customer")
    raised(customer, story, order)
    agent = open_page(place(story.dispute))
    asked(agent)
    vendor = open_page(place(story.dispute), who="vendor")
    answer(vendor, "Not paid")
    manager = open_page(place(story.dispute), who="manager")
    dialog = decide(manager)
    expect(dialog).to_contain_text("Pay the customer 4,000.00\u00a0INR")
    expect(dialog).to_contain_text("400.00\u00a0INR")
    assert (story.ledger(), story.standing()) == (ledger, ACTIVE)
    confirm(manager, "Decide")
    expect(section(manager, "payouts")).to_contain_text("To be sent")
    assert story.moved() == {
        "platform": [("decision", 400_00), ("decision", -4000_00)],
        "outside": [("decision", 4000_00)],
        "vendor": [("decision", -400_00)],
    }
    decided = with_moved(ledger, platform=-3600_00, outside=4000_00, vendor=-400_00)
    assert (story.ledger(), story.standing()) == (
        decided,
        ACTIVE | {"against": 1, "version": 1},
    )
    vendor.reload()
    expect(vendor.get_by_role("region", name="How it stands")).to_contain_text("400.00\u00a0INR")
    finance = open_page(place(story.dispute), who="finance")
    pay(finance, "send")
    customer.reload()
    customer.locator("[data-action=accept]").click()
    confirm(customer, "Close the dispute")
    assert story.stored()["status"] == "resolved"
    pay(finance, "confirm")
    expect(finance.locator(".page-title")).to_contain_text("Closed")
    assert story.ledger() == decided


@pytest.mark.long
def test_a_valid_reduction_leaves_the_price_as_it_was_reduced(
    open_page: OpenPage, story: Story
) -> None:
    """CK-07, PO-18, PO-19: a note from before the claim; the customer never sees why, and may
    object.
    """
    ledger = story.ledger()
    note = {
        "noteID": "N-1",
        "kind": "conditionChange",
        "text": "The screen is cracked.",
        "at": "2026-11-20T09:05:00Z",
    }
    order = story.order("4200.00", notes=[note])
    agent = open_page()
    raised(agent, story, order, less="1200")
    asked(agent)
    vendor = open_page(place(story.dispute), who="vendor")
    answer(vendor, "Paid in part", reference(), "3000", "The screen was cracked")
    agent.reload()
    expect(section(agent, "order")).to_contain_text("Before the claim")
    expect(decide(agent, "The crack was noted at pickup.")).to_contain_text(
        "Pay the customer nothing"
    )
    confirm(agent, "Decide")
    expect(section(agent, "decisions")).to_contain_text("The crack was noted at pickup.")
    customer = open_page(place(story.dispute), who="customer")
    expect(customer.get_by_text("You can object until")).to_be_visible()
    for secret in ("The crack was noted", "The screen was cracked"):
        expect(customer.locator("main")).not_to_contain_text(secret)
    assert story.moved() == {"platform": [], "outside": [], "vendor": []}
    assert (story.ledger(), story.standing()) == (ledger, ACTIVE)
    assert story.stored()["decisions"][0]["appliedRowID"] == "justifiedReduction"


@pytest.mark.long
def test_an_unjustified_reduction_of_high_value_waits_for_finance(
    open_page: OpenPage, story: Story
) -> None:
    """CK-08, CK-12, PO-06: exactly 5,000.00 asks Finance; before its yes nothing is paid and nobody
    flagged, after it both at once.
    """
    ledger = story.ledger()
    order = story.order("12000.00")
    agent = open_page()
    raised(agent, story, order, less="5000.00")
    expect(agent.locator(".page-title")).to_contain_text("High value")
    asked(agent)
    vendor = open_page(place(story.dispute), who="vendor")
    answer(vendor, "Paid in part", reference(), "7000", "Scratched")
    manager = open_page(place(story.dispute), who="manager")
    dialog = decide(manager)
    expect(dialog).to_contain_text("Pay the customer 5,000.00\u00a0INR")
    expect(dialog).to_contain_text("Active, as before; flagged")
    confirm(manager, "Decide")
    expect(manager.get_by_role("region", name="How it stands")).to_contain_text(
        "The decision waits for Finance. Nothing of it has happened yet."
    )
    assert (story.ledger(), story.standing(), story.stored()["payouts"]) == (ledger, ACTIVE, [])
    finance = open_page(place(story.dispute), who="finance")
    finance.locator("[data-action=sign]").click()
    confirm(finance, "Say yes")
    expect(section(finance, "payouts")).to_contain_text("To be sent")
    assert story.moved() == {
        "platform": [("decision", -5000_00)],
        "outside": [("decision", 5000_00)],
        "vendor": [],
    }
    assert story.ledger() == with_moved(ledger, platform=-5000_00, outside=5000_00)
    assert story.standing() == ACTIVE | {
        "isFlagged": True,
        "reasons": ["active"],
        "against": 1,
        "version": 1,
    }
    manager.goto(f"{story.desk.stack.url}/#/vendor/{story.vendor}")
    expect(manager.locator(".page-title")).to_contain_text("Flagged")


@pytest.mark.long
def test_a_silent_vendor_is_escalated_by_the_clock_and_decided_by_a_person(
    open_page: OpenPage, story: Story
) -> None:
    """CK-09, CK-11, PO-21, PO-24, PO-32: the job tells the manager once and touches neither money
    nor standing; then somebody finds the vendor unreachable, and the manager decides.
    """
    story.account(f"ASHA.{story.customer}@OKBANK")
    ledger = story.ledger()
    order = story.order("2500.00")
    agent = open_page()
    raised(agent, story, order)
    asked(agent)
    story.desk.look_after(story.dispute, hours=5.9)
    assert story.stored()["escalations"] == []
    for _ in range(2):
        story.desk.look_after(story.dispute, hours=6.1)
    manager = open_page(place(story.dispute), who="manager")
    clocks = section(manager, "clocks")
    expect(clocks).to_contain_text("Escalated: vendor silent")
    expect(clocks).to_contain_text("Mara Manager")
    assert [one["kind"] for one in story.stored()["escalations"]] == ["vendorSilent"]
    assert (story.ledger(), story.standing()) == (ledger, ACTIVE)
    for times in range(1, 4):
        manager.locator("[data-action=logAttempt]").click()
        confirm(manager, "Log the attempt")
        expect(section(manager, "answer").get_by_text("Call, not reached")).to_have_count(times)
    manager.locator("[data-action=decideUnreachable]").click()
    expect(manager.get_by_role("dialog")).to_contain_text("Active → On hold")
    confirm(manager, "Decide")
    expect(section(manager, "standing")).to_contain_text("On hold")
    held = ACTIVE | {"level": "hold", "leads": 0, "reasons": ["hold"], "version": 1}
    assert (story.ledger(), story.standing()) == (ledger, held)
    manager.locator("[data-action=decideOtherwise]").click()
    dialog = manager.get_by_role("dialog")
    dialog.get_by_label("By which row instead").select_option("notPaid")
    dialog.get_by_label("Internal note").fill("Nobody answers; the customer shows its statement.")
    expect(dialog).to_contain_text("Pay the customer 2,500.00\u00a0INR")
    confirm(manager, "Decide")
    expect(section(manager, "payouts")).to_contain_text("To be sent")
    assert story.moved() == {
        "platform": [("decision", 250_00), ("decision", -2500_00)],
        "outside": [("decision", 2500_00)],
        "vendor": [("decision", -250_00)],
    }
    assert story.ledger() == with_moved(ledger, platform=-2250_00, outside=2500_00, vendor=-250_00)
    assert story.standing() == held | {"against": 1, "version": 2}


def test_a_returned_payout_goes_to_another_account_that_two_people_saw_to(
    open_page: OpenPage, story: Story
) -> None:
    """PO-25, PO-26, PO-27: the money comes back, the account is barred; the new one is entered by
    one person and confirmed by another, and what is paid anew is paid once.
    """
    story.account(f"GONE.{story.customer}@OKBANK")
    ledger = story.ledger()
    order = story.order("3000.00")
    agent = open_page()
    raised(agent, story, order)
    asked(agent)
    answer(open_page(place(story.dispute), who="vendor"), "Not paid")
    agent.reload()
    decide(agent)
    confirm(agent, "Decide")
    expect(agent.locator(".page-title")).to_contain_text("Resolved")
    standing = story.standing()
    finance = open_page(place(story.dispute), who="finance")
    pay(finance, "send")
    pay(finance, "return", "AC04")
    expect(section(finance, "payouts")).to_contain_text("bank's code AC04")
    fined = with_moved(ledger, platform=300_00, vendor=-300_00)
    assert (story.ledger(), story.standing()) == (fined, standing)
    expect(section(finance, "payouts")).to_contain_text("no account that was confirmed")
    expect(section(finance, "payouts").get_by_role("button")).to_have_count(0)
    assert story.stored()["status"] == "inProgress"
    agent.goto(f"{story.desk.stack.url}/#/order/{order}")
    paid = agent.get_by_role("region", name="Where the customer is paid")
    expect(paid).to_contain_text("A payout came back from it")
    paid.get_by_role("button", name="New account").click()
    dialog = agent.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Number").fill(f"asha.{story.customer}@okbank")
    dialog.get_by_label("Holder").fill("Asha Customer")
    confirm(agent, "Write it down")
    expect(paid.get_by_role("button", name="Confirm")).to_have_attribute("aria-disabled", "true")
    manager = open_page(f"#/order/{order}", who="manager")
    manager.get_by_role("button", name="Confirm", exact=True).click()
    confirm(manager, "Confirm the account")
    expect(manager.locator("main").get_by_text("Money goes here")).to_be_visible()
    finance.reload()
    pay(finance, "instructAgain")
    pay(finance, "send")
    pay(finance, "confirm", "UTR-900001")
    expect(finance.locator(".page-title")).to_contain_text("Resolved")
    assert story.moved() == {
        "platform": [
            ("decision", 300_00),
            ("decision", -3000_00),
            ("payoutReturn", 3000_00),
            ("payout", -3000_00),
        ],
        "outside": [("decision", 3000_00), ("payoutReturn", -3000_00), ("payout", 3000_00)],
        "vendor": [("decision", -300_00)],
    }
    assert story.ledger() == with_moved(ledger, platform=-2700_00, outside=3000_00, vendor=-300_00)
    assert story.standing() == standing == ACTIVE | {"against": 1, "version": 1}
    told = [(one["status"], one["reference"]) for one in story.stored()["payouts"]]
    assert sorted(told, key=str) == [("confirmed", "UTR-900001"), ("returned", None)]
