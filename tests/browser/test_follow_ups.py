"""A follow-up on the page: the agenda, the resolver's answer by the link of the mail, and the end
(DM-04, DM-07, DM-09, DM-11).
"""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.payouts import confirm


def test_a_resolver_answers_from_the_mail_and_the_collector_ends_it(
    desk: Desk, open_page: OpenPage
) -> None:
    """DM-04, DM-07, DM-09, DM-11: from the agenda to *dispute resolved*."""
    comment = f"The price of {desk.invoice(('1', 'Fee', '1.00'))} is wrong"
    follow_up = desk.follow_up(comment)
    first, second = (str(item["invoiceNumber"]) for item in follow_up["itemRows"])

    resolver = open_page(desk.resolver_link(comment), who=None)
    expect(resolver.get_by_role("heading", level=1)).to_contain_text("Dispute")
    resolver.locator("[data-action=answer]").click()
    for number, said in ((first, "The customer is right"), (second, "The customer is not right")):
        resolver.get_by_role("group", name=number).get_by_label(said, exact=True).check()
    resolver.get_by_label("Comment (optional)").fill("See the contract")
    confirm(resolver, "Answer")
    expect(resolver.get_by_text("answered at")).to_be_visible()

    page = open_page("#/followUps?whose=collector")
    page.get_by_role("row").filter(has_text=comment).get_by_role("link").first.click()
    expect(page.get_by_text("See the contract").first).to_be_visible()
    page.locator("[data-action=end]").click()
    page.get_by_label(f"Invoice {first}").select_option("creditGiven")
    page.get_by_label(f"Invoice {second}").select_option("refused")
    expect(page.get_by_role("dialog")).to_contain_text(f"Invoice {first} stays")
    page.get_by_label(f"Invoice {first}").select_option("withdrawn")
    confirm(page, "End")
    expect(page.get_by_text("Follow-up ended.")).to_be_visible()
