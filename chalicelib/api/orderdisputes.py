"""Payout disputes: raising one, reaching the vendor and its answer, evidence, decisions, and the
payouts that follow.
"""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions import kinds
from chalicelib.actions.disputes import verbs
from chalicelib.actions.disputes.opening import Address
from chalicelib.actions.orders import bank_file, dispute, intake, payouts
from chalicelib.api.fields import (
    AmountField,
    Body,
    DescriptionField,
    NameField,
    NothingBody,
    OutsideIDField,
    TicketIDField,
)
from chalicelib.api.routing import CSV, CSV_ENDING, Reply, Request, Routes, shown
from chalicelib.domain.orders.contact import ATTEMPT_CHANNELS, VERDICTS
from chalicelib.domain.orders.evidence import TYPES
from chalicelib.domain.orders.references import METHODS
from chalicelib.domain.orders.work import CHANNELS, CLAIMS
from chalicelib.domain.people.person import OVERRULING, PARTY, PAYING
from chalicelib.links import PartyLink
from chalicelib.views.answers import Page
from chalicelib.views.orders.payout import PayoutRow

routes = Routes()

_WORKING = "dispute.work"
_DISPUTE = "/dispute/{disputeID}"
_DECISION = f"{_DISPUTE}/decision"
_PAYOUT = f"{_DISPUTE}/payout/{{payoutID}}"
_ID = Annotated[str, Field(min_length=1, max_length=128)]


class ClaimBody(Body):
    """What a customer claims of an order, which is named, or by its phone number (CK-01)."""

    order_id: OutsideIDField | None = None
    phone: NameField | None = None
    claim: Literal[tuple(CLAIMS)]  # type: ignore[valid-type]
    amount: AmountField | None = None
    """Null claims all that is left."""
    description: DescriptionField
    channel: Literal[CHANNELS] = "app"  # type: ignore[valid-type]
    contact: NameField | None = None
    assignee_id: _ID | None = None
    ticket_id: TicketIDField | None = None
    """The ticket that the dispute is made of, whose number and files it gets (CO-47)."""


class OtherClaimBody(Body):
    """What is claimed instead."""

    claim: Literal[tuple(CLAIMS)]  # type: ignore[valid-type]
    amount: AmountField | None = None
    contact: NameField | None = None


class AttemptBody(Body):
    """That somebody called or wrote to the vendor."""

    channel: Literal[ATTEMPT_CHANNELS]  # type: ignore[valid-type]
    was_reached: bool = False
    note: DescriptionField | None = None


class VendorAnswerBody(Body):
    """What the vendor says; it can be changed until it is final."""

    verdict: Literal[VERDICTS]  # type: ignore[valid-type]
    amount: AmountField | None = None
    method: Literal[tuple(METHODS)] | None = None  # type: ignore[valid-type]
    reference: NameField | None = None
    reason: DescriptionField | None = None
    is_final: bool = False


class EvidenceBody(Body):
    """What a file is."""

    type: Literal[tuple(TYPES)]  # type: ignore[valid-type]


class SeenBody(Body):
    """The row that was shown to apply, and the version of its table (PO-39)."""

    table_version: Annotated[int, Field(ge=0, le=99_999_999)]
    row_id: _ID


class PayoutDecisionBody(Body):
    """How it is decided: by the row that applies, or by another one for a reason."""

    row_id: _ID | None = None
    note: DescriptionField | None = None
    reuse_reason: DescriptionField | None = None
    is_unreachable: bool = False
    seen: SeenBody | None = None


class WhyBody(Body):
    """Why."""

    reason: DescriptionField


class GotBody(Body):
    """What the customer has got from the vendor."""

    amount: AmountField


class SendingBody(Body):
    """The account that it was seen to go to, and the bank's file by which it went."""

    account_id: _ID | None = None
    file_id: _ID | None = None


class ArrivedBody(Body):
    """The bank's reference, such as the UTR."""

    reference: NameField | None = None


class CameBackBody(Body):
    """Why it came back, as the bank says it."""

    code: Annotated[str, Field(min_length=1, max_length=40, pattern="^[A-Za-z0-9_.-]+$")]


@routes.command(
    "POST",
    "/dispute",
    permission=_WORKING,
    is_portal=True,
    body=ClaimBody,
    may_create=True,
    takes_version=False,
)
def raise_dispute(request: Request) -> "dispute.Deciding":
    """Raises a payout dispute on an order, or changes the claim of the one that is open (CK-01,
    PO-03).
    """
    body: ClaimBody = request.body
    return intake.raise_on_order(
        intake.NewOrderDispute(
            order_id=body.order_id,
            phone=body.phone,
            claim=body.claim,
            description=body.description,
            amount=body.amount,
            channel=body.channel,
            contact=body.contact,
            assignee_id=body.assignee_id,
            ticket_id=body.ticket_id,
        )
    )


