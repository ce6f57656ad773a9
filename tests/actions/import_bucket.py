"""Where files arrive, for the tests of imports."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from chalicelib import wiring
from chalicelib.actions.imports import run as import_run
from chalicelib.actions.imports.run import Workshop
from chalicelib.actions.jobs import sweep
from chalicelib.store.files import Files, upload_key
from tests.app import App
from tests.iam import CALL_IMPORT

BUCKET = "uploads-test"
RECEIVABLES = Path(__file__).parents[2] / "infra/demo/ar_invoices_2012_2013.csv"
HEADER = "customerID,invoiceNumber,invoiceDate,amount,disputed,settled\n"
MAPPING = {
    "customerID": {"column": "customerID"},
    "invoiceNumber": {"column": "invoiceNumber"},
    "invoiceDate": {"column": "invoiceDate"},
    "amount": {"column": "amount"},
    "disputed": {"column": "disputed"},
    "settledDate": {"column": "settled"},
}


@dataclass
class Port:
    """Where files arrive: the product with a bucket, and runs that start when the test says so."""

    app: App
    files: Files
    called: list[str] = field(default_factory=list)
    who: str = "finance"
    """By whom imports are ordered and begun."""
    refuses_calls: bool = False
    """Whether no run can be had."""

    def call(self, import_id: str) -> None:
        """Has an import run in a function of its own: when the test says so."""
        self.app.rights.noting(CALL_IMPORT, self.called.append)(import_id)
        if self.refuses_calls:
            raise ConnectionError("no answer")

    def order(self, content: str | bytes, who: str = "", **values: Any) -> str:
        """Orders an import and sends its file."""
        body = {
            "kind": "invoices",
            "fileName": "some.csv",
            "size": 10,
            "mapping": MAPPING,
            "asOf": "2013-09-30",
            "currency": "USD",
        } | values
        ordered = self.app.as_(who or self.who).post(
            "/import", {name: value for name, value in body.items() if value is not None}
        )
        assert ordered.status == 201, ordered.text
        self.send(ordered.json["importID"], content)
        return ordered.json["importID"]

    def send(self, import_id: str, content: str | bytes) -> None:
        self.files.write(
            upload_key(import_id), content.encode() if isinstance(content, str) else content
        )

    def shop(self, seconds_left: float = 300, later: float = 0) -> Workshop:
        """What a run works with; `later` by the clock."""
        return Workshop(
            self.app.table,
            self.files,
            lambda: wiring.parts().now() + timedelta(seconds=later),
            lambda: seconds_left,
            self.call,
        )

    def run(self, import_id: str, **values: Any) -> str:
        with self.app.rights.of("run-import"):
            return import_run.run_import(self.shop(**values), import_id)

    def sweep(self, later: timedelta = timedelta()) -> int:
        """Has what stopped taken up again."""
        with self.app.rights.of("sweep"):
            return sweep.take_up(
                replace(wiring.parts().works(), call_import=self.call),
                sweep.IMPORTS,
                wiring.parts().now() + later,
            ).count

    def preview(self, import_id: str) -> dict[str, Any]:
        assert self.app.as_(self.who).post(f"/import/{import_id}/preview").status == 202
        self.run(import_id)
        return self.show(import_id)

    def apply(self, import_id: str) -> dict[str, Any]:
        assert self.app.as_(self.who).post(f"/import/{import_id}/application").status == 202
        self.run(import_id)
        return self.show(import_id)

    def bring(self, content: str | bytes, **values: Any) -> dict[str, Any]:
        """All steps of an import."""
        import_id = self.order(content, **values)
        previewed = self.preview(import_id)
        assert previewed["status"] == "previewed", previewed
        return self.apply(import_id)

    def show(self, import_id: str) -> dict[str, Any]:
        return self.app.as_(self.who).get(f"/import/{import_id}").json

    def brought(self) -> dict[str, Any]:
        """What imports wrote, without what says when and by which import."""
        kept = {
            name: item
            for name, item in self.app.items().items()
            if not name.startswith(("IMPORT#", "COMMAND#", "USER#", "SETTING"))
        }
        return {
            name: {part: value for part, value in item.items() if not part.startswith("import_")}
            for name, item in kept.items()
        }


def slice_of(rows: int) -> str:
    """The first rows of the receivables."""
    return "".join(RECEIVABLES.read_text().splitlines(keepends=True)[: rows + 1])


def bring_receivables(port: Port, rows: int, as_of: str) -> dict[str, Any]:
    return port.bring(
        slice_of(rows), mapping=None, presetID="receivables-2012", currency=None, asOf=as_of
    )


def two_rows(disputed: str = "Yes", settled: str = "") -> str:
    first = f"C1,0001,2013-01-10,10.50,{disputed},{settled}"
    return f"{HEADER}{first}\nC2,0002,2013-02-10,20,No,2013-03-01\n"
