"""What is left of a file that was begun to be attached, once nobody can complete it any more
(X-13).
"""

import logging
from contextlib import suppress
from datetime import datetime

from chalicelib.store import keys
from chalicelib.store.attachments import OVER, closed, forgotten, to_attachment
from chalicelib.store.files import Files, attachment_key, attachments_folder
from chalicelib.store.table import Conflict, Table

log = logging.getLogger(__name__)


def take_up(table: Table, files: Files, name: str, now: datetime) -> None:
    """Forgets a file whose time is over, and removes every copy that completions made of it, but
    for the one that is attached. It stays due until that is done.

    1. Close it. A completion's transaction requires that the file is still on its way, so from then
       on what is attached under its id, which is given once, is so already, or nothing ever will
       be; a consistent read tells which.
    2. Remove what is not named. Completing is over an hour before, far longer than a function runs,
       so whatever a completion copied is there by now: one that died or was refused after its copy,
       one that another overtook, one of other content sent before.
    3. Forget it.

    Broken off or done twice, this does the same again.
    """
    dispute_id, _, attachment_id = name.partition("#")
    with suppress(Conflict):
        table.commit([closed(dispute_id, attachment_id, now)])
        clear_away(table, files, dispute_id, attachment_id)
        table.commit([forgotten(dispute_id, attachment_id, (OVER,))])


def clear_away(table: Table, files: Files, dispute_id: str, attachment_id: str) -> None:
    """Removes the copies of a closed file that nothing names."""
    found = table.get([keys.attachment(dispute_id, attachment_id)]).values()
    named = {attachment_key(dispute_id, attachment_id, to_attachment(item).tag) for item in found}
    left = [
        key
        for key in files.keys_in(attachments_folder(dispute_id, attachment_id))
        if key not in named
    ]
    for key in left:
        files.remove(key)
    if left:
        log.info("%d copies of a file that was never attached were removed", len(left))
