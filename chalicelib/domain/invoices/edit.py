"""Editing what a dispute says: by JSON Patch (RV-06), and by naming who works it."""

from dataclasses import replace
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.texts import read_text
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.hands import may_take
from chalicelib.domain.disputes.parts import STATUS, whole
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.lines import LineEdit, change_line, require_lines_workable
from chalicelib.domain.people.person import Person
from chalicelib.errors import DisputeEnded, InvalidInput, InvalidPatch, PatchTestFailed, WrongTrack
from chalicelib.values import dataclass

EDITABLE = {
    "/amount": "amount",
    "/description": "description",
    "/resolutionID": "resolutionID",
    "/reasonID": "reasonID",
}
PATCHED = {"/description": "description", "/reasonID": "reason", "/resolutionID": "resolution"}
"""What a JSON Patch points to → the part that it is about; its amount is about the lines."""
OPERATIONS = ("add", "replace", "remove", "test")
MAX_OPERATIONS = 20
MAX_DESCRIPTION = 2000


def apply_patch(document: dict[str, Any], operations: Any) -> dict[str, Any]:
    """The document of editable fields after an RFC 6902 patch: whole or not at all (RV-06).

    Only the fields of `EDITABLE` can be pointed to, and only by operations that neither copy nor
    move; a `test` that fails does not tell what is stored.
    """
    if not isinstance(operations, list) or len(operations) > MAX_OPERATIONS:
        raise InvalidPatch(f"A JSON Patch is an array of at most {MAX_OPERATIONS} operations.")
    for operation in operations:
        _check_operation(operation)
    import jsonpatch  # late, since few requests are patches, and it costs at the cold start

    try:
        return jsonpatch.apply_patch(document, operations)
    except jsonpatch.JsonPatchTestFailed:
        raise PatchTestFailed("A test of the patch does not hold; nothing was changed.") from None
    except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException):
        raise InvalidPatch("The patch cannot be applied; nothing was changed.") from None


def patched_parts(dispute: Dispute, operations: object) -> tuple[str, ...]:
    """What a JSON Patch is about; one that is none is about nothing, and refused for that."""
    rows = operations if isinstance(operations, list) else ()
    paths = {str(row.get("path")) for row in rows if isinstance(row, dict)}
    said = (part for path, part in PATCHED.items() if path in paths)
    return (*(whole(dispute) if "/amount" in paths else (STATUS,)), *said)


def _check_operation(operation: Any) -> None:
    if not isinstance(operation, dict) or operation.get("op") not in OPERATIONS:
        raise InvalidPatch(f"Each operation is an object whose op is {', '.join(OPERATIONS)}.")
    if operation.get("path") not in tuple(EDITABLE):
        raise InvalidPatch(f"Only {', '.join(EDITABLE)} can be patched.")
    if operation["op"] != "remove" and "value" not in operation:
        raise InvalidPatch(f"A {operation['op']} needs a value.")
    if operation["op"] == "remove" and operation["path"] in ("/amount", "/description"):
        raise InvalidPatch(f"{operation['path']} can be replaced, not removed.")


def read_description(value: Any, what: str = "This") -> str:
    """The words of a claim, comment or reason: 1 to 2,000 characters, some to be seen; they keep
    their line breaks.
    """
    return read_text(
        value,
        f"{what} is a text of 1 to {MAX_DESCRIPTION} characters.",
        MAX_DESCRIPTION,
        what,
        keeps_breaks=True,
    )


@dataclass(frozen=True)
class Edit:
    """What a dispute shall say from now on; `amount` in minor units, None where it stays."""

    description: str
    reason_id: OutsideID | None
    reason: str
    resolution_id: OutsideID | None
    resolution: str | None
    amount: int | None = None


def edit(case: InvoiceCase, wanted: Edit, context: Context) -> InvoiceCase:
    """The case with the dispute saying what is wanted; the amount only of a dispute of one line
    (RV-06, RV-13).
    """
    check_editable(case, context)
    changed = _with_amount(case, wanted.amount, context) if wanted.amount is not None else case
    said = replace(
        changed.dispute,
        description=wanted.description,
        reason_id=wanted.reason_id,
        reason=wanted.reason,
        resolution_id=wanted.resolution_id,
        resolution=wanted.resolution,
    )
    before, after = _difference(_said(changed), _said(replace(changed, dispute=said)))
    if not after:
        return changed
    words = [
        word
        for word in ("description", "reason", "resolution")
        if word in after or f"{word}ID" in after
    ]
    return changed.with_dispute(
        said,
        Change("edited", f"{' and '.join(words).capitalize()} changed.", before, after, note=False),
        at=context.at,
    )


