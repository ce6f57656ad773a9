"""Personal links: signed, for one person and one answer to one content, and only for a time
(DM-04).
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import LinkExpired, LinkInvalid
from chalicelib.values import dataclass

KEPT_SECONDS = 300.0
ASKED_AGAIN_AFTER_SECONDS = 10.0
MAX_TOKEN = 2000
_PURPOSE = b"redress personal link 1\n"


@dataclass(frozen=True)
class PersonalLink:
    """What the link of an approver lets its holder do: answer one approval, as it stood when it was
    asked for.
    """

    user_id: str
    approval_id: str
    letter_hash: str
    expires_at: datetime

    @property
    def names(self) -> dict[str, str]:
        """What it names, as a path would."""
        return {"approvalID": self.approval_id}


@dataclass(frozen=True)
class PartyLink:
    """What the link of a party lets its holder do: answer in one dispute in the party's name,
    without an account.
    """

    role: str
    party_id: OutsideID
    name: str
    """What the party is called, in whose name it is answered."""
    dispute_id: str
    address: str
    """The mark (`address_mark`) of the party's address when it was sent: a link that went elsewhere
    is good no more.
    """
    expires_at: datetime

    @property
    def names(self) -> dict[str, str]:
        """What it names, as a path would."""
        return {"disputeID": self.dispute_id}


@dataclass(frozen=True)
class ResolverLink:
    """What the link of a resolver lets its holder do: answer one follow-up, while it is in that
    one's hands.
    """

    user_id: str
    follow_up_id: str
    number: int
    """Which of those whose hands it was in: a link of before is worthless (CO-10)."""
    in_place_of: str
    """For whose items its holder stands in; empty for who has own ones (CO-17)."""
    expires_at: datetime

    @property
    def hands_id(self) -> str:
        """In whose hands the items are that it is about (DM-10)."""
        return self.in_place_of or self.user_id

    @property
    def names(self) -> dict[str, str]:
        """What it names, as a path would."""
        return {"followUpID": self.follow_up_id}


@dataclass(frozen=True)
class PromiseLink:
    """What the link of a customer lets its holder do: promise to pay these invoices in the
    customer's name, without an account (CO-27).
    """

    customer_id: OutsideID
    name: str
    invoice_numbers: tuple[OutsideID, ...]
    address: str
    """The mark (`address_mark`) of the address that it was mailed to; empty for one that was given
    in another way, which hangs on none.
    """
    expires_at: datetime

    @property
    def names(self) -> dict[str, str]:
        """What it names, as a path would."""
        numbers = ",".join(map(str, self.invoice_numbers))
        return {"customerID": str(self.customer_id), "invoiceNumbers": numbers}

    @property
    def role(self) -> str:
        """In which role its holder acts."""
        return CUSTOMER

    @property
    def party_id(self) -> OutsideID:
        """For whom."""
        return self.customer_id


Link = PersonalLink | PartyLink | ResolverLink | PromiseLink


def _party(link: PartyLink | PromiseLink) -> Person:
    """The party of a link, which acts without an account."""
    user_id = f"link/{link.role}/{link.party_id}"
    return Person(user_id, "", link.name, link.role, party_id=link.party_id)


@dataclass(frozen=True)
class LinkKind:
    """A kind of link: how it is signed, where it leads, and who acts by it. What it is good for its
    routes say (`by_link`).
    """

    type: type[Any]
    place: str
    """Where on the page it is opened: its token stands behind `#/{place}/`."""
    mark: str = ""
    """What its content begins with; no person has that id, with which one without it begins."""
    party: Callable[[Any], Person] | None = None
    """Who acts by it, where that is no `user_id` with an account."""
    sent_to: Callable[[Any], str] | None = None
    """The mark of the address without which it is good no more."""

    def page(self, public_url: str, token: str) -> str:
        """Where the page opens a token."""
        return f"{public_url}/#/{self.place}/{token}"


LINK_KINDS: dict[type[Any], LinkKind] = {
    kind.type: kind
    for kind in (
        LinkKind(PersonalLink, "response"),
        LinkKind(PartyLink, "answer", "party:", _party, lambda link: link.address),
        LinkKind(ResolverLink, "resolver", "resolver:"),
        LinkKind(PromiseLink, "promise", "promise:", _party, lambda link: link.address),
    )
}
_MARKED = {kind.mark: kind for kind in LINK_KINDS.values()}


def address_mark(email: str | None) -> str:
    """What tells an address from another one in a link, without naming it."""
    return hashlib.sha256((email or "").strip().casefold().encode()).hexdigest()[:16]


class Keys:
    """The keys that links are signed with, kept for five minutes; the first signs, all of them
    verify.

    An unknown key may be one that was made a moment ago, so it is asked for once more, but not for
    each of many made-up links.
    """

    def __init__(self, fetch: Callable[[], list[str]], clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, bytes] = {}
        self._fetched_at = float("-inf")

    def signing(self) -> tuple[str, bytes]:
        """The key of now, with its name."""
        return next(iter(self._known(KEPT_SECONDS).items()))

    def verifying(self, name: str) -> bytes | None:
        """The key with this name, as long as links signed with it are good."""
        return self._known(KEPT_SECONDS).get(name) or self._known(ASKED_AGAIN_AFTER_SECONDS).get(
            name
        )

    def every(self) -> Iterator[bytes]:
        """All keys with which something is signed that is still good, for what names none; then
        those that were made a moment ago.
        """
        yield from (known := self._known(KEPT_SECONDS)).values()
        for name, key in self._known(ASKED_AGAIN_AFTER_SECONDS).items():
            if name not in known:
                yield key

    def _known(self, no_older_than_seconds: float) -> dict[str, bytes]:
        with self._lock:
            if self._clock() - self._fetched_at > no_older_than_seconds:
                self._kept = {_name_of(key): key.encode() for key in self._fetch()}
                self._fetched_at = self._clock()
            return self._kept


class Signer:
    """Makes and reads the tokens of personal links."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    def sign(self, link: Link) -> str:
        """The token: the key's name, what the link says, and the proof that it was made here; safe
        in a URL.
        """
        name, key = self.keys.signing()
        told = json.dumps(_said(link), separators=(",", ":"), ensure_ascii=False)
        signed = f"{name}.{_encoded(told.encode())}"
        return f"{signed}.{_encoded(_proof(key, signed))}"

    def read(self, token: str, now: datetime) -> Link:
        """The link that a token holds; `LinkInvalid` for what was not made here, `LinkExpired`
        after its time.
        """
        name, _, rest = token.partition(".")
        said, _, proof = rest.partition(".")
        if len(token) > MAX_TOKEN or not token.isascii() or not proof:
            raise _not_ours()
        key = self.keys.verifying(name)
        if key is None or not hmac.compare_digest(_encoded(_proof(key, f"{name}.{said}")), proof):
            raise _not_ours()
        *told, seconds = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
        until = datetime.fromtimestamp(seconds, UTC)
        link = _link_of(told, until)
        if link.expires_at <= now:
            raise LinkExpired(
                "The link was good for some time, which is over. Sign in to answer.", **link.names
            )
        return link


