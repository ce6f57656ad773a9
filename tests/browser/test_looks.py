"""Every view in light and dark, wide and narrow: accessible, within its frame, and quiet on the
console.
"""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk
from tests.browser.looks import CUT_OFF, faults, violations
from tests.browser.views import all_views
from tests.browser.visitor import Visitor

WHO = ("admin", "approver", "customer", "operator", "vendor", "finance", "manager")
LOOKS = [(scheme, who) for scheme in ("light", "dark") for who in WHO]
QUICK = [("light", "admin"), ("light", "customer")]
SIZES = [
    (100, 320),
    (100, 360),
    (100, 768),
    (100, 1024),
    (100, 1280),
    (100, 1440),
    (100, 2560),
    (200, 320),
    (200, 768),
    (200, 1024),
    (200, 1440),
    (200, 2560),
]
"""Of the text in percent, and of the window."""


@pytest.fixture(scope="module")
def places(desk: Desk) -> dict[str, dict[str, str]]:
    """Every view by its name, each with something to show, by who has it."""
    return all_views(desk)


@pytest.mark.parametrize(
    ("scheme", "who"),
    [*QUICK, *(pytest.param(*one, marks=pytest.mark.long) for one in LOOKS if one not in QUICK)],
)
def test_axe_finds_nothing_on_any_view_wide_or_narrow(
    open_page: OpenPage, places: dict[str, dict[str, str]], scheme: str, who: str
) -> None:
    """Dark is looked at on a narrow screen, light on a wide one."""
    page = open_page(who=who, color_scheme=scheme, width=1280 if scheme == "light" else 320)
    visitor = Visitor(page)
    wrong = {}
    for name, place in places[who].items():
        visitor.show(place)
        found = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        if found:
            wrong[name] = found
    assert wrong == {}


@pytest.mark.long
@pytest.mark.parametrize("who", WHO)
def test_all_stays_in_its_frame_in_each_view_which_has_a_heading_a_title_and_no_failed_request(
    open_page: OpenPage, places: dict[str, dict[str, str]], who: str
) -> None:
    """Page 32, 49: nothing is cut off or scrolls sideways, no amount breaks, at any width and with
    doubled text.
    """
    page = open_page(who=who)
    visitor = Visitor(page)
    wide = {}
    for name, place in places[who].items():
        visitor.show(place)
        assert page.get_by_role("heading", level=1).count() == 1, name
        assert page.title().endswith(" · Redress"), name
        if out := visitor.sticks_out(SIZES):
            wide[name] = out
    assert wide == {}
    assert visitor.failed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_signing_in_and_in_dialogs(
    open_page: OpenPage, desk: Desk, scheme: str
) -> None:
    outside = open_page("", who=None, color_scheme=scheme)
    expect(outside.get_by_role("heading", name="Demo people")).to_be_visible()
    assert violations(outside) == []
    page = open_page(f"#/dispute/{desk.dispute()['disputeID']}", color_scheme=scheme)
    for action in ("withdraw", "edit", "assign"):
        page.locator(f"[data-action={action}]").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert violations(page) == []
        page.get_by_role("dialog").get_by_role("button", name="Cancel").click()


