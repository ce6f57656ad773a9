"""The way of a request: parsed and authorised as its route says; errors become
problem documents.
"""

import hashlib
import json
import logging
import uuid
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any, cast
from urllib.parse import quote, unquote

from chalicelib import logs, wiring
from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Answer, Command
from chalicelib.actions.execution import Action, execute
from chalicelib.api import problems, strict_json
from chalicelib.api.fields import Body, read_body
from chalicelib.api.routing import JSON, Reply, Request, Route, require_same
from chalicelib.domain.base.identifiers import written_id
from chalicelib.errors import (
    InvalidInput,
    LinkInvalid,
    RedressError,
    UnsupportedMediaType,
    UnsupportedQuery,
)
from chalicelib.links import LINK_KINDS, LinkKind
from chalicelib.values import dataclass
from chalicelib.views.parts import to_json

JSON_PATCH = "application/json-patch+json"
MAX_KEY_LENGTH = 200
LINK_HEADER = "response-token"
"""Where a personal link's token is sent: in no address, so that no log and no referrer holds it."""
MAX_PUBLIC_BYTES = 16_384
"""What a body may hold on routes that nobody has signed in for."""

_IDS = ("ID", "Alias")
"""What the names of parameters end with that hold identifiers."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HTTPRequest:
    """A request as it came in, without any framework."""

    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    request_id: str = ""
    """By which the request is found in the logs of the gateway and of the function."""


@dataclass(frozen=True)
class HTTPResponse:
    """A response as it goes out."""

    status: int
    body: str
    headers: dict[str, str]


def respond(route: Route, raw: HTTPRequest) -> HTTPResponse:
    """Answers a request by its route, and logs what it was and took: the route's name and the
    request's id, never whose request or on what. The answer names the id too.
    """
    named = {"requestID": raw.request_id} if raw.request_id else {}
    with logs.within(route=route.name, **named):
        began = perf_counter()
        response = _respond(route, raw)
        took = round((perf_counter() - began) * 1000)
        measured = {"status": response.status, "milliseconds": took}
        log.info("%s %d in %d ms", route.name, response.status, took, extra=measured)
    if not raw.request_id:
        return response
    headers = response.headers | {problems.REQUEST_HEADER: raw.request_id}
    return HTTPResponse(response.status, response.body, headers)


def _respond(route: Route, raw: HTTPRequest) -> HTTPResponse:
    """Whatever goes wrong becomes a problem document."""
    try:
        caller, link = _authenticate(route, raw)
        path = {name: written_id(unquote(value)) for name, value in raw.path.items()}
        request = Request(
            path=path,
            query=_read_query(route, raw.query, path),
            headers=raw.headers,
            body=_read_body(route, raw),
            caller=caller,
            link=link,
        )
        if route.is_command:
            return _carry_out(route, request, raw)
        told = _told(route, route.handler(request))
        return _tagged(told, raw) if route.is_tagged else told
    except RedressError as error:
        status, document = problems.problem(error, raw.request_id)
        if _only_looks(route, raw) and problems.is_answer(error):
            return HTTPResponse(200, f'{{"dryRun": true, "refused": {document}}}', _headers(JSON))
        return HTTPResponse(
            status, document, _headers(problems.MEDIA_TYPE) | problems.HEADERS.get(status, {})
        )
    except Exception:
        log.exception("%s failed", route.name)
        status, document = problems.internal_problem(raw.request_id)
        return HTTPResponse(status, document, _headers(problems.MEDIA_TYPE))


def _only_looks(route: Route, raw: HTTPRequest) -> bool:
    """Whether somebody asks what would come of it, who is answered where it would be refused
    (X-03).
    """
    return route.only_looks or (route.is_command and raw.query.get("dryRun") == ["true"])


def _told(route: Route, reply: Reply) -> HTTPResponse:
    body, media_type = (
        (reply.view, route.media_type) if reply.file_name else (to_json(reply.view), JSON)
    )
    return HTTPResponse(
        reply.status, body, _headers(media_type) | _etag(reply.version) | _attached(reply)
    )


def _tagged(told: HTTPResponse, raw: HTTPRequest) -> HTTPResponse:
    """The answer with a tag of its content, and without that for whoever has it already."""
    tag = f'"{hashlib.sha256(told.body.encode()).hexdigest()[:32]}"'
    headers = told.headers | {"ETag": tag}
    if tag in raw.headers.get("if-none-match", ""):
        return HTTPResponse(304, "", headers)
    return HTTPResponse(told.status, told.body, headers)


def _authenticate(route: Route, raw: HTTPRequest) -> tuple[Caller | None, Any]:
    """Who asks, and what the route needs of that person; the first read judges it, for queries and
    commands alike.
    """
    if route.permission is None:
        return None, None
    if route.by_link:
        link = wiring.parts().signer.read(raw.headers.get(LINK_HEADER, ""), wiring.parts().now())
        return _caller_by(link, LINK_KINDS[route.by_link], route.needs), link
    caller = wiring.parts().verifier.verify(raw.headers.get("authorization"))
    asks_second_factor = caller.asks_second_factor and not route.is_before_factor
    return replace(caller, needs=route.needs, asks_second_factor=asks_second_factor), None


def _caller_by(link: Any, kind: LinkKind, needs: tuple[str, ...]) -> Caller:
    """Who holds a link; `LinkInvalid` for one that is for something else."""
    if not isinstance(link, kind.type):
        raise LinkInvalid("This link is for something else. Open it as it stands in the mail.")
    if not kind.party:
        return Caller(link.user_id, needs)
    party = kind.party(link)
    sent_to = kind.sent_to(link) if kind.sent_to else ""
    return Caller(party.user_id, needs, acting=party, sent_to=sent_to)


def _carry_out(route: Route, request: Request, raw: HTTPRequest) -> HTTPResponse:
    action: Action = route.handler(request)
    key = raw.headers.get("idempotency-key")
    if key is not None and not (0 < len(key) <= MAX_KEY_LENGTH and key.isprintable()):
        raise InvalidInput(
            f"An Idempotency-Key is 1 to {MAX_KEY_LENGTH} printable characters.", rule="X-01"
        )
    command = Command(
        route=route.name,
        fingerprint=_fingerprint(request),
        key=key or f"once-{uuid.uuid4()}",
        is_kept=key is not None,
        dry_run=_flag(request.query, "dryRun"),
        if_match=request.if_match,
    )
    answer: Answer = execute(wiring.parts().runtime, cast(Caller, request.caller), command, action)
    answer = route.finish(answer) if route.finish else answer
    location = {"Location": answer.location} if answer.location else {}
    return HTTPResponse(
        answer.status, answer.body, _headers(JSON) | _etag(answer.version) | location
    )


def _read_query(
    route: Route, query: Mapping[str, list[str]], path: Mapping[str, str]
) -> dict[str, str]:
    unknown = sorted(set(query) - set(route.query))
    if unknown:
        known = f" It takes {', '.join(route.query)}." if route.query else ""
        raise UnsupportedQuery(f"The route does not take {', '.join(unknown)[:200]}.{known}")
    if any(len(values) != 1 for values in query.values()):
        raise UnsupportedQuery("Each query parameter is given once.")
    read = {
        name: written_id(values[0]) if name.endswith(_IDS) else values[0]
        for name, values in query.items()
    }
    require_same(path, read, "the query")
    return read


def _read_body(route: Route, raw: HTTPRequest) -> Any:
    if route.body is None and not route.is_patch:
        if raw.body.strip() not in (b"", b"{}"):
            raise InvalidInput("The route takes no body.")
        return None
    if (
        not raw.body
        and route.body is not None
        and not any(part.is_required() for part in route.body.model_fields.values())
    ):
        return route.body()
    media_type = raw.headers.get("content-type", "").split(";")[0].strip().lower()
    allowed = (JSON_PATCH, JSON) if route.is_patch else (JSON,)
    if media_type not in allowed:
        raise UnsupportedMediaType(f"The Content-Type must be {' or '.join(allowed)}.")
    value = strict_json.parse(
        raw.body, MAX_PUBLIC_BYTES if route.permission is None else strict_json.MAX_BYTES
    )
    return read_body(route.body, value) if route.body else value


def _fingerprint(request: Request) -> str:
    body = (
        request.body.model_dump(mode="python", by_alias=True, exclude_unset=True)
        if isinstance(request.body, Body)
        else request.body
    )
    named = dict(request.path) | (request.link.names if request.link else {})
    said = json.dumps([named, body], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _flag(query: Mapping[str, str], name: str) -> bool:
    value = query.get(name, "false")
    if value not in ("true", "false"):
        raise UnsupportedQuery(f"{name} is true or false.")
    return value == "true"


def _etag(version: int | None) -> dict[str, str]:
    return {} if version is None else {"ETag": f'"{version}"'}


def _attached(reply: Reply) -> dict[str, str]:
    """Has the browser keep a file rather than show it, by its name, which is spelled so that it
    stays one; and says how much it holds.
    """
    if not reply.file_name:
        return {}
    counted = (
        {} if reply.rows is None else {"Redress-Rows": str(reply.rows), "Redress-Complete": "true"}
    )
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(reply.file_name, safe='')}"
    } | counted


def _headers(media_type: str) -> dict[str, str]:
    return {
        "Content-Type": media_type,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
