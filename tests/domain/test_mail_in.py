"""Mail that comes in, as programs of many makes write it (X-14, CO-16): some two hundred samples,
made here from tables, each read within milliseconds.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.mail_in import reply_address
from chalicelib.domain.mail_in.folding import MAX_WHOLE
from chalicelib.domain.mail_in.kept import MOST_AN_HOUR, MailCount, TooManyMails
from chalicelib.domain.mail_in.message import Message
from chalicelib.domain.mail_in.reading import MOST_FILES, Unreadable, read
from chalicelib.domain.mail_in.reply_address import PARTY, PERSON, ReplyAddress
from chalicelib.domain.mail_in.verdicts import FAIL, GRAY, PASS, Verdicts
from tests.mails import HTML, OURS, PDF, PROOF, TEXT, WORDS, Mail, Sample, mixed, part, parts

ASKED = "> Redress asks:\n> Do you agree?\n>\n> Yours, Redress"
HEADS = {
    "gmail en": f"On Mon, Nov 30, 2026 at 9:00 AM {OURS} wrote:\n\n",
    "gmail en, broken over two lines": f"On Mon, Nov 30, 2026 at 9:00 AM {OURS}\nwrote:\n\n",
    "gmail de": f"Am Mo., 30. Nov. 2026 um 09:00 Uhr schrieb {OURS}:\n\n",
    "gmail fr": f"Le lun. 30 nov. 2026 à 09:00, {OURS} a écrit :\n\n",
    "gmail es": "El lun, 30 nov 2026 a las 9:00, Redress (<disputes@redress.test>)\nescribió:\n\n",
    "gmail it": f"Il giorno lun 30 nov 2026 alle ore 09:00 {OURS}\nha scritto:\n\n",
    "gmail pt": f"{OURS} escreveu (segunda, 30/11/2026 à(s) 09:00):\n\n",
    "gmail nl": f"Op ma 30 nov 2026 om 09:00 schreef {OURS}:\n\n",
    "gmail pl": f"pon., 30 lis 2026 o 09:00 {OURS} napisał(a):\n\n",
    "gmail sv": f"Den mån 30 nov. 2026 kl 09:00 skrev {OURS}:\n\n",
    "gmail da": f"Den man. 30. nov. 2026 kl. 09.00 skrev {OURS}:\n\n",
    "gmail cs": f"po 30. 11. 2026 v 9:00 odesílatel {OURS} napsal:\n\n",
    "gmail fi": "ma 30. marrask. 2026 klo 9.00 Redress (disputes@redress.test) kirjoitti:\n\n",
    "gmail ru": f"пн, 30 нояб. 2026 г. в 09:00, {OURS}:\n\n",
    "gmail uk": f"пн, 30 лист. 2026 р. о 09:00 {OURS} пише:\n\n",
    "gmail ja": f"2026年11月30日(月) 9:00 {OURS}:\n\n",
    "gmail zh": f"{OURS} 于2026年11月30日周一 09:00写道：\n\n",
    "gmail ko": f"2026년 11월 30일 (월) 오전 9:00, {OURS}님이 작성:\n\n",
    "gmail tr": f"{OURS}, 30 Kas 2026 Pzt, 09:00 tarihinde şunu yazdı:\n\n",
    "gmail el": f"Στις Δευ 30 Νοε 2026 στις 9:00 π.μ., ο χρήστης {OURS} έγραψε:\n\n",
    "gmail hu": f"{OURS} ezt írta (időpont: 2026. nov. 30., H, 9:00):\n\n",
    "gmail ro": f"În lun., 30 nov. 2026 la 09:00, {OURS} a scris:\n\n",
    "thunderbird en": "On 11/30/26 09:00, disputes@redress.test wrote:\n",
    "thunderbird de": "Am 30.11.26 um 09:00 schrieb disputes@redress.test:\n",
    "apple en": f"> On 30 Nov 2026, at 09:00, {OURS} wrote:\n> \n",
    "apple de": f"> Am 30.11.2026 um 09:00 schrieb {OURS}:\n> \n",
    "apple fr": f"> Le 30 nov. 2026 à 09:00, {OURS} a écrit :\n> \n",
    "mutt": "On Mon, Nov 30, 2026 at 09:00:00AM +0000, disputes@redress.test wrote:\n",
}
BELOW = "Redress asks:\nDo you agree?\n\nYours, Redress"
OUTLOOK = {
    "outlook en": "From: Redress <disputes@redress.test>\nSent: Monday, November 30, 2026 9:00 AM\n"
    "To: Cal Customer\nSubject: News\n\n",
    "outlook de": "Von: Redress <disputes@redress.test>\nGesendet: Montag, 30. November 2026 09:00\n"
    "An: Cal Customer\nBetreff: News\n\n",
    "outlook fr": "De : Redress <disputes@redress.test>\nEnvoyé : lundi 30 novembre 2026 09:00\n"
    "À : Cal Customer\nObjet : News\n\n",
    "outlook it": "Da: Redress <disputes@redress.test>\nInviato: lunedì 30 novembre 2026 09:00\n"
    "A: Cal Customer\nOggetto: News\n\n",
    "outlook nl": "Van: Redress <disputes@redress.test>\nVerzonden: maandag 30 november 2026 09:00\n"
    "Aan: Cal Customer\nOnderwerp: News\n\n",
    "outlook, plain": "-----Original Message-----\nFrom: Redress\nSent: Monday\n\n",
    "outlook de, plain": "-----Ursprüngliche Nachricht-----\nVon: Redress\nGesendet: Montag\n\n",
    "outlook web": "________________________________\nFrom: Redress <disputes@redress.test>\n"
    "Sent: Monday, November 30, 2026 9:00 AM\nTo: Cal Customer\nSubject: News\n\n",
}
SIGNATURES = {
    "marked": "-- \nCal Customer\nBright Telecom",
    "marked, its space lost": "--\nCal Customer\nBright Telecom",
    "iphone": "Sent from my iPhone",
    "android": "Sent from my Galaxy",
    "kind regards": "Kind regards,\nCal Customer\n+1 555 0100",
    "best": "Best regards,\nCal",
    "grüße": "Mit freundlichen Grüßen\nAnna Muster\nMuster GmbH",
    "iphone de": "Von meinem iPhone gesendet",
    "outlook app": "Get Outlook for iOS",
}
KEPT_WHOLE = {
    "a greeting that is said": "Best regards are not enough.\nPlease pay us.",
    "thanks in front": "Thanks for your answer.\nWe do not agree with line 2.",
    "a list": "We ask for:\n\n- the contract\n- the meter reading",
    "a colon": "To be clear:\n\nwe never ordered this.",
    "dashes between": "First.\n\n---\n\nSecond.",
    "an address": "Please write to billing@bright.test from now on.",
    "a date": "On Monday, 30 November 2026, nobody came.",
    "from at the head": "From what we see, line 2 is wrong.",
    "one letter": "Y",
}
BETWEEN = {
    "below": (f"On Mon, 30 Nov 2026, {OURS} wrote:\n{ASKED}\n\n{WORDS}\n", WORDS),
    "below, without a head": (f"{ASKED}\n\n{WORDS}\n", WORDS),
    "between": (
        f"On Mon, 30 Nov 2026, {OURS} wrote:\n> First?\nNo.\n> Second?\nNeither.\n",
        "No.\nNeither.",
    ),
    "only a quote": (f"On Mon, 30 Nov 2026, {OURS} wrote:\n{ASKED}\n", ""),
    "nothing": ("", ""),
    "spaces": (" \n\t\n \n", ""),
}


def written(name: str, text: str, words: str = WORDS) -> Sample:
    return Sample(name, replace(Mail(), body=text.encode()).raw(), words)


QUOTED = [
    *(written(name, f"{WORDS}\n\n{head}{ASKED}\n") for name, head in HEADS.items()),
    *(written(name, f"{WORDS}\n\n{head}{BELOW}\n") for name, head in OUTLOOK.items()),
    *(written(f"signed: {name}", f"{WORDS}\n\n{said}\n") for name, said in SIGNATURES.items()),
    *(
        written(
            f"signed, above a quote: {name}", f"{WORDS}\n\n{said}\n\n{HEADS['gmail en']}{ASKED}"
        )
        for name, said in SIGNATURES.items()
    ),
    *(written(f"kept: {name}", f"{text}\n", text) for name, text in KEPT_WHOLE.items()),
    *(written(f"answer {name}", text, words) for name, (text, words) in BETWEEN.items()),
]

SPOKEN = {
    "utf-8": ("Vertrag für Zürich: 5 €", "utf-8"),
    "iso-8859-1": ("Vertrag für Zürich", "latin-1"),
    "iso-8859-1, with what windows writes": ("5 € “im Voraus”", "cp1252"),
    "windows-1252": ("5 € – “im Voraus”", "cp1252"),
    "iso-8859-15": ("5 € für Zürich", "iso-8859-15"),
    "iso-8859-2": ("Żółta łódź", "iso-8859-2"),
    "windows-1250": ("Žluťoučký kůň", "cp1250"),
    "windows-1251": ("Мы не согласны", "cp1251"),
    "koi8-r": ("Мы не согласны", "koi8-r"),
    "iso-8859-7": ("Διαφωνούμε", "iso-8859-7"),
    "windows-1255": ("איננו מסכימים", "cp1255"),
    "windows-1256": ("لا نوافق", "cp1256"),
    "iso-2022-jp": ("契約と違います。", "iso2022_jp"),
    "shift_jis": ("契約と違います。①", "cp932"),
    "euc-jp": ("契約と違います。", "euc_jp"),
    "gb18030": ("我们不同意。", "gb18030"),
    "gb2312": ("我们不同意，價格。", "gb18030"),
    "big5": ("我們不同意。", "big5"),
    "euc-kr": ("동의하지 않습니다.", "euc_kr"),
    "ks_c_5601-1987": ("동의하지 않습니다.", "cp949"),
    "utf-7": ("Zürich", "utf-7"),
    "utf-16": ("Zürich", "utf-16"),
    "windows-874": ("ไม่เห็นด้วย", "cp874"),
    "us-ascii": ("Zürich", "utf-8"),
    "unknown-8bit": ("Zürich", "utf-8"),
    "x-made-up": ("5 € – “im Voraus”", "cp1252"),
    '"utf-8"': ("Zürich", "utf-8"),
}


def spoken(charset: str, text: str, codec: str, encoding: str) -> Sample:
    name = charset.partition(",")[0]
    mail = Mail(text.encode(codec), f"text/plain; charset={name}", encoding)
    return Sample(f"{charset} {encoding}", mail.raw(), text)


CHARSETS = [
    spoken(charset, text, codec, encoding)
    for charset, (text, codec) in SPOKEN.items()
    for encoding in ("8bit", "base64", "quoted-printable")
    if not (codec == "utf-16" and encoding != "base64")
]

FLOWED = b"We do not \r\nagree.\r\n\r\nThe contract says \r\n1.95 a month.\r\n-- \r\nCal \r\nCustomer\r\n"
BIG_LOGO, LOGO = b"\x89PNG\r\n\x1a\n" + b"x" * 40_000, b"\x89PNG\r\n\x1a\n" + b"x" * 400


def picture(content: bytes, disposition: str = "inline") -> bytes:
    return part(content, "image/png; name=p.png", "base64", disposition, Content_ID="<p@x>")


ALTERNATIVE = part(parts(TEXT, HTML, boundary="b2"), "multipart/alternative; boundary=b2", "7bit")
SHAPES = [
    Sample("plain", Mail().raw()),
    Sample("html alone", Mail(HTML.partition(b"\r\n\r\n")[2], "text/html; charset=utf-8").raw()),
    Sample("text and html", mixed(TEXT, HTML, kind="alternative").raw()),
    Sample("empty text and html", mixed(part(b" ", "text/plain"), HTML, kind="alternative").raw()),
    Sample("a file", mixed(TEXT, PROOF).raw(), files=("proof.pdf",)),
    Sample("alternatives and a file", mixed(ALTERNATIVE, PROOF).raw(), files=("proof.pdf",)),
    Sample("a file alone", mixed(PROOF).raw(), "", ("proof.pdf",)),
    Sample("a logo within", mixed(TEXT, picture(LOGO), kind="related").raw()),
    Sample(
        "a picture within", mixed(TEXT, picture(BIG_LOGO), kind="related").raw(), files=("p.png",)
    ),
    Sample(
        "a small picture as a file",
        mixed(TEXT, picture(LOGO, "attachment")).raw(),
        files=("p.png",),
    ),
    Sample(
        "a name in its own writing",
        mixed(
            TEXT,
            part(
                PDF, "application/pdf", "base64", "attachment; filename*=UTF-8''Beleg%20%C3%9C.pdf"
            ),
        ).raw(),
        files=("Beleg Ü.pdf",),
    ),
    Sample(
        "a name as an encoded word",
        mixed(
            TEXT,
            part(
                PDF,
                "application/pdf",
                "base64",
                'attachment; filename="=?utf-8?b?QmVsZWcgw5wucGRm?="',
            ),
        ).raw(),
        files=("Beleg Ü.pdf",),
    ),
    Sample(
        "a type that says nothing",
        mixed(
            TEXT, part(PDF, "application/octet-stream", "base64", "attachment; filename=a.PDF")
        ).raw(),
        files=("a.PDF",),
    ),
    Sample(
        "a table",
        mixed(
            TEXT, part(b"a,b\r\n1,2\r\n", "text/plain", "8bit", "attachment; filename=t.csv")
        ).raw(),
        files=("t.csv",),
    ),
    Sample(
        "a program",
        mixed(
            TEXT, part(b"MZ", "application/x-msdownload", "base64", "attachment; filename=pay.exe")
        ).raw(),
        refused=("pay.exe",),
    ),
    Sample(
        "winmail.dat",
        mixed(TEXT, part(b"x", "application/ms-tnef; name=winmail.dat", "base64")).raw(),
        refused=("winmail.dat",),
    ),
    Sample(
        "a mail in it",
        mixed(TEXT, part(Mail(b"Someone else's words").raw(), "message/rfc822")).raw(),
        refused=("a mail",),
    ),
    Sample(
        "an empty file",
        mixed(TEXT, part(b"", "application/pdf", "base64", "attachment; filename=e.pdf")).raw(),
        refused=("e.pdf",),
    ),
    Sample(
        "too many files",
        mixed(TEXT, *[PROOF] * (MOST_FILES + 2)).raw(),
        files=("proof.pdf",) * MOST_FILES,
        refused=("proof.pdf",) * 2,
    ),
    Sample(
        "an invitation",
        mixed(
            TEXT, part(b"BEGIN:VCALENDAR", "text/calendar; method=REQUEST"), kind="alternative"
        ).raw(),
    ),
    Sample(
        "a visiting card",
        mixed(TEXT, part(b"BEGIN:VCARD", "text/vcard; name=cal.vcf")).raw(),
        refused=("cal.vcf",),
    ),
    Sample(
        "signed",
        mixed(
            TEXT, part(b"x", "application/pkcs7-signature; name=smime.p7s", "base64"), kind="signed"
        ).raw(),
    ),
    Sample("flowed", Mail(FLOWED, "text/plain; format=flowed; charset=utf-8").raw()),
    Sample(
        "flowed, spaces deleted",
        Mail(
            FLOWED.replace(b"not \r\n", b"not  \r\n").replace(b"says \r\n", b"says  \r\n"),
            "text/plain; format=flowed; delsp=yes",
        ).raw(),
    ),
    Sample(
        "text in two parts",
        mixed(
            part(b"We do not agree.", "text/plain"),
            PROOF,
            part(b"The contract says 1.95 a month.", "text/plain"),
        ).raw(),
        files=("proof.pdf",),
    ),
    Sample("no content type", replace(Mail(), content_type="", encoding="").raw()),
    Sample("no message id", replace(Mail(), message_id="").raw()),
    Sample("no subject", replace(Mail(), subject="").raw()),
    Sample("bare line feeds", Mail().raw().replace(b"\r\n", b"\n")),
    Sample("bare carriage returns in the text", Mail(WORDS.replace("\n", "\r").encode()).raw()),
    Sample(
        "unseen characters",
        Mail(("\ufeff" + WORDS.replace("agree", "ag\u200bree") + "\x00\u202e").encode()).raw(),
    ),
    Sample(
        "a script in html",
        Mail(
            b"<script>steal()</script><p>We do not agree.</p><p>The contract says 1.95 a month.</p><img src=http://x.test/1.png>",
            "text/html",
        ).raw(),
    ),
    Sample(
        "html without tags, and with a comment",
        Mail(
            b"We do not agree.<!-- hidden --><br><br>The contract says <!x>1.95 a month.",
            "text/html",
        ).raw(),
    ),
    Sample(
        "a quote in html",
        Mail(
            f"<div>We do not agree.</div><br><div>The contract says 1.95 a month.</div><div class=gmail_quote>On Mon, Nov 30, 2026 at 9:00 AM {OURS.replace('<', '&lt;').replace('>', '&gt;')} wrote:<blockquote><p>Redress asks</p></blockquote></div>".encode(),
            "text/html; charset=utf-8",
        ).raw(),
    ),
    Sample(
        "outlook's html",
        Mail(
            b"<p class=MsoNormal>We do not agree.</p><p>The contract says 1.95 a month.</p><div style='border-top:solid'><p><b>From:</b> Redress &lt;disputes@redress.test&gt;<br><b>Sent:</b> Monday, November 30, 2026 9:00 AM<br><b>To:</b> Cal<br><b>Subject:</b> News</p></div><p>Redress asks</p>",
            "text/html",
        ).raw(),
    ),
]

SAMPLES = [*QUOTED, *CHARSETS, *SHAPES]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_mail_says_what_was_written_in_it(sample: Sample) -> None:
    """X-14, X-13: in any language, writing and wrapping, without quotes and signature; what it
    holds is taken or named.
    """
    mail = read(sample.raw, "cal@customer.test")
    assert mail.words == sample.words
    assert tuple(file.name for file in mail.files) == sample.files
    assert len(mail.refused) == len(sample.refused)
    assert all(map(str.startswith, mail.refused, sample.refused))
    assert (mail.sender, mail.automatic) == ("cal@customer.test", "")
    assert mail.message_id


def test_there_are_some_two_hundred_samples() -> None:
    """X-14: each under a name of its own."""
    names = [sample.name for sample in SAMPLES]
    assert len(names) == len(set(names))
    assert len(names) + len(AUTOMATIC) + len(BROKEN) >= 200


AUTOMATIC = {
    "rfc 3834": {"Auto-Submitted": "auto-replied"},
    "rfc 3834, with a reason": {"Auto-Submitted": "auto-replied; owner-email=cal@customer.test"},
    "generated": {"Auto-Submitted": "auto-generated"},
    "notified": {"Auto-Submitted": "auto-notified"},
    "null return path": {"Return-Path": "<>"},
    "a bounce": {"Content-Type": "multipart/report; report-type=delivery-status; boundary=b"},
    "a receipt": {
        "Content-Type": "multipart/report; report-type=disposition-notification; boundary=b"
    },
    "an answer to an invitation": {"Content-Type": "text/calendar; method=REPLY"},
    "exchange": {"X-Auto-Response-Suppress": "All"},
    "another product of this kind": {"X-Auto-Response-Suppress": "OOF, AutoReply"},
    "gmail's vacation": {"Precedence": "bulk", "X-Autoreply": "yes"},
    "vacation": {"Precedence": "junk"},
    "old vacation": {"Precedence": "auto_reply"},
    "a list": {"List-Id": "<news.customer.test>"},
    "a newsletter": {"List-Unsubscribe": "<https://x.test>"},
    "cpanel": {"X-Autorespond": "Re: News"},
    "postfixadmin": {"X-Auto-Reply-From": "cal@customer.test"},
    "plesk": {"X-Autogenerated": "Reply"},
    "communigate": {"X-Autoresponder": "1"},
    "mail.ru": {"X-Mail-Autoreply": "1"},
    "exim": {"X-Failed-Recipients": "cal@customer.test"},
    "firstclass": {"X-FC-MachineGenerated": "true"},
    "post": {"X-POST-MessageClass": "9; Autoresponder"},
    "qmail": {"Delivered-To": "Autoresponder"},
    "preference": {"Preference": "auto_reply"},
    "a task of the system": {"X-Cron-Env": "<SHELL=/bin/sh>"},
    "mailer daemon": {"From": "MAILER-DAEMON@customer.test"},
    "postmaster": {"From": "Mail Delivery System <postmaster@customer.test>"},
    "no-reply": {"From": "Bright <no-reply@customer.test>"},
    "outlook, en": {"Subject": "Automatic reply: News"},
    "outlook, de": {"Subject": "Automatische Antwort: News"},
    "outlook, fr": {"Subject": "=?utf-8?q?R=C3=A9ponse_automatique?= : News"},
    "outlook, it": {"Subject": "Risposta automatica: News"},
    "outlook, es": {"Subject": "=?utf-8?q?Respuesta_autom=C3=A1tica?=: News"},
    "notes": {"Subject": "AUTO: Cal is out of the office"},
    "out of office": {"Subject": "Out of Office: News"},
    "abwesenheit": {"Subject": "Abwesenheitsnotiz: News"},
    "japanese": {"Subject": "=?utf-8?b?6Ieq5YuV5b+c562U?="},
    "undeliverable": {"Subject": "Undeliverable: News"},
    "sendmail": {"Subject": "Returned mail: see transcript for details"},
}


@pytest.mark.parametrize("name", AUTOMATIC)
def test_what_no_person_wrote_is_known_as_such(name: str) -> None:
    """X-14, CO-16: by RFC 3834, return path, type of report, and what products write besides."""
    head = AUTOMATIC[name]
    told = {"From": "", "Subject": "", "Content-Type": ""} | head
    mail = Mail(
        sender=told["From"] or "cal@customer.test",
        subject=told["Subject"] or "Re: News",
        content_type=told["Content-Type"] or "text/plain",
        headers={
            key: value
            for key, value in head.items()
            if key not in ("From", "Subject", "Content-Type")
        },
    )
    assert read(mail.raw()).automatic


def test_what_the_mail_service_heard_without_a_return_path_is_automatic() -> None:
    """X-14: on the way, whatever the headers say; and a person's `Auto-Submitted: no` is none."""
    assert read(Mail().raw(), "<>").automatic == "null return path"
    said_no = Mail(headers={"Auto-Submitted": "no"})
    assert read(said_no.raw(), "cal@customer.test").automatic == ""


