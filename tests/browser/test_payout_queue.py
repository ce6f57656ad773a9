"""The queue of payout disputes as work: views, many at once, from case to case (CK-10, CK-11)."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.steps import place

QUEUE = "#/orderdisputes"


def row_of(page: Page, order: str) -> Locator:
    return page.locator("tbody tr", has=page.get_by_role("link", name=order, exact=True))


def three(desk: Desk) -> list[str]:
    """The orders of three new disputes that nobody has, of the last the vendor was asked."""
    made = [desk.order_dispute() for _ in range(3)]
    for one in made:
        desk.ask("POST", f"/dispute/{one['disputeID']}/assignment", {"assigneeID": None})
    desk.ask("POST", f"/dispute/{made[2]['disputeID']}/contact", {})
    return [one["orderID"] for one in made]


def test_what_is_due_first_stands_first_with_the_time_of_every_party(
    open_page: OpenPage, desk: Desk
) -> None:
    """CK-11, PO-07: a vendor's hours come before our first step and what the customer was told."""
    first, _, asked = three(desk)
    page = open_page(f"{QUEUE}?view=unassigned")
    expect(row_of(page, asked)).to_contain_text("Vendor's answer Soon, in 5 hours")
    expect(row_of(page, asked)).to_contain_text("Promised outcome")
    expect(row_of(page, first)).to_contain_text("Our first step")
    orders = page.locator("tbody tr td:first-child").all_inner_texts()
    at = [next(i for i, text in enumerate(orders) if one in text) for one in (asked, first)]
    assert at == sorted(at)


def test_the_views_keep_what_they_say(open_page: OpenPage, desk: Desk) -> None:
    """Page 42: mine, waiting for me, unassigned and late lie in the address; one that is empty says
    what would be in it.
    """
    mine, nobodys, asked = three(desk)
    [dispute] = [one for one in desk.every("/dispute?kind=order") if one["orderID"] == mine]
    agent = desk.ask("GET", "/me")["userID"]
    desk.ask("POST", f"/dispute/{dispute['disputeID']}/assignment", {"assigneeID": agent})
    page = open_page(QUEUE)
    views = page.get_by_role("navigation", name="View")
    expect(views.get_by_role("link", name=re.compile("All open"))).to_contain_text(
        re.compile(r"\d")
    )
    views.get_by_role("link", name="Mine").click()
    expect(page).to_have_url(re.compile("view=mine"))
    expect(row_of(page, mine)).to_be_visible()
    expect(row_of(page, nobodys)).to_have_count(0)
    views.get_by_role("link", name="Unassigned").click()
    expect(row_of(page, nobodys)).to_be_visible()
    expect(row_of(page, mine)).to_have_count(0)
    waiting = views.get_by_role("link", name=re.compile("Waiting for me"))
    expect(waiting).to_contain_text(re.compile(r"\d"))
    waiting.click()
    expect(page.get_by_label("Whose move")).to_have_count(0)
    expect(row_of(page, asked)).to_have_count(0)
    expect(page.locator("tbody tr").first).to_contain_text("Agent")
    expect(page.locator("tbody tr").filter(has_not_text="Agent")).to_have_count(0)
    views.get_by_role("link", name="Late").click()
    expect(page).to_have_url(re.compile("view=late"))
    for order in (mine, nobodys, asked):
        expect(row_of(page, order)).to_have_count(0)


def test_an_empty_view_says_what_would_be_in_it(open_page: OpenPage, desk: Desk) -> None:
    """Page 7, 28: with the way to all that are open, and the filter that empties it by name."""
    three(desk)
    page = open_page(f"{QUEUE}?view=late&status=resolved&waitingFor=manager")
    expect(page.get_by_text("leave nothing to show in “Late”")).to_be_visible()
    page.get_by_role("link", name="Clear the filters").click()
    expect(page).to_have_url(re.compile(r"view=late$"))


def test_several_are_taken_at_once_with_a_result_for_each(open_page: OpenPage, desk: Desk) -> None:
    """Page 43, CK-10: what one has already stays; what got no answer is tried again alone."""
    orders = three(desk)[:2]
    page = open_page(f"{QUEUE}?view=unassigned")
    for order in orders:
        page.get_by_label(f"Choose order {order}", exact=True).check()
    expect(page.get_by_text("2 chosen")).to_be_visible()
    page.locator("[data-action=bulk-take]").click()
    dialog = page.get_by_role("dialog", name="Take 2 disputes")
    expect(dialog.get_by_text("now with nobody")).to_have_count(2)
    page.route("**/assignment", lambda route: route.abort(), times=1)
    dialog.get_by_role("button", name="Take 2 disputes").click()
    expect(dialog.get_by_role("status")).to_contain_text("1 of 2 are through")
    dialog.get_by_role("button", name="Try 1 again").click()
    expect(dialog.get_by_role("status")).to_contain_text("All 2 are through.")
    dialog.locator("[data-action=close-bulk]").click()
    for order in orders:
        expect(row_of(page, order)).to_have_count(0)
    page.get_by_role("navigation", name="View").get_by_role("link", name="Mine").click()
    for order in orders:
        expect(row_of(page, order)).to_be_visible()


