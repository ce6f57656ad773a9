"""What administrators configure: reasons, resolutions, import presets and what else has rows."""

from typing import Any, cast

from chalicelib.actions.desk import Answer, Desk, T, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.disputes.journal import entry_of
from chalicelib.domain.imports.presets import PRESETS
from chalicelib.domain.people.person import require_all_customers
from chalicelib.errors import InvalidInput, no_such
from chalicelib.kinds import KINDS
from chalicelib.store import keys
from chalicelib.store.entities import entry_item, setting_item, to_person
from chalicelib.store.table import IS_ABSENT, Put, Write, is_at_version, name_of
from chalicelib.views import settings as rows_of
from chalicelib.views.parts import to_json

SETTINGS = (
    "reasons",
    "resolutions",
    "importPresets",
    "approvalChains",
    "businessHours",
    "moneyBounds",
    "mailTemplates",
    "threadMail",
    "orders",
    "payoutTerms",
    "promises",
    "decisionTable",
    "payoutFile",
    "payoutBank",
    "itemStatuses",
    "followUpModels",
    "chasing",
    "dunningLevels",
    "dunning",
)


COLLECTIONS = ("itemStatuses", "followUpModels")
"""Those that have to agree with each other, and with what open items carry (CO-04)."""


def show_setting(desk: Desk, name: str) -> "tuple[rows_of.SettingView, int]":
    """A setting's rows; those that hold unset where there are such, and with import presets always
    what they can map.
    """
    if name not in SETTINGS:
        raise no_such("setting")
    found = desk.gather([keys.setting(name)]).get(name_of(keys.setting(name)), {})
    is_presets = name == "importPresets"
    version = found.get("version", 0)
    value = found["value"] if found else PRESETS if is_presets else rows_unset(name)
    view: rows_of.SettingView = {
        "value": cast("list[rows_of.SettingRow]", value),
        "version": version,
        "nextCursor": None,
    }
    if name == "businessHours":
        view["movesWithin"] = {
            kind.name: dict(kind.lifecycle.moves_within)
            for kind in KINDS.values()
            if kind.lifecycle.moves_within
        }
    if is_presets:
        # Late, since the API's cold start has no need of it.
        from chalicelib.views.importfields import fields_view, ways_view

        view["fields"] = fields_view()
        view["ways"] = ways_view()
    return view, version


def rows_unset(name: str) -> list[dict[str, Any]]:
    """The rows of a setting that hold until an administrator sets others, where it has such."""
    if name in COLLECTIONS:
        from chalicelib.domain.collections.statuses import MODEL_ROWS, STATUS_ROWS  # late, as below

        return [*(STATUS_ROWS if name == "itemStatuses" else MODEL_ROWS)]
    if name == "dunningLevels":
        from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS  # late, as below

        return [*LEVEL_ROWS]
    if name not in ("orders", "payoutTerms", "decisionTable", "payoutFile"):
        return []
    # Late, since few requests ask for them.
    from chalicelib.domain.orders.bank_file import COLUMN_ROWS
    from chalicelib.domain.orders.decision_table import STANDARD_TABLE, table_rows
    from chalicelib.domain.orders.standard import STANDARD_ROWS
    from chalicelib.domain.orders.terms import Terms
    from chalicelib.domain.orders.terms_setting import terms_row

    rows: dict[str, list[dict[str, Any]]] = {
        "payoutFile": [*COLUMN_ROWS],
        "orders": STANDARD_ROWS,
        "payoutTerms": [terms_row(Terms())],
        "decisionTable": table_rows(STANDARD_TABLE),
    }
    return rows[name]


def put_setting(name: str, rows: list[dict[str, Any]]) -> "PlainAction[rows_of.SettingView]":
    """Replaces a setting's rows; they count for all customers, so whoever is limited to some
    changes none (RV-03).
    """

    def action(desk: Desk) -> "PlainDecision[rows_of.SettingView]":
        if name not in SETTINGS:
            raise no_such("setting")
        key = keys.setting(name)
        known = desk.gather([key], require_all_customers).get(name_of(key), {})
        version = known.get("version", 0)
        desk.require_version(version)
        _check_with_others(desk, name, rows, known.get("value"))
        view: rows_of.SettingView = {
            "value": cast("list[rows_of.SettingRow]", rows),
            "version": version,
            "nextCursor": None,
        }
        if known and rows == known["value"]:
            return as_it_was(view, version)
        view["version"] = version + 1
        conditions = (is_at_version(version),) if known else (IS_ABSENT,)
        answer = Answer(200, to_json(view), version + 1)
        before = {"value": known.get("value", [])}
        entry = entry_of(
            f"setting/{name}",
            version + 1,
            desk.hand,
            before,
            {"value": rows},
            known.get("last_hash", ""),
        )
        writes = (
            Put(setting_item(name, rows, version + 1, entry.hash), conditions),
            Put(entry_item(entry), (IS_ABSENT,)),
            *_begun_by(desk, name, rows),
        )
        return Decision(writes, answer, would_be(view))

    return action


def _check_with_others(
    desk: Desk, name: str, rows: list[dict[str, Any]], known: list[dict[str, Any]] | None
) -> None:
    """What rows name must be there, and what is in use must stay."""
    if name == "approvalChains":
        _check_asked(desk, rows)
    if name == "chasing":
        _check_manager(desk, rows)
    if name in COLLECTIONS:
        from chalicelib.actions.collections.settings import check_kept  # late, as below

        check_kept(desk, name, known or rows_unset(name), rows or rows_unset(name))


def _begun_by(desk: Desk, name: str, rows: list[dict[str, Any]]) -> tuple[Write, ...]:
    """What a setting begins: that customers are reminded without anybody asking for it."""
    if name != "dunning" or not any(row.get("automatic") for row in rows):
        return ()
    from chalicelib.store.dunning import walk_item  # late, since few requests need it

    return (Put(walk_item(desk.now, None)),)


def _check_asked(desk: Desk, rows: list[dict[str, Any]]) -> None:
    """Whoever a chain names must be there and able to approve, or it would ask nobody (CU-15)."""
    named = {
        user_id: level["name"]
        for row in rows
        for level in row["levels"]
        for user_id in level.get("people", ())
    }
    found = desk.gather_more([keys.user(user_id) for user_id in named])
    for user_id, level in named.items():
        item = found.get(name_of(keys.user(user_id)))
        if item is None or "dispute.work" not in to_person(item).permissions:
            said = f"Level {level} names somebody who is not there or may not approve credits."
            raise InvalidInput(
                said,
                rule="CU-15",
                errors=[{"pointer": "/value", "detail": said, "code": "notFound"}],
            )


def _check_manager(desk: Desk, rows: list[dict[str, Any]]) -> None:
    """Who is told of a silent resolver, and chased for an absent one, must be there (CO-19)."""
    named = [row["managerID"] for row in rows if "managerID" in row]
    found = desk.gather_more(map(keys.user, named))
    for user_id in named:
        item = found.get(name_of(keys.user(user_id)))
        if item is None or "dispute.read" not in to_person(item).permissions:
            said = "There is no such person who may see disputes; nobody would be told."
            raise InvalidInput(
                said,
                rule="CO-19",
                errors=[{"pointer": "/value/0/managerID", "detail": said, "code": "unknown"}],
            )


def as_it_was(view: T, version: int) -> PlainDecision[T]:
    """What is answered where nothing would be different: nothing is written, and no
    entry (X-05).
    """
    return Decision((), Answer(200, to_json(view), version), would_be(view))
