"""Payout disputes in the browser, from what the vendor says to the money (CK-05…CK-09, PO-25)."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import violations
from tests.browser.payouts import answer, decide, section
from tests.browser.steps import confirm, place


def asked(desk: Desk, **order: Any) -> Any:
    """A new dispute of which the vendor was asked."""
    dispute = desk.order_dispute(desk.order(**order))
    desk.ask("POST", f"/dispute/{dispute['disputeID']}/contact", {})
    return dispute


@pytest.mark.parametrize(
    ("noted", "row", "pays"),
    [("2026-11-20T10:00:00Z", "before", "nothing"), (None, "none", "1,000.00 INR")],
    ids=["CK-07", "CK-08"],
)
def test_a_reduction_is_right_where_a_note_says_why(
    open_page: OpenPage, desk: Desk, noted: str | None, row: str, pays: str
) -> None:
    """CK-07, CK-08: by a note from before the claim nothing more is paid; without one the rest."""
    told = {"noteID": "N-1", "kind": "pickupNote", "text": "Screen broken", "at": noted}
    dispute = asked(desk, notes=[told] if noted else [])
    vendor = open_page(place(dispute), who="vendor")
    reference = f"6{abs(hash(dispute['disputeID'])) % 10**11:011d}"
    answer(vendor, "Paid in part", reference, "3000", "Scratched")
    manager = open_page(place(dispute), who="manager")
    if noted:
        expect(section(manager, "order")).to_contain_text("Before the claim")
    dialog = decide(manager, "The screen was broken.")
    expect(dialog).to_contain_text(f"Pay the customer {pays}")
    confirm(manager, "Decide")
    assert desk.stored(dispute)["decisions"][0]["facts"]["note"] == row


def test_each_side_is_written_to_by_itself(open_page: OpenPage, desk: Desk) -> None:
    """IG-03: the button says to whom it goes, and the other never reads it."""
    dispute = asked(desk)
    agent = open_page(place(dispute))
    agent.get_by_label("The vendor", exact=True).check()
    agent.locator("#message-text").fill("What did you pay?")
    agent.get_by_role("button", name="Send to Vera's Phones").click()
    expect(agent.locator(".said.own").last).to_contain_text("What did you pay?")
    vendor = open_page(place(dispute), who="vendor")
    expect(vendor.locator(".said.support").last).to_contain_text("What did you pay?")
    customer = open_page(place(dispute), who="customer")
    expect(customer.locator(".thread")).to_contain_text("Nothing came.")
    expect(customer.locator(".thread")).not_to_contain_text("What did you pay?")


def test_a_second_claim_leads_to_the_dispute_that_is_open(open_page: OpenPage, desk: Desk) -> None:
    """PO-01: the open dispute is shown, and none is opened."""
    dispute = desk.order_dispute()
    page = open_page(f"#/claim?orderID={dispute['orderID']}")
    expect(page.get_by_role("alert")).to_contain_text("in dispute already")
    expect(page.locator("main")).to_contain_text("4,000.00\u00a0INR")
    expect(page.get_by_role("button", name="Raise the dispute")).to_have_count(0)
    page.get_by_role("link", name="Open the dispute").click()
    expect(page.locator("h1")).to_contain_text(f"order {dispute['orderID']}")


def test_a_payout_above_the_own_limit_is_approved_in_the_inbox(
    open_page: OpenPage, desk: Desk
) -> None:
    """CK-08, CU-15: it waits in the inbox beside all others; the yes there instructs it, the case
    shows the round.
    """
    desk.chain()
    desk.account()
    dispute = asked(desk, value="800.00")
    whole = f"/dispute/{dispute['disputeID']}"
    said = {"verdict": "notPaid", "isFinal": True}
    desk.ask("PUT", f"{whole}/answer", said, "vendor")
    desk.ask("POST", f"{whole}/decision", {}, "approver")
    waits = desk.waits_for(dispute, "manager")
    manager = open_page(place(dispute), who="manager")
    expect(section(manager, "approval")).to_contain_text("800.00 INR, asked for by Anil Approver")
    manager.goto(f"{desk.stack.url}/#/approvals")
    row = manager.locator(".ask").filter(has_text=f"Order {dispute['orderID']} ")
    expect(row).to_contain_text("No payment received")
    row.get_by_role("link").click()
    region = manager.get_by_role("region", name="The approval")
    expect(region.get_by_role("heading", level=2)).to_contain_text(f"on order {dispute['orderID']}")
    region.get_by_role("button", name="Approve 800.00 INR").click()
    expect(manager.get_by_role("dialog")).to_contain_text("Approve a payout of 800.00 INR on order")
    confirm(manager, "Approve 800.00 INR")
    expect(row).to_have_count(0)
    after = desk.stored(dispute)
    assert waits["payouts"] == []
    assert (after["approval"]["status"], after["payouts"] or after["missing"]) != ("asking", [])


def test_a_payout_is_approved_by_the_link_of_a_mail(open_page: OpenPage, desk: Desk) -> None:
    """DM-04: what a mail asks of an approver is shown and answered without signing in."""
    desk.chain()
    desk.account()
    dispute = asked(desk, value="700.00")
    whole = f"/dispute/{dispute['disputeID']}"
    desk.ask("PUT", f"{whole}/answer", {"verdict": "notPaid", "isFinal": True}, "vendor")
    desk.ask("POST", f"{whole}/decision", {}, "approver")
    desk.waits_for(dispute, "manager")
    page = open_page(desk.link(dispute, "manager"), who=None)
    expect(page.locator("h1")).to_contain_text(
        f"Do you approve 700.00 INR on order {dispute['orderID']}?"
    )
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("dialog").get_by_label("Reason").fill("Ask the vendor once more.")
    confirm(page, "Reject 700.00 INR")
    expect(page.get_by_text("This link is used up.")).to_be_visible()
    assert desk.stored(dispute)["decisions"][0]["status"] == "refused"


def test_a_vendor_answers_by_the_link_of_its_mail(open_page: OpenPage, desk: Desk) -> None:
    """CK-04, PO-13, DM-04: opened a few times nothing changes, and the link is in no address; the
    draft is there again, and what is final is said to be.
    """
    dispute = asked(desk, value="550.00")
    link = desk.answer_link(dispute)
    before = desk.stored(dispute)["version"]
    for _ in range(2):
        page = open_page(link, who=None)
        expect(page.locator("h1")).to_contain_text(f"order {dispute['orderID']}")
        page.reload()
        expect(page.get_by_text("You are asked what you paid.")).to_be_visible()
    assert page.url.endswith("#/answer")
    assert page.get_by_role("navigation").count() == 0
    assert desk.stored(dispute)["version"] == before
    assert violations(page) == []
    page.locator("[data-action=answer]").click()
    page.get_by_label("Not paid").check()
    page.get_by_label("Why", exact=True).fill("The bank was closed.")
    confirm(page, "Keep the draft")
    expect(section(page, "answer")).to_contain_text("Draft, no answer yet")
    again = open_page(link, who=None)
    again.get_by_role("button", name="Go on with your answer").click()
    expect(again.get_by_label("Why", exact=True)).to_have_value("The bank was closed.")
    again.get_by_label("This is final").check()
    confirm(again, "Answer for good")
    expect(section(again, "answer")).to_contain_text("Final")
    again.reload()
    expect(section(again, "answer")).to_contain_text("Final")
    expect(again.locator("[data-action=answer]")).to_have_attribute("aria-disabled", "true")
    told = desk.stored(dispute)["answer"]
    assert (told["verdict"], told["by"], told["isFinal"]) == ("notPaid", "Vera's Phones", True)


def test_a_vendor_attaches_its_proof_by_the_link_of_its_mail(
    open_page: OpenPage, desk: Desk
) -> None:
    """CK-02, PO-13, X-13: told what is taken, refused with the reason what is something else, and
    said what it is; the staff has it beside the answer, and the link is in no address.
    """
    dispute = asked(desk, value="570.00")
    link = desk.answer_link(dispute)
    page = open_page(link, who=None)
    box = page.get_by_role("region", name="Attachments")
    expect(box).to_contain_text("files of at most 10 MB each, 50 from each side")
    fake = {"name": "fake.pdf", "mimeType": "application/pdf", "buffer": b"MZ"}
    proof = {"name": "proof.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}
    box.get_by_label("Attach files").set_input_files([fake, proof])
    attached = box.get_by_role("list", name="Attached files").get_by_role("listitem")
    expect(attached).to_have_count(1)
    expect(attached).to_contain_text("proof.pdf")
    expect(box.get_by_role("list", name="Files on their way")).to_contain_text(
        "its content is not that of a PDF file"
    )
    kind = page.get_by_role("list", name="What each file is").get_by_label("proof.pdf")
    with page.expect_response(lambda told: "/answer/evidence/" in told.url) as typed:
        kind.select_option("Payment proof")
    assert typed.value.status == 200
    assert link.rsplit("/", 1)[1] not in page.url
    assert violations(page) == []
    [told] = desk.stored(dispute)["evidence"]
    assert (told["type"], told["side"], told["name"]) == ("paymentProof", "vendor", "proof.pdf")
    again = open_page(link, who=None)
    listed = again.get_by_role("region", name="Attachments").get_by_role("listitem")
    expect(listed).to_contain_text("proof.pdf")


@pytest.mark.long
def test_a_link_of_a_vendor_that_is_over_or_cut_says_so(open_page: OpenPage, desk: Desk) -> None:
    """DM-04: what happened, in words, and where to sign in."""
    link = desk.answer_link(asked(desk, value="560.00"))
    cut = open_page(link[:-4], who=None)
    expect(cut.get_by_role("heading", name="This link is not whole")).to_be_visible()
    over = {"type": "about:blank", "title": "Gone", "status": 410, "code": "linkExpired"}
    page = open_page("", who=None)
    page.route(
        "**/api/answer",
        lambda route: route.fulfill(
            status=410, content_type="application/problem+json", body=json.dumps(over)
        ),
    )
    page.goto(f"{desk.stack.url}/{link}")
    expect(page.get_by_role("heading", name="This link has expired")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("heading", name="Demo people")).to_be_visible()


@pytest.mark.long
def test_what_nobody_decides_by_rule_the_manager_decides_by_hand(
    open_page: OpenPage, desk: Desk
) -> None:
    """CK-09, PO-15: an agent is told who can; the manager chooses a row and says why."""
    dispute = asked(desk, value="600.00")
    said = {"verdict": "paidFull", "method": "cash", "isFinal": True}
    desk.ask("PUT", f"/dispute/{dispute['disputeID']}/answer", said, "vendor")
    agent = open_page(place(dispute))
    expect(section(agent, "row")).to_contain_text("Cash, unproved")
    agent.get_by_text("Not possible now").click()
    expect(agent.locator("[data-action=decideOtherwise]")).to_have_attribute(
        "aria-disabled", "true"
    )
    manager = open_page(place(dispute), who="manager")
    manager.locator("[data-action=decideOtherwise]").click()
    dialog = manager.get_by_role("dialog")
    dialog.get_by_label("By which row instead").select_option("paidInFull")
    dialog.get_by_label("Internal note").fill("The customer signed for the cash.")
    expect(dialog).to_contain_text("Pay the customer nothing")
    confirm(manager, "Decide")
    expect(manager.locator(".page-title")).to_contain_text("Resolved")
    assert desk.stored(dispute)["decisions"][0]["appliedRowID"] == "cashUnproved"


@pytest.mark.long
def test_a_reference_that_another_case_carries_is_decided_on_with_a_reason(
    open_page: OpenPage, desk: Desk
) -> None:
    """PO-16: the other case is shown; with a reason it proves the payment."""
    first, second = asked(desk, value="610.00"), asked(desk, value="620.00")
    reference = f"7{abs(hash(first['disputeID'])) % 10**11:011d}"
    said = {"verdict": "paidFull", "method": "upi", "reference": reference, "isFinal": True}
    for one in (first, second):
        desk.ask("PUT", f"/dispute/{one['disputeID']}/answer", said, "vendor")
    agent = open_page(place(second))
    expect(section(agent, "answer")).to_contain_text(f"order {first['orderID']}")
    agent.locator("[data-action=decideReused]").click()
    dialog = agent.get_by_role("dialog")
    dialog.get_by_label("Why the same reference").fill("One payment for both phones.")
    expect(dialog).to_contain_text("Pay the customer nothing")
    confirm(agent, "Decide")
    expect(section(agent, "decisions")).to_contain_text("One payment for both phones.")
