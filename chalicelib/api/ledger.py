"""Wallets: what they hold, their statements, money from outside, and taking a transfer back by
twos.
"""

from datetime import date

from chalicelib import wiring
from chalicelib.actions.execution import PlainAction
from chalicelib.actions.wallets import ledger, proposals
from chalicelib.api.fields import AmountField, Body, DescriptionField, NameField, NothingBody
from chalicelib.api.routing import CSV, CSV_ENDING, Reply, Request, Routes, shown
from chalicelib.domain.base.texts import read_day
from chalicelib.domain.people.person import CORRECTING
from chalicelib.domain.wallets import statement
from chalicelib.domain.wallets import transfer as transfers
from chalicelib.errors import UnsupportedQuery
from chalicelib.views.answers import Page

routes = Routes()

_PAGE = ("limit", "cursor")
_PERIOD = ("from", "to")
_ABOUT = ("kind", "disputeID", "bookingID")


class DepositBody(Body):
    """Money that came in from outside."""

    amount: AmountField
    reference: NameField
    is_repeat: bool = False
    """That it is another one than the deposit before under the same reference."""


class FloorBody(Body):
    """How far a wallet may be emptied."""

    floor: AmountField


class CorrectionBody(Body):
    """Why a transfer shall be taken back."""

    reason: DescriptionField


class RefusalBody(Body):
    """Why it shall stay."""

    reason: DescriptionField | None = None


@routes.query("/wallet", permission="wallet.read", is_party=True, query=("partyID",))
def list_wallets(request: Request) -> "Reply[ledger.WalletsView]":
    """Lists the wallets of one's own party, or for the staff of `partyID`; `external` is the
    outside world.
    """
    return Reply(ledger.list_wallets(request.desk(), request.query.get("partyID")))


@routes.query("/wallet/{walletID}", permission="wallet.read", is_party=True)
def show_wallet(request: Request) -> "Reply[ledger.WalletView]":
    """Shows what a wallet holds."""
    return shown(ledger.show_wallet(request.desk(), request.path["walletID"]))


@routes.query(
    "/wallet/{walletID}/entry",
    permission="wallet.read",
    is_party=True,
    query=(*_PERIOD, *_ABOUT, *_PAGE),
)
def list_entries(request: Request) -> "Reply[ledger.WalletStatementView]":
    """Lists a wallet's statement, the latest first, with the balance after each entry; `from` and
    `to` are days of the company (IG-10).
    """
    kind = request.query.get("kind")
    if kind not in (None, *transfers.KINDS):
        raise UnsupportedQuery(f"kind is {', '.join(transfers.KINDS)}.")
    excerpt = statement.Excerpt(
        *_period(request), kind, request.query.get("disputeID"), request.query.get("bookingID")
    )
    return Reply(
        ledger.list_entries(
            request.desk(),
            request.path["walletID"],
            excerpt,
            request.page_size,
            request.query.get("cursor"),
        )
    )


@routes.query(
    "/wallet/{walletID}/statement",
    permission="wallet.read",
    is_party=True,
    query=(*_PERIOD, "format"),
    media_type=CSV,
)
def write_statement(request: Request) -> "Reply[ledger.FileView | str]":
    """Gives a wallet's statement for some days, whole, the oldest entry first: as CSV, or with
    `format=xlsx` a link to an Excel workbook.

    The gateway carries text alone, so a workbook is fetched by its link (IG-10, X-09). Who took it
    along is written down.
    """
    wallet_id, (first, last), ending = (
        request.path["walletID"],
        _period(request),
        request.query.get("format", CSV_ENDING),
    )
    days = f"-{first}-{last}" if any(name in request.query for name in _PERIOD) else ""
    wanted = request.desk(), wallet_id, statement.Excerpt(first, last), ending
    file_name = f"statement-{wallet_id}{days}.{ending}"
    if ending == CSV_ENDING:
        written = ledger.write_statement(*wanted)
        return Reply(written.content.decode(), file_name=file_name, rows=written.rows)
    return Reply(ledger.give_out_statement(*wanted, wiring.parts().files, file_name))


