"""Mail in the shapes of many more programs: how they quote, sign, spell and draw, and what they
send by themselves (X-14, CO-16).
"""

from dataclasses import replace

import pytest

from chalicelib.domain.mail_in.reading import read
from tests.mails import HTML, OURS, PROOF, TEXT, WORDS, Mail, mixed, part, parts


def headed(*labels: str) -> str:
    """The headers above a quote, in the words of a language."""
    said = (OURS, "30 November 2026 09:00", "cal@customer.test", "News")
    return "\n".join(f"{label}: {one}" for label, one in zip(labels, said, strict=True))


QUOTED = {
    "t-online": "-----Original-Nachricht-----\nBetreff: News\nDatum: 2026-11-30T09:00:00+0100\n"
    f"Von: {OURS}\nAn: cal@customer.test",
    "seznam": f"---------- Původní e-mail ----------\n{headed('Od', 'Datum', 'Komu', 'Předmět')}",
    "qq, its spaces spelled": "------------------&nbsp;原始邮件&nbsp;------------------\n"
    f"发件人: {OURS};\n发送时间:&nbsp;2026年11月30日(星期一) 上午9:00\n主题:&nbsp;News",
    "wechat": f"---原始邮件---\n发件人: {OURS}\n发送时间: 2026年11月30日 上午9:00\n主题: News",
    "groupwise": f">>> {OURS} 30/11/2026 09:00 >>>",
    "groupwise, without an address": ">>> Redress 11/30/26 9:00 AM >>>",
    "notes": f"Redress ---30.11.2026 09:00:00---Do?\n\n{headed('From', 'Date', 'To', 'Subject')}",
    "ionos": f"{OURS} hat am 30.11.2026 09:00 CET geschrieben:",
    "naver": f"-----Original Message-----\nFrom: {OURS}\nTo: <cal@customer.test>;\nCc:\n"
    "Sent: 2026-11-30 (월) 09:00:00 (GMT+09:00)\nSubject: News",
    "gmx": f"Gesendet: Montag, 30. November 2026 um 09:00 Uhr\nVon: {OURS}\n"
    "An: cal@customer.test\nBetreff: News",
    "em client, without colons": f"------ Original Message ------\nFrom {OURS}\nTo cal\n"
    "Date 30.11.2026 09:00\nSubject News",
    **{
        f"outlook {language}": headed(*labels.split("/"))
        for language, labels in {
            "tr": "Gönderen/Gönderildi/Kime/Konu",
            "hr": "Šalje/Poslano/Prima/Predmet",
            "et": "Saatja/Saatmisaeg/Adressaat/Teema",
            "lt": "Nuo/Išsiųsta/Kam/Tema",
            "lv": "No/Nosūtīts/Kam/Tēma",
            "vi": "Từ/Đã gửi/Đến/Chủ đề",
            "th": "จาก/ส่ง/ถึง/เรื่อง",
            "id": "Dari/Dikirim/Kepada/Subjek",
            "ko": "보낸 사람/보낸 날짜/받는 사람/제목",
        }.items()
    },
}
SIGNED = [
    "Sent with [Proton Mail](https://proton.me/) secure email.",
    "Yahoo Mail: Search, Organize, Conquer",
    "Von Samsung Mobile gesendet",
    "Mit Vodafone-Handy gesendet",
    "נשלח מה-iPhone שלי",
    "أُرسلت من الـ iPhone",
]


@pytest.mark.parametrize("below", [*QUOTED.values(), *SIGNED])
def test_what_a_program_writes_below_an_answer_is_no_part_of_it(below: str) -> None:
    """X-14: neither what is quoted, nor which telephone it was."""
    quoted = "Redress asks:\nDo you agree?" if below not in SIGNED else ""
    assert read(Mail(f"{WORDS}\n\n{below}\n\n{quoted}\n".encode()).raw()).words == WORDS


DRAWN = {
    "what nobody sees": '<div style="DISPLAY: none">Dear reader,<div>x</div></div><p hidden>y</p>',
    "a picture in a hidden one": '<div style="display:none"><img src="cid:x"><br>hidden</div>',
    "a head without an end": "<html><head><meta charset=utf-8><style>p {}</style>",
    "a picture in the text": f'<img src="data:image/png;base64,{"A" * 1_200_000}">',
    "conditional comments": "<!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]-->",
}


