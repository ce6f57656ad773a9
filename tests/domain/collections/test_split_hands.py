"""Items of one follow-up in several hands: each is asked, chased and answers for the own ones, and
hands on no more than these (DM-10, CO-09, CO-10).
"""

from dataclasses import replace

import pytest

from chalicelib.domain.collections import assignment, chases, steps
from chalicelib.domain.collections.answering import Given, ItemAnswer, answer, check_link
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.collecting import collect
from chalicelib.domain.collections.ending import end
from chalicelib.domain.collections.follow_up import MAX_HANDS, MAX_ITEMS, FollowUp
from chalicelib.domain.collections.handing_on import hand_on
from chalicelib.domain.collections.opening import Opening
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change, record
from chalicelib.domain.people.person import Absence, Person
from chalicelib.errors import (
    AlreadyDone,
    IllegalMove,
    InvalidInput,
    LinkOutdated,
    NotYet,
    TooMany,
)
from chalicelib.store.collections import follow_up_writes, hands_items
from tests.domain.follow_ups import (
    MANAGER,
    ON_GOING,
    OPENING,
    OTHER,
    RESOLVED,
    RESOLVER,
    TERMS,
    Desk,
    invoice,
)

PUT = Change("assigned", "Resolver is now Tom.", {"resolver": None}, {"resolver": "Tom Third"})
EDITED = Change("edited", "Description changed.", {"description": "A"}, {"description": "B"})
THIRD = Person("tom", "tom@demo.test", "Tom Third", "resolver")


@pytest.fixture
def desk() -> Desk:
    return Desk(*map(invoice, "ABC"))


@pytest.fixture
def name(desk: Desk) -> str:
    """A follow-up whose item B is in the hands of another resolver."""
    name = desk.open("A", "B", "C").follow_up_id
    hands = assignment.Assignment(OTHER, "See the contract", ("B",))
    desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))
    return name


def says(desk: Desk, name: str, who: Person, *numbers: str) -> None:
    given = Given({number: ItemAnswer("accept") for number in numbers})
    case = desk.case(name)
    desk.keep(answer(case, given, case.follow_up.asked, TERMS, desk.context(who)))


def chased(case: FollowUpCase, context: Context) -> FollowUpCase:
    return chases.chase(case, RESOLVER, TERMS, context, others=[OTHER, THIRD])


def letters(desk: Desk, name: str, since: int) -> list[tuple[str, list[str]]]:
    """To whom each letter from an event on goes, and about which invoices."""
    told = [one.after["letter"] for one in desk.events[name][since:] if "letter" in one.after]
    return [(one["toID"], [row[0] for row in one["facts"]["parts"]]) for one in told]


def test_who_clears_up_one_item_alone_is_asked_for_that_one(desk: Desk, name: str) -> None:
    """DM-10: by a letter with its comment, and the first resolver's link is as good as before."""
    assert letters(desk, name, 1) == [("rolf", ["B"])]
    assert desk.events[name][1].after["letter"]["facts"]["comment"] == "See the contract"
    assert desk.follow_ups[name].asked == 1
    check_link(desk.follow_ups[name], 1, "rita")


def test_an_answer_for_the_own_items_leaves_the_others_asked(desk: Desk, name: str) -> None:
    """DM-10, CO-09: a chase asks again for the rest alone, and with that it is answered."""
    says(desk, name, RESOLVER, "A", "C")
    known = desk.follow_ups[name]
    assert (known.status, known.waiting_for) == ("open", "resolver")
    assert desk.events[name][-1].text == "Rita Resolver answered in part; still asked is invoice B."
    before = len(desk.events[name])
    desk.do(name, chased)
    assert letters(desk, name, before) == [("rolf", ["B"])]
    says(desk, name, OTHER, "B")
    assert desk.follow_ups[name].status == "answered"
    assert desk.faults() == []


def test_a_chase_asks_each_for_the_own_items(desk: Desk, name: str) -> None:
    """DM-08, DM-10: one chase, whoever many it asks; who is not here any more is left out."""
    before = len(desk.events[name])
    desk.do(name, chased)
    assert letters(desk, name, before) == [("rita", ["A", "C"]), ("rolf", ["B"])]
    assert desk.follow_ups[name].chases == 1
    gone = replace(OTHER, is_active=False)
    before = len(desk.events[name])
    desk.do(name, lambda case, context: chases.chase(case, RESOLVER, TERMS, context, others=[gone]))
    assert letters(desk, name, before) == [("rita", ["A", "C"])]


