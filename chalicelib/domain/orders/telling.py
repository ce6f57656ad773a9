"""What the bank was told of a payout: by which of its files, to which account (PO-25, PO-26)."""

from datetime import datetime

from chalicelib.values import dataclass

MOST_KEPT = 20
"""So many of the latest files are remembered of a payout."""


@dataclass(frozen=True)
class Telling:
    """That a file for the bank told of a payout."""

    file_id: str
    account_id: str
    at: datetime
    by_id: str
    by_name: str


@dataclass(frozen=True)
class ToldPayout:
    """All files that told of a payout, the latest last; that one counts, until somebody says by
    which it was paid.
    """

    payout_id: str
    account_id: str
    """The account of the latest."""
    file_id: str
    """The latest."""
    files: tuple[Telling, ...] = ()

    def find(self, file_id: str) -> Telling | None:
        """What a file told; None where it told nothing of this payout."""
        return next((one for one in self.files if one.file_id == file_id), None)

    @property
    def last(self) -> Telling:
        """What the latest told."""
        return self.files[-1]


def told_by(payout_id: str, known: ToldPayout | None, telling: Telling) -> ToldPayout:
    """What the bank was told of a payout with what one more file tells; the same where that is
    remembered.
    """
    files = known.files if known else ()
    if all(one.file_id != telling.file_id for one in files):
        files = tuple(sorted((*files, telling), key=lambda one: (one.at, one.file_id)))[-MOST_KEPT:]
    return ToldPayout(payout_id, files[-1].account_id, files[-1].file_id, files)