@pytest.mark.parametrize("above", DRAWN.values(), ids=DRAWN)
def test_of_markup_the_words_are_read_that_somebody_sees(above: str) -> None:
    """X-14: above, between and below whatever is drawn; and all of it where that has no end."""
    drawn = f"{above}<p>We do not agree.</p><p>The contract says 1.95 a month.</p>"
    assert read(Mail(drawn.encode(), "text/html; charset=utf-8").raw()).words == WORDS
    unended = f"<div style='display:none'>{drawn}"
    assert WORDS in read(Mail(unended.encode(), "text/html; charset=utf-8").raw()).words


SPELLED = {
    "x-mac-roman": ("Zürich “ja”", "mac_roman"),
    "x-gb2312": ("我们不同意。", "gb18030"),
    "x-euc-kr": ("동의하지 않습니다.", "euc_kr"),
    "windows-31j": ("契約と違います。①", "cp932"),
    "iso-2022-jp-ms": ("契約と違います。", "iso2022_jp"),
    "unknown": ("契約と違います。", "iso2022_jp"),
    "euc-jp": ("契約と違います。①", "euc_jis_2004"),
    "big5": ("我們不同意。€", "cp950"),
    "big5, of Hong Kong": ("我們不同意。㗎", "big5hkscs"),
    "iso-8859-8-e": ("איננו מסכימים", "iso-8859-8"),
    "iso-8859-1": ("Zürich – 5 €", "utf-8"),
    "windows-1251": ("Мы не согласны", "utf-8"),
    "utf-16": ("Zürich", "utf-16-be"),
}


@pytest.mark.parametrize("charset", SPELLED)
def test_letters_are_read_by_what_they_are_and_not_by_what_they_are_called(charset: str) -> None:
    """X-14: by older names, wider sets, and called something else than the UTF-8 that they are."""
    text, codec = SPELLED[charset]
    told = f"text/plain; charset={charset.partition(',')[0]}"
    assert read(Mail(text.encode(codec), told, "base64").raw()).words == text


def test_half_a_letter_is_kept_as_none() -> None:
    """X-14: UTF-7 spells what no text may hold, so that the mail could be written nowhere."""
    mail = read(Mail(b"We +2AA-agree.", "text/plain; charset=utf-7").raw())
    assert (mail.words, mail.whole) == ("We ?agree.", "We ?agree.")


def test_a_subject_is_read_as_far_as_it_can_be() -> None:
    """X-14: of encoded words in a charset that nobody knows, with a language, or beside others."""
    written = "=?utf-8*en?q?Z=C3=BCrich?= =?klingon?q?_and?= plain 你好"
    assert read(Mail(subject=written).raw()).subject == "Zürich and plain 你好"


LOGO = part(
    b"\x89PNG\r\n\x1a\n" + b"x" * 400,
    "image/png; name=IMG.png",
    "base64",
    "inline",
    Content_ID="<p>",
)
TYPED = ("application/octetstream", "application/force-download", "image/pdf", ";;;")
FEW = {
    "a picture alone, within": (mixed(LOGO), "", ("IMG.png",)),
    "a subject alone": (Mail(b"", subject="Paid yesterday"), "Paid yesterday", ()),
    "a subject that is answered": (Mail(b"", subject="AW: News"), "", ()),
    "a subject and a picture": (
        replace(mixed(LOGO), subject="The meter"),
        "The meter",
        ("IMG.png",),
    ),
    "a signature on top": (Mail(f"-- \nCal\nBright\n\n{WORDS}".encode()), WORDS, ()),
    "a signature alone": (Mail(b"-- \nCal"), "", ()),
    "html with a name": (mixed(part(b"<p>No.", "text/html; name=x.html")), "No.", ()),
    "enriched": (Mail(b"<bold>No.</bold>", "text/enriched"), "No.", ()),
    "a name that is encoded without quotes": (
        mixed(TEXT, part(b"%PDF", "application/pdf; name==?utf-8?q?=C3=9C.pdf?=", "base64")),
        WORDS,
        ("Ü.pdf",),
    ),
    **{
        f"a file called {kind}": (
            mixed(TEXT, part(b"%PDF", f"{kind}; name=a.pdf", "base64")),
            WORDS,
            ("a.pdf",),
        )
        for kind in TYPED
    },
}


@pytest.mark.parametrize("name", FEW)
def test_of_a_mail_that_holds_little_nothing_is_lost(name: str) -> None:
    """X-14, X-13: what else would be a logo, a title, or below a signature; and a file by its name,
    of which nothing is taken but what its content is.
    """
    mail, words, files = FEW[name]
    found = read(mail.raw())
    assert (found.words, tuple(file.name for file in found.files)) == (words, files)


