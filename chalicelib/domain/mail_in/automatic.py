"""Mail that no person wrote: it never acts, and is never answered (X-14, CO-16, RFC 3834)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from email.utils import getaddresses

CALENDAR_ANSWER = "text/calendar; answer"
"""A part by which a calendar answers an invitation, with words that a program put beside it."""
REPORTS = frozenset(
    {
        CALENDAR_ANSWER,
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
    }
)
"""Parts that only a report has, whatever it calls itself."""
_KNOWN = frozenset(
    {
        "list-id",
        "list-unsubscribe",
        "list-subscribe",
        "list-help",
        "list-post",
        "mailing-list",
        "x-mailing-list",
        "x-ml-name",
        "x-mlserver",
        "x-failed-recipients",
        "x-mailer-daemon-error",
        "x-cron-env",
        "feedback-id",
        "x-loop",
        "x-beenthere",
        "x-google-group-id",
        "x-ms-exchange-inbox-rules-loop",
        "x-ms-exchange-generated-message-source",
        "x-servicenow-generated",
        "x-servicenow-source",
        "x-jira-fingerprint",
        "x-zendesk-from-account-id",
        "x-otrs-loop",
        "x-znuny-loop",
        "x-rt-loop-prevention",
        "x-redmine-host",
    }
)
"""Headers that people's mail programs never write."""
_ANSWERING = re.compile(
    r"(?:x-.{0,40})?auto-?(?:re(?:ply|spon[ds]e?\w{0,20})|generated)(?:-.*)?|x-vacation"
)
"""How such headers are called by whoever thought of one; bounded, since a name may be as long as a
mail.
"""
_BULK = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply"})
_ROBOTS = frozenset(
    {
        "mailerdaemon",
        "postmaster",
        "abuse",
        "listserv",
        "majordomo",
        "bounce",
        "bounces",
        "root",
        "daemon",
        "cron",
        "autoreply",
        "autoresponder",
        "autoconfirm",
        "automailer",
        "quarantine",
        "voicemail",
        "notification",
        "notifications",
    }
)
_SILENT = (
    "noreply",
    "donotreply",
    "nichtantworten",
    "keineantwort",
    "nepasrepondre",
    "noresponder",
    "noresponda",
    "nonrispondere",
    "naoresponda",
    "nietbeantwoorden",
    "svarikke",
    "svarainte",
)
_OF_LISTS = ("-bounces", "-request", "+owner")
"""How the names of robots' addresses are, end, or begin, without what stands between words."""
_OF_EXCHANGE = re.compile(r"microsoftexchange[0-9a-f]{32}")
_SUBJECTS = (
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto:",
    "out of office",
    "out-of-office",
    "automatische antwort",
    "abwesenheitsnotiz",
    "abwesend:",
    "réponse automatique",
    "absence du bureau",
    "risposta automatica",
    "fuori sede",
    "respuesta automática",
    "resposta automática",
    "automatisch antwoord",
    "afwezig:",
    "automatiskt svar",
    "automatisk svar",
    "autosvar",
    "automatická odpověď",
    "automatyczna odpowiedź",
    "automatikus válasz",
    "automaattinen vastaus",
    "răspuns automat",
    "otomatik yanıt",
    "αυτόματη απάντηση",
    "автоматический ответ",
    "автоматична відповідь",
    "自動返信",
    "自动回复",
    "自動回覆",
    "自動応答",
    "自动答复",
    "자동 회신",
    "부재 중",
    "不在のお知らせ",
    "自動返答",
    "sjálfvirkt svar",
    "automatická odpoveď",
    "samodejni odgovor",
    "automatski odgovor",
    "automatinis atsakymas",
    "automātiskā atbilde",
    "automaatvastus",
    "resposta automàtica",
    "erantzun automatikoa",
    "resposta automatica",
    "respuesta automatica",
    "reponse automatique",
    "trả lời tự động",
    "balasan otomatis",
    "balasan automatik",
    "автоматичен отговор",
    "автоматски одговор",
    "аутоматски одговор",
    "автоответ",
    "תשובה אוטומטית",
    "מענה אוטומטי",
    "رد تلقائي",
    "الرد التلقائي",
    "پاسخ خودکار",
    "ตอบกลับอัตโนมัติ",
    "การตอบกลับอัตโนมัติ",
    "स्वचालित उत्तर",
    "auto response",
    "auto-response",
    "autoresponse",
    "automated reply",
    "automated response",
    "automatic response",
    "out of the office",
    "ooo:",
    "absence:",
    "abwesenheit:",
    "automatische abwesenheit",
    "afwezigheidsbericht",
    "frånvaro:",
    "fraværende:",
    "poissa:",
    "poissaolo:",
    "nieobecność:",
    "fuera de la oficina",
    "fuera de oficina",
    "fora do escritório",
    "ausente:",
    "undeliverable",
    "undelivered mail returned",
    "delivery status notification",
    "mail delivery failed",
    "mail delivery failure",
    "mail delivery status",
    "mail delivery system",
    "mail system error",
    "mail failed, returning",
    "delayed mail (",
    "warning: could not send",
    "failure notice",
    "returned mail",
    "unzustellbar",
    "delivery failure:",
    "message delivery has failed",
    "メールエラー通知",
    "complaint about message from",
    "loop alert:",
    "return receipt (",
    "delivery report (",
    "abwesenheitsbenachrichtigung",
    "abwesenheitsassistent",
    "automatische rückmeldung",
    "automatische eingangsbestätigung",
    "nicht zustellbar:",
    "nicht zugestellt:",
    "message d'absence",
    "message d’absence",
    "absent du bureau",
    "accusé de réception automatique",
    "non remis :",
    "non remis:",
    "no se puede entregar",
    "no entregado:",
    "assente:",
    "fuori ufficio",
    "non recapitabile",
    "messaggio non recapitabile",
    "não é possível entregar",
    "não foi possível entregar",
    "não entregue:",
    "onbestelbaar",
    "afwezigheidsmelding",
    "odpowiedź automatyczna",
    "poza biurem",
    "nie można dostarczyć",
    "mimo kancelář",
    "házon kívül",
    "ofis dışında",
    "не доставлено",
    "недоставленное сообщение",
    "不在通知",
    "配信不能",
    "配信エラー",
    "系统退信",
    "自动应答",
    "[자동응답]",
    "자동응답",
    "부재중",
    "mailbox full:",
)
"""How the subjects begin of what well-known programs send by themselves, some without a header."""
_ABSENT = re.compile(
    r"(?!(?:re|aw|sv|vs|antw|r|odp|rif|ynt)\s*:).{1,120}"
    r"(?:\bis (?:currently )?out of the office\b|\bist ausser haus\b|\best absent\(e\)"
    r"|\bestá ausente\b|\bè assente\b|\bis afwezig\b|\(out of office\)$)"
)
"""How those go on, with letters folded, that begin with a name or the subject they answer."""


