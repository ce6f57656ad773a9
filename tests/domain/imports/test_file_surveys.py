"""A first look at a file: nothing is chosen that no cell decides."""

from collections.abc import Sequence

import pytest

from chalicelib.domain.imports.day_formats import ISO
from chalicelib.domain.imports.fields import FIELDS
from chalicelib.domain.imports.mapping_guess import Guess, guess_mapping
from chalicelib.domain.imports.sheet import DayCell, NumberCell, Row
from chalicelib.domain.imports.survey import ColumnSurvey, survey


def look(cells: Sequence[str], name: str = "x") -> ColumnSurvey:
    count, (column,) = survey([name], [Row(place, (cell,)) for place, cell in enumerate(cells, 2)])
    assert count == len(cells)
    return column


@pytest.mark.parametrize(
    ("cells", "formats"),
    [
        (["01/02/2026", "03/03/2026"], ["%d/%m/%Y", "%m/%d/%Y"]),
        (["03/03/2026", "04/04/2026"], ["%d/%m/%Y", "%m/%d/%Y"]),
        (["01/02/2026"] * 300 + ["13/02/2026"], ["%d/%m/%Y"]),
        (["01-02-2026", "02-13-2026"], ["%m-%d-%Y"]),
        (["11122026"], ["%d%m%Y", "%m%d%Y"]),
        (["1112026", "01112026"], []),
        (["01022003"], ["%d%m%Y", "%m%d%Y"]),
        (["20261101"], ["%Y%m%d"]),
        (["20261101.0"], ["%Y%m%d"]),
        (["3-Feb-26"], ["%d-%b-%y"]),
        (["1/2/26"], ["%d/%m/%y", "%m/%d/%y"]),
        (["31.10.2026 18:20"], ["%d.%m.%Y %H:%M"]),
        (["2026-10-31T18:20:00Z"], ["%Y-%m-%dT%H:%M:%S%z"]),
        (["2026-10-31T18:20:00Z", "2026-10-31"], [ISO]),
        (["2026-10-31", "31.10.2026"], []),
        ([DayCell("2026-10-31"), DayCell("2026-11-01T10:00:00")], ["%Y-%m-%d"]),
        ([DayCell("2026-10-31"), "01/02/2026"], ["%d/%m/%Y", "%m/%d/%Y"]),
        (["", " "], []),
        (["soon"], []),
        (["31.10.2026", "NULL", "Total"], ["%d.%m.%Y"]),
        (["46326", "46357.0"], ["serial"]),
        (["11126", "21126"], []),
        (["2026年10月31日"], ["%Y年%m月%d日"]),
        (["31. 10. 2026"], ["%d. %m. %Y"]),
    ],
)
def test_every_cell_has_a_say_in_how_days_are_written(cells: list[str], formats: list[str]) -> None:
    """X-12: what none of them decides stays open."""
    assert [way.format for way in look(cells).days] == formats


@pytest.mark.parametrize(
    ("cells", "formats"),
    [
        (["1,234", "2,500"], ["1,234.56", "1234,56"]),
        (["1,234", "2,500.5"], ["1,234.56"]),
        (["1.234"], ["1234.56", "1.234,56"]),
        (["1.234", "12.5"], ["1234.56"]),
        (["54273.285", "1.234"], ["1234.56"]),
        (["1234.56", "0.5"], ["1234.56"]),
        (["1 234,56", "1\u00a0234,56", "(12,00)", "12,00-", "1234,56 €"], ["1 234,56"]),
        (["12,34,567.89", "1,234.00"], ["12,34,567.89"]),
        (["5", "12"], ["1234.56"]),
        ([NumberCell("5.5"), NumberCell("1234567")], ["1234.56"]),
        (["five"], []),
        (["5.50", "#N/A", "Summe"], ["1234.56"]),
        ([" -110.7 €", " -116.62 €"], ["1234.56"]),
        (["-100", "-13", "-14,99"], ["1234,56"]),
        (["1.000", "1.111,11"], ["1.234,56"]),
    ],
)
def test_every_cell_has_a_say_in_how_amounts_are_written(
    cells: list[str], formats: list[str]
) -> None:
    """X-12: two readings that differ are a doubt."""
    assert [way.format for way in look(cells).amounts] == formats


