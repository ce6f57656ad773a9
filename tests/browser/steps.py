"""Steps that several tests take on the page."""

import re

from playwright.sync_api import Page, expect


def confirm(page: Page, says: str | re.Pattern[str]) -> None:
    """Press the button of the open dialog, once the server has said what would change."""
    button = page.get_by_role("dialog").locator("[data-action=confirm]")
    expect(button).to_have_text(says)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    expect(page.get_by_role("dialog")).to_be_hidden()


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
