"""The decision table: data, of which exactly one row applies to whatever was found out (CK-05,
CK-06, CK-07, CK-08, CK-09, PO-39, PO-40).

A row has conditions on facts, and effects. *Nobody decides by rule* is a row like any other.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from chalicelib.errors import InvalidInput, NotFound
from chalicelib.values import dataclass

FACTS: dict[str, tuple[str, ...]] = {
    "answer": ("none", "paidFull", "paidPart", "notPaid", "denies"),
    "proof": ("proved", "usedElsewhere", "cash", "unproved"),
    "note": ("before", "after", "none"),
    "amount": ("usual", "high"),
    "value": ("left", "settled"),
    "attempts": ("few", "enough"),
}
"""What a decision rests on → all that it can be.

`answer`: what the vendor said for good. `proof`: whether what it says to have paid is proved; a
payment in cash without proof is `cash`. `note`: whether a note of the order was there before the
claim, only after it, or never. `amount`: of high value or not. `value`: whether anything of the
order's is left to pay. `attempts`: whether somebody found the vendor unreachable after enough of
them.
"""

Facts = Mapping[str, str]

NO_PAYOUT, BALANCE = "none", "balance"
PAYOUTS = (NO_PAYOUT, BALANCE)
MAX_ROWS, MAX_FAULTS = 40, 20
RULE = "PO-40"


@dataclass(frozen=True, kw_only=True)
class RowEffects:
    """What follows from a row."""

    resolves: bool = False
    payout: str = NO_PAYOUT
    """Nothing, or what is left to be paid of the claim."""
    fine: bool = False
    flag: bool = False
    hold: bool = False
    counts_against: bool = False
    """Whether it is one of the decisions that the repeat rule counts (PO-33)."""
    internal_note: bool = False
    """Whether it needs a note that the customer does not see."""
    escalates_to: str | None = None
    """The role that decides instead."""

    @property
    def is_by_hand(self) -> bool:
        """Whether nobody decides by rule: nothing follows but that somebody is asked."""
        return not (self.resolves or self.payout != NO_PAYOUT or self.fine or self.hold)


@dataclass(frozen=True)
class TableRow:
    """A row: it applies where all conditions of one of its cases are met; a fact that a case does
    not name may be anything.
    """

    row_id: str
    label: str
    cases: tuple[Mapping[str, tuple[str, ...]], ...]
    effects: RowEffects
    rule: str = "CK-14"

    def applies(self, facts: Facts) -> bool:
        """Whether it is about these facts."""
        return any(_meets(case, facts) for case in self.cases)

    def reasons(self, facts: Facts) -> dict[str, str]:
        """The facts that it applies for: why it is this row."""
        met = next(case for case in self.cases if _meets(case, facts))
        return {name: facts[name] for name in FACTS if name in met}


@dataclass(frozen=True)
class DecisionTable:
    """The rows, as of a version."""

    rows: tuple[TableRow, ...]
    version: int = 0

    def others(self, applied: TableRow) -> tuple[TableRow, ...]:
        """The rows that somebody can decide by instead of the one that applies (CK-09)."""
        return tuple(row for row in self.rows if row != applied and not row.effects.is_by_hand)

    def row_for(self, facts: Facts) -> TableRow:
        """The one row that applies."""
        return next(row for row in self.rows if row.applies(facts))

    def find(self, row_id: str) -> TableRow:
        """The row of that name; `NotFound` where there is none."""
        found = next((row for row in self.rows if row.row_id == row_id), None)
        if found is None:
            raise NotFound("The decision table has no such row.", rule="CK-14")
        return found


@dataclass(frozen=True)
class TableFault:
    """Facts to which no row applies, or several."""

    facts: dict[str, str]
    row_ids: tuple[str, ...]

    @property
    def text(self) -> str:
        """The fault in words."""
        told = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        if not self.row_ids:
            return f"No row applies to {told}."
        return f"More than one row applies to {told}: {', '.join(self.row_ids)}."


def all_facts() -> Iterator[dict[str, str]]:
    """Every combination of facts."""
    for values in product(*FACTS.values()):
        yield dict(zip(FACTS, values, strict=True))


def table_faults(rows: tuple[TableRow, ...]) -> list[TableFault]:
    """The combinations that hit no row, or more than one (PO-40)."""
    return [
        TableFault(facts, hit)
        for facts in all_facts()
        if len(hit := tuple(row.row_id for row in rows if row.applies(facts))) != 1
    ]


def read_table(rows: list[dict[str, Any]], version: int = 0) -> DecisionTable:
    """The table that the rows of the setting describe; `InvalidInput` where it has a gap or an
    overlap, or a row cannot be (PO-40).
    """
    told = kept_table(rows, version)
    table = told.rows
    if not table or len(table) > MAX_ROWS or len({row.row_id for row in table}) < len(table):
        raise _wrong("", f"A table has 1 to {MAX_ROWS} rows, each with a name of its own.")
    faults = table_faults(table)
    if faults:
        said = f"{len(faults)} combinations of facts do not hit exactly one row."
        errors = [
            {"pointer": "", "detail": fault.text, "code": "gap" if not fault.row_ids else "overlap"}
            for fault in faults[:MAX_FAULTS]
        ]
        raise InvalidInput(said, rule=RULE, errors=errors)
    return told


def kept_table(rows: list[dict[str, Any]], version: int) -> DecisionTable:
    """The table as it was kept; its gaps and overlaps were looked for before."""
    table = tuple(_read_row(row, place) for place, row in enumerate(rows))
    return DecisionTable(table, version)


def table_rows(table: DecisionTable) -> list[dict[str, Any]]:
    """The rows as the setting keeps them."""
    return [
        {
            "rowID": row.row_id,
            "label": row.label,
            "cases": [{name: list(values) for name, values in case.items()} for case in row.cases],
            "effects": {
                "resolves": row.effects.resolves,
                "payout": row.effects.payout,
                "fine": row.effects.fine,
                "flag": row.effects.flag,
                "hold": row.effects.hold,
                "countsAgainst": row.effects.counts_against,
                "internalNote": row.effects.internal_note,
                "escalatesTo": row.effects.escalates_to,
            },
        }
        for row in table.rows
    ]


def _meets(case: Mapping[str, tuple[str, ...]], facts: Facts) -> bool:
    return all(facts[name] in values for name, values in case.items())


def _read_row(row: dict[str, Any], place: int) -> TableRow:
    cases = []
    for case in row["cases"]:
        for name, values in case.items():
            known = FACTS.get(name)
            if known is None or not values or not set(values) <= set(known):
                what = f"{name} is {', '.join(known)}" if known else f"there is no fact {name}"
                raise _wrong(f"/{place}/cases", f"In row {row['rowID']}: {what}.")
        cases.append({name: tuple(values) for name, values in case.items()})
    told = row.get("effects", {})
    effects = RowEffects(
        resolves=told.get("resolves", False),
        payout=told.get("payout", NO_PAYOUT),
        fine=told.get("fine", False),
        flag=told.get("flag", False),
        hold=told.get("hold", False),
        counts_against=told.get("countsAgainst", False),
        internal_note=told.get("internalNote", False),
        escalates_to=told.get("escalatesTo"),
    )
    if not cases:
        raise _wrong(f"/{place}/cases", f"Row {row['rowID']} says of no case that it applies.")
    if effects.payout not in PAYOUTS:
        raise _wrong(f"/{place}/effects/payout", f"A payout is {' or '.join(PAYOUTS)}.")
    if effects.payout != NO_PAYOUT and not effects.resolves:
        raise _wrong(f"/{place}/effects", f"Row {row['rowID']} pays, so it resolves too.")
    if effects.is_by_hand and effects != RowEffects(escalates_to=effects.escalates_to):
        raise _wrong(f"/{place}/effects", f"Row {row['rowID']} decides nothing, or all of it.")
    return TableRow(str(row["rowID"]), str(row["label"]), tuple(cases), effects)


def _wrong(pointer: str, said: str) -> InvalidInput:
    return InvalidInput(
        said, rule=RULE, errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )


_LEFT: Mapping[str, tuple[str, ...]] = {"value": ("left",)}
_PAID: Mapping[str, tuple[str, ...]] = {"answer": ("paidFull", "paidPart")}
_MANAGER = "manager"


STANDARD_TABLE = DecisionTable(
    (
        TableRow(
            "settled",
            "Nothing of the order is left to pay: nobody decides by rule",
            ({"value": ("settled",)},),
            RowEffects(escalates_to=_MANAGER),
            "PO-03",
        ),
        TableRow(
            "paidInFull",
            "The vendor paid in full and proves it: resolved, no action",
            ({**_LEFT, "answer": ("paidFull",), "proof": ("proved",)},),
            RowEffects(resolves=True),
            "CK-05",
        ),
        TableRow(
            "notPaid",
            "The vendor says that it did not pay: the platform pays, the vendor is fined",
            ({**_LEFT, "answer": ("notPaid",)},),
            RowEffects(resolves=True, payout=BALANCE, fine=True, counts_against=True),
            "CK-06",
        ),
        TableRow(
            "justifiedReduction",
            "The vendor paid less, and a note from before the claim says why: resolved, with an"
            " internal note",
            ({**_LEFT, "answer": ("paidPart",), "proof": ("proved",), "note": ("before",)},),
            RowEffects(resolves=True, internal_note=True),
            "CK-07",
        ),
        TableRow(
            "unjustifiedReduction",
            "The vendor paid less, and nothing says why: the platform pays the balance, the vendor"
            " is flagged",
            ({**_LEFT, "answer": ("paidPart",), "proof": ("proved",), "note": ("none",)},),
            RowEffects(resolves=True, payout=BALANCE, flag=True, counts_against=True),
            "CK-08",
        ),
        TableRow(
            "lateNote",
            "The vendor paid less, and what says why came after the claim: nobody decides by rule",
            ({**_LEFT, "answer": ("paidPart",), "proof": ("proved",), "note": ("after",)},),
            RowEffects(escalates_to=_MANAGER),
            "PO-18",
        ),
        TableRow(
            "usedElsewhere",
            "Another case or payout carries the reference: nobody decides by rule until somebody"
            " says why",
            ({**_LEFT, **_PAID, "proof": ("usedElsewhere",)},),
            RowEffects(escalates_to=_MANAGER),
            "PO-16",
        ),
        TableRow(
            "cashUnproved",
            "Cash, unproved: nobody decides by rule",
            ({**_LEFT, **_PAID, "proof": ("cash",)},),
            RowEffects(escalates_to=_MANAGER),
            "PO-15",
        ),
        TableRow(
            "deniesOrUnproved",
            "The vendor denies everything, or does not prove what it says: the manager decides, the"
            " vendor goes on hold",
            ({**_LEFT, "answer": ("denies",)}, {**_LEFT, **_PAID, "proof": ("unproved",)}),
            RowEffects(hold=True, escalates_to=_MANAGER),
            "CK-09",
        ),
        TableRow(
            "unreachable",
            "The vendor cannot be reached: the manager decides, the vendor goes on hold",
            ({**_LEFT, "answer": ("none",), "attempts": ("enough",)},),
            RowEffects(hold=True, escalates_to=_MANAGER),
            "CK-09",
        ),
        TableRow(
            "unanswered",
            "The vendor has not answered yet: nobody decides by rule",
            ({**_LEFT, "answer": ("none",), "attempts": ("few",)},),
            RowEffects(),
            "CK-04",
        ),
    )
)
"""The table of a company that has not set its own."""