def test_a_doubt_shows_a_cell_in_each_of_its_readings() -> None:
    """X-12."""
    assert [(way.cell, way.reads) for way in look(["05/05/2026", "01/02/2026"]).days] == [
        ("01/02/2026", "2026-02-01"),
        ("01/02/2026", "2026-01-02"),
    ]
    assert [(way.cell, way.reads) for way in look(["5", "1,234"]).amounts] == [
        ("1,234", "1234"),
        ("1,234", "1.234"),
    ]


def test_a_column_is_described() -> None:
    """X-12: how much of it is filled, its first different cells, all of them where they are few,
    decimals and signs.
    """
    column = look(["b", "a", "", "b"], "name")
    assert (column.name, column.filled, column.samples, column.words) == (
        "name",
        3,
        ("b", "a"),
        ("b", "a"),
    )
    assert look([str(n) for n in range(99)]).words == ()
    assert (
        look(["5.125", "5"]).decimals,
        look(["5,125"]).decimals,
        look(["1.234,5"]).decimals,
    ) == (3, 3, 1)
    assert look([NumberCell("0.333"), NumberCell("1")]).decimals == 3
    assert (look(["5 CR", "6 DR"]).credit_signs, look(["5"]).credit_signs) == (True, False)
    assert len(look(["x" * 9000]).samples[0]) == 60


def test_one_wrong_cell_hides_neither_decimals_nor_signs() -> None:
    """X-12: how a column is written is then chosen by a person, who needs to be asked
    about both.
    """
    column = look(["of 2026", "1,234.505 CR", "5.00 DR"])
    assert (column.amounts, column.decimals, column.credit_signs) == ((), 3, True)
    assert (look(["ACR", "x DR"]).credit_signs, look(["ACR", "x DR"]).decimals) == (False, 0)


def test_cells_with_letters_beyond_ascii_are_shown_wherever_they_stand() -> None:
    """X-12: by them somebody sees whether a guessed encoding is right."""
    column = look([*(f"name {n}" for n in range(40)), "Zoë", "Ærø", "Øle"])
    assert (column.odd, look(["Zoë", "a"]).odd) == (("Zoë", "Ærø"), ())


def guess(kind: str, /, **columns: list[str]) -> Guess:
    rows = [Row(place, cells) for place, cells in enumerate(zip(*columns.values(), strict=True), 2)]
    return guess_mapping(kind, survey(columns, rows)[1])


def test_columns_are_guessed_by_their_names_and_forms_by_their_cells() -> None:
    """X-12: of what no cell decides nothing is chosen."""
    found = guess(
        "invoices",
        **{
            "Cust No.": ["1"],
            "INVOICE": ["7"],
            "InvoiceDate": ["13/02/2026"],
            "due_date": ["01/02/2026"],
            "Total": ["1.50"],
        },
        PaperlessBill=["Paper"],
    )
    assert {name: (one.column, one.format) for name, one in found.mapping.items()} == {
        "customerID": ("Cust No.", None),
        "deliveryMethod": ("PaperlessBill", None),
        "invoiceNumber": ("INVOICE", None),
        "invoiceDate": ("InvoiceDate", "%d/%m/%Y"),
        "dueDate": ("due_date", None),
        "amount": ("Total", "1234.56"),
    }
    assert found.mapping["deliveryMethod"].values == {"Paper": "Post"}
    assert [(doubt.name, [way.format for way in doubt.ways]) for doubt in found.doubts] == [
        ("dueDate", ["%d/%m/%Y", "%m/%d/%Y"])
    ]


def test_a_column_that_no_way_fits_is_a_doubt_with_an_example() -> None:
    """X-12."""
    [doubt] = guess("invoices", invoiceDate=["soon"]).doubts
    assert "soon" in doubt.detail
    assert guess("invoices", invoiceDate=[""]).doubts == ()
    [doubt] = guess("bookings", pickupAt=["31.10.2026"]).doubts
    assert doubt.ways == ()
    assert guess("bookings", pickupAt=["2026-10-31"]).mapping["pickupAt"].format == ISO


def test_every_kind_of_file_is_guessed_at() -> None:
    """X-12: each of its fields by its own name, and no column for two fields."""
    for kind, fields in FIELDS.items():
        found = guess(kind, **{one.name: ["1"] for one in fields})
        assert [one.column for one in found.mapping.values()] == [one.name for one in fields]
