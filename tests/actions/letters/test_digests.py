"""Mail to who is absent from a thread: one letter for all that is unread, then quiet for a while
(IG-03, IG-04, IG-08, DM-03).
"""

from datetime import UTC, date, datetime
from operator import itemgetter

import pytest

from chalicelib import wiring
from chalicelib.actions.letters.digests import tell_absent
from chalicelib.domain.letters.dispatch import Address
from chalicelib.domain.people.person import Absence, Person
from chalicelib.store.entities import person_item
from chalicelib.store.post import address_item
from chalicelib.store.table import Put
from tests.api.refusals import refused
from tests.app import App
from tests.bookings import asked, crossing, mark, say
from tests.breaking_off import break_off_everywhere, pending
from tests.scenarios import AGGREGATOR

OPERATOR_S, AGGREGATOR_S, SUPPORT_S = "operator@demo.test", "desk@rides.test", "support@demo.test"


@pytest.fixture
def dispute(booking_dispute: str) -> str:
    """The path of an open dispute of the operator on booking 77."""
    return booking_dispute


@pytest.fixture
def quiet(parties: App, dispute: str) -> str:
    """A dispute that the aggregator was told of by mail just now; it has an address of its own, and
    the operator has none.
    """
    parties.as_("finance").put("/aggregator/AGG", AGGREGATOR | {"email": AGGREGATOR_S})
    parties.settle()
    assert told(parties) == [AGGREGATOR_S]
    parties.mailbox.sent.clear()
    return dispute


def told(app: App) -> list[str]:
    """To whom mails went, in order."""
    return [letter["To"].addresses[0].addr_spec for letter in app.mailbox.letters()]


def text(app: App) -> str:
    """What the last mail says, subject and all."""
    letter = app.mailbox.letters()[-1]
    body = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    return "\n".join([letter["Subject"], *body.splitlines()])


def events(app: App, dispute: str) -> list[dict[str, object]]:
    return [
        one
        for one in app.as_("finance").get(f"{dispute}/event?limit=100").json["value"]
        if one["type"].startswith("mail")
    ]


def due(app: App) -> int:
    """How many threads somebody has to look at again."""
    return app.table.count("DIGEST#0", "due")[0]


def follow(app: App, dispute: str) -> None:
    """What follows from the last message, at once, and then no more."""
    tell_absent(
        wiring.parts().runtime, wiring.parts().post_office, dispute.removeprefix("/dispute/")
    )
    last = max((item for item in app.items().values() if "after_pk" in item), key=itemgetter("sk"))
    app.table.commit(
        [Put({name: value for name, value in last.items() if name not in ("after_pk", "after_sk")})]
    )


def test_the_other_side_gets_one_letter_for_all_that_comes_in_a_while(
    parties: App, quiet: str
) -> None:
    """IG-04: not one for each message; what is still unread when the while is over is told then,
    once.
    """
    say(parties, quiet, text="Where was he?")
    request = asked(parties, quiet)
    parties.settle()
    say(parties, quiet, text="Hello?")
    parties.settle()
    parties.later(minutes=29)
    parties.sweep()
    assert told(parties) == []
    parties.later(minutes=2)
    parties.sweep()
    parties.sweep()
    assert told(parties) == [AGGREGATOR_S]
    assert "Booking R-77: 4 unread messages in your dispute" in text(parties)
    assert (
        "City Cabs: Where was he?\nCity Cabs asks for 5.00 GBP: No-show fee\nCity Cabs: Hello?"
        in text(parties)
    )
    parties.later(minutes=60)
    parties.sweep()
    assert (told(parties), due(parties)) == ([AGGREGATOR_S], 0)
    parties.as_("aggregator").post(f"{request}/rejection", {"reason": "He waited."})
    parties.settle()
    assert told(parties) == [AGGREGATOR_S, OPERATOR_S]
    assert "Rides United does not pay the 5.00 GBP: He waited." in text(parties)


