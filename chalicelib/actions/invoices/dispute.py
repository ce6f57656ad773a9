"""What can be done with an invoice dispute; each action gathers, lets the domain decide, and says
what to write.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from typing_extensions import TypedDict

from chalicelib.actions.approvals.approvable import approval_writes, notices_now
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.invoices.paper import paper_in, paper_keys
from chalicelib.actions.kinds import kind_of
from chalicelib.domain.approvals.rounds import sync_round
from chalicelib.domain.base.identifiers import OutsideID, read_outside_id
from chalicelib.domain.base.money import positive_minor, read_decimal, to_decimal, to_minor
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import record
from chalicelib.domain.disputes.hands import may_take
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.disputes.parts import STATUS, whole
from chalicelib.domain.invoices import edit, lines, settlement
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.edit import (
    Edit,
    Named,
    find_named,
    find_reason,
    patched_parts,
    read_description,
)
from chalicelib.domain.invoices.invoice import GENERAL, Invoice, check_line_disputable
from chalicelib.domain.invoices.lifecycle import INVOICE
from chalicelib.domain.invoices.lines import LineEdit
from chalicelib.domain.invoices.new_dispute import dispute_line, general_line
from chalicelib.domain.invoices.work import Line, line_part
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import IllegalMove, NotFound
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import (
    adjustment_item,
    as_read,
    dispute_item,
    entry_item,
    event_item,
    invoice_item,
    named_of,
    to_invoice,
    to_line,
    to_person,
)
from chalicelib.store.keys import Key
from chalicelib.store.table import (
    HOLDS_NO_OPEN_DISPUTE,
    IS_ABSENT,
    Check,
    Put,
    Write,
    is_at_version,
    name_of,
)
from chalicelib.views.answers import Who
from chalicelib.views.dispute import DisputeView, dispute_view
from chalicelib.views.parts import to_json
from chalicelib.views.preview import DisputePreview, preview_view

Decided = Decision[DisputeView, DisputePreview]
Deciding = Action[DisputeView, DisputePreview]

MOST_PEOPLE = 1000
"""Among so many, those are looked for who may take a dispute; a company with more works through the
API.
"""


class HandsView(TypedDict):
    """Into whose hands a dispute can be put, by role."""

    assigneeID: list[Who]
    resolverID: list[Who]


def verb(address: Address, decide: Callable[[InvoiceCase, Context], InvoiceCase]) -> Deciding:
    """The action that carries out a verb of the domain on a dispute as it stands."""

    def action(desk: Desk) -> Decided:
        case, _ = open_case(desk, address)
        return conclude(desk, case, decide(case, desk.context))

    return action


def charge_fee(address: Address, amount: Any, description: str | None) -> Deciding:
    """Puts a fee on the invoice of a reversed dispute (RV-09)."""

    def decide(case: InvoiceCase, context: Context) -> InvoiceCase:
        minor = positive_minor(read_decimal(amount), case.dispute.currency)
        return settlement.charge_fee(case, minor, context, description)

    return verb(address, decide)


def edit_line(
    address: Address, line_id: OutsideID, disputed: Any, credit: Any, status: str | None
) -> Deciding:
    """Changes a line of the dispute, or adds the invoice's line of that id to it (CU-01, CU-03)."""

    def action(desk: Desk) -> Decided:
        case, found = open_case(
            desk,
            address,
            lambda dispute: [_line_key(dispute, line_id)],
            about=lambda _: (STATUS, line_part(line_id)),
        )
        wanted = LineEdit(
            _minor(disputed, case, above_zero=True), _minor(credit, case, above_zero=False), status
        )
        if case.dispute.work.find_line(line_id):
            return conclude(desk, case, lines.change_line(case, line_id, wanted, desk.context))
        return conclude(
            desk,
            case,
            lines.add_line(case, _new_line(case, line_id, wanted, found), wanted, desk.context),
        )

    return action


def patch(address: Address, operations: Any) -> Deciding:
    """Edits the dispute by a JSON Patch (RV-06)."""

    def action(desk: Desk) -> Decided:
        settings = [keys.setting("resolutions"), keys.setting("reasons")]
        case, found = open_case(
            desk, address, also=settings, about=lambda dispute: patched_parts(dispute, operations)
        )
        edit.check_editable(case, desk.context)
        document = edit.apply_patch(_editable(case.dispute), operations)
        resolutions = named_of(found.get(name_of(settings[0])), "resolutionID")
        reasons = named_of(found.get(name_of(settings[1])), "reasonID")
        return conclude(
            desk, case, edit.edit(case, _wanted(case, document, resolutions, reasons), desk.context)
        )

    return action


