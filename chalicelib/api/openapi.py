"""The OpenAPI 3.1 document, made from the route table, the request models and the types of
answers.
"""

import re
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from chalicelib.api.answer_types import answers
from chalicelib.api.http import JSON_PATCH
from chalicelib.api.problems import MEDIA_TYPE
from chalicelib.api.route_table import ROUTES
from chalicelib.api.routing import JSON, Route
from chalicelib.domain.invoices.edit import EDITABLE, MAX_OPERATIONS, OPERATIONS

_REF = "#/components/schemas/{model}"
_PAGES = ("Page_", "Sorted_")
"""How the names of pages of lists begin."""
_UNCHANGED = {"description": "What was sent before still holds", "content": {}}
_FAILURES = ("400", "401", "403", "404", "409", "412", "413", "415", "422", "503")


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    models = {route.body for route in ROUTES if route.body}
    named, schemas = models_json_schema(
        [(model, "validation") for model in sorted(models, key=lambda one: one.__qualname__)],
        ref_template=_REF,
    )
    bodies: dict[Any, Any] = {model: reference for (model, _), reference in named.items()}
    told, shown = _answer_schemas()
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(
            route, bodies.get(route.body), told[route.name]
        )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Redress",
            "version": "0.1.0",
            "description": "Disputes about money: received, worked, approved and settled.",
        },
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {
            "schemas": _in_one_line(schemas.get("$defs", {}) | shown) | _own_schemas(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "link": {"type": "apiKey", "in": "header", "name": "Response-Token"},
            },
        },
    }


def _answer_schemas() -> tuple[dict[str, dict[int, list[Any]]], dict[str, Any]]:
    """The schemas of what each route answers, by its name and status, and those that they name."""
    types = {route.name: answers(route) for route in ROUTES}
    places = [
        (name, status, one)
        for name, statuses in types.items()
        for status, members in statuses.items()
        for one in members
    ]
    # All in one, since what several answers name is then looked at once.
    every: Any = tuple[tuple(one for *_, one in places)]  # type: ignore[misc]
    schemas = TypeAdapter(every).json_schema(ref_template=_REF, mode="serialization")
    defined = {name: _untitled(one) for name, one in schemas["$defs"].items()}
    told: dict[str, dict[int, list[Any]]] = {name: {} for name in types}
    for (name, status, _), schema in zip(places, schemas["prefixItems"], strict=True):
        told[name].setdefault(status, []).append(_spelled_out(schema, defined))
    return told, {name: one for name, one in defined.items() if not name.startswith(_PAGES)}


def _spelled_out(schema: dict[str, Any], defined: dict[str, Any]) -> dict[str, Any]:
    """The schema, and not its name, of a page of a list, which is of one route alone."""
    if "anyOf" in schema:
        return {"anyOf": [_spelled_out(one, defined) for one in schema["anyOf"]]}
    name = schema.get("$ref", "").rpartition("/")[2]
    return defined[name] if name.startswith(_PAGES) else schema


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without the titles that say its fields' names once more."""
    fields = schema["properties"]
    return {word: value for word, value in schema.items() if word != "title"} | {
        "properties": {
            name: {word: value for word, value in field.items() if word != "title"}
            for name, field in fields.items()
        }
    }


def _in_one_line(schemas: dict[str, Any]) -> dict[str, Any]:
    """Schemas whose descriptions, which docstrings are, run on where those break."""
    for schema in schemas.values():
        if "description" in schema:
            schema["description"] = " ".join(schema["description"].split())
    return schemas


def _operation(route: Route, body: Any, told: dict[int, list[Any]]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", route.name).strip("_"),
        "summary": route.summary,
        "parameters": _parameters(route),
        "responses": _answers(route, told) | _failures(route),
    }
    if route.permission is not None:
        operation["security"] = [{"link": []}] if route.by_link else [{"token": []}]
    if body:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": body}}}
    if route.is_patch:
        schema = {"$ref": _REF.format(model="JSONPatch")}
        operation["requestBody"] = {
            "required": True,
            "content": {JSON_PATCH: {"schema": schema}, JSON: {"schema": schema}},
        }
    return operation


def _answers(route: Route, schemas: dict[int, list[Any]]) -> dict[str, Any]:
    """200 for what was done or would be, 201 for what was made; a dry run makes nothing, and tells
    a refusal as its answer.
    """
    told = {route.status: "As asked"}
    if route.is_command:
        told |= {
            200: (
                "As asked, or what a dry run would do"
                if route.status == 200
                else "What a dry run would do"
            )
        }
    if route.may_create:
        told |= {201: "Created"}
    if route.may_wait:
        told |= {202: "It waits for a second person"}
    file = {} if route.media_type == JSON else {route.media_type: {"schema": {"type": "string"}}}
    refuses = route.is_command or route.only_looks
    refused = [{"$ref": _REF.format(model="Refused")}] if refuses else []
    answers: dict[str, Any] = {"304": _UNCHANGED} if route.is_tagged else {}
    for status, words in told.items():
        types = (refused if status == 200 else []) + schemas.get(status, [])
        content = {JSON: {"schema": _one_of(types)}} if types else {}
        answers[str(status)] = {"description": words, "content": content | file}
    return answers


def _one_of(schemas: list[Any]) -> Any:
    """Any of some schemas, each named once."""
    flat = [part for one in schemas for part in one.get("anyOf", [one])]
    different = [one for place, one in enumerate(flat) if one not in flat[:place]]
    return different[0] if len(different) == 1 else {"anyOf": different}


def _parameters(route: Route) -> list[dict[str, Any]]:
    text = {"type": "string"}
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": text}
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    in_query: list[dict[str, Any]] = [
        {"name": name, "in": "query", "schema": {"type": "boolean"} if name == "dryRun" else text}
        for name in route.query
    ]
    headers = [
        *(["Idempotency-Key"] if route.is_command else []),
        *(["If-Match"] if route.takes_version else []),
    ]
    return in_path + in_query + [{"name": name, "in": "header", "schema": text} for name in headers]


def _failures(route: Route) -> dict[str, Any]:
    statuses = (*_FAILURES, *(["410"] if route.by_link else []))
    content = {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}}
    return {status: {"description": "A problem", "content": content} for status in statuses}


def _own_schemas() -> dict[str, Any]:
    return {
        "Problem": _problem_schema(),
        "Refused": _refused_schema(),
        "JSONPatch": _patch_schema(),
    }


def _refused_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "description": (
            "What a dry run answers where the request would be refused: that refusal, with the"
            " status that it would have."
        ),
        "properties": {
            "dryRun": {"const": True},
            "refused": {"$ref": _REF.format(model="Problem")},
        },
        "required": ["dryRun", "refused"],
    }


def _problem_schema() -> dict[str, Any]:
    named = ("type", "title", "detail", "code", "rule", "requestID")
    texts = {name: {"type": "string"} for name in named}
    required = ["type", "title", "status", "detail", "code"]
    words = {
        "type": "object",
        "description": (
            "The detail as data where amounts, days or moments stand in it: a template, and what"
            " stands in it by name."
        ),
        "properties": {"text": {"type": "string"}, "values": {"type": "object"}},
    }
    return {
        "type": "object",
        "properties": texts | {"status": {"type": "integer"}, "words": words},
        "required": required,
    }


def _patch_schema() -> dict[str, Any]:
    operation = {"op": {"enum": list(OPERATIONS)}, "path": {"enum": list(EDITABLE)}, "value": {}}
    return {
        "type": "array",
        "maxItems": MAX_OPERATIONS,
        "items": {"type": "object", "properties": operation, "required": ["op", "path"]},
    }