def test_the_first_letter_says_what_the_dispute_is_about(parties: App, dispute: str) -> None:
    """IG-03, DM-03: to the party's people where it gave no address; in one thread with all other
    mail of the dispute.
    """
    parties.settle()
    assert told(parties) == ["aggregator@demo.test"]
    letter = parties.mailbox.letters()[0]
    assert "City Cabs raised a dispute on booking R-77: The passenger never came." in text(parties)
    assert letter["References"].startswith(f"<dispute.{dispute.removeprefix('/dispute/')}@")
    [sent] = events(parties, dispute)
    assert (sent["type"], sent["after"]["template"], sent["audience"]) == (
        "mailSent",
        "bookingNews",
        "staff",
    )  # type: ignore[index]
    assert "The passenger never came." in sent["after"]["text"]  # type: ignore[index]


def test_who_has_read_it_is_not_told_of_it(parties: App, quiet: str) -> None:
    """IG-04: neither at once nor later; what comes then is told when its while is over."""
    say(parties, quiet)
    parties.settle()
    mark(parties, quiet, "aggregator", 2)
    parties.later(minutes=31)
    parties.sweep()
    assert (told(parties), due(parties)) == ([], 0)
    say(parties, quiet)
    parties.settle()
    assert told(parties) == [AGGREGATOR_S]
    assert "1 unread message in" in text(parties)


def test_who_has_it_open_is_given_the_time_to_read(parties: App, quiet: str) -> None:
    """IG-04: and gets the letter when gone without having read; the own people's presence changes
    nothing.
    """
    parties.later(minutes=31)
    parties.as_("aggregator").put(f"{quiet}/presence")
    say(parties, quiet)
    parties.settle()
    parties.sweep()
    assert (told(parties), due(parties)) == ([], 1)
    parties.later(minutes=1)
    parties.as_("operator").put(f"{quiet}/presence")
    parties.sweep()
    assert told(parties) == [AGGREGATOR_S]


def test_support_is_told_when_it_is_called_and_while_it_is_asked(parties: App, quiet: str) -> None:
    """IG-08: by a letter of its own, with the issue, to its people at work; then by the same rule
    as the sides.
    """
    away = Absence(date(2026, 1, 1), date(2099, 1, 1))
    parties.table.write_batch(
        [
            person_item(
                Person("sid", "sid@demo.test", "Sid Support", "support", absence=away, version=1)
            ),
            person_item(
                Person(
                    "lim", "lim@demo.test", "Lim Support", "support", limit_to=("1001",), version=1
                )
            ),
        ]
    )
    say(parties, quiet)
    parties.settle()
    parties.as_("operator").post(f"{quiet}/escalation", {"issue": "They do not answer."})
    parties.settle()
    assert told(parties) == [SUPPORT_S]
    assert "Please step in: booking R-77, City Cabs and Rides United" in text(parties)
    assert "\nThey do not answer.\n" in text(parties)
    say(parties, quiet, "aggregator", "We do.")
    parties.settle()
    assert told(parties) == [SUPPORT_S, OPERATOR_S]
    parties.later(minutes=31)
    parties.sweep()
    assert sorted(told(parties)[2:]) == [SUPPORT_S]
    assert "Rides United: We do." in text(parties)
    parties.as_("support").post(f"{quiet}/handBack", {"reason": "Talk."})
    say(parties, quiet)
    parties.settle()
    assert SUPPORT_S not in told(parties)[3:]
    parties.as_("aggregator").post(f"{quiet}/escalation", {"issue": "Again."})
    parties.settle()
    assert told(parties)[-1] == SUPPORT_S
    assert "\nAgain.\n" in text(parties)


def test_all_of_support_is_called_where_all_are_away(parties: App, quiet: str) -> None:
    """IG-08."""
    away = Absence(date(2026, 1, 1), date(2099, 1, 1))
    parties.table.write_batch(
        [
            person_item(
                Person("support", SUPPORT_S, "Sue Support", "support", absence=away, version=1)
            )
        ]
    )
    parties.as_("operator").post(f"{quiet}/escalation", {"issue": "Silence"})
    parties.settle()
    assert told(parties) == [SUPPORT_S]


