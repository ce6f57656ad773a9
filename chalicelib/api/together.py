"""Several queries in one: what a page needs to begin, so that its first view takes one request."""

import json
import re
from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import parse_qs, quote

from typing_extensions import TypedDict

from chalicelib import logs
from chalicelib.actions.admin import signed_in
from chalicelib.api.routing import JSON, Reply, Request, Route, Routes
from chalicelib.config import config
from chalicelib.errors import UnsupportedQuery
from chalicelib.views.answers import meaning

MAX_WANTED = 16
PARTY_ID, PARTY_ROLE = "{partyID}", "{partyRole}"
"""In an address, the party that somebody acts for, and its side: a page can want what is theirs
before it knows who is there. `{vendorID}`, `{customerID}` and the like stand for the party of that
side alone.
"""

routes = Routes()


class WantedView(TypedDict):
    """What a query is answered alone."""

    want: Annotated[str, meaning("Its address, filled in.")]
    status: int
    body: Annotated[Any, meaning("As the query's own route answers; null where there is none.")]


class TogetherView(TypedDict):
    """Who is signed in, and the answers to what was wanted, in that order."""

    me: signed_in.MeView
    answers: list[WantedView]


@routes.query("/desk", permission="", query=("want",))
def show_desk(request: Request) -> Reply[TogetherView]:
    """Tells who is signed in and answers up to 16 queries, `want`ed by their addresses with a blank
    between, each as it would be alone.

    In an address `{partyID}` and `{partyRole}` stand for the party that the person acts for, and
    `{vendorID}`, `{customerID}` and the like for one of that side; the answer names the address
    filled in. What stands for nobody is not found, and does not count.
    """
    wanted = dict.fromkeys(request.query.get("want", "").split())
    _require_few(wanted)
    me: signed_in.MeView = {
        **signed_in.show_me(request.desk()),
        "localMode": config().local_mode,
    }
    addresses = dict.fromkeys(_filled(address, me) for address in wanted)
    _require_few(addresses)
    return Reply({"me": me, "answers": [_answer(request, address) for address in addresses]})


def _require_few(addresses: Iterable[str]) -> None:
    """`UnsupportedQuery` for more than are answered at once, of those that stand for somebody."""
    if sum(map(_stands_for_somebody, addresses)) > MAX_WANTED:
        raise UnsupportedQuery(f"At most {MAX_WANTED} queries are answered at once.")


def _filled(address: str, me: signed_in.MeView) -> str:
    """The address with the party's id and side in it; as it is, and so of nothing, for someone who
    acts for none, or for one of another side.
    """
    if me["partyID"] is None:
        return address
    party_id = quote(str(me["partyID"]), safe="")
    told = {PARTY_ID: party_id, f"{{{me['role']}ID}}": party_id, PARTY_ROLE: me["role"]}
    for name, value in told.items():
        address = address.replace(name, value)
    return address


def _stands_for_somebody(address: str) -> bool:
    """Whether nothing is left in an address that the person does not have."""
    return "{" not in address


def _answer(request: Request, address: str) -> WantedView:
    """What the query would be answered alone: authorised by itself, refused by itself."""
    from chalicelib.api.http import HTTPRequest, respond

    path, _, query = address.partition("?")
    route, ids = _find(path) if _stands_for_somebody(address) else (None, {})
    if route is None:
        return {"want": address, "status": 404, "body": None}
    wanted = parse_qs(query, keep_blank_values=True)
    named = logs.field("requestID") or ""
    answer = respond(route, HTTPRequest(ids, wanted, request.headers, b"", named))
    return {"want": address, "status": answer.status, "body": json.loads(answer.body)}


def _find(path: str) -> tuple[Route | None, dict[str, str]]:
    """The query that is meant, where it is one of those that somebody signed in reads as JSON, and
    the ids in its path.
    """
    from chalicelib.api.late_routes import LATE_ROUTES

    for late in LATE_ROUTES:
        if late.method != "GET" or late.path == "/desk" or not late.is_guarded:
            continue
        found = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", late.path), path)
        if found and late.route.media_type == JSON:
            return late.route, found.groupdict()
    return None, {}
