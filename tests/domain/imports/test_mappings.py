"""How the columns of a file become fields."""

from typing import Any

import pytest

from chalicelib.domain.imports.mapping import FIELDS, Source, bare, check_mapping
from chalicelib.domain.imports.presets import PRESETS
from chalicelib.domain.imports.rows import FileReader
from chalicelib.errors import InvalidInput, UnreadableFile
from chalicelib.store.workbooks import Workbook
from chalicelib.views.spreadsheet import Sheet, to_csv, to_workbook
from tests.domain.rows import COLUMNS, SIMPLE, read_sheet, terms


def test_the_presets_are_mappings() -> None:
    """X-12."""
    for preset in PRESETS:
        check_mapping(
            preset["kind"], {name: Source(**parts) for name, parts in preset["mapping"].items()}
        )


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"colour": Source(column="a")}, "/mapping/colour"),
        ({"amount": None}, "/mapping/amount"),
        ({"amount": Source()}, "/mapping/amount"),
        ({"amount": Source(column="a", constant="5")}, "/mapping/amount"),
        ({"amount": Source(column="a", format="#")}, "/mapping/amount"),
        ({"invoiceDate": Source(column="a", format="%d %H %Y")}, "/mapping/invoiceDate"),
        ({"invoiceDate": Source(column="a", format="%m %Y")}, "/mapping/invoiceDate"),
        ({"invoiceDate": Source(column="a", format="%")}, "/mapping/invoiceDate"),
        (
            {"disputed": Source(column="a", values={str(n): "yes" for n in range(51)})},
            "/mapping/disputed",
        ),
    ],
)
def test_a_mapping_that_reads_no_file_names_the_field(
    changes: dict[str, Any], pointer: str
) -> None:
    """X-12."""
    mapping = {name: source for name, source in {**SIMPLE, **changes}.items() if source}
    with pytest.raises(InvalidInput) as refused:
        check_mapping("invoices", mapping)
    assert [error["pointer"] for error in refused.value.extras["errors"]] == [pointer]


def test_columns_are_found_by_their_one_name() -> None:
    """X-12: neither missing nor twice."""
    for columns in (
        ("a",),
        tuple(read_sheet(f"customerID,{','.join(COLUMNS)}\n".encode()).columns),
    ):
        with pytest.raises(UnreadableFile, match="column “customerID”"):
            FileReader(terms(), columns, lambda: iter(()))


def test_every_kind_of_file_requires_something() -> None:
    """X-12: at least whom it is about."""
    assert all(any(field.required for field in fields) for fields in FIELDS.values())


@pytest.mark.parametrize(
    "told", ["0000611365", "1" * 16, "1E5", "=1", "+491", "-A7", "@x", "'s", "NN-1"]
)
def test_identifiers_that_were_given_out_are_read_back_equal(told: str) -> None:
    """RE-21: though some are kept from being formulas in a CSV, and all are text in a workbook."""
    sheet = Sheet("Items", ("customerID",), ((told,),))
    read = read_sheet(to_csv(sheet))
    [found] = [bare(one.cells[0]) for one in read.rows]
    [_, workbook] = Workbook([to_workbook(sheet)]).rows("Items")
    assert (found, bare(workbook.cells[0])) == (told, told)
