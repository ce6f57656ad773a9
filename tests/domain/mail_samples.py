"""Mail as programs of many makes write it: some two hundred samples, made from tables (X-14)."""

from dataclasses import replace

from chalicelib.domain.mail_in.reading import MOST_FILES
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
    "without an address": "On Mon, Nov 30, 2026 at 09:00:00AM +0000, Redress wrote:\n",
    "thunderbird hu, without an address": "2026.11.30. 9:00 keltezéssel, Redress írta:\n",
    "gmail en, broken within the address": "On Mon, Nov 30, 2026 at 9:00 AM Redress <\n"
    "disputes@redress.test> wrote:\n\n",
}
BELOW = "Redress asks:\nDo you agree?\n\nYours, Redress"
OUTLOOK = {
    "outlook en": "From: Redress <disputes@redress.test>\nSent: Monday, November 30, 2026 9:00 AM\n"
    "To: Cal Customer\nSubject: News\n\n",
    "outlook de": "Von: Redress <disputes@redress.test>\nGesendet: Montag, 30. November 2026"
    " 09:00\n"
    "An: Cal Customer\nBetreff: News\n\n",
    "outlook fr": "De : Redress <disputes@redress.test>\nEnvoyé : lundi 30 novembre 2026 09:00\n"
    "À : Cal Customer\nObjet : News\n\n",
    "outlook it": "Da: Redress <disputes@redress.test>\nInviato: lunedì 30 novembre 2026 09:00\n"
    "A: Cal Customer\nOggetto: News\n\n",
    "outlook nl": "Van: Redress <disputes@redress.test>\nVerzonden: maandag 30 november 2026"
    " 09:00\n"
    "Aan: Cal Customer\nOnderwerp: News\n\n",
    "outlook, plain": "-----Original Message-----\nFrom: Redress\nSent: Monday\n\n",
    "outlook de, plain": "-----Ursprüngliche Nachricht-----\nVon: Redress\nGesendet: Montag\n\n",
    "outlook web": "________________________________\nFrom: Redress <disputes@redress.test>\n"
    "Sent: Monday, November 30, 2026 9:00 AM\nTo: Cal Customer\nSubject: News\n\n",
    "outlook pt": "De: Redress <disputes@redress.test>\nEnviado: segunda-feira, 30 de novembro de"
    " 2026 09:00\nPara: Cal Customer\nAssunto: News\n\n",
    "outlook no, below a rule": "------------------------------\n\n*Fra:* Redress\n"
    "*Sendt:* mandag 30. november 2026 09:00\n*Til:* Cal\n*Emne:* News\n\n",
    "windows mail ru": "От: Redress\nОтправлено: \u200eпонедельник\u200e, \u200e30\u200e ноября"
    " \u200e2026\u200e г. \u200e9\u200e:\u200e00\nКому: Cal\n\n",
    "orange": "Message du : 30/11/2026 09:00\nDe : Redress\nA : cal@customer.test\n\n",
    "zoho": "---- On Mon, 30 Nov 2026 09:00:00 +0000 disputes@redress.test wrote ----\n\n",
    "apple fi, unmarked": "ma 30. marraskuuta 2026 klo 9.00 Redress\n<disputes@redress.test>"
    " kirjoitti:\n\n",
    "gmail pt, unmarked": "Em seg., 30 de nov. de 2026 às 09:00, Redress (\n"
    "disputes@redress.test) escreveu:\n\n",
}
SIGNATURES = {
    "iphone ja": "iPhoneから送信",
    "proton": "Sent with Proton Mail secure email.",
    "mail.ru": "Отправлено из мобильной Почты Mail.ru",
    "marked": "-- \nCal Customer\nBright Telecom",
    "marked, its space lost": "--\nCal Customer\nBright Telecom",
    "iphone": "Sent from my iPhone",
    "android": "Sent from my Galaxy",
    "kind regards": "Kind regards,\nCal Customer\n+1 555 0100",
    "best": "Best regards,\nCal",
    "grüße": "Mit freundlichen Grüßen\nAnna Muster\nMuster GmbH",
    "iphone de": "Von meinem iPhone gesendet",
    "outlook app": "Get Outlook for iOS",
    "outlook app, as plain text": "Get Outlook for iOS<https://aka.ms/x>",
    "outlook app de": "Gesendet von Outlook für Android<https://aka.ms/x>",
    "a long dash": "—\nCal Customer\nBright Telecom",
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
    "times": "Please call us at 10:30:\n\nwe are there till 12:00.",
    "a form": "Order: 4711\nDate: 30.11.2026\nAmount: 1.95 USD",
    "an address and a day": "We wrote on 30.11.2026 to <bill@bright.test>.\n\nNobody answered.",
    "a long dash between": "Line 2 is wrong\n— and line 3.\n\nPlease look.",
}
BETWEEN = {
    "below": (f"On Mon, 30 Nov 2026, {OURS} wrote:\n{ASKED}\n\n{WORDS}\n", WORDS),
    "below, without a head": (f"{ASKED}\n\n{WORDS}\n", WORDS),
    "between": (
        f"On Mon, 30 Nov 2026, {OURS} wrote:\n> First?\nNo.\n> Second?\nNeither.\n",
        "No.\nNeither.",
    ),
    "below, after a greeting": (
        f"Hello,\nOn Mon, 2026-11-30 at 09:00 +0000, Redress wrote:\n{ASKED}\n\n{WORDS}\n",
        f"Hello,\n\n{WORDS}",
    ),
    "below, without an address": (
        f"On Mon, 2026-11-30 at 09:00 +0000, Redress wrote:\n{ASKED}\n\n{WORDS}\n\n-- \nCal\n",
        WORDS,
    ),
    "between, and above": (
        f"See below.\n\nOn Mon, 30 Nov 2026, {OURS} wrote:\n> First?\n\nNo.\n\n> Second?\n\n"
        "Neither.\n",
        "See below.\n\nNo.\n\nNeither.",
    ),
    "above a quote that was broken": (
        f"{WORDS}\n\nOn Mon, 30 Nov 2026, {OURS} wrote:\n> {'We ask you ' * 6}\nfor it.\n> Soon.\n",
        WORDS,
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

FLOWED = (
    b"We do not \r\nagree.\r\n\r\nThe contract says \r\n1.95 a month.\r\n-- \r\nCal"
    b" \r\nCustomer\r\n"
)
BIG_LOGO, LOGO = b"\x89PNG\r\n\x1a\n" + b"x" * 40_000, b"\x89PNG\r\n\x1a\n" + b"x" * 400


def picture(content: bytes, disposition: str = "inline") -> bytes:
    return part(content, "image/png; name=p.png", "base64", disposition, Content_ID="<p@x>")


ALTERNATIVE = part(parts(TEXT, HTML, boundary="b2"), "multipart/alternative; boundary=b2", "7bit")
SHAPES = [
    Sample(
        "lines that begin as headers do",
        Mail(b"It was rented.\r\n\r\nFrom: 1 May 2026\r\nTo: 5 May 2026\r\nPrice: 5.00").raw(),
        "It was rented.\n\nFrom: 1 May 2026\nTo: 5 May 2026\nPrice: 5.00",
    ),
    Sample(
        "signed as it stands",
        Mail(
            b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nWe agree.\r\n- -5.00\r\n"
            b"-----BEGIN PGP SIGNATURE-----\r\n\r\niQEz\r\n-----END PGP SIGNATURE-----\r\n"
        ).raw(),
        "We agree.\n-5.00",
    ),
    Sample(
        "lines kept in html",
        Mail(
            b"<pre>We agree.\nAll of it.\n\nOn 30 Nov 2026 10:00, R &lt;r@x.test&gt; wrote:\n"
            b"&gt; hi</pre>",
            "text/html",
        ).raw(),
        "We agree.\nAll of it.",
    ),
    Sample(
        "said below a signature",
        Mail(b"We agree.\r\n\r\nBest regards,\r\nCal\r\n\r\nPS: Not before May.").raw(),
        "We agree.\n\nBest regards,\nCal\n\nPS: Not before May.",
    ),
    Sample(
        "a parcel was sent",
        Mail(b"It came late.\r\n\r\nGesendet mit DHL am Montag").raw(),
        "It came late.\n\nGesendet mit DHL am Montag",
    ),
    Sample(
        "handed on without a word",
        Mail(
            b"---------- Forwarded message ---------\r\nFrom: V <v@vendor.test>\r\n"
            b"Date: Mon, Nov 30, 2026 at 10:00 AM\r\nSubject: Note\r\nTo: Cal\r\n\r\nWe brought 5."
        ).raw(),
        "---------- Forwarded message ---------\nFrom: V <v@vendor.test>\n"
        "Date: Mon, Nov 30, 2026 at 10:00 AM\nSubject: Note\nTo: Cal\n\nWe brought 5.",
    ),
    Sample(
        "encrypted",
        mixed(part(b"MII", "application/pkcs7-mime; name=smime.p7m", "base64")).raw(),
        "",
        refused=("smime.p7m: the mail is encrypted",),
    ),
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
    Sample(
        "parts that are not where it says",
        Mail(WORDS.encode(), "multipart/alternative; boundary=b1", "7bit").raw(),
    ),
    Sample(
        "an address as its own name",
        replace(Mail(), sender="cal@customer.test <Cal@customer.test>").raw(),
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
            b"<script>steal()</script><p>We do not agree.</p><p>The contract says 1.95 a"
            b" month.</p><img src=http://x.test/1.png>",
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
            f"<div>We do not agree.</div><br><div>The contract says 1.95 a month.</div><div"
            f" class=gmail_quote>On Mon, Nov 30, 2026 at 9:00 AM"
            f" {OURS.replace('<', '&lt;').replace('>', '&gt;')} wrote:<blockquote><p>Redress"
            f" asks</p></blockquote></div>".encode(),
            "text/html; charset=utf-8",
        ).raw(),
    ),
    Sample(
        "outlook's html",
        Mail(
            b"<p class=MsoNormal>We do not agree.</p><p>The contract says 1.95 a month.</p><div"
            b" style='border-top:solid'><p><b>From:</b> Redress"
            b" &lt;disputes@redress.test&gt;<br><b>Sent:</b> Monday, November 30, 2026 9:00"
            b" AM<br><b>To:</b> Cal<br><b>Subject:</b> News</p></div><p>Redress asks</p>",
            "text/html",
        ).raw(),
    ),
]

SAMPLES = [*QUOTED, *CHARSETS, *SHAPES]
DEEP = Mail(b"x")
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
