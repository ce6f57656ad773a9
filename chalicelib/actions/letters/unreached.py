"""What did not reach anybody: addresses that get no mail, and letters that could not be sent."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.letters.things import SORTS, About
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.letters.dispatch import DISPUTE, NOUNS, Address, Dispatch
from chalicelib.errors import NotFound
from chalicelib.mail import templates
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item
from chalicelib.store.post import address_item, to_address, to_dispatch
from chalicelib.store.table import IS_ABSENT, Put, is_at_version, name_of
from chalicelib.views.answers import Moment, OutsideID, Page, meaning, one_of
from chalicelib.views.parts import instant, to_json


class AddressView(TypedDict):
    """An address that gets no mail, or did not: why, and since when."""

    email: str
    reason: str
    detail: str
    since: Moment
    releasedAt: Moment | None
    releasedBy: str | None
    version: int


class GivenUpView(TypedDict):
    """A mail that could not be sent: to whom, about what, and why."""

    disputeID: Annotated[str, meaning("The dispute, or what else `of` says.")]
    of: Annotated[str, one_of(*NOUNS)]
    customerName: Annotated[str, meaning("The first party of it.")]
    invoiceNumber: OutsideID | None
    reference: OutsideID | None
    templateID: str
    name: str
    userID: str | None
    email: str | None
    triedSince: Moment | None
    givenUpAt: Moment | None
    reason: str | None


def list_suppressed(desk: Desk, limit: int, cursor: str | None) -> Page[AddressView]:
    """The addresses that no mail goes to, the latest first; none for someone who is limited to
    customers, since they are anybody's (RV-03).
    """
    desk.gather()
    if desk.context.actor.confined_to is not None:
        return desk.whole([], cursor)
    page = desk.page(
        keys.SUPPRESSED, index="directory", descending=True, limit=limit, cursor=cursor
    )
    return {
        "value": [address_view(to_address(item)) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def list_given_up(desk: Desk, limit: int, cursor: str | None) -> Page[GivenUpView]:
    """The letters that could not be sent, the latest first, about disputes that the person may see
    (RV-03).
    """
    desk.gather()
    known: dict[str, About] = {}

    def shows(items: list[Item]) -> list[Item]:
        places = {_name_of(item): _place_of(item) for item in items}
        missing = {name: key for name, key in places.items() if name not in known}
        found = desk.gather_more(missing.values())
        for name, key in missing.items():
            if name_of(key) in found:
                sort = SORTS[name.partition("/")[0]]
                known[name] = sort.letters.about(found[name_of(key)])
        return [
            item
            for item in items
            if (about := known.get(_name_of(item))) and may_see(desk.context.actor, about.parties)
        ]

    is_limited = desk.context.actor.confined_to is not None
    page = desk.page(
        keys.GIVEN_UP,
        index="directory",
        descending=True,
        limit=limit,
        cursor=cursor,
        shows=shows if is_limited else None,
    )
    seen = [given_up_view(to_dispatch(item), known[_name_of(item)]) for item in shows(page.items)]
    return {"value": seen, "nextCursor": page.next_cursor}


def release(email: str) -> PlainAction[AddressView]:
    """Lets mail go to an address again; who did so stands in the address's journal (X-05)."""

    def action(desk: Desk) -> PlainDecision[AddressView]:
        key = keys.address(email)
        item = desk.gather([key]).get(name_of(key))
        known = to_address(item) if item else None
        if not known or not known.is_suppressed or desk.context.actor.confined_to is not None:
            raise NotFound("Mail to this address is not held back.")
        desk.require_version(known.version)
        told = known.released(desk.context.actor.name, desk.now)
        released, entry = enter(known, told, desk.hand)
        view = address_view(released)
        writes = (
            Put(address_item(released), (is_at_version(known.version),)),
            Put(entry_item(entry), (IS_ABSENT,)),
        )
        return Decision(
            writes,
            Answer(200, to_json(view), released.version),
            would_be(view),
        )

    return action


def address_view(address: Address) -> AddressView:
    """An address with why and since when it gets no mail."""
    return {
        "email": address.email,
        "reason": address.reason,
        "detail": address.detail,
        "since": instant(address.since),
        "releasedAt": instant(address.released_at),
        "releasedBy": address.released_by,
        "version": address.version,
    }


def _of(item: Item) -> str:
    return str(item.get("of", DISPUTE))


def _place_of(item: Item) -> keys.Key:
    """Where the thing lies that a letter was about."""
    key = SORTS[_of(item)].key
    assert key, "the list has no letters about what lies elsewhere"
    return key(item["dispute_id"])


def _name_of(item: Item) -> str:
    """What a letter was about, by sort and id: a dispute can have the id of a ticket."""
    return f"{_of(item)}/{item['dispute_id']}"


def given_up_view(dispatch: Dispatch, about: About) -> GivenUpView:
    """A letter that could not be sent: to whom, about what, since when it was tried, and why it was
    given up.
    """
    return {
        "disputeID": dispatch.dispute_id,
        "of": dispatch.of,
        "customerName": about.name,
        "invoiceNumber": about.invoice_number,
        "reference": about.reference,
        "templateID": dispatch.template_id,
        "name": templates.name_of(dispatch.template_id),
        "userID": dispatch.user_id,
        "email": dispatch.email,
        "triedSince": instant(dispatch.tried_since),
        "givenUpAt": instant(dispatch.given_up_at),
        "reason": dispatch.reason,
    }
