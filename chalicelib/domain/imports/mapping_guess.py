"""A first guess at what the columns of a file are; what no cell decides is a doubt, and nothing is
chosen (X-12).
"""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.imports.day_formats import ISO
from chalicelib.domain.imports.fields import CAME_IN, FIELDS, WENT_OUT, Field
from chalicelib.domain.imports.mapping import PLAIN_DAY, Source
from chalicelib.domain.imports.survey import ColumnSurvey, Way
from chalicelib.values import dataclass

_ALIKE = {
    "customerID": (
        "customer",
        "customerno",
        "customernumber",
        "custid",
        "custno",
        "custnumber",
        "cust",
    ),
    "customerName": ("name", "customer", "namecustomer", "custname", "clientname"),
    "name": ("customername", "operatorname", "aggregatorname", "vendorname", "namecustomer"),
    "accountNumber": ("account", "accountno"),
    "email": ("emailaddress", "mail"),
    "invoiceNumber": (
        "invoice",
        "invoiceno",
        "invoiceid",
        "inv",
        "invno",
        "documentnumber",
        "docid",
    ),
    "invoiceDate": ("date", "billdate", "invdate", "documentdate", "documentcreatedate"),
    "dueDate": ("due", "duedate", "dueindate", "payby"),
    "amount": (
        "invoiceamount",
        "total",
        "amountdue",
        "totalamount",
        "totalopenamount",
        "openamount",
        "balance",
    ),
    "description": ("text", "linedescription"),
    "deliveryMethod": ("paperlessbill", "delivery"),
    "country": ("countrycode",),
    "postalAddress": ("address", "mailingaddress", "billingaddress"),
    "street": ("streetaddress", "addressline1", "address1", "streetandnumber"),
    "addressMore": ("addressline2", "address2"),
    "postalCode": ("postcode", "zip", "zipcode", "plz"),
    "town": ("city", "place"),
    "addressCountry": ("countryname",),
    "settledDate": ("paiddate", "paidon", "settledon", "cleardate"),
    "disputed": ("indispute",),
    "currency": ("invoicecurrency", "curr"),
    "paymentID": ("payment", "paymentno", "paymentnumber", "transactionid", "bankreference"),
    "valueDate": ("valuedate", "date", "paymentdate", "bookingdate", "paidon"),
    "allocatedAmount": ("allocated", "forinvoice", "invoiceamount"),
    "direction": ("creditdebit", "debitcredit", "creditdebitindicator", "drcr", "crdr", "dc"),
    "operatorID": ("operator",),
    "aggregatorID": ("aggregator",),
    "bookingID": ("booking",),
    "vendorID": ("vendor",),
    "orderID": ("order", "orderno", "ordernumber"),
    "finalValue": ("finalprice", "value"),
    "offeredValue": ("offer", "offeredprice"),
    "completedAt": ("completed", "pickedup"),
    "paymentMarkedAt": ("paymentmarked", "markedpaid"),
    "maxLeads": ("leads",),
    "payoutID": ("endtoendid", "e2eid", "payout"),
    "partyID": ("party",),
    "fare": ("price",),
    "pickupAt": ("pickup", "pickuptime"),
    "settlement": ("settles", "settlesby"),
}
"""Field → what else its column is called, without spaces and case."""

_ABROAD = {
    "customerID": "kundennummer kundennr kdnr debitor debitorennummer debitornr kunde codeclient"
    " numéroclient numclient client codicecliente codigocliente códigocliente cliente klantnummer"
    " debiteurnummer kundnummer kundenummer",
    "customerName": "kundenname debitorname nomclient nomduclient nombrecliente nomecliente"
    " ragionesociale klantnaam kundnamn kundenavn",
    "invoiceNumber": "rechnungsnummer rechnungsnr rechnung belegnummer belegnr facture nfacture"
    " numérodefacture numérofacture factura nfactura nºfactura númerodefactura numerofactura"
    " fattura nfattura numerofattura factuurnummer factuur fakturanummer fakturanr",
    "invoiceDate": "rechnungsdatum belegdatum datefacture datedefacture fechafactura"
    " fechadefactura datafattura factuurdatum fakturadatum",
    "dueDate": "fällig fälligam fälligkeit fälligkeitsdatum échéance dateéchéance datedéchéance"
    " vencimiento fechavencimiento fechadevencimiento scadenza datascadenza vervaldatum"
    " förfallodatum forfaldsdato",
    "amount": "betrag rechnungsbetrag offenerbetrag montant montantttc importe importo bedrag"
    " belopp beløb",
    "currency": "währung waehrung devise moneda divisa munteenheid",
    "paymentID": "zahlungsnummer umsatzid transaktionsid référence referencia riferimento"
    " betalingskenmerk acctsvcrref",
    "valueDate": "valuta valutadatum valutadato wertstellung wertstellungsdatum datedevaleur"
    " datevaleur fechavalor datavaluta",
    "direction": "cdtdbtind sollhaben habensoll sollhabenkennzeichen sens",
}
"""The same in German, French, Italian, Spanish, Dutch, Swedish and Danish, and of ISO 20022."""

