"""Which letters an event of an approval asks for: to those who are asked, need not answer any more,
or asked (CU-15).
"""

from dataclasses import replace
from datetime import timedelta

from chalicelib.actions.approvals.approvable import approvals_of
from chalicelib.actions.execution import Runtime
from chalicelib.actions.letters.deliveries import Outgoing
from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.domain.approvals.approval_chain import LONGEST_WAIT, EndedRound, Round
from chalicelib.domain.approvals.inbox import approval_id
from chalicelib.domain.approvals.notices import ASKING, can_be_told, is_told, notices_of
from chalicelib.domain.approvals.rounds import ASKED_ANEW, letter_hash
from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.money import spell
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.people.person import CUSTOMER, SYSTEM, Person
from chalicelib.links import PersonalLink
from chalicelib.mail.facts import ApprovalFacts
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute, to_hours, to_person
from chalicelib.store.table import name_of

LINK_LIVES = LONGEST_WAIT + timedelta(days=1)
"""Longer than a level may take, and less than the thirty days between two changes of the key that
signs it.
"""


OVER = {
    "approved": "approved",
    "rejected": "rejected",
    "asking": "endorsed",
    "recalled": "taken back",
    "void": "set aside",
    "left": "passed on",
}
"""Status of the round → what became of a request that need not be answered any more; with the round
still asking, its level has.
"""


def letters_for(runtime: Runtime, event: Event) -> list[Outgoing]:
    """The letters of an event, as they are to be sent now."""
    if not is_told(event.type, event.after):
        return []
    key, hours_key = keys.dispute(event.dispute_id), keys.setting("businessHours")
    found = runtime.table.get([key, hours_key])
    dispute = to_dispute(found[name_of(key)])
    known = dispute.work.round_of(event.after["round"])
    told = {
        one.user_id: one.letter for one in notices_of(event.type, event.after, event.by_id, known)
    }
    if known is None or not told:
        return []
    room = approvals_of(dispute.kind)
    people = [keys.user(user_id) for user_id in told]
    beside = runtime.table.get([*room.heads(dispute.parties, dispute.subject_id), *people])
    case = room.case_in(dispute, beside)
    facts = replace(
        facts_of(case, known, event.after["step"], to_hours(found.get(name_of(hours_key)))),
        comment=_comment_of(event, known),
        instead_of=_instead_of(event),
        decided_by=""
        if event.by_id == SYSTEM.user_id and event.type != "approvalLeft"
        else event.by_name,
    )
    named = (to_person(beside[name_of(key)]) for key in people if name_of(key) in beside)
    seeing = (one for one in named if can_be_told(one, dispute.parties))
    return [
        Outgoing(
            person.user_id,
            person.email,
            person.name,
            told[person.user_id],
            _said_to(person, told[person.user_id], facts, event, dispute, known),
            _link(event, dispute, known, person.user_id),
        )
        for person in sorted(seeing, key=lambda one: one.user_id)
    ]


def _said_to(
    person: Person,
    letter: str,
    facts: ApprovalFacts,
    event: Event,
    dispute: Dispute,
    known: Round | EndedRound,
) -> ApprovalFacts:
    """What one letter says: of a request that is over, what has come of it; of one that takes the
    place of another, how much that was about.
    """
    if letter == "approvalOver" and event.after.get("releasedFromEarlier"):
        return _earlier(facts, dispute, known)
    if letter == "approvalOver" and event.type == "approvalLeft":
        return over_facts(facts, "left")
    if letter in ("approvalOver", "approvalSetAside"):
        return over_facts(facts, event.after["status"])
    if letter == "approvalAsked":
        earlier = earlier_amount(dispute, known, event.after["step"], person.user_id)
        return replace(facts, earlier_amount=earlier)
    return facts


def facts_of(
    case: Approvable, known: Round | EndedRound, place: int, hours: WorkHours
) -> ApprovalFacts:
    """What letters say of a step of a round as it stands; of an earlier round only what it was
    about.
    """
    dispute = case.dispute
    step = known.step(place) if isinstance(known, Round) else None
    due = step.due_at.astimezone(hours.zone) if step and step.due_at else None
    facts = ApprovalFacts(
        dispute_id=dispute.dispute_id,
        customer_name=dispute.party_names.get(CUSTOMER, ""),
        currency=dispute.currency,
        amount=spell(known.amount, dispute.currency),
        total=spell(known.total, dispute.currency),
        requester=" and ".join(one.name for one in known.requested_by),
        reason=dispute.reason,
        description=dispute.description,
        level=step.level.name if step else "",
        due=due.strftime("%d %B %Y, %H:%M %Z") if due else "",
        outcome=known.status,
    )
    return approvals_of(dispute.kind).with_own(facts, case, known)


def over_facts(facts: ApprovalFacts, status: str) -> ApprovalFacts:
    """What the letter says that no answer is needed any more, since the round has come to this
    status.
    """
    return replace(facts, parts=(), level="", due="", outcome=OVER.get(status, ""))


def earlier_amount(dispute: Dispute, known: Round | EndedRound, place: int, user_id: str) -> str:
    """Of how much the request was that this one takes the place of for the one who is asked; empty
    where it does of none.
    """
    earlier = known.earlier_for(user_id, place) if isinstance(known, Round) else None
    return spell(earlier.amount, dispute.currency) if earlier else ""


def _earlier(facts: ApprovalFacts, dispute: Dispute, known: Round | EndedRound) -> ApprovalFacts:
    """What is said of the request that a round took the place of, to those who held that one and
    are not asked now.
    """
    earlier = known.instead
    assert earlier
    amount, total = (spell(minor, dispute.currency) for minor in (earlier.amount, earlier.total))
    return over_facts(
        replace(
            facts,
            amount=amount,
            total=total,
            comment=ASKED_ANEW,
            instead_of="",
            decided_by=earlier.by,
        ),
        "void",
    )


def _comment_of(event: Event, known: Round | EndedRound) -> str:
    """What was said with what happened; where that ended the round, why it did."""
    return str(
        event.after.get("comment") or (event.after["status"] != "asking" and known.reason) or ""
    )


def _instead_of(event: Event) -> str:
    """Who is away; not who passed it on, which the comment tells."""
    asked = event.after["asked"] if event.type == "approvalAsked" else []
    return str(asked[0]["insteadOf"] or "") if len(asked) == 1 else ""


def _link(
    event: Event, dispute: Dispute, known: Round | EndedRound, user_id: str
) -> PersonalLink | None:
    if event.type not in ASKING or not isinstance(known, Round):
        return None
    approval = approval_id(event.dispute_id, known.number, event.after["step"])
    return PersonalLink(user_id, approval, letter_hash(dispute, known), event.at + LINK_LIVES)
