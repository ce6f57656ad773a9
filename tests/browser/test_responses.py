"""The personal link of a mail, from the outbox to the answer, with nobody signed in (DM-04)."""

import re

import pytest
from playwright.sync_api import Request, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import violations
from tests.browser.steps import confirm


@pytest.fixture(autouse=True)
def chain(desk: Desk) -> None:
    """Approver, manager and finance, one after the other."""
    desk.chain()


def test_a_mail_in_the_outbox_leads_to_the_answer_without_signing_in(
    open_page: OpenPage, desk: Desk
) -> None:
    """DM-04: opening changes nothing; the link is in no address, and in one header only; answered
    once, it says so.
    """
    dispute = desk.asked("64.00")
    outbox = open_page("#/outbox")
    mail = outbox.locator(".ask").filter(has_text=f"invoice {dispute['invoiceNumber']}")
    mail.get_by_role("link").click()
    button = outbox.get_by_role("link", name="Look at it and answer")
    href = button.get_attribute("href") or ""
    assert button.get_attribute("rel") == "noopener noreferrer"
    outbox.get_by_role("button", name="As text").click()
    expect(outbox.locator("pre.mail-text")).to_contain_text("Hello Anil Approver")

    page = open_page("", who=None)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(href)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Do you approve 64.00 USD")
    assert page.url.endswith("#/response")
    expect(page.get_by_role("navigation")).to_have_count(0)
    token = href.split("#/response/")[1]
    assert [request.url for request in asked if token in request.url] == []
    headers = [request.all_headers() for request in asked if request.url.endswith("/api/response")]
    assert [
        (one["response-token"], one.get("authorization"), one.get("referer")) for one in headers
    ] == [(token, None, None)]
    assert desk.stored(dispute)["approval"]["status"] == "asking"

    page.get_by_role("button", name="Approve 64.00 USD").click()
    expect(page.get_by_role("dialog")).to_contain_text(
        f"Approve a credit of 64.00 USD on invoice {dispute['invoiceNumber']}?"
    )
    confirm(page, re.compile(r"Approve 64\.00\sUSD"))
    expect(page.get_by_text("Anil Approver approved it. This link is used up.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Anil Approver approved it. This link is used up.")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    assert desk.stored(dispute)["lines"][0]["status"] == "approved"


def test_links_that_are_outdated_or_not_whole_say_so_and_offer_to_sign_in(
    open_page: OpenPage, desk: Desk
) -> None:
    """DM-04: what happened meanwhile, in words."""
    dispute = desk.asked("65.00")
    link = desk.link(dispute)
    desk.ask("POST", f"/approval/{dispute['approval']['approvalID']}/recall", {})
    page = open_page(link, who=None)
    expect(page.get_by_text("Ada Agent took the request back.")).to_be_visible()
    desk.change_line(dispute, "1", creditAmount="64.00", status="approved")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Approval of 65.00 USD")
    expect(page.get_by_text("Ada Agent took the request back.")).to_be_visible()
    expect(page.get_by_text("64.00")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("Sign in"))).to_be_visible()
    cut = open_page(link[:-4], who=None)
    expect(cut.get_by_role("heading", name="This link is not whole")).to_be_visible()
    assert cut.url.endswith("#/response")
    cut.get_by_role("link", name="Sign in").click()
    expect(cut.get_by_role("heading", name="Demo people")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_answer_and_its_dialogs(
    open_page: OpenPage, desk: Desk, scheme: str
) -> None:
    dispute = desk.asked("66.00")
    page = open_page(
        desk.link(dispute), who=None, color_scheme=scheme, width=1280 if scheme == "light" else 320
    )
    expect(page.get_by_role("button", name="Approve 66.00 USD")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
