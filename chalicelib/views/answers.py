"""What the types of answers share.

Each answer's type stands beside the view that makes it: the type checker holds the view to it, and
the document of the API is made from it.
"""

from collections.abc import Callable
from inspect import isfunction
from types import new_class
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Generic,
    Literal,
    NotRequired,
    TypeVar,
    Union,
    get_type_hints,
)

from typing_extensions import TypedDict, is_typeddict

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class _Said:
    """What the document says of a value beside its type; that of a null is left as it is."""

    def __init__(self, **words: Any) -> None:
        self._words = words

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        return handler(schema) | self._words


def one_of(*words: str) -> Any:
    """The words that a text can be, as the domain names them: for `Annotated[str, …]`."""
    return _Said(enum=list(dict.fromkeys(words)))


def meaning(text: str) -> Any:
    """What a value means, where its name does not say it: for `Annotated[…, meaning("…")]`."""
    return _Said(description=text)


class OfKind:
    """Stands for what each kind of dispute answers under a name of its room, so that the document
    tells all of these and nobody names a kind: for `Annotated[…, OfKind("row")]`.
    """

    def __init__(self, name: str, part: int | None = None, of: str = "answers") -> None:
        self._name, self._part, self._of = name, part, of

    def __get_pydantic_core_schema__(self, _: Any, handler: Any) -> Any:
        from chalicelib.kinds import KINDS

        rooms = [room for kind in KINDS.values() if (room := getattr(kind, self._of))]
        told = [_type_of(getattr(room, self._name, dict)) for room in rooms]
        if self._part is not None:
            told = [getattr(one, "__args__", (dict, dict))[self._part] for one in told]
        return handler.generate_schema(Union[tuple(dict.fromkeys(told))])  # noqa: UP007


class AndOwn:
    """Stands for a type with what each kind adds of its own to an approval, such as
    `InboxViewOfInvoice`, under a name of its room: for `Annotated[InboxView, AndOwn()]`.
    """

    def __init__(self, name: str = "own_view") -> None:
        self._name = name

    def __get_pydantic_core_schema__(self, shared: Any, handler: Any) -> Any:
        from chalicelib.kinds import KINDS

        rooms = {name: kind.approvals for name, kind in KINDS.items() if kind.approvals}
        own = {name: _type_of(getattr(room, self._name, dict)) for name, room in rooms.items()}
        told = [
            new_class(f"{shared.__name__}Of{name.capitalize()}", (shared, one))
            if is_typeddict(one)
            else dict
            for name, one in own.items()
        ]
        return handler.generate_schema(Union[tuple(told)])  # noqa: UP007


def _type_of(one: Any) -> Any:
    """What a function of a room answers; a type is itself."""
    return get_type_hints(one)["return"] if isfunction(one) else one


Amount = float
"""An amount of money in the units of its currency, with that one's decimals."""
OutsideID = int | str
"""What names something elsewhere, as it was first imported (RV-12)."""
Day = Annotated[str, _Said(format="date")]
Moment = Annotated[str, _Said(format="date-time")]
"""A moment in UTC."""


class Page(TypedDict, Generic[T]):
    """A page of a list; `nextCursor` leads to the next one, and is null on the last."""

    value: list[T]
    nextCursor: str | None


class Sorted(Page[T], Generic[T]):
    """A page of a list that may be sorted from a part of what there is."""

    complete: NotRequired[
        Annotated[
            bool,
            meaning(
                "False where some may be missing: of each customer 1,000 at most are sorted, for"
                " who is limited to some customers or asks for one. Sorted by date nothing is"
                " missing."
            ),
        ]
    ]


class Who(TypedDict):
    """A person, by name."""

    userID: str
    name: str


class Words(TypedDict):
    """A sentence as data: a template, and the amounts, days and moments that stand in it."""

    text: str
    values: dict[str, Any]


class Worded(TypedDict, total=False):
    """What stands beside a sentence in which amounts, days or moments stand."""

    words: Words


class UploadView(TypedDict):
    """Where and with which form fields a file is sent, for an hour."""

    url: str
    fields: dict[str, str]


class DryRun(TypedDict):
    """What marks the answer to a dry run (X-03)."""

    dryRun: Literal[True]


if TYPE_CHECKING:

    class Json(str, Generic[T_co]):
        """The JSON text of an answer of a type."""


class WouldBe(Generic[T_co]):
    """What a dry run answers where that is the answer itself, marked as `dryRun` (X-03)."""
