"""What files can tell, and how: fields, and the ways to write days, moments and amounts."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.imports.amount_formats import AMOUNT_FORMATS
from chalicelib.domain.imports.cell_texts import WARNED
from chalicelib.domain.imports.day_formats import (
    DAY_FORMATS,
    ISO,
    MOMENT_FORMATS,
    SERIAL,
    SHORT_YEARS,
    example_of,
    spelled,
)
from chalicelib.domain.imports.fields import FIELDS, Field
from chalicelib.domain.imports.file_form import DELIMITERS, ENCODINGS
from chalicelib.views.answers import meaning


class FieldView(TypedDict):
    """A field that a file can tell."""

    name: str
    label: str
    type: str
    required: bool
    hint: NotRequired[str]
    choices: NotRequired[list[str]]


class FormatView(TypedDict):
    """A way to write days, moments or amounts."""

    format: str
    label: str
    example: str


class WaysView(TypedDict):
    """How days, moments and amounts can be written, and the forms of files."""

    date: list[FormatView]
    moment: list[FormatView]
    amount: list[FormatView]
    shortYears: Annotated[str, meaning("How years of two digits are read.")]
    encodings: list[str]
    delimiters: list[str]


def fields_view() -> dict[str, list[FieldView]]:
    """What each kind of file can tell, for whoever maps its columns."""
    return {kind: [_field_view(field) for field in fields] for kind, fields in FIELDS.items()}


def _field_view(field: Field) -> FieldView:
    view: FieldView = {
        "name": field.name,
        "label": field.label,
        "type": "text" if field.type in ("id", "lines", *WARNED) else field.type,
        "required": field.required,
    }
    if field.hint:
        view["hint"] = field.hint
    if field.choices:
        view["choices"] = list(field.choices)
    return view


def ways_view() -> WaysView:
    """The ways to write days, moments and amounts that are offered, and the forms of files."""
    days: list[FormatView] = [
        {"format": one, "label": spelled(one), "example": example_of(one)}
        for one in (*DAY_FORMATS, SERIAL)
    ]
    moments: list[FormatView] = [
        {"format": one, "label": spelled(one), "example": example_of(one)}
        for one in (ISO, *MOMENT_FORMATS)
    ]
    return {
        "date": days,
        "moment": moments,
        "amount": [{"format": one, "label": one, "example": one} for one in AMOUNT_FORMATS],
        "shortYears": SHORT_YEARS,
        "encodings": list(ENCODINGS),
        "delimiters": list(DELIMITERS),
    }
