"""What one busy wallet bears: commands that read it, decide, and write it at the version that they
read (IG-06).

A simulation with what DynamoDB publishes and what one sees of it: a transactional write of an item
of a kilobyte takes two write units, a partition gives a thousand of them a second, a transaction in
progress on an item refuses another one, reads take some milliseconds and transactions some more.
The engine of the tests has no such limits, so it cannot tell this.
"""

import heapq
import random
import statistics
from dataclasses import dataclass, field

READ_SECONDS = (0.004, 0.4)
"""Median and spread (of the logarithm) of a batch read."""
DECIDE_SECONDS = 0.006
WRITE_SECONDS = (0.018, 0.4)
PARTITION_UNITS = 1000.0
ATTEMPT_UNITS = 2.0
"""What a try costs the wallet's partition, refused ones too."""


@dataclass(frozen=True)
class Policy:
    """How a command waits when somebody else was faster: a random while, at most `first` and twice
    that each time, up to `longest`.
    """

    first: float
    longest: float
    patience: float = 15.0
    """After so many seconds it is given up, and nothing was done."""

    def __str__(self) -> str:
        return f"{self.first * 1000:.0f} ms … {self.longest:g} s"


@dataclass
class Outcome:
    """What came of all commands of a run."""

    offered: int = 0
    attempts: int = 0
    seconds: list[float] = field(default_factory=list)
    """How long each of those took that succeeded."""

    @property
    def success(self) -> float:
        return len(self.seconds) / self.offered

    @property
    def attempts_each(self) -> float:
        return self.attempts / self.offered

    def percentile(self, percent: int) -> float:
        return (
            statistics.quantiles(self.seconds, n=100)[percent - 1] if len(self.seconds) > 1 else 0.0
        )


@dataclass
class _Wallet:
    version: int = 0
    busy_until: float = 0.0
    units: float = PARTITION_UNITS
    filled_at: float = 0.0

    def take_units(self, now: float) -> bool:
        self.units = min(PARTITION_UNITS, self.units + (now - self.filled_at) * PARTITION_UNITS)
        self.filled_at = now
        if self.units < ATTEMPT_UNITS:
            return False
        self.units -= ATTEMPT_UNITS
        return True


def simulate(policy: Policy, per_second: float, *, seconds: float = 60.0, seed: int = 1) -> Outcome:
    """So many commands a second, at random moments, all on one wallet."""
    dice = random.Random(seed)
    wallet, outcome = _Wallet(), Outcome()
    # (when, order, what, begun, pause, version): `order` keeps equal moments in a fixed order
    steps: list[tuple[float, int, str, float, float, int]] = []
    order = 0

    def then(when: float, what: str, begun: float, pause: float, version: int = 0) -> None:
        nonlocal order
        order += 1
        heapq.heappush(steps, (when, order, what, begun, pause, version))

    moment = dice.expovariate(per_second)
    while moment < seconds:
        outcome.offered += 1
        then(moment, "read", moment, policy.first)
        moment += dice.expovariate(per_second)
    while steps:
        now, _, what, begun, pause, version = heapq.heappop(steps)
        if what == "read":
            # What a read finds is what was written when it began.
            then(
                now + _lasting(dice, READ_SECONDS) + DECIDE_SECONDS,
                "write",
                begun,
                pause,
                wallet.version,
            )
            continue
        if what == "done":
            wallet.version += 1
            outcome.seconds.append(now - begun)
            continue
        outcome.attempts += 1
        lasts = _lasting(dice, WRITE_SECONDS)
        if wallet.take_units(now) and now >= wallet.busy_until and version == wallet.version:
            wallet.busy_until = now + lasts
            then(now + lasts, "done", begun, pause)
        elif now + lasts - begun < policy.patience:
            then(
                now + lasts + dice.uniform(0, pause), "read", begun, min(pause * 2, policy.longest)
            )
    return outcome


def _lasting(dice: random.Random, what: tuple[float, float]) -> float:
    median, spread = what
    return median * dice.lognormvariate(0, spread)
