"""Which rows of a file tell of the same thing: found out before any of them is judged (X-12)."""

import hashlib
from collections.abc import Iterable

from chalicelib.domain.imports.mapping import Cells, bare
from chalicelib.domain.imports.party_rows import NAMED_BY
from chalicelib.domain.imports.sheet import Row, plain
from chalicelib.values import dataclass

_NAMES = NAMED_BY | {"invoices": ("customerID", "invoiceNumber"), "customers": ("customerID",)}
_NOT_NAMED = {"payments": {"invoiceNumber": "\x1e"}}
"""Kind → what stands for a part of the name that a row need not tell: rows of a payment for no
invoice are of one thing too.
"""
MAX_LISTED = 8


@dataclass
class Group:
    """The rows of one thing."""

    lines: list[int]
    are_alike: bool = True
    """Whether all of them say the same in every cell that is read."""

    @property
    def spelled(self) -> str:
        """Where they stand, for people."""
        listed = ", ".join(map(str, self.lines[:MAX_LISTED]))
        return listed + (" …" if len(self.lines) > MAX_LISTED else "")


class RowGroups:
    """The things that more than one row tells of."""

    def __init__(self, kind: str, cells: Cells, rows: Iterable[Row], currency: str) -> None:
        self._kind, self._cells, self._currency = kind, cells, currency
        seen: dict[bytes, tuple[int, bytes]] = {}
        self._groups: dict[bytes, Group] = {}
        for row in rows:
            name = self._name(row)
            if name is None:
                continue
            says = _digest(bare(self._cells.raw(row.cells, field)) for field in self._cells.fields)
            line, first = seen.setdefault(name, (row.line, says))
            if line == row.line:
                continue
            group = self._groups.setdefault(name, Group([line]))
            group.lines.append(row.line)
            group.are_alike = group.are_alike and says == first

    def of(self, row: Row) -> Group | None:
        """The other rows of what the row tells, with itself; None where it is the only one."""
        name = self._name(row)
        return self._groups.get(name) if name else None

    def _name(self, row: Row) -> bytes | None:
        """What the row names, whatever else is wrong with it; None where it names nothing."""
        parts = [plain(bare(self._cells.raw(row.cells, field))) for field in _NAMES[self._kind]]
        stand_in = {"currency": self._currency} | _NOT_NAMED.get(self._kind, {})
        parts = [
            part or stand_in.get(field, "")
            for part, field in zip(parts, _NAMES[self._kind], strict=True)
        ]
        return _digest(parts) if all(parts) else None


def _digest(parts: Iterable[str]) -> bytes:
    return hashlib.blake2b(
        "\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12
    ).digest()
