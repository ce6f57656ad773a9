"""Working a dispute: lines, approvals, money, and what is not possible."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, OTHER_CUSTOMER, Desk
from tests.browser.steps import confirm, place, wait_until


def test_a_line_is_edited_in_place_with_a_preview_before_it_is_saved(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-03, X-06, CU-10: typing shows what would become of the line and who would have to approve;
    nothing changes until it is saved.
    """
    dispute = desk.dispute()
    page = open_page(place(dispute))
    line = page.locator("[data-line=L1]")
    line.get_by_label("Disputed").fill("80,5")
    line.get_by_label("Credit").fill("30")
    for part in ("Asked for30.00 USD", "Undecided50.50 USD", "To be credited0.00 USD"):
        expect(line.get_by_role("status")).to_contain_text(part)
    expect(line.get_by_role("status")).to_contain_text(
        "The credit would need approval: Anil Approver can approve."
    )
    expect(line.get_by_role("status")).to_contain_text("A mail would go to Anil Approver.")
    assert desk.stored(dispute)["amount"] == 100
    line.get_by_role("button", name="Save amounts").click()
    expect(page.get_by_text("Amounts of the line saved.").first).to_be_visible()
    expect(line.get_by_label("Disputed")).to_have_value("80.50")
    stored = desk.stored(dispute)["lines"][0]
    assert (stored["disputedAmount"], stored["creditAmount"], stored["status"]) == (
        80.5,
        30,
        "open",
    )


def test_too_high_an_amount_is_refused_while_typing(open_page: OpenPage, desk: Desk) -> None:
    """CU-10: a credit above what is disputed cannot be saved, and the reason stands there."""
    page = open_page(place(desk.dispute(("1", "60.00"))))
    line = page.locator("[data-line=L1]")
    line.get_by_label("Credit").fill("60.01")
    expect(line.locator(".preview.wrong")).to_be_visible()
    expect(line.get_by_role("button", name="Save amounts")).to_have_attribute(
        "aria-disabled", "true"
    )
    line.get_by_label("Credit").fill("one")
    expect(line.get_by_text("Enter digits only")).to_be_visible()


