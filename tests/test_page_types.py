"""The page's types of what the API answers are those of its document."""

from infra import page_types


def test_the_page_knows_what_the_api_answers() -> None:
    """`make types` writes them anew."""
    assert page_types.FILE.read_text() == page_types.text()


def test_each_form_of_a_type_is_spelled() -> None:
    row = {"$ref": "#/components/schemas/Row"}
    nothing = {"type": "null"}
    assert [
        page_types._type(one)
        for one in (
            {"anyOf": [{"type": "integer"}, {"type": "number"}, nothing]},
            {"type": "array", "items": {"anyOf": [row, nothing]}},
            {"type": "array", "items": row},
            {"enum": ["open", "ended"], "type": "string"},
            {"const": True, "type": "boolean"},
            {"type": "object", "additionalProperties": {"type": "boolean"}},
            {"type": "object", "additionalProperties": True},
            {"type": "object", "properties": {"a": row, "b": nothing}, "required": ["a"]},
            {},
        )
    ] == [
        "number | null",
        "(Row | null)[]",
        "Row[]",
        '"open" | "ended"',
        "true",
        "Record<string, boolean>",
        "Record<string, unknown>",
        "{ a: Row; b?: null }",
        "unknown",
    ]
