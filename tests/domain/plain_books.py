"""What may happen to disputes of one invoice, told a second time and as plainly as it goes.

It shares no code with the product: amounts are integers in dictionaries, and a refusal is just
`False`.
"""

from dataclasses import dataclass, field

GENERAL = "general"
DECIDED = ("approved", "withdrawn")


@dataclass
class Row:
    """A line of a dispute."""

    charge: int
    disputed: int
    credit: int = 0
    status: str = "open"


@dataclass
class Claim:
    """A dispute."""

    rows: dict[str, Row]
    status: str = "open"
    adjusted: int | None = None
    reversed: bool = False
    fee: int | None = None
    asks: dict[str, int] = field(default_factory=dict)
    """Who asked others for a credit above the own limit → the lowest such limit."""

    def is_barred(self, name: str, total: int) -> bool:
        return name in self.asks and self.asks[name] < total

    @property
    def is_open(self) -> bool:
        return self.status in ("open", "pendingApproval")

    @property
    def only(self) -> Row | None:
        return next(iter(self.rows.values())) if len(self.rows) == 1 else None

    def credited(self, name: str) -> int:
        """What of a line was credited and not taken back."""
        if self.adjusted is not None:
            return 0 if self.reversed else self.adjusted
        row = self.rows[name]
        return row.credit if self.status == "finalised" and row.status == "approved" else 0

    def open_amount(self, name: str) -> int:
        """What of a line is still being argued about."""
        row = self.rows[name]
        return (
            row.disputed - self.credited(name) if self.is_open and row.status != "withdrawn" else 0
        )


@dataclass
class Who:
    """Somebody with a limit."""

    name: str
    limit: int
    works: bool = True


