"""People: their roles, limits, rights and absences, as administrators change them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, NotRequired, cast

from typing_extensions import TypedDict

from chalicelib.actions.admin.settings import as_it_was
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.letters.held_back import with_mail
from chalicelib.actions.merging import Lists, merged
from chalicelib.domain.approvals.passing import Look
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.journal import Hand, entry_of
from chalicelib.domain.people.calendar_feed import CalendarFeed
from chalicelib.domain.people.checks import check_absence, check_standing, with_rights
from chalicelib.domain.people.person import CUSTOMER, Absence, LimitHolders, Person
from chalicelib.domain.people.stand_ins import StandIns, check_manager
from chalicelib.errors import Forbidden, InvalidInput, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.doors import door_item
from chalicelib.store.entities import entry_item, holders_item, person_item, to_person
from chalicelib.store.looks import look_item
from chalicelib.store.stand_ins import STAND_INS, stand_ins_item, to_stand_ins
from chalicelib.store.table import IS_ABSENT, Put, Write, is_at_version, name_of, unwritten_or_at
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, Page, meaning
from chalicelib.views.customer import MailHeldBack
from chalicelib.views.parts import View, instant, to_json

NOT_YOURS = (
    "You are limited to some customers: whomever you invite or change is limited to some of these,"
    " and to no others."
)
AbsenceView = TypedDict("AbsenceView", {"from": Day, "until": Day, "substituteID": str | None})
AbsenceView.__doc__ = "When somebody is away, and who answers meanwhile."


class CalendarFeedView(TypedDict):
    """The feed of somebody's agenda; its address is known to that person alone."""

    namesCustomers: bool
    timeZone: Annotated[str | None, meaning("Null for the company's.")]
    madeAt: Moment


class ColleagueView(TypedDict):
    """A person as far as everybody at work needs it."""

    userID: str
    name: str
    role: str


class PersonPart(TypedDict):
    """A person as administrators and the person see them."""

    email: str
    name: str
    role: str
    creditLimit: dict[str, Amount]
    limitTo: Annotated[list[str], meaning("The customers that one sees; all where none is named.")]
    partyID: Annotated[OutsideID | None, meaning("Whom somebody from outside acts for.")]
    absence: AbsenceView | None
    isActive: bool
    rights: Annotated[list[str], meaning("Given beside those of the role.")]
    invitedAt: Moment | None
    calendar: Annotated[
        CalendarFeedView | None, meaning("Whether calendars may read the agenda (DM-07).")
    ]
    managerID: Annotated[
        str | None, meaning("Who is told of what one leaves unanswered; null for the company's.")
    ]
    timeZone: Annotated[str | None, meaning("By whose clock one is chased; null: the company's.")]
    secondFactorAt: Annotated[
        Moment | None, meaning("Since when one signs in with a second factor; null for without.")
    ]
    version: int


class PersonView(PersonPart):
    """A person as administrators and the person see them."""

    userID: str
    mailHeldBack: NotRequired[
        Annotated[MailHeldBack | None, meaning("Where it was looked up; null where mail goes.")]
    ]


def list_people(
    desk: Desk, permission: str | None, limit: int, cursor: str | None
) -> Page[PersonView | ColleagueView]:
    """The people who work here, or those who may do something, by name; limits and customers only
    for those who administer them (RV-03).

    An administrator limited to customers has the accounts of people who are confined to these, and
    chooses among colleagues as everybody at work.
    """
    desk.gather()
    asks = desk.context.actor
    administers = "user.edit" in asks.permissions and (
        permission is None or asks.confined_to is None
    )

    def is_shown(person: Person) -> bool:
        is_known = (
            asks.administers(person) or person.user_id == asks.user_id
            if administers
            else "dispute.read" in person.permissions
        )
        return is_known and (permission is None or permission in person.permissions | person.usable)

    page = merged(
        desk,
        _lists_of_people(asks, administers=administers),
        "directory_sk",
        lambda item: is_shown(to_person(item)),
        name=f"people#{permission}",
        limit=limit,
        cursor=cursor,
    )
    people = map(to_person, page.items)
    rows: list[PersonView | ColleagueView] = (
        [*with_mail(desk, map(person_view, people))]
        if administers
        else [*map(colleague_view, people)]
    )
    return {"value": rows, "nextCursor": page.next_cursor}


