"""Approvals by clicks: the chain from raise to finalise, answers from the inbox, several at once,
and what became of them.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import violations
from tests.browser.steps import confirm, place

PROOF = {"name": "meter.txt", "mimeType": "text/plain", "buffer": b"Read on 3 March: 17\n"}


@pytest.fixture(autouse=True)
def chain(desk: Desk) -> None:
    """Approver, manager and finance, one after the other."""
    desk.chain()


def opened(page: Page, dispute: Any) -> Locator:
    """The approval of a dispute, opened in the inbox."""
    row = page.locator(".ask").filter(has_text=f"Invoice {dispute['invoiceNumber']} ")
    row.get_by_role("link").click()
    region = page.get_by_role("region", name="The approval")
    expect(region.get_by_role("heading", level=2)).to_contain_text(
        f"on invoice {dispute['invoiceNumber']}"
    )
    return region


def step(page: Page, level: str) -> Locator:
    return page.locator(".chain > li").filter(has_text=level)


def test_a_chain_of_three_levels_from_raise_to_finalise(open_page: OpenPage, desk: Desk) -> None:
    """CU-14, CU-15: each level is asked in turn, sees what it comes to, and the last one's yes lets
    the agent finalise.
    """
    number = desk.invoice(("1", "Leased line", "9000.00"))
    dispute = desk.dispute(("1", "9000.00"), number=number)
    agent = open_page(place(dispute))
    line = agent.locator("[data-line=L1]")
    line.get_by_label("Credit").fill("6000")
    expect(line.get_by_role("status")).to_contain_text(
        "Anil Approver endorses, then Mara Manager endorses, then Finn Finance can approve"
    )
    expect(line.get_by_role("status")).to_contain_text("A mail would go to Anil Approver.")
    line.locator("[data-action=line-approve]").click()
    confirm(agent, "Request approval")
    expect(step(agent, "3. Finance")).to_contain_text("Finn Finance can approve")

    for who, level in (("approver", "Approver"), ("manager", "Manager")):
        desk.waits_for(dispute, who)
        page = open_page("#/approvals", who=who)
        region = opened(page, dispute)
        expect(region.locator(".balance")).to_contain_text(re.compile(r"9,000\.00.*3,000\.00"))
        region.get_by_role("button", name="Endorse 6,000.00 USD").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text(f"Endorse a credit of 6,000.00 USD on invoice {number}?")
        expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
        dialog.get_by_label("Comment").fill(f"{level}: looks right")
        confirm(page, "Endorse 6,000.00 USD")
        expect(
            page.get_by_text(f"Endorsed a credit of 6,000.00 USD on invoice {number}.").first
        ).to_be_visible()
        expect(page.locator(".ask").filter(has_text=f"Invoice {number} ")).to_have_count(0)

    desk.waits_for(dispute, "finance")
    finance = open_page("#/approvals", who="finance")
    opened(finance, dispute).get_by_role("button", name="Approve 6,000.00 USD").click()
    expect(finance.get_by_role("dialog")).to_contain_text(
        "its balance goes from 9,000.00 USD to 3,000.00 USD"
    )
    confirm(finance, "Approve 6,000.00 USD")
    expect(
        finance.get_by_text(f"Approved a credit of 6,000.00 USD on invoice {number}.").first
    ).to_be_visible()

    agent.reload()
    expect(step(agent, "1. Approver")).to_contain_text("Approver: looks right")
    expect(step(agent, "2. Manager")).to_contain_text("Mara Manager")
    expect(step(agent, "3. Finance").locator(".badge")).to_have_text("Approved")
    agent.locator("[data-action=finalise]").click()
    confirm(agent, "Credit 6,000.00 USD")
    expect(agent.get_by_text(f"6,000.00 USD credited to invoice {number}.").first).to_be_visible()
    assert desk.stored_invoice(number)["balance"] == 3000


def test_a_rejection_gives_the_line_back_with_its_reason_and_by_whom(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-15, X-13: with what is attached beside it; no reason, no rejection; the line is open
    again, says why, and the mails tell it.
    """
    dispute = desk.asked("120.00")
    agent = open_page(place(dispute))
    agent.get_by_label("Attach files").set_input_files(PROOF)
    expect(
        agent.get_by_role("list", name="Attached files").get_by_text("meter.txt")
    ).to_be_visible()
    page = open_page("#/approvals", who="approver")
    region = opened(page, dispute)
    expect(region.get_by_role("button", name="Download meter.txt")).to_be_visible()
    assert violations(page) == []
    region.get_by_role("button", name="Reject").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("[data-action=confirm]")).to_have_attribute("aria-disabled", "true")
    dialog.get_by_label("Reason").fill("The usage is proven.")
    confirm(page, "Reject 120.00 USD")
    expect(page.get_by_text("Rejected a credit of 120.00 USD").first).to_be_visible()

    agent.reload()
    line = agent.locator("[data-line=L1]")
    expect(line).to_contain_text("The credit was rejected by Anil Approver. The usage is proven.")
    expect(line.get_by_text("Open", exact=True)).to_be_visible()
    entry = (
        agent.locator(".timeline > li")
        .filter(has_text="Anil Approver asked to approve 120.00 USD.")
        .locator(".follows > li")
    )
    entry.get_by_text("Mail to Anil Approver").click()
    expect(entry.locator("pre")).to_contain_text(
        "Ada Agent asks for your approval of a credit of 120.00 USD"
    )
    expect(entry.locator("pre")).to_contain_text("[personal link]")


