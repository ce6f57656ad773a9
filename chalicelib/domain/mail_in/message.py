"""A mail that came in, as it was read."""

from chalicelib.values import dataclass


@dataclass(frozen=True)
class Enclosed:
    """A file in a mail, as it is called there."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """A mail: from whom, what was written in it, and what it holds beside."""

    message_id: str
    """Its own, or a name made of its content where it has none."""
    sender: str
    sender_name: str
    subject: str
    words: str
    """What was written, without quotes and signature."""
    whole: str
    files: tuple[Enclosed, ...] = ()
    refused: tuple[str, ...] = ()
    """What was left out of what it holds, each with why."""
    references: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    """To whom it was written, as far as nobody could change that on the way."""
    named: tuple[str, ...] = ()
    """To whom it says that it was written."""
    marks: tuple[str, ...] = ()
    """By what it is known where it is brought once more, under another Message-ID or none."""
    automatic: str = ""
    """Why it is held to be automatic; empty where it is not."""