DEEP = Mail(b"x")
for _ in range(300):
    DEEP = Mail(
        parts(b"Content-Type: " + DEEP.content_type.encode() + b"\r\n\r\n" + DEEP.body),
        "multipart/mixed; boundary=b1",
        "7bit",
    )
BROKEN = {
    "nothing": b"",
    "no mail": b"\x00\xff" * 500,
    "no from": b"Subject: x\r\n\r\nHello",
    "a head alone": b"From: a@b.test",
    "no end of the parts": mixed(TEXT).raw().replace(b"--b1--", b""),
    "no boundary": Mail(TEXT, "multipart/mixed").raw(),
    "another boundary": Mail(parts(TEXT, boundary="b2"), "multipart/mixed; boundary=b1").raw(),
    "half of base64": Mail(b"x", encoding="base64").raw().replace(b"eA==", b"eA=\xff!"),
    "broken quoted-printable": Mail(b"=zz=\r\n=", encoding="8bit")
    .raw()
    .replace(b"8bit", b"quoted-printable"),
    "an encoding that is none": Mail(encoding="x-rot13").raw(),
    "uuencoded": Mail(b"begin 644 a.txt\n#0V%T\n`\nend\n", encoding="x-uuencode").raw(),
    "utf-8 that is none": Mail(b"\xff\xfe\xfd \xc3").raw(),
    "a broken encoded word": Mail(subject="=?utf-8?b?broken?= =?x?q?=ff?=").raw(),
    "a broken from": Mail(sender='<<<>>>@@@, "').raw(),
    "bytes in a header": Mail(subject=b"\xe4\xf6".decode("utf-8", "surrogateescape")).raw(),
    "many from": Mail().raw().replace(b"From:", b"From: eve@x.test\r\nFrom:", 1),
    "a head that never ends": b"From: a@b.test\r\n" + b"X: y\r\n" * 5000 + b"\r\nHello",
    "a long header": Mail(headers={"References": "<a@b> " * 20_000}).raw(),
    "a long from": Mail(sender="a@b.test, " * 20_000).raw(),
    "a long parameter": Mail(content_type="text/plain; " + "x=y; " * 20_000).raw(),
    "comments in comments": Mail(sender="(" * 5000 + "a@b.test").raw(),
    "nested three hundred deep": DEEP.raw(),
    "a thousand parts": mixed(*[TEXT] * 1000).raw(),
    "a long text": Mail(b"On Monday wrote:\n" * 40_000).raw(),
    "a long line": Mail(b"a" * 2_000_000).raw(),
    "empty lines": Mail(b"\n" * 500_000).raw(),
    "tags without an end": Mail(b"<div><blockquote>" * 50_000, "text/html").raw(),
    "comments without an end": Mail(b"<!-- <! <? <" * 50_000, "text/html").raw(),
    "half of a tag": Mail(b"<p>Hello <a href='" + b"x" * 50_000, "text/html").raw(),
    "a mail that is its own part": Mail(Mail().raw(), "message/rfc822").raw(),
}


def read_or_none(raw: bytes) -> Message | None:
    """The mail; None where it is refused as one that nobody could read, and by no other error."""
    with suppress(Unreadable):
        return read(raw)
    return None


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_or_made_to_break_is_read_or_refused(name: str) -> None:
    """X-14: never anything but a mail or `Unreadable`, whatever is sent, and within bounds."""
    mail = read_or_none(BROKEN[name])
    if mail is None:
        return
    assert len(mail.whole) <= MAX_WHOLE
    assert mail.subject.isprintable()
    assert mail.sender.isprintable()


@given(st.binary(max_size=400), st.integers(0, len(mixed(ALTERNATIVE, PROOF).raw())))
def test_whatever_bytes_stand_in_a_mail_it_is_read_or_refused(junk: bytes, place: int) -> None:
    """X-14."""
    raw = mixed(ALTERNATIVE, PROOF).raw()
    mail = read_or_none(raw[:place] + junk + raw[place:])
    assert mail is None or mail.message_id


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