def test_several_are_given_to_somebody_by_keyboard(open_page: OpenPage, desk: Desk) -> None:
    """Page 9, 43: x ticks the row that has the focus; who may work disputes can be chosen."""
    order = three(desk)[0]
    page = open_page(f"{QUEUE}?view=unassigned")
    row_of(page, order).get_by_role("link").focus()
    page.keyboard.press("x")
    expect(page.get_by_label(f"Choose order {order}", exact=True)).to_be_checked()
    page.locator("[data-action=bulk-assign]").click()
    dialog = page.get_by_role("dialog")
    confirm = dialog.locator("[data-action=confirm]")
    expect(confirm).to_have_attribute("aria-disabled", "true")
    dialog.get_by_label("Assignee").select_option(label="Mara Manager")
    confirm.click()
    expect(dialog.get_by_text("Assigned to Mara Manager")).to_be_visible()
    dialog.locator("[data-action=close-bulk]").click()
    expect(row_of(page, order)).to_have_count(0)


def test_one_works_through_the_queue_and_comes_back_to_the_row(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 44: next and previous in its order, by key too; after a deed the next one is offered."""
    three(desk)
    page = open_page(f"{QUEUE}?view=unassigned")
    links = page.locator("tbody tr td:first-child a")
    expect(links.nth(2)).to_be_visible()
    orders = [links.nth(at).inner_text() for at in range(3)]
    links.nth(0).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(orders[0])
    walk = page.get_by_role("navigation", name="In the list")
    expect(walk).to_contain_text(re.compile(r"1 of \d"))
    expect(walk.get_by_role("button", name="Previous")).to_have_attribute("aria-disabled", "true")
    walk.get_by_role("link", name="Next").click()
    expect(heading).to_contain_text(orders[1])
    expect(heading).to_be_focused()
    page.keyboard.press("j")
    expect(heading).to_contain_text(orders[2])
    page.reload()
    expect(walk).to_contain_text(re.compile(r"3 of \d"))
    page.keyboard.press("k")
    expect(heading).to_contain_text(orders[1])
    page.locator("[data-action=logAttempt]").click()
    page.get_by_role("dialog").locator("[data-action=confirm]").click()
    offered = page.locator("main .banner").get_by_role("link", name="Open the next one")
    offered.click()
    expect(heading).to_contain_text(orders[2])
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Queue").click()
    expect(page).to_have_url(re.compile("view=unassigned.*row="))
    expect(page.get_by_role("link", name=orders[2], exact=True)).to_be_focused()


def test_the_walk_goes_on_behind_what_the_queue_has_shown(open_page: OpenPage, desk: Desk) -> None:
    """Page 44: the next page comes by itself, and is there when one is back."""
    three(desk)
    page = open_page("#/account")
    page.route(
        re.compile(r"/api/dispute\?kind=order&sort=urgentAt$"),
        lambda route: route.continue_(url=f"{route.request.url}&limit=1"),
    )
    page.evaluate("location.hash = '#/orderdisputes'")
    link = page.locator("tbody tr td:first-child a")
    expect(link).to_have_count(1)
    link.click()
    walk = page.get_by_role("navigation", name="In the list")
    expect(walk).to_contain_text("1 of 1+")
    first = page.get_by_role("heading", level=1).inner_text()
    walk.get_by_role("button", name="Next").click()
    expect(walk).to_contain_text(re.compile(r"2 of \d"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Queue").click()
    expect(link.nth(1)).to_be_focused()


def test_who_did_not_come_from_the_queue_sees_no_way_through_it(
    open_page: OpenPage, desk: Desk
) -> None:
    page = open_page(place(desk.order_dispute()))
    expect(page.locator("[data-section=actions]")).to_be_visible()
    expect(page.get_by_role("navigation", name="In the list")).to_have_count(0)


def test_disputes_on_invoices_and_bookings_are_taken_at_once_too(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 42 and 43: the same views and pieces in the queues of the other kinds."""
    number = desk.dispute()["invoiceNumber"]
    reference = desk.booking_dispute("The toll is missing.")["reference"]
    told = {
        "agent": ("#/queue", f"Invoice {number}", "Ada Agent"),
        "support": ("#/disputes", f"Booking {reference}", "Sana Support"),
    }
    for who, (queue, name, called) in told.items():
        page = open_page(queue, who=who)
        page.get_by_label(f"Choose {name[0].lower()}{name[1:]}", exact=True).check()
        page.locator("[data-action=bulk-take]").click()
        dialog = page.get_by_role("dialog", name="Take 1 dispute")
        dialog.get_by_role("button", name="Take 1 dispute").click()
        expect(dialog.get_by_role("status")).to_contain_text("It is done.")
        dialog.locator("[data-action=close-bulk]").click()
        page.get_by_role("navigation", name="Status").get_by_role("link", name="Mine").click()
        expect(page).to_have_url(re.compile("view=mine"))
        row = page.locator("tbody tr", has=page.get_by_role("link", name=name))
        expect(row).to_contain_text(called)
        page.get_by_role("link", name=name).click()
        walk = page.get_by_role("navigation", name="In the list")
        expect(walk).to_contain_text(re.compile(r"\d of \d"))
        expect(page.get_by_role("region", name="How it stands")).to_contain_text(called)


def test_a_queue_that_is_made_of_a_part_says_so(open_page: OpenPage, desk: Desk) -> None:
    """RV-03: below its rows, and never that it is all."""
    desk.order_dispute()

    def told_in_part(route: Route) -> None:
        answer = route.fetch()
        part = re.sub(r'("nextCursor": ?null)', r'\1, "complete": false', answer.text())
        route.fulfill(response=answer, body=part)

    page = open_page("#/account")
    page.route(re.compile("/api/(desk|dispute)[?]"), told_in_part)
    page.goto(f"{desk.stack.url}/{QUEUE}?view=mine")
    said = page.locator("main")
    expect(said).to_contain_text("only each customer's latest 1,000 disputes are looked at")
    expect(said).not_to_contain_text("that is all")
