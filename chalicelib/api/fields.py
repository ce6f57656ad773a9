"""The base of all request models, and the fields that the product reads in its own way."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from chalicelib.domain.base.addresses import MAX_ADDRESS, read_address
from chalicelib.domain.base.calendars import check_code
from chalicelib.domain.base.identifiers import MAX_INTEGER, MAX_LENGTH, read_outside_id
from chalicelib.domain.base.money import EXPONENTS, SPELLING, read_decimal
from chalicelib.domain.base.postal import MAX_POSTAL, read_postal
from chalicelib.domain.base.texts import MAX_NAME, read_day, read_name, refused_in, tidy
from chalicelib.domain.imports.limits import MAX_CELL
from chalicelib.domain.invoices.edit import MAX_DESCRIPTION, read_description
from chalicelib.errors import InvalidInput, RedressError

MAX_ERRORS = 50
"""How many wrong fields an answer lists; it counts them all."""
MAX_POINTER = 100

WORDS = {
    "missing": "This is needed.",
    "extra_forbidden": "There is no such field here.",
    "model_type": "An object is needed here.",
    "dict_type": "An object is needed here.",
    "list_type": "A list is needed here.",
    "string_type": "A text is needed here.",
    "string_too_short": "The text has at least {min_length} characters.",
    "string_too_long": "The text has at most {max_length} characters.",
    "string_pattern_mismatch": "The text holds characters that it cannot hold.",
    "int_type": "A whole number is needed here.",
    "greater_than_equal": "The number is at least {ge}.",
    "less_than_equal": "The number is at most {le}.",
    "literal_error": "It is one of {expected}.",
    "too_short": "The list has at least {min_length} entries.",
    "too_long": "The list has at most {max_length} entries.",
}
"""What is wrong with a field, for people; what is not named here is said by the check itself."""


def public_name(name: str) -> str:
    """A field as the API spells it: `usage_record_id → usageRecordID`."""
    first, *others = name.split("_")
    return first + "".join("ID" if part == "id" else part.capitalize() for part in others)


class Body(BaseModel):
    """A request's body: strict types, and no field that is not known."""

    model_config = ConfigDict(
        alias_generator=public_name, extra="forbid", strict=True, frozen=True, defer_build=True
    )


def becoming(reader: Callable[[Any], Any]) -> BeforeValidator:
    """A reader of the domain as a validator whose refusals keep their code and words."""

    def read(value: Any) -> Any:
        try:
            return reader(value)
        except RedressError as error:
            raise PydanticCustomError(error.code, "{detail}", {"detail": error.detail}) from None

    return BeforeValidator(read)


def tidied(value: Any) -> Any:
    """A text that is looked for rather than kept, as texts are read; whatever else it is, is left
    to be refused.
    """
    refused = refused_in(value) if isinstance(value, str) else None
    if refused:
        raise InvalidInput(f"The text holds {refused}, which has no place in one; leave it out.")
    return tidy(value) if isinstance(value, str) else value


class NothingBody(Body):
    """No more to say."""


def _reading(reader: Callable[[Any], Any]) -> BeforeValidator:
    """The same for a value that stays as it was told."""

    def read(value: Any) -> Any:
        reader(value)
        return value

    return becoming(read)


def _currency(value: Any) -> None:
    if value not in tuple(EXPONENTS):
        raise InvalidInput("A currency is an ISO 4217 code such as USD.")


OutsideIDField = Annotated[
    Any,
    becoming(read_outside_id),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER},
                {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH},
            ]
        }
    ),
]
AmountField = Annotated[
    Any,
    _reading(read_decimal),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{SPELLING}$"}]}),
]
DescriptionField = Annotated[
    Any,
    becoming(read_description),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_DESCRIPTION}),
]
CurrencyField = Annotated[
    Any, _reading(_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
LanguageField = Annotated[
    str, Field(pattern=r"^[a-z]{2,3}$", description="The letters of a language, such as de.")
]
NameField = Annotated[str, becoming(read_name), Field(min_length=1, max_length=MAX_NAME)]
LabelField = Annotated[
    str, becoming(partial(read_name, longest=MAX_CELL)), Field(min_length=1, max_length=MAX_CELL)
]
"""What describes a line; one that is too long is cut later, and that is told (`read_label`)."""
AddressField = Annotated[str, becoming(read_address), Field(min_length=3, max_length=MAX_ADDRESS)]
PostalAddressField = Annotated[
    str,
    becoming(read_postal),
    Field(min_length=1, max_length=MAX_POSTAL),
]
"""An address of letters on paper, of several lines."""
TicketIDField = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH)]
DayField = Annotated[date, becoming(read_day)]
CountryField = Annotated[
    Any,
    _reading(check_code),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}(-.+)?$", "maxLength": MAX_NAME}),
]
"""A country whose public holidays are known, or a part of one."""

Model = TypeVar("Model", bound=Body)


def read_body(model: type[Model], value: Any) -> Model:
    """The body as its model; `InvalidInput` listing the first fields that are wrong, and how many
    there are.
    """
    try:
        return model.model_validate(value)
    except ValidationError as invalid:
        count = invalid.error_count()
        errors = [
            _field_error(error)
            for error in invalid.errors(include_url=False, include_input=False)[:MAX_ERRORS]
        ]
        listed = f" The first {MAX_ERRORS} are listed." if count > MAX_ERRORS else ""
        summary = errors[0]["detail"] if count == 1 else f"{count} fields are not right.{listed}"
        rules = {error["rule"] for error in errors if "rule" in error}
        raise InvalidInput(
            summary, rule=rules.pop() if len(rules) == 1 else None, errors=errors, errorCount=count
        ) from None


def _field_error(error: Any) -> dict[str, str]:
    context = error.get("ctx", {})
    words = WORDS.get(error["type"])
    said = {
        "pointer": _pointer(error["loc"]),
        "detail": words.format(**context) if words else error["msg"],
        "code": error["type"],
    }
    rule = context.get("rule")
    return said | ({"rule": rule} if rule else {})


def _pointer(place: tuple[int | str, ...]) -> str:
    """The place as an RFC 6901 pointer, cut where somebody made up a long name; a name that is
    wrong is pointed at by itself.
    """
    if place and place[-1] == "[key]":
        place = place[:-1]
    pointer = "".join(
        "/" + str(part)[:MAX_POINTER].replace("~", "~0").replace("/", "~1") for part in place
    )
    return pointer if len(pointer) <= MAX_POINTER else f"{pointer[:MAX_POINTER]}…"
