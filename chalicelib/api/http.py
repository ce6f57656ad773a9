"""The way of a request: routes as data, requests parsed and authorised, errors as problems."""

import hashlib
import json
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any, cast
from urllib.parse import unquote

from chalicelib import wiring
from chalicelib.actions.desk import Answer, Caller, Command, Desk
from chalicelib.actions.execution import Action, execute
from chalicelib.api import problems, strict_json
from chalicelib.api.fields import Body, read_body
from chalicelib.domain.filters import parse_top
from chalicelib.domain.people import PORTAL
from chalicelib.errors import InvalidInput, RedressError, UnsupportedMediaType, UnsupportedQuery
from chalicelib.views.parts import to_json

JSON = "application/json"
JSON_PATCH = "application/json-patch+json"
MAX_KEY_LENGTH = 200
LINK_HEADER = "response-token"
"""Where a personal link's token is sent: in no address, so that no log and no referrer holds it."""
MAX_PUBLIC_BYTES = 16_384
"""What a body may hold on routes that nobody has signed in for."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Request:
    """What a handler gets: everything read and checked that can be without knowing the matter."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None
    caller: Caller | None = None
    link: Any = None
    """The personal link by which the request came, for the routes that are entered so."""

    @property
    def if_match(self) -> int | None:
        """The version that the request is meant for; None for whichever (X-07)."""
        return _if_match(self.headers.get("if-match"))

    @property
    def page_size(self) -> int:
        """How many rows a page of a list shall have: `$top`, or `limit`."""
        return parse_top(self.query.get("$top", self.query.get("limit")))

    def desk(self) -> Desk:
        """A desk for reading."""
        return wiring.office().desk(cast(Caller, self.caller))


@dataclass(frozen=True)
class Reply:
    """What a handler of a query gives back."""

    view: Any
    version: int | None = None
    status: int = 200


def shown(view: dict[str, Any]) -> Reply:
    """One thing as it is shown, with the version of which the view tells, if it tells of one."""
    return Reply(view, view.get("version"))


@dataclass(frozen=True)
class Route:
    """One row of the table of routes, from which the API, its document and the test of who may what are made."""

    method: str
    path: str
    handler: Callable[[Any], Any]
    permission: str | None
    """What the staff need for it; None for everybody, and "" for whoever has signed in."""
    body: type[Body] | None = None
    query: tuple[str, ...] = ()
    status: int = 200
    is_command: bool = False
    may_create: bool = False
    """Whether a command answers 201 at one time and 200 at another."""
    is_patch: bool = False
    takes_version: bool = False
    """Whether If-Match says which version it is meant for."""
    finish: Callable[[Answer], Answer] | None = None
    """What a command's answer gets on its way out, a replay's too, that is not kept: what would not last."""
    is_portal: bool = False
    """Whether a customer's people may read it too, of their own customer and in their own view (CU-23)."""
    by_link: bool = False
    """Whether the personal link of a mail stands in place of a sign-in (DM-04)."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The permissions of which one is enough."""
        return tuple(one for one in (self.permission, PORTAL if self.is_portal else None) if one)

    @property
    def name(self) -> str:
        """A name that no other route has."""
        return f"{self.method} {self.path}"

    @property
    def summary(self) -> str:
        """What it does, in the words of its handler."""
        return (self.handler.__doc__ or "").split("\n")[0]


@dataclass
class Routes:
    """The routes of one resource."""

    rows: list[Route] = field(default_factory=list)

    def query(
        self, path: str, *, permission: str | None, query: tuple[str, ...] = (), is_portal: bool = False, by_link: bool = False
    ) -> Callable[[Any], Any]:
        """Declares a GET that reads."""
        return self._add(Route("GET", path, _unset, permission, query=query, is_portal=is_portal, by_link=by_link))

    def command(
        self,
        method: str,
        *paths: str,
        permission: str,
        body: type[Body] | None = None,
        status: int = 200,
        is_patch: bool = False,
        by_link: bool = False,
        may_create: bool = False,
        finish: Callable[[Answer], Answer] | None = None,
    ) -> Callable[[Any], Any]:
        """Declares a write under each of the paths; its handler gives the action to carry out."""
        row = Route(method, "", _unset, permission, body, ("dryRun",), status, is_command=True, is_patch=is_patch)
        marked = replace(row, takes_version=status != 201, may_create=may_create, by_link=by_link, finish=finish)
        return self._add(*(replace(marked, path=path) for path in paths))

    def call(
        self,
        method: str,
        path: str,
        *,
        permission: str | None,
        body: type[Body] | None = None,
        status: int = 200,
        takes_version: bool = False,
    ) -> Callable[[Any], Any]:
        """Declares a write that is no command on the books (signing in, starting a job)."""
        return self._add(Route(method, path, _unset, permission, body, status=status, takes_version=takes_version))

    def _add(self, *rows: Route) -> Callable[[Any], Any]:
        def declare(handler: Callable[[Any], Any]) -> Callable[[Any], Any]:
            self.rows.extend(Route(**(vars(row) | {"handler": handler})) for row in rows)
            return handler

        return declare


def _unset(_: Any) -> Any:
    raise AssertionError("a route is declared with its handler")


@dataclass(frozen=True)
class HTTPRequest:
    """A request as it came in, without any framework."""

    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class HTTPResponse:
    """A response as it goes out."""

    status: int
    body: str
    headers: dict[str, str]


