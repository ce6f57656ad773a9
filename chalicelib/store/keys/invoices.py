"""The keys of customers, their invoices and what is on them, payments and payment plans."""

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.store.keys.base import Key, safe


def customer(customer_id: OutsideID) -> Key:
    """A customer."""
    return {"pk": f"CUSTOMER#{safe(customer_id)}", "sk": "CUSTOMER"}


def payee(customer_id: OutsideID) -> Key:
    """Where a customer is paid."""
    return {"pk": customer(customer_id)["pk"], "sk": "PAYEE"}


def invoice(customer_id: OutsideID, invoice_number: OutsideID) -> Key:
    """An invoice's head."""
    return invoice_named(invoice_name(customer_id, invoice_number))


def invoice_partition(customer_id: OutsideID, invoice_number: OutsideID) -> str:
    """The partition of an invoice's head, lines and adjustments."""
    return f"INVOICE#{invoice_name(customer_id, invoice_number)}"


def invoice_name(customer_id: OutsideID, invoice_number: OutsideID) -> str:
    """What names an invoice among what is due."""
    return f"{safe(customer_id)}#{safe(invoice_number)}"


def invoice_named(name: str) -> Key:
    """The head of the invoice that is named so."""
    return {"pk": f"INVOICE#{name}", "sk": "HEAD"}


def lines_prefix(revision: str) -> str:
    """What the sort keys of a revision's lines begin with."""
    return f"LINE#{revision}#"


def line(
    customer_id: OutsideID, invoice_number: OutsideID, revision: str, line_id: OutsideID
) -> Key:
    """A line of an invoice, of the revision that the head names."""
    return {
        "pk": invoice_partition(customer_id, invoice_number),
        "sk": f"{lines_prefix(revision)}{safe(line_id)}",
    }


def billed_prefix(revision: str, what: str) -> str:
    """What the sort keys of a revision's billed features or usage begin with."""
    return f"BILLED#{revision}#{what}#"


def billed(
    customer_id: OutsideID,
    invoice_number: OutsideID,
    revision: str,
    what: str,
    billed_id: OutsideID,
) -> Key:
    """A line by the feature (`feature`) or usage record (`usage`) that it bills, or its kind."""
    return {
        "pk": invoice_partition(customer_id, invoice_number),
        "sk": f"{billed_prefix(revision, what)}{safe(billed_id)}",
    }


def adjustment(customer_id: OutsideID, invoice_number: OutsideID, adjustment_id: str) -> Key:
    """A credit, adjustment, reversal or fee on an invoice."""
    return {
        "pk": invoice_partition(customer_id, invoice_number),
        "sk": f"ADJUSTMENT#{adjustment_id}",
    }


def alias_partition(customer_id: OutsideID, usage_alias: OutsideID) -> str:
    """The partition that names the invoices of a customer under a usage alias."""
    return f"ALIAS#{safe(customer_id)}#{safe(usage_alias)}"


def alias(customer_id: OutsideID, usage_alias: OutsideID, invoice_number: OutsideID) -> Key:
    """An invoice by its usage alias."""
    return {
        "pk": alias_partition(customer_id, usage_alias),
        "sk": f"INVOICE#{safe(invoice_number)}",
    }


def payment(customer_id: OutsideID, payment_id: OutsideID) -> Key:
    """A payment of a customer."""
    return {"pk": f"PAYMENT#{safe(customer_id)}#{safe(payment_id)}", "sk": "PAYMENT"}


def plan(plan_id: str) -> Key:
    """A payment plan."""
    return {"pk": f"PLAN#{safe(plan_id)}", "sk": "PLAN"}
