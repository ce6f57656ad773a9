"""Attaching files to a dispute, and fetching them."""

import base64
from pathlib import Path

from playwright.sync_api import Request, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import violations
from tests.browser.steps import hand_over

PDF = b"%PDF-1.7\n"
FILES = [
    {"name": "proof.pdf", "mimeType": "application/pdf", "buffer": PDF},
    {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear Sir,\n"},
    {"name": "fake.pdf", "mimeType": "application/pdf", "buffer": b"MZ"},
    {"name": "setup.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"},
]

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""
FILE_OF_TEXT = ("letter.txt", "text/plain", b"Dear Sir,\n")


def begins_a_file(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/attachment")


def test_files_are_attached_several_at_once_and_each_that_fails_says_why(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-13: picked, dropped and pasted; a broken one is tried again alone; who may not
    attach is told why, and may fetch.
    """
    place = f"#/dispute/{desk.dispute()['disputeID']}"
    page = open_page(place)
    box = page.get_by_role("region", name="Attachments")
    attached = box.get_by_role("list", name="Attached files").get_by_role("listitem")
    on_their_way = box.get_by_role("list", name="Files on their way").get_by_role("listitem")
    expect(box).to_contain_text(
        "PDF, PNG, JPEG, text, and CSV files of at most 10 MB each, 50 from each side."
    )

    pick = box.get_by_label("Attach files")
    pick.set_input_files(FILES)
    expect(attached).to_have_count(2)
    expect(on_their_way.filter(has_text="fake.pdf")).to_contain_text(
        "its content is not that of a PDF file"
    )
    expect(on_their_way.filter(has_text="setup.exe")).to_contain_text(
        "Only PDF, PNG, JPEG, text, and CSV files are taken."
    )
    expect(on_their_way.get_by_role("button", name="Try again")).to_have_count(0)
    assert violations(page) == []
    box.get_by_role("button", name="Remove fake.pdf").press("Enter")
    expect(pick).to_be_focused()
    box.get_by_role("button", name="Remove setup.exe").click()
    expect(on_their_way).to_have_count(0)

    page.route("**/uploads/**", lambda route: route.abort(), times=1)
    with page.expect_request(begins_a_file) as first:
        hand_over(page, "drop", "dropped.csv")
    expect(on_their_way.filter(has_text="dropped.csv")).to_contain_text(
        "The connection broke while the file was sent."
    )
    with page.expect_request(begins_a_file) as again:
        box.get_by_role("button", name="Try again: dropped.csv").click()
    expect(attached.filter(has_text="dropped.csv")).to_have_count(1)
    assert first.value.header_value("Idempotency-Key") == again.value.header_value(
        "Idempotency-Key"
    )
    page.route("**/uploads/**", lambda _: None, times=1)
    with page.expect_request("**/uploads/**"):
        hand_over(page, "paste", "stopped.csv")
    box.get_by_role("button", name="Cancel stopped.csv").click()
    hand_over(page, "paste", "pasted.csv")
    expect(attached.filter(has_text="pasted.csv")).to_have_count(1)
    expect(attached).to_have_count(4)
    expect(page.get_by_role("region", name="Timeline")).to_contain_text("pasted.csv was attached.")

    reader = open_page(place, who="support")
    theirs = reader.get_by_role("region", name="Attachments")
    expect(theirs.get_by_role("button", name="Attach files")).to_have_attribute(
        "aria-disabled", "true"
    )
    expect(theirs).to_contain_text("The role support may not do this.")
    with reader.expect_download() as saved:
        theirs.get_by_role("button", name="Download proof.pdf").click()
    assert saved.value.suggested_filename == "proof.pdf"
    assert Path(saved.value.path()).read_bytes() == PDF


def test_a_picture_is_looked_at_in_the_page_and_a_broken_one_says_so(
    open_page: OpenPage, desk: Desk
) -> None:
    """CK-03, X-13: by the browser, as a picture and nothing else; other files are fetched alone."""
    page = open_page(f"#/dispute/{desk.dispute()['disputeID']}")
    box = page.get_by_role("region", name="Attachments")
    broken = DOT[:33]  # Its head alone.
    files = (("dot.png", "image/png", DOT), ("half.png", "image/png", broken), FILE_OF_TEXT)
    box.get_by_label("Attach files").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
    )
    expect(box.get_by_role("button", name="Download")).to_have_count(3)
    box.get_by_role("button", name="Show dot.png").click()
    picture = box.get_by_role("img", name="Preview of dot.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("async one => { await one.decode(); return one.naturalWidth; }") == 1
    assert violations(page) == []
    box.get_by_role("button", name="Hide dot.png").click()
    expect(picture).to_have_count(0)
    box.get_by_role("button", name="Show half.png").click()
    expect(box.get_by_text("It cannot be drawn. Download it instead.")).to_be_visible()
    expect(box.get_by_role("button", name="Show letter.txt")).to_have_count(0)
