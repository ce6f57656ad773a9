"""Rounds of approval: who is asked, what an answer does, and what ends a round (CU-14, CU-15)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from chalicelib.domain import answers, rounds
from chalicelib.domain.case import Act, Case
from chalicelib.domain.chain import LONGEST_WAIT, MAX_HOURS, Chain, Level, chain_for
from chalicelib.domain.invoice import Invoice, InvoiceLine
from chalicelib.domain.lines import LineEdit, change_line
from chalicelib.domain.people import SYSTEM, Absence, LimitHolders, Person
from chalicelib.domain.raising import Claim, raise_dispute
from chalicelib.domain.settling import finalise, withdraw
from chalicelib.errors import AboveCreditLimit, AlreadyDecided, CannotDelegate, InvalidInput, NotAsked, NotYet, OwnApproval

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

ADA = Person("ada", "ada@x.test", "Ada", "agent", {"USD": 0})
ANN = Person("ann", "ann@x.test", "Ann", "approver", {"USD": 500_00})
ABE = Person("abe", "abe@x.test", "Abe", "approver", {"USD": 600_00})
MAX = Person("max", "max@x.test", "Max", "manager", {"USD": 5000_00})
FAY = Person("fay", "fay@x.test", "Fay", "finance", {"USD": 100_000_00})
PEOPLE = (ADA, ANN, ABE, MAX, FAY)

CHAIN = Chain("std", "Standard", (Level("Approver", "approver"), Level("Manager", "manager"), Level("Finance", "finance")))


class Story:
    """A dispute over two charges of 2,000, and people acting on it one after the other."""

    def __init__(self, chain: Chain | None = CHAIN, people: tuple[Person, ...] = PEOPLE) -> None:
        self.people = {person.user_id: person for person in people}
        self.chains = (chain,) if chain else ()
        self.ids = (f"ID{number}" for number in count())
        self.now = MONDAY
        charges = (InvoiceLine(1, "Line rental", 2000_00, "feature"), InvoiceLine(2, "Roaming", 2000_00, "feature"))
        day = date(2026, 10, 1)
        invoice = Invoice(1001, 77, "approved", "USD", day, day, total=4000_00, charges=4000_00, revision="r")
        claim = Claim("Too much", tuple((charge, charge.amount) for charge in charges))
        self.case = raise_dispute(claim, invoice, self.act("ada"))

    def act(self, who: str) -> Act:
        by = SYSTEM if who == "system" else self.people[who]
        holders = LimitHolders(tuple(person for person in self.people.values() if any(person.credit_limit.values())))
        return Act(by, self.now, lambda: next(self.ids), holders, self.chains)

    def ask_for(self, who: str, credit: int, line: int = 1) -> "Story":
        return self.change(who, line, LineEdit(credit=credit, status="pendingApproval"))

    def change(self, who: str, line: int, edit: LineEdit) -> "Story":
        return self.become(change_line(self.case, line, edit, self.act(who)), who)

    def become(self, case: Case, who: str) -> "Story":
        self.case = rounds.follow(case, self.act(who))
        return self

    def asked(self) -> "Story":
        self.case = rounds.ask(self.case, self.act("system"))
        return self

    def answered(self, who: str, decision: str = "approve", comment: str | None = None) -> "Story":
        return self.become(answers.answer(self.case, self.round.number, self.round.current or 0, decision, comment, self.act(who)), who)

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
        return self.case.dispute.line(line).status

    def types(self) -> list[str]:
        return [change.type for change in self.case.changes]


def test_a_chain_of_three_levels_ends_with_the_first_sufficient_limit() -> None:
    """CU-15: the approver's yes endorses, the manager's approves, and finance is never asked."""
    story = Story().ask_for("ada", 1000_00).asked()
    assert story.names == ["Abe", "Ann"]
    story.answered("ann", comment="Looks right")
    assert story.round.steps[0].status == "endorsed"
    assert story.status_of(1) == "pendingApproval"
    story.asked()
    assert story.names == ["Max"]
    story.answered("max")
    assert (story.round.status, story.status_of(1), story.case.dispute.status) == ("approved", "approved", "open")
    assert story.case.dispute.line(1).decided_by == "Max"
    assert story.case.relied_on_limit
    assert [step.status for step in story.round.steps] == ["endorsed", "approved", "planned"]


def test_one_round_covers_all_pending_lines() -> None:
    """CU-15: a second pending line sets the first round aside and both are asked for anew; the limit counts both (CU-14)."""
    story = Story().ask_for("ada", 400_00).asked()
    assert story.step.able == ("ann", "abe")
    story.ask_for("ada", 400_00, line=2)
    assert story.round.number == 2
    assert (story.round.amount, story.round.total) == (800_00, 800_00)
    assert story.types()[-2:] == ["approvalVoided", "approvalStarted"]
    story.asked().answered("ann")
    assert story.round.steps[0].status == "endorsed", "neither 400 nor 400, but 800 is above her limit"


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (LineEdit(credit=900_00), "open"),
        (LineEdit(disputed=1500_00), "open"),
        (LineEdit(status="withdrawn"), "withdrawn"),
        (LineEdit(status="open"), "open"),
    ],
)
def test_a_change_of_what_is_asked_for_ends_the_round(edit: LineEdit, left: str) -> None:
    """CU-15: the answer to another amount is void."""
    story = Story().ask_for("ada", 1000_00).asked().change("ada", 1, edit)
    assert (story.round.status, story.status_of(1)) == ("void", left)
    with pytest.raises(AlreadyDecided) as refused:
        answers.answer(story.case, 1, 1, "approve", None, story.act("max"))
    assert refused.value.extras["outcome"].status == "void"


def test_ended_rounds_are_remembered_as_they_ended() -> None:
    """CU-15: who ended which, when and why, with its own amount; the ten latest, so that a dispute stays small."""
    story = Story().ask_for("ada", 1000_00).asked().answered("ann", "reject", "Too much")
    rejected_at = story.now
    story.now += timedelta(hours=1)
    story.ask_for("ada", 900_00).asked()
    story.become(answers.recall(story.case, 2, story.act("ada")), "ada")
    story.ask_for("ada", 400_00).asked().answered("ann")
    story.change("max", 1, LineEdit(status="open")).ask_for("ada", 800_00)
    work = story.case.dispute.work
    assert [(one.number, one.status, one.amount, one.ended_by, one.reason) for one in work.earlier_rounds] == [
        (1, "rejected", 1000_00, "Ann", "Too much"),
        (2, "recalled", 900_00, "Ada", None),
        (3, "approved", 400_00, "Ann", None),
    ]
    with pytest.raises(AlreadyDecided, match="refused by Ann: Too much") as refused:
        story.become(answers.answer(story.case, 1, 1, "approve", None, story.act("abe")), "abe")
    assert refused.value.extras["outcome"].at == rejected_at
    for credit in range(1, 13):
        story.ask_for("ada", 800_00 + credit)
    assert [one.number for one in story.case.dispute.work.earlier_rounds] == list(range(6, 16))
    with pytest.raises(AlreadyDecided, match="long over") as refused:
        answers.recall(story.case, 1, story.act("ada"))
    assert refused.value.extras["outcome"].status == "over"


def test_a_direct_approval_ends_the_round() -> None:
    """CU-15: a sufficient limit need not wait to be asked."""
    story = Story().ask_for("ada", 1000_00).asked().change("max", 1, LineEdit(status="approved"))
    assert (story.round.status, story.status_of(1)) == ("void", "approved")
    assert (story.round.ended_by, "approved" in story.round.reason) == ("Max", True)


def test_a_withdrawn_dispute_ends_its_round() -> None:
    """CU-15, CU-16: nothing is asked about a dispute that has ended."""
    story = Story().ask_for("ada", 1000_00).asked()
    story.become(withdraw(story.case, story.act("ada")), "ada")
    assert story.round.status == "void"


def test_an_edit_of_another_line_leaves_the_round_alone() -> None:
    """CU-15: only what is pending counts."""
    story = Story().ask_for("ada", 1000_00).asked().change("ada", 2, LineEdit(disputed=100_00))
    assert (story.round.number, story.round.status) == (1, "asking")


def test_rejecting_needs_a_reason_and_gives_the_lines_back_with_it() -> None:
    """CU-15: the line says why, until it is asked for again."""
    story = Story().ask_for("ada", 1000_00).asked()
    with pytest.raises(InvalidInput, match="Say why"):
        story.answered("ann", "reject")
    story.answered("ann", "reject", "The usage is proven")
    line = story.case.dispute.line(1)
    assert (story.round.status, line.status, line.refusal, line.refused_by) == ("rejected", "open", "The usage is proven", "Ann")
    assert story.case.dispute.waiting_for == "agent"
    with pytest.raises(NotYet, match="approved or withdrawn"):
        finalise(story.case, story.act("ada"))
    assert story.ask_for("ada", 900_00).case.dispute.line(1).refusal is None


def test_nobody_approves_what_they_asked_for() -> None:
    """CU-14: neither in the page nor in the chain, in which they are not even asked."""
    story = Story().ask_for("abe", 1000_00).asked()
    assert story.names == ["Ann"]
    with pytest.raises(OwnApproval):
        story.answered("abe")
    with pytest.raises(OwnApproval):
        story.change("abe", 1, LineEdit(status="approved"))


def test_who_asked_before_is_not_asked_when_another_asks_again() -> None:
    """CU-14: what one asked for above the own limit stays another's to give, also with a higher limit later."""
    story = Story().ask_for("abe", 1000_00).change("ada", 1, LineEdit(status="open")).lower("abe", 5000_00)
    assert story.ask_for("ada", 1000_00).asked().names == ["Ann"]
    story.change("ada", 1, LineEdit(credit=999_99)).ask_for("ada", 600_01, line=2).asked()
    assert story.names == ["Ann"], "nor for another line or amount above the limit of then"
    with pytest.raises(CannotDelegate, match="cannot be passed back"):
        answers.delegate(story.case, story.round.number, 1, story.people["abe"], None, story.act("ann"))
    story.ask_for("ada", 600_00, line=2).asked()
    assert story.names == ["Abe", "Ann"], "what the limit of then allows is another matter"


