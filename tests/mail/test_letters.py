"""Letters from templates and facts, whatever people and administrators write into them (DM-03)."""

import re
from dataclasses import fields, replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.errors import AddressRefused, InvalidTemplate
from chalicelib.mail import mime, plain, templates
from chalicelib.mail.example_facts import EXAMPLE
from chalicelib.mail.facts import OF_ITS_KIND, ApprovalFacts
from chalicelib.mail.hashtags import HASHTAGS, fill, names_in
from chalicelib.mail.letter_kinds import LETTER_KINDS
from chalicelib.mail.letters import MAX_NAME, PRIVATE_LINK, Letter, Reader, write
from chalicelib.mail.templates import MAX_BODY, check
from chalicelib.mail.wordings import DEFAULTS, Template

SENDER = "Redress <disputes@redress.test>"
READER = Reader(
    "ann@demo.test",
    "Ann Approver",
    "https://redress.test/#/dispute/2MZEQJ7EV2QD",
    "https://redress.test/#/response/a.b.c",
)
TEMPLATES = list(DEFAULTS.values())

NASTY = (
    "a\r\nBcc: all@evil.test",
    "a\nSubject: other",
    "a\u2028b\u2029c\u0085d\x0be\x1cf",
    "<script>alert(1)</script>",
    "</p></td><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp;",
    "#total #link #nothing ##total #to#tal",
    "\u202e001 DSU\u202c and \u2066x\u2069",
    "half \ud83d and \udc00",
    "👩‍👩‍👧 الفاتورة ‏ ١٢٣ naïve",
    "\x00\x07\x1b[31m",
    "=?utf-8?q?=0D=0ABcc:_all@evil.test?=",
    "{0} {font} %s $total {{x}}",
    "x" * 100_000,
    "",
)
ANYTHING = (
    st.text(st.characters(), max_size=60)
    | st.sampled_from(NASTY)
    | st.from_regex(r"[#\r\n<>\"'a-z_@ ]{0,40}", fullmatch=True)
)
PLAIN = [
    field.name for field in fields(ApprovalFacts) if field.name not in ("own", "columns", "parts")
]
FACTS = st.builds(
    ApprovalFacts,
    **dict.fromkeys(PLAIN, ANYTHING),
    own=st.fixed_dictionaries(dict.fromkeys(OF_ITS_KIND, ANYTHING)),
    columns=st.just(EXAMPLE.columns),
    parts=st.lists(st.tuples(ANYTHING, ANYTHING, ANYTHING, ANYTHING), max_size=3).map(tuple),
)
MANY = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(facts=FACTS, name=ANYTHING, template=st.sampled_from(TEMPLATES))
def test_no_value_adds_a_header_a_recipient_or_an_element(
    facts: ApprovalFacts, name: str, template: Template
) -> None:
    """DM-03: what people wrote stays text, in the headers, in the text and in the HTML."""
    reader = replace(READER, name=name)
    letter = write(template, facts, reader)
    sent = parsed(letter)
    assert sent.keys() == HEADERS
    assert [address.addr_spec for address in cast(Any, sent["To"]).addresses] == ["ann@demo.test"]
    assert not re.search(
        r"[\r\n\x00-\x1f\u0085\u2028\u2029\u202a-\u202e]", letter.subject + letter.to_name
    )
    assert len(letter.subject) <= 250
    plain = replace(EXAMPLE, comment=" ".join(facts.comment.split()))
    assert shape_of(letter.html) <= shape_of(
        write(template, replace(plain, parts=EXAMPLE.parts), READER).html
    ) | {BREAK, APART}
    assert part(sent, "plain").replace("\r\n", "\n") == letter.text
    assert part(sent, "html").replace("\r\n", "\n") == letter.html
    assert len(letter.text) < 60_000


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.template_id)
def test_each_known_trick_stays_text(template: Template, value: str) -> None:
    """DM-03: as every value at once."""
    facts = ApprovalFacts(
        **dict.fromkeys(PLAIN, value),
        own=dict.fromkeys(OF_ITS_KIND, value),
        columns=EXAMPLE.columns,
        parts=((value,) * 4,),
    )
    letter = write(template, facts, replace(READER, name=value))
    assert parsed(letter).keys() == HEADERS
    assert "<script" not in letter.html
    assert "<img" not in letter.html
    assert 'onmouseover="' not in letter.html
    assert urls_of(letter.html) <= {READER.link, READER.dispute_link}


