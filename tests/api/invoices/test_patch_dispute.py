"""PATCH /customer/{customerID}/dispute/{disputeID}: JSON Patch (RV-06)."""

from typing import Any

import pytest

from tests.app import App
from tests.scenarios import FEATURE, URL


@pytest.mark.parametrize(
    "media_type",
    ["application/json-patch+json", "application/json", "application/json; charset=utf-8"],
)
def test_the_documented_patch_works_word_for_word(app: App, dispute: str, media_type: str) -> None:
    """RV-06: the string "1.25" is the amount 1.25."""
    patched = app.as_("agent").patch(
        dispute, [{"op": "replace", "path": "/amount", "value": "1.25"}], Content_Type=media_type
    )
    assert (patched.status, patched.json["amount"]) == (200, 1.25)
    assert patched.calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]


def test_several_fields_change_at_once(app: App, dispute: str) -> None:
    """RV-06."""
    operations = [
        {"op": "test", "path": "/amount", "value": 4.95},
        {"op": "replace", "path": "/description", "value": "Wrong plan"},
        {"op": "replace", "path": "/resolutionID", "value": "2"},
    ]
    patched = app.as_("agent").patch(dispute, operations).json
    assert (patched["description"], patched["resolution"], patched["resolutionID"]) == (
        "Wrong plan",
        "Denied",
        2,
    )
    assert (
        app.as_("agent")
        .patch(dispute, [{"op": "remove", "path": "/resolutionID"}])
        .json["resolution"]
        is None
    )


@pytest.mark.parametrize(
    ("operations", "status"),
    [
        (
            [
                {"op": "test", "path": "/amount", "value": 1},
                {"op": "replace", "path": "/description", "value": "x"},
            ],
            409,
        ),
        (
            [
                {"op": "replace", "path": "/description", "value": "x"},
                {"op": "replace", "path": "/amount", "value": 99},
            ],
            409,
        ),
        ([{"op": "replace", "path": "/status", "value": "closed"}], 400),
        ([{"op": "replace", "path": "", "value": {}}], 400),
        ([{"op": "copy", "from": "/description", "path": "/amount"}], 400),
        ([{"op": "move", "from": "/description", "path": "/amount"}], 400),
        ([{"op": "remove", "path": "/amount"}], 400),
        ([{"op": "replace", "path": "/amount"}], 400),
        ([{"op": "replace", "path": ["/amount"], "value": 1}], 400),
        ([{"op": {}, "path": "/amount", "value": 1}], 400),
        ([{"op": "replace", "path": "/amount", "value": "NaN"}], 400),
        ([{"op": "replace", "path": "/amount", "value": {"a": 1}}], 400),
        ([{"op": "add", "path": "/amount/0", "value": 1}], 400),
        ([{"op": "replace", "path": "/resolutionID", "value": 99}], 400),
        ([{"op": "test", "path": "/amount", "value": 4.95}] * 21, 400),
        ({"op": "replace", "path": "/amount", "value": 1}, 400),
        ("x", 400),
        ([None], 400),
    ],
)
def test_a_patch_applies_whole_or_not_at_all(
    app: App, dispute: str, operations: Any, status: int
) -> None:
    """RV-06: only the editable fields, no doubling by copy, and a failed test tells nothing."""
    before = app.items()
    refused = app.as_("agent").patch(dispute, operations)
    assert refused.status == status, refused.text
    assert "4.95" not in refused.text or refused.json["code"] == "amountTooLarge"
    assert app.items() == before


def test_only_an_open_dispute_is_patched(app: App, dispute: str) -> None:
    """RV-06, RV-10."""
    agent = app.as_("agent")
    agent.post(f"{dispute}/close")
    assert agent.patch(dispute, [{"op": "replace", "path": "/amount", "value": 1}]).status == 409


def test_a_reason_that_is_no_longer_configured_stays_until_it_is_changed(app: App) -> None:
    """RV-06, CU-22."""
    agent, admin = app.as_("agent"), app.as_("admin")
    admin.put(
        "/setting/reasons",
        {"value": [{"reasonID": "a", "name": "Price"}, {"reasonID": "b", "name": "Price"}]},
    )
    dispute = f"{URL}/{agent.post(URL, FEATURE | {'reasonID': 'a'}).json['disputeID']}"
    assert (
        agent.patch(dispute, [{"op": "replace", "path": "/reasonID", "value": "b"}]).json[
            "reasonID"
        ]
        == "b"
    )
    admin.put("/setting/reasons", {"value": [{"reasonID": "c", "name": "Other"}]})
    patched = agent.patch(
        dispute, [{"op": "replace", "path": "/description", "value": "New words"}]
    ).json
    assert (patched["description"], patched["reasonID"]) == ("New words", "b")