def list_hands(desk: Desk, dispute_id: str) -> HandsView:
    """Into whose hands the dispute can be put, by name, for each role: the same rule as when it is
    (RV-03), so for a role that its kind does not have nobody.
    """
    dispute, _ = open_dispute(desk, Address(dispute_id), with_rules=False)
    page = desk.table.query(keys.PEOPLE, index="directory", limit=MOST_PEOPLE)
    people = [to_person(item) for item in page.items]
    needed = kind_of(dispute).HANDS

    def hands(role: str) -> list[Who]:
        return [
            {"userID": one.user_id, "name": one.name}
            for one in people
            if role in needed and may_take(dispute.parties, needed[role], one)
        ]

    return {"assigneeID": hands("assigneeID"), "resolverID": hands("resolverID")}


def assign(
    desk: Desk, dispute: Dispute, found: Mapping[str, Item], people: Mapping[str, str | None]
) -> Decided:
    """Puts the dispute into people's hands; a role that is not named keeps its person."""
    named = [keys.user(user_id) for user_id in people.values() if user_id]
    case, known = case_of(desk, dispute, found, lambda _: named, lambda _: (STATUS, *people))

    def person(role: str, current: tuple[str | None, str | None]) -> tuple[str, str] | None:
        user_id = people.get(role, current[0])
        if not user_id:
            return None
        if user_id == current[0]:
            return user_id, current[1] or ""
        item = known.get(name_of(keys.user(user_id)))
        return user_id, edit.check_hand(case, role, to_person(item) if item else None).name

    wanted = edit.Assignment(
        person("assigneeID", (dispute.assignee_id, dispute.assignee)),
        person("resolverID", (dispute.resolver_id, dispute.resolver)),
    )
    return conclude(desk, case, edit.assign(case, wanted, desk.context))


def open_case(
    desk: Desk,
    address: Address,
    more: Callable[[Dispute], list[Key]] = lambda _: [],
    also: list[Key] | None = None,
    about: Callable[[Dispute], Iterable[str]] = whole,
) -> tuple[InvoiceCase, dict[str, Item]]:
    """The dispute and its invoice in two reads, for a person who may see it, with what it is about
    as that one saw it (RV-03, X-07).
    """
    dispute, found = open_dispute(desk, address, also)
    return case_of(desk, dispute, found, more, about)


def case_of(
    desk: Desk,
    dispute: Dispute,
    found: Mapping[str, Item],
    more: Callable[[Dispute], list[Key]] = lambda _: [],
    about: Callable[[Dispute], Iterable[str]] = whole,
) -> tuple[InvoiceCase, dict[str, Item]]:
    """The dispute beside its invoice in the second read, the parts that the command is `about`
    still as they were seen (X-07).
    """
    if dispute.kind != INVOICE.kind:
        raise IllegalMove(f"A dispute on a {dispute.kind} has no such step.", rule="CU-01")
    head_key = keys.invoice(dispute.parties[CUSTOMER], dispute.subject_id)
    paper = paper_keys(dispute.parties[CUSTOMER], dispute.subject_id, dispute.work.revision)
    found = dict(found) | desk.gather_more([head_key, *paper, *more(dispute)])
    invoice = to_invoice(found[name_of(head_key)])
    case = InvoiceCase(dispute, invoice, paper=paper_in(found, paper))
    desk.require_unchanged(dispute, about(dispute), lambda: dispute_view(case, desk.context))
    return case, found


def conclude(
    desk: Desk, before: InvoiceCase | None, after: InvoiceCase, status: int = 200
) -> Decided:
    """What to write and answer for a case as a verb left it; its round of approval follows what was
    done (CU-15).
    """
    context = desk.context
    after = sync_round(after, context)
    old = before.dispute if before else None
    dispute, events = (
        record(old, after.dispute, after.changes, context.actor, context.at)
        if after.changes
        else (after.dispute, ())
    )
    invoice, entries = kept_promise(after.invoice, after.before_kept, desk.hand)
    invoice = replace(invoice, version=after.invoice.version + 1)
    known = replace(after, dispute=dispute, invoice=invoice)
    view = dispute_view(known, context)
    answer = Answer(
        status,
        to_json(view),
        dispute.version,
        f"/api/dispute/{dispute.dispute_id}" if status == 201 else None,
    )
    writes = _writes(before, known, context) if after.changes else ()
    return Decision(
        writes=(*writes, *entries, *(Put(event_item(event)) for event in events)),
        answer=answer,
        preview=lambda: Answer(
            200, to_json(preview_view(before, known, context, notices_now(desk, known)))
        ),
        parties=dispute.parties,
    )


