"""Whatever people, the workflow and time do to a dispute with pending credits, its round agrees
with its lines (CU-14, CU-15).
"""

import os
from contextlib import suppress
from datetime import timedelta

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.domain.approvals import answers, rounds
from chalicelib.domain.approvals.inbox import rows_of
from chalicelib.domain.invoices.lines import LineEdit, change_line
from chalicelib.domain.invoices.settlement import finalise, withdraw
from chalicelib.errors import RedressError
from tests.domain.rounds_story import Story

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
people = st.sampled_from(["ada", "ann", "abe", "max", "fay"])
credits = st.sampled_from([0, 100_00, 400_00, 450_00, 900_00, 2000_00])


class RoundsMachine(RuleBasedStateMachine):
    """One dispute over two charges, a chain of three levels, and five people with their limits."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.limits_when_asking: dict[str, int] = {}
        """Who asked others for a credit above the own limit → the lowest such limit."""

    @initialize(
        credit=st.sampled_from([400_00, 900_00, 2000_00]),
        who=st.sampled_from(["ada", "ann", "abe"]),
    )
    def somebody_asks(self, credit: int, who: str) -> None:
        self.story.change(who, 1, LineEdit(credit=credit, status="pendingApproval")).asked()
        self.note_asking(who, 1)

    def note_asking(self, who: str, line: int) -> None:
        """Remembers the limit of who has just asked for more than it."""
        story, limit = self.story, self.story.people[who].limit_in("USD")
        if story.status_of(line) == "pendingApproval" and limit < story.case.all_credits():
            self.limits_when_asking[who] = min(limit, self.limits_when_asking.get(who, limit))

    @rule(
        who=people,
        line=st.sampled_from([1, 2]),
        credit=st.none() | credits,
        status=st.sampled_from(
            [None, "open", "pendingApproval", "approved", "approved", "withdrawn"]
        ),
    )
    def works_a_line(self, who: str, line: int, credit: int | None, status: str | None) -> None:
        story = self.story
        with suppress(RedressError):
            case = change_line(
                story.case, line, LineEdit(credit=credit, status=status), story.context(who)
            )
            was, now = story.status_of(line), case.dispute.work.line(line)
            if now.status == "approved" and was != "approved" and now.credit:
                assert story.people[who].limit_in("USD") >= case.all_credits(), (
                    "CU-14: within the own limit"
                )
                assert self.limits_when_asking.get(who, case.all_credits()) >= case.all_credits(), (
                    "CU-14: and that of when asking others"
                )
            is_new = now != story.case.dispute.work.line(line)
            story.become(case, who)
            if is_new:
                self.note_asking(who, line)
            event(f"line {now.status}")

    @rule()
    def workflow_asks(self) -> None:
        self.story.asked()

    @rule(
        who=people,
        asked=st.integers(0, 3),
        decision=st.sampled_from(["approve", "approve", "approve", "endorse", "reject"]),
    )
    def answers_it(self, who: str, asked: int, decision: str) -> None:
        """Mostly one of those who are asked."""
        story, current = self.story, self.story.round
        inbox = sorted(rows_of(story.case))
        who = inbox[asked % len(inbox)] if inbox and asked else who
        total, place = story.case.all_credits(), current.current or 1
        with suppress(RedressError):
            story.become(
                answers.answer(
                    story.case, current.number, place, decision, "Because", story.context(who)
                ),
                who,
            )
            assert place == current.current, "only who is asked answers"
            assert not current.requested(who), "CU-14: nobody approves their own"
            assert story.people[who].name in [one.name for one in current.steps[place - 1].asked]
            if story.round.status == "approved":
                assert story.people[who].limit_in("USD") >= total, (
                    "CU-14: only a sufficient limit approves"
                )
                assert self.limits_when_asking.get(who, total) >= total, (
                    "CU-14: and one of when asking others"
                )
            event(f"answered {story.round.status}")

    @rule(who=people, to=people)
    def passes_it_on(self, who: str, to: str) -> None:
        story, current = self.story, self.story.round
        with suppress(RedressError):
            case = answers.delegate(
                story.case,
                current.number,
                current.current or 1,
                story.people[to],
                None,
                story.context(who),
            )
            assert story.people[to].limit_in("USD") >= story.people[who].limit_in("USD")
            assert to not in current.steps[current.current - 1].held_by
            story.become(case, who)
            event("passed on")

    @rule(who=people)
    def recalls_it(self, who: str) -> None:
        story, current = self.story, self.story.round
        with suppress(RedressError):
            story.become(answers.recall(story.case, current.number, story.context(who)), who)
            assert current.requested(who)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.story.now += timedelta(hours=hours)

    @rule(who=people, limit=st.sampled_from([0, 100_00, 500_00, 5000_00, 100_000_00]))
    def limit_changes(self, who: str, limit: int) -> None:
        self.story.lower(who, limit)

    @precondition(lambda self: self.limits_when_asking)
    @rule(place=st.integers(0, 4), line=st.sampled_from([1, 2]), credit=st.none() | credits)
    def tries_again_with_a_higher_limit(self, place: int, line: int, credit: int | None) -> None:
        asked = sorted(self.limits_when_asking)
        self.limit_changes(asked[place % len(asked)], 100_000_00)
        self.works_a_line(asked[place % len(asked)], line, credit, "approved")

    @rule(who=people)
    def resumes(self, who: str) -> None:
        story = self.story
        story.become(rounds.resume(story.case, story.context("system")), who)

    @rule(who=people, end=st.sampled_from([finalise, withdraw]), seldom=st.integers(0, 9))
    def ends(self, who: str, end: object, seldom: int) -> None:
        if seldom == 0:
            with suppress(RedressError):
                self.story.become(end(self.story.case, self.story.context(who)), who)  # type: ignore[operator]

    @invariant()
    def a_round_is_active_while_lines_are_pending(self) -> None:
        """CU-15: one round covers them all, and what it asks for is what there is."""
        case = self.story.case
        current, pending = rounds.active_round(case), case.pending
        assert (current is not None) == bool(pending)
        if current:
            assert case.dispute.status == "pendingApproval"
            assert current.content_hash == rounds.content_hash(case)
            assert set(current.part_ids) == {part.part_id for part in pending}
            assert (current.total, current.amount) == (
                case.all_credits(),
                sum(part.amount for part in pending),
            )
            assert current.check_at, "somebody looks after it"

    @invariant()
    def the_inboxes_are_those_of_who_is_asked(self) -> None:
        """CU-15, CU-14: one step at a time, never who asked for it, and nobody about what has
        ended.
        """
        case, current = self.story.case, self.story.round
        asked = [step for step in current.steps if step.status == "asked"] if current else []
        assert len(asked) <= (1 if rounds.active_round(case) else 0)
        assert set(rows_of(case)) == {one.user_id for step in asked for one in step.asked}
        assert not any(current.requested(user_id) for user_id in rows_of(case))
        assert (case.dispute.due_at is not None) == bool(asked)

    @invariant()
    def the_forecast_is_told_for_everybody(self) -> None:
        """X-03: whoever looks."""
        for who in self.story.people:
            rounds.forecast(self.story.case, self.story.context(who))

    @invariant()
    def the_time_waited_is_never_taken_back(self) -> None:
        """X-04."""
        assert all(seconds >= 0 for seconds in self.story.case.dispute.spent.values())


TestRoundsMachine = RoundsMachine.TestCase
TestRoundsMachine.settings = settings(
    max_examples=3000 if IS_LONG else 100,
    stateful_step_count=40 if IS_LONG else 25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