@dataclass
class Books:
    """An invoice with its charges, and all disputes on it."""

    charges: dict[str, int]
    other_lines: int
    paid: int
    credited: dict[str, int] = field(default_factory=dict)
    fees: int = 0
    claims: list[Claim] = field(default_factory=list)

    @property
    def all_charges(self) -> int:
        return sum(self.charges.values())

    @property
    def all_credits(self) -> int:
        return sum(self.credited.values())

    @property
    def balance(self) -> int:
        return self.all_charges + self.other_lines + self.fees - self.all_credits - self.paid

    @property
    def open_claims(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.is_open]

    def left(self, name: str) -> int:
        whole = self.all_charges - self.all_credits
        return (
            whole
            if name == GENERAL
            else max(0, min(self.charges[name] - self.credited.get(name, 0), whole))
        )

    def charge(self, name: str) -> int:
        return self.all_charges if name == GENERAL else self.charges[name]

    def fits(self, rows: dict[str, Row]) -> bool:
        """No line, nor all together, disputes more than is left, or credits more than
        it disputes.
        """
        live = {name: row for name, row in rows.items() if row.status != "withdrawn"}
        each = all(
            0 < row.disputed <= self.left(name) and 0 <= row.credit <= row.disputed
            for name, row in live.items()
        )
        return (
            each
            and sum(row.disputed for row in live.values()) <= self.all_charges - self.all_credits
        )

    # What people do: True when it happens, False when it is refused; `try_only` looks without doing
    # it.

    def can_raise(self, who: Who) -> bool:
        return who.works and not self.open_claims and self.all_charges > self.all_credits

    def raise_claim(self, who: Who, amounts: dict[str, int]) -> bool:
        rows = {name: Row(self.charge(name), amount) for name, amount in amounts.items()}
        if (
            not self.can_raise(who)
            or not all(self.left(name) > 0 for name in rows)
            or not self.fits(rows)
        ):
            return False
        self.claims.append(Claim(rows))
        return True

    def can_work_lines(self, claim: Claim, who: Who) -> bool:
        return who.works and claim.is_open and claim.adjusted is None

    def add_row(self, claim: Claim, who: Who, name: str, amount: int) -> bool:
        rows = claim.rows | {name: Row(self.charge(name), amount)}
        if not self.can_work_lines(claim, who) or self.left(name) <= 0 or not self.fits(rows):
            return False
        claim.rows = rows
        self._settle_status(claim)
        return True

    def change_row(
        self,
        claim: Claim,
        who: Who,
        name: str,
        disputed: int | None,
        credit: int | None,
        status: str | None,
        *,
        try_only: bool = False,
    ) -> str | None:
        """The line's status afterwards, or None for a refusal."""
        if not self.can_work_lines(claim, who):
            return None
        old = claim.rows[name]
        amounts = (
            old.disputed if disputed is None else disputed,
            old.credit if credit is None else credit,
        )
        new = Row(old.charge, *amounts)
        is_same = (new.disputed, new.credit) == (old.disputed, old.credit)
        target = status or (old.status if is_same or old.status == "withdrawn" else "open")
        if not (is_same and target == "withdrawn") and not self.fits(claim.rows | {name: new}):
            return None
        outcome = self._judged(claim, who, name, new, target, is_same)
        if outcome is None:
            return None
        new.status = outcome
        if not try_only:
            total = self.total_with(claim, name, new)
            if (
                outcome == "pendingApproval"
                and total > who.limit
                and not (old.status == "pendingApproval" and is_same)
            ):
                claim.asks[who.name] = min(who.limit, claim.asks.get(who.name, who.limit))
            claim.rows = claim.rows | {name: new}
            self._settle_status(claim)
        return new.status

    def _judged(
        self, claim: Claim, who: Who, name: str, new: Row, target: str, is_same: bool
    ) -> str | None:
        """The status of a line that somebody wants in a status; None for a refusal."""
        old = claim.rows[name]
        waits = old.status == "pendingApproval" and is_same
        total = self.total_with(claim, name, new)
        if target in ("open", "withdrawn"):
            return target
        if target == "approved":
            if new.credit == 0 or (old.status == "approved" and is_same):
                return "approved"
            if total <= who.limit and not claim.is_barred(who.name, total):
                return "approved"
            if waits:
                return None
        if new.credit <= 0:
            return None
        return "pendingApproval"

    def total_with(self, claim: Claim, name: str, new: Row) -> int:
        """All credits of the invoice if this line's were approved."""
        others = sum(
            row.credit
            for key, row in claim.rows.items()
            if key != name and row.status in ("approved", "pendingApproval")
        )
        return self.all_credits + others + new.credit

    def _settle_status(self, claim: Claim) -> None:
        statuses = {row.status for row in claim.rows.values()}
        claim.status = (
            "withdrawn"
            if statuses == {"withdrawn"}
            else "pendingApproval"
            if "pendingApproval" in statuses
            else "open"
        )

    def finalise(self, claim: Claim, who: Who, *, try_only: bool = False) -> bool:
        if not self.can_work_lines(claim, who) or any(
            row.status not in DECIDED for row in claim.rows.values()
        ):
            return False
        if not try_only:
            claim.status = "finalised"
            for name in claim.rows:
                self._credit(name, claim.credited(name))
        return True

    def withdraw(self, claim: Claim, who: Who, *, try_only: bool = False) -> bool:
        if not (who.works and claim.is_open) or (claim.adjusted is not None and not claim.reversed):
            return False
        if not try_only:
            claim.status = "withdrawn"
        return True

    def adjust(self, claim: Claim, who: Who, *, try_only: bool = False) -> bool:
        row = claim.only
        if (
            not self.can_work_lines(claim, who)
            or row is None
            or row.status != "open"
            or not self.fits(claim.rows)
        ):
            return False
        total = self.all_credits + row.disputed
        if total > who.limit or claim.is_barred(who.name, total):
            return False
        if not try_only:
            claim.adjusted = row.disputed
            self._credit(next(iter(claim.rows)), row.disputed)
        return True

    def reverse(self, claim: Claim, who: Who, *, try_only: bool = False) -> bool:
        if not (who.works and claim.is_open) or claim.adjusted is None or claim.reversed:
            return False
        if not try_only:
            claim.reversed = True
            self._credit(next(iter(claim.rows)), -claim.adjusted)
        return True

    def charge_fee(self, claim: Claim, who: Who, amount: int, *, try_only: bool = False) -> bool:
        if (
            not (who.works and claim.is_open)
            or not claim.reversed
            or claim.fee is not None
            or amount <= 0
        ):
            return False
        if not try_only:
            claim.fee = amount
            self.fees += amount
        return True

    def close(self, claim: Claim, who: Who, *, try_only: bool = False) -> bool:
        if not (who.works and claim.is_open) or claim.only is None or claim.only.status != "open":
            return False
        if not try_only:
            claim.status = "closed"
        return True

    def reopen(self, claim: Claim, who: Who, *, try_only: bool = False) -> bool:
        if not who.works or claim.status != "closed" or self.open_claims:
            return False
        is_argued_again = claim.adjusted is None or claim.reversed
        if is_argued_again and not self.fits(claim.rows):
            return False
        if not try_only:
            claim.status = "open"
        return True

    def edit(self, claim: Claim, who: Who, amount: int | None) -> bool:
        """New words, and where one is given, a new amount."""
        if not (who.works and claim.is_open):
            return False
        if amount is None or amount == sum(row.disputed for row in claim.rows.values()):
            return True
        return (
            claim.only is not None
            and self.change_row(claim, who, next(iter(claim.rows)), amount, None, None) is not None
        )

    def _credit(self, name: str, amount: int) -> None:
        self.credited[name] = self.credited.get(name, 0) + amount
