"""Both tracks of a dispute, driven at random against plain books (RV-13, X-02, X-05, X-06)."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event, record
from chalicelib.domain.invoices import settlement
from chalicelib.domain.invoices.actions import choices, line_choices, raise_choice
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.edit import Edit, edit
from chalicelib.domain.invoices.invoice import GENERAL, Adjustment, Invoice, InvoiceLine, Payment
from chalicelib.domain.invoices.lines import LineEdit, add_line, change_line
from chalicelib.domain.invoices.new_dispute import Claim as Raising
from chalicelib.domain.invoices.new_dispute import dispute_line, general_line, raise_dispute
from chalicelib.domain.people.person import LimitHolders, Person
from chalicelib.errors import RedressError
from tests.domain.plain_books import Books, Claim, Who

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
LINES = {"1": 100, "2": 50, "3": 7}
CREDIT, PAID = -20, 30
PEOPLE = {
    "ada": Person("ada", "ada@demo.test", "Ada", "agent"),
    "ann": Person("ann", "ann@demo.test", "Ann", "approver", {"USD": 60}),
    "max": Person("max", "max@demo.test", "Max", "manager", {"USD": 120}),
    "fay": Person("fay", "fay@demo.test", "Fay", "finance", {"USD": 10_000}),
    "sue": Person("sue", "sue@demo.test", "Sue", "support", {"USD": 10_000}),
}

people = st.sampled_from(["fay", "max", "ann", "ada", "sue"])
names = st.sampled_from([*LINES, GENERAL])
fitting = st.sampled_from([1, 2, 5, 7])
amounts = fitting | st.integers(-1, 120) | st.sampled_from([*LINES.values(), sum(LINES.values())])
wishes = st.dictionaries(names, fitting, min_size=1, max_size=1) | st.dictionaries(
    names, amounts, min_size=1, max_size=3
)
places = st.integers(0, 5)
TRACK = ("adjust", "reverse", "fee", "close", "reopen")


class DisputeMachine(RuleBasedStateMachine):
    """One invoice, its disputes one after the other, and five people who do what they like."""

    @initialize(
        wanted=st.dictionaries(names, fitting, min_size=1, max_size=2),
        who=people,
        steps=st.integers(0, 5),
    )
    def begin(self, wanted: dict[str, int], who: str, steps: int) -> None:
        total = sum(LINES.values()) + CREDIT
        self.ids = count(1)
        self.ticks = count(1)
        self.invoice = Invoice(
            1001,
            7,
            "approved",
            "USD",
            date(2026, 10, 1),
            date(2026, 10, 31),
            total,
            sum(LINES.values()),
            "r1",
            payments=(Payment("p", date(2026, 10, 5), PAID),),
        )
        self.people = dict(PEOPLE)
        self.disputes: list[Dispute] = []
        self.events: list[list[Event]] = []
        self.posted: list[Adjustment] = []
        self.books = Books(dict(LINES), CREDIT, PAID)
        self.raises("ada", wanted)
        self.goes_along_the_adjustment_track(who, 0, steps)

    # --- what people do

    @precondition(lambda self: not self.books.open_claims)
    @rule(who=people, wanted=wishes)
    def raises_another(self, who: str, wanted: dict[str, int]) -> None:
        self.raises(who, wanted)

    @rule(who=people, wanted=wishes)
    def raises(self, who: str, wanted: dict[str, int]) -> None:
        if GENERAL in wanted:
            wanted = {GENERAL: wanted[GENERAL]}
        claim = Raising(
            "Too much",
            lines=tuple(
                (billed(name), amount) for name, amount in wanted.items() if name != GENERAL
            ),
            general=wanted.get(GENERAL),
        )
        case = attempt(lambda: raise_dispute(claim, self.invoice, self.context(who)))
        assert (case is not None) == self.books.raise_claim(self.plain(who), wanted), wanted
        if case:
            self.disputes.append(case.dispute)
            self.events.append([])
            self.keep(len(self.disputes) - 1, case, who)

    @rule(who=people, place=places, name=names, amount=amounts)
    def adds_a_line(self, who: str, place: int, name: str, amount: int) -> None:
        place, case, claim = self.chosen(place)
        if name in claim.rows:
            return
        line = (
            general_line(self.invoice, amount)
            if name == GENERAL
            else dispute_line(billed(name), amount)
        )
        could = next(
            one for one in choices(case, self.context(who)) if one.name == "addLine"
        ).allowed
        added = attempt(lambda: add_line(case, line, LineEdit(), self.context(who)))
        assert (added is not None) == self.books.add_row(claim, self.plain(who), name, amount)
        assert could or added is None, "what is told to be impossible is not possible (X-02)"
        self.keep(place, added, who)

    @precondition(lambda self: self.books.open_claims)
    @rule(
        who=people,
        name=names,
        disputed=st.none() | amounts,
        credit=st.none() | amounts,
        status=st.sampled_from(
            [None, None, "open", "pendingApproval", "approved", "approved", "withdrawn"]
        ),
    )
    def changes_a_line(
        self, who: str, name: str, disputed: int | None, credit: int | None, status: str | None
    ) -> None:
        place, case, claim = self.open_one()
        if name not in claim.rows:
            name = sorted(claim.rows)[0]
        changed = attempt(
            lambda: change_line(case, name, LineEdit(disputed, credit, status), self.context(who))
        )
        outcome = self.books.change_row(claim, self.plain(who), name, disputed, credit, status)
        assert (changed.dispute.work.line(name).status if changed else None) == outcome, (
            name,
            disputed,
            credit,
            status,
        )
        self.keep(place, changed, who)

    @precondition(lambda self: self.books.open_claims)
    @rule(who=people)
    def decides_every_line(self, who: str) -> None:
        """Credits all that is disputed, so that the machine often comes to where finalising is
        possible.
        """
        for name in sorted(self.open_one()[2].rows):
            credit = self.open_one()[2].rows[name].disputed
            self.changes_a_line(who, name, None, credit, "approved")

    @rule(
        who=people,
        place=places,
        amount=st.none() | amounts,
        words=st.sampled_from(["Too much", "Far too much"]),
    )
    def edits(self, who: str, place: int, amount: int | None, words: str) -> None:
        place, case, claim = self.chosen(place)
        edited = attempt(
            lambda: edit(case, Edit(words, None, "Default", None, None, amount), self.context(who))
        )
        assert (edited is not None) == self.books.edit(claim, self.plain(who), amount)
        self.keep(place, edited, who)

    @rule(
        who=people,
        place=places,
        step=st.sampled_from(["finalise", "withdraw", "adjust", "reverse", "close", "reopen"]),
    )
    def takes_a_step(self, who: str, place: int, step: str) -> None:
        place, case, claim = self.chosen(place)
        verb: Callable[[InvoiceCase, Context], InvoiceCase] = getattr(settlement, step)
        done = attempt(lambda: verb(case, self.context(who)))
        assert (done is not None) == getattr(self.books, step)(claim, self.plain(who)), step
        self.keep(place, done, who)

    @rule(who=people, skipped=st.integers(0, 2), steps=st.integers(1, 5))
    def goes_along_the_adjustment_track(self, who: str, skipped: int, steps: int) -> None:
        """Several steps in their order, so that the machine often comes to the later ones."""
        for step in TRACK[skipped : skipped + steps]:
            if step == "fee":
                self.charges_a_fee(who, 0, 3)
            else:
                self.takes_a_step(who, 0, step)

    @rule(who=people, also=st.sampled_from(["finalise", "withdraw"]))
    def goes_along_the_line_track(self, who: str, also: str) -> None:
        """Every line credited in full, and then the end of it."""
        if self.books.open_claims:
            self.decides_every_line(who)
            self.takes_a_step(who, 0, also)

    @rule(who=people, limit=st.sampled_from([0, 60, 120, 10_000]))
    def gets_another_limit(self, who: str, limit: int) -> None:
        """CU-14: what was asked for above a limit stays another's to give when the limit rises."""
        self.people[who] = replace(self.people[who], credit_limit={"USD": limit})

    @rule(who=people, place=places, amount=st.integers(-1, 5))
    def charges_a_fee(self, who: str, place: int, amount: int) -> None:
        place, case, claim = self.chosen(place)
        charged = attempt(lambda: settlement.charge_fee(case, amount, self.context(who)))
        assert (charged is not None) == self.books.charge_fee(claim, self.plain(who), amount)
        self.keep(place, charged, who)

    # --- what holds after every step

    @invariant()
    def amounts_add_up(self) -> None:
        """X-06: per dispute, per line, and against the plain books."""
        for dispute, claim in zip(self.disputes, self.books.claims, strict=True):
            amounts = dispute.amounts
            assert (
                amounts.disputed
                == amounts.open + amounts.credited + amounts.withdrawn + amounts.declined
            )
            assert min(vars(amounts).values()) >= 0
            assert dispute.shares.total == amounts.disputed
            assert dispute.status == claim.status
            assert {
                str(line.line_id): (line.disputed, line.credit, line.status)
                for line in dispute.work.lines
            } == {name: (row.disputed, row.credit, row.status) for name, row in claim.rows.items()}
            for line in dispute.work.lines:
                of_line = dispute.work.amounts_of(line, dispute.status)
                assert of_line.credited == claim.credited(str(line.line_id))
                assert of_line.open == claim.open_amount(str(line.line_id))
                shares = dispute.work.shares_of(line, dispute.status)
                assert shares.total == line.disputed
                assert min(vars(shares).values()) >= 0
                assert (shares.credited, shares.withdrawn) == (of_line.credited, of_line.withdrawn)
                assert shares.pending == (
                    line.credit
                    if dispute.is_open and line.status in ("approved", "pendingApproval")
                    else 0
                )

    @invariant()
    def the_invoice_follows(self) -> None:
        """Balance = total + fees − credits − payments; credits never exceed charges; what is in
        dispute is told (CU-02, CU-12).
        """
        invoice, books = self.invoice, self.books
        assert invoice.balance == books.balance
        assert invoice.credited == {
            name: amount for name, amount in books.credited.items() if amount
        }
        assert 0 <= invoice.credited_total <= invoice.charges
        assert invoice.fees == books.fees
        assert invoice.credited_total == -sum(
            one.amount for one in self.posted if one.kind != "reversalFee"
        )
        assert invoice.fees == sum(one.amount for one in self.posted if one.kind == "reversalFee")
        open_amounts = {
            name: claim.open_amount(name) for claim in books.open_claims for name in claim.rows
        }
        assert invoice.disputed == {name: amount for name, amount in open_amounts.items() if amount}
        assert invoice.shares == next(
            (dispute.shares for dispute in self.disputes if dispute.is_open), None
        )

    @invariant()
    def one_dispute_is_open_at_most(self) -> None:
        """CU-06."""
        open_ids = [dispute.dispute_id for dispute in self.disputes if dispute.is_open]
        assert len(open_ids) <= 1
        assert self.invoice.open_dispute_id == (open_ids[0] if open_ids else None)

    @invariant()
    def events_are_chained(self) -> None:
        """X-05; every way of ending sets the close date (RV-10)."""
        for dispute, events in zip(self.disputes, self.events, strict=True):
            assert first_broken(events) is None
            assert (dispute.sequence, dispute.last_hash) == (len(events), events[-1].hash)
            assert (dispute.closed_at is None) == dispute.is_open

    @invariant()
    def what_can_be_done_is_what_is_told(self) -> None:
        """X-02: every action of every dispute, for each of the people, is told as the books have
        it.
        """
        for who in PEOPLE:
            context, plain = self.context(who), self.plain(who)
            assert raise_choice(self.invoice, context).allowed == self.books.can_raise(plain)
            for dispute, claim in zip(self.disputes[-2:], self.books.claims[-2:], strict=True):
                case = InvoiceCase(dispute, self.invoice)
                told = {choice.name: choice.allowed for choice in choices(case, context)}
                del told["addLine"]
                assert not told.pop("voidPaperFee"), "no invoice of these bills paper"
                assert told == self.expected(claim, plain), (who, dispute.status)
                self.check_line_choices(case, claim, context, plain)

    # --- helpers

    def expected(self, claim: Claim, who: Who) -> dict[str, bool]:
        steps = ("finalise", "adjust", "reverse", "close", "reopen", "withdraw")
        expected = {step: getattr(self.books, step)(claim, who, try_only=True) for step in steps}
        editing = dict.fromkeys(("edit", "assign", "attach"), who.works and claim.is_open)
        talking = {"message": who.works and claim.is_open, "note": who.works}
        fee = self.books.charge_fee(claim, who, 1, try_only=True)
        telling = {"tellOutcome": who.works and not self.books.open_claims}
        return expected | {"fee": fee} | editing | talking | telling

    def check_line_choices(
        self, case: InvoiceCase, claim: Claim, context: Context, who: Who
    ) -> None:
        targets = {
            "approve": "approved",
            "decline": "approved",
            "withdraw": "withdrawn",
            "reopen": "open",
        }
        for line in case.dispute.work.lines:
            for choice in line_choices(case, line, context):
                if choice.name == "change":
                    assert choice.allowed == self.books.can_work_lines(claim, who)
                    continue
                outcome = self.books.change_row(
                    claim, who, str(line.line_id), None, None, targets[choice.name], try_only=True
                )
                assert choice.allowed == (outcome is not None), (choice, line)
                assert choice.allowed or (choice.rule or choice.reason), "a refusal says why"
                assert choice.name not in ("approve", "decline") or (choice.name == "decline") == (
                    line.credit == 0
                )
                assert choice.becomes == (
                    "declined" if choice.name == "decline" and choice.allowed else outcome
                )

    def keep(self, place: int, case: InvoiceCase | None, who: str) -> None:
        """What the store would keep of a case, and what it would refuse."""
        if case is None or not case.changes:
            return
        event(case.changes[-1].type)
        dispute, events = record(
            self.disputes[place], case.dispute, case.changes, self.people[who], self.context(who).at
        )
        assert dispute.version == self.disputes[place].version + 1
        self.disputes[place] = dispute
        self.events[place].extend(events)
        self.posted.extend(case.adjustments)
        self.invoice = replace(case.invoice, version=self.invoice.version + 1)

    def chosen(self, place: int) -> tuple[int, InvoiceCase, Claim]:
        """Mostly the last dispute, sometimes an earlier one."""
        chosen = max(0, len(self.disputes) - 1 - place // 3)
        return chosen, InvoiceCase(self.disputes[chosen], self.invoice), self.books.claims[chosen]

    def open_one(self) -> tuple[int, InvoiceCase, Claim]:
        place = next(n for n, claim in enumerate(self.books.claims) if claim.is_open)
        return place, InvoiceCase(self.disputes[place], self.invoice), self.books.claims[place]

    def context(self, who: str) -> Context:
        at = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=next(self.ticks))
        holders = LimitHolders(
            tuple(person for person in self.people.values() if person.credit_limit)
        )
        return Context(self.people[who], at, lambda: f"ID{next(self.ids)}", holders)

    def plain(self, who: str) -> Who:
        person = self.people[who]
        return Who(person.user_id, person.limit_in("USD"), works=person.role != "support")


def billed(name: str) -> InvoiceLine:
    return InvoiceLine(name, f"Charge {name}", LINES[name], "fee")


def attempt(what: Callable[[], Any]) -> Any:
    """What comes of it, or None for a refusal of the domain; any other error fails the test."""
    try:
        return what()
    except RedressError:
        return None


TestDisputeMachine = DisputeMachine.TestCase
TestDisputeMachine.settings = settings(
    max_examples=3000 if IS_LONG else 60,
    stateful_step_count=40 if IS_LONG else 25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)
