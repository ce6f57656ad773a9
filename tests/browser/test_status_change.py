"""Open items are ticked on the statement, disputed with a resolver, and collectable again at the
end (DM-01, DM-03, DM-05, DM-09, CO-02, CO-07).
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import OTHER_CUSTOMER, Desk
from tests.browser.looks import CUT_OFF, violations
from tests.browser.steps import confirm, end_follow_up, spelled, working_day

STATEMENT = f"#/customer/{OTHER_CUSTOMER}/statement"


LINK = re.compile(r"\S*#/resolver/\S+|\[personal link\]")
"""The personal link, which a preview has without its secret."""


def tick(page: Page, *numbers: str) -> None:
    """Choose these items of the statement."""
    for number in numbers:
        page.get_by_label(f"Choose invoice {number}", exact=True).check()


@pytest.mark.long
def test_ticked_items_are_disputed_answered_by_mail_and_collectable_again(
    open_page: OpenPage, desk: Desk
) -> None:
    """DM-01, DM-03, DM-05, DM-09, CO-02, CO-07: what cannot be taken in is told first; the mail is
    what was shown; answers and a reload lose nothing that was typed.
    """
    first, second, held = (
        desk.invoice(("1", "Leased line", "30.00"), customer=OTHER_CUSTOMER) for _ in range(3)
    )
    desk.ask(
        "POST",
        f"/customer/{OTHER_CUSTOMER}/followUp",
        {"items": [{"invoiceNumber": held}], "statusID": "onGoing"},
    )
    comment = f"The price of {first} is wrong"
    page = open_page(STATEMENT)
    tick(page, first, second, held)
    page.get_by_role("link", name="Change status").click()

    page.locator("input[name=status][value=dispute]").check()
    refusal = page.get_by_role("alert").filter(has_text="cannot be taken in")
    expect(refusal).to_contain_text(f"Invoice {held}")
    expect(refusal.get_by_role("listitem")).to_have_count(1)
    assert violations(page) == []
    refusal.get_by_role("button", name="Go on without it, with 2 items").click()
    expect(page.get_by_role("row").filter(has_text="Sum USD")).to_contain_text("60.00")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What it is about").fill(comment)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("link", name="Name who can clear it up.")).to_be_visible()
    page.get_by_label("Resolver").select_option(label="Anil Approver")
    page.get_by_label(f"Disputed of invoice {second}").fill("12.50")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("row").filter(has_text=second)).to_contain_text("12.50")
    mail = page.locator(".mail-preview")
    expect(mail).to_contain_text(comment)
    expect(mail).to_contain_text(first)
    text = page.get_by_label("Text")
    text.fill(f"{text.input_value()}\n\nYours, ")
    page.get_by_text("Hashtags of this mail").click()
    page.get_by_role("button", name="#collector", exact=True).press("Enter")
    expect(text).to_be_focused()
    expect(mail).to_contain_text("Yours, Ada Agent")
    page.keyboard.type(" #nonsense")
    expect(page.locator("#mail-body-error")).to_contain_text("#nonsense is not a hashtag")
    page.get_by_role("button", name="Continue").click()
    expect(text).to_be_visible()
    assert violations(page) == []
    text.fill(text.input_value().removesuffix(" #nonsense"))
    page.reload()
    expect(mail).to_contain_text("Yours, Ada Agent")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("What to do")).to_have_value("disputeFollowUp")
    page.get_by_role("button", name="Back").click()
    expect(text).to_have_value(re.compile("Yours, #collector$"))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("What to do")).to_have_value("disputeFollowUp")
    day = working_day(60)
    page.get_by_label("Look again on").fill(day.isoformat())
    expect(page.get_by_role("region", name="As it will be")).to_contain_text(spelled(day))
    shown = mail.locator("blockquote").text_content()
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(CUT_OFF) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Change the status").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dispute follow-up on")

    link = desk.resolver_link(comment)
    assert LINK.sub("", desk.resolver_mail(comment)) == LINK.sub("", str(shown))
    resolver = open_page(link, who=None)
    resolver.locator("[data-action=answer]").click()
    for number in (first, second):
        resolver.get_by_role("group", name=number).get_by_label(
            "The customer is not right", exact=True
        ).check()
    confirm(resolver, "Answer")
    expect(resolver.get_by_text("answered at")).to_be_visible()

    page.reload()
    page.locator("[data-action=end]").click()
    for number in (first, second):
        page.get_by_label(f"Invoice {number}").select_option("refused")
    end_follow_up(page)
    expect(page.get_by_text("Follow-up ended.")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(f"{desk.stack.url}/{STATEMENT}")
    row = page.get_by_role("row").filter(has_text=first)
    expect(row.locator("[data-label=Collectable]")).to_contain_text("30.00")
