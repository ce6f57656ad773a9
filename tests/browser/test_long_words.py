"""Words of any length stay in their frame: every free text at its longest, without a space and as an address of the web."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk
from tests.browser.views import Visitor

LETTERS = "W" * 2000
ADDRESS = ("https://example.com/" + "path/" * 396)[:2000]
NAME = 200
"""So long is the longest name."""
WIDTHS = (320, 1440)
TOO_WIDE = """[...document.querySelectorAll('#main *')].filter((one) => one.checkVisibility()
    && !one.closest('.hidden, svg, .topbar, textarea, select') && getComputedStyle(one).position !== 'absolute'
    && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1))
    .map((one) => `${one.tagName}.${one.className}`).slice(0, 5)"""


@pytest.fixture(scope="module", params=[LETTERS, ADDRESS], ids=["letters", "address"])
def places(request: Any, desk: Desk) -> dict[str, list[str]]:
    """Where each role meets one long word, everywhere that a person can type one."""
    word = request.param
    return {
        "admin": _of_staff(desk, word),
        "approver": _of_approver(desk, word),
        "customer": _of_customer(desk, word),
        **_of_sides(desk, word),
    }


def _of_staff(desk: Desk, word: str) -> list[str]:
    desk.ask(
        "PUT",
        "/customer/7001",
        {
            "name": word[:NAME],
            "currency": "USD",
            "accountNumber": "7001",
            "deliveryMethod": "Email",
            "email": f"{'a' * 60}@{'b' * 60}.test",
        },
        "admin",
    )
    desk.ask("PUT", "/operator/OP-7001", {"name": word[:NAME], "currency": "GBP"}, "admin")
    number = desk.invoice(("1", word[:NAME], "100.00"), ("2", word[:NAME], "1234567.50"), customer=7001)
    dispute = desk.dispute(("1", "100.00"), number=number, customer=7001, description=word)
    other = desk.dispute(number=desk.invoice(("1", word[:NAME], "5.00"), customer=7001), customer=7001, description=word)
    desk.tell(other, "withdrawal", "agent", comment=word)
    customer = "#/customer/7001"
    return [
        "#/queue",
        "#/queue?customerID=7001",
        f"#/queue?search={word[:400]}",
        f"#/queue?{word[:400]}=1",
        "#/queue?state=closed&status=withdrawn",
        f"#/dispute/{dispute['disputeID']}",
        f"#/dispute/{other['disputeID']}",
        "#/customers",
        customer,
        f"{customer}?tab=disputes",
        f"{customer}?tab=notes",
        f"{customer}/statement",
        f"{customer}/invoice/{number}",
        f"{customer}/invoice/{desk.invoice(('1', word[:NAME], '9.00'), customer=7001)}/raise",
        "#/operators",
        "#/bookings",
        "#/reports",
    ]


def _of_approver(desk: Desk, word: str) -> list[str]:
    desk.chain()
    asked = desk.asked("480.00", description=word)
    answered = desk.asked("75.00", description=word)
    approval = answered["approval"]["approvalID"]
    desk.ask("POST", f"/approval/{approval}/decision", {"decision": "reject", "comment": word}, "approver")
    return [
        "#/approvals",
        f"#/approvals?approval={asked['approval']['approvalID']}",
        f"#/approvals?approval={approval}",
        f"#/dispute/{asked['disputeID']}",
        f"#/dispute/{answered['disputeID']}",
    ]


def _of_customer(desk: Desk, word: str) -> list[str]:
    number = desk.invoice(("1", word[:NAME], "100.00"))
    dispute = desk.dispute(number=number, description=word)
    customer = f"#/customer/{CUSTOMER}"
    return ["#/", f"{customer}?tab=disputes", f"{customer}/invoice/{number}", f"#/dispute/{dispute['disputeID']}"]


def _of_sides(desk: Desk, word: str) -> dict[str, list[str]]:
    dispute = desk.booking_dispute(word)
    for who in ("operator", "aggregator"):
        desk.tell(dispute, "message", who, text=word)
    asked = desk.tell(dispute, "fundRequest", "operator", amount="14.40", reason=word)["pending"][0]
    desk.tell(dispute, f"fundRequest/{asked['requestID']}/rejection", "aggregator", reason=word)
    desk.tell(dispute, "fundRequest", "operator", amount="14.40", reason=word)
    desk.tell(dispute, "escalation", "aggregator", issue=word)
    desk.tell(dispute, "note", "support", text=word)
    place = f"#/dispute/{dispute['disputeID']}"
    booking = f"#/booking/{dispute['bookingID']}"
    return {who: ["#/disputes", place, booking] for who in ("operator", "aggregator", "support")}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_long_word_leaves_its_frame_for_any_role(open_page: OpenPage, places: dict[str, list[str]], width: int) -> None:
    wide = {}
    for who, own in places.items():
        page = open_page(who=who, width=width)
        visitor = Visitor(page)
        for place in own:
            visitor.show(place)
            if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0 or page.evaluate(TOO_WIDE):
                wide[f"{who} {place[:60]}"] = (over, page.evaluate(TOO_WIDE))
    assert wide == {}


def test_hits_of_the_search_and_the_sentence_of_a_deed_keep_their_frame(open_page: OpenPage, places: dict[str, list[str]]) -> None:
    page = open_page(next(place for place in places["admin"] if place.startswith("#/dispute/")), who="agent", width=320)
    page.get_by_role("combobox", name="Search").fill("7001")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.keyboard.press("Escape")
    page.locator("[data-action=edit]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
