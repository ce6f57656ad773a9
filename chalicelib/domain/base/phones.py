"""Phone numbers, in the one form in which each is known everywhere (`+919876543210`)."""

from typing import Any

from chalicelib.domain.base.texts import refused_in, tidy
from chalicelib.errors import InvalidInput

MAX_PHONE = 40
RULE = "X-12"


def read_phone(value: Any, region: str) -> str:
    """The number that a text is, in E.164; `InvalidInput` for none. `region` is the country that is
    meant where a number names none, such as `IN`.
    """
    text = tidy(value) if isinstance(value, str) and not refused_in(value) else ""
    if text and len(text) <= MAX_PHONE:
        # Late: few requests tell a number, and the library costs a cold start some 50 ms.
        import phonenumbers

        try:
            number = phonenumbers.parse(text, region)
            if phonenumbers.is_valid_number(number) and not number.extension:
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        except phonenumbers.NumberParseException:
            pass
    said = "This is no phone number that can be called; one looks like +91 98765 43210."
    raise InvalidInput(
        said, rule=RULE, errors=[{"pointer": "/phone", "detail": said, "code": "invalid"}]
    )


def spellings(phone: str) -> tuple[str, ...]:
    """A number as people look for it: whole, and as it is dialled in its own country."""
    # Late, as above.
    import phonenumbers

    number = phonenumbers.parse(phone)
    return phone, phonenumbers.national_significant_number(number)