def _lists_of_people(asks: Person, *, administers: bool) -> Lists:
    """Where those stand of whom a person may be told: colleagues, and the people of parties, or of
    those customers that the person is limited to, for who administers them.
    """
    staff = ("directory", keys.PEOPLE)
    if not administers:
        return [staff]
    if asks.confined_to is None:
        return [staff, ("directory", keys.OUTSIDERS)]
    own = [keys.people_of(CUSTOMER, one) for one in asks.confined_to]
    return [staff, *(("byCustomer", partition) for partition in own)]


def put_person(user_id: str, values: dict[str, Any]) -> PlainAction[PersonView]:
    """Changes a person's role, limits, rights or party, or whether that one is active; the list of
    limits follows with it.
    """

    def action(desk: Desk) -> PlainDecision[PersonView]:
        key = keys.user(user_id)
        manager_id = values.get("manager_id")
        named = [keys.user(manager_id)] if manager_id else []
        found = desk.gather([key, STAND_INS, *named], with_rules=True)
        if name_of(key) not in found:
            raise no_such("person")
        person = to_person(found[name_of(key)])
        if person.user_id != desk.context.actor.user_id and not desk.context.actor.administers(
            person
        ):
            raise no_such("person")
        if person.user_id == desk.context.actor.user_id:
            own = (
                "Nobody changes the own role, credit limit, customers or rights; another"
                " administrator has to."
            )
            raise Forbidden(own, rule="CU-14", unblockedBy=["admin"])
        desk.require_version(person.version)
        changed = replace(person, **values)
        changed = with_rights(changed, is_told="rights" in values)
        check_standing(changed, values)
        if "party_id" in values or ("role" in values and changed.is_outside):
            check_party(desk, changed)
        require_administered(desk.context.actor, changed)
        stand_ins = to_stand_ins(found.get(name_of(STAND_INS)))
        managers = [to_person(found[name_of(one)]) for one in named if name_of(one) in found]
        if manager_id and manager_id != person.manager_id:
            check_manager(changed, next(iter(managers), None), stand_ins)
        return changed_person(desk, person, changed, stand_ins, managers)

    return action


def administered(found: Mapping[str, Item], user_id: str, by: Person) -> Person:
    """A person whom this administrator may see to; of any other there is no such person (RV-03)."""
    item = found.get(name_of(keys.user(user_id)))
    person = to_person(item) if item else None
    if person is None or not by.administers(person):
        raise no_such("person")
    return person


def require_administered(by: Person, person: Person) -> None:
    """`InvalidInput` where somebody would be, or become, whom this administrator may not see
    (RV-03).
    """
    if not by.administers(person):
        raise InvalidInput(
            NOT_YOURS,
            rule="RV-03",
            errors=[{"pointer": "/limitTo", "detail": NOT_YOURS, "code": "invalid"}],
        )


def put_absence(user_id: str | None, absence: Absence | None) -> PlainAction[PersonView]:
    """Says when somebody is away and who answers approvals meanwhile; one's own where nobody is
    named (CU-15).
    """

    def action(desk: Desk) -> PlainDecision[PersonView]:
        key = keys.user(user_id or desk.caller.user_id)
        stands_in = [keys.user(absence.substitute_id)] if absence and absence.substitute_id else []
        found = desk.gather([key, STAND_INS, *stands_in], with_rules=True)
        if name_of(key) not in found:
            raise no_such("person")
        person = to_person(found[name_of(key)])
        if user_id and not desk.context.actor.administers(person):
            raise no_such("person")
        desk.require_version(person.version)
        named = [to_person(found[name_of(one)]) for one in stands_in if name_of(one) in found]
        if absence:
            check_absence(person, absence, *named)
        stand_ins = to_stand_ins(found.get(name_of(STAND_INS)))
        return changed_person(desk, person, replace(person, absence=absence), stand_ins, named)

    return action


def changed_person(
    desk: Desk,
    person: Person,
    values: Person,
    stand_ins: StandIns | None = None,
    named: Sequence[Person] = (),
) -> PlainDecision[PersonView]:
    """Writes a person with other values, and who stands in for whom where these tell of it, with
    the people whom they name; nothing for no change.
    """
    if values == person:
        return as_it_was(person_view(person), person.version)
    changed, writes = person_writes(
        person, values, desk.context.holders, desk.context.actor, desk.now
    )
    view = person_view(changed)
    if stand_ins is not None:
        writes = (*writes, stand_ins_write(stand_ins, changed, named))
    return Decision(
        writes,
        Answer(200, to_json(view), changed.version),
        would_be(view),
    )


