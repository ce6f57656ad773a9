"""What a copy holds: every service as ministack itself would save it, and what it would not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ministack.app as emulator
from ministack.core import persistence
from ministack.services import dynamodb, lambda_svc, ses

BESIDE = "beside.json"
"""What ministack itself would not save: streams with what no function has read, and the mails for
the outbox.
"""

MAILS = 500


def read(folder: Path, service: str) -> Any:
    """What the copy in a folder holds of a service; with the table and the mail service comes what
    ministack would not save of them.
    """
    path = folder / f"{service}.json"
    if not path.exists():
        return None
    state = _read_json(path)["payload"]
    file = folder / BESIDE
    beside = _read_json(file) if file.exists() else None
    if service == "dynamodb" and beside:
        _put_back_streams(beside)
    elif service == "ses" and beside:
        ses._sent_emails.update(beside["mails"])
    elif service == "lambda" and not beside:
        # An older copy has places in streams, and not the streams.
        state["dynamodb_stream_positions"] = {}
    return state


def _read_json(path: Path) -> Any:
    return json.loads(path.read_bytes(), object_hook=persistence._json_object_hook)


def all_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of a copy that is made now."""
    for service, get_state in emulator._build_persistence_save_dict().items():
        state = get_state()
        if state is not None:
            saved = {
                "__ministack_format__": persistence._state_format_version(service),
                "payload": state,
            }
            yield f"{service}.json", _json(saved)
    for mails in ses._sent_emails.all_values():
        del mails[:-MAILS]
    yield BESIDE, _json(_streams() | {"mails": ses._sent_emails})


def _json(value: Any) -> bytes:
    return json.dumps(value, default=persistence._json_default).encode()


def _streams() -> dict[str, Any]:
    """What each stream still holds for a function, with its numbering."""
    read = _read_by_all()
    streams = []
    for (account, region, table), records in dynamodb._stream_records._data.items():
        trimmed = dynamodb._trimmed_count(table, account, region)
        gone = max(0, min(read.get((account, region, table), trimmed) - trimmed, len(records)))
        streams.append([account, region, table, trimmed + gone, records[gone:]])
    return {"streams": streams, "sequence": dynamodb._stream_seq_counter}


def _read_by_all() -> dict[tuple[str, str, str], int]:
    """Stream → up to where each function that reads it has come."""
    read: dict[tuple[str, str, str], int] = {}
    for (account, region, reader), mapping in lambda_svc._esms._data.items():
        table = mapping["EventSourceArn"].split("/stream/")[0].rpartition("/")[2]
        at = lambda_svc._dynamodb_stream_positions._data.get((account, region, reader), 0)
        key = (account, region, table)
        read[key] = min(at, read.get(key, at))
    return read


def _put_back_streams(saved: dict[str, Any]) -> None:
    for account, region, table, trimmed, records in saved["streams"]:
        dynamodb._stream_records.set_scoped(account, region, table, records)
        dynamodb._stream_trimmed.set_scoped(account, region, table, trimmed)
    dynamodb._stream_seq_counter = saved["sequence"]