def secret_keys(client: Any, secret: str) -> list[str]:
    """The key of now, and the one before it if there was one."""
    stages = ("AWSCURRENT", "AWSPREVIOUS")
    found = (_secret_at(client, secret, stage) for stage in stages)
    return [key for key in found if key]


def made_at(client: Any, secret: str) -> datetime:
    """Since when the key of now is there."""
    at: datetime = client.get_secret_value(SecretId=secret)["CreatedDate"]
    return at


def rotate(client: Any, secret: str, now: datetime) -> bool:
    """Puts a new key in place; the one before still verifies until the next time. At most once a
    day, however often it is called.

    A link must not live longer than the time between two rotations.
    """
    token = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{secret} {now.date().isoformat()}"))
    if client.get_secret_value(SecretId=secret)["VersionId"] == token:
        return False
    try:
        client.put_secret_value(
            SecretId=secret, ClientRequestToken=token, SecretString=secrets.token_urlsafe(48)
        )
    except client.exceptions.ResourceExistsException:
        return False
    return True


def _secret_at(client: Any, secret: str, stage: str) -> str | None:
    try:
        return client.get_secret_value(SecretId=secret, VersionStage=stage)["SecretString"]
    except client.exceptions.ResourceNotFoundException:
        if stage == "AWSCURRENT":
            raise
        return None


def _link_of(said: list[Any], until: datetime) -> Link:
    """The link that says this, but for its end."""
    kind = _MARKED.get(said[0])
    own = said[1:] if kind else said
    values = (tuple(value) if isinstance(value, list) else value for value in own)
    try:
        link: Link = (kind or _MARKED[""]).type(*values, until)
    except TypeError:  # of a time when links of its kind said less, or more
        raise _not_ours() from None
    return link


def _said(link: Link) -> list[object]:
    """What a link says, as it is signed: its fields in their order, its end last."""
    mark = LINK_KINDS[type(link)].mark
    *own, _ = (getattr(link, part.name) for part in fields(link))
    return [*([mark] if mark else []), *own, int(link.expires_at.timestamp())]


def _name_of(key: str) -> str:
    return hashlib.sha256(b"redress key name\n" + key.encode()).hexdigest()[:12]


def _proof(key: bytes, signed: str) -> bytes:
    return hmac.new(key, _PURPOSE + signed.encode(), hashlib.sha256).digest()


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _not_ours() -> LinkInvalid:
    return LinkInvalid(
        "This link does not work. Look whether it was copied whole, or sign in to answer."
    )
