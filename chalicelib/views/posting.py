"""What money that moves does to a wallet, as a preview shows it (X-03)."""

from chalicelib.domain.base.money import to_number
from chalicelib.domain.wallets.ledger import Entry
from chalicelib.views.parts import View


def wallet_change(entry: Entry) -> View:
    """The wallet of an entry before and after it."""
    currency = entry.transfer.currency
    return {
        "walletID": entry.wallet_id,
        "currency": currency,
        "balanceBefore": to_number(entry.balance - entry.amount, currency),
        "balanceAfter": to_number(entry.balance, currency),
    }
