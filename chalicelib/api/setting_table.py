"""The table of settings: what the rows of each are, and how those that are right are kept."""

import json
from collections.abc import Callable
from typing import Any, cast

from chalicelib import kinds
from chalicelib.api.fields import Body, read_body
from chalicelib.api.setting_rows import (
    BoundRow,
    ChainRow,
    ChasingRow,
    ColumnRow,
    DunningLevelRow,
    DunningRow,
    FollowUpModelRow,
    HoursRow,
    ItemStatusRow,
    OrdersRow,
    PayoutBankRow,
    PresetRow,
    PromisesRow,
    ReasonRow,
    ResolutionRow,
    TableRowBody,
    TemplateRow,
    TermsRow,
    ThreadMailRow,
)
from chalicelib.domain.approvals.chain_setting import check_chain, read_chain
from chalicelib.domain.base.business_hours import check_hours, read_hours
from chalicelib.domain.collections.chasing import check_terms
from chalicelib.domain.collections.dunning.terms import MAX_LEVELS as MAX_LEVELS_OF_DUNNING
from chalicelib.domain.collections.dunning.terms import check_levels, dunning_row, level_row
from chalicelib.domain.collections.statuses import check_statuses
from chalicelib.domain.people.bounds import bound_row
from chalicelib.errors import BodyTooLarge, InvalidInput, RedressError, no_such
from chalicelib.values import dataclass
from chalicelib.views.approval import chain_row

MAX_SETTING_LENGTH = 100_000
"""An item of the table holds 400 kB, and the record of the command holds the setting too."""


@dataclass(frozen=True)
class Setting:
    """A setting: what its rows are, which field names one, and how a row that is right is kept."""

    model: type[Body]
    id_name: str | None
    keep: Callable[[dict[str, Any]], dict[str, Any]] = dict
    at_most: int = 200
    check: Callable[[list[dict[str, Any]]], object] = bool
    """What all rows together must be."""


def _chain(row: dict[str, Any]) -> dict[str, Any]:
    chain = read_chain(row)
    check_chain(chain)
    return cast(dict[str, Any], chain_row(chain))


def _hours(row: dict[str, Any]) -> dict[str, Any]:
    check_hours(row)
    read_hours(row)
    for kind, given in row.get("movesWithin", {}).items():
        if kind not in kinds.KINDS:
            raise _unknown(f"There is no kind of dispute {kind}.", f"/movesWithin/{kind}")
        timed = kinds.KINDS[kind].lifecycle.moves_within
        for party in given.keys() - timed.keys():
            said = f"No move of {party} has a time in disputes of the kind {kind}."
            raise _unknown(said, f"/movesWithin/{kind}/{party}")
    return row


def _unknown(said: str, pointer: str) -> InvalidInput:
    errors = [{"pointer": pointer, "detail": said, "code": "unknown"}]
    return InvalidInput(said, rule="X-04", errors=errors)


def _template(row: dict[str, Any]) -> dict[str, Any]:
    from chalicelib.mail import templates  # late, since few requests need it

    return templates.read_row(row)


def _orders(row: dict[str, Any]) -> dict[str, Any]:
    from chalicelib.domain.orders.standard import check_standard  # late, as above

    check_standard(row)
    return row


def _terms(row: dict[str, Any]) -> dict[str, Any]:
    from chalicelib.domain.orders.terms_setting import read_terms, terms_row  # late, as above

    told = terms_row(read_terms(row))
    return {name: told[name] for name in row}


def _table(rows: list[dict[str, Any]]) -> None:
    from chalicelib.domain.orders.decision_table import read_table  # late, as above

    if rows:
        read_table(rows)


def _columns(rows: list[dict[str, Any]]) -> None:
    from chalicelib.domain.orders.bank_file import read_columns

    read_columns(rows)


def _payout_bank(row: dict[str, Any]) -> dict[str, Any]:
    from chalicelib.domain.orders.credit_transfer import read_payer  # late, as above

    return row | {"accountNumber": read_payer(row).number}


