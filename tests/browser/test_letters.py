"""A customer is told how its dispute ended, and reminded on paper (CO-36, CO-40, CO-43)."""

import secrets
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import violations
from tests.browser.steps import confirm
from tests.scenarios import ALL_DAY, BLOCK, FEATURE


@pytest.mark.long
def test_an_end_is_told_by_mail_and_a_reminder_goes_on_paper(
    desk: Desk, open_page: OpenPage
) -> None:
    """CO-28, CO-36, CO-40, CO-43, DM-09: the letter is shown before it is sent; the one on paper is
    put to print, left out once it was overtaken, let go, printed, and leaves the list when it went.
    """
    customer = 7_000_000 + secrets.randbelow(1_000_000)
    told = {"name": f"Payer {customer}", "accountNumber": f"A-{customer}", "currency": "USD"}
    mailed = told | {"deliveryMethod": "Email", "email": f"pay{customer}@payer.test"}
    desk.ask("PUT", f"/customer/{customer}", mailed, "finance")
    desk.ask("PUT", "/setting/dunning", ALL_DAY, "admin")
    number = desk.invoice(("1", "Monthly fee", "100.00"), customer=customer)
    desk.invoice(("1", "Roaming", "10.00"), customer=customer)
    claim = FEATURE | {"invoiceNumber": number, "featureID": 1, "amount": 30}
    raised = desk.ask("POST", f"/customer/{customer}/dispute", claim)
    desk.ask("POST", f"/dispute/{raised['disputeID']}/close")

    page = open_page(f"#/dispute/{raised['disputeID']}")
    page.locator("[data-action=tellOutcome]").click()
    page.get_by_label(f"Why, on invoice {number}").fill("The fee is as agreed.")
    expect(page.get_by_role("dialog")).to_contain_text("No reminder goes by itself before")
    confirm(page, "Send the letter")
    expect(page.locator("#main").get_by_text(f"Payer {customer} is told how")).to_be_visible()
    outbox = open_page("#/outbox")
    outbox.get_by_role("link", name=f"How your dispute ended: account A-{customer}").click()
    outbox.get_by_role("button", name="As text").click()
    expect(outbox.get_by_text("The fee is as agreed.")).to_be_visible()

    by_post = told | {"deliveryMethod": "Post", "postalAddress": "1 High Street\nLondon"}
    desk.ask("PUT", f"/customer/{customer}", by_post, "finance")
    page = open_page(f"#/customer/{customer}/reminders")
    page.locator("[data-action=print]").click()
    expect(page.get_by_role("dialog")).to_contain_text("1 High Street, London")
    confirm(page, "Put to print")
    expect(page.get_by_text("It was put to print and waits to be posted.")).to_be_visible()
    desk.ask("PUT", f"/customer/{customer}/dunningBlock", BLOCK)
    page = open_page("#/toPost", width=320)
    expect(page.locator("td[data-label=Letter]").first).to_contain_text("Reminder")
    expect(page.locator("td[data-label=Letter]").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label(f"to Payer {customer}").check()
    expect(page.get_by_text("Overtaken: not printed")).to_be_visible()
    expect(page.locator("[data-action=print]")).to_have_attribute("aria-disabled", "true")
    page.locator("[data-action=let-go]").click()
    page.get_by_label("Why").fill("They asked for it.")
    page.locator("[data-action=confirm]").click()
    page.locator("[data-action=close-bulk]").click()
    expect(page.get_by_text("Goes nevertheless")).to_be_visible()
    page.get_by_label(f"to Payer {customer}").check()
    with page.expect_download() as taken:
        page.locator("[data-action=print]").click()
    assert ">1 High Street</p>" in Path(taken.value.path()).read_text()
    page.locator("[data-action=posted]").click()
    page.locator("[data-action=confirm]").click()
    expect(page.get_by_role("dialog")).to_contain_text("1 of 1 are through.")
    page.locator("[data-action=close-bulk]").click()
    expect(page.get_by_label(f"to Payer {customer}")).to_have_count(0)


@pytest.mark.long
def test_customers_of_several_ended_follow_ups_are_told_and_again_where_nothing_arrived(
    desk: Desk, open_page: OpenPage
) -> None:
    """CO-43, DM-11: what cannot end says why, one letter goes to each customer, on paper where no
    mail reaches it, and a letter that did not go is sent again with the reason that it gave.
    """
    followed = []
    for language, way in (("de", {"deliveryMethod": "Email"}), ("fr", {"deliveryMethod": "Post"})):
        customer = 7_000_000 + secrets.randbelow(1_000_000)
        told = {"name": f"Payer {customer}", "accountNumber": f"A-{customer}", "currency": "USD"}
        told |= {"language": language, "email": f"pay{customer}@payer.test"} | way
        desk.ask("PUT", f"/customer/{customer}", told, "finance")
        item = {"invoiceNumber": desk.invoice(("1", "Fee", "1100.00"), customer=customer)}
        body = {"items": [item], "statusID": "dispute", "comment": f"The price of {customer}"}
        body |= {"resolverID": desk.ask("GET", "/me", who="approver")["userID"]}
        opened = desk.ask("POST", f"/customer/{customer}/followUp", body)
        followed.append((customer, opened["itemRows"][0]["disputeID"]))

    page = open_page("#/followUps?statusID=dispute")
    for customer, _ in followed:
        page.get_by_role("checkbox", name=f"Choose Payer {customer}").check()
    page.locator("[data-action=bulk-end]").click()
    page.get_by_label("Outcome").select_option("refused")
    page.locator("[data-action=confirm]").click()
    expect(page.get_by_role("dialog")).to_contain_text("All 2 are through.")
    page.locator("[data-action=close-bulk]").click()
    page.get_by_label("Why").fill("La facture est conforme.")
    expect(page.get_by_text("The letter to Payer")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Send 2 letters").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("All are told.")
    expect(dialog).to_contain_text("The letter is on its way")
    expect(dialog).to_contain_text("Put to print")
    page.locator("[data-action=close-bulk]").click()

    customer, dispute_id = followed[1]
    rows = desk.ask("GET", "/letter/toPost")["value"]
    [row] = [one for one in rows if one["customerID"] == customer]
    letter = f"/customer/{customer}/letter/{row['letters'][0]['number']}/confirmation"
    desk.ask("POST", letter, {"wasPosted": False})
    page = open_page(f"#/dispute/{dispute_id}")
    expect(page.get_by_text("Tell it again below")).to_be_visible()
    page.locator("[data-action=tellOutcome]").click()
    expect(page.get_by_label("Why, on invoice")).to_have_value("La facture est conforme.")
    page.get_by_label("On paper").check()
    confirm(page, "Put it to print")
    expect(page.get_by_text("Tell it again below")).to_have_count(0)
