"""Who is signed in, what that person may do, and the end of the sign-in."""

from dataclasses import replace
from operator import itemgetter
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.actions.admin.people import PersonView, person_view
from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Command, Desk
from chalicelib.actions.execution import Runtime, execute
from chalicelib.actions.letters.held_back import PartyMail, party_mail, with_mail
from chalicelib.store import keys
from chalicelib.store.entities import to_person
from chalicelib.store.sessions import ended_item
from chalicelib.store.table import Put, Table
from chalicelib.views.answers import Day, meaning


class CompanyView(TypedDict):
    """The company's day, and its time zone."""

    timeZone: str
    today: Day


class SelfView(PersonView):
    """Who is signed in and what that person may do."""

    permissions: list[str]
    company: CompanyView
    partyMail: NotRequired[
        Annotated[PartyMail | None, meaning("For people of a party: where its mail goes.")]
    ]


class MeView(SelfView):
    """Who is signed in, and whether it is on one laptop."""

    localMode: bool


def end_session(desk: Desk) -> None:
    """Ends the sign-in that somebody came with: its access tokens are good for nothing from then
    on.
    """
    if desk.caller.session:
        desk.table.commit([Put(ended_item(desk.caller.session, desk.now))])


def give_factor(runtime: Runtime, caller: Caller) -> None:
    """Notes that a sign-in has given the code of its second factor (X-15)."""
    # Late, since most sign-ins have none.
    from chalicelib.actions.admin import second_factor

    command = Command(
        route="second factor given", fingerprint="", key=runtime.new_id(), is_kept=False
    )
    execute(runtime, replace(caller, asks_second_factor=False), command, second_factor.given)


def demo_people(table: Table) -> list[PersonView]:
    """The people of a demo, for its sign-in page."""
    among = (keys.PEOPLE, keys.OUTSIDERS)
    items = [one for of in among for one in table.query(of, index="directory", limit=100).items]
    people = map(to_person, sorted(items, key=itemgetter("directory_sk")))
    return [person_view(person) for person in people if person.is_active]


def show_me(desk: Desk) -> SelfView:
    """Who is signed in, what that person may do, whether mail goes there (DM-03), and the company's
    day and time zone.
    """
    desk.gather(with_hours=True)
    person = desk.context.actor
    [view] = with_mail(desk, [person_view(person)])
    me: SelfView = {
        **view,
        "permissions": sorted(person.usable),
        "company": {"timeZone": desk.hours.time_zone, "today": desk.today.isoformat()},
    }
    if person.is_outside and person.party_id is not None:
        me["partyMail"] = party_mail(desk, person)
    return me
