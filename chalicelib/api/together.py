"""Several queries in one: what a page needs to begin, so that its first view takes one request (page 36)."""

import json
import re
from urllib.parse import parse_qs, quote

from chalicelib.actions.admin import settings
from chalicelib.api.routing import JSON, Reply, Request, Route, Routes
from chalicelib.config import config
from chalicelib.errors import UnsupportedQuery
from chalicelib.views.parts import View

MAX_WANTED = 16
PARTY_ID, PARTY_ROLE = "{partyID}", "{partyRole}"
"""In an address, the party that somebody acts for, and its side: a page can want what is theirs before it knows who is there."""

routes = Routes()


@routes.query("/desk", permission="", query=("want",))
def show_desk(request: Request) -> Reply:
    """Tells who is signed in and answers up to 16 queries, `want`ed by their addresses with a blank between, each as it would be alone.

    In an address `{partyID}` and `{partyRole}` stand for the party that the person acts for; the answer names the address filled in.
    """
    wanted = list(dict.fromkeys(request.query.get("want", "").split()))
    if len(wanted) > MAX_WANTED:
        raise UnsupportedQuery(f"At most {MAX_WANTED} queries are answered at once.")
    me = settings.show_me(request.desk()) | {"localMode": config().local_mode}
    return Reply(
        {"me": me, "answers": [_answer(request, address) for address in dict.fromkeys(_filled(address, me) for address in wanted)]}
    )


def _filled(address: str, me: View) -> str:
    """The address with the party's id and side in it; as it is, and so of nothing, for who acts for none."""
    if me["partyID"] is None:
        return address
    return address.replace(PARTY_ID, quote(str(me["partyID"]), safe="")).replace(PARTY_ROLE, me["role"])


def _answer(request: Request, address: str) -> View:
    """What the query would be answered alone: authorised by itself, refused by itself."""
    from chalicelib.api.http import HTTPRequest, respond

    path, _, query = address.partition("?")
    route, ids = (None, {}) if PARTY_ID in address or PARTY_ROLE in address else _find(path)
    if route is None:
        return {"want": address, "status": 404, "body": None}
    answer = respond(route, HTTPRequest(ids, parse_qs(query, keep_blank_values=True), request.headers, b""))
    return {"want": address, "status": answer.status, "body": json.loads(answer.body)}


def _find(path: str) -> tuple[Route | None, dict[str, str]]:
    """The query that is meant, where it is one of those that somebody signed in reads as JSON, and the ids in its path."""
    from chalicelib.api.route_table import ROUTES

    for route in ROUTES:
        found = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", route.path), path)
        if found and route.method == "GET" and route.media_type == JSON and route.permission is not None and route.path != "/desk":
            return (None, {}) if route.by_link else (route, found.groupdict())
    return None, {}
