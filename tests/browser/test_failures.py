"""A failure is never dressed as data: it stands where the rows would be, or names the
rows beneath it as old.
"""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk
from tests.browser.steps import wait_until

OUT_OF_REACH = "The server could not be reached"


def fail(page: Page, route: str) -> None:
    """Have every request to a path of the API fail from now on."""
    page.route(re.compile(f"/api{route}"), lambda asked: asked.abort())


def test_a_filtered_list_that_fails_shows_no_rows_of_another_filter(
    open_page: OpenPage, desk: Desk
) -> None:
    desk.dispute()
    page = open_page()
    expect(page.locator("tbody tr").first).to_be_visible()
    fail(page, r"/dispute\?.*status=pendingApproval")
    page.get_by_role("navigation", name="Status").get_by_role(
        "link", name=re.compile("Pending approval")
    ).click()
    expect(page.get_by_role("alert")).to_contain_text(OUT_OF_REACH)
    expect(page.locator("tbody tr")).to_have_count(0)
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_the_server_failed_at_names_the_request_to_copy(open_page: OpenPage) -> None:
    """By it, whoever runs the product finds the line of the log; beside it stands what to do."""
    page = open_page("#/customers", permissions=["clipboard-read", "clipboard-write"])
    told = {
        "title": "Something went wrong on our side",
        "status": 500,
        "detail": "The request failed and may be tried again.",
        "requestID": "Jf3cRHqCoAMFvhw=",
    }
    page.route(
        re.compile(r"/api/(desk|customer)\?"), lambda asked: asked.fulfill(status=500, json=told)
    )
    page.reload()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Request Jf3cRHqCoAMFvhw=")
    alert.get_by_role("button", name="Copy the request’s id").click()
    expect(alert.get_by_role("button", name="Copied the request’s id")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == told["requestID"]
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()


IN_VAIN = {
    "agent": {
        "queue": ["status=foo", "sort=foo", "waitingFor=foo", "state=foo", "colour=red"],
        "customers": ["serach=a"],
        f"customer/{CUSTOMER}": ["tab=foo", "sort=foo"],
        "import": ["status=foo"],
        "bookings": ["status=foo"],
        "reports": ["currency=XXX"],
        "approvals": ["status=foo"],
        "account": ["tab=foo"],
    },
    "customer": {"": ["tab=foo"]},
    "operator": {
        "bookings": ["status=foo"],
        "disputes": ["status=foo", "waitingFor=foo"],
        "wallets": ["kind=foo", "currency=XXX"],
    },
    "finance": {"corrections": ["status=foo", "state=foo"], "reports": ["tab=foo"]},
    "admin": {"operators": ["status=foo"], "settings/reasons": ["template=foo"]},
}
"""Who → a view → what its address asks for, and the view does not know."""


@pytest.mark.long
@pytest.mark.parametrize("who", IN_VAIN)
def test_what_an_address_asks_for_in_vain_is_said_and_can_be_left_out(
    open_page: OpenPage, who: str
) -> None:
    page = open_page("#/account", who=who)
    for view, asked in IN_VAIN[who].items():
        for one in asked:
            name, value = one.split("=")
            page.evaluate("place => { location.hash = place }", f"#/{view}?{one}")
            expect(page.get_by_role("alert")).to_contain_text(f"Unknown here: {name} “{value}”")
            expect(page.locator("tbody tr")).to_have_count(0)
            page.get_by_role("alert").get_by_role("link", name="Leave it out").click()
            expect(page.get_by_role("alert")).to_have_count(0)
            expect(page).not_to_have_url(re.compile(f"[?&]{name}="))


def test_what_an_address_asks_for_and_the_server_refuses_can_be_left_out(
    open_page: OpenPage,
) -> None:
    """Page 28: one thing to do next, and not a try that fails again."""
    page = open_page("#/wallet/OP-100-GBP?from=2026-02-31", who="finance")
    page.get_by_role("alert").get_by_role(
        "link", name="Leave out what the address asks for"
    ).click()
    expect(page.get_by_role("table", name="Statement")).to_be_visible()


@pytest.mark.long
def test_unknown_parts_of_a_dispute_are_said_too(open_page: OpenPage, desk: Desk) -> None:
    page = open_page(f"#/dispute/{desk.dispute()['disputeID']}?show=foo")
    expect(page.get_by_role("alert")).to_contain_text("show “foo”")


def test_a_next_page_that_fails_says_so_where_it_would_be_and_is_tried_again(
    open_page: OpenPage, desk: Desk
) -> None:
    for _ in range(26):
        desk.dispute()
    page = open_page("#/account")
    in_vain: list[Route] = []

    def refuse(asked: Route) -> None:
        in_vain.append(asked)
        asked.abort()

    page.route(re.compile(r"/api/dispute\?.*cursor="), refuse)
    page.evaluate("location.hash = '#/queue'")
    page.locator(".list-foot").get_by_role("button", name="Show more").click()
    expect(page.locator(".list-foot").get_by_role("alert")).to_contain_text(
        "The next ones could not be loaded"
    )
    wait_until(page, lambda: len(in_vain) == 2)  # what is asked for ahead too, first or last
    before = page.locator("tbody tr").count()
    page.unroute_all()
    page.locator(".list-foot").get_by_role("button", name="Try again").click()
    expect(page.locator("tbody tr").nth(before)).to_be_visible()


def test_rows_that_cannot_be_loaded_anew_are_named_as_old(open_page: OpenPage, desk: Desk) -> None:
    """What the same list showed before stands dimmed under the error."""
    desk.dispute()
    page = open_page()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.get_by_role("link", name="Customers", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customers")
    fail(page, r"/dispute\?")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Queue").click()
    expect(page.get_by_role("alert")).to_contain_text("Shown as last loaded")
    expect(page.locator("table.busy tbody tr").first).to_be_visible()


def test_a_search_that_fails_shows_no_hits_and_says_so(open_page: OpenPage, desk: Desk) -> None:
    number = desk.invoice()
    page = open_page()
    box = page.get_by_role("combobox", name="Search")
    box.fill(number)
    expect(page.get_by_role("option", name=re.compile(number))).to_be_visible()
    fail(page, r"/search\?")
    box.fill("Bright")
    expect(page.locator(".hits").get_by_role("alert")).to_contain_text("The search failed")
    expect(page.locator(".hits").get_by_role("option")).to_have_count(0)


@pytest.mark.long
def test_hits_for_other_words_are_not_opened_while_new_ones_are_looked_for(
    open_page: OpenPage, desk: Desk
) -> None:
    number = desk.invoice()
    page = open_page()
    box = page.get_by_role("combobox", name="Search")
    box.fill(number)
    expect(page.get_by_role("option", name=re.compile(number))).to_be_visible()
    waiting: list[Route] = []
    page.route(re.compile("/api/search"), lambda asked: waiting.append(asked))
    box.fill("Bright")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Queue")
    expect(page.locator(".hits.busy")).to_be_visible()
    for one in waiting:
        one.abort()


@pytest.mark.long
def test_counts_and_choices_that_fail_are_neither_old_nor_empty(
    open_page: OpenPage, desk: Desk
) -> None:
    place = f"#/dispute/{desk.dispute()['disputeID']}"
    page = open_page(place)
    fail(page, r"/report/queue|/hand|/user|/reason")
    page.locator("[data-action=assign]").click()
    expect(page.get_by_role("dialog").get_by_role("alert").first).to_contain_text(
        "could not be loaded"
    )
    page.keyboard.press("Escape")
    page.evaluate("location.hash = '#/queue'")
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Status").locator(".count")).to_have_count(0)
    expect(
        page.get_by_label("Assignee").locator("option", has_text="Could not be loaded")
    ).to_have_count(1)


def test_a_report_that_fails_shows_the_error_alone(open_page: OpenPage) -> None:
    page = open_page("#/account", who="admin")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    fail(page, "/report/receivables")
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_role("alert")).to_contain_text(OUT_OF_REACH)
    expect(page.locator("dl.figures")).to_have_count(0)


def test_a_part_of_a_view_that_fails_says_so_in_its_place(open_page: OpenPage, desk: Desk) -> None:
    """Page 46: neither as nothing, nor as what is still to come; and it is tried again there."""
    invoice, paid, booked = desk.dispute(), desk.booking_dispute(), desk.booking()
    chains = [
        {
            "chainID": "std",
            "name": "Standard",
            "levels": [
                {
                    "name": "One",
                    "people": [desk.ask("GET", "/me", who="approver")["userID"]],
                    "answerWithinHours": 8,
                }
            ],
        }
    ]
    before = desk.ask("GET", "/setting/approvalChains", who="admin")["value"]
    desk.ask("PUT", "/setting/approvalChains", {"value": chains}, "admin")
    parts = (
        (
            "agent",
            f"#/dispute/{invoice['disputeID']}",
            r"/customer/\d+$",
            "The customer could not be loaded",
        ),
        (
            "operator",
            f"#/dispute/{paid['disputeID']}",
            "/booking/",
            "The booking could not be loaded",
        ),
        (
            "operator",
            f"#/dispute/{paid['disputeID']}",
            "/wallet/",
            "The wallet could not be loaded",
        ),
        ("operator", f"#/booking/{booked}", "/wallet$", OUT_OF_REACH),
        ("agent", "#/bookings", "/operator", "The operators could not be loaded"),
        ("admin", "#/settings/chains", r"/user\?", "The people could not be loaded"),
    )
    for who, place, route, said in parts:
        page = open_page("#/account", who=who)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        fail(page, route)
        page.evaluate("place => { location.hash = place }", place)
        told = page.get_by_role("alert").filter(has_text=said)
        expect(told).to_be_visible()
        page.unroute_all()
        told.get_by_role("button", name="Try again").click()
        expect(page.get_by_role("alert")).to_have_count(0)
        page.close()
    desk.ask("PUT", "/setting/approvalChains", {"value": before}, "admin")


def test_a_dispute_that_is_slow_has_its_heading_and_the_focus_from_the_beginning(
    open_page: OpenPage, desk: Desk
) -> None:
    """One h1 at any time, which has the focus on a new view."""
    dispute = desk.dispute()
    page = open_page("#/account")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    held: list[Route] = []
    page.route(
        re.compile(rf"/api/dispute/{dispute['disputeID']}$"), lambda asked: held.append(asked)
    )
    page.evaluate(f"location.hash = '#/dispute/{dispute['disputeID']}'")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Dispute")
    expect(heading).to_be_focused()
    held.pop().continue_()
    expect(heading).to_have_text(f"Dispute on invoice {dispute['invoiceNumber']}")
    expect(heading).to_be_focused()
