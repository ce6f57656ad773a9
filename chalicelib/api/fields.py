"""The base of all request models, and the fields that the product reads in its own way."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from chalicelib.domain.editing import MAX_DESCRIPTION, read_description
from chalicelib.domain.identifiers import MAX_INTEGER, MAX_LENGTH, read_outside_id
from chalicelib.domain.money import EXPONENTS, SPELLING, read_decimal
from chalicelib.errors import InvalidInput, RedressError


def public_name(name: str) -> str:
    """A field as the API spells it: `usage_record_id → usageRecordID`."""
    first, *others = name.split("_")
    return first + "".join("ID" if part == "id" else part.capitalize() for part in others)


class Body(BaseModel):
    """A request's body: strict types, and no field that is not known."""

    model_config = ConfigDict(alias_generator=public_name, extra="forbid", strict=True, frozen=True, defer_build=True)


def _reading(reader: Callable[[Any], Any]) -> BeforeValidator:
    """A reader of the domain as a validator whose refusals keep their code and words."""

    def read(value: Any) -> Any:
        try:
            reader(value)
        except RedressError as error:
            raise PydanticCustomError(error.code, "{detail}", {"detail": error.detail}) from None
        return value

    return BeforeValidator(read)


def _currency(value: Any) -> None:
    if value not in tuple(EXPONENTS):
        raise InvalidInput("A currency is an ISO 4217 code such as USD.")


OutsideIDField = Annotated[
    Any,
    _reading(read_outside_id),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0, "maximum": MAX_INTEGER}, {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH}]}
    ),
]
AmountField = Annotated[
    Any,
    _reading(read_decimal),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{SPELLING}$"}]}),
]
DescriptionField = Annotated[
    Any, _reading(read_description), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_DESCRIPTION})
]
CurrencyField = Annotated[Any, _reading(_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})]


Model = TypeVar("Model", bound=Body)


def read_body(model: type[Model], value: Any) -> Model:
    """The body as its model; `InvalidInput` listing every field that is wrong."""
    try:
        return model.model_validate(value)
    except ValidationError as invalid:
        errors = [_field_error(error) for error in invalid.errors(include_url=False, include_input=False)]
        summary = errors[0]["detail"] if len(errors) == 1 else f"{len(errors)} fields are not right."
        rules = {error["rule"] for error in errors if "rule" in error}
        raise InvalidInput(summary, rule=rules.pop() if len(rules) == 1 else None, errors=errors) from None


def _field_error(error: Any) -> dict[str, str]:
    pointer = "".join(f"/{part}" for part in error["loc"])
    said = {"pointer": pointer, "detail": error["msg"], "code": error["type"]}
    rule = error.get("ctx", {}).get("rule")
    return said | ({"rule": rule} if rule else {})
