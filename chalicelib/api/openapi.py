"""The OpenAPI 3.1 document, made from the route table and the request models."""

import re
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from chalicelib.api.http import JSON_PATCH
from chalicelib.api.problems import MEDIA_TYPE
from chalicelib.api.route_table import ROUTES
from chalicelib.api.routing import JSON, Route
from chalicelib.domain.invoices.edit import EDITABLE, MAX_OPERATIONS, OPERATIONS

_REF = "#/components/schemas/{model}"
_FAILURES = ("400", "401", "403", "404", "409", "412", "413", "415", "422", "503")


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    models = {route.body for route in ROUTES if route.body}
    named, schemas = models_json_schema(
        [(model, "validation") for model in sorted(models, key=lambda one: one.__qualname__)], ref_template=_REF
    )
    bodies: dict[Any, Any] = {model: reference for (model, _), reference in named.items()}
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, bodies.get(route.body))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Redress", "version": "0.1.0", "description": "Disputes about money: received, worked, approved and settled."},
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {
            "schemas": schemas.get("$defs", {}) | _own_schemas(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "link": {"type": "apiKey", "in": "header", "name": "Response-Token"},
            },
        },
    }


def _operation(route: Route, body: Any) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", route.name).strip("_"),
        "summary": route.summary,
        "parameters": _parameters(route),
        "responses": _answers(route) | _failures(),
    }
    if route.permission is not None:
        operation["security"] = [{"link": []}] if route.by_link else [{"token": []}]
    if body:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": body}}}
    if route.is_patch:
        schema = {"$ref": _REF.format(model="JSONPatch")}
        operation["requestBody"] = {"required": True, "content": {JSON_PATCH: {"schema": schema}, JSON: {"schema": schema}}}
    return operation


def _answers(route: Route) -> dict[str, Any]:
    """200 for what was done or would be, 201 for what was made; a dry run makes nothing, and tells a refusal as its answer."""
    told = {route.status: "As asked"}
    if route.is_command:
        told |= {200: "As asked, or what a dry run would do" if route.status == 200 else "What a dry run would do"}
    if route.may_create:
        told |= {201: "Created"}
    if route.may_wait:
        told |= {202: "It waits for a second person"}
    done: dict[str, Any] = {JSON: {"schema": {"type": "object"}}}
    if route.media_type != JSON:
        done[route.media_type] = {"schema": {"type": "string"}}
    looked_at = {JSON: {"schema": {"anyOf": [{"$ref": _REF.format(model="Refused")}, {"type": "object"}]}}}
    refuses = route.is_command or route.only_looks
    return {
        str(status): {"description": words, "content": looked_at if refuses and status == 200 else done} for status, words in told.items()
    }


def _parameters(route: Route) -> list[dict[str, Any]]:
    text = {"type": "string"}
    in_path = [{"name": name, "in": "path", "required": True, "schema": text} for name in re.findall(r"{(\w+)}", route.path)]
    in_query: list[dict[str, Any]] = [
        {"name": name, "in": "query", "schema": {"type": "boolean"} if name == "dryRun" else text} for name in route.query
    ]
    headers = [*(["Idempotency-Key"] if route.is_command else []), *(["If-Match"] if route.takes_version else [])]
    return in_path + in_query + [{"name": name, "in": "header", "schema": text} for name in headers]


def _failures() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}}
    return {status: {"description": "A problem", "content": content} for status in _FAILURES}


def _own_schemas() -> dict[str, Any]:
    return {"Problem": _problem_schema(), "Refused": _refused_schema(), "JSONPatch": _patch_schema()}


def _refused_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "What a dry run answers where the request would be refused: that refusal, with the status that it would have.",
        "properties": {"dryRun": {"const": True}, "refused": {"$ref": _REF.format(model="Problem")}},
        "required": ["dryRun", "refused"],
    }


def _problem_schema() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail", "code", "rule")}
    required = ["type", "title", "status", "detail", "code"]
    words = {
        "type": "object",
        "description": "The detail as data where amounts, days or moments stand in it: a template, and what stands in it by name.",
        "properties": {"text": {"type": "string"}, "values": {"type": "object"}},
    }
    return {"type": "object", "properties": texts | {"status": {"type": "integer"}, "words": words}, "required": required}


def _patch_schema() -> dict[str, Any]:
    operation = {"op": {"enum": list(OPERATIONS)}, "path": {"enum": list(EDITABLE)}, "value": {}}
    return {"type": "array", "maxItems": MAX_OPERATIONS, "items": {"type": "object", "properties": operation, "required": ["op", "path"]}}