def test_splitting_over_lines_does_not_help() -> None:
    """CU-14: the limit counts all credits of the invoice, so the second half is above it as the whole was."""
    story = Story().change("ann", 1, LineEdit(credit=400_00, status="approved"))
    assert story.status_of(1) == "approved"
    story.change("ann", 2, LineEdit(credit=400_00, status="approved"))
    assert story.status_of(2) == "pendingApproval"
    assert story.round.total == 800_00


def test_who_is_not_asked_cannot_answer() -> None:
    """CU-15: the answer names who is."""
    story = Story().ask_for("ada", 1000_00).asked()
    with pytest.raises(NotAsked, match="Abe or Ann"):
        story.answered("max")
    story.answered("ann")
    with pytest.raises(AlreadyDecided, match="Ann has answered"):
        answers.answer(story.case, 1, 1, "approve", None, story.act("abe"))


def test_a_limit_that_was_lowered_in_flight_approves_nothing() -> None:
    """CU-14: the limit of the moment counts; the person may still endorse."""
    story = Story().ask_for("ada", 1000_00).asked().answered("ann").asked().lower("max", 900_00)
    with pytest.raises(AboveCreditLimit, match=r"your credit limit is 900\.00"):
        story.answered("max")
    story.answered("max", "endorse")
    assert story.round.steps[1].status == "endorsed"