def test_a_credit_above_the_limit_waits_for_somebody_with_a_higher_one(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-14: the agent asks, the approver approves, and neither does the other's part."""
    dispute = desk.dispute()
    agent = open_page(place(dispute))
    line = agent.locator("[data-line=L1]")
    line.get_by_label("Credit").fill("75.00")
    expect(line.get_by_role("status")).to_contain_text("75.00")
    line.locator("[data-action=line-approve]").click()
    dialog = agent.get_by_role("dialog")
    expect(dialog).to_contain_text("Ask for approval of a credit of 75.00 USD")
    expect(dialog).to_contain_text("1. Anil Approver can approve")
    expect(dialog.locator("ol").first).to_have_css("list-style-type", "none")  # Numbered once.
    confirm(agent, "Request approval")
    expect(line.get_by_text("Pending approval")).to_be_visible()
    expect(line.locator("[data-action=line-approve]")).to_have_attribute("aria-disabled", "true")

    approver = open_page(place(dispute), who="approver")
    approver.locator("[data-line=L1] [data-action=line-approve]").click()
    confirm(approver, "Approve 75.00 USD")
    expect(approver.locator("[data-line=L1]").get_by_text("Approved", exact=True)).to_be_visible()
    assert desk.stored(dispute)["lines"][0]["status"] == "approved"


def test_finalising_credits_the_invoice_once_and_says_so(open_page: OpenPage, desk: Desk) -> None:
    """CU-13, X-01: the sentence names the amount, Cancel has the focus, a double click credits
    once.
    """
    dispute = desk.dispute(("1", "100.00"), ("2", "20.50"))
    desk.change_line(dispute, "1", "approver", creditAmount="64.95", status="approved")
    desk.change_line(dispute, "2", status="withdrawn")
    page = open_page(place(dispute))
    page.locator("[data-action=finalise]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"Credit 64.95 USD to invoice {dispute['invoiceNumber']}?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    button = dialog.get_by_role("button", name="Credit 64.95 USD")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.dblclick()
    expect(
        page.get_by_text(f"64.95 USD credited to invoice {dispute['invoiceNumber']}.").first
    ).to_be_visible()
    page.get_by_role("link", name=f"Open invoice {dispute['invoiceNumber']}").click()
    expect(
        page.get_by_role("table", name="Credits and adjustments").get_by_text("−64.95")
    ).to_be_visible()
    stored = desk.stored_invoice(dispute["invoiceNumber"])
    assert (stored["credited"], stored["balance"], len(stored["adjustments"])) == (64.95, 55.55, 1)


def test_no_credit_is_called_so_at_every_step(open_page: OpenPage, desk: Desk) -> None:
    """CU-13, CU-14: a line without a credit is declined, not approved, and finalising says that
    this is for good.
    """
    dispute = desk.dispute()
    page = open_page(place(dispute))
    line = page.locator("[data-line=L1]")
    expect(line.get_by_role("button", name="Approve")).to_have_count(0)
    line.get_by_label("Credit").fill("10")
    expect(line.get_by_role("button", name="Request approval")).to_be_visible()
    expect(line.get_by_role("button", name="Give no credit")).to_have_count(0)
    line.get_by_label("Credit").fill("0")
    expect(line.get_by_role("button", name="Give no credit")).to_be_visible()
    expect(line.get_by_role("button", name="Request approval")).to_have_count(0)
    line.get_by_role("button", name="Discard").click()
    line.get_by_role("button", name="Give no credit").click()
    expect(page.get_by_role("dialog")).to_contain_text(
        "Give no credit for “Monthly fee”? Its 100.00 USD stay payable"
    )
    confirm(page, "Give no credit")
    expect(line.locator(".line-head .badge.grey")).to_have_text("No credit")
    expect(page.locator(".timeline .changes").last).to_have_text(
        re.compile("Line.*Open.*→.*No credit")
    )
    page.locator("[data-action=finalise]").click()
    expect(page.get_by_role("dialog")).to_contain_text("100.00 USD are declined, for good.")
    confirm(page, "Finalise without a credit")
    expect(
        page.get_by_text(f"Nothing was credited to invoice {dispute['invoiceNumber']}.").first
    ).to_be_visible()
    expect(line.locator(".line-head .badge")).to_have_text("No credit")
    expect(line.locator(".whys")).to_contain_text(
        "The dispute is finalised; its lines stay as they are."
    )


def test_the_timeline_shows_from_which_amount_to_which(open_page: OpenPage, desk: Desk) -> None:
    """X-05: before and after, also where an approval was lost by the change."""
    dispute = desk.dispute()
    desk.change_line(dispute, "1", "approver", creditAmount="80.50", status="approved")
    desk.change_line(dispute, "1", creditAmount="60.00")
    page = open_page(place(dispute))
    last = page.locator(".timeline li").last
    expect(last).to_contain_text(
        "Monthly fee is open again: 100.00 USD in dispute, 60.00 USD to be credited."
    )
    expect(last.locator(".changes div").first).to_have_text(
        re.compile(r"Credit\s*80\.50\s*→\s*becomes\s*60\.00\sUSD")
    )
    expect(last.locator(".changes div").last).to_have_text(re.compile("Line.*Approved.*Open"))


def test_adjust_reverse_fee_close_and_reopen(open_page: OpenPage, desk: Desk) -> None:
    """RV-07 to RV-10: each step opens the next one, and the invoice shows every amount."""
    dispute = desk.dispute(("1", "40.00"))
    page = open_page(place(dispute), who="approver")
    page.get_by_text("Not possible now").click()
    expect(page.locator("#why-reverse [title='Rule RV-08']")).to_be_visible()
    page.locator("[data-action=adjust]").click()
    confirm(page, "Adjust by −40.00 USD")
    page.locator("[data-action=reverse]:not([aria-disabled])").click()
    confirm(page, "Charge back 40.00 USD")
    page.locator("[data-action=fee]:not([aria-disabled])").click()
    page.get_by_role("dialog").get_by_label("Amount").fill("2,50")
    confirm(page, "Charge 2.50 USD")
    page.locator("[data-action=close]:not([aria-disabled])").click()
    confirm(page, "Close the dispute")
    expect(page.locator(".page-title .badge")).to_have_text("Closed")
    page.locator("[data-action=reopen]").click()
    confirm(page, "Reopen the dispute")
    expect(page.locator(".page-title .badge")).to_have_text("Open")
    stored = desk.stored(dispute)
    assert (stored["adjustmentAmount"], stored["reversalFeeAmount"], stored["closeDate"]) == (
        -40,
        2.5,
        None,
    )
    assert [
        one["amount"] for one in desk.stored_invoice(dispute["invoiceNumber"])["adjustments"]
    ] == [-40, 40, 2.5]


def test_withdrawing_ends_the_dispute_and_frees_the_invoice(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-16, CU-21: the invoice is payable again, and the customer's notes tell of it."""
    dispute = desk.dispute()
    page = open_page(place(dispute))
    page.locator("[data-action=withdraw]").click()
    page.get_by_role("dialog").get_by_label("Comment").fill("Settled on the phone.")
    confirm(page, "Withdraw the dispute")
    expect(page.locator(".page-title .badge")).to_have_text("Withdrawn")
    assert desk.stored_invoice(dispute["invoiceNumber"])["openDisputeID"] is None
    page.goto(f"{page.url.split('#')[0]}#/customer/{CUSTOMER}?tab=notes")
    expect(page.locator(".timeline li", has_text=dispute["invoiceNumber"]).first).to_be_visible()


def test_what_is_not_possible_says_why_and_is_reached_by_keyboard(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-02: behind their count blocked buttons keep their reason and who can help, and do nothing;
    the rule stands in the title.
    """
    page = open_page(place(desk.dispute()))
    folded = page.locator("details.not-now summary")
    expect(folded).to_have_text(re.compile(r"Not possible now\s*\d"))
    expect(page.locator("#why-finalise")).to_be_hidden()
    folded.press("Enter")
    finalise = page.locator("[data-action=finalise]")
    finalise.focus()
    expect(finalise).to_be_focused()
    expect(finalise).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#why-finalise")).not_to_contain_text("CU-13")
    expect(page.locator("#why-finalise [title='Rule CU-13']")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#why-adjust")).to_contain_text("Anil Approver")


def test_a_stale_write_shows_both_versions_and_keeps_what_was_typed(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-07: the second to save sees the first one's amounts beside the own ones, and
    loses neither.
    """
    dispute = desk.dispute()
    page = open_page(place(dispute))
    line = page.locator("[data-line=L1]")
    expect(line.get_by_label("Credit")).to_be_visible()
    desk.change_line(dispute, "1", who="agent2", disputedAmount="90.00")
    line.get_by_label("Credit").fill("12.34")
    dialog = page.get_by_role("dialog", name="This changed while you were editing")
    expect(dialog).to_contain_text("Ben Agent")
    expect(dialog.get_by_role("row", name="Disputed")).to_contain_text("90.00")
    expect(dialog.get_by_role("row", name="Credit")).to_contain_text("12.34")
    dialog.get_by_role("button", name="Keep what I typed").click()
    expect(line.get_by_label("Credit")).to_have_value("12.34")
    line.get_by_role("button", name="Save amounts").click()
    expect(page.get_by_text("Amounts of the line saved.").first).to_be_visible()
    stored = desk.stored(dispute)["lines"][0]
    assert (stored["disputedAmount"], stored["creditAmount"]) == (90, 12.34)


def test_what_the_workflow_writes_is_no_conflict_for_another_line(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-07: approval is asked for one line, the workflow asks and mails, and the other line is
    withdrawn as it was shown.
    """
    desk.chain()
    number = desk.invoice(
        ("1", "Leased line", "9000.00"), ("2", "Roaming", "20.50"), customer=OTHER_CUSTOMER
    )
    dispute = desk.dispute(("1", "9000.00"), ("2", "20.50"), number=number, customer=OTHER_CUSTOMER)
    page = open_page(place(dispute))
    first, second = (page.locator(f"[data-line=L{line}]") for line in (1, 2))
    first.get_by_label("Credit").fill("75.00")
    expect(first.get_by_role("status")).to_contain_text("75.00")
    first.locator("[data-action=line-approve]").click()
    confirm(page, "Request approval")
    desk.waits_for(dispute)
    second.locator("[data-action=line-withdraw]").click()
    confirm(page, re.compile("Withdraw"))
    expect(second.locator(".line-head")).to_contain_text("Withdrawn")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert [line["status"] for line in desk.stored(dispute)["lines"]] == [
        "pendingApproval",
        "withdrawn",
    ]


@pytest.mark.long
def test_another_s_change_is_announced_while_the_page_is_open(
    open_page: OpenPage, desk: Desk
) -> None:
    dispute = desk.dispute()
    page = open_page(place(dispute))
    expect(page.locator(".timeline li")).to_have_count(1)
    desk.change_line(dispute, "1", who="agent2", disputedAmount="55.00")
    expect(page.get_by_text("Ben Agent changed this dispute.")).to_be_visible()
    expect(page.locator(".timeline li")).to_have_count(1)
    page.get_by_role("button", name="Show the change").click()
    expect(page.locator("[data-line=L1]").get_by_label("Disputed")).to_have_value("55.00")


def test_details_lines_and_people_are_changed_from_the_actions(
    open_page: OpenPage, desk: Desk
) -> None:
    """RV-06, CU-01: a patch of the details, one more line, and an assignee."""
    dispute = desk.dispute(("1", "10.00"))
    page = open_page(place(dispute))
    page.locator("[data-action=edit]").click()
    page.get_by_label("What the customer says").fill("Says it was cancelled in May.")
    page.get_by_label("Resolution").select_option("Billing correction")
    confirm(page, "Save details")
    expect(page.get_by_text("Says it was cancelled in May.").first).to_be_visible()
    page.locator("[data-action=addLine]").click()
    page.get_by_label("Line of the invoice").select_option("L2")
    expect(page.get_by_role("dialog").get_by_label("Amount disputed")).to_have_value("20.50")
    confirm(page, "Add the line")
    expect(page.locator("[data-line=L2]")).to_be_visible()
    page.locator("[data-action=assign]").click()
    expect(page.get_by_label("Resolver").locator("option", has_text="Sana Support")).to_have_count(
        1
    )
    expect(page.get_by_label("Assignee").locator("option", has_text="Sana Support")).to_have_count(
        0
    )
    page.get_by_label("Assignee").select_option("Ben Agent")
    confirm(page, "Assign")
    expect(page.get_by_label("How it stands").get_by_text("Ben Agent")).to_be_visible()
    stored = desk.stored(dispute)
    assert (stored["amount"], stored["assignee"], stored["resolution"]) == (
        30.5,
        "Ben Agent",
        "Billing correction",
    )


def test_what_follows_from_an_act_stands_beneath_it_in_the_timeline(open_page: OpenPage) -> None:
    """X-05: the round that a change begins or sets aside, and mails about an event; news of another
    day stand by themselves.
    """
    now, later = "2026-11-22T09:00:00Z", "2026-11-25T09:00:00Z"
    told = [
        ("lineChanged", "agent", now, None),
        ("approvalVoided", "agent", now, None),
        ("approvalStarted", "agent", now, None),
        ("approvalAsked", "system", now, None),
        ("lineChanged", "agent2", now, None),
        ("mailSent", "system", now, 4),
        ("mailSuppressed", "system", now, 4),
        ("mailGivenUp", "system", later, 4),
        ("mailReturned", "system", later, 4),
        ("mailSent", "system", later, 99),
        ("approvalVoided", "system", later, None),
    ]
    events = [
        {
            "sequence": place,
            "type": kind,
            "by": {"userID": who},
            "at": at,
            "after": {"about": about} if about else {},
        }
        for place, (kind, who, at, about) in enumerate(told, 1)
    ]
    read = "(events) => import('/disputes/timeline.js').then((module) => module.entriesOf(events))"
    entries = open_page(who="agent").evaluate(read, events)
    assert [
        (entry["event"]["sequence"], [one["sequence"] for one in entry["follows"]])
        for entry in entries
    ] == [
        (1, [2, 3]),
        (4, [6, 7]),
        (5, []),
        (8, []),
        (9, []),
        (10, []),
        (11, []),
    ]


def test_the_timeline_can_be_narrowed_to_money(open_page: OpenPage, desk: Desk) -> None:
    dispute = desk.dispute()
    desk.ask(
        "POST",
        f"/dispute/{dispute['disputeID']}/assignment",
        {"assigneeID": desk.ask("GET", "/me")["userID"]},
    )
    page = open_page(place(dispute))
    expect(page.locator(".timeline li")).to_have_count(2)
    page.get_by_role("navigation", name="Show").get_by_role("link", name="Money").click()
    expect(page).to_have_url(re.compile("show=money"))
    expect(page.locator(".timeline li")).to_have_count(1)


@pytest.mark.long
def test_a_reload_that_fails_leaves_open_what_is_open(open_page: OpenPage, desk: Desk) -> None:
    """Page 22, 29: a dialog and what is typed in it outlive it; what is shown is said to be of
    before.
    """
    dispute = desk.dispute()
    page = open_page(place(dispute))
    expect(page.locator("[data-action=withdraw]")).to_be_visible()
    desk.change_line(dispute, "1", who="agent2", disputedAmount="55.00")
    held: list[Route] = []
    page.route(f"**/api/dispute/{dispute['disputeID']}", lambda route: held.append(route))
    page.locator("[data-action=show-news]").click()
    page.locator("[data-action=withdraw]").click()
    page.get_by_role("dialog").get_by_label("Comment").fill("Settled on the phone.")
    wait_until(page, lambda: len(held) > 0)
    for route in held:
        route.abort()
    expect(page.get_by_text("Shown as last loaded.")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_label("Comment")).to_have_value(
        "Settled on the phone."
    )
