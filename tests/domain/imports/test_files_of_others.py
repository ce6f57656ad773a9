"""Files in the shape in which banks and accounting systems of several countries give them out."""

from datetime import date

import pytest

from chalicelib.domain.imports.column_names import plain_name
from chalicelib.domain.imports.csv_file import find_form, rows_of
from chalicelib.domain.imports.file_form import Form
from chalicelib.domain.imports.mapping_guess import guess_mapping
from chalicelib.domain.imports.rows import FileReader, Reading, Terms
from chalicelib.domain.imports.sheet import sheet_of
from chalicelib.domain.imports.survey import survey
from chalicelib.domain.invoices.payments import CustomerPayment

FRENCH = (
    "Date;Libellé;Référence;Date de valeur;Débit;Crédit;Devise;Code client\n"
    "26/11/2026;VIR SEPA;R1;27/11/2026;;1\u00a0234,56;EUR;C1\n"
    "26/11/2026;PRLV EDF;R2;26/11/2026;89,90;;EUR;\n"
)
ITALIAN = (
    "Data contabile;Data valuta;Descrizione;Addebiti;Accrediti;Codice cliente;Riferimento\n"
    "26/11/2026;27/11/2026;BONIFICO;;1.234,56;C1;R1\n"
    "26/11/2026;26/11/2026;UTENZE;89,90;;;R2\n"
)
NORWEGIAN = (
    '"Dato";"Rentedato";"Ut fra konto";"Inn på konto";"Referencenumber";"Kundenr"\n'
    '"26.11.2026";"27.11.2026";"";"1.234,56";"R1";"C1"\n'
    '"26.11.2026";"26.11.2026";"89,90";"";"R2";""\n'
)
INDIAN = (
    "Date,Narration,Chq/Ref Number,Value Dt,Debit Amount,Credit Amount,Customer Code\n"
    '26/11/26,NEFT,R1,27/11/26,0.00,"1,234.56",C1\n'
    '26/11/26,NEFT,R3,27/11/26,0.00,"1,23,456.00",C2\n'
    "26/11/26,UPI,R2,26/11/26,89.90,0.00,\n"
)
SWISS = (
    "Datum von:;2026-11-01\nKonto:;CH9300762011623852957\n\n"
    "Datum;Referenz;Transaction ID;Gutschrift in CHF;Lastschrift in CHF;Valuta;Kunde\n"
    "26.11.2026;ACME;R1;1'234.56;;27.11.2026;C1\n26.11.2026;Strom;R2;;-89.90;26.11.2026;\n"
)
DUTCH = (
    '"Datum","Transaction ID","Af Bij","Bedrag (EUR)","Klantnummer"\n'
    '"20261127","R1","Bij","1234,56","C1"\n"20261126","R2","Af","89,90",""\n'
)
ISO_20022 = (
    "NtryRef,BookgDt,ValDt,Amt,Ccy,CdtDbtInd,AcctSvcrRef,EndToEndId,Customer\n"
    "1,2026-11-26,2026-11-27,1234.56,EUR,CRDT,R1,NOTPROVIDED,C1\n"
    "2,2026-11-26,2026-11-26,89.90,EUR,DBIT,R2,NOTPROVIDED,\n"
)
JAPANESE = (
    "取引日,摘要,お支払金額,お預り金額,顧客番号,照会番号\n"
    "2026年11月27日,振込,,1234.56,C1,R1\n2026年11月26日,電気料,89.90,,,R2\n"
)
SWEDISH = (
    "Bokföringsdag;Valutadatum;Verifikationsnummer;Text;Belopp;Saldo;Kundnummer\n"
    "2026-11-26;2026-11-27;R1;Inbetalning;1234,56;10000,00;C1\n"
    "2026-11-26;2026-11-26;R2;Bankgiro;-89,90;8765,44;\n"
)
QUICKBOOKS = "Date,Type,Num,Customer,Amount\n11/27/2026,Payment,R1,C1,1234.56\n"