@routes.command(
    "PUT", f"{_DISPUTE}/claim", permission=_WORKING, is_portal=True, body=OtherClaimBody
)
def change_claim(request: Request) -> "dispute.Deciding":
    """Claims something else instead (PO-03)."""
    body: OtherClaimBody = request.body
    return dispute.change_claim(request.path["disputeID"], body.claim, body.amount, body.contact)


@routes.command("POST", f"{_DISPUTE}/contact", permission=_WORKING, body=NothingBody)
def ask_vendor(request: Request) -> "dispute.Deciding":
    """Asks the vendor by mail, with a deadline (CK-04, CK-11)."""
    return dispute.ask_vendor(request.path["disputeID"])


@routes.command("POST", f"{_DISPUTE}/attempt", permission=_WORKING, body=AttemptBody)
def log_attempt(request: Request) -> "dispute.Deciding":
    """Writes down that somebody called or wrote to the vendor (CK-04, CK-09)."""
    body: AttemptBody = request.body
    return dispute.log_attempt(request.path["disputeID"], body.channel, body.note, body.was_reached)


@routes.command(
    "PUT", f"{_DISPUTE}/answer", permission=_WORKING, is_party=True, body=VendorAnswerBody
)
def answer(request: Request) -> "dispute.Deciding":
    """Keeps what the vendor says: a draft until it is final (CK-04, PO-13)."""
    return dispute.answer(request.path["disputeID"], _told(request.body))


@routes.query("/answer", permission=PARTY, by_link=PartyLink)
def show_asked(request: Request) -> "Reply[kinds.AnyDispute]":
    """Shows what a vendor is asked by its link; nothing changes however often it is opened."""
    return shown(verbs.show(request.desk(), Address(request.link.dispute_id)))


@routes.command(
    "PUT",
    "/answer",
    permission=PARTY,
    body=VendorAnswerBody,
    by_link=PartyLink,
)
def answer_by_link(request: Request) -> "dispute.Deciding":
    """Keeps what a vendor says by its link: a draft until it is final (CK-04, PO-09, PO-13)."""
    return dispute.answer(request.link.dispute_id, _told(request.body))


@routes.command(
    "PUT",
    f"{_DISPUTE}/evidence/{{attachmentID}}",
    permission=_WORKING,
    is_portal=True,
    is_party=True,
    body=EvidenceBody,
)
def type_file(request: Request) -> "dispute.Deciding":
    """Says what an attached file is (CK-02)."""
    path = request.path
    return dispute.type_file(path["disputeID"], path["attachmentID"], request.body.type)


@routes.command(
    "PUT",
    "/answer/evidence/{attachmentID}",
    permission=PARTY,
    body=EvidenceBody,
    by_link=PartyLink,
)
def type_file_by_link(request: Request) -> "dispute.Deciding":
    """Says, by a vendor's link, what a file is that it attached (CK-02)."""
    attachment_id = request.path["attachmentID"]
    return dispute.type_file(request.link.dispute_id, attachment_id, request.body.type)


@routes.command("POST", f"{_DISPUTE}/receipt", permission=_WORKING, is_portal=True, body=GotBody)
def confirm_received(request: Request) -> "dispute.Deciding":
    """Says what the customer has got from the vendor (CK-05)."""
    return dispute.confirm_received(request.path["disputeID"], request.body.amount)


@routes.command(
    "POST", f"{_DISPUTE}/acceptance", permission=_WORKING, is_portal=True, body=NothingBody
)
def accept(request: Request) -> "dispute.Deciding":
    """Says for the customer that all is well: the dispute is closed (CK-15)."""
    return dispute.accept(request.path["disputeID"])


@routes.command("POST", _DECISION, permission=_WORKING, body=PayoutDecisionBody)
def decide(request: Request) -> "dispute.Deciding":
    """Decides a payout dispute; a dry run tells all effects beforehand (CK-05…CK-09)."""
    body: PayoutDecisionBody = request.body
    seen = (body.seen.table_version, body.seen.row_id) if body.seen else None
    told = dispute.DecisionTold(
        body.row_id, body.note, body.reuse_reason, body.is_unreachable, seen
    )
    return dispute.decide(request.path["disputeID"], told)


@routes.command("POST", f"{_DISPUTE}/signature", permission=PAYING, body=NothingBody)
def sign(request: Request) -> "dispute.Deciding":
    """Gives Finance's yes to a decision of high value (CK-12, PO-23)."""
    return dispute.sign(request.path["disputeID"])


