"""Raising a payout dispute, in the one form there is (CK-01, CK-10, PO-01, PO-02)."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.steps import place


def test_the_amount_is_in_the_currency_of_the_order(open_page: OpenPage, desk: Desk) -> None:
    """CK-01: known from the order before what happened is told; three decimals stay three."""
    number = desk.order("45.125", currency="KWD")
    page = open_page(f"#/claim?orderID={number}")
    expect(page.get_by_text("Claim 45.125\u00a0KWD")).to_be_visible()
    expect(page.locator(".money-field")).to_contain_text("KWD")
    page.get_by_label("How much is claimed").fill("5.375")
    expect(page.get_by_text("Claim 5.375\u00a0KWD")).to_be_visible()


def test_who_raises_it_says_who_works_it(open_page: OpenPage, desk: Desk) -> None:
    """CK-10: by rule the one is named beforehand; by hand whoever was chosen has it."""
    number = desk.order()
    page = open_page(f"#/claim?orderID={number}")
    assignee = page.get_by_label("Assignee")
    expect(assignee).to_have_value("")
    expect(page.get_by_text("By the rule of the settings it goes to")).to_be_visible()
    assignee.select_option(label="Mara Manager")
    page.get_by_label("What happened").fill("Nothing came.")
    page.get_by_role("button", name="Raise the dispute").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"order {number}")
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("Mara Manager")
    page.locator("[data-action=assign]").click()
    dialog = page.get_by_role("dialog", name="Assign")
    dialog.get_by_label("Assignee").select_option(label="Ada Agent (me)")
    expect(dialog.get_by_label("Resolver")).to_have_count(0)
    dialog.locator("[data-action=confirm]").click()
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("Ada Agent")


def test_a_customer_raises_it_in_the_same_form_and_names_nobody(
    open_page: OpenPage, desk: Desk
) -> None:
    """CK-01, CU-23: from its order; nothing of who works there is shown."""
    number = desk.order()
    page = open_page(f"#/order/{number}", who="customer")
    page.get_by_role("link", name="Dispute the payout").click()
    expect(page.get_by_label("Order number")).to_have_value(number)
    for label in ("Assignee", "Came by"):
        expect(page.get_by_label(label)).to_have_count(0)
    page.get_by_label("What happened").fill("Nothing came.")
    page.get_by_role("button", name="Raise the dispute").click()
    expect(page.locator("main")).to_contain_text("is raised. You get an acknowledgement by mail.")


def test_an_order_is_found_by_phone_and_one_in_dispute_is_shown(
    open_page: OpenPage, desk: Desk
) -> None:
    """PO-01, PO-02: several orders of a number are a choice; nothing is asked while one types."""
    free, taken = (desk.order(phone="+91 98200 11223") for _ in range(2))
    dispute = desk.order_dispute(taken)
    page = open_page("#/claim")
    page.get_by_label("Phone number of the order").fill("098200 11223")
    page.get_by_label("What happened").focus()
    expect(page.get_by_label(f"{free}, Phone, 128 GB")).to_be_visible()
    page.get_by_label(f"{taken}, Phone, 128 GB, in dispute already").click()
    expect(page.get_by_role("alert")).to_contain_text("in dispute already")
    page.get_by_role("link", name="Open the dispute").click()
    expect(page).to_have_url(f"{desk.stack.url}/{place(dispute)}")
