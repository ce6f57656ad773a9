"""What banks, accounting systems and spreadsheets call the columns of their files (X-12)."""

import re
from functools import lru_cache

from chalicelib.domain.base.money import EXPONENTS

_ENGLISH = {
    "customerID": "customer customerno customernumber custid custno custnumber cust"
    " customeraccount customercode clientcode clientno clientid debtorno debtornumber"
    " accountreference",
    "customerName": "name customer namecustomer custname clientname contactname name1 company"
    " companyname partner partnername",
    "name": "customername operatorname aggregatorname vendorname namecustomer name1 company"
    " companyname contactname",
    "accountNumber": "account accountno",
    "email": "emailaddress mail",
    "invoiceNumber": "invoice invoiceno invoiceid inv invno documentnumber docid",
    "invoiceDate": "billdate invdate documentdate docdate documentcreatedate invoicebilldate"
    " issuedate dateissued",
    "dueDate": "due duedate dueindate dueon payby netduedate netduedt duedatereceiveby",
    "amount": "invoiceamount total amountdue totalamount totalopenamount openamount balance"
    " totalsigned amountduesigned amountsigned invoiceamountdue openbalance amountremaining"
    " pendingamount amountinlocalcurrency amtinloccurr amt",
    "outgoingAmount": "debit debitamount debitamt paidout moneyout withdrawal withdrawals",
    "description": "text linedescription",
    "deliveryMethod": "paperlessbill delivery",
    "country": "countrycode",
    "phone": "telephone tel",
    "postalAddress": "address mailingaddress billingaddress",
    "street": "streetaddress addressline1 address1 streetandnumber",
    "addressMore": "addressline2 address2",
    "postalCode": "postcode zip zipcode",
    "town": "city place",
    "addressCountry": "countryname",
    "settledDate": "paiddate paidon settledon cleardate",
    "disputed": "indispute",
    "currency": "invoicecurrency curr ccy lcurr localcurrency documentcurrency",
    "paymentID": "payment paymentno paymentnumber transactionid transactionno bankreference bankref"
    " chqrefnumber chequerefno referencenumber utr receiptno receiptnumber",
    "valueDate": "valuedt valdt paymentdate paidon",
    "allocatedAmount": "allocated forinvoice invoiceamount",
    "direction": "creditdebit debitcredit creditdebitindicator drcr crdr dc dcmark",
    "operatorID": "operator",
    "aggregatorID": "aggregator",
    "bookingID": "booking",
    "vendorID": "vendor",
    "orderID": "order orderno ordernumber",
    "finalValue": "finalprice value",
    "offeredValue": "offer offeredprice",
    "completedAt": "completed pickedup",
    "paymentMarkedAt": "paymentmarked markedpaid",
    "maxLeads": "leads",
    "payoutID": "endtoendid e2eid payout",
    "partyID": "party",
    "fare": "price",
    "pickupAt": "pickup pickuptime",
    "settlement": "settles settlesby",
}

