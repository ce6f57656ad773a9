"""The form of a text file: told, or found out and shown."""

import pytest

from chalicelib.domain.imports.csv_file import find_form
from chalicelib.domain.imports.file_form import CSV, WORKBOOK, Form, type_of
from chalicelib.errors import UnreadableFile
from tests.domain.rows import read_sheet

ROWS = "cust,name\n1,Zoë\n"


def form(content: bytes, told: Form | None = None) -> Form:
    return find_form(lambda: [content], told or Form())


@pytest.mark.parametrize(
    ("encoding", "told", "found"),
    [
        ("utf-8", None, "utf-8"),
        ("utf-8-sig", None, "utf-8"),
        ("utf-16", None, "utf-16"),
        ("utf-16-le", None, "utf-16-le"),
        ("utf-16-be", None, "utf-16-be"),
        ("cp1252", None, "windows-1252"),
        ("cp1250", "windows-1250", "windows-1250"),
        ("mac-roman", "macintosh", "macintosh"),
        ("gb18030", "gb18030", "gb18030"),
    ],
)
@pytest.mark.parametrize("part", [1, 3, 100])
def test_every_encoding_is_read(encoding: str, told: str | None, found: str, part: int) -> None:
    """X-12: found out by all bytes, or as it is told; wherever the file is cut on its way."""
    content = ROWS.encode(encoding)
    assert form(content, Form(encoding=told)).encoding == found
    sheet = read_sheet(content, Form(encoding=told), part)
    assert (sheet.columns, [row.cells for row in sheet.rows]) == (("cust", "name"), [("1", "Zoë")])


def test_an_encoding_is_guessed_where_neither_bytes_nor_people_tell_it() -> None:
    """X-12: UTF-8 shows in every byte, UTF-16 by its mark."""
    guessed = {
        name: form(ROWS.encode(name)).guesses_encoding(Form())
        for name in ("utf-8", "utf-16", "utf-16-le", "cp1252")
    }
    assert guessed == {"utf-8": False, "utf-16": False, "utf-16-le": True, "cp1252": True}
    told = Form(encoding="windows-1252")
    assert not form(ROWS.encode("cp1252"), told).guesses_encoding(told)
    assert not Form(WORKBOOK).guesses_encoding(Form())


def test_a_byte_order_mark_is_no_part_of_a_name_whatever_is_told() -> None:
    """X-12: also where the rest of the file is in another encoding."""
    assert read_sheet(b"\xef\xbb\xbfa,b\n1,\xe9\n", Form(encoding="windows-1252")).columns == (
        "a",
        "b",
    )


def test_one_letter_far_behind_decides_about_the_encoding() -> None:
    """X-12: all bytes are looked at."""
    content = b"a,b\n" + b"1,2\n" * 100_000 + b"3,\xe9\n"
    assert form(content).encoding == "windows-1252"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_a_line_is_one(end: str) -> None:
    """X-12: the old Macintosh's too, and within quotes as well."""
    sheet = read_sheet(end.join(["a,b", '1,"x', 'y"', "", "2,z"]).encode(), part=2)
    assert [(row.line, row.cells[0]) for row in sheet.rows] == [(2, "1"), (5, "2")]


