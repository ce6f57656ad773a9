"""Tables that are given out as files: which forms there are, and the link to one that no answer can hold (X-09)."""

from chalicelib.errors import UnsupportedQuery
from chalicelib.store.files import Files
from chalicelib.views.spreadsheet import FORMS, Form


def form_named(name: str) -> Form:
    """The form that is asked for; `UnsupportedQuery` for what nothing is given out as."""
    if name not in FORMS:
        raise UnsupportedQuery(f"format is {', '.join(FORMS)}.", rule="X-09")
    return FORMS[name]


def give_out(files: Files, key: str, content: bytes, file_name: str, form: Form) -> str:
    """The link under which the file can be fetched, to be kept under its name."""
    files.write(key, content)
    return files.download_url(key, file_name, form.media_type)