def test_handing_on_moves_the_own_items_and_ends_the_own_link(desk: Desk, name: str) -> None:
    """CO-10: the first resolver's link stays good; given back, the ended one is good again."""
    case = desk.case(name)
    desk.keep(hand_on(case, THIRD, 1, TERMS, desk.context(OTHER)))
    known = desk.follow_ups[name]
    assert [known.resolver_of(item)[0] for item in known.items_in] == ["rita", "tom", "rita"]
    assert letters(desk, name, 2) == [("tom", ["B"])]
    with pytest.raises(LinkOutdated):
        check_link(known, 1, "rolf")
    check_link(known, 1, "rita")
    check_link(known, 1, "tom")
    hands = assignment.Assignment(OTHER, None, ("B",))
    desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))
    check_link(desk.follow_ups[name], 1, "rolf")
    with pytest.raises(LinkOutdated):
        check_link(desk.follow_ups[name], 1, "tom")
    assert desk.faults() == []


def test_nobody_answers_twice_or_for_others_while_these_are_asked(desk: Desk, name: str) -> None:
    """CO-09, DM-10: of two answers for the own items one wins, and the other is told of it."""
    for who, number in ((RESOLVER, "B"), (OTHER, "A")):
        with pytest.raises(IllegalMove, match="is in others' hands"):
            says(desk, name, who, number)
    says(desk, name, RESOLVER, "A", "C")
    with pytest.raises(AlreadyDone, match="Rita Resolver answered at 2026-"):
        says(desk, name, RESOLVER, "A")
    later, case = Given({}, due=desk.case(name).follow_up.due), desk.case(name)
    with pytest.raises(AlreadyDone, match="only others are still asked"):
        answer(case, later, 1, TERMS, desk.context(RESOLVER))
    desk.do(name, chased)
    with pytest.raises(AlreadyDone, match="only others are still asked"):
        check_link(desk.follow_ups[name], 1, "rita")
    check_link(desk.follow_ups[name], 1, "rolf")
    says(desk, name, OTHER, "B")
    assert desk.follow_ups[name].status == "answered"


def test_who_has_the_whole_hands_on_the_own_items_alone(desk: Desk, name: str) -> None:
    """CO-10, DM-10: whoever has items apart is asked for them by a new link, since all of before
    are worthless.
    """
    before = len(desk.events[name])
    desk.keep(hand_on(desk.case(name), THIRD, 1, TERMS, desk.context(RESOLVER)))
    assert letters(desk, name, before) == [("tom", ["A", "C"]), ("rolf", ["B"])]
    assert desk.events[name][-1].text == "Rolf Resolver is asked for invoice B by a new link."
    check_link(desk.follow_ups[name], 2, "rolf")
    says(desk, name, THIRD, "A", "C")
    says(desk, name, OTHER, "B")
    assert desk.follow_ups[name].status == "answered"
    assert desk.faults() == []


def test_nobody_hands_the_own_items_on_to_oneself(desk: Desk, name: str) -> None:
    """CO-10: which asked oneself again, and looked like a step."""
    with pytest.raises(InvalidInput, match="in these hands already"):
        hand_on(desk.case(name), OTHER, 1, TERMS, desk.context(OTHER))


def test_what_goes_back_to_who_has_the_rest_is_asked_there(desk: Desk, name: str) -> None:
    """DM-10: all of it put into the hands that have most of it asks these for the whole."""
    whole, before = assignment.Assignment(RESOLVER), len(desk.events[name])
    desk.do(name, lambda case, context: assignment.assign(case, whole, TERMS, context))
    assert letters(desk, name, before) == [("rita", ["A", "B", "C"])]
    with pytest.raises(LinkOutdated):
        check_link(desk.follow_ups[name], 1, "rolf")


def test_a_mail_that_reaches_nobody_of_several_hands_is_the_collectors_move(
    desk: Desk, name: str
) -> None:
    """X-04, DM-10: for who has one item alone too, until that one has answered."""
    known, context = desk.follow_ups[name], desk.context(RESOLVER)
    for who, waits in ((RESOLVER, "collector"), (OTHER, "collector"), (THIRD, "resolver")):
        told = known.unreached(who.user_id, context.at, context.hours)
        assert told.waiting_for == waits
    says(desk, name, OTHER, "B")
    told = desk.follow_ups[name].unreached(OTHER.user_id, context.at, context.hours)
    assert told.waiting_for == "resolver"


