"""Files that are brought in on the page, step by step."""

from playwright.sync_api import Page, expect

READ_WITHIN_MS = 120_000
PLAIN_HEADER = "customerID,customerName,invoiceNumber,invoiceDate,amount"
A_MINUTE_MS = 60_000


def send_file(page: Page, name: str, content: bytes) -> None:
    """Pick a file on the view of a new import, send it, and wait until it has been looked at."""
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
    )
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=2, name="Columns as they were read")).to_be_visible(
        timeout=READ_WITHIN_MS
    )


def show_columns(page: Page, name: str, content: bytes) -> None:
    """The same, and go on to its columns."""
    send_file(page, name, content)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=2, name="Columns")).to_be_focused()


def preview(page: Page, as_of: str = "2026-12-31", within_ms: int = READ_WITHIN_MS) -> None:
    """Ask for the preview as of a day, where days matter, and wait for it."""
    expect(page.get_by_label("Currency", exact=True)).to_be_visible()
    if page.get_by_label("As of").count():
        page.get_by_label("As of").fill(as_of)
    page.get_by_role("button", name="Preview").click()
    expect(
        page.get_by_role("heading", level=2, name="What would change", exact=True)
    ).to_be_focused(timeout=within_ms)


def apply(page: Page) -> None:
    """Apply what was previewed, and wait until that is done."""
    page.get_by_role("button", name="Apply the import").click()
    page.get_by_role("dialog").get_by_role("button", name="Apply the import").click()
    expect(page.locator(".banner.green")).to_contain_text("Applied", timeout=READ_WITHIN_MS)


def figure(page: Page, name: str) -> str:
    """A figure of the summary, such as how many are new."""
    return (
        page.locator(".figures div")
        .filter(has=page.get_by_text(name, exact=True))
        .locator("dd")
        .first.inner_text()
    )
