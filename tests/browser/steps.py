"""Steps that several tests take on the page."""

import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Page, expect


def confirm(page: Page, says: str | re.Pattern[str]) -> None:
    """Press the button of the open dialog, once the server has said what would change."""
    button = page.get_by_role("dialog").locator("[data-action=confirm]")
    expect(button).to_have_text(says)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def wait_until(page: Page, is_so: Callable[[], bool], within_seconds: float = 20) -> None:
    """Wait for something that only the test's own hands know, such as what was asked for."""
    ends_at = time.monotonic() + within_seconds
    while not is_so():
        assert time.monotonic() < ends_at
        page.wait_for_timeout(25)


def end_follow_up(page: Page) -> None:
    """End what the dialog is about; the letter that tells the customer of it is offered in the
    next (CO-43).
    """
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="End", exact=True).click()
    expect(dialog).to_contain_text("Tell the customer how it ended")


def place(dispute: dict[str, object]) -> str:
    """Where a dispute is shown."""
    return f"#/dispute/{dispute['disputeID']}"


def working_day(days: int) -> date:
    """The first working day so many days from now, or after it."""
    day = datetime.now(UTC).date() + timedelta(days=days)
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def spelled(day: date) -> str:
    """A day as an American's page shows it."""
    return f"{day:%b} {day.day}, {day.year}"


SMALL = (
    "customerID,invoiceNumber,invoiceDate,dueDate,amount\nT-78,TT-9,2026-01-05,2026-02-05,10.00\n"
)


def hand_over(page: Page, how: str, *names: str) -> None:
    """Drop files somewhere on the page, or paste them."""
    expect(page.locator(".drop")).to_be_visible()
    files = page.evaluate_handle(
        """([names, text]) => {
            const data = new DataTransfer();
            for (const name of names) data.items.add(new File([text], name, {type: "text/csv"}));
            return data;
        }""",
        [list(names), SMALL],
    )
    if how == "paste":
        page.evaluate(
            "data => document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data,"
            " bubbles: true}))",
            files,
        )
        return
    for kind in ("dragover", "drop"):
        page.locator("h1").dispatch_event(kind, {"dataTransfer": files})


SEEN_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


HIDDEN = "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true})"
