"""Addresses of tickets in other systems (CU-20)."""

import pytest

from chalicelib.domain.disputes.ticket_link import MAX_URL, read_link_url
from chalicelib.errors import InvalidInput


@pytest.mark.parametrize("url", ["https://desk.example/t/4711?x=1#y", "https://10.0.0.1:8443/"])
def test_an_https_address_is_taken_as_it_is(url: str) -> None:
    """CU-20."""
    assert read_link_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        4711,
        "desk.example/1",
        "http://desk.example/1",
        "javascript:alert(1)",
        "https:desk",
        "https:///1",
        "https://",
        "https://ann:secret@desk.example/",
        "https://desk.example@evil.example/",
        "https://desk.example:port/",
        "https://desk.example/a b",
        "https://desk.example\\@evil.example/",
        'https://desk.example/"><script>',
        "https://déšk.example/",
        "https://[::1/",
        f"https://desk.example/{'x' * MAX_URL}",
    ],
)
def test_whatever_else_is_refused(url: object) -> None:
    """CU-20: no other scheme, nobody's password, nothing that hides where it leads."""
    with pytest.raises(InvalidInput):
        read_link_url(url)
