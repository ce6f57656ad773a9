"""The page's types, made from the document of the API: what it is answered, by name, in the
namespace `Api` of `frontend/api.d.ts`. `make types` writes it anew; a test says when it is stale.
"""

import json
from pathlib import Path
from typing import Any

from chalicelib.api.openapi import document
from chalicelib.kinds import KINDS

FILE = Path(__file__).parents[1] / "frontend" / "api.d.ts"
HEAD = """\
/**
 * What the API answers, by name: `Api.DisputeView`. Made by `make types` from the document that the
 * API describes itself by; whoever changes an answer's type makes it anew.
 */
declare namespace Api {
"""
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}


def text() -> str:
    """The whole file."""
    schemas = document()["components"]["schemas"]
    parts = [_interface(name, schemas[name]) for name in sorted(_answered(schemas))]
    parts += _of_kinds(schemas)
    pages = "  interface Page<Row> {\n    value: Row[];\n    nextCursor: string | null;\n  }\n"
    return HEAD + "\n".join([*parts, pages]) + "}\n"


def _of_kinds(schemas: dict[str, Any]) -> list[str]:
    """Under one name, what several kinds show with something of their own."""
    found: dict[str, list[str]] = {}
    for name in sorted(schemas):
        shared, _, kind = name.partition("Of")
        if kind.lower() in KINDS:
            found.setdefault(shared, []).append(name)
    return [f"  type {shared} = {' | '.join(names)};\n" for shared, names in found.items()]


def _answered(schemas: dict[str, Any]) -> set[str]:
    """The schemas that answers name, and those that these name."""
    found: set[str] = set()
    waiting = [
        response["content"]
        for operations in document()["paths"].values()
        for operation in operations.values()
        for response in operation["responses"].values()
    ]
    while waiting:
        for name in _named(waiting.pop()) - found:
            found.add(name)
            waiting.append(schemas[name])
    return found


def _named(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(_named, part))
    if not isinstance(part, dict):
        return set()
    own = {part["$ref"].rpartition("/")[2]} if isinstance(part.get("$ref"), str) else set()
    return own.union(*map(_named, part.values()))


def _interface(name: str, schema: dict[str, Any]) -> str:
    lines = [*_words(schema, "  "), f"  interface {name} {{"]
    for field, told in schema["properties"].items():
        lines += _words(told, "    ")
        optional = "" if field in schema.get("required", ()) else "?"
        lines.append(f"    {field}{optional}: {_type(told)};")
    return "\n".join([*lines, "  }\n"])


def _words(schema: dict[str, Any], margin: str) -> list[str]:
    said = schema.get("description")
    return [f"{margin}/** {said} */"] if said else []


def _type(schema: dict[str, Any]) -> str:
    """A type as TypeScript spells it; `KeyError` for what no answer has had yet."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(map(_type, schema["anyOf"])))
    if "const" in schema or "enum" in schema:
        return " | ".join(map(json.dumps, schema.get("enum", [schema.get("const")])))
    match schema.get("type"):
        case None:
            return "unknown"
        case "null":
            return "null"
        case "array":
            inner = _type(schema["items"])
            return f"({inner})[]" if " | " in inner else f"{inner}[]"
        case "object" if "properties" in schema:
            fields = schema["properties"].items()
            needed = schema.get("required", ())
            told = (
                f"{name}{'' if name in needed else '?'}: {_type(field)}" for name, field in fields
            )
            return f"{{ {'; '.join(told)} }}"
        case "object":
            values = schema.get("additionalProperties", True)
            return f"Record<string, {'unknown' if values is True else _type(values)}>"
        case plain:
            return PLAIN[plain]


if __name__ == "__main__":
    FILE.write_text(text())