def test_values_are_never_looked_at_again() -> None:
    """DM-03: a hashtag inside of a value is text, and so is what two values come to
    side by side.
    """
    assert fill("#total#reason", {"total": "#rea", "reason": "son#total"}) == "#reason#total"
    facts = replace(EXAMPLE, comment="#link #person_name", customer_name="#total")
    letter = write(DEFAULTS["approvalAsked"], facts, READER)
    assert "Comment: #link #person_name" in letter.text
    assert letter.subject == "Please approve 3.00 USD for #total, invoice 1984950"


def test_the_whole_letter_is_as_it_reads() -> None:
    """DM-03: text and HTML say the same."""
    letter = write(
        DEFAULTS["approvalAsked"], replace(EXAMPLE, comment="One\nTwo", instead_of=""), READER
    )
    assert letter.text == (
        "Hello Ann Approver,\n\n"
        "Ada Agent asks for your approval of a credit of 3.00 USD for Bright Telecom, on invoice"
        " 1984950.\n\n"
        "- MONTHLY FEE: charged 9.99 USD, disputed 4.95 USD, credit 3.00 USD\n\n"
        "With it, all credits of the invoice come to 7.50 USD.\n"
        "The company will then owe the customer 30.00 USD on this invoice.\n"
        "It takes the place of the earlier request for 4.95 USD, which you need not answer any"
        " more.\n"
        "Reason: Wrong price\nComment: One\nTwo\n\n"
        "https://redress.test/#/response/a.b.c\n\n"
        "Please answer by Monday, 30 November 2026, 15:00 UTC. The link is yours alone. Opening it"
        " changes nothing: "
        "you answer on the page that it opens.\n\n"
        "If you are signed in anyway: https://redress.test/#/dispute/2MZEQJ7EV2QD\n"
    )
    words = words_of(letter.html)
    for said in (
        "Hello Ann Approver,",
        "Line MONTHLY FEE",
        "Charged:",
        "9.99 USD",
        "Comment: One",
        "Two",
        "Look at it and answer",
    ):
        assert said in words
    assert urls_of(letter.html) == {READER.link, READER.dispute_link}
    assert letter.without_link(READER.link).count(PRIVATE_LINK) == 1
    assert READER.link not in letter.without_link(READER.link)


def test_a_line_without_anything_to_say_is_left_out() -> None:
    """DM-03: no "Comment:" without a comment, and no hole where it stood."""
    silent = replace(EXAMPLE, comment=" \n ", reason="", instead_of="", parts=())
    text = write(DEFAULTS["approvalAsked"], silent, READER).text
    assert "Comment" not in text
    assert "in place of" not in text
    assert "\n\n\n" not in text
    assert "<ul role=" not in write(DEFAULTS["approvalAsked"], silent, READER).html


def test_a_mail_is_found_by_its_dispute() -> None:
    """DM-03: one thread per dispute, answers that name it, and no answer from a machine."""
    first, second = (
        parsed(write(template, EXAMPLE, READER), number)
        for template, number in zip(TEMPLATES, "ab", strict=False)
    )
    assert (
        first["References"]
        == first["In-Reply-To"]
        == second["References"]
        == "<dispute.2MZEQJ7EV2QD@redress.test>"
    )
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Reply-To"] == "Redress <disputes+2MZEQJ7EV2QD@redress.test>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize("domain", ["redress.test", f"{'a' * 60}.{'b' * 60}.{'c' * 60}.test"])
def test_ids_stay_whole_under_a_long_domain(domain: str) -> None:
    """DM-03: a folded id would end the thread."""
    sent = parsed(write(TEMPLATES[0], EXAMPLE, READER), sender=f"disputes@{domain}")
    assert sent["References"].strip() == f"<dispute.2MZEQJ7EV2QD@{domain}>"
    assert sent["Message-ID"].strip() == f"<n.2MZEQJ7EV2QD@{domain}>"
    assert sent["Reply-To"].strip() == f"disputes+2MZEQJ7EV2QD@{domain}"


