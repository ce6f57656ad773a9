"""A dispute whose credits go round the chain of approval, told step by step."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from chalicelib.domain.approvals import answers, rounds
from chalicelib.domain.approvals.approval_chain import Chain, Level
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Invoice, InvoiceLine
from chalicelib.domain.invoices.lines import LineEdit, change_line
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.domain.people.person import SYSTEM, Absence, LimitHolders, Person

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

ADA = Person("ada", "ada@x.test", "Ada", "agent", {"USD": 0})
ANN = Person("ann", "ann@x.test", "Ann", "approver", {"USD": 500_00})
ABE = Person("abe", "abe@x.test", "Abe", "approver", {"USD": 600_00})
MAX = Person("max", "max@x.test", "Max", "manager", {"USD": 5000_00})
FAY = Person("fay", "fay@x.test", "Fay", "finance", {"USD": 100_000_00})
PEOPLE = (ADA, ANN, ABE, MAX, FAY)

CHAIN = Chain(
    "std",
    "Standard",
    (Level("Approver", "approver"), Level("Manager", "manager"), Level("Finance", "finance")),
)


class Story:
    """A dispute over two charges of 2,000, and people acting on it one after the other."""

    def __init__(self, chain: Chain | None = CHAIN, people: tuple[Person, ...] = PEOPLE) -> None:
        self.people = {person.user_id: person for person in people}
        self.chains = (chain,) if chain else ()
        self.ids = (f"ID{number}" for number in count())
        self.now = MONDAY
        charges = (
            InvoiceLine(1, "Line rental", 2000_00, "feature"),
            InvoiceLine(2, "Roaming", 2000_00, "feature"),
        )
        day = date(2026, 10, 1)
        invoice = Invoice(
            1001, 77, "approved", "USD", day, day, total=4000_00, charges=4000_00, revision="r"
        )
        claim = Claim("Too much", tuple((charge, charge.amount) for charge in charges))
        self.case = raise_dispute(claim, invoice, self.context("ada"))

    def context(self, who: str) -> Context:
        by = SYSTEM if who == "system" else self.people[who]
        holders = LimitHolders(
            tuple(person for person in self.people.values() if any(person.credit_limit.values()))
        )
        return Context(by, self.now, lambda: next(self.ids), holders, self.chains)

    def ask_for(self, who: str, credit: int, line: int = 1) -> "Story":
        return self.change(who, line, LineEdit(credit=credit, status="pendingApproval"))

    def change(self, who: str, line: int, edit: LineEdit) -> "Story":
        return self.become(change_line(self.case, line, edit, self.context(who)), who)

    def become(self, case: InvoiceCase, who: str) -> "Story":
        self.case = rounds.sync_round(case, self.context(who))
        return self

    def asked(self) -> "Story":
        self.case = rounds.ask(self.case, self.context("system"))
        return self

    def answered(self, who: str, decision: str = "approve", comment: str | None = None) -> "Story":
        return self.become(
            answers.answer(
                self.case,
                self.round.number,
                self.round.current or 0,
                decision,
                comment,
                self.context(who),
            ),
            who,
        )

    def lower(self, who: str, limit: int) -> "Story":
        self.people[who] = replace(self.people[who], credit_limit={"USD": limit})
        return self

    def away(self, who: str, substitute: str | None) -> "Story":
        absence = Absence(MONDAY.date(), MONDAY.date() + timedelta(days=5), substitute)
        self.people[who] = replace(self.people[who], absence=absence)
        return self

    @property
    def round(self):
        return self.case.dispute.work.round

    @property
    def step(self):
        return self.round.steps[self.round.current - 1]

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.step.asked]

    def status_of(self, line: int) -> str:
        return self.case.dispute.work.line(line).status

    def types(self) -> list[str]:
        return [change.type for change in self.case.changes]
