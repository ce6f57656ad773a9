"""A letter as the bytes that go over the wire; no value can end a header or begin another one."""

import re
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any

from chalicelib.domain.base.addresses import as_sent
from chalicelib.errors import AddressRefused
from chalicelib.mail import plain
from chalicelib.mail.letters import MAX_NAME, MAX_SUBJECT, Letter

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(
    r"(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
MAX_LOCAL = 64
MAX_WORD = 75
"""So long may an encoded word of a header be, with the space before it (RFC 2047)."""


class _Wire(EmailPolicy):
    """How headers are folded: one with other letters than ASCII's is encoded whole, in words of
    which none is too long. The standard library encodes parts of it, and so loses spaces between
    these, glues some to what stands beside them, and makes words that strict servers refuse.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header as bytes; plain ones as the standard library has them."""
        if str(value).isascii():
            return super().fold_binary(name, value)
        said, behind = str(value), ""
        if addresses := getattr(value, "addresses", ()):
            said, behind = addresses[0].display_name, addresses[0].addr_spec
        words = Header(said, "utf-8", MAX_WORD, name).encode(linesep=self.linesep)
        rest = f"{self.linesep} <{behind}>" if behind else ""
        return f"{name}: {words}{rest}{self.linesep}".encode("ascii")


_WIRE = _Wire(linesep="\r\n")


def as_bytes(letter: Letter, sender: str, number: str) -> bytes:
    """The message; `number` makes its id, which no other message has."""
    return message(letter, sender, number).as_bytes()


def message(letter: Letter, sender: str, number: str) -> EmailMessage:
    """The message with its headers: all mails about a thing refer to one root, so that mail
    programs show one thread.
    """
    name, address = _sender(sender)
    made = EmailMessage(policy=_WIRE)
    made["From"] = _address(name, address)
    made["To"] = _address(letter.to_name, letter.to)
    made["Reply-To"] = _address(name, letter.reply_to or reply_address(letter.thread, sender))
    made["Subject"] = _header_text(letter.subject, MAX_SUBJECT)
    domain = address.rpartition("@")[2]
    root = f"<{letter.of}.{token(letter.thread)}@{domain}>"
    made["Message-ID"] = f"<{token(number)}.{token(letter.thread)}@{domain}>"
    made["In-Reply-To"] = root
    made["References"] = root
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    made.set_content(letter.text, cte="quoted-printable")
    made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return made


def reply_address(thread: str, sender: str) -> str:
    """Where an answer by mail goes: the sender's own mailbox, with the dispute in the address."""
    local, _, domain = parseaddr(sender)[1].rpartition("@")
    tagged = f"{local}+{token(thread)}"
    return f"{tagged if len(tagged) <= MAX_LOCAL else local}@{domain}"


def readable_address(address: str) -> str:
    """The address as mail servers take it; `AddressRefused` for what is none."""
    sent = as_sent(address)
    local, _, domain = sent.rpartition("@")
    if len(local) > MAX_LOCAL or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise AddressRefused("This is no address that mail can be sent to.")
    return sent


def token(text: str) -> str:
    """The text as a word that stands in ids and tags."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", text)


def _sender(sender: str) -> tuple[str, str]:
    """Name and address; a wrong one is a mistake in the settings, not in a letter."""
    name, address = parseaddr(sender)
    try:
        return name, readable_address(address)
    except AddressRefused:
        raise ValueError("MAIL_FROM is no sender") from None


def _address(name: str, address: str) -> Address:
    return Address(display_name=_header_text(name, MAX_NAME), addr_spec=readable_address(address))


def _header_text(text: str, longest: int) -> str:
    """One line that holds no encoded word: the standard library would decode one that a value
    brings, breaks and all.
    """
    return plain.one_line(text, longest).replace("=?", "= ?")
