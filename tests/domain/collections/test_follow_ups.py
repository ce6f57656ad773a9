"""Follow-ups on open items: opened, chased, moved, put into other hands, and ended (DM-01,
DM-05…DM-11, CO-02…CO-04, CO-12…CO-20).
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.collections import assignment, chases, ending, steps
from chalicelib.domain.collections.answering import comment
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.choices import choices
from chalicelib.domain.collections.ending import end
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.lifecycle import FOLLOW_UP
from chalicelib.domain.collections.opening import Opening, join, open_follow_up
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.errors import (
    AlreadyDone,
    FollowUpEnded,
    InFollowUp,
    InvalidInput,
    LastItem,
    NotDisputable,
    NotYet,
    RedressError,
    TooMany,
)
from tests.domain.follow_ups import (
    COLLECTOR,
    CUSTOMER,
    HOURS,
    MANAGER,
    ON_GOING,
    OPENING,
    OTHER,
    RESOLVED,
    RESOLVER,
    START,
    TERMS,
    Desk,
    invoice,
)


def desk_with(*numbers: str) -> Desk:
    return Desk(*map(invoice, numbers))


def in_dispute(desk: Desk, number: str) -> str:
    """A dispute that was there before, by its id."""
    case = raise_dispute(
        Claim("Before", general=1000), desk.invoices[number], desk.context(COLLECTOR)
    )
    desk.invoices[number] = case.invoice
    desk.disputes[case.dispute.dispute_id] = case.dispute
    return case.dispute.dispute_id


def chased(terms: ChaseTerms = TERMS, due: date | None = None) -> Any:
    return lambda case, context: chases.chase(case, RESOLVER, terms, context, due, [MANAGER])


def test_a_dispute_status_raises_a_dispute_an_invoice_and_those_disputed_already_join() -> None:
    """DM-01, DM-05: over what is open, with comment and resolver; date and waiting as suggested."""
    desk = desk_with("A", "B")
    desk.pay("B", 4000)
    before = in_dispute(desk, "A")

    follow_up = desk.open("A", "B")

    joined, raised = follow_up.items
    assert (joined.dispute_id, joined.was_raised, raised.was_raised) == (before, False, True)
    dispute = desk.disputes[str(raised.dispute_id)]
    assert (dispute.amounts.disputed, dispute.description) == (6000, "The price is wrong")
    assert (dispute.resolver_id, desk.disputes[before].resolver_id) == ("rita", None)
    assert (follow_up.due, follow_up.waiting_for) == (date(2026, 12, 7), "resolver")
    assert {one.follow_up_id for one in desk.invoices.values()} == {follow_up.follow_up_id}
    assert {one.item_category for one in desk.invoices.values()} == {"dispute"}


def test_another_status_only_marks_the_items() -> None:
    """DM-01: no dispute; without a resolver it waits for the collector, and nobody is chased."""
    desk = desk_with("A")

    follow_up = desk.open("A", opening=Opening(ON_GOING))

    assert (desk.disputes, desk.invoices["A"].item_status) == ({}, "onGoing")
    assert (follow_up.waiting_for, follow_up.chase_at) == ("collector", None)
    with pytest.raises(NotYet):
        desk.do(
            follow_up.follow_up_id, lambda case, context: chases.chase(case, None, TERMS, context)
        )


def test_a_follow_up_tells_what_can_be_done_and_why_not() -> None:
    """X-02, CO-13, CO-15, DM-08: by asking what the verbs ask; nobody is chased where none is
    named, the last item is not dropped, and who may not work disputes does nothing.
    """

    def blocked(follow_up: Any, person: Any = COLLECTOR) -> dict[str, str | None]:
        told = choices(follow_up, desk.context(person))
        return {one.name: one.rule for one in told if not one.allowed and one.reason}

    desk = desk_with("A", "B", "C")
    asked, alone = desk.open("A", "B"), desk.open("C", opening=Opening(ON_GOING))

    assert blocked(asked) == {"confirmMail": "CO-15"}
    assert blocked(alone) == {"chase": "DM-08", "drop": "CO-13", "confirmMail": "CO-15"}
    full = replace(asked, items=asked.items[:1] * 25)
    assert blocked(full) == {"confirmMail": "CO-15", "join": "DM-11"}
    assert blocked(replace(asked, unconfirmed=1)) == {}
    ended = blocked(asked.moved("end", START, HOURS))
    assert {ended["chase"], ended["move"]} == {"DM-08"}
    assert len(ended) == len(blocked(asked, replace(RESOLVER, role="resolver"))) == 8


def test_the_time_that_each_has_had_it_is_counted_in_business_hours() -> None:
    """X-04: of resolver and collector, nights left out, by whatever the move changes hands; another
    date changes none, and what has ended stands as it is.
    """
    desk = desk_with("A", "B")
    name = desk.open("A", "B").follow_up_id

    def spent() -> dict[str, int]:
        told = desk.follow_ups[name].spent_until(desk.at, HOURS)
        return {party: seconds // 60 for party, seconds in told.items()}

    desk.later(1 / 24)
    desk.do(name, lambda case, context: steps.move(case, date(2026, 12, 24), TERMS, context))
    desk.later(1 / 24)
    assert spent() == {"resolver": 120}
    written = desk.do(name, lambda case, context: comment(case, "Which price?", context))
    assert (written.waiting_for, written.waiting_since) == ("collector", desk.at)
    desk.later(22 / 24)
    assert spent() == {"resolver": 120, "collector": 6 * 60}
    desk.do(name, lambda case, context: chases.chase(case, RESOLVER, TERMS, context))
    desk.later(0.5 / 24)
    desk.do(name, ends({"A": "refused", "B": "withdrawn"}))
    desk.later(1)
    assert spent() == {"resolver": 150, "collector": 6 * 60}


@pytest.mark.parametrize("missing", ["comment", "resolver"])
def test_a_dispute_status_takes_a_comment_and_a_resolver(missing: str) -> None:
    """CO-04."""
    with pytest.raises(InvalidInput) as refused:
        desk_with("A").open("A", opening=replace(OPENING, **{missing: None}))
    assert refused.value.rule == "CO-04"


def test_what_cannot_be_taken_in_is_told_item_by_item_or_left_out() -> None:
    """CO-02, DM-11: all or none; *without these* takes in the rest in one step."""
    desk = Desk(
        invoice("A"),
        invoice("DRAFT", status="draft"),
        invoice("CREDITED", charges=0),
        invoice("HELD", follow_up_id="elsewhere"),
    )
    numbers = tuple(desk.invoices)
    before = dict(desk.invoices)

    with pytest.raises(NotDisputable) as refused:
        desk.open(*numbers)

    told = refused.value.extras["errors"]
    assert [(one["pointer"], one["rule"]) for one in told] == [
        ("/items/1", "CO-14"),
        ("/items/2", "CU-07"),
        ("/items/3", "DM-06"),
    ]
    assert (desk.invoices, desk.disputes) == (before, {})
    case = open_follow_up(
        replace(OPENING, leaves_out=True), CUSTOMER, desk.wanted(*numbers), TERMS, desk.context()
    )
    assert [item.invoice_number for item in case.follow_up.items] == ["A"]
    assert [one.invoice_number for one in case.left_out] == ["DRAFT", "CREDITED", "HELD"]


def test_a_follow_up_holds_25_items_and_sums_each_currency_apart() -> None:
    """DM-11, CO-03."""
    desk = Desk(*(invoice(str(n), 100 + n, currency="EUR" if n % 2 else "USD") for n in range(26)))
    numbers = tuple(desk.invoices)

    with pytest.raises(TooMany):
        desk.open(*numbers)

    follow_up = desk.open(*numbers[:24])
    assert follow_up.sums == {"EUR": 1200 + 144, "USD": 1200 + 132}
    with pytest.raises(TooMany):
        desk.do(
            follow_up.follow_up_id,
            lambda case, context: join(case, desk.wanted(*numbers[24:]), False, context),
        )
    with pytest.raises(InFollowUp):
        desk.open("3")


def test_an_item_is_dropped_but_not_the_last_one() -> None:
    """DM-10, CO-13: its dispute goes on; the refusal of the last one offers to end."""
    desk = desk_with("A", "B")
    name = desk.open("A", "B").follow_up_id

    follow_up = desk.do(name, lambda case, context: steps.drop(case, "A", context))

    assert [(one.invoice_number, one.left) for one in follow_up.items] == [
        ("A", "dropped"),
        ("B", None),
    ]
    assert (desk.invoices["A"].follow_up_id, desk.invoices["A"].open_dispute_id) == (None, "2")
    with pytest.raises(LastItem) as refused:
        desk.do(name, lambda case, context: steps.drop(case, "B", context))
    assert refused.value.extras["offer"] == {"name": "end"}


def test_resolver_and_comment_are_changed_for_all_items_or_for_one() -> None:
    """DM-10: open disputes get the resolver with it; for all takes what one had of its own."""
    desk = desk_with("A", "B")
    name = desk.open("A", "B").follow_up_id

    one = desk.do(
        name,
        lambda case, context: assignment.assign(
            case, assignment.Assignment(OTHER, "See the contract", ("B",)), TERMS, context
        ),
    )

    a, b = one.items
    assert (one.resolver_of(a)[0], one.resolver_of(b)[0]) == ("rita", "rolf")
    assert (one.comment_on(a), one.comment_on(b)) == ("The price is wrong", "See the contract")
    assert [desk.disputes[str(item.dispute_id)].resolver_id for item in (a, b)] == ["rita", "rolf"]
    desk.do(name, chased())
    everything = desk.do(
        name,
        lambda case, context: assignment.assign(case, assignment.Assignment(OTHER), TERMS, context),
    )
    assert {everything.resolver_of(item)[0] for item in everything.items} == {"rolf"}
    assert everything.unanswered == 0
    assert {one.resolver_id for one in desk.disputes.values()} == {"rolf"}


def test_what_was_paid_in_full_leaves_by_itself_and_its_dispute_stays() -> None:
    """CO-14: with the last one the follow-up has ended."""
    desk = desk_with("A", "B")
    name = desk.open("A", "B").follow_up_id
    desk.pay("A")

    follow_up = desk.do(name, steps.settle)

    assert (follow_up.items[0].left, follow_up.status) == ("paid", "open")
    assert (desk.invoices["A"].follow_up_id, desk.disputes["2"].is_open) == (None, True)
    desk.pay("B", 9999)
    assert not steps.settle(desk.case(name), desk.context()).changes
    desk.pay("B")
    ended = desk.do(name, chased())
    assert (ended.status, ended.chases, ended.chase_at) == ("ended", 0, None)
    assert [one.type for one in desk.events[name]][-2:] == ["itemPaid", "ended"]


def test_chasing_moves_the_date_on_and_tells_the_manager_once() -> None:
    """DM-08, CO-15, CO-19: each chase says for which date; by default it goes on."""
    desk = desk_with("A")
    name = desk.open("A").follow_up_id
    told = []
    for _ in range(5):
        before = desk.follow_ups[name].due
        after = desk.do(name, chased())
        assert (after.chased_for, after.due > desk.at.date()) == (before, True)
        told.append([one.type for one in desk.events[name]].count("managerTold"))
        desk.later(7)
    assert told == [0, 0, 1, 1, 1]
    assert desk.follow_ups[name].chase_at


def test_chasing_stops_after_the_manager_was_told_where_that_is_configured() -> None:
    """CO-19."""
    desk = desk_with("A")
    name = desk.open("A").follow_up_id
    terms = replace(TERMS, before_manager=2, goes_on=False)
    assert desk.do(name, chased(terms)).chase_at
    assert desk.do(name, chased(terms)).chase_at is None


@pytest.mark.parametrize(
    ("due", "at"),
    [
        (date(2026, 12, 7), datetime(2026, 12, 7, 7, tzinfo=UTC)),
        (date(2026, 12, 5), datetime(2026, 12, 7, 7, tzinfo=UTC)),
        (date(2026, 12, 25), datetime(2026, 12, 28, 7, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 30, 6, tzinfo=UTC)),
        (date(2027, 10, 30), datetime(2027, 11, 1, 7, tzinfo=UTC)),
    ],
)
def test_a_due_date_is_chased_on_a_business_day_when_sending_begins(
    due: date, at: datetime
) -> None:
    """CO-18, CO-20: a weekend, Christmas, Easter Monday after the clocks went on, and after they
    went back.
    """
    assert TERMS.chase_at(due, HOURS) == at


def test_a_due_date_is_chased_once_whoever_of_two_jobs_reads_it_later() -> None:
    """CO-15, CO-18: one that took it from the list and reads it when the other is done chases
    nobody; days later, after an outage, it is chased once.
    """
    desk = desk_with("A")
    name = desk.open("A").follow_up_id
    asked = lambda case, context: chases.chase_due(case, RESOLVER, TERMS, context)  # noqa: E731
    assert desk.do(name, asked).chases == 0
    desk.later(30)
    assert [desk.do(name, asked).chases for _ in range(2)] == [1, 1]


def test_who_had_a_mail_today_is_chased_by_the_job_on_the_next_business_day() -> None:
    """CO-15, CO-18, DM-08: asked, put into other hands or handed on, however late it is then, and
    chased by hand; a chase by hand moves the date on.
    """
    desk = Desk(invoice("A"), invoice("B"))
    today = desk.at.date()
    name = desk.open("A", opening=replace(OPENING, due=today)).follow_up_id

    def job() -> FollowUp:
        known = (RESOLVER, OTHER)
        return desk.do(
            name, lambda case, context: chases.chase_due(case, known[0], TERMS, context, known)
        )

    assert job().chases == 0
    assert "since a mail asked today already" in desk.events[name][-1].text
    assert desk.follow_ups[name].chase_at == datetime(2026, 12, 1, 7, tzinfo=UTC)
    desk.later(1)
    assert job().chases == 1
    with pytest.raises(InvalidInput):
        desk.do(
            name,
            lambda case, context: chases.chase(
                case, RESOLVER, TERMS, context, desk.at.date(), [OTHER]
            ),
        )
    desk.do(name, lambda case, context: steps.move(case, desk.at.date(), TERMS, context))
    assert job().chases == 1
    desk.later(9)
    hands = assignment.Assignment(OTHER)
    desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))
    assert job().chases == 1
    desk.later(1)
    assert job().chases == 2
    assert desk.faults() == []


def test_nobody_is_chased_for_what_has_ended_meanwhile() -> None:
    """DM-08, DM-09: where all disputes that were asked about are over the collector goes on; while
    one of them is open it is chased.
    """
    desk = Desk(invoice("A"), invoice("B"))
    name = desk.open("A", "B").follow_up_id
    first, last = desk.disputes.values()

    def job() -> FollowUp:
        case = desk.case(name)
        context = desk.context()
        return chases.chase_due(case, RESOLVER, TERMS, context, [RESOLVER]).follow_up

    desk.disputes[first.dispute_id] = replace(first, status="closed")
    desk.later(8)
    assert job().chases == 1
    desk.disputes[last.dispute_id] = replace(last, status="finalised")
    stopped = job()
    assert (stopped.chases, stopped.chase_at, stopped.waiting_for) == (0, None, "collector")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 11, 30, 10, tzinfo=UTC), datetime(2026, 11, 30, 10, tzinfo=UTC)),
        (datetime(2026, 11, 30, 6, tzinfo=UTC), datetime(2026, 11, 30, 7, tzinfo=UTC)),
        (datetime(2026, 11, 30, 17, tzinfo=UTC), datetime(2026, 12, 1, 7, tzinfo=UTC)),
        (datetime(2026, 12, 4, 22, 30, tzinfo=UTC), datetime(2026, 12, 7, 7, tzinfo=UTC)),
        (datetime(2026, 12, 5, 10, tzinfo=UTC), datetime(2026, 12, 7, 7, tzinfo=UTC)),
    ],
)
def test_no_chase_leaves_outside_the_sending_hours(now: datetime, then: datetime) -> None:
    """CO-20: in the company's zone, and on business days alone."""
    assert TERMS.next_moment(now, HOURS) == then


