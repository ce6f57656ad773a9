"""The keys by which search finds things: words, and account numbers; `keys/` has the table of all
keys.
"""

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.store.keys import Key, safe

ACCOUNTS = "ACCOUNT#"
"""What the partitions of account numbers begin with."""
SEARCHED = ("WORD#", ACCOUNTS)
"""What the partitions begin with of all by which things are found."""


def word(text: str, kind: str, identifier: str, whose: tuple[str, OutsideID] | None = None) -> Key:
    """A word by which search finds a customer, invoice, booking or dispute."""
    return {"pk": word_partition(text, whose), "sk": f"{word_prefix(text)}#{kind}#{identifier}"}


def word_prefix(text: str) -> str:
    """What the sort keys of all words begin with that begin so."""
    return safe(text)


def word_partition(text: str, whose: tuple[str, OutsideID] | None = None) -> str:
    """The partition of all words with the same first two letters, or of the words of a party by
    role and id.
    """
    return f"WORD#{whose[0]}/{safe(whose[1])}" if whose else f"WORD#{text[:2]}"


def account_partition(account_number: OutsideID) -> str:
    """The partition that names the customers with an account number; more than one, where several
    systems give them.
    """
    return f"{ACCOUNTS}{safe(account_number)}"


def account(account_number: OutsideID, customer_id: OutsideID) -> Key:
    """A customer by its account number."""
    return {"pk": account_partition(account_number), "sk": f"CUSTOMER#{safe(customer_id)}"}