OUT_OF_SIGHT = replace(RESOLVER, limit_to=frozenset({"9"}))


def test_who_can_still_answer_is_chased_where_the_resolver_of_the_rest_cannot(
    desk: Desk, name: str
) -> None:
    """DM-08, DM-10, RV-03: said once, and shown until another is named; only where nobody is left
    is a chase refused, with the reason.
    """
    before = len(desk.events[name])
    desk.do(
        name, lambda case, context: chases.chase(case, OUT_OF_SIGHT, TERMS, context, None, [OTHER])
    )
    known = desk.follow_ups[name]
    assert letters(desk, name, before) == [("rolf", ["B"])]
    assert (known.lost, known.waiting_for) == (("Rita Resolver",), "resolver")
    assert [one.type for one in desk.events[name][before:]] == ["chased", "resolverLost"]
    assert desk.events[name][-1].text == (
        "Rita Resolver is not here, or may not see this customer any more, and was not asked; name"
        " another for invoice A, C."
    )
    gone = replace(OTHER, is_active=False)
    with pytest.raises(NotYet, match="Rita Resolver and Rolf Resolver are not here"):
        desk.do(
            name,
            lambda case, context: chases.chase(case, OUT_OF_SIGHT, TERMS, context, None, [gone]),
        )
    desk.later(10)
    desk.do(
        name, lambda case, context: chases.chase_due(case, OUT_OF_SIGHT, TERMS, context, [OTHER])
    )
    assert [one.type for one in desk.events[name][before + 2 :]] == ["chased"]
    desk.later(10)
    desk.do(name, lambda case, context: chases.chase_due(case, None, TERMS, context, [gone]))
    known = desk.follow_ups[name]
    assert (known.chase_at, known.waiting_for) == (None, "collector")
    assert known.lost == ("Rita Resolver", "Rolf Resolver")
    hands = assignment.Assignment(THIRD)
    desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))
    assert desk.follow_ups[name].lost == ()
    assert desk.faults() == []


def test_the_manager_of_who_is_silent_is_told_and_not_that_of_who_has_answered(
    desk: Desk, name: str
) -> None:
    """CO-19, DM-10."""
    says(desk, name, RESOLVER, "A", "C")
    terms = ChaseTerms(before_manager=1)
    people = [replace(OTHER, manager_id="max"), MANAGER]
    desk.do(name, lambda case, context: chases.chase(case, RESOLVER, terms, context, None, people))
    told = desk.events[name][-1]
    assert told.type == "managerTold"
    assert "Rolf Resolver was chased once" in told.text
    assert told.after["letter"]["facts"]["resolver"] == "Rolf Resolver"


def test_one_who_clears_up_an_item_is_chased_where_nobody_has_the_rest(desk: Desk) -> None:
    """DM-08, DM-10: it waits for that one until the answer, or until the item is dropped."""
    name = desk.open("A", "B", opening=Opening(ON_GOING)).follow_up_id
    hands = assignment.Assignment(OTHER, None, ("B",))
    desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))
    known = desk.follow_ups[name]
    assert (known.waiting_for, known.chase_at is None) == ("resolver", False)
    before = len(desk.events[name])
    chased_once = desk.do(
        name, lambda case, context: chases.chase(case, None, TERMS, context, None, [OTHER])
    )
    assert letters(desk, name, before) == [("rolf", ["B"])]
    desk.follow_ups[name] = chased_once
    case = desk.case(name)
    dropped = steps.drop(case, "B", desk.context()).follow_up
    assert (dropped.waiting_for, dropped.chase_at) == ("collector", None)
    says(desk, name, OTHER, "B")
    assert desk.follow_ups[name].status == "answered"


def test_it_is_answered_once_the_last_item_that_was_awaited_has_left(desk: Desk, name: str) -> None:
    """DM-10, CO-14: dropped or paid, nobody is chased for what was answered."""
    says(desk, name, RESOLVER, "A", "C")
    dropped = steps.drop(desk.case(name), "B", desk.context()).follow_up
    assert (dropped.status, dropped.waiting_for, dropped.chase_at) == (
        "answered",
        "collector",
        None,
    )
    desk.pay("B")
    assert desk.do(name, steps.settle).status == "answered"
    assert desk.do(name, chased).status == "open"
    desk.pay("A")
    assert desk.do(name, steps.settle).status == "open"