def kept_promise(
    invoice: Invoice, before: Invoice | None, hand: Hand
) -> tuple[Invoice, tuple[Write, ...]]:
    """The invoice, and where a dispute came to keep a promise on it the entry that tells so
    (CO-26).
    """
    if before is None:
        return invoice, ()
    kept, entry = enter(before, invoice, hand)
    return kept, (Put(entry_item(entry), (IS_ABSENT,)),)


def _writes(before: InvoiceCase | None, after: InvoiceCase, context: Context) -> tuple[Write, ...]:
    """The dispute and its invoice at the versions they were read at, the new adjustments, and what
    was relied on.
    """
    old = before.dispute if before else None
    takes_place = after.dispute.is_open and not (old and old.is_open)
    free = (HOLDS_NO_OPEN_DISPUTE,) if takes_place else ()
    return (
        Put(dispute_item(after.dispute), as_read(old) if old else (IS_ABSENT,)),
        Put(invoice_item(after.invoice), (is_at_version(after.invoice.version - 1), *free)),
        *(
            Put(adjustment_item(after.invoice, adjustment), (IS_ABSENT,))
            for adjustment in after.adjustments
        ),
        *_as_delivered(after),
        *approval_writes(before, after, context),
    )


def _as_delivered(case: InvoiceCase) -> tuple[Write, ...]:
    """That invoices are sent as they were when this was decided, where it rests on that (CU-19)."""
    if not (case.relied_on_delivery and case.paper):
        return ()
    return (Check(keys.customer(case.invoice.customer_id), (is_at_version(case.paper.version),)),)


def _line_key(dispute: Dispute, line_id: OutsideID) -> Key:
    return keys.line(dispute.parties[CUSTOMER], dispute.subject_id, dispute.work.revision, line_id)


def _new_line(
    case: InvoiceCase, line_id: OutsideID, wanted: LineEdit, found: dict[str, Item]
) -> Line:
    """The dispute's line for a charge that it does not contest yet; for all that is left where no
    amount is named.
    """
    if str(line_id) == GENERAL:
        return general_line(case.invoice, wanted.disputed or case.invoice.remaining)
    item = found.get(name_of(_line_key(case.dispute, line_id)))
    if not item:
        raise NotFound("Neither the dispute nor its invoice has such a line.", rule="RV-02")
    billed = to_line(item)
    check_line_disputable(case.invoice, billed)
    return dispute_line(
        billed, wanted.disputed or case.invoice.remaining_of(line_id, billed.amount)
    )


def _editable(dispute: Dispute) -> dict[str, Any]:
    """The fields that a patch may touch, as they are."""
    return {
        "amount": to_decimal(dispute.amounts.disputed, dispute.currency),
        "description": dispute.description,
        "resolutionID": dispute.resolution_id,
        "reasonID": dispute.reason_id,
    }


def _wanted(
    case: InvoiceCase,
    document: dict[str, Any],
    resolutions: tuple[Named, ...],
    reasons: tuple[Named, ...],
) -> Edit:
    """What the patched fields ask for; only what the patch changed must be configured now, and a
    removed one is none.
    """
    description = read_description(document["description"], "A description")
    dispute = case.dispute
    resolution_id, resolution = dispute.resolution_id, dispute.resolution
    if document.get("resolutionID") != resolution_id:
        resolution_id, resolution = find_named(
            resolutions, _outside_id(document.get("resolutionID")), "resolution"
        )
    reason_id, reason = dispute.reason_id, dispute.reason
    if document.get("reasonID") != reason_id:
        reason_id, reason = find_reason(reasons, _outside_id(document.get("reasonID")))
    amount = positive_minor(read_decimal(document["amount"]), case.dispute.currency)
    return Edit(description, reason_id, reason, resolution_id, resolution, amount)


def _outside_id(value: Any) -> OutsideID | None:
    return None if value is None else read_outside_id(value)


def _minor(amount: Any, case: InvoiceCase, *, above_zero: bool) -> int | None:
    if amount is None:
        return None
    decimal = read_decimal(amount)
    return (
        positive_minor(decimal, case.dispute.currency)
        if above_zero
        else to_minor(decimal, case.dispute.currency)
    )