@pytest.mark.parametrize(
    "name",
    [
        'Ann "the, Boss" Äpprover',
        "Approver, Ann <x@evil.test>",
        "Ünn, " * 30,
        "a@b.test,",
        "\\",
        "=?utf-8?q?a?=",
        "(Ann)",
    ],
)
def test_a_name_is_never_an_address(name: str) -> None:
    """DM-03."""
    sent = parsed(write(TEMPLATES[0], EXAMPLE, replace(READER, name=name)))
    assert [address.addr_spec for address in sent["To"].addresses] == ["ann@demo.test"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ann",
        "@demo.test",
        "ann@",
        "ann@demo.test\r\nBcc: all@evil.test",
        "ann@demo.test,other@demo.test",
        "ann @demo.test",
        '"a b"@demo.test',
        "<ann@demo.test>",
        "änn@demo.test",
        "ann@demo..test",
        "ann@-demo.test",
        "a" * 65 + "@demo.test",
        "ann@" + "a" * 64 + ".test",
        "ann..x@demo.test",
        "ann@de\u2028mo.test",
        "ann@demo.test\n",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """DM-03: before anything is sent."""
    with pytest.raises(AddressRefused):
        mime.as_bytes(write(TEMPLATES[0], EXAMPLE, replace(READER, email=address)), SENDER, "n")


def test_a_domain_in_any_script_is_an_address() -> None:
    assert mime.readable_address("ann@bücher.example") == "ann@xn--bcher-kva.example"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.template_id)
def test_the_product_s_own_templates_keep_the_rules(template: Template) -> None:
    """DM-03: they could be saved as they are."""
    assert check(*vars(template).values()) == template
    assert set(LETTER_KINDS) == set(DEFAULTS)
    assert all(
        name in HASHTAGS
        for kind in LETTER_KINDS.values()
        for name in (*kind.hashtags, *kind.needed)
    )


SOUND = "Hello\n#link\n"


def test_a_template_is_read_as_every_text_is() -> None:
    """X-12: a break in a subject is a space, so it begins no header; what is copied along unseen is
    dropped.
    """
    template = check(
        "approvalAsked", "a\r\nBcc: x@evil.test\u2028b", "\ufeff" + SOUND + "12\u00a0EUR"
    )
    assert template.subject == "a Bcc: x@evil.test b"
    assert template.body == SOUND + "12 EUR"


