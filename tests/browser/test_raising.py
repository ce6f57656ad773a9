"""Raising a dispute from an invoice."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk

NOTICE = "This invoice currently has a dispute in progress"


def test_a_dispute_is_raised_on_lines_and_shows_on_the_invoice(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-01, CU-17: ticked lines come with what remains of them; the invoice then says that it is
    disputed.
    """
    number = desk.invoice()
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{number}")
    page.get_by_role("link", name="Raise a dispute").click()
    page.get_by_label("Monthly fee", exact=True).check()
    expect(page.get_by_label("Amount disputed of Monthly fee")).to_have_value("100.00")
    page.get_by_label("Amount disputed of Monthly fee").fill("40,25")
    page.get_by_label("Roaming", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What the customer says").fill("Was abroad only once.")
    page.get_by_label("Reason").select_option(index=1)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("60.75 USD", exact=False).first).to_be_visible()
    expect(page.get_by_text("Will be recorded")).to_be_visible()
    page.get_by_role("button", name="Raise the dispute").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Dispute on invoice {number}")
    expect(page.get_by_text(f"The dispute is raised on invoice {number}.").first).to_be_visible()
    page.get_by_role("link", name="Open the invoice").click()
    expect(page.get_by_text(NOTICE)).to_be_visible()
    assert desk.stored_invoice(number)["disputedAmount"] == 60.75


def test_a_general_dispute_is_raised_with_an_amount(open_page: OpenPage, desk: Desk) -> None:
    """CU-01: a general dispute has one line, worked like any other."""
    number = desk.invoice()
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{number}/raise")
    page.get_by_label("A general amount").check()
    page.get_by_label("Amount disputed").fill("12.5")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What the customer says").fill("The service was slow.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Raise the dispute").click()
    expect(page.locator("[data-line=general]")).to_be_visible()
    dispute = desk.ask("GET", f"/dispute/{page.url.split('/')[-1]}")
    assert (dispute["amount"], [line["lineID"] for line in dispute["lines"]]) == (12.5, ["general"])


def test_what_cannot_be_disputed_is_shown_with_why(open_page: OpenPage, desk: Desk) -> None:
    """CU-08, CU-11: a line of zero and a credit have no box to tick."""
    number = desk.invoice(
        ("1", "Monthly fee", "100.00"), ("2", "Free minutes", "0"), ("3", "Loyalty credit", "-5.00")
    )
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{number}/raise")
    expect(page.get_by_role("checkbox")).to_have_count(1)
    expect(page.get_by_role("row", name="Free minutes")).to_contain_text("Cannot be disputed:")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one line")


@pytest.mark.long
def test_the_server_s_refusal_stands_at_the_field_that_is_wrong(
    open_page: OpenPage, desk: Desk, console: list[str]
) -> None:
    """CU-09, X-03: by the line's name, before anything is sent; and a last look leads back
    to the field.
    """
    number = desk.invoice()
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{number}/raise")
    page.get_by_label("Roaming", exact=True).check()
    page.get_by_label("Monthly fee", exact=True).check()
    field = page.get_by_label("Amount disputed of Monthly fee")
    page.get_by_label("Amount disputed of Roaming").fill("1.00")
    field.fill("100.01")
    page.get_by_role(
        "button", name="Continue"
    ).click()  # at once: it waits for what the server says
    said = "“Monthly fee” has 100.00 USD left to dispute; 100.01 USD is more."
    expect(page.locator(".field.wrong .error")).to_have_text(said)
    expect(field).to_be_focused()
    expect(page.get_by_role("alert")).to_have_text(said)
    page.route("**/dispute?dryRun=true", lambda route: route.abort(), times=1)
    field.fill("99.99")
    expect(page.locator(".field.wrong")).to_have_count(0)
    page.get_by_role(
        "button", name="Continue"
    ).click()  # once it is looked at again, which the page does by itself
    expect(page.get_by_label("What the customer says")).to_be_visible()
    console.clear()
    page.get_by_role("button", name="Back").click()
    field.fill("100")
    expect(page.locator(".field.wrong")).to_have_count(0)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What the customer says").fill("Too much.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Raise the dispute")).not_to_have_attribute(
        "aria-disabled", "true"
    )
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Back").click()
    field.fill("200")
    page.goto(f"{desk.stack.url}/#/customer/{CUSTOMER}/invoice/{number}/raise?step=review")
    page.get_by_role("alert").get_by_role("link", name="“Monthly fee” has 100.00 USD left").click()
    expect(field).to_be_focused()
    expect(page.locator(".field.wrong .error")).to_contain_text("200.00 USD is more")
    assert desk.stored_invoice(number)["openDisputeID"] is None


