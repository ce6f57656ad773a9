"""Looking at PDFs that were attached."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import violations

HOSTILE = "app.alert('run'); this.submitForm('https://elsewhere.test/');"
"""What a PDF may ask its reader to run when it is opened."""

INK = """async one => {
    await one.decode();
    const canvas = Object.assign(document.createElement("canvas"),
        { width: one.naturalWidth, height: one.naturalHeight });
    const context = canvas.getContext("2d");
    context.drawImage(one, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((level, at) => at % 4 === 0 && level < 64).length;
}"""
"""How many dark dots a picture has."""


def pdf(*pages: str, opening: str = "") -> bytes:
    """A PDF that says a line on each page, and has something run when it is opened."""
    kids = [3 + 2 * number for number in range(len(pages))]
    font = 3 + 2 * len(pages)
    action = f"/OpenAction << /S /JavaScript /JS ({_escaped(opening)}) >>" if opening else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {action} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{one} 0 R' for one in kids)}] >>",
    ]
    for kid, text in zip(kids, pages, strict=True):
        drawn = f"BT /F1 36 Tf 60 700 Td ({_escaped(text)}) Tj ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {kid + 1} 0 R"
            f" /Resources << /Font << /F1 {font} 0 R >> >> >>",
            f"<< /Length {len(drawn)} >> stream\n{drawn}\nendstream",
        ]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    content, places = b"%PDF-1.7\n", []
    for number, value in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{value}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        content
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
        f"startxref\n{len(content)}\n%%EOF\n".encode()
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


FILES = {
    "bill.pdf": pdf("Final bill 12,500.00 INR", "Second page", opening=HOSTILE),
    "broken.pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog >>",
}


@pytest.mark.parametrize(
    ("made", "who", "where", "width"),
    [
        pytest.param(Desk.dispute, "agent", "Attachments", 1280, id="of an invoice"),
        pytest.param(Desk.booking_dispute, "operator", "Messages", 320, id="in a thread"),
    ],
)
def test_the_first_page_of_a_pdf_is_looked_at_and_nothing_in_it_runs(
    open_page: OpenPage, desk: Desk, made: Callable[[Desk], Any], who: str, where: str, width: int
) -> None:
    """CK-02, X-13: drawn as a picture, asking nobody else; a broken one says so and can still be
    fetched.
    """
    page = open_page(f"#/dispute/{made(desk)['disputeID']}", who=who, width=width)
    asked, said = _watched(page)
    page.get_by_role("region", name="Attachments").get_by_label("Attach files").set_input_files(
        [
            {"name": name, "mimeType": "application/pdf", "buffer": content}
            for name, content in FILES.items()
        ]
    )
    box = page.get_by_role("region", name=where)
    expect(box.get_by_role("button", name="Download")).to_have_count(len(FILES))
    assert not [url for url in asked if "/pdf." in url]

    box.get_by_role("button", name="Show bill.pdf").click()
    picture = box.get_by_role("img", name="Page 1 of 2 of bill.pdf")
    expect(picture).to_be_visible()
    assert picture.evaluate(INK) > 1000
    assert violations(page) == []
    box.get_by_role("button", name="Hide bill.pdf").click()
    expect(picture).to_have_count(0)

    box.get_by_role("button", name="Show broken.pdf").click()
    expect(box.get_by_text("It cannot be drawn. Download it instead.")).to_be_visible()
    with page.expect_download() as saved:
        box.get_by_role("button", name="Download broken.pdf").click()
    assert saved.value.suggested_filename == "broken.pdf"
    assert {url.split("/")[2] for url in asked if url.startswith("http")} == {
        desk.stack.url.split("/")[2]
    }
    assert said == []


def _watched(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks for, and what it opens to say something, from now on."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    return asked, said
