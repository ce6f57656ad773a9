"""Texts and addresses in the cells of a file: read by the rule of all texts, and what is told
beside them (X-12).
"""

from collections.abc import Callable
from functools import lru_cache

from chalicelib.domain.base.addresses import read_address
from chalicelib.domain.base.calendars import check_code
from chalicelib.domain.base.postal import read_postal
from chalicelib.domain.base.texts import MAX_NAME, cut_words, read_label, read_name, refused_in
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

WARNED = ("label", "address", "country")
"""The types of texts that come in cut, or of which a row may come in without."""


class CellError(Exception):
    """A cell cannot be read as its field."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class CellText:
    """What a cell tells; with a warning where not all of it, or nothing, was taken."""

    value: str | None
    warning_code: str | None = None
    warning: str | None = None


def read_cell(
    kind: str, text: str, label: str, longest: int = MAX_NAME, *, may_fail: bool = False
) -> CellText:
    """A `text`, the `lines` of an address, a `label` that is cut where it is too long, or an
    `address` or `country`, which is left out where it is none and `may_fail`.

    `CellError`, in words that name the field, for what cannot be read.
    """
    if kind in _CHECKED:
        return _checked(kind, text, label, may_fail)
    try:
        if kind == "lines":
            return CellText(read_postal(text, label))
        if kind == "text":
            return CellText(read_name(text, longest, label))
        value, was_cut = read_label(text, longest, label)
    except InvalidInput as error:
        otherwise = f"{label} is a text of at most {longest} printable characters."
        is_said = kind == "lines" or refused_in(text)
        raise CellError("invalidText", error.detail if is_said else otherwise) from None
    return CellText(value, "cut", cut_words(label, longest)) if was_cut else CellText(value)


def _country(text: str) -> str:
    check_code(text)
    return text


_CHECKED: dict[str, tuple[Callable[[str], str], str]] = {
    "address": (read_address, "invalidAddress"),
    "country": (_country, "invalidCountry"),
}
"""Type → what reads it, and what it is called where it cannot be read."""


@lru_cache(maxsize=4096)
def _checked(kind: str, text: str, label: str, may_fail: bool) -> CellText:
    read, code = _CHECKED[kind]
    try:
        return CellText(read(text))
    except InvalidInput as error:
        said = f"{label} “{text[:40]}”: {error.detail}"
        if may_fail:
            return CellText(None, code, f"{said} The row comes in without it.")
        raise CellError(code, said) from None