def reason(
    headers: Mapping[str, Sequence[str]],
    kinds: Iterable[str],
    subject: str,
    writers: Iterable[str],
    return_path: str,
) -> str:
    """Why a mail is held to be automatic, by its headers, the kinds of its parts, and who may have
    written it; empty where nothing says so.

    What is wrongly held to be is not lost: the staff reads it beside what it is about. What is
    wrongly held not to be is stopped by the bound of what acts in an hour.
    """

    def header(name: str) -> str:
        return headers.get(name, ("",))[0].lower()

    said = re.sub(r"\([^()]*\)", "", header("auto-submitted")).partition(";")[0].strip()
    if said and said != "no":
        return "Auto-Submitted"
    if return_path.strip() == "<>":
        return "null return path"
    whole, *inner = kinds
    if whole in ("multipart/report", "text/calendar") or REPORTS & {whole, *inner}:
        return "report"
    if header("precedence").strip() in _BULK or header("preference").strip() == "auto_reply":
        return "Precedence"
    for mark in headers:
        if mark in _KNOWN or _ANSWERING.fullmatch(mark):
            return mark
    if "autoresponder" in header("x-post-messageclass") + header("delivered-to"):
        return "autoresponder"
    if header("x-fc-machinegenerated").strip() == "true":
        return "x-fc-machinegenerated"
    if any(map(_is_robot, writers)):
        return "sender"
    told = subject.strip().casefold()
    if told.lstrip("[(*").startswith(_SUBJECTS) or _ABSENT.match(told):
        return "subject"
    return ""


def writers_of(written: Iterable[str]) -> list[str]:
    """Whoever may have written a mail, as some reader of its From may see it; nobody, where it is
    left empty as reports do.
    """
    headers = list(written)
    nobody = ["" for one in headers if one.replace(" ", "").endswith("<>")]
    return [address for _, address in getaddresses(headers) if address] + nobody


def _is_robot(address: str) -> bool:
    """Whether an address is one that no person writes from."""
    name = address.partition("@")[0].lower()
    plain = re.sub(r"[._-]", "", name)
    own = plain.partition("+")[0]
    return (
        not address
        or own in _ROBOTS
        or _OF_EXCHANGE.fullmatch(own) is not None
        or own.startswith(_SILENT)
        or own.endswith(_SILENT)
        or name.startswith("owner-")
        or name.endswith(_OF_LISTS)
    )