def test_the_date_is_moved_within_a_year_from_today_on() -> None:
    """DM-08."""
    desk = desk_with("A")
    name = desk.open("A").follow_up_id
    moved = desk.do(
        name, lambda case, context: steps.move(case, date(2026, 12, 24), TERMS, context)
    )
    assert (moved.due, moved.chase_at) == (
        date(2026, 12, 24),
        datetime(2026, 12, 24, 7, tzinfo=UTC),
    )
    for due in (date(2026, 11, 29), date(2027, 12, 1)):
        with pytest.raises(InvalidInput):
            steps.move(desk.case(name), due, TERMS, desk.context())


def test_ending_takes_an_outcome_an_item_and_resolves_them() -> None:
    """DM-09, DM-11, X-05: withdrawn and refused end their disputes with it; nothing can be done
    then, and what is edited behind the events is found.
    """
    desk = desk_with("A", "B")
    name = desk.open("A", "B").follow_up_id

    with pytest.raises(InvalidInput):
        end(desk.case(name), {"A": "refused"}, RESOLVED, desk.context())
    ended = desk.do(name, ends({"A": "refused", "B": "withdrawn"}))

    assert (ended.status, ended.waiting_for, ended.chase_at) == ("ended", None, None)
    assert {one.status for one in desk.disputes.values()} == {"closed", "withdrawn"}
    for head in desk.invoices.values():
        assert (head.item_category, head.follow_up_id, head.open_dispute_id) == (
            "disputeResolved",
            None,
            None,
        )
    for move in {move.verb for move in FOLLOW_UP.moves}:
        with pytest.raises(FollowUpEnded):
            ended.moved(move, START, HOURS)
    assert desk.faults() == []
    edited = [replace(item, outcome="creditGiven", answer="accept") for item in ended.items]
    desk.follow_ups[name] = replace(ended, items=tuple(edited))
    assert len([fault for fault in desk.faults() if "No event tells" in fault]) == 4


