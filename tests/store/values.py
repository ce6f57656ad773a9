"""Any values of the classes that are stored."""

from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from chalicelib.domain.base.money import MAX_MINOR_UNITS

texts = st.text(st.characters(codec="utf-8"), max_size=30)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
outside_ids = (
    st.integers(0, 2**53 - 1)
    | names
    | st.sampled_from(["0000611365", "1984950", "a#b", "a%23b", "general"])
)
minors = st.integers(-MAX_MINOR_UNITS, MAX_MINOR_UNITS)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
days = st.dates(date(1970, 1, 1), date(2100, 1, 1))
amounts = st.dictionaries(names, minors, max_size=3)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | texts
    | st.sampled_from([4.95, -0.01, 9999999999999.99])
)
trees: Any = st.dictionaries(
    names,
    st.recursive(
        leaves,
        lambda part: st.lists(part, max_size=3) | st.dictionaries(names, part, max_size=3),
        max_leaves=6,
    ),
)


def built(kind: type, **known: Any) -> Any:
    """Any value of a frozen class, each field by its type or as told."""
    by_name = {
        "kind": st.just("invoice"),
        "status": st.sampled_from(["open", "closed", "approved", "withdrawn"]),
        "version": st.integers(0, 10**6),
    }
    by_name |= {
        "sequence": st.integers(0, 10**7),
        "currency": st.sampled_from(["USD", "JPY", "KWD"]),
    }
    by_type = {
        int: minors,
        str: texts,
        bool: st.booleans(),
        datetime: moments,
        date: days,
        int | str: outside_ids,
        dict[str, int]: amounts,
    }
    by_type |= {
        kind | None: st.none() | strategy
        for kind, strategy in list(by_type.items())
        if kind is not dict[str, int]
    }
    by_type |= {
        dict[str, Any]: trees,
        tuple[str, ...]: st.lists(texts, max_size=3).map(tuple),
        int | str | None: st.none() | outside_ids,
        dict[str, int | str]: st.dictionaries(names, outside_ids, max_size=3),
    }
    named = by_name | known
    parts = {
        name: named[name] if name in named else by_type[hint] if hint in by_type else _within(hint)
        for name, hint in get_type_hints(kind).items()
    }
    return st.builds(kind, **{name: part for name, part in parts.items() if part is not None})


def _within(hint: Any) -> Any:
    """The same for a value of a class inside of one, or for several; None where the type is left to
    what is known of it.
    """
    if is_dataclass(hint) and isinstance(hint, type):
        return built(hint)
    several = get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])
    return st.lists(built(get_args(hint)[0]), max_size=3).map(tuple) if several else None
