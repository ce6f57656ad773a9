"""German."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Dies ist Schreiben #letter_number von #letter_count: \
Die übrigen offenen Posten nennen die anderen.
In Ihrem Ratenplan überfällig: #instalments_missed.
Beträge in Klärung werden hier nicht angemahnt.
Sie haben bei uns ein Guthaben von #credits_named, das hier nicht verrechnet ist.
Ihr Guthaben von #credits_set_off bei uns ist hier mit den ältesten Posten verrechnet."""
_ONCE = """Nicht zu jeder Nachricht kommt eine E-Mail: Was in nächster Zeit noch eingeht, finden \
Sie dort."""

GERMAN = Words(
    letters={
        FIRST: (
            "Zahlungserinnerung: offene Posten Ihres Kundenkontos #account_number",
            f"""Guten Tag, #customer_name,

folgende Posten sind mit Stand #as_of offen. Bitte zahlen Sie #items_total.

#items_list_selected

{_BESIDE}

Falls Sie inzwischen gezahlt haben, vielen Dank: Sie brauchen dann nicht zu antworten.""",
        ),
        SECOND: (
            "Zweite Mahnung: offene Posten Ihres Kundenkontos #account_number",
            f"""Guten Tag, #customer_name,

wir haben Sie bereits an offene Posten erinnert. Folgende sind mit Stand #as_of noch offen. Bitte \
zahlen Sie #items_total.

#items_list_selected

{_BESIDE}

Wenn etwas nicht stimmt, teilen Sie es uns bitte mit.""",
        ),
        FINAL: (
            "Letzte Mahnung: offene Posten Ihres Kundenkontos #account_number",
            f"""Guten Tag, #customer_name,

dies ist die letzte Erinnerung an Posten, die mit Stand #as_of noch offen sind. Bitte zahlen Sie \
umgehend #items_total.

#items_list_selected

{_BESIDE}

Wenn etwas nicht stimmt, teilen Sie es uns bitte umgehend mit.""",
        ),
        OUTCOME: (
            "Ihre Reklamation ist entschieden: Kundenkonto #account_number",
            """Guten Tag, #customer_name,

über Ihre Reklamation ist entschieden; Stand #as_of:

#items_list_selected

#outcome_reasons

Bitte zahlen Sie den offenen Betrag von #items_total bis #pay_by.

Wenn etwas nicht stimmt, teilen Sie es uns bitte mit.""",
        ),
        PROMISE: (
            "Wann zahlen Sie? Offene Posten Ihres Kundenkontos #account_number",
            """Guten Tag, #customer_name,

folgende Posten sind offen; zu zahlen sind #items_total. Bitte teilen Sie uns mit, bis wann Sie \
zahlen.

#items_list_selected

#comment

#link

Der Link ist nur für Sie. Er gilt bis #due. Ihn zu öffnen ändert nichts: Sie sagen Ihre Zahlung \
erst auf der Seite zu, die er öffnet.
Falls Sie inzwischen gezahlt haben, vielen Dank.

#collector""",
        ),
        "messageNews": (
            "Rechnung #invoice_number: #unread zur Reklamation",
            f"""Guten Tag, #person_name,

zur Reklamation von #customer_name, Rechnung #invoice_number, haben Sie #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "orderNews": (
            "Bestellung #order_number: #unread zur Reklamation #dispute_id",
            f"""Guten Tag, #person_name,

zur Reklamation #dispute_id, Bestellung #order_number (#claim), haben Sie #unread.

#news

Bitte antworten Sie bis #deadline.

#dispute_link

{_ONCE}""",
        ),
        "vendorAsked": (
            "Bitte antworten Sie bis #deadline: Bestellung #order_number",
            """Guten Tag, #person_name,

der Kunde der Bestellung #order_number gibt an: #claim. Haben Sie gezahlt, wie viel und wie?

#link

Bitte antworten Sie bis #deadline. Den Link zu öffnen ändert nichts: Sie antworten auf der Seite, \
die er öffnet. Bis Sie Ihre Antwort als endgültig bezeichnen, können Sie sie ändern.

Falls Sie ohnehin angemeldet sind: #dispute_link

Das Letzte, was Sie noch nicht gelesen haben, insgesamt #unread:
#news""",
        ),
        "ticketNews": (
            "#ticket_subject: #unread (Anfrage #ticket_id)",
            f"""Guten Tag, #person_name,

zur Anfrage #ticket_id von #customer_name haben Sie #unread: #ticket_subject

#news

#dispute_link

{_ONCE}""",
        ),
        "mailRefused": (
            "Ihre Antwort wurde nicht weitergegeben: #thing",
            """Guten Tag, #person_name,

Ihre Antwort per E-Mail wurde nicht aufgenommen: #thing

#comment

Diese E-Mail beantwortet niemand. Wenn Sie sich anmelden können, schreiben Sie bitte dort weiter:

#dispute_link""",
        ),
    },
    items=("Rechnung", "Fällig", "Offen", "In Klärung", "Zu zahlen"),
    outcomes=(
        "Rechnung",
        "Beanstandet",
        "Gutgeschrieben",
        "Nicht gutgeschrieben",
        "Zurückgezogen",
        "Offen",
    ),
    charges_before="bisherige Mahngebühren und Verzugszinsen",
    fee="Mahngebühr",
    interest="Verzugszinsen bis {day}",
    instalment="Rate {number}, fällig am {day}: {amount}",
    more="und {count} weitere",
    account="Kundenkonto {number}",
    answer="Ansehen und antworten",
    unread={"one": "{count} ungelesene Nachricht", "other": "{count} ungelesene Nachrichten"},
    we="Wir",
    things={
        DISPUTE: ("Reklamation {id}", "Zur Reklamation"),
        TICKET: ("Anfrage {id}", "Zur Anfrage"),
    },
    refused="Dazu kann nichts mehr geschrieben werden, oder nicht von dieser Adresse aus.",
    example="Bitte senden Sie uns den Vertrag.",
    claims={
        "notPaid": "keine Zahlung erhalten",
        "paidLess": "der Händler hat weniger gezahlt als berechnet",
    },
    events={
        "raised": "Die Reklamation ist eingegangen",
        "claimChanged": "Ihr Anspruch wurde geändert",
        "receiptConfirmed": "Es wurde angegeben, was Sie erhalten haben",
        "outcome": "Es wurde entschieden",
        "outcomeReversed": "Die Entscheidung wurde zurückgenommen",
        "payoutSent": "Ihr Geld ist unterwegs",
        "payoutUnsent": "Ihr Geld ist noch nicht abgegangen und wird noch überwiesen",
        "payoutConfirmed": "Ihr Geld ist angekommen",
        "payoutReturned": "Ihr Geld kam vom Konto zurück; bitte nennen Sie uns ein anderes",
        "payoutInstructed": "Ihr Geld wird noch einmal überwiesen",
        "accepted": "Sie sind mit dem Ergebnis einverstanden",
        "reopened": "Wir prüfen es noch einmal",
        "closed": "Die Reklamation ist abgeschlossen",
        "withdrawn": "Die Reklamation wurde zurückgezogen",
        "evidenceTyped": "Es wurde angegeben, was eine Datei zeigt",
        "attached": "Eine Datei wurde angehängt",
        "filesRefused": "Dateien Ihrer E-Mail wurden nicht angehängt",
        "vendorAsked": "Sie wurden um Auskunft gebeten",
        "vendorReminded": "Sie wurden erinnert",
        "answerSaved": "Eine Antwort wurde gespeichert; sie ist noch nicht endgültig",
        "vendorAnswered": "Ihre Antwort ist eingegangen",
        "lateEvidence": "Ihre Antwort kam nach der Entscheidung",
        "vendorOutcome": "Es wurde entschieden",
        "fineReversed": "Ihre Strafzahlung wurde zurückgenommen",
        "standingChanged": "Ihre Einstufung hat sich geändert",
    },
)
