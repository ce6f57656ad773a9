"""Identifiers with signs that mean something in an address, from link to link through the page
(RV-12).
"""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk


@pytest.mark.parametrize(
    "identifier",
    [*(pytest.param(one, marks=pytest.mark.long) for one in ("2026/017", "C%2FD")), "ä#1 ?&+ 2/3"],
)
def test_a_dispute_is_raised_and_worked_by_links_alone(
    open_page: OpenPage, desk: Desk, identifier: str
) -> None:
    """RV-12: numbers like 2026/017 are the rule in half of Europe."""
    address = f"/customer/{quote(identifier, safe='')}"
    line = {
        "lineID": identifier,
        "description": "Monthly fee",
        "amount": "100.00",
        "kind": "feature",
        "featureID": identifier,
    }
    dates = {"invoiceDate": "2026-10-01", "dueDate": "2026-10-31"}
    desk.ask(
        "PUT",
        address,
        {
            "name": f"Customer {identifier}",
            "accountNumber": identifier,
            "currency": "USD",
            "deliveryMethod": "Email",
        },
    )
    desk.ask(
        "PUT",
        f"{address}/invoice/{quote(identifier, safe='')}",
        {"status": "approved", "currency": "USD", "lines": [line], **dates},
    )
    page = open_page(f"#{address}")
    page.get_by_role("link", name=identifier, exact=True).click()
    page.get_by_role("link", name="Raise a dispute").click()
    page.get_by_label("Monthly fee", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What the customer says").fill("Was not ordered.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Raise the dispute").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Dispute on invoice {identifier}")
    page.get_by_label("Disputed", exact=True).fill("40")
    page.get_by_role("button", name="Save amounts").click()
    expect(page.get_by_label("Disputed", exact=True)).to_have_value("40.00")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role(
        "link", name=f"Invoice {identifier}"
    ).click()
    expect(page.get_by_text("This invoice currently has a dispute in progress")).to_be_visible()
    assert desk.ask("GET", f"{address}/dispute")["value"][0]["amount"] == 40