@routes.command(
    "PUT", "/wallet/{walletID}/floor", permission=CORRECTING, body=FloorBody, may_wait=True
)
def set_floor(
    request: Request,
) -> "PlainAction[proposals.FloorSet | proposals.ProposalView]":
    """Sets how far a wallet may be emptied: 0 by default, below it for one that may owe; far from
    it by two people (IG-11, X-16).
    """
    return proposals.set_floor(request.path["walletID"], request.body.floor)


@routes.command(
    "POST",
    "/wallet/{walletID}/deposit",
    permission=CORRECTING,
    body=DepositBody,
    status=201,
    takes_version=True,
    may_wait=True,
)
def deposit(
    request: Request,
) -> "PlainAction[proposals.Deposited | proposals.ProposalView]":
    """Puts money that came in from outside into a wallet; too much for one person waits for a
    second one (X-16).
    """
    return proposals.deposit(
        request.path["walletID"],
        request.body.amount,
        request.body.reference,
        request.body.is_repeat,
    )


@routes.query("/proposal", permission=CORRECTING, query=("state", *_PAGE))
def list_proposals(request: Request) -> "Reply[Page[proposals.ProposalRow]]":
    """Lists the deposits and floors that wait for a second person, or with `state=ended` those that
    were decided, the latest first.
    """
    return Reply(proposals.list_proposals(request.desk(), *_answered(request)))


@routes.command("POST", "/proposal/{proposalID}/approval", permission=CORRECTING, body=NothingBody)
def agree_to_proposal(request: Request) -> "PlainAction[proposals.Agreed]":
    """Agrees, as a second person, to a deposit or a floor, which is made with it (X-16)."""
    return proposals.agree(request.path["proposalID"])


@routes.command("POST", "/proposal/{proposalID}/rejection", permission=CORRECTING, body=RefusalBody)
def refuse_proposal(
    request: Request,
) -> "PlainAction[proposals.ProposalView]":
    """Leaves the wallet as it is."""
    return proposals.refuse(request.path["proposalID"], request.body.reason)


@routes.query("/correction", permission=CORRECTING, query=("state", *_PAGE))
def list_corrections(request: Request) -> "Reply[Page[ledger.CorrectionRow]]":
    """Lists the corrections that wait for a second person, or with `state=ended` those that were
    decided, the latest first.
    """
    return Reply(ledger.list_corrections(request.desk(), *_answered(request)))


@routes.command(
    "POST",
    "/transfer/{transferID}/correction",
    permission=CORRECTING,
    body=CorrectionBody,
    may_create=True,
)
def ask_correction(
    request: Request,
) -> "ledger.Deciding":
    """Asks for a transfer to be taken back (IG-10)."""
    return ledger.ask_correction(request.path["transferID"], request.body.reason)


@routes.command(
    "POST", "/transfer/{transferID}/correction/approval", permission=CORRECTING, body=NothingBody
)
def agree_to_correction(
    request: Request,
) -> "ledger.Deciding":
    """Agrees, as a second person, to take a transfer back; the money moves with it (IG-10)."""
    return ledger.agree_to_correction(request.path["transferID"])


@routes.command(
    "POST", "/transfer/{transferID}/correction/rejection", permission=CORRECTING, body=RefusalBody
)
def refuse_correction(
    request: Request,
) -> "ledger.Deciding":
    """Leaves the transfer as it is."""
    return ledger.refuse_correction(request.path["transferID"], request.body.reason)


def _answered(request: Request) -> tuple[str, int, str | None]:
    """Which of what takes a second person is asked for, and which page of it."""
    return request.query.get("state", "open"), request.page_size, request.query.get("cursor")


def _period(request: Request) -> tuple[date, date]:
    """The days that are asked for, both included; without end where none is named."""
    every = statement.Excerpt()
    named = {name: read_day(request.query[name]) for name in _PERIOD if name in request.query}
    first, last = named.get("from", every.first), named.get("to", every.last)
    if last < first:
        raise UnsupportedQuery("The period ends before it begins.")
    return first, last
