"""How a resource declares its routes, and what their handlers get and give back."""

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any, Generic, TypeVar, cast
from urllib.parse import urlencode

from chalicelib import wiring
from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Answer, Desk
from chalicelib.api.fields import Body
from chalicelib.domain.base.odata import parse_top
from chalicelib.domain.people.person import PARTY, PORTAL
from chalicelib.errors import InvalidInput, UnsupportedQuery
from chalicelib.links import Link
from chalicelib.values import dataclass

JSON = "application/json"
CSV = "text/csv; charset=utf-8"
HTML = "text/html; charset=utf-8"
CSV_ENDING = "csv"
"""The form of files where none is asked for by `format`."""
T = TypeVar("T")
OF_A_PAGE = ("limit", "$top", "cursor")
"""What of a list's query is about the page alone."""


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
    def access_token(self) -> str:
        """The token of whoever has signed in, for what the pool does for that person alone."""
        return self.headers["authorization"].removeprefix("Bearer ").strip()

    @property
    def page_size(self) -> int:
        """How many rows a page of a list shall have: `$top`, or `limit`."""
        return parse_top(self.query.get("$top", self.query.get("limit")))

    def desk(self) -> Desk:
        """A desk for reading."""
        return wiring.parts().runtime.desk(cast(Caller, self.caller), asked=self.asked)

    @property
    def asked(self) -> str:
        """What of the query says which rows a list has, in which order: all but which page of it,
        and how long that is.
        """
        return urlencode(
            sorted((name, value) for name, value in self.query.items() if name not in OF_A_PAGE)
        )


@dataclass(frozen=True)
class Reply(Generic[T]):
    """What a handler of a query gives back: a view of a type."""

    view: T
    version: int | None = None
    status: int = 200
    file_name: str | None = None
    """What it is called where it is kept, for what is a file."""
    rows: int | None = None
    """How many rows a file holds, which is whole."""


def require_same(address: Mapping[str, str], told: Mapping[str, str | None], where: str) -> None:
    """`UnsupportedQuery` where a request names one thing in its address and another
    one elsewhere.
    """
    wrong = sorted(name for name, value in told.items() if address.get(name, value) != value)
    if wrong:
        raise UnsupportedQuery(
            f"{', '.join(wrong)}: {where} says something else than the address. Leave it out, or"
            " say the same."
        )


def shown(view: T) -> Reply[T]:
    """One thing as it is shown, with the version of which the view tells, if it tells of one."""
    return Reply(view, cast(dict[str, Any], view).get("version"))


@dataclass(frozen=True)
class Route:
    """One row of the table of routes, from which the API, its document and the test of who may what
    are made.
    """

    method: str
    path: str
    handler: Callable[[Any], Any]
    permission: str | None
    """What the staff need for it; None for everybody, and "" for whoever has signed in."""
    body: type[Body] | None = None
    query: tuple[str, ...] = ()
    status: int = 200
    is_command: bool = False
    only_looks: bool = False
    """Whether it shows what would be, as a dry run does, so that a refusal is its answer (X-03)."""
    may_create: bool = False
    """Whether a command answers 201 at one time and 200 at another."""
    may_wait: bool = False
    """Whether a command answers 202 where it waits for the yes of a second person."""
    is_patch: bool = False
    takes_version: bool = False
    """Whether If-Match says which version it is meant for."""
    finish: Callable[[Answer], Answer] | None = None
    """What a command's answer gets on its way out, a replay's too, that is not kept: what would not
    last.
    """
    is_before_factor: bool = False
    """Whether it is for a sign-in without the second factor that the role needs, too: to set one
    up, or to end it (X-15).
    """
    is_portal: bool = False
    """Whether a customer's people may use it too, of their own customer and in their own view
    (CU-23).
    """
    is_party: bool = False
    """Whether people of every party may use it too, of their own matters (IG-03)."""
    also: tuple[str, ...] = ()
    """Rights of people from outside of which one is enough too, where not every party has it."""
    by_link: type[Link] | None = None
    """Which personal link of a mail stands in place of a sign-in (DM-04), of `LINK_KINDS`."""
    media_type: str = JSON
    """As what it answers when it succeeds, where that is a file; whatever else it
    answers is JSON.
    """
    is_tagged: bool = False
    """Whether its answer has an ETag of its content, and nothing is sent to whoever has that."""

    @property
    def is_guarded(self) -> bool:
        """Whether the gateway asks for a sign-in before it calls."""
        return self.permission is not None and not self.by_link

    @property
    def needs(self) -> tuple[str, ...]:
        """The permissions of which one is enough."""
        others = (PORTAL if self.is_portal else None, PARTY if self.is_party else None)
        return tuple(one for one in (self.permission, *others, *self.also) if one)

    @property
    def name(self) -> str:
        """A name that no other route has."""
        return f"{self.method} {self.path}"

    @property
    def summary(self) -> str:
        """What it does, in the words of its handler."""
        first, *_ = (self.handler.__doc__ or "").split("\n\n")
        return " ".join(first.split())