@pytest.mark.parametrize(
    ("content", "delimiter", "header", "columns"),
    [
        ("a|b\n1|2\n", "pipe", 1, ("a", "b")),
        ("a\tb\n1,5\t2\n", "tab", 1, ("a", "b")),
        (
            "cust;name, legal, full;amount, gross, net\nA;B;1\n",
            "semicolon",
            1,
            ("cust", "name, legal, full", "amount, gross, net"),
        ),
        ('"a, b";"c"\n1;2\n', "semicolon", 1, ("a, b", "c")),
        ("a;b\n1,50;2,50\n3,50;4,50\n", "semicolon", 1, ("a", "b")),
        ("a;b, c\n1;2,5\n", "semicolon", 1, ("a", "b, c")),
        ("sep=;\r\na;b\r\n1;2\r\n", "semicolon", 2, ("a", "b")),
        ('"sep=|"\na|b,c\n1|2\n', "pipe", 2, ("a", "b,c")),
        ("sep=,\na;b,c\n1,2\n", "comma", 2, ("a;b", "c")),
        (
            "Open items\nAs of;2026-11-01\n\nCust;Inv;Date;Amount\nA;1;2026-11-01;1,50\n",
            "semicolon",
            4,
            ("Cust", "Inv", "Date", "Amount"),
        ),
        ("Report, of all\n,,,\na,b,c,d\n1,2,3,4\n", "comma", 3, ("a", "b", "c", "d")),
        (
            (
                '"Konto";"DE1"\n \n"Stand";"1 €"\n""\n"Tag";"Status";"Betrag'
                ' (€)"\n"21.09.26";"ok";"-9,13 €"\n'
            ),
            "semicolon",
            5,
            ("Tag", "Status", "Betrag (€)"),
        ),
        (
            "Auszug;\nName;Ich;\n\nTag;Art;Betrag;\n28.12.2018;x;-1.000,00 €;\n",
            "semicolon",
            4,
            ("Tag", "Art", "Betrag"),
        ),
        ("\n" * 500 + "a|b\n1|2\n", "pipe", 501, ("a", "b")),
        ('"Invoice\nDate",b\n1,2\n', "comma", 1, ("Invoice Date", "b")),
        ("\ufeff a\u00a0 b ,\u200bc\n1,2\n", "comma", 1, ("a b", "c")),
        ("only\nx\ny\n", "comma", 1, ("only",)),
        ("A,A,,B\n1,2,3,4\n", "comma", 1, ("A (1)", "A (2)", "Column 3", "B")),
    ],
)
def test_the_form_is_found_out(
    content: str, delimiter: str, header: int, columns: tuple[str, ...]
) -> None:
    """X-12: what stands between cells, and where the columns are named."""
    found = form(content.encode())
    assert (found.type, found.delimiter, found.header_line) == (CSV, delimiter, header)
    assert read_sheet(content.encode()).columns == columns


def test_what_is_told_goes_before_what_shows() -> None:
    """X-12: delimiter and line of the header."""
    content = b"x;y\na,b\n1,2\n"
    sheet = read_sheet(content, Form(delimiter="comma", header_line=2))
    assert (sheet.columns, [row.line for row in sheet.rows]) == (("a", "b"), [3])
    with pytest.raises(UnreadableFile, match="empty"):
        read_sheet(content, Form(header_line=9))
    with pytest.raises(UnreadableFile, match="Line 2 is no text in utf-8; choose another"):
        form(b"a\n\xe9\n", Form(encoding="utf-8"))


@pytest.mark.parametrize(
    "content",
    [b'a,b\n"1"x,2\n', b'a,b\n1,"2\n', b"a,b\n1," + b"x" * 200_000, b"a,b\n1,\x002\n", b"\x81\n"],
)
def test_no_words_of_a_library_reach_a_person(content: bytes) -> None:
    """X-12: what is wrong is said in our own."""
    with pytest.raises(UnreadableFile) as refused:
        list(read_sheet(content).rows)
    for word in ("expected after", "codec", "field", "unexpected", "decode", "_csv"):
        assert word not in refused.value.detail


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as an Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"  <html><table>", "web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "web page"),
    ],
)
def test_files_of_other_types_say_what_to_do(head: bytes, said: str) -> None:
    """X-12."""
    with pytest.raises(UnreadableFile, match=said):
        type_of(head)


def test_text_and_workbooks_are_told_apart_by_their_bytes() -> None:
    """X-12: whatever their names."""
    assert (type_of(b"a,b\n"), type_of(b"PK\x03\x04rest"), type_of(b"")) == (CSV, WORKBOOK, CSV)
