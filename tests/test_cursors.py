"""Cursors: sealed, for one list and one person, under keys that change (RV-03)."""

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cursors import Cursors
from chalicelib.errors import BadCursor
from chalicelib.links import Keys

OLD, NEW, NEWER = "old" * 20, "new" * 20, "newer" * 12
KEY = {
    "pk": "USER#olga",
    "sk": "USER",
    "directory_pk": "PEOPLE",
    "directory_sk": "olga operator#U-1",
}


def cursors(*keys: str) -> Cursors:
    return Cursors(Keys(lambda: list(keys), lambda: 1000.0))


@given(
    st.dictionaries(st.text(max_size=40), st.text(max_size=200), max_size=4), st.text(max_size=100)
)
def test_a_cursor_leads_to_where_it_was_made_for(place: dict[str, str], of: str) -> None:
    assert cursors(NEW).open(cursors(NEW).seal(place, of), of) == place


def test_a_cursor_tells_nothing() -> None:
    """RV-03: neither in its letters nor by its length, nor by being like one for somebody else."""
    places = [(KEY, "list"), (KEY, "list of max"), (KEY | {"directory_sk": "al#U-2"}, "list")]
    sealed = [cursors(NEW).seal(place, of) for place, of in places]
    assert len({one[: 12 + 20] for one in sealed}) == 3
    assert len({len(one) for one in sealed}) == 1
    for one in sealed:
        raw = base64.urlsafe_b64decode(one[12:] + "=" * (-len(one[12:]) % 4))
        assert not any(word in raw.lower() for word in (b"olga", b"user", b"people"))


def test_a_list_that_has_not_changed_answers_with_the_same_cursor() -> None:
    """Page 44: whoever kept its later pages knows by it that they still follow."""
    assert cursors(NEW).seal(KEY, "list") == cursors(NEW).seal(KEY, "list")


@pytest.mark.parametrize("other", ["ann\nanother list", "max\nlist", "", "ann\nlist "])
def test_a_cursor_is_of_no_use_elsewhere_or_to_somebody_else(other: str) -> None:
    with pytest.raises(BadCursor):
        cursors(NEW).open(cursors(NEW).seal(KEY, "ann\nlist"), other)


@given(
    st.text(max_size=60)
    | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode())
)
def test_what_was_made_up_is_refused(text: str) -> None:
    good = cursors(NEW).seal(KEY, "list")
    for made_up in (
        text,
        good[:12] + text,
        good[: len(good) // 2] + text,
        good + text + "A",
        good.swapcase(),
        "A" * 10_000,
    ):
        with pytest.raises(BadCursor):
            cursors(NEW).open(made_up, "list")


def test_a_cursor_outlives_one_change_of_the_key() -> None:
    sealed = cursors(OLD).seal(KEY, "list")
    assert cursors(NEW, OLD).open(sealed, "list") == KEY
    with pytest.raises(BadCursor):
        cursors(NEWER, NEW).open(sealed, "list")


def test_what_is_sealed_is_no_personal_link() -> None:
    """Both rest on one key, and neither opens the other."""
    from chalicelib.errors import LinkInvalid
    from chalicelib.links import Signer
    from tests.personal_links import LINK, NOW

    keys: Any = Keys(lambda: [NEW], lambda: 1000.0)
    with pytest.raises(BadCursor):
        Cursors(keys).open(Signer(keys).sign(LINK), "list")
    with pytest.raises(LinkInvalid):
        Signer(keys).read(Cursors(keys).seal(KEY, "list"), NOW)