@pytest.mark.parametrize(
    ("state", "outcome", "can_end"),
    [
        ("open", "creditGiven", False),
        ("pending", "creditGiven", False),
        ("pending", "withdrawn", False),
        ("pending", "refused", False),
        ("credited", "creditGiven", True),
        ("credited", "refused", False),
        ("credited", "withdrawn", False),
        ("withdrawn", "withdrawn", True),
        ("withdrawn", "refused", False),
        ("open", "done", False),
    ],
)
def test_an_item_whose_dispute_says_otherwise_stays_and_the_others_end(
    state: str, outcome: str, can_end: bool
) -> None:
    """CO-12, DM-11: with the reason, and the follow-up stays open."""
    desk = desk_with("A", "B")
    name = desk.open("A", "B").follow_up_id
    brought_to(desk, "A", state)

    after = desk.do(name, ends({"A": outcome, "B": "withdrawn"}))

    item = after.items[0]
    assert (item.is_in, bool(item.stays), after.is_open) == (not can_end,) * 3
    assert after.items[1].left == "ended"
    if not can_end:
        with pytest.raises(RedressError) as refused:
            end(desk.case(name), {"A": outcome}, RESOLVED, desk.context())
        assert refused.value.extras["errors"][0]["pointer"] == "/outcomes/A"


