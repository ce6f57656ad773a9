"""What money that moves does to a wallet, as a preview shows it (X-03)."""

from collections.abc import Sequence

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.wallets.ledger import Entry
from chalicelib.views.answers import Amount


class WalletChange(TypedDict):
    """What would become of a wallet (X-03)."""

    walletID: str
    currency: str
    balanceBefore: Amount
    balanceAfter: Amount


def wallet_change(entries: Sequence[Entry]) -> WalletChange:
    """The wallet of these entries, all that a transfer has in it, before and after them."""
    first, last = entries[0], entries[-1]
    currency = first.transfer.currency
    return {
        "walletID": first.wallet_id,
        "currency": currency,
        "balanceBefore": to_number(first.balance - first.amount, currency),
        "balanceAfter": to_number(last.balance, currency),
    }
