"""What is left of a file that was begun to be attached, once nobody can complete it any more
(X-13).
"""

import logging

from chalicelib.store import keys
from chalicelib.store.attachments import to_attachment
from chalicelib.store.codec import Item
from chalicelib.store.files import Files, attachment_key, attachments_folder
from chalicelib.store.table import Table

log = logging.getLogger(__name__)


def clear_away(table: Table, files: Files, forgotten: Item) -> None:
    """Removes every copy that completions made of a forgotten file, but for the one that is
    attached.

    *What is named stays.* A completion's transaction requires that the file is still on its way
    (`ARRIVING#`), and its id is given once. So this item being gone, what is attached under the id
    is so already, or nothing ever will be; neither changes afterwards, and a consistent read tells
    which.

    *What is not named goes.* Completing is over an hour before the item goes, far longer than a
    function runs, so whatever a completion copied is there by now: one that died or was refused
    after its copy, one that another overtook, one of other content sent before. Broken off or done
    twice, this does the same again.
    """
    dispute_id, attachment_id = keys.dispute_of(forgotten), to_attachment(forgotten).attachment_id
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