def test_items_that_were_in_no_dispute_are_done_and_keep_their_status() -> None:
    """DM-09, DM-11."""
    desk = desk_with("A")
    opened = desk.open("A", opening=Opening(ON_GOING))
    name = opened.follow_up_id
    assert [item.outcomes for item in opened.items] == [("done",)]
    with pytest.raises(NotYet):
        end(desk.case(name), {"A": "withdrawn"}, RESOLVED, desk.context())
    assert opened.outcomes == ("done",)
    said = dict(ending.for_all(opened, "refused"))
    assert desk.do(name, ends(said)).status == "ended"
    assert desk.invoices["A"].item_category == "onGoing"


def ends(outcomes: dict[str, str]) -> Any:
    def verb(case: FollowUpCase, context: Context) -> FollowUpCase:
        return ending.end(case, outcomes, RESOLVED, context)

    return verb


def brought_to(desk: Desk, number: str, state: str) -> None:
    """The dispute of an invoice in a state of its own."""
    head = desk.invoices[number]
    dispute = desk.disputes[str(head.open_dispute_id)]
    line = dispute.work.lines[0]
    if state == "pending":
        line = replace(line, status="pendingApproval", credit=500)
    moved = replace(dispute, work=replace(dispute.work, lines=(line,)))
    if state == "pending":
        moved = replace(moved, status="pendingApproval")
    if state == "credited":
        line = replace(line, status="approved", credit=500)
        moved = replace(moved, work=replace(dispute.work, lines=(line,)), status="finalised")
    if state == "withdrawn":
        line = replace(line, status="withdrawn")
        moved = replace(moved, work=replace(dispute.work, lines=(line,)), status="withdrawn")
    kept: Invoice = InvoiceCase(moved, head).with_dispute(moved).invoice
    desk.disputes[dispute.dispute_id], desk.invoices[number] = moved, kept


def test_each_mail_of_which_nobody_knows_is_asked_about() -> None:
    """CO-15: two that became doubtful one after the other, in whichever order they are told."""
    desk = desk_with("A")
    opened = desk.open("A")
    name = opened.follow_up_id
    chased = desk.do(name, lambda case, context: chases.chase(case, RESOLVER, TERMS, context))
    first, second = (one for one in desk.events[name] if "letter" in one.after)
    doubted = chased.with_unconfirmed((second.sequence,))
    doubted = doubted.with_unconfirmed((*doubted.unconfirmed_mails, first.sequence))
    assert doubted.unconfirmed_mails == (first.sequence, second.sequence)
    desk.follow_ups[name] = doubted

    def confirmed(event: Any) -> FollowUp:
        return desk.do(name, lambda case, context: steps.confirm_mail(case, True, event, context))

    assert confirmed(second).unconfirmed_mails == (first.sequence,)
    with pytest.raises(AlreadyDone):
        confirmed(second)
    assert confirmed(first).unconfirmed_mails == ()
