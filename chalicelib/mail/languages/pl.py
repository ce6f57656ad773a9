"""Polish."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
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
    things={
        DISPUTE: ("reklamacja {id}", "Otwórz reklamację"),
        TICKET: ("zgłoszenie {id}", "Otwórz zgłoszenie"),
    },
    refused="Nie można tam już nic napisać albo nie z tego adresu.",
    example="Prosimy o przesłanie umowy.",
    claims={
        "notPaid": "nie otrzymano zapłaty",
        "paidLess": "sprzedawca zapłacił mniej, niż zafakturowano",
    },
    events={
        "raised": "Otrzymaliśmy reklamację",
        "claimChanged": "Państwa roszczenie zostało zmienione",
        "receiptConfirmed": "Podano, jaką kwotę Państwo otrzymali",
        "outcome": "Podjęto decyzję",
        "outcomeReversed": "Decyzja została cofnięta",
        "payoutSent": "Państwa pieniądze są w drodze",
        "payoutUnsent": "Państwa pieniądze nie zostały jeszcze wysłane i zostaną przekazane",
        "payoutConfirmed": "Państwa pieniądze dotarły",
        "payoutReturned": "Państwa pieniądze wróciły z konta; prosimy o podanie innego",
        "payoutInstructed": "Państwa pieniądze zostaną wysłane ponownie",
        "accepted": "Wynik został zaakceptowany",
        "reopened": "Sprawdzamy to ponownie",
        "closed": "Reklamacja jest zamknięta",
        "withdrawn": "Reklamacja została wycofana",
        "evidenceTyped": "Podano, co zawiera plik",
        "attached": "Dołączono plik",
        "filesRefused": "Pliki z Państwa wiadomości nie zostały dołączone",
        "vendorAsked": "Poproszono Państwa o odpowiedź",
        "vendorReminded": "Wysłano Państwu przypomnienie",
        "answerSaved": "Zapisano odpowiedź, która nie jest jeszcze ostateczna",
        "vendorAnswered": "Otrzymaliśmy Państwa odpowiedź",
        "lateEvidence": "Państwa odpowiedź nadeszła po decyzji",
        "vendorOutcome": "Podjęto decyzję",
        "fineReversed": "Państwa kara została cofnięta",
        "standingChanged": "Państwa ocena się zmieniła",
    },
)