@dataclass
class Routes:
    """The routes of one resource."""

    rows: list[Route] = field(default_factory=list)

    def query(
        self,
        path: str,
        *,
        permission: str | None,
        query: tuple[str, ...] = (),
        is_portal: bool = False,
        is_party: bool = False,
        also: tuple[str, ...] = (),
        by_link: type[Link] | None = None,
        media_type: str = JSON,
        is_tagged: bool = False,
    ) -> Callable[[Any], Any]:
        """Declares a GET that reads."""
        row = Route(
            "GET",
            path,
            _unset,
            permission,
            query=query,
            is_portal=is_portal,
            is_party=is_party,
            also=also,
            by_link=by_link,
        )
        return self._add(replace(row, media_type=media_type, is_tagged=is_tagged))

    def command(
        self,
        method: str,
        *paths: str,
        permission: str,
        body: type[Body] | None = None,
        status: int = 200,
        is_patch: bool = False,
        is_portal: bool = False,
        is_party: bool = False,
        also: tuple[str, ...] = (),
        by_link: type[Link] | None = None,
        may_create: bool = False,
        may_wait: bool = False,
        takes_version: bool | None = None,
        finish: Callable[[Answer], Answer] | None = None,
        is_before_factor: bool = False,
    ) -> Callable[[Any], Any]:
        """Declares a write under each of the paths; its handler gives the action to carry out."""
        row = Route(
            method,
            "",
            _unset,
            permission,
            body,
            ("dryRun",),
            status,
            is_command=True,
            is_patch=is_patch,
            is_portal=is_portal,
            is_party=is_party,
            also=also,
            by_link=by_link,
            may_create=may_create,
            may_wait=may_wait,
            takes_version=status != 201 if takes_version is None else takes_version,
            finish=finish,
            is_before_factor=is_before_factor,
        )
        return self._add(*(replace(row, path=path) for path in paths))

    def call(
        self,
        method: str,
        path: str,
        *,
        permission: str | None,
        body: type[Body] | None = None,
        status: int = 200,
        is_portal: bool = False,
        is_party: bool = False,
        takes_version: bool = False,
        only_looks: bool = False,
        is_before_factor: bool = False,
    ) -> Callable[[Any], Any]:
        """Declares a write that is no command on the books (signing in, starting a job)."""
        row = Route(
            method,
            path,
            _unset,
            permission,
            body,
            status=status,
            is_portal=is_portal,
            is_party=is_party,
            is_before_factor=is_before_factor,
        )
        return self._add(replace(row, takes_version=takes_version, only_looks=only_looks))

    def _add(self, *rows: Route) -> Callable[[Any], Any]:
        def declare(handler: Callable[[Any], Any]) -> Callable[[Any], Any]:
            self.rows.extend(Route(**(vars(row) | {"handler": handler})) for row in rows)
            return handler

        return declare


def _unset(_: Any) -> Any:
    raise AssertionError("a route is declared with its handler")


def _if_match(header: str | None) -> int | None:
    """The version that an edit was made on: `"7"`, `W/"7"` or `*` for whichever (X-07)."""
    if header is None or header.strip() == "*":
        return None
    version = header.strip().removeprefix("W/").strip('"')
    if not (version.isascii() and version.isdigit() and len(version) <= 15):
        raise InvalidInput('If-Match holds the ETag of one version, such as "7".', rule="X-07")
    return int(version)
