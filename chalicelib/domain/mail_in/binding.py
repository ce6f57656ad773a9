"""To whom a mail was written, as far as nobody could change that on the way (X-14).

A signature of its domain proves a mail and says nothing of the address that it is brought to: who
has got one could bring it again, to the address of another letter. So that address has to stand in
To or Cc, in a header that is there once, and that each signature covers, with the whole of the
mail: to one that covers a part of its body (`l=`) anybody adds what is to be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from email.utils import getaddresses

_NAMING = ("to", "cc")
_SIGNATURE = "dkim-signature"


def addressed(headers: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The addresses in To and Cc, in small letters; none of a header that may have been changed."""
    covered = [_covered(one) for one in headers.get(_SIGNATURE, ())]
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
    tags = [tag.partition("=")[::2] for tag in signature.split(";")]
    said = [(name.strip().lower(), value) for name, value in tags]
    names = [value for name, value in said if name == "h"]
    if len(names) != 1 or any(name == "l" for name, _ in said):
        return frozenset()
    return frozenset("".join(names[0].split()).lower().split(":"))
