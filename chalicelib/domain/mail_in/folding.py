"""What somebody wrote in a mail, without what is quoted or signed below (X-14).

What one language or program calls a quote is known by `mailparser_reply`; what is here holds for
all of them. Nothing is lost by a wrong guess, since the whole text is kept.
"""

import re
from collections.abc import Callable
from typing import Any

FOLDED_WITHIN = 4000
"""Characters at the head of a text in which a quote or signature is looked for: the patterns of the
library take much longer for longer texts, and what is written above them is seldom so long.
"""
MAX_WHOLE = 40_000
"""How much of a text is kept: of longer ones the rest is what was quoted again and again."""
_LANGUAGES = ("en", "de", "cs", "da", "es", "fr", "it", "ja", "ko", "nl", "pl", "sv", "zh")
_LONGEST_LINE = 1000
_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_MANY_BREAKS = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u00ad\u202a-\u202e\u2066-\u2069]"
)
_DELIMITER = re.compile(r"^-- ?$|^—$(?=(?:\n[^\n]*){1,8}\Z)", re.MULTILINE)
_SENT_FROM = re.compile(
    r"^(von meinem .{1,30} gesendet|gesendet (von|mit) .{1,40}|envoyé (de|depuis) mon .{1,40}"
    r"|inviato da(l mio)? .{1,40}|enviado (desde|do) (mi|meu) .{1,40}|verzonden (vanaf|met) .{1,40}"
    r"|wysłan[eoy] z .{1,40}|skickat från (min )?.{1,40}|verstuurd (vanaf|via|met) .{1,40}"
    r"|sent (from|with|via|using) [^\n.]{1,60}\.?|envoyé à partir d.{1,40}|odesláno z .{1,40}"
    r"|отправлено (с|из|от) .{1,60}|надіслано з .{1,40}|trimis de pe .{1,40}|lähetetty .{1,40}"
    r"|elküldve .{1,40}|.{1,30} gönderildi|στάλθηκε από .{1,40}|sendt fra .{1,40}"
    r"|diese nachricht wurde von meinem .{1,60} gesendet\."
    r"|(?:von|mit) .{1,30} gesendet|sent with \[[^\n\]]{1,40}\]\([^\s)]{1,80}\)[^\n.]{0,30}\.?"
    r"|yahoo mail: [^\n]{1,80}|נשלח מ.{1,40}|.{0,3}رسلت من .{1,40}|تم الإرسال من .{1,40}"
    r"|发自我的.{1,30}|從我的.{1,20}傳送|.{1,20}から送信|나의 .{1,20}에서 보냄"
    r"|.{0,40}\bOutlook .{0,12}(iOS|Android)\b.{0,80})\s*\Z",
    re.MULTILINE | re.IGNORECASE,
)
"""How a last line begins or ends that telephones and mail programs write below, beside what the
library knows of it; of a parcel it is said, too.
"""
_PROGRAM = re.compile(
    r"phon|ipad|ipod|android|galaxy|samsung|blackberry|outlook|proton|e?-?mail\b|mail\.ru|app\b"
    r"|tablet|mobil|móvil|celular|dispositi|windows|gmx|yahoo|почт|телефон|手机|手機|xiaomi|huawei"
    r"|آيفون|אייפון|puhelime|κινητό|smartphone|handy|gerät|device",
    re.IGNORECASE,
)
"""What such a line names."""
_ORIGINAL = re.compile(
    r"^-{3,}(?: |&nbsp;)?[^\W\d_][^\n]{3,60}?-{3,}\n+[^\n:：]{2,20}[:：]"
    r"|^>>> [^\n]{1,120}\d [^\n]{0,12}>>>$|^\S[^\n]{0,60} ?---\d[^\n]{8,30}---",
    re.MULTILINE,
)
"""The line above what is quoted, and the first of the headers below it; or, of GroupWise and Notes,
one line that names the writer and the moment.
"""
_MOST_SIGNED = 12
"""Lines of a signature: what is longer below a greeting was said, and not signed."""
_LONGEST_GREETING = 40
_AFTERWORD = re.compile(r"^\s*P\.?\s?P?\.?\s?S\b\.?\s?[:.\-–]?\s", re.MULTILINE)
"""What is said below a signature."""
_HEAD_LINES = 3
"""Lines that say above a quote who wrote it, and when."""
_MOMENT = re.compile(
    r"\b(?:[01]?\d|2[0-4])[\u200e\u200f]?[:.h][\u200e\u200f]?[0-5]\d(?!\d)|\b(?:19|20)\d\d\b"
)
"""A time of day, or a year."""
_TIME = re.compile(r"\d[\u200e\u200f]?:[\u200e\u200f]?[0-5]\d(?!\d)")
_LABEL = re.compile(r"\s*\*{0,2}([^\W\d_][^:：*\n]{0,24}?)[ \t]*\*{0,2}[ \t]*[:：]")
_FROM = re.compile(
    "from|von|de|da|van|från|fra|od|от|від|lähettäjä|kimden|feladó|από|de la|从|发件人|寄件者"
    "|寄件人|差出人|보낸 ?사람|보낸이|من|מאת|message du|gönderen|šalje|saatja|nuo|no|từ|จาก|dari"
    "|absender|expéditeur|remitente|mittente|afzender|avsender|afsender|nadawca|отправитель",
    re.IGNORECASE,
)
"""What mail programs call who wrote a mail."""
_SUBJECT = re.compile(
    "subject|betreff|objet|oggetto|asunto|assunto|onderwerp|ämne|emne|temat|aihe|konu|tárgy|subiect"
    "|předmět|predmet|zadeva|teema|tēma|tema|subjek|относно|тема|θέμα|件名|主题|主旨|제목|נושא|الموضوع"
    "|موضوع|เรื่อง|chủ đề|efni",
    re.IGNORECASE,
)
"""What mail programs call what a mail is about."""
_LEAST_HEADERS, _MOST_HEADERS = 3, 7
_BRACKETED = re.compile(r"[<(]\s*[^\s<>()]{1,80}@[^\s<>()]{1,80}\s*[>)]")
_DASHED = re.compile(r"-{2,9} [^\n]{1,80}@[^\n]{1,80} -{2,9}")
_BROKEN_FROM = 60
"""Letters of a quoted line from which on mail programs break it."""
_RULES_BELOW = re.compile(r"(?:\s*^[ \t]*[-_=*]{3,}[ \t]*$)+\s*\Z", re.MULTILINE)
"""Lines that part what was written from what is quoted below it."""
_FORWARDING = re.compile(
    r"\s*(fwd?|wg|tr|rv|i|v[bl]|fs|enc|pd|pr|doorst|yml|πρθ|转发|轉寄|転送|전달|הועבר|пересл)"
    r"\s*[:：]",
    re.IGNORECASE,
)
"""How subjects begin of what is forwarded."""
_ANSWERING = re.compile(
    r"\s*(re|aw|antw?|sv|vs|r|rif|odp|ynt|vá|bls|rép|回复|答复|回覆|返信|회신|отв|απ|תשובה|رد)"
    r"\s*(\[\d+\])?\s*[:：]",
    re.IGNORECASE,
)
"""How subjects begin of what is answered."""
_GREETING = re.compile(r"[^\n.!?]{1,40}[,，]")


