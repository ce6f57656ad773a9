"""Where disputed money stands, for every kind of dispute (X-06)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Amounts:
    """Disputed = open + credited + withdrawn + declined; in minor units."""

    disputed: int
    open: int
    credited: int
    withdrawn: int
    declined: int

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))

    def __sub__(self, other: "Amounts") -> "Amounts":
        return Amounts(*(mine - theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))


NOTHING = Amounts(0, 0, 0, 0, 0)
