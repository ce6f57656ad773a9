"""What administrators configure: reasons, resolutions, import presets, and people's roles and
limits.
"""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, NotRequired, cast

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, Desk, T, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.letters.held_back import PartyMail, party_mail, with_mail
from chalicelib.domain.approvals.passing import Look
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.imports.presets import PRESETS
from chalicelib.domain.people.person import (
    CUSTOMER,
    Absence,
    LimitHolders,
    Person,
    check_absence,
    check_standing,
    require_all_customers,
    with_rights,
)
from chalicelib.errors import Forbidden, InvalidInput, NotFound
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item, holders_item, person_item, setting_item, to_person
from chalicelib.store.looks import look_item
from chalicelib.store.sessions import ended_item
from chalicelib.store.table import (
    IS_ABSENT,
    Put,
    Table,
    Write,
    is_at_version,
    name_of,
    unwritten_or_at,
)
from chalicelib.views import settings as rows_of
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, Page, meaning
from chalicelib.views.customer import MailHeldBack
from chalicelib.views.parts import View, instant, to_json

NO_PERSON = "There is no such person."
NOT_YOURS = (
    "You are limited to some customers: whomever you invite or change is limited to some of these,"
    " and to no others."
)

SETTINGS = (
    "reasons",
    "resolutions",
    "importPresets",
    "approvalChains",
    "businessHours",
    "moneyBounds",
    "mailTemplates",
    "threadMail",
    "orders",
    "payoutTerms",
    "promises",
    "decisionTable",
    "payoutFile",
    "itemStatuses",
    "followUpModels",
    "chasing",
    "dunningLevels",
    "dunning",
)


COLLECTIONS = ("itemStatuses", "followUpModels")
"""Those that have to agree with each other, and with what open items carry (CO-04)."""

AbsenceView = TypedDict("AbsenceView", {"from": Day, "until": Day, "substituteID": str | None})
AbsenceView.__doc__ = "When somebody is away, and who answers meanwhile."


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
    version: int


class PersonView(PersonPart):
    """A person as administrators and the person see them."""

    userID: str
    mailHeldBack: NotRequired[
        Annotated[MailHeldBack | None, meaning("Where it was looked up; null where mail goes.")]
    ]


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


def show_setting(desk: Desk, name: str) -> "tuple[rows_of.SettingView, int]":
    """A setting's rows; those that hold unset where there are such, and with import presets always
    what they can map.
    """
    if name not in SETTINGS:
        raise NotFound("There is no such setting.")
    found = desk.gather([keys.setting(name)]).get(name_of(keys.setting(name)), {})
    is_presets = name == "importPresets"
    version = found.get("version", 0)
    value = found["value"] if found else PRESETS if is_presets else rows_unset(name)
    view: rows_of.SettingView = {
        "value": cast("list[rows_of.SettingRow]", value),
        "version": version,
        "nextCursor": None,
    }
    if is_presets:
        # Late, since the API's cold start has no need of it.
        from chalicelib.views.imports import fields_view, ways_view

        view["fields"] = fields_view()
        view["ways"] = ways_view()
    return view, version


def rows_unset(name: str) -> list[dict[str, Any]]:
    """The rows of a setting that hold until an administrator sets others, where it has such."""
    if name in COLLECTIONS:
        from chalicelib.domain.collections.statuses import MODEL_ROWS, STATUS_ROWS  # late, as below

        return [*(STATUS_ROWS if name == "itemStatuses" else MODEL_ROWS)]
    if name == "dunningLevels":
        from chalicelib.domain.collections.dunning_terms import LEVEL_ROWS  # late, as below

        return [*LEVEL_ROWS]
    if name not in ("orders", "payoutTerms", "decisionTable", "payoutFile"):
        return []
    # Late, since few requests ask for them.
    from chalicelib.domain.orders.decision_table import STANDARD_TABLE, table_rows
    from chalicelib.domain.orders.payouts import COLUMN_ROWS
    from chalicelib.domain.orders.standard import STANDARD_ROWS
    from chalicelib.domain.orders.terms import Terms
    from chalicelib.domain.orders.terms_setting import terms_row

    rows: dict[str, list[dict[str, Any]]] = {
        "payoutFile": [*COLUMN_ROWS],
        "orders": STANDARD_ROWS,
        "payoutTerms": [terms_row(Terms())],
        "decisionTable": table_rows(STANDARD_TABLE),
    }
    return rows[name]


