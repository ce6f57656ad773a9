"""Addresses of e-mail: one that mail can be sent to, or none (DM-03)."""

import re
from typing import Any

from chalicelib.domain.base.texts import refused_in, tidy
from chalicelib.errors import InvalidInput

MAX_ADDRESS = 254
RULE = "DM-03"


def read_address(value: Any) -> str:
    """The one address that a text is, its domain in small letters and as people read it;
    `InvalidInput` says what is wrong.

    Whether anybody reads mail there is not asked: that is known once mail has come back.
    """
    refused = refused_in(value) if isinstance(value, str) else None
    if refused:
        raise InvalidInput(
            f"The address holds {refused}, which has no place in one; leave it out.", rule=RULE
        )
    text = tidy(value) if isinstance(value, str) else ""
    detail = next((said for is_so, said in _FAULTS if is_so(text)), None)
    if detail:
        raise InvalidInput(detail, rule=RULE)
    # Late: few requests tell an address.
    from email_validator import EmailNotValidError, validate_email

    try:
        # `.test` is what the demo's addresses end with.
        return validate_email(
            text,
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=True,
            strict=True,
        ).normalized
    except EmailNotValidError:
        raise InvalidInput(_NONE, rule=RULE) from None


def as_sent(address: str) -> str:
    """The address as mail servers take it: the letters of its domain in ASCII; a domain that has no
    such form stays as it is.
    """
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    import idna  # late: few domains have other letters

    try:
        return f"{local}{at}{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        return address


_NONE = "This is no address that mail can be sent to; one looks like ann@example.com."
_SEVERAL = re.compile(r"[;,]|@.*@", re.DOTALL)
_FAULTS = (
    (lambda text: not text, "An address is needed here, such as ann@example.com."),
    (lambda text: len(text) > MAX_ADDRESS, f"An address has at most {MAX_ADDRESS} characters."),
    (
        lambda text: text.lower().startswith("mailto:"),
        "The address alone is needed here, without mailto: before it.",
    ),
    (
        lambda text: "<" in text or ">" in text,
        "The address alone is needed here, without a name or <> around it.",
    ),
    (
        lambda text: _SEVERAL.search(text),
        (
            "One address is needed here, and this holds several or none; choose the one that mail"
            " shall go to."
        ),
    ),
    (lambda text: " " in text, "An address holds no space."),
    (lambda text: "@" not in text, "An address has an @, as in ann@example.com."),
    (
        lambda text: not text.rpartition("@")[0].isascii(),
        (
            "Before the @, the mail service takes plain letters, digits and signs only, without"
            " accents; ask for another address."
        ),
    ),
    (
        lambda text: "." not in text.rpartition("@")[2],
        (
            "What stands behind the @ is no domain that mail can be sent to; one looks like"
            " example.com."
        ),
    ),
)
"""What is often wrong with an address → how it is mended."""