@pytest.mark.parametrize(
    ("subject", "body", "pointer", "said"),
    [
        ("#nothing", SOUND, "/subject", "#nothing is not a hashtag"),
        ("a", SOUND + "#decided_by", "/body", "#decided_by is not a hashtag of this mail"),
        ("a", SOUND + "#totally", "/body", "#totally is not"),
        ("a", SOUND + "#größe", "/body", "#größe is not"),
        ("a", SOUND + "##totals#total", "/body", "#totals is not"),
        ("a", SOUND + "#Total", "/body", "#Total is not"),
        ("a #link", SOUND, "/subject", "#link cannot stand in a subject"),
        ("a #lines", SOUND, "/subject", "#lines cannot stand in a subject"),
        ("", SOUND, "/subject", "needs a subject"),
        ("  ", SOUND, "/subject", "needs a subject"),
        ("a\x00b", SOUND, "/subject", "U+0000 CONTROL CHARACTER as character 2"),
        ("a\u202eb", SOUND, "/subject", "U+202E RIGHT-TO-LEFT OVERRIDE as character 2"),
        ("a\ud800b", SOUND, "/subject", "U+D800 HALF OF A CHARACTER"),
        ("a" * 201, SOUND, "/subject", "at most 200"),
        ("a" * 1_000_000, SOUND, "/subject", "at most 200"),
        ("a", "", "/body", "needs a text"),
        ("a", "Hello", "/body", "needs #link"),
        ("a", SOUND + "\ud83d", "/body", "U+D83D HALF OF A CHARACTER"),
        ("a", SOUND + "\u2066", "/body", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("a", SOUND + "a" * MAX_BODY, "/body", "at most 10000"),
        ("a", SOUND + "#nothing" * 125_000, "/body", "at most 10000"),
        ("a", SOUND + "See #lines", "/body", "alone on its line"),
        ("a", SOUND + "#lines\n#lines", "/body", "alone on its line"),
        ("a", SOUND + "#total " * 41, "/body", "at most 40"),
    ],
)
def test_a_template_that_cannot_be_sent_is_refused_in_words(
    subject: str, body: str, pointer: str, said: str
) -> None:
    """DM-03: unknown hashtags block saving, and so does whatever would not arrive as it stands."""
    with pytest.raises(InvalidTemplate) as refused:
        check("approvalAsked", subject, body)
    assert said in refused.value.detail
    assert [error["pointer"] for error in refused.value.extras["errors"]] == [pointer]
    assert len(refused.value.detail) < 600


@MANY
@given(subject=ANYTHING, body=ANYTHING)
def test_a_template_is_refused_or_harmless(subject: str, body: str) -> None:
    """DM-03: whatever is let through makes a letter whose headers and elements are the product's
    own.
    """
    try:
        template = check("approvalAsked", subject, f"{body}\n#link\n")
    except InvalidTemplate:
        return
    letter = write(template, EXAMPLE, READER)
    assert parsed(letter).keys() == HEADERS
    assert urls_of(letter.html) <= {READER.link, READER.dispute_link}
    assert READER.link in letter.text
    assert shape_of(letter.html) <= shape_of(
        write(DEFAULTS["approvalAsked"], EXAMPLE, READER).html
    ) | {BREAK, APART}
    assert check("approvalAsked", template.subject, template.body) == template


def test_the_longest_letter_fits_an_event() -> None:
    """DM-03: all at its longest, in characters of four bytes, is still below what the
    table holds.
    """
    long = "😀" * 5000
    facts = ApprovalFacts(
        **dict.fromkeys(PLAIN, long),
        own=dict.fromkeys(OF_ITS_KIND, long),
        columns=EXAMPLE.columns,
        parts=((long,) * 4,) * 40,
    )
    body = "#link\n#lines\n" + "#comment #description\n" * 19
    template = check("approvalAsked", "#reason"[:0] + "a", body + "😀" * (MAX_BODY - len(body)))
    assert len(write(template, facts, READER).text.encode()) < 300_000


def test_a_hashtag_that_is_gone_since_stays_as_it_was_written() -> None:
    letter = write(Template("approvalAsked", "a #gone", "b #gone <x>\n#link"), EXAMPLE, READER)
    assert letter.subject == "a #gone"
    assert "b #gone &lt;x&gt;" in letter.html


def test_an_unknown_template_is_named() -> None:
    with pytest.raises(InvalidTemplate, match="approvalAsked"):
        templates.check("other", "a", "b")
    assert names_in("#1 # a#total") == ["total"]


HEADERS = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]
BREAK, APART = ("br", ()), ("bdi", ())


class Shape(HTMLParser):
    """The elements of a document with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, Any]] = set()
        self.urls: set[str] = set()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(name for name, _ in attrs)))
        self.urls |= {value or "" for name, value in attrs if name in ("href", "src", "background")}

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def shape_of(html: str) -> set[tuple[str, Any]]:
    return Shape(html).elements


def urls_of(html: str) -> set[str]:
    return Shape(html).urls


def words_of(html: str) -> list[str]:
    return Shape(html).words


def parsed(letter: Letter, number: str = "n", sender: str = SENDER) -> EmailMessage:
    return cast(
        EmailMessage, message_from_bytes(mime.as_bytes(letter, sender, number), policy=SMTP)
    )


def part(sent: EmailMessage, subtype: str) -> str:
    found = sent.get_body((subtype,))
    assert found
    return cast(str, cast(EmailMessage, found).get_content())


def test_every_letter_with_a_link_says_that_opening_it_changes_nothing() -> None:
    """DM-03: whole, in the product's own words."""
    with_link = [one.body for one in DEFAULTS.values() if "Opening" in one.body]
    assert len(with_link) >= 4
    assert all("changes nothing" in body and "page that it opens" in body for body in with_link)


