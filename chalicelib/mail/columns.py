"""What stands above the items of a letter to a customer, in the languages that letters are worded
in, so that no letter speaks two (CO-41).
"""

from chalicelib.mail.templates import BETWEEN

OWN_LANGUAGE = "en"
"""Of the words that the product brings."""
COLUMNS = ("Invoice", "Due", "Open", "In clarification", "To pay")
IN_LANGUAGES: dict[str, tuple[str, ...]] = {
    "de": ("Rechnung", "Fällig", "Offen", "In Klärung", "Zu zahlen"),
    "es": ("Factura", "Vencimiento", "Pendiente", "En aclaración", "A pagar"),
    "fr": ("Facture", "Échéance", "Solde", "En clarification", "À payer"),
    "it": ("Fattura", "Scadenza", "Aperto", "In chiarimento", "Da pagare"),
    "nl": ("Factuur", "Vervaldatum", "Openstaand", "In behandeling", "Te betalen"),
    "pl": ("Faktura", "Termin", "Otwarte", "W wyjaśnianiu", "Do zapłaty"),
    "pt": ("Fatura", "Vencimento", "Em aberto", "Em esclarecimento", "A pagar"),
    "sv": ("Faktura", "Förfaller", "Öppet", "Under utredning", "Att betala"),
}


def columns_for(template_id: str) -> tuple[str, ...]:
    """The columns in the language of a template; the product's own where it knows no others."""
    _, _, language = template_id.partition(BETWEEN)
    return IN_LANGUAGES.get(language, COLUMNS)


def fallback_of(wanted: str | None, template_id: str) -> str | None:
    """What stands in for the language that a customer wants, in words; None where nothing does."""
    if (wanted or OWN_LANGUAGE).partition("-")[0].lower() == OWN_LANGUAGE:
        return None
    _, _, language = template_id.partition(BETWEEN)
    if not language:
        return f"“{wanted}” has no words of its own; these are the standard ones."
    if language not in IN_LANGUAGES:
        return (
            f"What stands above the items has no words in “{wanted}”; these are the standard ones."
        )
    return None
