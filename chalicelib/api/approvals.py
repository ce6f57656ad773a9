"""Approvals: one's inbox, answers from the page, and answers by a personal link from a mail."""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.actions.approvals import approval
from chalicelib.actions.approvals.approval import Approval
from chalicelib.api.fields import Body, DescriptionField, NothingBody
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.domain.base.odata import parse_top
from chalicelib.links import PersonalLink
from chalicelib.views.answers import Page

routes = Routes()


class DecisionBody(Body):
    """An answer; a rejection says why."""

    decision: Literal["approve", "endorse", "reject"]
    comment: DescriptionField | None = None


class DelegationBody(Body):
    """To whom it is passed on."""

    user_id: Annotated[str, Field(min_length=1, max_length=128)]
    comment: DescriptionField | None = None


@routes.query("/approval", permission="dispute.work", query=("limit", "cursor"))
def list_inbox(request: Request) -> "Reply[Page[approval.AnyInbox]]":
    """Lists what waits for one's own answer, the longest first."""
    return Reply(
        approval.list_inbox(
            request.desk(), parse_top(request.query.get("limit")), request.query.get("cursor")
        )
    )


@routes.query("/approval/{approvalID}", permission="dispute.read")
def show(request: Request) -> "Reply[approval.AnyApproval]":
    """Shows an approval: what is asked, of whom, the chain, and what became of it."""
    return shown(approval.show(request.desk(), approval.read_approval(request.path["approvalID"])))


@routes.command(
    "POST", "/approval/{approvalID}/decision", permission="dispute.work", body=DecisionBody
)
def decide(request: Request) -> "approval.Answering":
    """Approves, endorses or rejects what one is asked."""
    return approval.decide(
        approval.read_approval(request.path["approvalID"]),
        request.body.decision,
        request.body.comment,
    )


@routes.command(
    "POST", "/approval/{approvalID}/delegation", permission="dispute.work", body=DelegationBody
)
def delegate(request: Request) -> "approval.Answering":
    """Passes what one is asked on to somebody else."""
    return approval.delegate(
        approval.read_approval(request.path["approvalID"]),
        request.body.user_id,
        request.body.comment,
    )


@routes.command(
    "POST", "/approval/{approvalID}/recall", permission="dispute.work", body=NothingBody
)
def recall(request: Request) -> "approval.Answering":
    """Takes one's own request for approval back."""
    return approval.recall(approval.read_approval(request.path["approvalID"]))


@routes.query("/response", permission="dispute.work", by_link=PersonalLink)
def show_response(request: Request) -> "Reply[approval.AnyApproval]":
    """Shows what a personal link asks; nothing changes however often it is opened."""
    return shown(approval.show(request.desk(), _named(request)))


@routes.command(
    "POST", "/response", permission="dispute.work", body=DecisionBody, by_link=PersonalLink
)
def respond(request: Request) -> "approval.Answering":
    """Answers what a personal link asks, once."""
    return approval.decide(_named(request), request.body.decision, request.body.comment)


def _named(request: Request) -> Approval:
    named = approval.read_approval(request.link.approval_id)
    return replace(named, letter_hash=request.link.letter_hash)