def put_setting(name: str, rows: list[dict[str, Any]]) -> "PlainAction[rows_of.SettingView]":
    """Replaces a setting's rows; they count for all customers, so whoever is limited to some
    changes none (RV-03).
    """

    def action(desk: Desk) -> "PlainDecision[rows_of.SettingView]":
        if name not in SETTINGS:
            raise NotFound("There is no such setting.")
        key = keys.setting(name)
        known = desk.gather([key], require_all_customers).get(name_of(key), {})
        version = known.get("version", 0)
        desk.require_version(version)
        if name == "approvalChains":
            _check_asked(desk, rows)
        if name in COLLECTIONS:
            from chalicelib.actions.collections.settings import check_kept  # late, as below

            check_kept(desk, name, known.get("value") or rows_unset(name), rows or rows_unset(name))
        view: rows_of.SettingView = {
            "value": cast("list[rows_of.SettingRow]", rows),
            "version": version,
            "nextCursor": None,
        }
        if known and rows == known["value"]:
            return _as_it_was(view, version)
        view["version"] = version + 1
        conditions = (is_at_version(version),) if known else (IS_ABSENT,)
        answer = Answer(200, to_json(view), version + 1)
        before = {"value": known.get("value", [])}
        entry = _entry(
            desk,
            f"setting/{name}",
            version + 1,
            known.get("last_hash", ""),
            before,
            {"value": rows},
        )
        writes = (
            Put(setting_item(name, rows, version + 1, entry.hash), conditions),
            Put(entry_item(entry), (IS_ABSENT,)),
            *_begun_by(desk, name, rows),
        )
        return Decision(writes, answer, would_be(view))

    return action


def _begun_by(desk: Desk, name: str, rows: list[dict[str, Any]]) -> tuple[Write, ...]:
    """What a setting begins: that customers are reminded without anybody asking for it."""
    if name != "dunning" or not any(row.get("automatic") for row in rows):
        return ()
    from chalicelib.store.dunning import walk_item  # late, since few requests need it

    return (Put(walk_item(desk.now, None)),)


def _check_asked(desk: Desk, rows: list[dict[str, Any]]) -> None:
    """Whoever a chain names must be there and able to approve, or it would ask nobody (CU-15)."""
    named = {
        user_id: level["name"]
        for row in rows
        for level in row["levels"]
        for user_id in level.get("people", ())
    }
    found = desk.gather_more([keys.user(user_id) for user_id in named])
    for user_id, level in named.items():
        item = found.get(name_of(keys.user(user_id)))
        if item is None or "dispute.work" not in to_person(item).permissions:
            said = f"Level {level} names somebody who is not there or may not approve credits."
            raise InvalidInput(
                said,
                rule="CU-15",
                errors=[{"pointer": "/value", "detail": said, "code": "notFound"}],
            )


def _as_it_was(view: T, version: int) -> PlainDecision[T]:
    """What is answered where nothing would be different: nothing is written, and no
    entry (X-05).
    """
    return Decision((), Answer(200, to_json(view), version), would_be(view))