def test_a_level_may_be_good_for_less_than_its_people() -> None:
    """CU-15: with a limit of its own the level's yes only endorses above that."""
    low = Level("Manager", "manager", limit={"USD": 100_00})
    story = Story(Chain("c", "Capped", (low, Level("Finance", "finance")))).ask_for("ada", 1000_00).asked()
    assert story.answered("max").round.steps[0].status == "endorsed"


def test_silence_moves_the_round_on_and_the_last_one_expires_it() -> None:
    """CU-15: eight business hours a level; at the end the line comes back with the reason."""
    story = Story().ask_for("ada", 1000_00).asked()
    assert story.step.due_at == MONDAY + timedelta(hours=8)
    assert story.round.check_at == story.case.dispute.due_at == story.step.due_at
    for expected in (["Max"], ["Fay"]):
        story.now = story.step.due_at
        story.asked()
        assert story.names == expected
    story.now = story.step.due_at
    story.asked()
    line = story.case.dispute.line(1)
    assert (story.round.status, line.status, line.refused_by) == ("expired", "open", "Redress")
    assert (story.round.ended_by, story.round.reason) == (None, "Nobody answered in time.")
    assert [step.status for step in story.round.steps] == ["timedOut"] * 3


def test_no_level_takes_longer_than_four_weeks() -> None:
    """CU-15: counted from when it was first asked, however many hours it has and however often it is passed on."""
    slow = Chain("slow", "Slow", (Level("Approver", "approver", answer_within_hours=MAX_HOURS),))
    story = Story(slow).ask_for("ada", 1000_00).asked()
    first = story.step.due_at
    assert first == MONDAY + LONGEST_WAIT
    story.now += timedelta(days=20)
    story.become(answers.delegate(story.case, 1, 1, MAX, None, story.act("ann")), "ann")
    assert story.step.due_at == first


