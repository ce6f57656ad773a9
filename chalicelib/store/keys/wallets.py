"""The keys of wallets, their statements, and what moves between them."""

from datetime import datetime

from chalicelib.store.keys.base import Key, instant, safe

LEDGER = "LEDGER"
"""The partition that names all wallets."""
ENTRIES_PREFIX = "ENTRY#"
"""What the sort keys of a wallet's entries begin with."""


def wallet(wallet_id: str) -> Key:
    """What a party has in one currency."""
    return {"pk": f"WALLET#{safe(wallet_id)}", "sk": "WALLET"}


def ledger_entry(wallet_id: str, at: datetime, sequence: int) -> Key:
    """A line of a wallet's statement; the times never go back, so it sorts by number as well as by
    time.
    """
    return {"pk": wallet(wallet_id)["pk"], "sk": f"{ENTRIES_PREFIX}{instant(at)}#{sequence:010d}"}


def in_ledger(currency: str, wallet_id: str) -> Key:
    """That there is a wallet: written once, so that finding all of them costs no
    transfer anything.
    """
    return {"pk": LEDGER, "sk": f"{currency}#{safe(wallet_id)}"}


def transfer(transfer_id: str) -> Key:
    """Money that moved."""
    return {"pk": f"TRANSFER#{safe(transfer_id)}", "sk": "TRANSFER"}


def correction(transfer_id: str) -> Key:
    """What is to take a transfer back; there is one at most."""
    return {"pk": transfer(transfer_id)["pk"], "sk": "CORRECTION"}