def test_light_and_dark_follow_the_system_and_the_hand(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")

    ground = page.locator("html")
    light, dark = "rgb(247, 247, 246)", "rgb(19, 20, 22)"
    expect(ground).to_have_css("background-color", dark)
    page.get_by_role("button", name="Colours: system").click()
    expect(ground).to_have_css("background-color", light)
    page.reload()
    expect(ground).to_have_css("background-color", light)
    page.get_by_role("button", name="Colours: light").click()
    expect(ground).to_have_css("background-color", dark)


def test_the_focus_goes_to_the_heading_of_a_new_view_and_into_a_dialog_and_back(
    open_page: OpenPage, desk: Desk
) -> None:
    page = open_page()
    page.get_by_role("link", name="Customers", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Customers")).to_be_focused()
    page.goto(f"{page.url.split('#')[0]}#/dispute/{desk.dispute()['disputeID']}")
    button = page.locator("[data-action=withdraw]")
    button.click()
    expect(page.get_by_role("dialog").get_by_label("Comment")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_the_menu_of_a_narrow_screen_opens_and_closes(open_page: OpenPage) -> None:
    page = open_page(width=320)
    customers = page.get_by_role("link", name="Customers", exact=True)
    expect(customers).to_be_hidden()
    page.get_by_role("button", name="Open menu").click()
    customers.click()
    expect(page.get_by_role("heading", level=1, name="Customers")).to_be_visible()
    expect(customers).to_be_hidden()


def test_a_dispute_and_a_statement_print_whole_without_what_cannot_be_pressed(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 32: on the width of A4, in black on white, with moments for what is otherwise "3 days
    ago".
    """
    dispute = desk.dispute()
    billed = {
        "status": "approved",
        "currency": "USD",
        "invoiceDate": "2026-10-01",
        "dueDate": "2026-10-31",
    }
    line = {"lineID": "1", "description": "Monthly fee", "amount": "1234567.50", "kind": "feature"}
    desk.ask(
        "PUT", f"/customer/{CUSTOMER}/invoice/{'W' * 60}", billed | {"lines": [line]}, "finance"
    )
    page = open_page(f"#/customer/{CUSTOMER}/statement", width=690, color_scheme="dark")
    items = page.get_by_role("table", name="Open items")
    today = items.locator("tbody td[data-label=Today]").first
    expect(today).to_be_visible()
    page.emulate_media(media="print")
    expect(today, "paper goes to customers").to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(items.locator("tfoot")).to_be_visible()
    assert page.evaluate(CUT_OFF) == []
    page.evaluate("(place) => { location.hash = place }", f"#/dispute/{dispute['disputeID']}")
    expect(page.get_by_text("Dispute raised on invoice")).to_be_visible()
    assert (
        page.evaluate(
            "[...document.querySelectorAll('main button')].filter((one) =>"
            " one.checkVisibility()).length"
        )
        == 0
    )
    moment = page.evaluate(
        "getComputedStyle(document.querySelector('.timeline time'), '::after').content"
    )
    raised = datetime.fromisoformat(dispute["disputeDate"]).astimezone()
    assert moment.startswith(f'"{raised:%b} {raised.day}, {raised.year}')
    assert page.evaluate(CUT_OFF) == []


def test_with_forced_colours_one_still_sees_where_one_is_and_what_a_picture_says(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 32: states that were told by a ground are told by an edge, and the colours of pictures
    stay.
    """
    page = open_page(
        f"#/dispute/{desk.dispute()['disputeID']}", forced_colors="active", color_scheme="dark"
    )
    expect(page.locator(".tabs a").first).to_be_visible()
    edge = "(place) => getComputedStyle(document.querySelector(place)).borderBlockEndColor"
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert page.evaluate(edge, ".tabs a:not([aria-current])") == ground
    for place in (".tabs a[aria-current]", ".badge", ".nav a[aria-current]"):
        assert page.evaluate(edge, place) != ground, place
    shades = (
        "[...document.querySelectorAll('.legend .swatch')].map((one) =>"
        " getComputedStyle(one).backgroundColor)"
    )
    assert len(set(page.evaluate(shades))) == 6
    assert violations(page) == []


def test_at_four_hundred_percent_everything_is_in_one_column_and_the_focus_in_sight(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 32: 1280 × 1024 at 400 % are 320 × 256; what has the focus is never under the bar on
    top.
    """
    page = open_page(f"#/dispute/{desk.dispute()['disputeID']}", width=320, height=256)
    expect(page.locator("[data-action=assign]")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        hidden = page.evaluate(
            """async () => {
            const painted = (drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn));
            await new Promise(painted);
            const {left, top, right, bottom} = document.activeElement.getBoundingClientRect();
            const [x, y] = [Math.max(1, (left + right) / 2), (top + bottom) / 2];
            const over = document.elementFromPoint(x, y);
            return !over || !(over.contains(document.activeElement)
                || document.activeElement.contains(over) || over.closest('label'))
                ? document.activeElement.outerHTML : null; }"""
        )
        assert hidden is None
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.locator("[data-action=withdraw]").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()


def test_who_wants_no_motion_gets_none(open_page: OpenPage, desk: Desk) -> None:
    moving = """[...document.querySelectorAll('*')].filter((one) => {
        const {transitionDuration, animationDuration} = getComputedStyle(one);
        const lasting = `${transitionDuration}, ${animationDuration}`.split(', ').map(parseFloat);
        return Math.max(...lasting) > 0.01; }).length"""
    page = open_page("#/account")
    page.route("**/api/dispute/*/event*", lambda _: None)
    page.evaluate(
        "(place) => { location.hash = place }", f"#/dispute/{desk.dispute()['disputeID']}"
    )
    expect(page.locator(".timeline, .skeleton:not(.unseen)").first).to_be_visible()
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) > 0


def test_the_first_view_is_small(open_page: OpenPage, desk: Desk) -> None:
    """Page 36: under 100 kB compressed, scripts and styles of the queue together, without what is
    fetched ahead of other views.
    """
    import gzip

    page = open_page("#/queue")
    page.add_init_script("window.requestIdleCallback = () => 0")
    page.reload()
    expect(page.locator("tbody tr").first).to_be_visible()
    names = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    paths = sorted({name.removeprefix(desk.stack.url) for name in names if "/api/" not in name})
    total = sum(len(gzip.compress(desk.stack.get(path).body)) for path in paths)
    assert total < 100_000, (total, paths)


@pytest.fixture
def offline(open_page: OpenPage) -> Iterator[Page]:
    """A page whose connection is gone, before it has fetched more than its first views."""
    page = open_page("#/queue")
    page.route("**/later.js", lambda asked: asked.abort())
    expect(page.get_by_role("heading", level=1)).to_have_text("Queue")
    page.context.set_offline(True)
    yield page
    page.context.set_offline(False)


def test_being_offline_is_said(offline: Page) -> None:
    expect(offline.get_by_text("You are offline.")).to_be_visible()


def test_a_view_that_could_not_be_fetched_says_why_and_comes_when_the_connection_is_back(
    offline: Page,
) -> None:
    """Page 8: retried in place; nobody reads what the browser calls it."""
    offline.evaluate("location.hash = '#/import/new'")
    expect(offline.get_by_role("alert")).to_contain_text("could not be fetched")
    offline.context.set_offline(False)
    offline.unroute("**/later.js")
    offline.get_by_role("button", name="Try again").click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("Import a file")
