"""Attaching files to a dispute, and fetching them."""

from pathlib import Path

from playwright.sync_api import Request, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.test_importing import hand_over
from tests.browser.test_looks import violations

PDF = b"%PDF-1.7\n"
FILES = [
    {"name": "proof.pdf", "mimeType": "application/pdf", "buffer": PDF},
    {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear Sir,\n"},
    {"name": "fake.pdf", "mimeType": "application/pdf", "buffer": b"MZ"},
    {"name": "setup.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"},
]


def begins_a_file(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/attachment")


def test_files_are_attached_several_at_once_and_each_that_fails_says_why(open_page: OpenPage, desk: Desk) -> None:
    """X-13, page 23: picked, dropped and pasted; a broken one is tried again alone; who may not attach is told why, and may fetch."""
    place = f"#/dispute/{desk.dispute()['disputeID']}"
    page = open_page(place)
    box = page.get_by_role("region", name="Attachments")
    attached = box.get_by_role("list", name="Attached files").get_by_role("listitem")
    on_their_way = box.get_by_role("list", name="Files on their way").get_by_role("listitem")
    expect(box).to_contain_text("PDF, PNG, JPEG, text, and CSV files of at most 10 MB each, 50 to a dispute.")

    pick = box.get_by_label("Attach files")
    pick.set_input_files(FILES)
    expect(attached).to_have_count(2)
    expect(on_their_way.filter(has_text="fake.pdf")).to_contain_text("its content is not that of a PDF file")
    expect(on_their_way.filter(has_text="setup.exe")).to_contain_text("Only PDF, PNG, JPEG, text, and CSV files are taken.")
    expect(on_their_way.get_by_role("button", name="Try again")).to_have_count(0)
    assert violations(page) == []
    box.get_by_role("button", name="Remove fake.pdf").press("Enter")
    expect(pick).to_be_focused()
    box.get_by_role("button", name="Remove setup.exe").click()
    expect(on_their_way).to_have_count(0)

    page.route("**/uploads/**", lambda route: route.abort(), times=1)
    with page.expect_request(begins_a_file) as first:
        hand_over(page, "drop", "dropped.csv")
    expect(on_their_way.filter(has_text="dropped.csv")).to_contain_text("The connection broke while the file was sent.")
    with page.expect_request(begins_a_file) as again:
        box.get_by_role("button", name="Try again: dropped.csv").click()
    expect(attached.filter(has_text="dropped.csv")).to_have_count(1)
    assert first.value.header_value("Idempotency-Key") == again.value.header_value("Idempotency-Key")
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
    expect(theirs.get_by_role("button", name="Attach files")).to_have_attribute("aria-disabled", "true")
    expect(theirs).to_contain_text("The role support may not do this.")
    with reader.expect_download() as saved:
        theirs.get_by_role("button", name="Download proof.pdf").click()
    assert saved.value.suggested_filename == "proof.pdf"
    assert Path(saved.value.path()).read_bytes() == PDF
