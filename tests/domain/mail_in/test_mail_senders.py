"""Who a mail is from, and which address names what it is about (X-14, CO-16)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.mail_in import reply_address
from chalicelib.domain.mail_in.kept import MOST_AN_HOUR, MailCount, TooManyMails
from chalicelib.domain.mail_in.reading import read
from chalicelib.domain.mail_in.reply_address import PARTY, PERSON, ReplyAddress
from chalicelib.domain.mail_in.verdicts import FAIL, GRAY, PASS, Verdicts
from tests.domain.mail_samples import BROKEN
from tests.mails import Mail

FROM, ELSEWHERE = "cal@customer.test", "eve@elsewhere.test"
PROVED = {
    "dmarc": (Verdicts(dmarc=PASS), FROM, True),
    "dmarc, though the signature was broken on a list": (
        Verdicts(dmarc=PASS, dkim=FAIL),
        FROM,
        True,
    ),
    "no rule, spf of the same domain": (
        Verdicts(spf=PASS, return_path="bounce@customer.test"),
        FROM,
        True,
    ),
    "no rule, spf and a signature": (Verdicts(spf=PASS, dkim=PASS, return_path=FROM), FROM, True),
    "spf of a forger's domain": (Verdicts(spf=PASS, dkim=PASS, return_path=ELSEWHERE), FROM, False),
    "a forger's signature": (Verdicts(dkim=PASS, return_path=ELSEWHERE), FROM, False),
    "a broken signature": (Verdicts(spf=PASS, dkim=FAIL, return_path=FROM), FROM, False),
    "dmarc fails": (Verdicts(spf=PASS, dkim=PASS, dmarc=FAIL, return_path=FROM), FROM, False),
    "nothing known": (Verdicts(return_path=FROM), FROM, False),
    "not looked at": (Verdicts(dmarc="PROCESSING_FAILED", spf=PASS, return_path=FROM), FROM, False),
    "nobody": (Verdicts(spf=PASS, dkim=GRAY), "", False),
}


@pytest.mark.parametrize("name", PROVED)
def test_a_sender_is_who_is_proved_to_be(name: str) -> None:
    """X-14: as the mail service proves it, and never by what the mail says of itself."""
    verdicts, sender, is_proved = PROVED[name]
    assert verdicts.prove(sender) is is_proved


def test_a_mail_of_several_senders_is_nobody_s() -> None:
    """X-14: what was proved of one would be taken for the other."""
    assert read(BROKEN["many from"]).sender == ""
    assert read(Mail(sender="cal@customer.test, eve@x.test").raw()).sender == ""
    shown = Mail(sender='"cal@customer.test" <eve@x.test>')
    assert read(shown.raw()).sender == "eve@x.test"


CAL, EVE = b"cal@customer.test", b"eve@x.test"
TWOFOLD = {
    "cut": b"From: " + CAL + (b"\r\n " + b" " * 900) * 5 + b" <" + EVE + b">\r\n",
    "cut in a remark": b"From: " + CAL + b" (" + b"x" * 5000 + b"), " + EVE + b"\r\n",
    "space before the colon": b"From : " + EVE + b"\r\nFrom: " + CAL + b"\r\n",
    "half a break": b"X: a\rFrom: " + CAL + b"\r\r\r\nFrom: " + EVE + b"\r\n",
    "a line that is no header": b"From: " + CAL + b"\r\nwell\r\nFrom: " + EVE + b"\r\n",
    "a nought": b"From: " + CAL + b"\0 <" + EVE + b">\r\n",
    "a group": b"From: x.test: " + CAL + b";\r\n",
    "a route": b"From: <@x.test:" + CAL + b">\r\n",
    "two in brackets": b"From: <" + EVE + b"> <" + CAL + b">\r\n",
    "behind the brackets": b"From: <" + CAL + b">" + EVE + b"\r\n",
    "unseen": "From: <\u200b".encode() + CAL + b">\r\n",
    "like small letters": "From: <\u212aal@customer.test>\r\n".encode(),
}


@pytest.mark.parametrize("name", TWOFOLD)
def test_a_sender_whom_others_may_read_otherwise_is_nobody(name: str) -> None:
    """X-14: the mail service proves the sender that it reads, and does not say which."""
    assert read(TWOFOLD[name] + b"Subject: x\r\n\r\nHello\r\n").sender == ""


IDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=12, max_size=12)
READERS = st.one_of(
    st.uuids().map(str), st.sampled_from(["customer", "vendor", "agent-of-16-byte"])
)
ADDRESSES = st.builds(
    ReplyAddress, st.integers(0, 15), IDS, READERS, st.sampled_from([PERSON, PARTY]), st.booleans()
)


@given(ADDRESSES, st.sampled_from([str.upper, str.lower, str.swapcase]), st.data())
def test_an_address_names_what_it_was_made_for_and_cannot_be_made_up(
    named: ReplyAddress, written_as: Callable[[str], str], data: st.DataObject
) -> None:
    """X-14: 64 characters at most, in capitals or not; changed anywhere it names nothing, and it
    says whom the letter went to without saying the address.
    """
    local = reply_address.local_part(named, "Cal@customer.test", b"key")
    if local is None:
        assert named.named == PARTY
        assert len(named.reader) > 16
        return
    assert len(local) <= 64
    opened = reply_address.read(written_as(local), [b"other", b"key"])
    assert opened
    assert opened.address == named
    assert opened.went_to("cal@customer.TEST")
    assert not opened.went_to("eve@x.test")
    assert reply_address.read(local, [b"other"]) is None
    place = data.draw(st.integers(len(reply_address.PREFIX), len(local) - 1))
    other = data.draw(
        st.sampled_from("abcdefghijklmnopqrstuvwxyz234567").filter(lambda one: one != local[place])
    )
    changed = reply_address.read(local[:place] + other + local[place + 1 :], [b"key"])
    assert changed is None or changed.raw[:-4] == opened.raw[:-4]
    assert changed is None or changed.raw == opened.raw or not changed.went_to("cal@customer.test")


def test_an_id_that_has_no_room_gets_no_address() -> None:
    """X-14: ids are of the product's own making; for others it is as if no mail came in."""
    for named in (
        ReplyAddress(0, "short", "agent"),
        ReplyAddress(0, "2MZEQJ7EV2QD", "somebody with a long name"),
        ReplyAddress(0, "2MZEQJ7EV2QD", ""),
    ):
        assert reply_address.local_part(named, "a@b.test", b"key") is None
    for local in ("reply", "reply+", "reply+x", "reply+" + "a" * 58, "reply+" + "ü" * 58):
        assert reply_address.read(local, [b"key"]) is None


def test_so_many_mails_act_on_a_thing_in_an_hour() -> None:
    """X-14, CO-16."""
    count = MailCount("D", "2026-11-30T01")
    for _ in range(MOST_AN_HOUR):
        count = count.one_more()
    with pytest.raises(TooManyMails):
        count.one_more()
