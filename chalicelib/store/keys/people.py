"""The keys of people, of what they do and may, and of what is set for all."""

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.store.keys.base import Key, safe

PEOPLE, OUTSIDERS = "USER", "USER#OUTSIDE"
"""The partitions of `directory` with who works here, and with who acts for a party."""


def people_of(role: str, party_id: OutsideID) -> str:
    """The partition of `byCustomer` with the people of a party."""
    return f"{safe(party_id)}#USER#{role}"


def user(user_id: str) -> Key:
    """A person."""
    return {"pk": f"USER#{safe(user_id)}", "sk": "USER"}


def workload(user_id: str) -> Key:
    """How many open disputes a person has in hands."""
    return {"pk": user(user_id)["pk"], "sk": "WORKLOAD"}


def inbox(user_id: str) -> str:
    """The partition of `byWaiting` with the approvals that wait for a person."""
    return f"person#{safe(user_id)}"


def setting(name: str) -> Key:
    """A setting that administrators edit."""
    return {"pk": "SETTING", "sk": name}


def entry(subject: str, sequence: int) -> Key:
    """An entry in the journal of whatever keeps one."""
    return {"pk": f"JOURNAL#{safe(subject)}", "sk": f"EVENT#{sequence:08d}"}


def command(user_id: str, key: str) -> Key:
    """The record that a command was carried out, and what it answered; on whichever route."""
    return {"pk": f"COMMAND#{safe(user_id)}#{safe(key)}", "sk": "COMMAND"}