def read(content: bytes, kind: str) -> tuple[list[str], list[Reading]]:
    """The fields that nothing is known of, and what the rows come to by the guess alone."""
    form = find_form(lambda: [content], Form())
    sheet = sheet_of(rows_of([content], form))
    _, columns = survey(sheet.columns, sheet.rows)
    guess = guess_mapping(kind, columns)
    terms = Terms(kind, guess.mapping, date(2026, 11, 30), "EUR")
    rows = FileReader(terms, sheet.columns, lambda: sheet_of(rows_of([content], form)).rows)
    return [doubt.name for doubt in guess.doubts], list(rows.read())


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (FRENCH, "cp1252"),
        (ITALIAN, "utf-8-sig"),
        (NORWEGIAN, "cp1252"),
        (INDIAN, "utf-8"),
        (SWISS, "utf-8"),
        (DUTCH, "utf-16"),
        (ISO_20022, "utf-8"),
        (JAPANESE, "cp932"),
        (SWEDISH, "cp1252"),
        (QUICKBOOKS, "utf-8"),
    ],
)
def test_a_bank_s_file_tells_what_came_in_without_a_word_from_people(
    content: str, encoding: str
) -> None:
    """X-12: in its language, on the value date and not on another, from one column or from two, by
    its own number and not by an invoice's; what went out is left out with its line.
    """
    doubts, found = read(content.encode(encoding), "payments")
    assert doubts == []
    told = [one.party_row.subject for one in found if one.party_row]
    assert isinstance(told[0], CustomerPayment)
    first = (told[0].customer_id, told[0].payment_id, told[0].value_date, told[0].amount)
    assert first == ("C1", "R1", date(2026, 11, 27), 123456)
    assert told[0].allocations == ()
    left = [(one.line, note.code) for one in found for note in one.notes]
    assert left == ([] if content == QUICKBOOKS else [(found[-1].line, "wentOut")])


def test_a_row_with_money_both_ways_is_an_error() -> None:
    """X-12: nobody can tell which of both is meant."""
    content = b"Customer,Payment,Value date,Credit,Debit\nC1,R1,2026-11-27,5.00,4.00\n"
    [row] = read(content, "payments")[1]
    assert [note.column for note in row.errors] == ["Debit"]


def test_what_the_bank_took_back_of_a_customer_is_told_as_an_error() -> None:
    """X-12: it is no payment, and what it takes back has to be taken back by somebody."""
    content = b"Customer,Payment,Value date,Amount\nC1,R1,2026-11-27,-5.00\n"
    [row] = read(content, "payments")[1]
    assert [(note.column, note.code) for note in row.errors] == [("Amount", "badAmount")]


LIST_OF_SAP = (
    "Customer line items\n\n"
    "----------------------------------------------------------------------\n"
    "|Customer|Document Number|Doc. Date |Net due dt|Amount    |LCurr|\n"
    "----------------------------------------------------------------------\n"
    "|C1      |1800000001     |01.10.2026|31.10.2026| 1.234,56 |EUR  |\n"
    "|C1      |1600000001     |13.10.2026|13.10.2026|    50,00-|EUR  |\n"
    "----------------------------------------------------------------------\n"
    "|*       |               |          |          | 1.184,56 |EUR  |\n"
)
DANISH = (
    "Fakturanummer;Fakturadato;Forfaldsdato;Kundenr.;Beløb;Valuta\n"
    "1800000001;01-10-2026;31-10-2026;C1;1.234,56;EUR\n"
    "1600000001;13-10-2026;13-10-2026;C1;-50,00;EUR\n"
    ";;I alt;;1.184,56;\n"
)
FROM_A_DATABASE = (
    "customerID,invoiceNumber,invoiceDate,dueDate,amount,currency\n"
    "C1,1800000001,46296,NULL,1234.56,EUR\nC1,1600000001,46308,NULL,-50.00,EUR\n"
    "C1,NULL,46308,NULL,1184.56,EUR\n"
)


@pytest.mark.parametrize("content", [LIST_OF_SAP, DANISH, FROM_A_DATABASE])
def test_open_items_come_in_and_their_total_does_not(content: str) -> None:
    """X-12: lines that are drawn are no rows, the row of totals is told, and neither makes a doubt
    of a column; *Valuta* is a currency where no cell of it is a day, and what a database calls NULL
    is nothing.
    """
    doubts, found = read(content.encode("cp1252"), "invoices")
    assert doubts == []
    told = [one.billed_row.billed for one in found if one.billed_row]
    assert [
        (one.invoice_number, one.invoice_date, one.currency, one.lines[0].amount)
        for one in told
        if one
    ] == [
        ("1800000001", date(2026, 10, 1), "EUR", 123456),
        ("1600000001", date(2026, 10, 13), "EUR", -5000),
    ]
    assert found[-1].errors
    assert len(found) == 3


def test_columns_of_one_name_are_for_people_to_tell_apart() -> None:
    """X-12: the first of them is no better than the second; a mark of a currency is no number."""
    form = find_form(lambda: [b"Amount,Amount\n1,2\n"], Form())
    sheet = sheet_of(rows_of([b"Amount,Amount\n1,2\n"], form))
    assert guess_mapping("invoices", survey(sheet.columns, sheet.rows)[1]).mapping == {}


def test_a_column_with_nothing_in_its_brackets_is_called_as_without() -> None:
    """X-12: nobody's file breaks off for how it calls a column."""
    names = ("Amount ( )", "Amount []", "Amount (\u00a0)", "Amount (EUR)")
    assert {plain_name(name) for name in names} == {"amount"}
