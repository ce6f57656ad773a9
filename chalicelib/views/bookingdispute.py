"""Disputes on bookings as their two sides and the staff see them; neither side is shown the other's wallet or people (IG-06)."""

from collections.abc import Callable

from chalicelib.domain.base.money import to_number
from chalicelib.domain.bookings import fund_requests, settlement, thread
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, SIDES
from chalicelib.domain.bookings.case import BookingCase
from chalicelib.domain.bookings.work import PENDING, BookingWork, FundRequest
from chalicelib.domain.disputes.choice import Choice, choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.people.person import PARTY, STAFF, Person
from chalicelib.views.attachment import attachment_part
from chalicelib.views.parts import View, change_view, choice_view, event_text, instant, shares_view
from chalicelib.views.posting import wallet_change

_TOLD_OF_REQUEST = ("requestID", "status", "side", "reason", "answer", "transferID")


def booking_dispute_row(dispute: Dispute, context: Context) -> View:
    """A dispute as it stands in a list, with what whoever looks has not read yet (IG-04)."""
    work, amounts = dispute.work, dispute.amounts

    def number(minor: int) -> int | float:
        return to_number(minor, dispute.currency)

    audience = context.actor.role if context.actor.role in SIDES else STAFF
    row = {
        "disputeID": dispute.dispute_id,
        "kind": dispute.kind,
        "subjectID": dispute.subject_id,
        "bookingID": dispute.subject_id,
        "reference": work.reference,
        "operatorID": dispute.parties[OPERATOR],
        "operator": dispute.party_names[OPERATOR],
        "aggregatorID": dispute.parties[AGGREGATOR],
        "aggregator": dispute.party_names[AGGREGATOR],
        "raisedBySide": work.raised_by_side,
        "status": dispute.status,
        "version": dispute.version,
        "currency": dispute.currency,
        "amount": number(amounts.disputed),
        "pendingAmount": number(amounts.open),
        "movedAmount": number(amounts.credited),
        "cancelledAmount": number(amounts.withdrawn),
        "rejectedAmount": number(amounts.declined - work.corrected),
        "correctedAmount": number(work.corrected),
        "amounts": shares_view(dispute.shares, dispute.currency),
        "description": dispute.description,
        "disputeDate": instant(dispute.raised_at),
        "lastModifiedDate": instant(dispute.changed_at),
        "closeDate": instant(dispute.closed_at),
        "waitingFor": dispute.waiting_for,
        "waitingSince": instant(dispute.waiting_since),
        "isEscalated": work.escalation is not None,
        "messageCount": dispute.messages.get(audience, 0),
        "unread": dispute.unread(audience),
    }
    return row | ({"raisedBy": dispute.raised_by} if audience in (STAFF, work.raised_by_side) else {})


def booking_dispute_view(case: BookingCase, context: Context) -> View:
    """A dispute by itself, with its pending requests and all that can be done (X-02)."""
    work = case.work
    escalation = work.escalation
    return booking_dispute_row(case.dispute, context) | {
        "pending": [request_view(case, request, context) for request in work.pending],
        "escalation": {"side": escalation.side, "at": instant(escalation.at), "issue": escalation.issue} if escalation else None,
        "wallets": _wallets(case, context.actor),
        "actions": [choice_view(one) for one in _choices(case, context)],
        "elapsed": [
            {"party": party, "businessSeconds": seconds} for party, seconds in case.dispute.spent_until(context.at, context.hours).items()
        ],
    }


def booking_preview_view(before: BookingCase | None, after: BookingCase, context: Context) -> View:
    """What a change would do (X-03): to the dispute, and to one's own wallet and never to the other's (IG-06)."""
    posted = after.posted
    wallets = posted.wallets if posted else ()
    own = next((wallet for wallet in wallets if context.actor.sees_party(wallet.role, wallet.party_id)), None)
    return {
        "dryRun": True,
        "dispute": booking_dispute_view(after, context),
        "before": {"status": before.dispute.status} if before else None,
        "after": {"status": after.dispute.status},
        "wallet": wallet_change(posted.entries_of(own)) if posted and own else None,
        "events": [change_view(one) for one in after.changes if context.actor.audience == STAFF or one.audience != STAFF],
    }


def message_view(event: Event, work: BookingWork, context: Context) -> View:
    """An event of the thread with the side that did it; one side is told the other side's name, not which of its people it was."""
    view: View = {
        "sequence": event.number_for(context.actor.audience),
        "type": event.type,
        **event_text(event),
        "at": instant(event.at),
        "side": thread.speaker(work, event),
        "amount": None if event.amount is None else to_number(event.amount, event.currency),
        "currency": event.currency,
        "request": {name: event.after[name] for name in _TOLD_OF_REQUEST if name in event.after} or None,
        "attachment": attachment_part(event),
    }
    return view | ({"by": event.by_name, "audience": event.audience} if context.actor.audience == STAFF else {})


def request_view(case: BookingCase, request: FundRequest, context: Context) -> View:
    """A fund request with what can be done about it, and once it has ended how it did."""
    attempts: dict[str, Callable[[], object]] = {
        "approve": lambda: fund_requests.check_approvable(case, request.request_id, context),
        "reject": lambda: fund_requests.reject(case, request.request_id, None, context),
        "cancel": lambda: fund_requests.cancel(case, request.request_id, context),
    }
    ended = {"answer": request.answer, "transferID": request.transfer_id, "decidedAt": instant(request.decided_at)}
    return ({} if request.status == PENDING else ended) | {
        "requestID": request.request_id,
        "side": request.side,
        "amount": to_number(request.amount, case.dispute.currency),
        "reason": request.reason,
        "askedAt": instant(request.asked_at),
        "status": request.status,
        "actions": [choice_view(choice(name, attempt)) for name, attempt in attempts.items()],
    }


def _wallets(case: BookingCase, person: Person) -> list[View]:
    """The wallets that money of this dispute moves between, as far as somebody may look into them (IG-06, IG-08)."""
    if not person.permissions & {PARTY, "wallet.read"}:
        return []
    sides = [side for side in SIDES if person.sees_party(side, case.dispute.parties[side])]
    return [{"side": side, "walletID": case.wallet_on(side)} for side in sides]


def _choices(case: BookingCase, context: Context) -> list[Choice]:
    attempts: dict[str, Callable[[], object]] = {
        "message": lambda: thread.say(case, "…", context),
        "attach": lambda: thread.voice(case, context, internally=False),
        "requestFunds": lambda: fund_requests.request_funds(case, 1, None, context),
        "escalate": lambda: thread.escalate(case, "…", context),
        "resolve": lambda: settlement.check_ending(case, "resolve", context),
        "withdraw": lambda: settlement.check_ending(case, "withdraw", context),
        "reopen": lambda: settlement.check_ending(case, "reopen", context),
    }
    if context.actor.audience == STAFF:
        attempts |= {"note": lambda: thread.note(case, "…", context), "attachNote": lambda: thread.voice(case, context, internally=True)}
        attempts["handBack"] = lambda: thread.hand_back(case, None, context)
    return [choice(name, attempt) for name, attempt in attempts.items()]
