"""How a customer gets its invoices, and what one of them bills for paper (CU-19)."""

from chalicelib.domain.invoices.invoice import InvoiceLine
from chalicelib.errors import NotDisputable
from chalicelib.values import dataclass

PAPER_FEE = "paperFee"
"""The kind of an invoice's line that bills paper."""
WITH_POST = ("Post", "Email and Post")
"""The ways of delivery with which the paper-invoice fee can be voided."""
RULE = "CU-19"


@dataclass(frozen=True)
class Paper:
    """How a customer gets its invoices at present, and what one of them bills for paper."""

    delivery_method: str
    version: int
    """The customer's, which must not have changed when what rests on it is written."""
    fee: InvoiceLine | None = None

    def check_by_post(self) -> None:
        """`NotDisputable` unless invoices go by post at present."""
        if self.delivery_method in WITH_POST:
            return
        sent = (
            "this customer is sent none."
            if self.delivery_method == "Do Not Send"
            else f"this customer's go by {self.delivery_method}."
        )
        raise NotDisputable(
            f"The paper-invoice fee can be voided while invoices go by {' or by '.join(WITH_POST)};"
            f" {sent}",
            rule=RULE,
        )
