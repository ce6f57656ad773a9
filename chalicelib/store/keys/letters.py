"""The keys of letters that leave, of mail that comes in, and of addresses that get none."""

from chalicelib.domain.base.addresses import as_sent
from chalicelib.store.keys.base import Key, safe

SUPPRESSED, RELEASED, GIVEN_UP = "SUPPRESSED", "RELEASED", "GIVENUP"
"""The partitions of `directory` with the addresses that no mail goes to, or may go to again, and
with the letters that could not be sent."""
MAILS = "MAIL#"
"""What the sort keys of the mails about a thing begin with."""


def letter(dispute_id: str, sequence: int, user_id: str) -> Key:
    """The letter to a person about an event of a dispute."""
    return {"pk": f"LETTER#{safe(dispute_id)}", "sk": f"{sequence:08d}#{user_id}"}


def digest(dispute_id: str, audience: str, of: str = "dispute") -> Key:
    """What a side of a dispute, or the staff, was told by mail about its thread; apart from that of
    the ticket with the same id.
    """
    place = audience if of == "dispute" else f"{of}/{audience}"
    return {"pk": f"LETTER#{safe(dispute_id)}", "sk": f"DIGEST#{place}"}


def mail(thing_id: str, mail_id: str) -> Key:
    """A mail that came in about a thing."""
    return {"pk": f"MAIL#{safe(thing_id)}", "sk": f"{MAILS}{mail_id}"}


def mail_count(thing_id: str, hour: str) -> Key:
    """How many mails came in about a thing within an hour."""
    return {"pk": f"MAIL#{safe(thing_id)}", "sk": f"HOUR#{hour}"}


def mail_mark(thing_id: str, mark: str) -> Key:
    """What a mail is known by that came in about a thing."""
    return {"pk": f"MAIL#{safe(thing_id)}", "sk": f"MARK#{mark}"}


def address(email: str) -> Key:
    """An address that mail came back from, however its case and its domain are spelled."""
    return {"pk": f"ADDRESS#{safe(as_sent(email).lower())}", "sk": "ADDRESS"}