_SEALED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]+: [^\n]*\n)*\n?"
    r"(.*?)^-----BEGIN PGP SIGNATURE-----.*?(?:^-----END PGP SIGNATURE-----$|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""A text that is signed as it stands (RFC 9580), and what was written in it."""
_FORWARDED = re.compile(
    r"^(?:-{3,}.*\b(forwarded|weitergeleitete|transféré|inoltrato|reenviado|encaminhada"
    r"|doorgestuurd|vidarebefordrat|videresendt|przekazana|пересылаемое)\b.*|begin forwarded .*)$",
    re.MULTILINE | re.IGNORECASE,
)


def is_forwarded(subject: str, whole: str) -> bool:
    """Whether a mail hands on another one, as its subject or the line above that one says."""
    return bool(_FORWARDING.match(subject) or _FORWARDED.search(whole))


def is_answer(subject: str) -> bool:
    """Whether a subject is that of the mail that is answered or handed on, and so says nothing."""
    return bool(_ANSWERING.match(subject) or _FORWARDING.match(subject))


def tidied(text: str) -> str:
    """The text with line breaks of one kind, no more than one empty line in a row, and nothing that
    is unseen, or half of a letter: some charsets spell those, and nothing keeps them.
    """
    whole = text[: MAX_WHOLE * 2].encode(errors="replace").decode()
    plain = _UNSEEN.sub("", _BREAKS.sub("\n", whole)).replace("\u00a0", " ")
    lines = (line.rstrip()[:_LONGEST_LINE] for line in plain.split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")[:MAX_WHOLE]


def folded(whole: str) -> str:
    """What was written in a tidied text: above the quote, and between and below its parts where
    nothing but a greeting stands above, or where parts of it are answered one by one.
    """
    if "-----BEGIN PGP SIGNED MESSAGE-----" in whole:
        whole = _SEALED.sub(_unsealed, whole)
    head, rest = whole[:FOLDED_WITHIN], whole[FOLDED_WITHIN:]
    own, is_cut = _above_quote(head)
    if is_cut:
        own = _RULES_BELOW.sub("", own)
    else:
        own += rest
    answers, is_between = _answers(whole)
    if not own.strip() or (is_cut and (is_between or _GREETING.fullmatch(own.strip()))):
        own = f"{own.strip()}\n\n{answers}"
    return _without_outer_quotes(_unsigned(own.strip("\n"))).strip()


def _unsealed(sealed: re.Match[str]) -> str:
    """What was signed, with lines that begin with a dash as they were written."""
    return re.sub(r"^- (?=-)", "", sealed[1], flags=re.MULTILINE)


def _above_quote(text: str) -> tuple[str, bool]:
    """What stands above the first quote, and whether there is one."""
    heads = (_head_of_quote(text), _headers_of_quote(text), _head_alone(text), _original(text))
    places = [place for place in heads if place is not None]
    text_above = text[: min(places)] if places else text
    found = _replies(text_above)
    if len(found) > 1 and found[0].content != text_above.strip():
        own = found[0].content
        rest = text_above[text_above.find(own) + len(own) :] if own in text_above else ""
        below = rest.strip().split("\n")[:_MOST_HEADERS]
        if _is_of_a_mail(below) or not _LABEL.match(below[0]):
            return found[0].content, True
    return text_above, bool(places)


def _replies(text: str) -> list[Any]:
    """The library's parts of a text: what was written, then what it answers."""
    from mailparser_reply import EmailMessage  # late: none but mail that comes in needs it

    split: list[Any] = (
        EmailMessage(text, languages=list(_LANGUAGES), keep_hyphen_lists=True).read().replies
    )
    return split


def _original(text: str) -> int | None:
    found = _ORIGINAL.search(text)
    return found.start() if found else None


def _head_of_quote(text: str) -> int | None:
    """Where the lines begin that say who wrote what is quoted below them, in any language: they end
    with a colon, name a moment or an address with a number, and quoted lines follow.
    """
    lines = text.split("\n")
    first_quoted = next((at for at, line in enumerate(lines) if at and line.startswith(">")), 0)
    end = first_quoted - 1
    while end > 0 and not lines[end].strip():
        end -= 1
    if end < 0 or not lines[end].rstrip().endswith((":", "：")):
        return None
    return _head_to(lines, end, _names_moment)


def _head_alone(text: str) -> int | None:
    """Where such lines begin below something, of what is not marked as quoted: an empty line
    follows, and they name a moment and an address within brackets, or stand between dashes.
    """
    lines = text.split("\n")
    for end in range(1, len(lines) - 1):
        said = lines[end].rstrip()
        if lines[end + 1].strip() or not said.endswith((":", "：", " wrote", "--")):
            continue
        place = _head_to(lines, end, _names_writer)
        if place:
            return place
    return None


def _names_moment(said: str) -> bool:
    return bool(_MOMENT.search(said) or ("@" in said and re.search(r"\d", said)))


def _names_writer(said: str) -> bool:
    names = _DASHED.fullmatch(said) if said.endswith("--") else _BRACKETED.search(said)
    return names is not None and _MOMENT.search(said) is not None


def _head_to(lines: list[str], end: int, is_head: Callable[[str], bool]) -> int | None:
    """Where the head begins that ends with a line, of as few lines as name what it takes."""
    for start in range(end, max(end - _HEAD_LINES, -1), -1):
        if not lines[start].strip():
            return None
        if is_head(" ".join(lines[start : end + 1])):
            return len("\n".join(lines[: _begun(lines, start, end)]))
    return None


def _begun(lines: list[str], start: int, end: int) -> int:
    """The line in which a head begins of which a later one was found: what was broken off above
    names the moment.
    """
    first = max(end - _HEAD_LINES + 1, 0)
    while start > first and _MOMENT.search(lines[start - 1]) and lines[start - 1][-1] not in ".!?:":
        start -= 1
    return start


def _headers_of_quote(text: str) -> int | None:
    """Where the headers of another mail begin, below something: who wrote it, in one of many
    languages, and two more of them, of which one names a moment.
    """
    lines = text.split("\n")
    for place, line in enumerate(lines):
        label = _LABEL.match(line)
        if place and label and _FROM.fullmatch(label[1].strip()):
            block = lines[place : place + _MOST_HEADERS]
            is_full = sum(_LABEL.match(one) is not None for one in block) >= _LEAST_HEADERS
            if is_full and _is_of_a_mail(block) and _MOMENT.search("\n".join(block)):
                return len("\n".join(lines[:place]))
    return None


def _is_of_a_mail(block: list[str]) -> bool:
    """Whether lines with labels are headers, and not `From: 1 May` and `To: 5 May` of who rented
    something: they name an address, a time of day, or what a mail was about.
    """
    labels = filter(None, map(_LABEL.match, block))
    return any("@" in line or _TIME.search(line) for line in block) or any(
        _SUBJECT.fullmatch(label[1].strip()) for label in labels
    )


def _answers(text: str) -> tuple[str, bool]:
    """What is not quoted from the first quoted line on, and whether quoted lines follow some of it.

    A line that a mail program has broken off the quoted one above it is no answer.
    """
    lines = text.split("\n")
    quoted = [place for place, line in enumerate(lines) if line.startswith(">")]
    if not quoted:
        return "", False
    first, last = quoted[0], quoted[-1]
    others = set(quoted)
    others |= {
        place
        for place in range(first + 1, last)
        if len(lines[place - 1]) >= _BROKEN_FROM
        and lines[place - 1].startswith(">")
        and lines[place + 1].startswith(">")
    }
    own = [place for place in range(first, len(lines)) if place not in others]
    said = _MANY_BREAKS.sub("\n\n", "\n".join(lines[place] for place in own)).strip("\n")
    return said, any(place < last and lines[place].strip() for place in own)


def _without_outer_quotes(text: str) -> str:
    """The text without the quotes that it begins and ends with; one between two answers stays,
    since it says what is answered.
    """
    lines = text.strip("\n").split("\n")
    own = [place for place, line in enumerate(lines) if line.strip() and not line.startswith(">")]
    return "\n".join(lines[own[0] : own[-1] + 1]) if own else ""


def _unsigned(text: str) -> str:
    """The text without a signature: below the line that marks one, or a short greeting with few
    lines after it.
    """
    marked = _DELIMITER.search(text) or _SENT_FROM.search(text)
    if marked and (marked.re is _DELIMITER or _PROGRAM.search(marked[0])):
        above = text[: marked.start()]
        return above if above.strip() else text[marked.end() :].partition("\n\n")[2]
    if len(text) > FOLDED_WITHIN:
        return text
    signature = _replies(text)[0].signatures or ""
    first = signature.split("\n")[0].strip()
    is_greeting = (
        len(first) <= _LONGEST_GREETING
        and not first.endswith((".", "!", "?", ":"))
        and signature.count("\n") < _MOST_SIGNED
    )
    is_greeting = is_greeting and _AFTERWORD.search(signature) is None
    place = text.rfind(first) if signature and is_greeting and first else -1
    return text[:place] if place > 0 else text