def test_nobody_is_chased_for_what_stays_answered_once_the_others_have_ended(
    desk: Desk, name: str
) -> None:
    """DM-10, DM-11, X-04: what cannot end yet was answered, so that the collector goes on."""
    says(desk, name, RESOLVER, "A", "C")
    outcomes = {"A": "creditGiven", "B": "withdrawn", "C": "creditGiven"}
    kept = end(desk.case(name), outcomes, RESOLVED, desk.context())
    assert [str(one.invoice_number) for one in kept.left_out] == ["A", "C"]
    left = kept.follow_up
    assert (left.status, left.waiting_for, left.chase_at) == ("answered", "collector", None)


def test_a_dispute_that_joins_comes_into_the_hands_of_who_is_asked(desk: Desk) -> None:
    """DM-01, DM-07, DM-10: opened with it or joining later, whoever had it before, and whatever
    else of it was changed meanwhile; not where somebody has put it into other hands since, or it
    has ended.
    """
    first = desk.open("A", "B", opening=replace(OPENING, resolver=THIRD)).follow_up_id
    desk.do(first, lambda case, context: steps.drop(case, "A", context))
    [known] = [one for one in desk.disputes.values() if one.subject_id == "A"]
    name = desk.open("A", "C").follow_up_id
    told = desk.events[name][0].after
    assert told["disputedBefore"] == ["A"]
    since, version = desk.at, desk.follow_ups[name].version
    desk.do(name, lambda case, _: assignment.take_over(case, ["A"], since, {}))
    dispute = desk.disputes[known.dispute_id]
    assert (dispute.resolver_id, desk.follow_ups[name].version) == ("rita", version)
    assert desk.events[name][-1].text == "The dispute on invoice A came into the same hands."
    assert not assignment.take_over(desk.case(name), ["A"], since, {}).changes
    desk.later(1)
    others = replace(dispute, resolver_id="tom", changed_at=desk.at)
    desk.disputes[known.dispute_id] = others
    assert assignment.changed_since(desk.case(name), ["A", "C"], since) == [known.dispute_id]
    events = record(dispute, others, (PUT, EDITED), RESOLVER, desk.at)[1]
    for told, is_taken in ((events, False), (events[1:], True), ([], True)):
        by_dispute = {known.dispute_id: told}
        taken = assignment.take_over(desk.case(name), ["A"], since, by_dispute)
        assert bool(taken.changes) == is_taken
    assert assignment.take_over(desk.case(name), ["A"], desk.at, {known.dispute_id: events}).changes
    assert desk.faults() == []


def test_twenty_people_clear_up_one_at_most() -> None:
    """DM-10, DM-07: so many that what ends with them all fits one transaction: the follow-up, its
    event and the record of the command, three items of each invoice, and a place in the lists of
    each of them.
    """
    numbers = [f"I{number}" for number in range(MAX_ITEMS)]
    desk = Desk(*map(invoice, numbers))
    name = desk.open(*numbers).follow_up_id

    def assigned(number: str, user_id: str) -> FollowUp:
        hands = assignment.Assignment(replace(OTHER, user_id=user_id), None, (number,))
        return desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))

    for number in numbers[: MAX_HANDS - 1]:
        known = assigned(number, f"u-{number}")
    assert (len(known.awaited), len(hands_items(known))) == (MAX_HANDS, MAX_HANDS - 1)
    with pytest.raises(TooMany) as refusal:
        assigned(numbers[-1], "one more")
    assert refusal.value.rule == "DM-10"
    assert assigned(numbers[-1], f"u-{numbers[0]}").awaited == known.awaited
    ended = replace(known, status="ended")
    writes = follow_up_writes(known, ended, ())
    assert len(writes) + 2 + 3 * MAX_ITEMS <= 100


