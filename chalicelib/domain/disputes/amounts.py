"""Where disputed money stands, for every kind of dispute (X-06)."""

from typing import Self

from chalicelib.values import dataclass


class Sums:
    """Amounts that are added and taken off part by part; in minor units."""

    def __add__(self, other: Self) -> Self:
        return type(self)(
            *(
                mine + theirs
                for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)
            )
        )

    def __sub__(self, other: Self) -> Self:
        return type(self)(
            *(
                mine - theirs
                for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)
            )
        )


@dataclass(frozen=True)
class Amounts(Sums):
    """Disputed = open + credited + withdrawn + declined: what is final, and what is still in
    dispute.
    """

    disputed: int
    open: int
    credited: int
    withdrawn: int
    declined: int


@dataclass(frozen=True)
class Shares(Sums):
    """What became of disputed money, or is to become of it: six parts that come to all that is
    disputed.
    """

    credited: int = 0
    approved: int = 0
    """To be credited when the dispute is finalised."""
    asked_for: int = 0
    """For which somebody else's yes is awaited."""
    withdrawn: int = 0
    declined: int = 0
    """What gets no credit; while the dispute is open that can change."""
    undecided: int = 0

    @property
    def total(self) -> int:
        """All six: what is disputed."""
        return sum(vars(self).values())

    @property
    def pending(self) -> int:
        """What comes off the invoice if all that is approved and asked for is credited."""
        return self.approved + self.asked_for


NOTHING = Amounts(0, 0, 0, 0, 0)
NO_SHARES = Shares()
