"""A follow-up on the page: the agenda, the resolver's answer by the link of the mail, and the end
(DM-04, DM-07, DM-09, DM-11).
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import CUT_OFF, violations
from tests.browser.steps import confirm, end_follow_up, spelled, working_day


def test_a_resolver_answers_from_the_mail_and_the_collector_ends_it(
    desk: Desk, open_page: OpenPage
) -> None:
    """DM-04, DM-07, DM-09, DM-11: from the agenda to *dispute resolved*."""
    comment = f"The price of {desk.invoice(('1', 'Fee', '1.00'))} is wrong"
    follow_up = desk.follow_up(comment)
    first, second = (str(item["invoiceNumber"]) for item in follow_up["itemRows"])

    resolver = open_page(desk.resolver_link(comment), who=None)
    expect(resolver.get_by_role("heading", level=1)).to_contain_text("Dispute")
    resolver.get_by_role("button", name=f"Files on invoice {second}").click()
    proof = {"name": "contract.txt", "mimeType": "text/plain", "buffer": b"1.00 a month"}
    resolver.locator("input[type=file]").set_input_files(proof)  # type: ignore[arg-type]
    expect(resolver.get_by_role("button", name="Download contract.txt")).to_be_visible()
    assert violations(resolver) == []
    resolver.set_viewport_size({"width": 320, "height": 700})
    assert resolver.evaluate(CUT_OFF) == []
    resolver.locator("[data-action=answer]").click()
    for number, said in ((first, "The customer is right"), (second, "The customer is not right")):
        resolver.get_by_role("group", name=number).get_by_label(said, exact=True).check()
    resolver.get_by_label("Comment (optional)").fill("See the contract")
    resolver.reload()
    resolver.locator("[data-action=answer]").click()
    expect(
        resolver.get_by_label("Comment (optional)"), "what was typed outlives a reload"
    ).to_have_value("See the contract")
    confirm(resolver, "Answer")
    expect(resolver.get_by_text("answered at")).to_be_visible()

    page = open_page("#/followUps")
    page.get_by_role("row").filter(has_text=comment).get_by_role("link").first.click()
    expect(page.get_by_text("See the contract").first).to_be_visible()
    expect(page.get_by_role("button", name="Download contract.txt")).to_be_visible()
    page.locator("[data-action=end]").click()
    page.get_by_label(f"Invoice {first}").select_option("creditGiven")
    page.get_by_label(f"Invoice {second}").select_option("refused")
    expect(page.get_by_role("dialog")).to_contain_text(f"Invoice {first} stays")
    page.get_by_label(f"Invoice {first}").select_option("withdrawn")
    end_follow_up(page)
    expect(page.get_by_text("Follow-up ended.")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_agenda_is_worked_by_row_by_keys_and_several_at_once(
    desk: Desk, open_page: OpenPage
) -> None:
    """DM-07, DM-08, X-02: filters lie in the address, each of several has a result of its own, and
    what cannot be done says why.
    """
    comments = [f"{name} of {desk.invoice(('1', 'Fee', '1.00'))}" for name in ("Rate", "Tax")]
    for comment in comments:
        desk.follow_up(comment)
    page = open_page("#/followUps?when=coming&statusID=dispute")
    rows = [page.get_by_role("row").filter(has_text=comment) for comment in comments]
    expect(rows[0]).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("j")
    expect(page.locator("tbody tr a").first).to_be_focused()
    page.locator("tbody tr a").first.press("Enter")
    walk = page.get_by_role("navigation", name="In the list")
    expect(walk).to_contain_text("1 of ")
    page.keyboard.press("j")
    expect(walk).to_contain_text("2 of ")
    page.get_by_role("link", name="Dispute follow-ups").last.click()
    expect(page.locator("tbody tr a").nth(1)).to_be_focused()
    for row in rows:
        row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Move 2").click()
    later = working_day(120)
    page.get_by_label("Due on").fill(later.isoformat())
    page.get_by_role("button", name="Move 2 dispute follow-ups").click()
    expect(page.get_by_role("status").filter(has_text="All 2 are through.")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    expect(rows[1]).to_contain_text(spelled(later))
    rows[0].get_by_role("checkbox").check()
    page.get_by_role("button", name="Change collector of 1").click()
    page.get_by_label("Collector").last.select_option("Anil Approver")
    page.get_by_role("button", name="Change collector of 1 dispute follow-up").last.click()
    expect(page.get_by_text("Anil Approver collects it")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    rows[1].get_by_role("button", name="Chase").click()
    expect(page.get_by_role("dialog")).to_contain_text("Ask Anil Approver again")
    confirm(page, "Chase")
    expect(rows[1]).to_contain_text("chased once")
    rows[1].get_by_role("button", name="Move").click()
    page.get_by_label("Due on").fill(desk.ask("GET", "/me")["company"]["today"])
    confirm(page, "Move")
    expect(rows[1]).to_have_count(0)
    expect(page.locator("tbody tr :focus"), "a row that leaves takes nothing").to_have_count(1)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(CUT_OFF) == []
    page.get_by_role("link", name="Remove filter: Status Dispute").click()
    expect(page).not_to_have_url(re.compile("statusID"))


@pytest.mark.long
def test_hands_dates_and_items_change_while_it_is_in_progress(
    desk: Desk, open_page: OpenPage
) -> None:
    """DM-01, DM-10, CO-10, CO-11, CO-13: resolver and comment for one item alone, one more item and
    one less, more time by the link of the mail, and other hands, by which that link is over.
    """
    comment = f"The rate of {desk.invoice(('1', 'Fee', '1.00'))} is wrong"
    follow_up = desk.follow_up(comment)
    path = f"/followUp/{follow_up['followUpID']}"
    first, second = (str(item["invoiceNumber"]) for item in follow_up["itemRows"])
    third = desk.invoice(("1", "Fee", "12.00"))

    page = open_page(f"#{path}")
    item = page.get_by_role("table", name="Items").get_by_role("row")
    page.locator("[data-action=assign]").click()
    page.get_by_label("For", exact=True).select_option(f"Invoice {second} alone")
    page.get_by_label("Comment", exact=True).fill("This one is about the roaming")
    confirm(page, "Change")
    expect(item.filter(has_text=second)).to_contain_text("This one is about the roaming")
    expect(item.filter(has_text=first)).not_to_contain_text("roaming")
    page.locator("[data-action=join]").click()
    page.get_by_label(f"Invoice {third},").check()
    confirm(page, "Add")
    expect(item.filter(has_text=third)).to_be_visible()
    for number in (third, first):
        page.locator("[data-action=drop]").click()
        page.get_by_label("Item", exact=True).select_option(f"Invoice {number}")
        confirm(page, "Drop")
        expect(item.filter(has_text=number)).to_contain_text("Dropped")
    page.get_by_text("Not possible now").click()
    actions = page.get_by_role("region", name="Actions")
    expect(actions).to_contain_text("last item")

    day = (datetime.now(UTC) + timedelta(days=15)).date().isoformat()
    resolver = open_page(desk.resolver_link(comment), who=None)
    resolver.locator("[data-action=answer]").click()
    resolver.get_by_label("I need until (optional)").fill(day)
    confirm(resolver, "Ask for time")
    expect(resolver.get_by_text("The date is told.").first).to_be_visible()
    shown = desk.ask("GET", path)
    assert (shown["dueDate"] >= day, shown["postponed"], shown["waitingFor"]) == (
        True,
        1,
        "resolver",
    )
    resolver.locator("[data-action=hand-on]").click()
    resolver.get_by_label("To whom").select_option("Ben Agent")
    confirm(resolver, "Hand it on")
    expect(resolver.locator("[data-action=answer]")).to_have_count(0)
    assert desk.ask("GET", path)["resolver"]["name"] == "Ben Agent"


def test_items_and_disputes_are_reported_and_narrowed_in_the_address(
    desk: Desk, open_page: OpenPage
) -> None:
    """DM-07: by a click on what a row is of; a chip takes it away, and the file is of the same."""
    desk.follow_up("It was never delivered")
    page = open_page("#/reports?tab=items")
    page.get_by_role("row").get_by_role("link").first.click()
    expect(page.get_by_label("Remove filter: Status")).to_be_visible()
    assert "statusID=" in page.url
    with page.expect_download() as taken:
        page.get_by_role("button", name="Excel").click()
    assert taken.value.suggested_filename == "report-items.xlsx"
    page.get_by_label("Remove filter: Status").click()
    page.get_by_role("link", name="Disputes by resolver").click()
    expect(page.get_by_role("table", name="Disputes by resolver")).to_be_visible()
    page.get_by_label("Resolver", exact=True).select_option("Mine to clear up")
    expect(page.get_by_label("Remove filter: Resolver me")).to_be_visible()
    page.get_by_label("Resolver", exact=True).select_option("Anil Approver")
    expect(page.get_by_label("Remove filter: Resolver Anil Approver")).to_be_visible()
    lines = page.get_by_role("table", name="Disputes, the oldest first")
    expect(lines.get_by_role("link", name="Dispute").first).to_be_visible()


@pytest.mark.long
def test_an_absent_resolver_has_who_stands_in_chased_and_the_event_says_why(
    desk: Desk, open_page: OpenPage
) -> None:
    """CO-17, CO-19: the absence and the manager are told in the settings; where the substitute goes
    away too, it is the manager who is asked next.
    """
    sana, fiona = (desk.ask("GET", "/me", who=who) for who in ("support", "finance2"))
    comment = f"The rate of {desk.invoice(('1', 'Fee', '1.00'))}"
    follow_up = desk.follow_up(comment)
    path = f"/followUp/{follow_up['followUpID']}"
    desk.ask("PUT", f"{path}/resolver", {"resolverID": sana["userID"]})
    admin = open_page("#/settings/people", who="admin")
    row = admin.get_by_role("row", name=sana["name"])
    row.get_by_role("button", name=f"Change {sana['name']}").click()
    admin.get_by_label("Manager", exact=True).select_option(label="Mara Manager")
    admin.get_by_label("Time zone").select_option("Asia/Tokyo")
    assert violations(admin) == []
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(row).to_contain_text("Mara Manager")
    row.get_by_role("button", name=f"Absence of {sana['name']}").click()
    today = datetime.now(UTC).date()
    admin.get_by_label("First day").fill((today - timedelta(days=2)).isoformat())
    admin.get_by_label("Last day").fill((today + timedelta(days=30)).isoformat())
    admin.get_by_label("Substitute").select_option(label=fiona["name"])
    admin.get_by_role("button", name="Save the absence").click()
    expect(row).to_contain_text(f"{fiona['name']} stands in")

    page = open_page(f"#/followUp/{follow_up['followUpID']}")
    page.locator("[data-action=chase]").click()
    expect(page.get_by_role("dialog")).to_contain_text(f"Ask {fiona['name']}, until")
    confirm(page, "Chase")
    told = f"{fiona['name']}, the substitute, was chased: {sana['name']} is away until"
    expect(page.get_by_text(told).first).to_be_visible()
    away = {"from": "2020-01-01", "until": "2099-12-31"}
    desk.ask("PUT", f"/user/{fiona['userID']}/absence", away, "admin")
    page.reload()
    page.locator("[data-action=chase]").click()
    page.get_by_label("Chase again, where that was done today").check()
    confirm(page, "Chase")
    expect(page.get_by_text("Mara Manager, the manager, was chased:").first).to_be_visible()
    for one in (sana, fiona):
        desk.ask("PUT", f"/user/{one['userID']}/absence", {}, "admin")
    none = {"managerID": None, "timeZone": None}
    desk.ask("PUT", f"/user/{sana['userID']}", none, "admin")


def test_a_filter_chosen_in_the_same_moment_as_a_tab_narrows_that_tab(open_page: OpenPage) -> None:
    """DM-07: a click changes the address before the page follows it; what is chosen meanwhile is
    added to where one is by then, and two choices at once are two. Nothing of a view is written to
    one that was gone to.
    """
    page = open_page("#/followUps?statusID=dispute")
    expect(page.get_by_label("Waits for", exact=True)).to_be_visible()
    address = page.evaluate(
        """() => {
            const choose = (label, value) => {
                const select = document.querySelector(`select[aria-label="${label}"]`);
                select.value = value;
                select.dispatchEvent(new Event("input", { bubbles: true }));
            };
            [...document.querySelectorAll(".tabs a")].find((a) => a.text.includes("Late")).click();
            choose("Waits for", "resolver");
            choose("Status", "");
            return location.hash;
        }"""
    )
    assert address == "#/followUps?when=late&waitingFor=resolver"
    expect(page.get_by_role("link", name="Late")).to_have_attribute("aria-current", "page")
    expect(page.get_by_text("Waits for: the resolver")).to_be_visible()
    page.get_by_role("link", name="Ended").click()
    expect(page.get_by_text("Waits for: the resolver")).to_be_hidden()
    page.get_by_role("link", name="Late").click()
    expect(page.get_by_text("Waits for: the resolver")).to_be_visible()
    address = page.evaluate(
        """() => {
            location.hash = "#/customers";
            const select = document.querySelector('select[aria-label="Waits for"]');
            select.value = "collector";
            select.dispatchEvent(new Event("input", { bubbles: true }));
            return location.hash;
        }"""
    )
    assert address == "#/customers"
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()


@pytest.mark.long
def test_who_cannot_be_asked_any_more_is_named_and_nobody_is_chased_twice_a_day_unseen(
    desk: Desk, open_page: OpenPage
) -> None:
    """DM-08, DM-10, CO-09: whoever has an item apart is asked alone, the agenda says for whom
    another is to be named, and a second chase says who was faster and takes a tick.
    """
    comment = f"The rate of {desk.invoice(('1', 'Fee', '1.00'))} is wrong"
    follow_up = desk.follow_up(comment)
    path, numbers = f"/followUp/{follow_up['followUpID']}", follow_up["itemRows"]
    people = {one["name"]: one for one in desk.every("/user?permission=dispute.read", "admin")}
    ben, anil = people["Ben Agent"]["userID"], people["Anil Approver"]["userID"]
    desk.ask("PUT", f"{path}/resolver", {"resolverID": ben})
    one = {"resolverID": anil, "invoiceNumbers": [numbers[1]["invoiceNumber"]]}
    desk.ask("PUT", f"{path}/resolver", one)
    desk.lets("agent2", limitTo=["999999"])
    try:
        page = open_page(f"#{path}")
        page.locator("[data-action=chase]").click()
        expect(page.get_by_role("dialog")).to_contain_text("Ask Anil Approver again")
        confirm(page, "Chase")
        told = "Ben Agent is not here, or may not see this customer any more"
        expect(page.get_by_text(told).first).to_be_visible()
        page.locator("[data-action=chase]").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Ada Agent chased on")
        dialog.get_by_label("Chase again, where that was done today").check()
        confirm(page, "Chase")
        expect(page.get_by_text("last by Ada Agent")).to_be_visible()
    finally:
        desk.lets("agent2", limitTo=[])
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(CUT_OFF) == []
    agenda = open_page("#/followUps?statusID=dispute")
    row = agenda.get_by_role("row").filter(has_text=comment)
    expect(row).to_contain_text("Name another")


def test_what_is_typed_about_a_follow_up_outlives_another_s_change(
    desk: Desk, open_page: OpenPage
) -> None:
    """X-07: the dialog stays with what was typed, says so, and goes on against the new version."""
    number = desk.invoice(("1", "Fee", "30.00"))
    follow_up = desk.follow_up(f"The rate of {number} is wrong", numbers=[number])
    path = f"/followUp/{follow_up['followUpID']}"
    page = open_page(f"#{path}")
    page.locator("[data-action=assign]").click()
    desk.ask("PUT", f"{path}/date", {"dueDate": "2027-03-30"}, "approver")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Comment", exact=True).fill("Half of it is right")
    expect(dialog.get_by_role("alert")).to_contain_text("What you typed stays")
    confirm(page, "Change")
    expect(page.get_by_text("Half of it is right").first).to_be_visible()
    expect(page.get_by_text("Mar 30, 2027").first).to_be_visible()
