"""The mails about a dispute, a follow-up or a ticket that came in, as they were written (X-14)."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.letters.things import NAMED
from chalicelib.domain.mail_in.kept import KeptMail
from chalicelib.store import keys
from chalicelib.store.mail_in import to_kept_mail
from chalicelib.views.answers import Moment, Page, meaning
from chalicelib.views.parts import instant

KeptMailView = TypedDict(
    "KeptMailView",
    {
        "mailID": str,
        "from": str,
        "name": str,
        "subject": str,
        "text": Annotated[str, meaning("All that was written, quotes and signature too.")],
        "outcome": Annotated[
            Literal["said", "unconfirmed", "refused", "automatic"], meaning("What became of it.")
        ],
        "at": Moment,
    },
)
KeptMailView.__doc__ = "A mail that came in, as it was written."


def list_mails(
    desk: Desk, of: str, thing_id: str, limit: int, cursor: str | None
) -> Page[KeptMailView]:
    """The mails about a thing of a sort, for the staff that may see it: one query."""
    NAMED[of].answers.require_sight(desk, thing_id)
    page = desk.page(keys.mail(thing_id, "")["pk"], prefix=keys.MAILS, limit=limit, cursor=cursor)
    return {
        "value": [kept_mail_view(to_kept_mail(item)) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def kept_mail_view(mail: KeptMail) -> KeptMailView:
    """A mail as the staff sees it."""
    return {
        "mailID": mail.mail_id,
        "from": mail.sender,
        "name": mail.sender_name,
        "subject": mail.subject,
        "text": mail.whole,
        "outcome": mail.outcome,  # type: ignore[typeddict-item]  # one of what `kept.py` lists
        "at": instant(mail.at),
    }