def _chasing(row: dict[str, Any]) -> dict[str, Any]:
    check_terms(row)
    return row


def _preset(row: dict[str, Any]) -> dict[str, Any]:
    from chalicelib.domain.imports.mapping import check_lines  # late, since few requests need it

    check_lines(row["kind"], row.get("linePerRow"))
    return row


SETTINGS = {
    "reasons": Setting(ReasonRow, "reasonID"),
    "resolutions": Setting(ResolutionRow, "resolutionID"),
    "importPresets": Setting(PresetRow, "presetID", _preset),
    "mailTemplates": Setting(TemplateRow, "templateID", _template),
    "approvalChains": Setting(ChainRow, "chainID", _chain, at_most=20),
    "moneyBounds": Setting(BoundRow, "currency", bound_row),
    "threadMail": Setting(ThreadMailRow, None, at_most=1),
    "orders": Setting(OrdersRow, None, _orders, at_most=1),
    "payoutTerms": Setting(TermsRow, None, _terms, at_most=1),
    "decisionTable": Setting(TableRowBody, "rowID", at_most=40, check=_table),
    "promises": Setting(PromisesRow, None, at_most=1),
    "payoutFile": Setting(ColumnRow, "column", at_most=20, check=_columns),
    "payoutBank": Setting(PayoutBankRow, None, _payout_bank, at_most=1),
    "itemStatuses": Setting(ItemStatusRow, "statusID", at_most=50, check=check_statuses),
    "followUpModels": Setting(FollowUpModelRow, "modelID", at_most=50),
    "chasing": Setting(ChasingRow, None, _chasing, at_most=1),
    "dunningLevels": Setting(
        DunningLevelRow, None, level_row, at_most=MAX_LEVELS_OF_DUNNING, check=check_levels
    ),
    "dunning": Setting(DunningRow, None, dunning_row, at_most=1),
    "businessHours": Setting(HoursRow, None, _hours, at_most=1),
}


def read_rows(name: str, values: list[Any]) -> list[dict[str, Any]]:
    """The rows of a setting as they are kept; `NotFound` for no such setting, `InvalidInput` for
    rows that are not right.
    """
    if name not in SETTINGS:
        raise no_such("setting")
    setting = SETTINGS[name]
    if len(values) > setting.at_most:
        raise InvalidInput(
            f"This setting has at most {setting.at_most}"
            f" {'row' if setting.at_most == 1 else 'rows'}."
        )
    rows = [_read_row(setting, place, row) for place, row in enumerate(values)]
    if setting.id_name and len({str(row[setting.id_name]) for row in rows}) < len(rows):
        raise InvalidInput(f"Each {setting.id_name} can be given once.")
    _check_whole(setting, rows)
    if len(json.dumps(rows)) > MAX_SETTING_LENGTH:
        raise BodyTooLarge(f"A setting holds at most {MAX_SETTING_LENGTH} characters.")
    return rows


def _check_whole(setting: Setting, rows: list[dict[str, Any]]) -> None:
    """All rows together; what is wrong with one of them names it as `_read_row` does."""
    try:
        setting.check(rows)
    except RedressError as refused:
        for error in refused.extras.get("errors", ()):
            error["pointer"] = f"/value{error['pointer']}"
        raise


def _read_row(setting: Setting, place: int, value: Any) -> dict[str, Any]:
    """A row as it is kept; what is wrong with it names its place among the rows too."""
    try:
        return setting.keep(
            read_body(setting.model, value).model_dump(by_alias=True, exclude_none=True)
        )
    except RedressError as refused:
        errors = refused.extras.get("errors") or [
            {"pointer": "", "detail": refused.detail, "code": refused.code}
        ]
        refused.extras["errors"] = [
            error | {"pointer": f"/value/{place}{error['pointer']}"} for error in errors
        ]
        raise
