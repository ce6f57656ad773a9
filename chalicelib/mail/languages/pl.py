"""Polish."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

# A name and a count that is put in is never declined: it stands after a word that is, or a colon.
_BESIDE = """To jest pismo #letter_number z #letter_count: \
pozostałe zaległości wymieniono w innych pismach.
Niezapłacone raty planu spłat: #instalments_missed.
Kwoty będące w trakcie wyjaśniania nie są objęte tym pismem.
Mają Państwo u nas nadpłatę w wysokości #credits_named, która nie została tu zaliczona.
Państwa nadpłata w wysokości #credits_set_off została tu zaliczona na najstarsze pozycje."""
_ONCE = """Nie o każdej wiadomości informujemy pocztą elektroniczną: to, co jeszcze nadejdzie, \
znajdą Państwo pod tym adresem."""

POLISH = Words(
    letters={
        FIRST: (
            "Przypomnienie o płatności: nieuregulowane pozycje konta #account_number",
            f"""Szanowni Państwo, #customer_name,

według stanu na dzień #as_of poniższe pozycje są nieuregulowane. Prosimy o zapłatę kwoty \
#items_total.

#items_list_selected

{_BESIDE}

Jeśli zapłata już nastąpiła, dziękujemy: odpowiedź nie jest wtedy potrzebna.""",
        ),
        SECOND: (
            "Drugie przypomnienie: nieuregulowane pozycje konta #account_number",
            f"""Szanowni Państwo, #customer_name,

przypominaliśmy już o nieuregulowanych pozycjach, a według stanu na dzień #as_of poniższe nadal \
nie zostały zapłacone. Prosimy o zapłatę kwoty #items_total.

#items_list_selected

{_BESIDE}

Jeśli coś się nie zgadza, prosimy o wiadomość.""",
        ),
        FINAL: (
            "Ostateczne wezwanie do zapłaty: nieuregulowane pozycje konta #account_number",
            f"""Szanowni Państwo, #customer_name,

to ostatnie przypomnienie o pozycjach, które według stanu na dzień #as_of są nieuregulowane. \
Prosimy o niezwłoczną zapłatę kwoty #items_total.

#items_list_selected

{_BESIDE}

Jeśli coś się nie zgadza, prosimy o niezwłoczną wiadomość.""",
        ),
        OUTCOME: (
            "Państwa reklamacja została rozpatrzona: konto #account_number",
            """Szanowni Państwo, #customer_name,

według stanu na dzień #as_of Państwa reklamacja została rozpatrzona następująco:

#items_list_selected

#outcome_reasons

Prosimy o zapłatę pozostałej kwoty, #items_total, do dnia #pay_by.

Jeśli coś się nie zgadza, prosimy o wiadomość.""",
        ),
        PROMISE: (
            "Kiedy nastąpi zapłata? Nieuregulowane pozycje konta #account_number",
            """Szanowni Państwo, #customer_name,

poniższe pozycje są nieuregulowane; do zapłaty pozostaje #items_total. Prosimy o informację, do \
kiedy zostaną zapłacone.

#items_list_selected

#comment

#link

Link jest tylko dla Państwa i jest ważny do: #due. Otwarcie niczego nie zmienia: termin zapłaty \
podaje się na stronie, którą otwiera.
Jeśli zapłata już nastąpiła, dziękujemy.

#collector""",
        ),
        "messageNews": (
            "Faktura #invoice_number: #unread w sprawie reklamacji",
            f"""Dzień dobry, #person_name,

są nowości w sprawie reklamacji (#customer_name, faktura #invoice_number): #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "bookingNews": (
            "Rezerwacja #booking_reference: #unread w sprawie reklamacji",
            f"""Dzień dobry, #person_name,

są nowości w sprawie reklamacji do rezerwacji #booking_reference (#operator_name i \
#aggregator_name): #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "orderNews": (
            "Zamówienie #order_number: #unread w sprawie reklamacji #dispute_id",
            f"""Dzień dobry, #person_name,

są nowości w sprawie reklamacji #dispute_id do zamówienia #order_number (#claim): #unread.

#news

Prosimy o odpowiedź w terminie: #deadline.

#dispute_link

{_ONCE}""",
        ),
        "vendorAsked": (
            "Prosimy o odpowiedź w terminie: #deadline (zamówienie #order_number)",
            """Dzień dobry, #person_name,

klient zamówienia #order_number zgłasza: #claim. Czy zapłata nastąpiła, w jakiej kwocie i jak?

#link

Prosimy o odpowiedź w terminie: #deadline. Otwarcie linku niczego nie zmienia: odpowiedzi udziela \
się na stronie, którą otwiera. Dopóki odpowiedź nie zostanie oznaczona jako ostateczna, można ją \
zmienić.

Dla osób zalogowanych: #dispute_link

Ostatnie, co nie zostało przeczytane (#unread):
#news""",
        ),
        "ticketNews": (
            "#ticket_subject: #unread (zgłoszenie #ticket_id)",
            f"""Dzień dobry, #person_name,

są nowości w sprawie zgłoszenia #ticket_id (#customer_name): #unread. Temat: #ticket_subject

#news

#dispute_link

{_ONCE}""",
        ),
        "mailRefused": (
            "Państwa odpowiedź nie została przekazana: #thing",
            """Dzień dobry, #person_name,

odpowiedź wysłana pocztą elektroniczną nie została przyjęta: #thing

#comment

Na tę wiadomość nikt nie odpowiada. Jeśli mogą się Państwo zalogować, prosimy kontynuować tutaj:

#dispute_link""",
        ),
    },
    items=("Faktura", "Termin płatności", "Nieuregulowane", "W wyjaśnianiu", "Do zapłaty"),
    outcomes=("Faktura", "Sporne", "Uznane", "Nieuznane", "Wycofane", "Nieuregulowane"),
    charges_before="wcześniejsze opłaty i odsetki",
    fee="opłata za wezwanie",
    interest="odsetki za opóźnienie do dnia {day}",
    instalment="rata {number}, termin {day}: {amount}",
    more="i jeszcze {count}",
    account="Konto {number}",
    answer="Zobacz i odpowiedz",
    unread={
        "one": "{count} nieprzeczytana wiadomość",
        "few": "{count} nieprzeczytane wiadomości",
        "many": "{count} nieprzeczytanych wiadomości",
        "other": "{count} nieprzeczytanych wiadomości",
    },
    we="My",
    support="Dział wsparcia",
    things={
        DISPUTE: ("reklamacja {id}", "Otwórz reklamację"),
        TICKET: ("zgłoszenie {id}", "Otwórz zgłoszenie"),
    },
    refused="Nie można tam już nic napisać albo nie z tego adresu.",
    example="Prosimy o przesłanie umowy.",
    terms={
        "claims": {
            "notPaid": "nie otrzymano zapłaty",
            "paidLess": "sprzedawca zapłacił mniej, niż zafakturowano",
        },
        "verdicts": {
            "paidFull": "zapłacono w całości",
            "paidPart": "z pewnego powodu zapłacono mniej",
            "notPaid": "nie zapłacono",
            "denies": "wszystkiemu zaprzeczono",
        },
        "levels": {
            "active": "aktywna",
            "reduced": "ograniczona, z mniejszą liczbą zleceń",
            "hold": "wstrzymana, bez nowych zleceń",
            "deactivated": "zablokowana",
        },
        "evidence": {
            "paymentProof": "dowód zapłaty",
            "finalBill": "rachunek końcowy",
            "paymentReference": "numer referencyjny płatności",
            "pickupNote": "notatka z odbioru",
            "other": "coś innego",
        },
    },
    events={
        "raised": "Otrzymaliśmy reklamację: {claim}, {amount}.",
        "claimChanged": "Państwa roszczenie brzmi teraz: {claim}, {amount}.",
        "receiptConfirmed": "Podano, jaką kwotę Państwo otrzymali: {amount}.",
        "outcome": "Podjęto decyzję: nic więcej nie zostanie wypłacone. Mogą Państwo złożyć "
        "sprzeciw.",
        "outcome.paid": "Podjęto decyzję: otrzymają Państwo kwotę {amount}.",
        "outcomeReversed": "Decyzja została cofnięta; sprawdzamy sprawę ponownie.",
        "outcomeReversed.owed": "Decyzja została cofnięta: wypłaconą Państwu kwotę {amount} należy "
        "zwrócić.",
        "payoutSent": "Państwa pieniądze są w drodze: {amount} na konto {account}.",
        "payoutUnsent": "Państwa pieniądze nie zostały jeszcze wysłane i zostaną przekazane: "
        "{amount}.",
        "payoutConfirmed": "Państwa pieniądze dotarły: {amount}.",
        "payoutReturned": "Państwa pieniądze ({amount}) wróciły z konta; prosimy o podanie innego.",
        "payoutInstructed": "Państwa pieniądze zostaną wysłane ponownie: {amount}.",
        "accepted": "Podano, że wynik został przez Państwa zaakceptowany.",
        "reopened": "Sprawdzamy to ponownie: {reason}",
        "closed": "Reklamacja jest zamknięta.",
        "withdrawn": "Reklamacja została wycofana.",
        "evidenceTyped": "Podano, co zawiera plik: {name}, {type}.",
        "attached": "Dołączono plik: {name}.",
        "filesRefused": "Pliki z Państwa wiadomości nie zostały dołączone.",
        "vendorAsked": "Poproszono Państwa o odpowiedź w terminie: {due}.",
        "vendorReminded": "Wysłano Państwu przypomnienie; termin odpowiedzi: {due}.",
        "answerSaved": "Zapisano odpowiedź, która nie jest jeszcze ostateczna.",
        "vendorAnswered": "Otrzymaliśmy Państwa odpowiedź: {verdict}.",
        "vendorAnswered.amount": "Otrzymaliśmy Państwa odpowiedź: {verdict}, {amount}.",
        "late": "Nadeszła po terminie.",
        "lateEvidence": "Państwa odpowiedź nadeszła po decyzji: {verdict}.",
        "vendorOutcome": "Reklamacja do zamówienia {order} została rozstrzygnięta.",
        "fined": "Nałożono na Państwa karę w wysokości {fine}, potrąconą z Państwa salda.",
        "fined.owed": "Nałożono na Państwa karę w wysokości {fine}: z Państwa salda potrącono "
        "{now}, do zapłaty pozostaje {owed}.",
        "fineReversed": "Kara w wysokości {fine} do zamówienia {order} została cofnięta.",
        "standingChanged": "Państwa ocena jest teraz następująca: {level}.",
        "standing.active": "Reklamacja {dispute} została rozstrzygnięta na Państwa niekorzyść.",
        "standing.hold": "W sprawie reklamacji {dispute} nie można było się z Państwem "
        "skontaktować albo podane informacje nie zostały udowodnione.",
        "standing.repeat": "Reklamacje rozstrzygnięte na Państwa niekorzyść w ciągu {days} dni: co "
        "najmniej {count}. Największa liczba zleceń: {leads}.",
        "standing.until": "Obowiązuje do: {until}.",
        "booking.raised": "{side} składa reklamację do rezerwacji {reference}: {description}",
        "booking.fundsRequested": "{side} prosi o kwotę {amount}.",
        "booking.fundsRequested.reason": "{side} prosi o kwotę {amount}: {reason}",
        "booking.fundsApproved": "Zapłacono kwotę {amount}; płatnik: {payer}, odbiorca: {payee}.",
        "booking.fundsRejected": "{side} nie płaci kwoty {amount}.",
        "booking.fundsRejected.reason": "{side} nie płaci kwoty {amount}: {reason}",
        "booking.fundsCancelled": "{side} wycofuje prośbę o kwotę {amount}.",
        "booking.fundsEnded": "Prośba o kwotę {amount} wygasła wraz z reklamacją.",
        "booking.fundsCorrected": "Płatność w kwocie {amount} została cofnięta, odbiorca: {payee}. "
        "Powód: {reason}",
        "booking.resolved": "{side} oznacza reklamację jako rozwiązaną.",
        "booking.withdrawn": "{side} wycofuje reklamację.",
        "booking.withdrawn.reason": "{side} wycofuje reklamację: {reason}",
        "booking.reopened": "{side} wznawia reklamację: {reason}",
        "booking.escalated": "{side} prosi dział wsparcia o interwencję: {issue}",
        "booking.handedBack": "Dział wsparcia oddał reklamację stronom.",
        "booking.handedBack.reason": "Dział wsparcia oddał reklamację stronom: {reason}",
        "booking.attached": "{side} dołącza plik: {name}.",
        "booking.filesRefused": "Nie dołączono plików z wiadomości; nadawca: {side}.",
    },
)