@routes.command("POST", f"{_DISPUTE}/refusal", permission=PAYING, body=WhyBody)
def decline(request: Request) -> "dispute.Deciding":
    """Refuses for Finance a decision of high value (PO-23)."""
    return dispute.decline(request.path["disputeID"], request.body.reason)


@routes.command("POST", f"{_DECISION}/{{decisionID}}/reversal", permission=OVERRULING, body=WhyBody)
def reverse(request: Request) -> "dispute.Deciding":
    """Takes a decision back, each effect by its own counter-entry (PO-11, PO-12)."""
    path = request.path
    return dispute.reverse(path["disputeID"], path["decisionID"], request.body.reason)


@routes.query("/payout", permission=PAYING, query=("state", "limit", "cursor", "$top"))
def list_payouts(request: Request) -> "Reply[Page[PayoutRow]]":
    """Lists payouts by how they stand, the longest so first: those to be sent, unless asked
    otherwise (PO-28).
    """
    return Reply(
        payouts.list_payouts(
            request.desk(),
            request.query.get("state", "instructed"),
            request.page_size,
            request.query.get("cursor"),
        )
    )


@routes.query("/payout/instruction", permission=PAYING, query=("format",), media_type=CSV)
def write_instructions(request: Request) -> "Reply[bank_file.FileView | str]":
    """Gives the file by which the bank is told of the payouts that can be sent, in the columns of
    the setting `payoutFile`: as CSV, or with `format=xlsx` a link to an Excel workbook. Where the
    setting `payoutBank` names the company's account, `format=xml` is a link to a pain.001 of ISO
    20022 with the payouts to IBANs and Indian accounts, and the others stand in the columns alone.
    Who took it along is written down (PO-25, X-09).
    """
    ending = request.query.get("format", CSV_ENDING)
    file_name = f"payouts.{ending}"
    if ending == CSV_ENDING:
        written = bank_file.write_instructions(request.desk(), ending)
        return Reply(written.content.decode(), file_name=file_name, rows=written.rows)
    files = wiring.parts().files
    return Reply(bank_file.give_out_instructions(request.desk(), ending, files, file_name))


@routes.command("POST", f"{_PAYOUT}/sending", permission=PAYING, body=SendingBody)
def send(request: Request) -> "dispute.Deciding":
    """Sends a payout to the account that was confirmed, and that the bank's file told; one that is
    named is the one that it goes to, or nothing is sent (PO-25, PO-26).
    """
    path = request.path
    body: SendingBody = request.body
    return payouts.send(
        path["disputeID"], path["payoutID"], payouts.Seen(body.account_id, body.file_id)
    )


@routes.command("POST", f"{_PAYOUT}/unsent", permission=PAYING, body=WhyBody)
def say_unsent(request: Request) -> "dispute.Deciding":
    """Says that a payout of the bank's file never left; a second person of Finance confirms it
    (PO-12).
    """
    path = request.path
    return payouts.say_unsent(path["disputeID"], path["payoutID"], request.body.reason)


@routes.command("POST", f"{_PAYOUT}/unsent/confirmation", permission=PAYING, body=NothingBody)
def confirm_unsent(request: Request) -> "dispute.Deciding":
    """Says as the second one that a payout never left: its decision can be reversed, or it stands
    in the next file (PO-12).
    """
    return payouts.confirm_unsent(request.path["disputeID"], request.path["payoutID"])


@routes.command("POST", f"{_PAYOUT}/confirmation", permission=PAYING, body=ArrivedBody)
def confirm(request: Request) -> "dispute.Deciding":
    """Says that a payout arrived; said again it changes nothing (PO-25, PO-27)."""
    return payouts.confirm(
        request.path["disputeID"], request.path["payoutID"], request.body.reference
    )


@routes.command("POST", f"{_PAYOUT}/return", permission=PAYING, body=CameBackBody)
def bounce(request: Request) -> "dispute.Deciding":
    """Says that a payout came back; said again it changes nothing (PO-25…PO-27)."""
    return payouts.bounce(request.path["disputeID"], request.path["payoutID"], request.body.code)


@routes.command("POST", f"{_PAYOUT}/renewal", permission=PAYING, body=NothingBody)
def instruct_again(request: Request) -> "dispute.Deciding":
    """Makes a payout that came back anew, to another account (PO-26)."""
    return payouts.instruct_again(request.path["disputeID"], request.path["payoutID"])


def _told(body: VendorAnswerBody) -> "dispute.AnswerTold":
    return dispute.AnswerTold(
        body.verdict, body.amount, body.method, body.reference, body.reason, body.is_final
    )