def test_a_chain_may_ask_its_last_level_again() -> None:
    """CU-15: three times more, and not for ever."""
    story = Story(Chain("c", "Patient", (Level("Manager", "manager"),), when_silent="askAgain")).ask_for("ada", 1000_00).asked()
    for _ in range(3):
        story.now = story.step.due_at
        assert story.asked().names == ["Max"]
    story.now = story.step.due_at
    assert story.asked().round.status == "expired"


def test_asking_twice_asks_once() -> None:
    """CU-15: a second start of the workflow is harmless."""
    story = Story().ask_for("ada", 1000_00).asked()
    again = rounds.ask(story.case, story.act("system"))
    assert again == story.case


def test_levels_that_have_nobody_are_passed_over() -> None:
    """CU-15: and where no level has anybody the requester is told at once."""
    story = Story(people=(ADA, MAX)).ask_for("ada", 1000_00).asked()
    assert [step.status for step in story.round.steps] == ["skipped", "asked", "planned"]
    alone = Story(people=(ADA,)).ask_for("ada", 1000_00).asked()
    assert (alone.round.status, alone.round.reason) == ("expired", "The chain has nobody who could be asked.")


def test_people_who_may_not_see_the_customer_are_not_asked() -> None:
    """CU-15, RV-03."""
    blind = replace(ANN, limit_to=("1002",))
    assert Story(people=(ADA, blind, ABE, MAX)).ask_for("ada", 1000_00).asked().names == ["Abe"]


def test_a_substitute_answers_for_who_is_away() -> None:
    """CU-15: with the own limit; nobody is asked twice, and who has no substitute is left out."""
    story = Story().away("ann", "abe").ask_for("ada", 1000_00).asked()
    assert [(one.name, one.instead_of) for one in story.step.asked] in ([("Abe", None)], [("Abe", "Ann")])
    story = Story().away("ann", None).away("abe", "max").ask_for("ada", 1000_00).asked()
    assert [(one.name, one.instead_of) for one in story.step.asked] == [("Max", "Abe")]
    assert story.answered("max").round.status == "approved"


def test_substitutes_who_stand_in_for_one_another_are_not_followed_for_ever() -> None:
    """CU-15."""
    story = Story().away("ann", "abe").away("abe", "ann").ask_for("ada", 1000_00).asked()
    assert story.round.steps[0].status == "skipped"


def test_a_requester_is_no_substitute() -> None:
    """CU-14."""
    story = Story().away("max", "abe").ask_for("abe", 1000_00).asked().answered("ann").asked()
    assert story.names == ["Fay"]


