"""Whatever the API says with an amount in it, it says as data too, so that the page writes it in
its own language.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.base.money import spell, to_minor
from tests.app import App
from tests.scenarios import COMMANDS, prepared

SENTENCES = ("detail", "reason", "text")
AMOUNT = re.compile(r"-?\d[\d,]*(\.\d+)? (?!UTC)[A-Z]{3}\b")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_sentence_with_an_amount_comes_as_data_too(app: App, command: str) -> None:
    """Previews, answers, refusals and all that is kept."""
    sent = prepared(app, command)
    about = sent.target.split("/dispute/")[1].split("/")[0] if "/dispute/" in sent.target else None
    dry = replace(sent, target=f"{sent.target}?dryRun=true")
    answers = [dry.send(app), sent.send(app), sent.send(app), dry.send(app)]
    if about:
        answers += [
            app.as_("admin").get(f"/dispute/{about}{part}") for part in ("", "/event", "/message")
        ]
        answers += [
            app.as_("operator").get(f"/dispute/{about}/message"),
            app.as_("customer").get(f"/dispute/{about}/event"),
        ]
    answers.append(app.as_("admin").get("/customer/1001/note"))
    for answer in answers:
        check(answer.json)


def test_a_refusal_tells_its_amounts(app: App) -> None:
    """CU-09, CU-14: in the problem document, and in what cannot be done."""
    body = {
        "invoiceNumber": 2000,
        "description": "All of it",
        "lines": [{"lineID": 2, "amount": "1200.00"}],
    }
    refused = app.as_("agent").post("/customer/1001/dispute", body)
    assert (
        refused.json["detail"] == "“Charge 2” has 200.00 USD left to dispute; 1,200.00 USD is more."
    )
    assert refused.json["words"] == {
        "text": "{what} has {left} left to dispute; {disputed} is more.",
        "values": {
            "what": "“Charge 2”",
            "left": {"amount": 200, "currency": "USD"},
            "disputed": {"amount": 1200, "currency": "USD"},
        },
    }
    raised = (
        app.as_("agent")
        .post("/customer/1001/dispute", body | {"lines": [{"lineID": 2, "amount": 200}]})
        .json
    )
    adjust = next(one for one in raised["actions"] if one["name"] == "adjust")
    assert adjust["words"]["values"]["total"] == {"amount": 200, "currency": "USD"}
    assert plain(adjust["words"]) == adjust["reason"]


def check(view: Any) -> None:
    """Each sentence with an amount stands beside its data, which says the same."""
    for row in rows(view):
        if {"to", "subject"} <= row.keys():
            continue  # A letter says the same to everybody, as it is sent.
        for name in SENTENCES:
            if isinstance(row.get(name), str) and AMOUNT.search(row[name]):
                assert plain(row["words"]) == row[name]


def rows(view: Any) -> Iterator[dict[str, Any]]:
    """Every object in an answer, at whatever depth."""
    if isinstance(view, dict):
        yield view
    for part in view.values() if isinstance(view, dict) else view if isinstance(view, list) else ():
        yield from rows(part)


def plain(words: dict[str, Any]) -> str:
    """What the page makes of it, in the plain words of the API."""

    def filled(value: Any) -> str:
        if isinstance(value, str):
            return value
        if "moment" in value:
            return f"{datetime.fromisoformat(value['moment']):%Y-%m-%d %H:%M} UTC"
        return (
            plain(value)
            if "text" in value
            else spell(
                to_minor(Decimal(str(value["amount"])), value["currency"]), value["currency"]
            )
        )

    return re.sub(r"\{(\w+)\}", lambda found: filled(words["values"][found[1]]), words["text"])