def list_people(
    desk: Desk, permission: str | None, limit: int, cursor: str | None
) -> Page[PersonView | ColleagueView]:
    """The people who work here, or those who may do something, by name; limits and customers only
    for who administers them (RV-03).

    An administrator limited to customers has the accounts of who is confined to these, and chooses
    among colleagues as everybody at work.
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

    def shows(items: list[Item]) -> list[Item]:
        return [item for item in items if is_shown(to_person(item))]

    page = desk.page(keys.PEOPLE, index="directory", limit=limit, cursor=cursor, shows=shows)
    people = map(to_person, page.items)
    rows: list[PersonView | ColleagueView] = (
        [*with_mail(desk, map(person_view, people))]
        if administers
        else [*map(colleague_view, people)]
    )
    return {"value": rows, "nextCursor": page.next_cursor}


def put_person(user_id: str, values: dict[str, Any]) -> PlainAction[PersonView]:
    """Changes a person's role, limits, rights or party, or whether that one is active; the list of
    limits follows with it.
    """

    def action(desk: Desk) -> PlainDecision[PersonView]:
        key = keys.user(user_id)
        found = desk.gather([key], with_rules=True)
        if name_of(key) not in found:
            raise NotFound(NO_PERSON)
        person = to_person(found[name_of(key)])
        if person.user_id != desk.context.actor.user_id and not desk.context.actor.administers(
            person
        ):
            raise NotFound(NO_PERSON)
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
        return changed_person(desk, person, changed)

    return action


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
        found = desk.gather([key, *stands_in], with_rules=True)
        if name_of(key) not in found:
            raise NotFound(NO_PERSON)
        person = to_person(found[name_of(key)])
        if user_id and not desk.context.actor.administers(person):
            raise NotFound(NO_PERSON)
        desk.require_version(person.version)
        if absence:
            check_absence(
                person,
                absence,
                *(to_person(found[name_of(one)]) for one in stands_in if name_of(one) in found),
            )
        return changed_person(desk, person, replace(person, absence=absence))

    return action


def changed_person(desk: Desk, person: Person, values: Person) -> PlainDecision[PersonView]:
    """Writes a person with other values; nothing for no change."""
    if values == person:
        return _as_it_was(person_view(person), person.version)
    changed, writes = person_writes(
        person, values, desk.context.holders, desk.context.actor, desk.now
    )
    view = person_view(changed)
    return Decision(
        writes,
        Answer(200, to_json(view), changed.version),
        would_be(view),
    )


def person_writes(
    known: Person, values: Person, holders: LimitHolders, by: Person, at: datetime
) -> tuple[Person, tuple[Write, ...]]:
    """The changed person, with the entry of the journal, the list of limit holders that must agree
    with it, and a look at what waits.
    """
    changed = replace(values, version=known.version + 1)
    subject, told = f"user/{known.user_id}", (changeable(known), changeable(changed))
    entry = Entry(
        subject, changed.version, by.user_id, by.name, at, *told, known.last_hash
    ).sealed()
    changed = replace(changed, last_hash=entry.hash)
    limits = replace(holders.with_person(changed), version=holders.version + 1)
    return changed, (
        Put(person_item(changed), (is_at_version(known.version),)),
        Put(holders_item(limits), unwritten_or_at(holders.version)),
        Put(entry_item(entry), (IS_ABSENT,)),
        Put(look_item(Look(known.user_id, changed.version, at), at)),
    )


def end_session(desk: Desk) -> None:
    """Ends the sign-in that somebody came with: its access tokens are good for nothing from then
    on.
    """
    if desk.caller.session:
        desk.table.commit([Put(ended_item(desk.caller.session, desk.now))])


def demo_people(table: Table) -> list[PersonView]:
    """The people of a demo, for its sign-in page."""
    people = map(to_person, table.query(keys.PEOPLE, index="directory", limit=100).items)
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


def _entry(
    desk: Desk, subject: str, sequence: int, previous_hash: str, before: View, after: View
) -> Entry:
    by = desk.context.actor
    return Entry(
        subject, sequence, by.user_id, by.name, desk.now, before, after, previous_hash
    ).sealed()


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
        )
    }
