"""Postal addresses as they are told, whole or in parts (CO-36)."""

import pytest

from chalicelib.domain.base.postal import postal_of, read_postal
from chalicelib.errors import InvalidInput

PARTS = ("1 High Street", None, "N1 9GU", "London", "United Kingdom")


@pytest.mark.parametrize(
    ("parts", "country", "lines"),
    [
        (PARTS, "GB", ["1 High Street", "London", "N1 9GU", "United Kingdom"]),
        (("Weg 1", "Hof 2", "10115", "Berlin", None), "DE-BE", ["Weg 1", "Hof 2", "10115 Berlin"]),
        (
            ("5 Elm St", None, "02139", "Cambridge MA", None),
            "US",
            ["5 Elm St", "Cambridge MA 02139"],
        ),
        ((None, None, "10115", None, None), None, ["10115"]),
        ((None,) * 5, "DE", None),
    ],
)
def test_the_code_stands_where_its_country_has_it(
    parts: tuple[str | None, ...], country: str | None, lines: list[str] | None
) -> None:
    """CO-36: a letter is sorted by machines that look for it there."""
    told = postal_of(*parts, country)  # type: ignore[call-arg, arg-type]
    assert (told and told.split("\n")) == lines


def test_an_address_is_read_line_by_line_and_refused_in_words() -> None:
    """CO-36: what no window shows, or nobody can write on a letter, says how it is mended."""
    assert read_postal(" 1 High Street \r\n\r\n London \u2028N1") == "1 High Street\nLondon\nN1"
    for told, said in (
        ("\n".join("abcdefg"), "has 7 lines"),
        ("x" * 91, "Break it into two"),
        ("1 High Street\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        (" \n ", "is needed here"),
    ):
        with pytest.raises(InvalidInput, match=said):
            read_postal(told)
