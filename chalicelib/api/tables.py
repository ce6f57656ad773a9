"""Tables that routes give out as files: CSV as the answer itself, a workbook by its link, since the
gateway carries text alone (X-09).
"""

from collections.abc import Callable

from chalicelib import wiring
from chalicelib.actions.admin.exports import LOCAL_CSV, FileView, Written, give_out_anew
from chalicelib.actions.desk import Desk
from chalicelib.api.routing import CSV_ENDING, Reply, Request


def as_file(
    request: Request, name: str, write: Callable[[Desk, str], Written]
) -> Reply[FileView | str]:
    """What is written in the form that `format` asks for, to be kept under a name; only of what is
    whole it says how many rows it has (RE-24).
    """
    ending = request.query.get("format", CSV_ENDING)
    is_csv = ending in (CSV_ENDING, LOCAL_CSV)
    desk = request.desk()
    written = write(desk, ending)
    file_name = f"{name}.{CSV_ENDING if is_csv else ending}"
    if is_csv:
        rows = written.rows if written.is_whole else None
        return Reply(written.content.decode(), file_name=file_name, rows=rows)
    return Reply(give_out_anew(desk, wiring.parts().files, written, file_name, ending))
