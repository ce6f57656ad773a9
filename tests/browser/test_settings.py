"""What administrators configure."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from chalicelib.store.table import Table
from infra.emulator import REMEMBERED_PORT, Emulator
from infra.local import NAME
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.visitor import Visitor
from tests.scenarios import CUSTOMER


def test_a_new_reason_can_be_chosen_when_raising(open_page: OpenPage, desk: Desk) -> None:
    """CU-22: reasons are configured by administrators."""
    page = open_page("#/settings/reasons", who="admin")
    page.get_by_role("button", name="Add").click()
    page.locator(".editable input").last.fill("Left the country")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The reasons are saved.").first).to_be_visible()
    assert "Left the country" in [one["name"] for one in desk.ask("GET", "/reason")["value"]]


def test_a_limit_is_raised_and_counts(open_page: OpenPage, desk: Desk) -> None:
    """CU-14, X-16: what an administrator sets is what the person may approve, and whether it may
    import.
    """
    page = open_page("#/settings/people", who="admin")
    page.get_by_role("button", name="Change Sana Support").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Credit limit in USD").fill("25,50")
    dialog.get_by_label("May import, by file and by API").check()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("row", name="Sana Support")).to_contain_text("25.50")
    expect(page.get_by_role("row", name="Sana Support")).to_contain_text("May import")
    people = desk.every("/user", "admin")
    sana = next(one for one in people if one["name"] == "Sana Support")
    assert (sana["creditLimit"], sana["rights"]) == ({"USD": 25.5}, ["import.run"])


def test_agents_are_told_that_settings_are_not_theirs(open_page: OpenPage) -> None:
    page = open_page("#/settings")
    expect(page.get_by_role("alert")).to_contain_text("You may not open this")


def test_who_is_limited_to_customers_is_led_to_no_tab_that_is_refused(
    open_page: OpenPage, desk: Desk
) -> None:
    """RV-03: of the settings an administrator of some customers has these people and their mail;
    what reaches everybody has no tab, and a link to it says why.
    """
    invited = {"email": "lia@demo.test", "name": "Lia", "role": "admin", "limitTo": [1002]}
    desk.ask("POST", "/user", invited, "admin")
    page = open_page("#/queue", who="lia")
    entries = page.get_by_role("navigation", name="Main").get_by_role("link")
    page.get_by_role("link", name="Settings").click()
    tabs = page.get_by_role("navigation", name="Settings").get_by_role("link")
    expect(tabs).to_have_text(["People", "Unsent mail"])
    expect(page.get_by_role("button", name="Invite somebody")).to_be_visible()
    tabs.last.click()
    expect(page.get_by_role("heading", name="Mails that could not be sent")).to_be_visible()
    for number in range(entries.count()):
        entries.nth(number).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
    page.goto(page.url.partition("#")[0] + "#/settings/upkeep")
    expect(page.get_by_role("alert")).to_contain_text("You are limited to some customers")


def test_somebody_is_invited_with_a_limit_and_is_at_the_sign_in(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-14: by name, address and what the person may do; what does not go together is said at its
    field, and a draft waits.
    """
    page = open_page("#/settings/people", who="admin")
    page.get_by_role("button", name="Invite somebody").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Ivo Invited")
    dialog.get_by_label("Email").fill("agent@demo.test")
    page.keyboard.press("Escape")
    page.reload()
    page.get_by_role("button", name="Invite somebody").click()
    expect(dialog.get_by_label("Name")).to_have_value("Ivo Invited")
    dialog.get_by_role("button", name="Invite", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text(
        "agent@demo.test is here already: Ada Agent, agent."
    )
    dialog.get_by_label("Email").fill("ivo@demo.test")
    dialog.get_by_label("Role").select_option("manager")
    dialog.get_by_label("Credit limit in USD").fill("70")
    dialog.get_by_role("button", name="Invite", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(
        page.get_by_text("Ivo Invited is at the sign-in, with the password of the demo.").first
    ).to_be_visible()
    expect(page.get_by_role("row", name="Ivo Invited")).to_contain_text("70.00")
    ivo = desk.ask("GET", "/me", who="ivo")
    assert ivo["role"] == "manager"
    page.get_by_role("button", name="Change Ivo Invited").click()
    dialog.get_by_role("button", name="Invite again").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Ivo Invited has a password already")
    # Put out again, since others ask who may approve.
    desk.ask("PUT", f"/user/{ivo['userID']}", {"isActive": False}, "admin")


SETTINGS_TO_EDIT = {
    "reasons": ("Name of", "Was late"),
    "resolutions": ("Name of", "Waived"),
    "hours": ("From", "08:15"),
    "chains": ("Name", "Other"),
    "mail": ("Quiet minutes", "77"),
    "mail?template=approvalAsked": ("Subject", "Please look at #invoiceNumber"),
}


def test_what_was_typed_in_settings_waits_until_it_is_saved_or_discarded(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 22: wherever one goes meanwhile, in each form; discarded, what is saved is
    there again.
    """
    desk.chain()
    page = open_page("#/account", who="admin")
    visitor = Visitor(page)
    before = {}
    for place, (label, text) in SETTINGS_TO_EDIT.items():
        visitor.show(f"#/settings/{place}")
        if place in ("reasons", "resolutions"):
            page.get_by_role("button", name="Add").click()
        field = page.locator("#main").get_by_label(label, exact=label != "Name of").last
        before[place] = field.input_value()
        field.fill(text)
        expect(page.get_by_text("Not saved yet.")).to_be_visible()
    page.reload()
    for place, (label, text) in SETTINGS_TO_EDIT.items():
        visitor.show(f"#/settings/{place}")
        field = page.locator("#main").get_by_label(label, exact=label != "Name of").last
        expect(field).to_have_value(text)
        page.get_by_role("button", name="Discard").click()
        expect(page.get_by_text("Not saved yet.")).to_be_hidden()
        assert before[place] == "" or field.input_value() == before[place], place


def test_statuses_of_open_items_are_edited(open_page: OpenPage, desk: Desk) -> None:
    """DM-02, DM-05, CO-20: with category, days and what is done; who comes second is told."""
    page = open_page("#/settings/collections", who="admin")
    page.get_by_role("button", name="Add a status").click()
    added = page.get_by_role("group", name="New status")
    added.get_by_label("Label").fill("Price dispute")
    added = page.get_by_role("group", name="Price dispute")
    added.get_by_label("Category").select_option("dispute")
    added.get_by_label("Days until somebody looks again").fill("x")
    added.get_by_label("What is done").select_option(label="Dispute follow-up")
    page.locator("[data-action=save-statuses]").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_be_visible()
    added.get_by_label("Days until somebody looks again").fill("3")
    other = open_page("#/settings/collections", who="admin")
    other.get_by_role("group", name="Litigation").get_by_label("Label").fill("In court")
    page.locator("[data-action=save-statuses]").click()
    saved = "The statuses are saved."
    expect(page.get_by_role("main")).to_contain_text(saved)
    other.locator("[data-action=save-statuses]").click()
    expect(other.get_by_role("alert")).to_contain_text("Somebody else saved the statuses")
    page.get_by_label("Until", exact=True).fill("07:00")
    page.locator("[data-action=save-chasing]").click()
    expect(page.get_by_role("alert")).to_contain_text("Sending ends later than it begins")
    [kept] = [
        row
        for row in desk.ask("GET", "/setting/itemStatuses", who="admin")["value"]
        if row["label"] == "Price dispute"
    ]
    assert (kept["category"], kept["delayDays"]) == ("dispute", 3)
    assert kept["modelID"] == "disputeFollowUp"
    page.get_by_role("button", name="Remove Price dispute").click()
    page.locator("[data-action=save-statuses]").click()
    expect(page.get_by_role("group", name="Price dispute")).to_have_count(0)


def test_what_is_wrong_with_reminders_is_said_beside_its_field(open_page: OpenPage) -> None:
    """CO-39: amounts that cannot be read are never saved as none."""
    page = open_page("#/settings/reminders", who="admin")
    least = page.get_by_label("Least interest")
    least.fill("two euros")
    expect(least).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-action=save-terms]")).to_have_attribute("aria-disabled", "true")
    names = page.get_by_label("Names in other languages").first
    expect(names).to_have_value(re.compile("de: Zahlungserinnerung\nes: "))
    names.fill("de Mahnung")
    expect(names).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-action=save-levels]")).to_have_attribute("aria-disabled", "true")
    names.fill("de: Mahnung; bitte\nFI: Muistutus")
    expect(names).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Add a level").click()
    page.get_by_label("Name", exact=True).last.fill("A first letter")
    days = page.get_by_label("Days of grace").last
    days.fill("soon")
    days.press("Enter")
    expect(days).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#main").get_by_role("alert").get_by_role("link")).to_be_visible()


@pytest.mark.long
def test_what_was_set_aside_is_sent_again_and_the_search_made_anew(
    open_page: OpenPage, desk: Desk
) -> None:
    """By the functions themselves: the queue is empty, and a word that was lost finds again."""
    port = int((desk.stack.folder / REMEMBERED_PORT).read_text())
    emulator = Emulator(desk.stack.folder, port)
    function = emulator.client("lambda").get_function_configuration(FunctionName=f"{NAME}-api")
    variables = function["Environment"]["Variables"]
    names = ("version", "account", "region", "detail-type", "source", "time", "id")
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{NAME}-sweep"
    told = {
        "requestContext": {"functionArn": arn, "condition": "RetriesExhausted"},
        "requestPayload": dict.fromkeys(names, "") | {"detail": {}, "resources": []},
        "responsePayload": {"errorType": "TimeoutError"},
    }
    queue = emulator.client("sqs")
    queue.send_message(QueueUrl=variables["SET_ASIDE_URL"], MessageBody=json.dumps(told))
    table = Table(emulator.client("dynamodb"), variables["TABLE_NAME"])
    customer = CUSTOMER | {"name": "Dunlin & Daughters"}
    desk.ask("PUT", "/customer/DUNLIN", customer, "finance")
    until(lambda: desk.ask("GET", "/search?q=dunlin")["value"])
    lost = table.query("WORD#du", prefix="dunlin", limit=10).items
    table.delete_batch([{"pk": item["pk"], "sk": item["sk"]} for item in lost])
    assert desk.ask("GET", "/search?q=dunlin")["value"] == []
    page = open_page("#/settings/upkeep", who="admin")
    expect(page.get_by_role("row", name="Sweep of what is due")).to_contain_text("TimeoutError")
    page.get_by_role("button", name="Send again").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Send 1 thing again")
    dialog.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("Nothing is set aside")).to_be_visible()
    page.get_by_role("button", name="Make the search anew").click()
    dialog.get_by_role("button", name="Make anew").click()
    until(
        lambda: (desk.ask("GET", "/reindex", who="admin")["latest"] or {}).get("status") == "done"
    )
    expect(page.get_by_text("1 restored")).to_be_visible()
    assert desk.ask("GET", "/search?q=dunlin")["value"]


def until(found: Callable[[], Any]) -> None:
    """Waits for what the stream brings."""
    ends = time.monotonic() + 60
    while not found():
        assert time.monotonic() < ends
        time.sleep(0.2)
