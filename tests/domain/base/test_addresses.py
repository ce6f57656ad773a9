"""Addresses of e-mail that mail can be sent to (DM-03)."""

from typing import Any

import pytest

from chalicelib.domain.base.addresses import as_sent, read_address
from chalicelib.errors import InvalidInput


@pytest.mark.parametrize(
    ("told", "read", "sent"),
    [
        ("ann@example.com", "ann@example.com", "ann@example.com"),
        (" Ann@EXAMPLE.com\u00a0", "Ann@example.com", "Ann@example.com"),
        ("ann\u200b@example.com", "ann@example.com", "ann@example.com"),
        ("o'brien+ar@x-y.co.uk", "o'brien+ar@x-y.co.uk", "o'brien+ar@x-y.co.uk"),
        ("ann@münchen.de", "ann@münchen.de", "ann@xn--mnchen-3ya.de"),
        ("ann@xn--mnchen-3ya.de", "ann@münchen.de", "ann@xn--mnchen-3ya.de"),
        ("ann@straße.de", "ann@straße.de", "ann@xn--strae-oqa.de"),
        ("ann@demo.test", "ann@demo.test", "ann@demo.test"),
    ],
)
def test_an_address_is_read_and_sent_in_one_spelling(told: str, read: str, sent: str) -> None:
    assert read_address(told) == read
    assert as_sent(read) == sent


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Ann <ann@example.com>", "without a name"),
        ("ann@example.com; bob@example.com", "One address"),
        ("ann@example.com, bob@example.com", "One address"),
        ("ann@example.com bob@example.com", "One address"),
        ("mailto:ann@example.com", "without mailto:"),
        ("ann at example.com", "no space"),
        ("ann", "has an @"),
        ("münch@example.com", "without accents"),
        ("ann@localhost", "no domain"),
        ("ann@b..com", "no address"),
        ("ann@example.invalid", "no address"),
        ("@example.com", "no address"),
        ("a" * 65 + "@example.com", "no address"),
        ("ann\u202e@example.com", r"U\+202E RIGHT-TO-LEFT OVERRIDE as character 4"),
        ("\u200b", "is needed"),
        (None, "is needed"),
        (5, "is needed"),
        ("x" * 300, "at most 254"),
    ],
)
def test_what_is_no_address_is_refused_in_words_that_mend_it(told: Any, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        read_address(told)
