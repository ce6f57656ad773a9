"""German."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
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
        "bookingNews": (
            "Buchung #booking_reference: #unread zur Reklamation",
            f"""Guten Tag, #person_name,

zur Reklamation der Buchung #booking_reference zwischen #operator_name und #aggregator_name haben \
Sie #unread.

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
    support="Der Support",
    things={
        DISPUTE: ("Reklamation {id}", "Zur Reklamation"),
        TICKET: ("Anfrage {id}", "Zur Anfrage"),
    },
    refused="Dazu kann nichts mehr geschrieben werden, oder nicht von dieser Adresse aus.",
    example="Bitte senden Sie uns den Vertrag.",
    terms={
        "claims": {
            "notPaid": "keine Zahlung erhalten",
            "paidLess": "der Händler hat weniger gezahlt als berechnet",
        },
        "verdicts": {
            "paidFull": "vollständig gezahlt",
            "paidPart": "aus einem Grund weniger gezahlt",
            "notPaid": "nicht gezahlt",
            "denies": "alles wird bestritten",
        },
        "levels": {
            "active": "aktiv",
            "reduced": "eingeschränkt, mit weniger Aufträgen",
            "hold": "ausgesetzt, ohne neue Aufträge",
            "deactivated": "gesperrt",
        },
        "evidence": {
            "paymentProof": "ein Zahlungsnachweis",
            "finalBill": "die Schlussrechnung",
            "paymentReference": "die Zahlungsreferenz",
            "pickupNote": "eine Notiz von der Abholung",
            "other": "etwas anderes",
        },
    },
    events={
        "raised": "Ihre Reklamation ist eingegangen: {claim}, {amount}.",
        "claimChanged": "Ihr Anspruch lautet jetzt: {claim}, {amount}.",
        "receiptConfirmed": "Es wurde angegeben, was Sie erhalten haben: {amount}.",
        "outcome": "Es wurde entschieden: Es wird nichts mehr gezahlt. Sie können widersprechen.",
        "outcome.paid": "Es wurde entschieden: Wir zahlen Ihnen {amount}.",
        "outcomeReversed": "Die Entscheidung wurde zurückgenommen; Ihr Fall wird erneut geprüft.",
        "outcomeReversed.owed": "Die Entscheidung wurde zurückgenommen: Die Ihnen gezahlten "
        "{amount} sind zurückzuzahlen.",
        "payoutSent": "Ihr Geld ist unterwegs: {amount} auf das Konto {account}.",
        "payoutUnsent": "Ihr Geld ist noch nicht abgegangen und wird noch überwiesen: {amount}.",
        "payoutConfirmed": "Ihr Geld ist angekommen: {amount}.",
        "payoutReturned": "{amount} kamen von Ihrem Konto zurück; bitte nennen Sie uns ein "
        "anderes.",
        "payoutInstructed": "Ihr Geld wird noch einmal überwiesen: {amount}.",
        "accepted": "Es wurde angegeben, dass für Sie alles in Ordnung ist.",
        "reopened": "Wir prüfen es noch einmal: {reason}",
        "closed": "Die Reklamation ist abgeschlossen.",
        "withdrawn": "Die Reklamation wurde zurückgezogen.",
        "evidenceTyped": "Es wurde angegeben, was eine Datei zeigt: {name}, {type}.",
        "attached": "Eine Datei wurde angehängt: {name}.",
        "filesRefused": "Dateien Ihrer E-Mail wurden nicht angehängt.",
        "vendorAsked": "Sie wurden um Auskunft gebeten und haben Zeit bis {due}.",
        "vendorReminded": "Sie wurden erinnert: Ihre Frist endet {due}.",
        "answerSaved": "Eine Antwort wurde gespeichert; sie ist noch nicht endgültig.",
        "vendorAnswered": "Ihre Antwort ist eingegangen: {verdict}.",
        "vendorAnswered.amount": "Ihre Antwort ist eingegangen: {verdict}, {amount}.",
        "late": "Sie kam verspätet.",
        "lateEvidence": "Ihre Antwort kam nach der Entscheidung: {verdict}.",
        "vendorOutcome": "Über die Reklamation zur Bestellung {order} wurde entschieden.",
        "fined": "Ihre Strafzahlung beträgt {fine} und wird Ihrem Guthaben entnommen.",
        "fined.owed": "Ihre Strafzahlung beträgt {fine}: {now} werden Ihrem Guthaben entnommen, "
        "{owed} schulden Sie.",
        "fineReversed": "Die Strafzahlung von {fine} zur Bestellung {order} wurde zurückgenommen.",
        "standingChanged": "Ihre Einstufung ist jetzt: {level}.",
        "standing.active": "Die Reklamation {dispute} wurde zu Ihren Ungunsten entschieden.",
        "standing.hold": "In der Reklamation {dispute} waren Sie nicht zu erreichen, oder Ihre "
        "Angaben waren nicht belegt.",
        "standing.repeat": "Innerhalb von {days} Tagen wurden mindestens {count} Reklamationen zu "
        "Ihren Ungunsten entschieden. Höchstzahl der Aufträge: {leads}.",
        "standing.until": "Das gilt bis {until}.",
        "booking.raised": "{side} hat zur Buchung {reference} eine Reklamation eröffnet: "
        "{description}",
        "booking.fundsRequested": "{side} fordert {amount}.",
        "booking.fundsRequested.reason": "{side} fordert {amount}: {reason}",
        "booking.fundsApproved": "{payer} hat {amount} an {payee} gezahlt.",
        "booking.fundsRejected": "{side} zahlt die {amount} nicht.",
        "booking.fundsRejected.reason": "{side} zahlt die {amount} nicht: {reason}",
        "booking.fundsCancelled": "{side} hat die Forderung von {amount} zurückgenommen.",
        "booking.fundsEnded": "Die Forderung von {amount} endete mit der Reklamation.",
        "booking.fundsCorrected": "Die Zahlung von {amount} an {payee} wurde zurückgenommen: "
        "{reason}",
        "booking.resolved": "{side} hat die Reklamation als erledigt gekennzeichnet.",
        "booking.withdrawn": "{side} hat die Reklamation zurückgezogen.",
        "booking.withdrawn.reason": "{side} hat die Reklamation zurückgezogen: {reason}",
        "booking.reopened": "{side} hat die Reklamation wieder eröffnet: {reason}",
        "booking.escalated": "{side} hat den Support um Hilfe gebeten: {issue}",
        "booking.handedBack": "Der Support hat die Reklamation zurückgegeben.",
        "booking.handedBack.reason": "Der Support hat die Reklamation zurückgegeben: {reason}",
        "booking.attached": "{side} hat eine Datei angehängt: {name}.",
        "booking.filesRefused": "Dateien einer E-Mail von {side} wurden nicht angehängt.",
    },
)