def test_a_draft_survives_a_reload_and_keeps_its_step(open_page: OpenPage, desk: Desk) -> None:
    """A step that there is not is said, and the draft is there without it."""
    number = desk.invoice()
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{number}/raise?step=foo")
    page.get_by_role("alert").filter(has_text="Unknown here: step “foo”").get_by_role(
        "link", name="Leave it out"
    ).click()
    page.get_by_label("Monthly fee", exact=True).check()
    page.get_by_label("Amount disputed of Monthly fee").fill("7.10")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What the customer says").fill("Not mine.")
    page.reload()
    expect(page.get_by_label("What the customer says")).to_have_value("Not mine.")
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("Amount disputed of Monthly fee")).to_have_value("7.10")


def test_an_invoice_in_dispute_offers_the_open_one_in_place_of_a_second(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-06, X-02: the button tells why it cannot be pressed, and the way on."""
    dispute = desk.dispute()
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{dispute['invoiceNumber']}")
    button = page.get_by_role("button", name="Raise a dispute")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.focus()
    expect(button).to_be_focused()
    expect(page.locator(f"#{button.get_attribute('aria-describedby')}")).to_contain_text("dispute")
    page.get_by_role("link", name="Open the dispute").click()
    expect(page).to_have_url(re.compile(dispute["disputeID"]))


@pytest.mark.parametrize("told", [None, (503, "overloaded"), (500, "internal")], ids=str)
def test_pressing_twice_and_losing_the_answer_raises_one_dispute(
    open_page: OpenPage, desk: Desk, told: tuple[int, str] | None
) -> None:
    """X-01: every try of one intent carries one key, whether no answer came to the page or none to
    the API, or it failed after it was done.
    """
    number = desk.invoice()
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{number}/raise")
    page.get_by_label("Monthly fee", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What the customer says").fill("Not mine.")
    page.get_by_role("button", name="Continue").click()
    keys: list[str | None] = []

    def lose_the_first_answer(route, request) -> None:  # type: ignore[no-untyped-def]
        if "dryRun" in request.url:
            route.continue_()
            return
        keys.append(request.headers.get("idempotency-key"))
        if len(keys) == 1:
            route.fetch()
            route.fulfill(
                status=told[0], json={"status": told[0], "code": told[1], "detail": "x"}
            ) if told else route.abort()
        else:
            route.continue_()

    page.route(f"**/api/customer/{CUSTOMER}/dispute*", lose_the_first_answer)
    page.set_viewport_size({"width": 1280, "height": 320})
    button = page.locator("[data-action=raise]")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.dblclick()
    told_on_top = page.get_by_text("It is not known whether the dispute was raised")
    expect(told_on_top).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Dispute on invoice {number}")
    assert keys == [keys[0]] * 2
    assert keys[0]
    found = desk.every(f"/customer/{CUSTOMER}/dispute")
    assert len([one for one in found if str(one["invoiceNumber"]) == number]) == 1, json.dumps(
        found
    )


def test_the_focus_goes_to_the_heading_of_the_next_step(open_page: OpenPage, desk: Desk) -> None:
    """Page 34: whoever reads by ear learns where they are."""
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{desk.invoice()}/raise")
    page.get_by_role("checkbox", name="Monthly fee").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("main h2").first).to_be_focused()
    page.get_by_label("What the customer says").fill("Was not ordered.")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("main h2").first).to_be_focused()