def person_writes(
    known: Person, values: Person, holders: LimitHolders, by: Person, at: datetime
) -> tuple[Person, tuple[Write, ...]]:
    """The changed person, with the entry of the journal, the list of limit holders that must agree
    with it, and a look at what waits; and where one is let out or in again, what the pool is to be
    told.
    """
    changed = replace(values, version=known.version + 1)
    subject, told = f"user/{known.user_id}", (changeable(known), changeable(changed))
    hand = Hand(by.user_id, by.name, at)
    entry = entry_of(subject, changed.version, hand, *told, known.last_hash)
    changed = replace(changed, last_hash=entry.hash)
    limits = replace(holders.with_person(changed), version=holders.version + 1)
    door = Put(door_item(known.user_id, changed.version, at, is_shut=not changed.is_active))
    return changed, (
        Put(person_item(changed), (is_at_version(known.version),)),
        Put(holders_item(limits), unwritten_or_at(holders.version)),
        Put(entry_item(entry), (IS_ABSENT,)),
        Put(look_item(Look(known.user_id, changed.version, at), at)),
        *((door,) if changed.is_active != known.is_active else ()),
    )


def stand_ins_write(known: StandIns, changed: Person, named: Sequence[Person]) -> Put:
    """The list of who stands in for whom, that must agree with the person (CO-17, CO-19).

    It is written with every change, so that whoever is named at that moment is not missed.
    """
    listed = replace(known.with_people(changed, named), version=known.version + 1)
    return Put(stand_ins_item(listed), unwritten_or_at(known.version))


def colleague_view(person: Person) -> ColleagueView:
    """A person as far as everybody at work needs it."""
    return {"userID": person.user_id, "name": person.name, "role": person.role}


def person_view(person: Person) -> PersonView:
    """A person as administrators and the person see them."""
    limits: dict[str, Amount] = {
        currency: to_number(limit, currency)
        for currency, limit in sorted(person.credit_limit.items())
    }
    return {
        "userID": person.user_id,
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "creditLimit": limits,
        "limitTo": list(person.limit_to),
        "partyID": person.party_id,
        "absence": absence_view(person.absence),
        "isActive": person.is_active,
        "rights": list(person.rights),
        "invitedAt": instant(person.invited_at),
        "calendar": feed_view(person.calendar),
        "managerID": person.manager_id,
        "timeZone": person.time_zone,
        "secondFactorAt": instant(person.second_factor_at),
        "version": person.version,
    }


def absence_view(absence: Absence | None) -> AbsenceView | None:
    """When somebody is away, and who answers meanwhile."""
    if absence is None:
        return None
    return {
        "from": absence.start.isoformat(),
        "until": absence.until.isoformat(),
        "substituteID": absence.substitute_id,
    }


def feed_view(feed: CalendarFeed | None) -> CalendarFeedView | None:
    """A calendar feed, without what its address is known by."""
    if feed is None:
        return None
    return {
        "namesCustomers": feed.names_customers,
        "timeZone": feed.time_zone,
        "madeAt": instant(feed.made_at),
    }


def check_party(desk: Desk, person: Person) -> None:
    """Whoever somebody acts for must be there, and be what the role says: nobody is let in for one
    that is spelled wrongly.
    """
    if person.party_id is None:
        return
    role = person.role
    key = keys.customer(person.party_id) if role == CUSTOMER else keys.party(person.party_id)
    found = desk.gather_more([key]).get(name_of(key))
    if (
        not found
        or role != found.get("role", CUSTOMER)
        or not desk.context.actor.administers(person)
    ):
        detail = f"There is no such {role}."
        raise InvalidInput(
            detail, errors=[{"pointer": "/partyID", "detail": detail, "code": "unknown"}]
        )


def journaled_person(person: Person) -> View:
    """All that the journal tells of a person: its first entry says who it is too."""
    return changeable(person) | {"email": person.email, "name": person.name}


def changeable(person: Person) -> View:
    """What of a person administrators change, as the journal tells it."""
    view = cast(View, person_view(person))
    return {
        name: view[name]
        for name in (
            "role",
            "creditLimit",
            "limitTo",
            "partyID",
            "absence",
            "isActive",
            "rights",
            "invitedAt",
            "calendar",
            "managerID",
            "timeZone",
            "secondFactorAt",
        )
    }
