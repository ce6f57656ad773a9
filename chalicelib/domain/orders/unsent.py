"""A payout that the bank's file tells of, and that never left: the file was lost or thrown away
(PO-12, PO-25). Two people of Finance say so; then its decision can be reversed, or it stands in the
next file. No money moves by it, since none moves by the file.
"""

from dataclasses import replace

from chalicelib.domain.base.sentences import Sentence, with_reason
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.case import OrderCase, tell
from chalicelib.domain.orders.effects import FINANCE
from chalicelib.domain.orders.payouts import found_payout, journaled, waiting
from chalicelib.domain.orders.work import INSTRUCTED, SENT, Payout, Unsent
from chalicelib.domain.people.person import CUSTOMER, PAYING
from chalicelib.errors import AlreadyDecided, AlreadyDone, NotYet, OwnApproval

RULE = "PO-12"


def say_unsent(case: OrderCase, payout_id: str, reason: str, context: Context) -> OrderCase:
    """Somebody of Finance says that it never left; another one has to say so too."""
    payout = check_sayable(case, payout_id, context)
    told = case.told.get(payout_id)
    actor = context.actor
    file_id = told.file_id if told else None
    said = Unsent(actor.user_id, actor.name, context.at, reason, file_id)
    amount = case.amount(payout.amount)
    text = with_reason(
        "{name} says that {amount} never left", reason, name=actor.name, amount=amount
    )
    after = replace(payout, unsent=said)
    change = tell("payoutUnsentSaid", text, journaled(case, payout), journaled(case, after))
    return case.having(case.work.with_payout(after), change)


def check_sayable(case: OrderCase, payout_id: str, context: Context) -> Payout:
    """The payout that can be said never to have left (X-02)."""
    context.actor.require(PAYING)
    payout = _on_its_way(case, payout_id)
    told = case.told.get(payout_id)
    if payout.status == INSTRUCTED and told is None:
        raise NotYet("No file told the bank of it; nothing holds it.", rule=RULE)
    if payout.unsent and not _is_overtaken(case, payout):
        raise AlreadyDone(
            f"{payout.unsent.by_name} has said so; somebody else confirms.", rule=RULE
        )
    return payout


def confirm_unsent(case: OrderCase, payout_id: str, context: Context) -> OrderCase:
    """A second person of Finance says so too: it waits to be sent, and no file holds it."""
    payout = check_unsent(case, payout_id, context)
    back = replace(
        payout, status=INSTRUCTED, account_id=None, sent_at=None, task_at=None, unsent=None
    )
    text = Sentence(
        "{amount} have not left yet, and will be sent.", amount=case.amount(payout.amount)
    )
    audience = {"audience": CUSTOMER} if payout.status == SENT else {}
    told = dict(case.told)
    held = told.pop(payout_id, None)
    files = [one.file_id for one in held.files] if held else []
    change = tell(
        "payoutUnsent",
        text,
        journaled(case, payout) | {"files": files},
        journaled(case, back),
        payout.amount,
        **audience,
    )
    freed = replace(case, told=told).having(case.work.with_payout(back), change)
    return waiting(freed, FINANCE, context)


def check_unsent(case: OrderCase, payout_id: str, context: Context) -> Payout:
    """The payout of which a second person can say so (X-02): of the files that the first one knew
    of, and not of one that was taken since.
    """
    context.actor.require(PAYING)
    payout = _on_its_way(case, payout_id)
    said = payout.unsent
    if said is None:
        raise NotYet("Nobody has said that it never left.", rule=RULE)
    if said.by_id == context.actor.user_id:
        raise OwnApproval("You said so; somebody else of Finance confirms it.", rule=RULE)
    if _is_overtaken(case, payout):
        last = case.told[payout_id].last
        raise NotYet(
            f"{last.by_name} has taken the bank's file anew since {said.by_name} said so. Look"
            " whether that one left, and say it anew.",
            rule=RULE,
        )
    return payout


def _is_overtaken(case: OrderCase, payout: Payout) -> bool:
    """Whether a file was taken since it was said."""
    told = case.told.get(payout.payout_id)
    return bool(payout.unsent and told and told.file_id != payout.unsent.file_id)


def _on_its_way(case: OrderCase, payout_id: str) -> Payout:
    payout = found_payout(case, payout_id)
    if payout.status not in (INSTRUCTED, SENT):
        raise AlreadyDecided(
            f"The payout is {payout.status}.", rule=RULE, outcome={"status": payout.status}
        )
    return payout
