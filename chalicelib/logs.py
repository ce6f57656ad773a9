"""What a line of the log holds beside its words: whose request or job it is, what is counted by it.

Lambda writes each line as one JSON object (`LogFormat: JSON`) with the fields of its record, so
that a line may be a measurement too: CloudWatch reads `_aws` of it (embedded metric format), and
nobody is asked for that.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Any

MEASURES: Mapping[str, str] = {
    "DueWork": "Count",
    "DueAge": "Seconds",
    "RemindersAge": "Seconds",
    "PutOff": "Count",
    "AfterWorkUnread": "Count",
    "LinkKeyAge": "Seconds",
    "RoundsWaiting": "Count",
    "ImportsRunning": "Count",
    "ImportsFailed": "Count",
    "ImportsGivenUp": "Count",
    "MailsSent": "Count",
    "MailsRefused": "Count",
    "MailsGivenUp": "Count",
}
"""What the product measures of itself, and in which unit: the names that a line may count by."""

ADDRESS = re.compile(r"[^\s<>()\[\]'\",;:]+@[\w-]+(\.[\w-]+)+")
TOKEN = re.compile(r"\b[\w-]{3,}\.[\w-]{16,}\.[\w-]{16,}")
"""A token of a person or of a personal link: three parts, of which the last proves the others."""
CAUSES = 4
"""As many errors, each of which came from the next, stand in one line."""

_fields: ContextVar[Mapping[str, Any]] = ContextVar("fields")


@contextmanager
def within(**fields: Any) -> Iterator[None]:
    """Gives every line that is written meanwhile these fields."""
    before = _fields.set({**_fields.get({}), **fields})
    try:
        yield
    finally:
        _fields.reset(before)


def field(name: str) -> Any:
    """A field that every line of the moment has; None where there is no such."""
    return _fields.get({}).get(name)


def measured(**values: float) -> dict[str, Any]:
    """What a line counts, for its `extra`."""
    assert values.keys() <= MEASURES.keys(), values
    return {"measured": values}


class Fields(logging.Filter):
    """Completes a record, and takes from it what no log may hold: addresses and tokens, which
    services put into the words of their errors.
    """

    def __init__(self, namespace: Callable[[], str]) -> None:
        super().__init__()
        self.namespace = namespace
        """Under what measurements are kept; where that is empty, nobody keeps any."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record pass, once it is complete."""
        record.msg, record.args = without_secrets(record.getMessage()), None
        kind, error, where = record.exc_info or (None, None, None)
        if kind and error:
            record.exc_info = _told(kind, error, where)
        record.__dict__.update(_fields.get({}))
        measured = record.__dict__.pop("measured", None)
        if measured:
            record.__dict__.update(self._measurement(record, measured))
        return True

    def _measurement(
        self, record: logging.LogRecord, values: Mapping[str, float]
    ) -> dict[str, Any]:
        namespace = self.namespace()
        if not namespace:
            return dict(values)
        metrics = [{"Name": name, "Unit": MEASURES[name]} for name in values]
        directive = {"Namespace": namespace, "Dimensions": [[]], "Metrics": metrics}
        told = {"Timestamp": int(record.created * 1000), "CloudWatchMetrics": [directive]}
        return {"_aws": told, **values}


def careful(event: Any, get_response: Callable[[Any], Any]) -> Any:
    """Calls a function of the product such that what it raises, which Lambda logs by itself, holds
    nothing that no log may hold either.
    """
    try:
        return get_response(event)
    except Exception as error:
        if without_secrets(str(error)) == str(error):
            raise
        _, told, where = _told(type(error), error, error.__traceback__)
        raise told.with_traceback(where) from None


def without_secrets(text: str) -> str:
    """The text with a mark in place of each address of mail and each token."""
    return TOKEN.sub("(token)", ADDRESS.sub("(address)", text))


def _told(
    kind: type[BaseException], error: BaseException, where: TracebackType | None
) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """An error of the same name at the same place that says what it came from, without what no log
    may hold.
    """
    words, cause = [str(error)], error.__cause__ or error.__context__
    while cause and len(words) < CAUSES:
        words.append(f"{type(cause).__name__}: {cause}")
        cause = cause.__cause__ or cause.__context__
    named = type(kind.__name__, (Exception,), {"__module__": kind.__module__})
    return named, named(without_secrets("; after ".join(words))), where