def test_a_follow_up_comes_to_another_collector_who_may_work_it(desk: Desk, name: str) -> None:
    """DM-07, RV-03: nobody is asked anew and no date moves, answered or not; who may not work it,
    or not see the customer, gets none.
    """
    before = desk.follow_ups[name]

    def collects(person: Person | None) -> FollowUp:
        return desk.do(name, lambda case, context: collect(case, person, context))

    cal = Person("cal", "cal@demo.test", "Cal Collector", "agent")
    far = replace(cal, limit_to=("1002",))
    for person in (None, THIRD, far, replace(cal, is_active=False)):
        with pytest.raises(InvalidInput) as refusal:
            collects(person)
        assert refusal.value.rule == "RV-03"
    after = collects(cal)
    assert (after.collector_id, after.collector) == ("cal", "Cal Collector")
    assert (after.chase_at, after.due, after.asked) == (before.chase_at, before.due, before.asked)
    assert (after.status, after.waiting_for) == (before.status, before.waiting_for)
    assert collects(cal) == after
    assert [one.type for one in desk.events[name][-2:]] == ["assigned", "collectorChanged"]
    assert desk.faults() == []
    desk.follow_ups[name] = replace(after, collector_id="else")
    assert desk.faults() == ["Its collector is another than the events tell."]


def test_who_has_all_of_it_answers_for_no_item_that_others_have(desk: Desk, name: str) -> None:
    """DM-10, CO-09, CO-10: with each item in others' hands there is nothing to do by that link,
    until an item comes back, or none of the others can be asked.
    """
    hands = assignment.Assignment(THIRD, None, ("A", "C"))
    desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))
    known = desk.follow_ups[name]
    with pytest.raises(LinkOutdated):
        says(desk, name, RESOLVER, "B")
    with pytest.raises(LinkOutdated):
        check_link(known, known.asked, RESOLVER.user_id)
    check_link(known, known.asked, OTHER.user_id)
    gone = replace(known, lost_resolvers=("rolf", "tom"))
    check_link(gone, gone.asked, RESOLVER.user_id)
    back = assignment.Assignment(RESOLVER, None, ("C",))
    desk.do(name, lambda case, context: assignment.assign(case, back, TERMS, context))
    says(desk, name, RESOLVER, "C")
    assert desk.follow_ups[name].awaited == ("rolf", "tom")


def test_who_stands_in_answers_and_hands_on_for_that_one_alone(desk: Desk, name: str) -> None:
    """CO-17, DM-10, CO-10: by the link of a chase in somebody's place, for the items of that one,
    as the letter names them; it is over with that one's own.
    """
    away = replace(OTHER, absence=Absence(desk.at.date(), desk.at.date(), "tom"))
    people = [RESOLVER, away, THIRD]
    desk.do(name, lambda case, context: chases.chase(case, RESOLVER, TERMS, context, others=people))
    letter = desk.events[name][-1].after["letter"]
    assert (letter["toID"], letter["forID"], letters(desk, name, -1)) == (
        "tom",
        "rolf",
        [("tom", ["B"])],
    )
    number, context = desk.follow_ups[name].asked, desk.context(THIRD)
    for answers in (
        {"A": ItemAnswer("accept")},
        {"B": ItemAnswer("accept"), "A": ItemAnswer("accept")},
    ):
        with pytest.raises(IllegalMove):
            answer(desk.case(name), Given(answers), number, TERMS, context, "rolf")
    said = answer(
        desk.case(name), Given({"B": ItemAnswer("accept")}), number, TERMS, context, "rolf"
    )
    assert (said.follow_up.status, said.follow_up.awaited) == ("open", ("rita",))
    assert said.follow_up.find("B").answered_by == "Tom Third"
    handed = hand_on(desk.case(name), MANAGER, number, TERMS, context, "rolf")
    assert [one.before["resolver"] for one in handed.changes] == ["Rolf Resolver"]
    given = handed.follow_up
    assert (given.resolver_id, given.find("B").resolver_id, given.asked) == ("rita", "max", number)
    with pytest.raises(LinkOutdated):
        check_link(given, number, "rolf")


def test_who_has_no_item_any_more_reads_and_answers_for_none(desk: Desk, name: str) -> None:
    """DM-10, CO-09: once the own ones have left, the rest is others'."""
    desk.do(name, lambda case, context: steps.drop(case, "B", context))
    known = desk.follow_ups[name]
    for who in (OTHER, THIRD):
        with pytest.raises(LinkOutdated):
            check_link(known, known.asked, who.user_id)
        with pytest.raises(LinkOutdated):
            says(desk, name, who, "A")
    says(desk, name, RESOLVER, "A", "C")
    assert desk.follow_ups[name].status == "answered"
