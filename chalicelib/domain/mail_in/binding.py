"""To whom a mail was written, as far as nobody could change that on the way (X-14).

A signature of its domain proves a mail and says nothing of the address that it is brought to: who
has got one could bring it again, to the address of another letter. So that address has to stand in
To or Cc, in a header that is there once, and that each signature covers, with the whole of the
mail: to one that covers a part of its body (`l=`) anybody adds what is to be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from email.utils import getaddresses

_NAMING = ("to", "cc")
SIGNATURE = "dkim-signature"
MOST_SIGNATURES = 8
"""What bears more was signed by nobody's mail system; it is known again by each of them."""


def addressed(headers: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The addresses in To and Cc, in small letters; none of a header that may have been changed."""
    covered = [_covered(one) for one in headers.get(SIGNATURE, ())]
    if len(covered) > MOST_SIGNATURES:
        return ()
    return _addresses(headers, [name for name in _NAMING if all(name in one for one in covered)])


def named(headers: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The same as they stand there: what counts of a mail that its own domain has brought, whose
    signature covers neither with some makers.
    """
    return _addresses(headers, _NAMING)


def _addresses(headers: Mapping[str, Sequence[str]], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        address.lower()
        for name in names
        if len(headers.get(name, ())) == 1
        for _, address in getaddresses(headers[name])
        if "@" in address
    )


def _covered(signature: str) -> frozenset[str]:
    """The headers that a signature covers, in small letters; none of one over a part of the body,
    or that says twice what it covers.
    """
    said = tags_of(signature)
    names = [value for name, value in said if name == "h"]
    if len(names) != 1 or any(name == "l" for name, _ in said):
        return frozenset()
    return frozenset("".join(names[0].split()).lower().split(":"))


def tags_of(signature: str) -> list[tuple[str, str]]:
    """What a signature says, as names in small letters and values."""
    tags = [tag.partition("=")[::2] for tag in signature.split(";")]
    return [(name.strip().lower(), value) for name, value in tags]
