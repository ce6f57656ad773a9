"""Every answer that a test gets is as the document of the API says: nothing is missing, and nothing
is shown that the document does not tell of.
"""

import json
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from chalicelib.api.openapi import document
from chalicelib.kinds import KINDS

OPEN = {"Problem"}
"""What may hold more than is told: RFC 9457 lets each kind of problem carry parts of its own."""


def check(route: str, status: int, headers: dict[str, str], text: str) -> None:
    """Fails unless the answer of a route is as its document says, for the kinds that there are."""
    media_type = headers["Content-Type"]
    if "json" not in media_type or status == 500:
        return
    kinds, named = tuple(KINDS), _name(route, status, media_type)
    assert named in _answers(kinds), f"{route}: {status} is not described"
    answer = json.loads(text)
    if not _validator(kinds).is_valid({named: answer}):
        wrong = _words(kinds, named, answer)
        said = f"{route} answers with {status} what its document does not tell: {wrong}"
        raise AssertionError(said)


def _name(route: str, status: int | str, media_type: str) -> str:
    return f"{route} {status} {media_type}"


@cache
def _validator(kinds: tuple[str, ...]) -> Any:
    """One for all answers, each under its name: what they share is made ready once."""
    components = _closed(kinds)["components"]
    return Draft202012Validator({"properties": _answers(kinds), "components": components})


@cache
def _answers(kinds: tuple[str, ...]) -> dict[str, Any]:
    """The schemas of all answers that there can be."""
    return {
        _name(f"{method.upper()} {path}", status, media_type): content["schema"]
        for path, operations in _closed(kinds)["paths"].items()
        for method, operation in operations.items()
        for status, response in operation["responses"].items()
        for media_type, content in response["content"].items()
    }


@cache
def _closed(_kinds: tuple[str, ...]) -> Any:
    """The document, with every object closed to what it does not name."""
    made = json.loads(json.dumps(document.__wrapped__()))
    components = made["components"]["schemas"]
    kept = {name: components[name] for name in OPEN}
    _close(made)
    components |= {name: _opened(one) for name, one in kept.items()}
    return made


def _close(part: Any) -> None:
    for value in part.values() if isinstance(part, dict) else part:
        if isinstance(value, dict | list):
            _close(value)
    if isinstance(part, dict) and isinstance(part.get("properties"), dict) and "type" in part:
        part.setdefault("additionalProperties", False)


def _opened(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "additionalProperties"}


def _words(kinds: tuple[str, ...], named: str, answer: Any) -> str:
    """What is wrong with an answer; of several that it could be, with the nearest."""
    schema = _answers(kinds)[named]
    components = {"components": _closed(kinds)["components"]}
    faults = [
        [
            f"/{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
            for error in Draft202012Validator(one | components).iter_errors(answer)
        ]
        for one in schema.get("anyOf", [schema])
    ]
    return "; ".join(min(faults, key=len)[:5])