def test_what_is_not_looked_at_is_told() -> None:
    """X-14, X-13: parts beyond the bound, and a file beyond the end of a mail that is broken."""
    broken = mixed(part(parts(TEXT, HTML), "multipart/alternative; boundary=b1"), PROOF)
    assert read(broken.raw()).refused == ("what comes after its end: the mail is broken there",)
    [*_, told] = read(mixed(*[TEXT] * 120).raw()).refused
    assert told == "what comes last: of a mail the first 100 parts are looked at"


CALENDAR = part(b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", "text/calendar; name=invite.ics")
AUTOMATIC = {
    "exchange, by a rule": {"X-MS-Exchange-Inbox-Rules-Loop": "cal@customer.test"},
    "servicenow": {"X-ServiceNow-Generated": "true"},
    "jira": {"X-JIRA-FingerPrint": "2f6c"},
    "zendesk": {"X-Zendesk-From-Account-Id": "17"},
    "otrs": {"X-OTRS-Loop": "yes"},
    "request tracker": {"X-RT-Loop-Prevention": "bright.test"},
    "redmine": {"X-Redmine-Host": "bright.test"},
    "zammad": {"X-Loop": "yes"},
    "mailman": {"X-BeenThere": "news@customer.test"},
    "whoever thought of a name": {"X-Auto-Reply": "true"},
    "whoever thought of another": {"Auto-Response": "yes"},
    "notes, of old": {"Subject": "Cal Customer is out of the office."},
    "notes, of old, de": {"Subject": "Cal Customer/Bright ist außer Haus."},
    "notes, a receipt": {"Subject": "Return Receipt (displayed) - News"},
    "groupwise": {"Subject": "News (Out of Office)"},
    "fr": {"Subject": "Absent du bureau : News"},
    "it": {"Subject": "Fuori ufficio: News"},
    "nl": {"Subject": "Afwezigheidsmelding: News"},
    "pl": {"Subject": "Odpowiedź automatyczna: News"},
    "naver": {"Subject": "[자동응답] 부재중입니다"},
    "undelivered, de": {"Subject": "Nicht zustellbar: News"},
    "undelivered, es": {"Subject": "No se puede entregar: News"},
    "undelivered, fr": {"Subject": "Non remis : News"},
    "undelivered, it": {"Subject": "Non recapitabile: News"},
    "undelivered, ja": {"Subject": "配信不能: News"},
    "exchange itself": {"From": f"Outlook <MicrosoftExchange{'0a' * 16}@customer.test>"},
    "a robot, de": {"From": "nicht-antworten@customer.test"},
    "a robot, fr": {"From": "ne-pas-repondre@customer.test"},
    "a quarantine": {"From": "quarantine@customer.test"},
}
PERSONAL = {
    "by hand, it says": {"Auto-Submitted": "no (written by hand)"},
    "about an office": {"Subject": "Re: Cal is out of the office"},
    "about what was read": {"Subject": "Read: the meter on line 2"},
    "about an absent line": {"Subject": "Absent line on invoice 17"},
    "by an assistant": {"Sender": "assistant@customer.test", "Errors-To": "it@customer.test"},
    "asks for a receipt": {"Disposition-Notification-To": "cal@customer.test"},
    "first class": {"Precedence": "first-class"},
}


def sent(head: dict[str, str]) -> Mail:
    rest = {name: value for name, value in head.items() if name not in ("From", "Subject")}
    return Mail(
        sender=head.get("From", "Cal <cal@customer.test>"),
        subject=head.get("Subject", "Re: News"),
        headers=rest,
    )


@pytest.mark.parametrize("name", [*AUTOMATIC, *PERSONAL])
def test_what_a_program_sends_by_itself_is_told_from_what_somebody_writes(name: str) -> None:
    """X-14, CO-16: by marks of helpdesks, lists and gateways; and no person's mail by a word."""
    mail = sent((AUTOMATIC | PERSONAL)[name])
    assert bool(read(mail.raw()).automatic) == (name in AUTOMATIC)


def test_what_a_calendar_answers_is_no_person_s_words() -> None:
    """X-14, CO-16: the words beside it are the program's, too; an invitation is a person's."""
    taken = part(b"Cal Customer has accepted this invitation.", "text/plain")
    answered = mixed(taken, CALENDAR, kind="alternative")
    assert read(answered.raw()).automatic == "report"
    invited = replace(answered, body=answered.body.replace(b"REPLY", b"REQUEST"))
    assert read(invited.raw()).automatic == ""