def test_a_letter_is_drawn_by_outlook_in_the_dark_and_on_telephones_as_it_is_meant() -> None:
    """DM-03: Word, which draws in Outlook, knows neither `max-width` nor the padding of a link; in
    the dark each colour that is told has another; no number becomes a telephone's, and the head of
    a table goes on overleaf.
    """
    facts = replace(EXAMPLE, columns=("Line", "Credit"), parts=(("FEE", "3.00 USD"),))
    html = write(DEFAULTS["approvalAsked"], facts, READER).html
    assert re.search('<table role="presentation" class="card" width="600"', html)
    assert re.search(
        '<td class="button" bgcolor="#1f4fbf" style="[^"]*padding:[^"]*"><a href=', html
    )
    told = html.partition("</head>")
    sheet = re.search("@media \\(prefers-color-scheme: dark\\) {(.*)}", told[0], re.S)
    assert sheet
    dark = set(re.findall(r"\.([a-z]+)", sheet[1]))
    classes = set(re.findall('class="([a-z]+)"', told[2]))
    assert classes <= dark, "whoever is told a colour is told another one in the dark"
    for element in re.findall("<[a-z]+ [^>]*background[^>]*>", told[2]):
        assert 'class="' in element
    assert '<meta name="color-scheme" content="light dark">' in told[0]
    assert 'content="telephone=no' in told[0]
    assert "<thead><tr><th" in html


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("##invoice_number", "#1984950"),
        ("(#invoice_number)", "(1984950)"),
        ("#invoice_number's", "1984950's"),
        ("https://pay.test/#invoice_number/a", "https://pay.test/1984950/a"),
        ("https://help.test/p\\#faq", "https://help.test/p#faq"),
        ("C# and #1", "C# and #1"),
    ],
)
def test_a_hashtag_is_known_wherever_it_stands(said: str, read: str) -> None:
    """DM-03: within a word, beside a mark, after another `#`; none after a backslash."""
    template = check("approvalApproved", f"About {said}", said)
    letter = write(template, EXAMPLE, READER)
    assert (letter.subject, letter.text) == (f"About {read}", f"{read}\n")
    assert read.replace("'", "&#x27;") in letter.html


SPOKEN = (
    "—",
    "Müller,",
    "connecté",
    "é",
    "1984950",
    "(Asia/Kolkata)",
    "x",
    "😀",
    "株式会社テスト",
    "شركة",
)


@MANY
@given(
    words=st.lists(
        st.sampled_from(SPOKEN),
        min_size=1,
        max_size=18,
    )
)
def test_headers_in_any_language_keep_each_space_and_are_taken_by_strict_servers(
    words: list[str],
) -> None:
    """DM-03, RFC 2047: encoded words of at most 75 characters, apart from all else; the standard
    library lost spaces between them, and glued some to what stood beside.
    """
    said = " ".join(words)
    letter = Letter("a@b.test", said, said, "text", "<p>text</p>", "D1")
    head = mime.as_bytes(letter, SENDER, "1").partition(b"\r\n\r\n")[0]
    sent = message_from_bytes(head)
    for header, whole in (
        (sent["Subject"], said),
        (sent["To"].rpartition("<")[0], plain.one_line(said, MAX_NAME)),
    ):
        name = header.replace("\r\n", "").strip()
        read = str(make_header(decode_header(name)))
        assert read.strip('"') == whole
    for line in head.decode("ascii").split("\r\n"):
        assert len(line) <= 78
        for part in line.split(" "):
            assert len(part) <= 75
            encoded = re.search(r"=\?utf-8\?", part)
            assert not encoded or (encoded.start() == 0 and part.endswith("?="))