def test_how_long_it_is_quiet_is_configured(parties: App, quiet: str) -> None:
    """DM-03, IG-04: in minutes, up to a day."""
    admin = parties.as_("admin")
    assert [
        admin.put("/setting/threadMail", {"value": [{"quietMinutes": minutes}]}).status
        for minutes in (0, 1441, 5)
    ] == [400, 400, 200]
    say(parties, quiet)
    parties.settle()
    parties.later(minutes=6)
    parties.sweep()
    assert told(parties) == [AGGREGATOR_S]


def test_neither_side_reads_the_other_s_mail_or_who_got_it(parties: App, quiet: str) -> None:
    """IG-03: on no route that a side has; nor does it see that there was any."""
    request = asked(parties, quiet)
    parties.as_("operator").post(f"{quiet}/escalation", {"issue": "Silence"})
    parties.later(minutes=31)
    parties.sweep()
    assert {OPERATOR_S, AGGREGATOR_S, SUPPORT_S} - set(told(parties)) == {OPERATOR_S}
    parties.as_("aggregator").post(f"{request}/rejection", {})
    parties.settle()
    assert OPERATOR_S in told(parties)
    routes = ["", "/message", "/message?after=1", "/event", "?dryRun=true"]
    for who in ("operator", "aggregator"):
        somebody = parties.as_(who)
        answers = [somebody.get(f"{quiet}{route}").text for route in routes]
        lists = (
            "/dispute?kind=booking",
            "/booking/77",
            "/booking",
            "/mail/suppressed",
            "/mail/givenUp",
        )
        answers += [somebody.get(path).text for path in lists]
        answers.append(somebody.put(f"{quiet}/presence").text)
        everything = "".join(answers)
        for word in (
            "mailSent",
            "unread messages",
            "@",
            "Sue",
            "Olga" if who == "aggregator" else "Alan",
        ):
            assert word not in everything, (who, word)


def test_a_preview_shows_the_thread_as_it_is(parties: App, quiet: str) -> None:
    """DM-03: to the staff, with the words that are being edited; a letter about a thread is never
    about an invoice.
    """
    say(parties, quiet, text="<b>Where was he?</b> #unread")
    parties.as_("operator").post(f"{quiet}/escalation", {"issue": "They do not answer."})
    wanted = {
        "templateID": "supportAsked",
        "disputeID": quiet.removeprefix("/dispute/"),
        "body": "#issue\n\n#news",
    }
    shown = parties.as_("admin").post("/mail/preview", wanted).json
    assert shown["text"].startswith(
        "They do not answer.\n\nCity Cabs raised a dispute on booking R-77: The passenger never"
        " came.\n"
    )
    assert "City Cabs: <b>Where was he?</b> #unread\n" in shown["text"]
    assert "&lt;b&gt;Where was he?&lt;/b&gt; #unread<br>" in shown["html"]
    example = parties.as_("admin").post("/mail/preview", {"templateID": "bookingNews"}).json
    assert example["subject"] == "Booking R-1042: 2 unread messages in your dispute"
    assert "City Cabs asks for 5.00 GBP: No-show fee" in example["text"]
    feature = {"invoiceNumber": 1984950, "amount": 4.95, "description": "No", "featureID": 10986}
    other = parties.as_("agent").post("/customer/1001/dispute", feature).json["disputeID"]
    assert (
        parties.as_("admin")
        .post("/mail/preview", wanted | {"disputeID": other})
        .json["refused"]["rule"]
        == "DM-03"
    )
    refused(parties.as_("operator").post("/mail/preview", wanted), 403)


@pytest.mark.long
def test_a_letter_is_told_once_wherever_its_after_work_breaks_off(
    parties: App, dispute: str
) -> None:
    """X-01: at least once, twice only after a death between sending and marking; and nothing waits
    in the end.
    """

    def check(where: str) -> None:
        numbers = [letter["Message-ID"] for letter in parties.mailbox.letters()]
        assert 1 <= len(numbers) <= 2, where
        assert len(set(numbers)) == 1, where
        assert len(events(parties, dispute)) == 1, where
        assert (pending(parties), due(parties)) == ([], 0), where

    break_off_everywhere(parties, parties.work_off, check)


