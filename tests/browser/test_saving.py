"""Two administrators at the same settings: nobody's change is lost unseen, and nothing typed either
(X-07).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.steps import working_day

HOURS = {"timeZone": "Europe/Vienna", "days": [1, 2, 3], "from": "08:00", "to": "12:00"}
TEMPLATE = {
    "templateID": "approvalAsked",
    "subject": "Theirs for #customer_name",
    "body": "Theirs\n\n#link",
}
CHAIN = {"chainID": "theirs", "name": "Theirs", "levels": [{"name": "Finance", "role": "finance"}]}


@pytest.fixture
def second(desk: Desk) -> Iterator[str]:
    """Another administrator, for as long as a test lasts."""
    person = desk.ask("GET", "/me", who="manager")
    desk.ask("PUT", f"/user/{person['userID']}", {"role": "admin"}, "admin")
    yield "manager"
    desk.ask("PUT", f"/user/{person['userID']}", {"role": "manager"}, "admin")


def test_of_two_who_save_reasons_the_second_is_told_and_loses_nothing(
    open_page: OpenPage, desk: Desk, second: str
) -> None:
    """X-07: the first one's reason stays, and what the second typed too, until the second asks for
    the newer version.
    """
    before = stored(desk, "reasons")
    desk.ask("PUT", "/setting/reasons", {"value": []}, "admin")
    mine, theirs = (
        open_page("#/settings/reasons", who="admin"),
        open_page("#/settings/reasons", who=second),
    )
    for page, reason in ((mine, "Wrong price"), (theirs, "Late delivery")):
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_label("Name of 1").fill(reason)
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("The reasons are saved.").first).to_be_visible()
    theirs.get_by_role("button", name="Save").click()
    told = theirs.get_by_role("alert").filter(
        has_text="Somebody else saved the reasons while you were editing."
    )
    expect(told).to_be_visible()
    expect(theirs.get_by_label("Name of 1")).to_have_value("Late delivery")
    assert names(desk) == ["Wrong price"]
    told.get_by_role("button", name="Load the newer version").click()
    expect(theirs.get_by_label("Name of 1")).to_have_value("Wrong price")
    expect(told).to_have_count(0)
    theirs.get_by_role("button", name="Add", exact=True).click()
    theirs.get_by_label("Name of 2").fill("Late delivery")
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.get_by_text("The reasons are saved.").first).to_be_visible()
    assert names(desk) == ["Wrong price", "Late delivery"]
    desk.ask("PUT", "/setting/reasons", {"value": before}, "admin")


@pytest.mark.long
def test_of_two_who_change_a_person_the_second_is_told_in_the_dialog(
    open_page: OpenPage, desk: Desk, second: str
) -> None:
    """X-07: a limit that somebody lowered meanwhile is not put back unseen."""
    mine, theirs = (
        open_page("#/settings/people", who="admin"),
        open_page("#/settings/people", who=second),
    )
    for page, limit in ((mine, "77"), (theirs, "99")):
        page.get_by_role("button", name="Change Anil Approver").click()
        page.get_by_label("Credit limit in USD").fill(limit)
    before = limit_of(desk, "approver")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Anil Approver is saved.").first).to_be_visible()
    theirs.get_by_role("button", name="Save").click()
    dialog = theirs.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text(
        "Somebody else saved Anil Approver while you were editing."
    )
    expect(dialog.get_by_label("Credit limit in USD")).to_have_value("99")
    assert limit_of(desk, "approver") == 77
    dialog.get_by_role("button", name="Load the newer version").click()
    expect(dialog.get_by_label("Credit limit in USD")).to_have_value("77.00")
    dialog.get_by_label("Credit limit in USD").fill(str(before))
    dialog.get_by_role("button", name="Save").click()
    expect(theirs.get_by_text("Anil Approver is saved.").first).to_be_visible()
    assert limit_of(desk, "approver") == before


@dataclass(frozen=True)
class Part:
    """A page of the settings: what another saves there, and a field with what it shows of that."""

    place: str
    setting: str
    theirs: dict[str, Any]
    label: str
    mine: str
    shown: str


PARTS = (
    Part("hours", "businessHours", HOURS, "From", "07:30", "08:00"),
    Part("chains", "approvalChains", CHAIN, "Name", "Mine", "Theirs"),
    Part("mail", "threadMail", {"quietMinutes": 45}, "Quiet minutes", "20", "45"),
    Part(
        "mail?template=approvalAsked",
        "mailTemplates",
        TEMPLATE,
        "Subject",
        "Mine #customer_name",
        "Theirs for #customer_name",
    ),
)


@pytest.mark.long
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.setting)
def test_what_somebody_else_saved_is_not_overwritten(
    open_page: OpenPage, desk: Desk, part: Part
) -> None:
    """X-07: hours, chains, how often mail is sent and its words, each saved at the version that was
    shown.
    """
    desk.chain()
    before = stored(desk, part.setting)
    page = open_page(f"#/settings/{part.place}", who="admin")
    typed = page.get_by_label(part.label, exact=True).first
    typed.fill(part.mine)
    desk.ask("PUT", f"/setting/{part.setting}", {"value": [part.theirs]}, "admin")
    kept = stored(desk, part.setting)
    page.get_by_role("button", name="Save", exact=True).click()
    told = page.get_by_role("alert").filter(has_text="Yours is not saved")
    expect(told).to_be_visible()
    expect(typed).to_have_value(part.mine)
    assert stored(desk, part.setting) == kept
    told.get_by_role("button", name="Load the newer version").click()
    expect(typed).to_have_value(part.shown)
    expect(told).to_have_count(0)
    desk.ask("PUT", f"/setting/{part.setting}", {"value": before}, "admin")


def test_an_absence_is_not_ended_by_who_saw_another(open_page: OpenPage, desk: Desk) -> None:
    """X-07: what an administrator said meanwhile is told to the person, who then sees it."""
    page = open_page("#/account", who="finance")
    expect(page.get_by_role("button", name="Save the absence")).to_be_visible()
    theirs, mine = working_day(30).isoformat(), working_day(60).isoformat()
    person = desk.ask("GET", "/me", who="finance")
    desk.ask(
        "PUT",
        f"/user/{person['userID']}/absence",
        {"from": theirs, "until": theirs},
        "admin",
    )
    page.get_by_label("First day").fill(mine)
    page.get_by_label("Last day").fill(mine)
    page.get_by_role("button", name="Save the absence").click()
    expect(
        page.get_by_role("alert").filter(has_text="Somebody else saved the absence")
    ).to_be_visible()
    expect(page.get_by_label("First day")).to_have_value(mine)
    page.get_by_role("button", name="Load the newer version").click()
    expect(page.get_by_label("First day")).to_have_value(theirs)
    page.get_by_role("button", name="End the absence").click()
    expect(page.get_by_role("button", name="End the absence")).to_have_count(0)
    assert desk.ask("GET", "/me", who="finance")["absence"] is None


def stored(desk: Desk, setting: str) -> list[Any]:
    return list(desk.ask("GET", f"/setting/{setting}", who="admin")["value"])


def names(desk: Desk) -> list[str]:
    return [row["name"] for row in stored(desk, "reasons")]


def limit_of(desk: Desk, who: str) -> Any:
    return desk.ask("GET", "/me", who=who)["creditLimit"]["USD"]