def respond(route: Route, raw: HTTPRequest) -> HTTPResponse:
    """Answers a request by its route, and logs what it was and took: the route's name, never whose request or on what."""
    began = perf_counter()
    response = _respond(route, raw)
    log.info("%s %d in %.0f ms", route.name, response.status, (perf_counter() - began) * 1000)
    return response


def _respond(route: Route, raw: HTTPRequest) -> HTTPResponse:
    """Whatever goes wrong becomes a problem document."""
    try:
        caller, link = _authenticate(route, raw)
        request = Request(
            path={name: unquote(value) for name, value in raw.path.items()},
            query=_read_query(route, raw.query),
            headers=raw.headers,
            body=_read_body(route, raw),
            caller=caller,
            link=link,
        )
        if route.is_command:
            return _carry_out(route, request, raw)
        reply = route.handler(request)
        return HTTPResponse(reply.status, to_json(reply.view), _headers(JSON) | _etag(reply.version))
    except RedressError as error:
        status, document = problems.problem(error)
        return HTTPResponse(status, document, _headers(problems.MEDIA_TYPE) | problems.HEADERS.get(status, {}))
    except Exception:
        log.exception("%s failed", route.name)
        status, document = problems.internal_problem()
        return HTTPResponse(status, document, _headers(problems.MEDIA_TYPE))


def _authenticate(route: Route, raw: HTTPRequest) -> tuple[Caller | None, Any]:
    """Who asks, and what the route needs of that person; the first read judges it, for queries and commands alike."""
    if route.permission is None:
        return None, None
    if route.by_link:
        link = wiring.signer().read(raw.headers.get(LINK_HEADER, ""), wiring.now())
        return Caller(link.user_id, route.needs), link
    return replace(wiring.verifier().verify(raw.headers.get("authorization")), needs=route.needs), None


def _carry_out(route: Route, request: Request, raw: HTTPRequest) -> HTTPResponse:
    action: Action = route.handler(request)
    key = raw.headers.get("idempotency-key")
    if key is not None and not (0 < len(key) <= MAX_KEY_LENGTH and key.isprintable()):
        raise InvalidInput(f"An Idempotency-Key is 1 to {MAX_KEY_LENGTH} printable characters.", rule="X-01")
    command = Command(
        route=route.name,
        fingerprint=_fingerprint(request),
        key=key or f"once-{uuid.uuid4()}",
        is_kept=key is not None,
        dry_run=_flag(request.query, "dryRun"),
        if_match=request.if_match,
    )
    answer: Answer = execute(wiring.office(), cast(Caller, request.caller), command, action)
    answer = route.finish(answer) if route.finish else answer
    location = {"Location": answer.location} if answer.location else {}
    return HTTPResponse(answer.status, answer.body, _headers(JSON) | _etag(answer.version) | location)


def _read_query(route: Route, query: Mapping[str, list[str]]) -> dict[str, str]:
    unknown = sorted(set(query) - set(route.query))
    if unknown:
        known = f" It takes {', '.join(route.query)}." if route.query else ""
        raise UnsupportedQuery(f"The route does not take {', '.join(unknown)[:200]}.{known}")
    if any(len(values) != 1 for values in query.values()):
        raise UnsupportedQuery("Each query parameter is given once.")
    return {name: values[0] for name, values in query.items()}


def _read_body(route: Route, raw: HTTPRequest) -> Any:
    if route.body is None and not route.is_patch:
        if raw.body.strip() not in (b"", b"{}"):
            raise InvalidInput("The route takes no body.")
        return None
    if not raw.body and route.body is not None and not any(part.is_required() for part in route.body.model_fields.values()):
        return route.body()
    media_type = raw.headers.get("content-type", "").split(";")[0].strip().lower()
    allowed = (JSON_PATCH, JSON) if route.is_patch else (JSON,)
    if media_type not in allowed:
        raise UnsupportedMediaType(f"The Content-Type must be {' or '.join(allowed)}.")
    value = strict_json.parse(raw.body, MAX_PUBLIC_BYTES if route.permission is None else strict_json.MAX_BYTES)
    return read_body(route.body, value) if route.body else value


def _fingerprint(request: Request) -> str:
    body = request.body.model_dump(mode="python", by_alias=True, exclude_unset=True) if isinstance(request.body, Body) else request.body
    named = dict(request.path) | ({"approvalID": request.link.approval_id} if request.link else {})
    said = json.dumps([named, body], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _flag(query: Mapping[str, str], name: str) -> bool:
    value = query.get(name, "false")
    if value not in ("true", "false"):
        raise UnsupportedQuery(f"{name} is true or false.")
    return value == "true"


def _if_match(header: str | None) -> int | None:
    """The version that an edit was made on: `"7"`, `W/"7"` or `*` for whichever (X-07)."""
    if header is None or header.strip() == "*":
        return None
    version = header.strip().removeprefix("W/").strip('"')
    if not (version.isascii() and version.isdigit() and len(version) <= 15):
        raise InvalidInput('If-Match holds the ETag of one version, such as "7".', rule="X-07")
    return int(version)


def _etag(version: int | None) -> dict[str, str]:
    return {} if version is None else {"ETag": f'"{version}"'}


def _headers(media_type: str) -> dict[str, str]:
    return {"Content-Type": media_type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