def test_passing_it_on() -> None:
    """CU-15: to somebody with at least the own limit, who then has the full time."""
    story = Story().ask_for("ada", 1000_00).asked()
    story.now += timedelta(hours=2)
    story.become(answers.delegate(story.case, 1, 1, MAX, "Yours?", story.act("ann")), "ann")
    assert story.names == ["Abe", "Max"]
    assert story.step.due_at > story.now
    with pytest.raises(AlreadyDecided, match="You have passed it on") as refused:
        story.answered("ann")
    assert refused.value.extras["outcome"].status == "delegated"
    assert story.answered("max").round.status == "approved"


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (ADA, "asked for this credit"),
        (ANN, "has had this approval"),
        (replace(ABE, user_id="low", credit_limit={"USD": 100_00}), "lower credit limit"),
    ],
)
def test_passing_it_on_never_goes_back_or_down(to: Person, why: str) -> None:
    """CU-15: not to the requester, nobody who had it, and not below the own limit."""
    story = Story().ask_for("ada", 1000_00).asked()
    with pytest.raises(CannotDelegate, match=why):
        answers.delegate(story.case, 1, 1, to, None, story.act("abe"))


def test_it_is_not_passed_on_to_who_is_away() -> None:
    """CU-15: nobody would stand in."""
    story = Story().ask_for("ada", 1000_00).asked().away("max", "fay")
    with pytest.raises(CannotDelegate, match="cannot approve credits of this customer now"):
        answers.delegate(story.case, 1, 1, story.people["max"], None, story.act("ann"))


def test_delegation_goes_in_no_circle() -> None:
    """CU-15: max → fay → max is refused."""
    story = Story().ask_for("ada", 1000_00).asked().answered("ann").asked().lower("fay", 5000_00)
    story.become(answers.delegate(story.case, 1, 2, story.people["fay"], None, story.act("max")), "max")
    with pytest.raises(CannotDelegate, match="has had this approval"):
        answers.delegate(story.case, 1, 2, MAX, None, story.act("fay"))


def test_the_requester_takes_it_back() -> None:
    """CU-15: and nobody else."""
    story = Story().ask_for("ada", 1000_00).asked()
    with pytest.raises(NotAsked, match="Only who asked"):
        answers.recall(story.case, 1, story.act("max"))
    story.become(answers.recall(story.case, 1, story.act("ada")), "ada")
    assert (story.round.status, story.status_of(1), story.case.dispute.line(1).refusal) == ("recalled", "open", None)


def test_a_round_that_stands_still_is_taken_up_again() -> None:
    """CU-15: with the next attempt of its workflow; one that waits for somebody is left alone."""
    story = Story().ask_for("ada", 1000_00)
    again = rounds.resume(story.case, story.act("system"))
    assert again.dispute.work.round.attempt == 2
    story.asked()
    assert rounds.resume(story.case, story.act("system")) == story.case


def test_the_approver_s_time_is_charged_in_business_hours() -> None:
    """X-04: Monday from nine to Tuesday at ten are nine business hours, whatever the night."""
    story = Story().ask_for("ada", 1000_00).asked()
    story.now = MONDAY + timedelta(days=1, hours=1)
    story.answered("ann", "reject", "No")
    assert story.case.dispute.spent["approver"] == 9 * 3600
    assert story.case.dispute.waiting_since == story.now


def test_without_a_configured_chain_all_limits_are_asked_the_lowest_first() -> None:
    """CU-15: rising limits."""
    holders = LimitHolders(PEOPLE)
    chain = chain_for((), holders, "USD")
    assert [level.people for level in chain.levels] == [("ann",), ("abe",), ("max",), ("fay",)]
    assert chain_for((Chain("e", "Euro", (Level("M", "manager"),), ("EUR",)), CHAIN), holders, "USD") is CHAIN


def test_the_forecast_ends_with_the_first_who_can_approve() -> None:
    """X-03: before anything is written, everybody who will have to agree is named."""
    story = Story().ask_for("ada", 1000_00)
    told = rounds.forecast(story.case, story.act("ada"))
    assert [[one.name for one in asked] for _, asked in told] == [["Abe", "Ann"], ["Max"]]