_NAME = (
    "kundenname debitorname firma nomclient nomduclient nombrecliente nomecliente ragionesociale"
    " klantnaam kundnamn kundenavn nazwakontrahenta nome nomedocliente 顧客名 得意先名"
)
_ABROAD = {
    "customerID": "kundennummer kundennr kdnr debitor debitorennummer debitornr kunde"
    " personenkonto codeclient numéroclient numclient client codicecliente codigocliente"
    " códigocliente códigodocliente codigodocliente cliente klantnummer debiteurnummer kundnummer"
    " kundnr kundenummer kundenr kodkontrahenta nrkontrahenta asiakasnumero müşterino 顧客番号"
    " 得意先コード",
    "customerName": _NAME,
    "name": _NAME,
    "invoiceNumber": "rechnungsnummer rechnungsnr rechnung belegnummer belegnr facture nfacture"
    " numérodefacture numérofacture factura nfactura nºfactura númerodefactura numerofactura"
    " fattura nfattura numerofattura factuurnummer factuur fakturanummer fakturanr"
    " nrfaktury numerfaktury númerodanota numerodanota laskunnumero faturano 請求書番号",
    "invoiceDate": "rechnungsdatum belegdatum datefacture datedefacture fechafactura"
    " fechadefactura datafattura factuurdatum fakturadatum fakturadato datawystawienia"
    " datadeemissão datadeemissao fechadeemisión laskunpäivä faturatarihi 請求日",
    "dueDate": "fällig fälligam fälligkeit fälligkeitsdatum nettofälligkeit échéance dateéchéance"
    " datedéchéance vencimiento fechavencimiento fechadevencimiento datadevencimento vencimento"
    " scadenza datascadenza vervaldatum förfallodatum förfallodag forfaldsdato forfallsdato"
    " terminpłatności eräpäivä vadetarihi 支払期日",
    "amount": "betrag rechnungsbetrag offenerbetrag montant montantttc importe importo totale"
    " bedrag belopp beløb kwota kwotabrutto valor määrä tutar 金額",
    "outgoingAmount": "soll betragsoll lastschrift débit addebiti dare utfrakonto obciążenie"
    " お支払金額",
    "currency": "währung waehrung devise moneda moeda divisa munteenheid valuta waluta parabirimi"
    " 通貨",
    "paymentID": "zahlungsnummer umsatzid transaktionsid référence referencia riferimento"
    " betalingskenmerk acctsvcrref verifikationsnummer arkistointitunnus 入金番号 照会番号",
    "valueDate": "valuta valutadatum valutadato wertstellung wertstellungsdatum datedevaleur"
    " datevaleur fechavalor datavaluta datawaluty rentedatum rentedato arvopäivä 入金日",
    "direction": "cdtdbtind sollhaben habensoll sollhabenkennzeichen sens afbij",
    "street": "straße strasse rue calle via ulica",
    "postalCode": "plz codepostal códigopostal cap postnummer kodpocztowy",
    "town": "ort ville localité ciudad città miasto",
    "country": "land pays país paese kraj",
    "phone": "telefon téléphone telefono teléfono",
}
"""The same in the languages of Europe and in Japanese, and of ISO 20022."""

_OF_KIND = {
    ("invoices", "invoiceNumber"): "documentno docno voucherno refno number num numerdokumentu",
    ("payments", "paymentID"): "documentno docno voucherno refno number num",
    ("payments", "amount"): "credit creditamount creditamt paidin moneyin deposit deposits haben"
    " betraghaben gutschrift crédit accrediti avere innpåkonto uznanie お預り金額",
}
"""What only a file of this kind calls so: a payment's *number* is none of an invoice."""

_WEAK = {
    "invoiceDate": "date datum dato data fecha 日付",
    "valueDate": "bookingdate bookgdt postingdate transactiondate buchungstag bokföringsdag"
    " datacontabile date datum dato data fecha 取引日 日付",
}
"""What may also be another day: where the file has a column by one of the names above, that is
meant.
"""

_MARKED = re.compile(r"^(?P<name>.+?)\s*([(\[][^()\[\]]{1,4}[)\]]|\s(in|en|i|em)\s+[A-Z]{3})$")
"""A name with a currency behind it, as in `Bedrag (EUR)` or `Gutschrift in CHF`."""


@lru_cache(maxsize=512)
def names_of(kind: str, field: str, label: str) -> tuple[str, ...]:
    """What a column of this field may be called, as `plain_name` has it; the surest first."""
    own = _OF_KIND.get((kind, field), "")
    said = (_ENGLISH.get(field, ""), _ABROAD.get(field, ""), own, _WEAK.get(field, ""))
    return (plain_name(field), plain_name(label), *(" ".join(said).split()))


@lru_cache(maxsize=4096)
def plain_name(column: str) -> str:
    """The name of a column without case, spaces, marks, and the currency of its amounts."""
    marked = _MARKED.match(column)
    if marked and _is_currency(column[len(marked["name"]) :]):
        column = marked["name"]
    return "".join(sign for sign in column.casefold() if sign.isalnum())


def _is_currency(mark: str) -> bool:
    """Whether what stands behind a name is a currency: a code of three letters or a sign."""
    words = re.sub(r"[()\[\]]", " ", mark).split()
    return bool(words) and (words[-1] in EXPONENTS or not words[-1].isalnum())