def test_an_approval_is_passed_on(open_page: OpenPage, desk: Desk) -> None:
    """CU-15: to somebody whom the server names; it leaves one inbox for the other, which says
    instead of whom.
    """
    dispute = desk.asked("230.00")
    page = open_page("#/approvals", who="approver")
    opened(page, dispute).get_by_role("button", name="Pass on").click()
    dialog = page.get_by_role("dialog")
    options = dialog.get_by_label("To", exact=True).locator("option").all_inner_texts()
    assert options == [
        "Choose somebody",
        "Mara Manager, up to 5,000.00\u00a0USD",
        "Finn Finance, up to 100,000.00\u00a0USD",
    ]
    dialog.get_by_label("To", exact=True).select_option(index=1)
    expect(dialog).to_contain_text("on to Mara Manager? It cannot come back to you.")
    confirm(page, "Pass on to Mara Manager")
    expect(
        page.locator(".ask").filter(has_text=f"Invoice {dispute['invoiceNumber']} ")
    ).to_have_count(0)
    manager = open_page("#/approvals", who="manager")
    row = manager.locator(".ask").filter(has_text=f"Invoice {dispute['invoiceNumber']} ")
    expect(row).to_contain_text("For Anil Approver")
    expect(row).to_contain_text("Your yes approves it")


def test_several_are_answered_at_once_and_one_was_taken_by_somebody_faster(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-15: one question that names each amount, and a result for each."""
    one, taken, high = desk.asked("31.00"), desk.asked("32.00"), desk.asked("733.00")
    page = open_page("#/approvals", who="approver")
    for dispute, amount in ((one, "31.00"), (taken, "32.00"), (high, "733.00")):
        page.get_by_role(
            "checkbox",
            name=f"Choose {amount} USD on invoice {dispute['invoiceNumber']}",
            exact=True,
        ).check()
    expect(page.locator(".choose")).to_contain_text("31.00 USD · 32.00 USD · 733.00 USD")
    page.get_by_role("button", name="Approve or endorse 3").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    ids = {
        dispute["invoiceNumber"]: dispute["approval"]["approvalID"]
        for dispute in (one, taken, high)
    }
    desk.ask(
        "POST",
        f"/approval/{ids[taken['invoiceNumber']]}/decision",
        {"decision": "reject", "comment": "No"},
        "approver",
    )
    dialog.get_by_role("button", name="Approve or endorse 3 credits").click()
    expect(dialog).to_contain_text("2 of 3 answers are in")

    def result(dispute: Any) -> Locator:
        return dialog.locator(f"[data-row='{ids[dispute['invoiceNumber']]}']")

    expect(result(one)).to_contain_text("31.00 USD")
    expect(result(one)).to_contain_text("Approved")
    expect(result(high)).to_contain_text("Endorsed")
    expect(result(taken)).to_contain_text("Somebody was faster. Anil Approver rejected it: “No”")
    dialog.get_by_role("button", name="Close").last.click()
    for dispute in (one, taken, high):
        expect(
            page.locator(".ask").filter(has_text=f"Invoice {dispute['invoiceNumber']} ")
        ).to_have_count(0)
    assert desk.stored(one)["lines"][0]["status"] == "approved"


def test_somebody_faster_is_told_where_one_was_about_to_answer(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-15: the question goes away, and who did what is said."""
    dispute = desk.asked("41.00")
    approval = dispute["approval"]["approvalID"]
    page = open_page(f"#/approvals?approval={approval}", who="approver")
    page.get_by_role("button", name="Approve 41.00 USD").click()
    button = page.get_by_role("dialog").locator("[data-action=confirm]")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    desk.ask(
        "POST",
        f"/approval/{approval}/decision",
        {"decision": "reject", "comment": "Paid already"},
        "approver",
    )
    button.click()
    expect(
        page.get_by_text("Somebody was faster. Anil Approver rejected it: “Paid already”").first
    ).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_who_asked_takes_the_request_back(open_page: OpenPage, desk: Desk) -> None:
    """CU-15: and the line is open again."""
    dispute = desk.asked("510.00")
    agent = open_page(place(dispute))
    agent.get_by_role("button", name="Take the request back").click()
    expect(agent.get_by_role("dialog")).to_contain_text(
        "Take back the request for a credit of 510.00 USD"
    )
    confirm(agent, "Take it back")
    expect(agent.locator("[data-line=L1]").get_by_text("Open", exact=True)).to_be_visible()
    expect(agent.locator(".round-head")).to_contain_text("Taken back")


def test_from_row_to_row_by_keyboard_and_the_address_keeps_the_place(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 3, 9: j moves, Enter opens, reload shows the same."""
    desk.asked("51.00")
    dispute = desk.asked("52.00")
    page = open_page("#/approvals", who="approver")
    expect(page.locator(".ask").nth(1)).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".ask").first.get_by_role("link")).to_be_focused()
    opened(page, dispute)
    page.reload()
    expect(
        page.get_by_role("region", name="The approval").get_by_role("heading", level=2)
    ).to_contain_text(str(dispute["invoiceNumber"]))
    assert dispute["approval"]["approvalID"] in page.url
