"""Personal links: whole or worthless, for a time, under keys that change (DM-04)."""

from datetime import timedelta
from typing import Any

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import LinkExpired, LinkInvalid
from chalicelib.links import (
    KEPT_SECONDS,
    Keys,
    PartyLink,
    PersonalLink,
    Signer,
    rotate,
    secret_keys,
)
from tests.personal_links import LINK, NOW

OLD, NEW, NEWER = "old" * 20, "new" * 20, "newer" * 12


class Vault:
    """Keys that can change, a clock that can be set, and a count of how often somebody asked."""

    def __init__(self, *keys: str) -> None:
        self.keys = list(keys)
        self.asked = 0
        self.seconds = 1000.0

    def fetch(self) -> list[str]:
        self.asked += 1
        return self.keys

    def signer(self) -> Signer:
        return Signer(Keys(self.fetch, lambda: self.seconds))


def test_a_link_says_what_it_was_made_for() -> None:
    """DM-04: person, approval and content, until its end and not a moment longer."""
    signer = Vault(NEW).signer()
    token = signer.sign(LINK)
    assert signer.read(token, NOW) == LINK
    assert signer.read(token, LINK.expires_at - timedelta(seconds=1)) == LINK
    with pytest.raises(LinkExpired):
        signer.read(token, LINK.expires_at)
    assert token.replace("-", "").replace("_", "").replace(".", "").isalnum()
    assert len(token) < 300


def test_a_link_holds_the_longest_name_in_any_script() -> None:
    """DM-04: a token that is too long is read by nobody, so that its holder could never answer."""
    signer = Vault(NEW).signer()
    for letter in ("a", "ü", "漢", "🧾"):
        link = PartyLink("vendor", "9" * 64, letter * 200, "D" * 12, "f" * 16, LINK.expires_at)
        assert signer.read(signer.sign(link), NOW) == link


def test_a_link_with_any_character_changed_is_worthless() -> None:
    """DM-04: and so is one that was cut off, or whose parts are of two links."""
    signer = Vault(NEW).signer()
    token = signer.sign(LINK)
    other = signer.sign(PersonalLink("max", LINK.approval_id, LINK.letter_hash, LINK.expires_at))
    changed = [
        f"{token[:place]}{'A' if token[place] != 'A' else 'B'}{token[place + 1 :]}"
        for place in range(len(token))
    ]
    mixed = [
        ".".join((*token.split(".")[:2], other.split(".")[2])),
        ".".join((*other.split(".")[:2], token.split(".")[2])),
    ]
    shorter = [token[:end] for end in range(len(token))]
    for wrong in (
        *changed,
        *mixed,
        *shorter,
        token + "A",
        token + "=",
        token + ".",
        "x" * 5000,
        token + "\n",
        f" {token}",
    ):
        with pytest.raises(LinkInvalid):
            signer.read(wrong, NOW)


@given(token=st.text() | st.from_regex(r"[a-f0-9]{12}\.[\w-]{0,40}\.[\w-]{0,50}"))
def test_no_made_up_link_is_ever_read(token: str) -> None:
    """DM-04."""
    with pytest.raises(LinkInvalid):
        Vault(NEW).signer().read(token, NOW)


def test_both_keys_verify_and_the_newest_signs() -> None:
    """DM-04: after a change of keys the links in people's mails still work, until the
    next change.
    """
    old = Vault(OLD).signer().sign(LINK)
    both = Vault(NEW, OLD).signer()
    assert both.read(old, NOW) == LINK
    assert both.sign(LINK) == Vault(NEW).signer().sign(LINK)
    with pytest.raises(LinkInvalid):
        Vault(NEWER, NEW).signer().read(old, NOW)


def test_keys_are_kept_for_five_minutes_and_an_unknown_one_is_asked_for_once_more() -> None:
    """DM-04: a key made elsewhere a moment ago is found; made-up names do not cost a call each."""
    vault = Vault(OLD)
    signer = vault.signer()
    for _ in range(5):
        signer.sign(LINK)
    assert vault.asked == 1
    vault.keys = [NEW, OLD]
    fresh = Vault(NEW).signer().sign(LINK)
    vault.seconds += 11
    assert signer.read(fresh, NOW) == LINK
    assert vault.asked == 2
    for _ in range(100):
        with pytest.raises(LinkInvalid):
            signer.read("0" * 12 + fresh[12:], NOW)
    assert vault.asked == 2
    vault.keys = [NEWER, NEW]
    vault.seconds += KEPT_SECONDS + 1
    assert signer.sign(LINK) == Vault(NEWER).signer().sign(LINK)
    assert vault.asked == 3


@pytest.fixture
def vault(moto: Any) -> Any:
    client = boto3.client("secretsmanager")
    client.create_secret(Name="link-key", SecretString=OLD)
    return client


def test_a_key_is_replaced_once_a_day_and_the_one_before_is_kept(vault: Any) -> None:
    """DM-04: a schedule that fires twice must not make the links of the same day worthless."""
    assert secret_keys(vault, "link-key") == [OLD]
    assert rotate(vault, "link-key", NOW)
    first, second = secret_keys(vault, "link-key")
    assert (len(first), second) == (64, OLD)
    assert not rotate(vault, "link-key", NOW + timedelta(hours=3))
    assert secret_keys(vault, "link-key") == [first, OLD]
    assert rotate(vault, "link-key", NOW + timedelta(days=30))
    assert secret_keys(vault, "link-key")[1] == first


def test_a_secret_that_is_not_there_is_no_key(vault: Any) -> None:
    with pytest.raises(vault.exceptions.ResourceNotFoundException):
        secret_keys(vault, "other")


def test_of_two_changes_at_the_same_moment_one_is_made(vault: Any) -> None:
    """DM-04: the second would take the place of the key before the first."""
    slipped = iter([True])
    inner: list[bool] = []

    def slip(**_: Any) -> None:
        if next(slipped, False):
            inner.append(rotate(vault, "link-key", NOW))

    vault.meta.events.register("before-call.secretsmanager.PutSecretValue", slip)
    assert (rotate(vault, "link-key", NOW), inner) == (False, [True])
    assert secret_keys(vault, "link-key")[1] == OLD