_PAPER = {"paper": "Post", "print": "Post", "electronic": "Email", "paperless": "Email"}
_IN = ("crdt", "credit", "cr", "c", "haben", "h", "crédit")
_OUT = ("dbit", "debit", "dr", "d", "soll", "s", "débit")
_WORDS = _PAPER | dict.fromkeys(_IN, CAME_IN) | dict.fromkeys(_OUT, WENT_OUT)
"""Word of a file → the choice that it means."""


@dataclass(frozen=True)
class Doubt:
    """A field of which the file does not say how it is written; a person chooses."""

    name: str
    column: str
    detail: str
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Guess:
    """A mapping that may be right, and where it is not whole."""

    mapping: dict[str, Source]
    doubts: tuple[Doubt, ...]


def guess_mapping(kind: str, columns: Sequence[ColumnSurvey]) -> Guess:
    """Fields by the names of the columns; how they are written by all of their cells."""
    mapping: dict[str, Source] = {}
    doubts = []
    free = list(columns)
    for told in FIELDS[kind]:
        column = _column_of(told, free)
        if column is None:
            continue
        free.remove(column)
        mapping[told.name], doubt = read_as(told, column)
        doubts += [doubt] if doubt else []
    return Guess(mapping, tuple(doubts))


def read_as(told: Field, column: ColumnSurvey) -> tuple[Source, Doubt | None]:
    """How a column tells a field, as far as its cells decide that."""
    if told.type == "choice":
        known = {choice.casefold() for choice in told.choices}
        values = {
            word: _WORDS[word.casefold()]
            for word in column.words
            if word.casefold() in _WORDS and word.casefold() not in known
        }
        return (
            Source(
                column.name,
                values={word: choice for word, choice in values.items() if choice in told.choices},
            ),
            None,
        )
    if told.type not in ("date", "moment", "amount"):
        return Source(column.name), None
    ways = ways_of(told.type, column)
    if len(ways) == 1:
        return Source(column.name, format=ways[0].format), None
    if not ways and not column.filled:
        return Source(column.name), None
    return Source(column.name), Doubt(told.name, column.name, _why(told, column, ways), ways)


def ways_of(kind: str, column: ColumnSurvey) -> tuple[Way, ...]:
    """The ways in which all cells of a column can be read as dates, moments or amounts."""
    if kind != "moment":
        return column.amounts if kind == "amount" else column.days
    ways = (replace(one, format=ISO) if one.format == PLAIN_DAY else one for one in column.days)
    return tuple(one for one in ways if one.format == ISO or "%M" in one.format)


def _why(told: Field, column: ColumnSurvey, ways: Sequence[Way]) -> str:
    if ways:
        return f"All of “{column.name}” can be read in {len(ways)} ways; say how it is written."
    example = f", such as “{column.samples[0]}”" if column.samples else ""
    what = "amounts" if told.type == "amount" else "days" if told.type == "date" else "moments"
    return (
        f"No one way of writing {what} fits all of “{column.name}”{example}; rows that do not fit"
        " the one you choose are errors."
    )


def _column_of(told: Field, columns: Sequence[ColumnSurvey]) -> ColumnSurvey | None:
    abroad = _ABROAD.get(told.name, "").split()
    for name in (told.name, told.label, *_ALIKE.get(told.name, ()), *abroad):
        for column in columns:
            if _bare(column.name) == _bare(name):
                return column
    return None


def _bare(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