def check_editable(case: InvoiceCase, context: Context) -> None:
    """An open dispute can be edited by those who work disputes (RV-06, RV-10)."""
    context.actor.require("dispute.work")
    if not case.dispute.is_open:
        raise DisputeEnded(case.dispute.how_it_ended, rule="RV-06")


HANDS = {"assigneeID": "dispute.work", "resolverID": "dispute.read"}
"""Into whose hands a dispute can be put → what that person must be allowed to do."""


def check_hand(case: InvoiceCase, role: str, person: Person | None) -> Person:
    """The person for the role; `InvalidInput` for one who may not take it."""
    if person and may_take(case.dispute.parties, HANDS[role], person):
        return person
    detail = (
        f"There is no such person who may {'work' if role == 'assigneeID' else 'see'} this dispute."
    )
    raise InvalidInput(
        detail, errors=[{"pointer": f"/{role}", "detail": detail, "code": "unknown"}]
    )


@dataclass(frozen=True)
class Assignment:
    """Who works the dispute and who can clear it up, by id and name; None for nobody."""

    assignee: tuple[str, str] | None
    resolver: tuple[str, str] | None


def assign(case: InvoiceCase, wanted: Assignment, context: Context) -> InvoiceCase:
    """The case in the hands of these people."""
    check_editable(case, context)
    assignee_id, assignee = wanted.assignee or (None, None)
    resolver_id, resolver = wanted.resolver or (None, None)
    assigned = replace(
        case.dispute,
        assignee_id=assignee_id,
        assignee=assignee,
        resolver_id=resolver_id,
        resolver=resolver,
    )
    before, after = _difference(_hands(case), _hands(replace(case, dispute=assigned)))
    if not after:
        return case
    words = [f"{role} is now {name or 'nobody'}" for role, name in after.items()]
    return case.with_dispute(
        assigned,
        Change("assigned", f"{' and '.join(words).capitalize()}.", before, after, note=False),
        at=context.at,
    )


def _with_amount(case: InvoiceCase, amount: int, context: Context) -> InvoiceCase:
    lines = case.dispute.work.lines
    if len(lines) > 1:
        if amount == case.dispute.amounts.disputed:
            return case
        raise WrongTrack(
            "The amount of a dispute with several lines is their sum; change a line instead.",
            rule="RV-06",
        )
    if amount == lines[0].disputed:
        return case
    require_lines_workable(case, context)
    return change_line(case, lines[0].line_id, LineEdit(disputed=amount), context)


def _said(case: InvoiceCase) -> dict[str, Any]:
    dispute = case.dispute
    return {
        "description": dispute.description,
        "reason": dispute.reason,
        "reasonID": dispute.reason_id,
        "resolution": dispute.resolution,
        "resolutionID": dispute.resolution_id,
    }


def _hands(case: InvoiceCase) -> dict[str, Any]:
    return {"assignee": case.dispute.assignee, "resolver": case.dispute.resolver}


def _difference(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    differing = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in differing}, {name: after[name] for name in differing}


@dataclass(frozen=True)
class Named:
    """A configured reason or resolution."""

    id: OutsideID
    name: str


def find_named(
    configured: tuple[Named, ...], wanted: OutsideID | None, what: str
) -> tuple[OutsideID | None, str | None]:
    """Id and name of what is wanted among what is configured; `InvalidInput` for what is not."""
    if wanted is None:
        return None, None
    for named in configured:
        if str(named.id) == str(wanted):
            return named.id, named.name
    raise InvalidInput(
        f"There is no such {what}.",
        errors=[
            {"pointer": f"/{what}ID", "detail": f"There is no such {what}.", "code": "unknown"}
        ],
    )


def find_reason(
    configured: tuple[Named, ...], wanted: OutsideID | None
) -> tuple[OutsideID | None, str]:
    """Id and name of a dispute's reason; *Default* where none is given (CU-22)."""
    reason_id, name = find_named(configured, wanted, "reason")
    return reason_id, name or "Default"
