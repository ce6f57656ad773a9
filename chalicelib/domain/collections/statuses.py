"""The statuses of open items inside their five categories, and the models of what is done about
them (DM-02, DM-05).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.errors import IllegalMove, InvalidInput, no_such
from chalicelib.values import dataclass

ON_GOING, PROMISED, DISPUTED, RESOLVED, LITIGATION = CATEGORIES = (
    "onGoing",
    "promiseToPay",
    "dispute",
    "disputeResolved",
    "litigation",
)
REMINDER, CALL, DISPUTE_FOLLOW_UP = TO_DOS = ("reminder", "call", "disputeFollowUp")
"""What a model says to do."""
STANDARD_DELAY_DAYS = 7
MAX_DELAY_DAYS = 365


@dataclass(frozen=True)
class ItemStatus:
    """What an open item can be said to be, and after how many days somebody looks again."""

    status_id: OutsideID
    label: str
    category: str
    delay_days: int = STANDARD_DELAY_DAYS
    model_id: OutsideID | None = None
    is_active: bool = True
    """Whether items can be given it; those that carry it keep it (CO-04)."""

    @property
    def disputes(self) -> bool:
        """Whether it takes a comment and a resolver, and raises disputes (CO-04)."""
        return self.category == DISPUTED


@dataclass(frozen=True)
class FollowUpModel:
    """What is done about items, such as calling the customer."""

    model_id: OutsideID
    label: str
    to_do: str


STATUS_ROWS: tuple[dict[str, Any], ...] = (
    {"statusID": "onGoing", "label": "On going", "category": ON_GOING, "modelID": REMINDER},
    {"statusID": "promised", "label": "Promise to pay", "category": PROMISED, "modelID": CALL},
    {
        "statusID": "dispute",
        "label": "Dispute",
        "category": DISPUTED,
        "modelID": DISPUTE_FOLLOW_UP,
    },
    {
        "statusID": "resolved",
        "label": "Dispute resolved",
        "category": RESOLVED,
        "modelID": REMINDER,
    },
    {"statusID": "litigation", "label": "Litigation", "category": LITIGATION, "modelID": CALL},
)
MODEL_ROWS: tuple[dict[str, Any], ...] = (
    {"modelID": REMINDER, "label": "Reminder", "toDo": REMINDER},
    {"modelID": CALL, "label": "Call", "toDo": CALL},
    {"modelID": DISPUTE_FOLLOW_UP, "label": "Dispute follow-up", "toDo": DISPUTE_FOLLOW_UP},
)
"""What there is until an administrator says otherwise."""


def read_statuses(rows: Iterable[Mapping[str, Any]]) -> tuple[ItemStatus, ...]:
    """The statuses that the rows of the setting describe."""
    return tuple(
        ItemStatus(
            row["statusID"],
            row["label"],
            row["category"],
            row.get("delayDays", STANDARD_DELAY_DAYS),
            row.get("modelID"),
            row.get("active", True),
        )
        for row in rows
    )


def read_models(rows: Iterable[Mapping[str, Any]]) -> tuple[FollowUpModel, ...]:
    """The models that the rows of the setting describe."""
    return tuple(FollowUpModel(row["modelID"], row["label"], row["toDo"]) for row in rows)


def find_status(statuses: Sequence[ItemStatus], status_id: OutsideID) -> ItemStatus:
    """The status with this id that items can be given; `NotFound` where there is none (DM-02)."""
    for status in statuses:
        if same_id(status.status_id, status_id) and status.is_active:
            return status
    raise no_such("status that items can be given", rule="DM-02")


def resolved_status(statuses: Sequence[ItemStatus]) -> ItemStatus:
    """What items are once their follow-up has ended (DM-09)."""
    return next(one for one in statuses if one.category == RESOLVED and one.is_active)


def find_model(models: Sequence[FollowUpModel], model_id: OutsideID | None) -> FollowUpModel | None:
    """The model with this id; None for none, `NotFound` for one that there is not (DM-05)."""
    if model_id is None:
        return None
    for model in models:
        if same_id(model.model_id, model_id):
            return model
    raise no_such("model of follow-ups", rule="DM-05")


def check_statuses(rows: Sequence[Mapping[str, Any]]) -> None:
    """`InvalidInput` where no active status says that a dispute is resolved, which ending a
    follow-up needs (DM-09).
    """
    if rows and not any(
        status.category == RESOLVED and status.is_active for status in read_statuses(rows)
    ):
        raise InvalidInput(
            "One active status has to be of the category disputeResolved: items get it when their"
            " follow-up ends.",
            rule="DM-09",
            errors=[
                {"pointer": "", "detail": "There is no such status.", "code": "missing"},
            ],
        )


def check_links(statuses: Iterable[ItemStatus], models: Sequence[FollowUpModel]) -> None:
    """`InvalidInput` for a status whose linked model is not there (DM-02)."""
    known = {str(model.model_id) for model in models}
    for status in statuses:
        if status.model_id is not None and str(status.model_id) not in known:
            said = f"{status.label} is linked to the model {status.model_id}, which is not there."
            raise InvalidInput(
                said,
                rule="DM-02",
                errors=[{"pointer": "/value", "detail": said, "code": "notFound"}],
            )


def moved_statuses(
    before: Iterable[ItemStatus], after: Iterable[ItemStatus]
) -> tuple[ItemStatus, ...]:
    """Those of before that are gone, or of another category: no item may carry them (CO-04)."""
    now = {str(status.status_id): status.category for status in after}
    return tuple(one for one in before if now.get(str(one.status_id)) != one.category)


def carried(status: ItemStatus) -> IllegalMove:
    """The refusal to take a status away, or to move it, while items carry it (CO-04)."""
    said = (
        f"Items carry the status {status.label}. It keeps its category as long as they do;"
        " deactivate it, and it is given to no more."
    )
    return IllegalMove(
        said,
        rule="CO-04",
        errors=[{"pointer": "/value", "detail": said, "code": "illegalMove"}],
    )