def test_a_message_that_comes_while_a_letter_goes_is_told_later(parties: App, quiet: str) -> None:
    """IG-04: who sends the first letter knows nothing of it, and who looks meanwhile finds that one
    on its way.
    """
    parties.later(minutes=31)
    say(parties, quiet, text="One")
    send = parties.mailbox.send_raw_email

    def meanwhile(**letter: object) -> dict[str, str]:
        parties.mailbox.send_raw_email = send  # type: ignore[method-assign]
        say(parties, quiet, text="Two")
        follow(parties, quiet)
        return send(**letter)

    parties.mailbox.send_raw_email = meanwhile  # type: ignore[method-assign]
    parties.settle()
    assert told(parties) == [AGGREGATOR_S]
    for _ in range(3):
        parties.later(minutes=31)
        parties.sweep()
    assert told(parties) == [AGGREGATOR_S] * 2
    assert "Rides United" in text(parties)
    assert "City Cabs: Two" in text(parties)
    assert due(parties) == 0


def test_who_saw_less_takes_no_look_out_of_the_index(parties: App, quiet: str) -> None:
    """IG-04: while one finds that the aggregator has read everything, another message comes, and
    waits for the end of the quiet.
    """
    say(parties, quiet)
    parties.settle()
    say(parties, quiet, "aggregator")

    def more() -> None:
        say(parties, quiet, text="One more")
        follow(parties, quiet)

    crossing(parties, more)
    parties.settle()
    parties.mailbox.sent.clear()
    parties.later(minutes=31)
    parties.sweep()
    assert AGGREGATOR_S in told(parties)
    assert any(
        "City Cabs: One more" in str(letter.get_body(("plain",)))
        for letter in parties.mailbox.letters()
    )


def test_an_address_that_mail_came_back_from_is_told_of(parties: App, quiet: str) -> None:
    """DM-03: on the dispute, for the staff; and a mail service that refuses for now
    is asked again.
    """
    parties.later(minutes=31)
    parties.table.write_batch(
        [
            address_item(
                Address(AGGREGATOR_S, "bounce", "General", datetime(2026, 11, 1, tzinfo=UTC))
            )
        ]
    )
    request = asked(parties, quiet)
    parties.settle()
    parties.as_("aggregator").post(f"{request}/rejection", {})
    parties.mailbox.refusals = ["Throttling"]
    parties.settle()
    assert told(parties) == []
    parties.later(minutes=9)
    parties.sweep()
    assert told(parties) == [OPERATOR_S]
    assert sorted(str(one["type"]) for one in events(parties, quiet)) == [
        "mailSent",
        "mailSent",
        "mailSuppressed",
    ]
    assert due(parties) == 0


def test_a_letter_that_cannot_be_sent_for_days_is_given_up_and_listed(
    parties: App, quiet: str
) -> None:
    """DM-03: with the booking that it is about."""
    parties.later(minutes=31)
    say(parties, quiet)
    parties.mailbox.refusals = ["Throttling"] * 2
    parties.settle()
    parties.later(minutes=3 * 24 * 60)
    parties.sweep()
    [row] = parties.as_("admin").get("/mail/givenUp").json["value"]
    assert (row["email"], row["reference"], row["invoiceNumber"]) == (AGGREGATOR_S, "R-77", None)
    assert (told(parties), due(parties)) == ([], 0)


def test_a_look_costs_what_it_must(parties: App, quiet: str) -> None:
    """By what is due, and not by how long they have talked."""
    costs = []
    for _ in range(2):
        say(parties, quiet)
        before = len(parties.meter.calls)
        parties.settle()
        costs.append(parties.meter.calls[before:])
    assert costs[0] == costs[1]
    assert costs[0].count("Query") <= 5
    before = len(parties.meter.calls)
    parties.sweep()
    assert "TransactWriteItems" not in parties.meter.calls[before:]
