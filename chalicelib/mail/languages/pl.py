"""Polish."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """To jest pismo #letter_number z #letter_count: \
pozostałe zaległości wymieniają inne pisma.
Niezapłacone raty planu spłat: #instalments_missed.
Tego, co jest w wyjaśnianiu, nie wzywamy do zapłaty.
Mają Państwo u nas nadpłatę #credits_named, która nie jest tu zaliczona.
Państwa nadpłata #credits_set_off została tu zaliczona na najstarsze pozycje."""

POLISH = Words(
    letters={
        FIRST: (
            "Przypomnienie o płatności: otwarte pozycje konta #account_number",
            f"""Szanowni Państwo, #customer_name,

według stanu na #as_of poniższe pozycje są otwarte. Prosimy o zapłatę #items_total.

#items_list_selected

{_BESIDE}

Jeśli zapłata już nastąpiła, dziękujemy: odpowiedź nie jest wtedy potrzebna.""",
        ),
        SECOND: (
            "Drugie przypomnienie: otwarte pozycje konta #account_number",
            f"""Szanowni Państwo, #customer_name,

przypominaliśmy już o otwartych pozycjach, a według stanu na #as_of poniższe nadal są otwarte. \
Prosimy o zapłatę #items_total.

#items_list_selected

{_BESIDE}

Jeśli coś się nie zgadza, prosimy o wiadomość.""",
        ),
        FINAL: (
            "Ostateczne wezwanie: otwarte pozycje konta #account_number",
            f"""Szanowni Państwo, #customer_name,

to ostatnie przypomnienie o pozycjach, które są otwarte według stanu na #as_of. Prosimy o \
niezwłoczną zapłatę #items_total.

#items_list_selected

{_BESIDE}

Jeśli coś się nie zgadza, prosimy o natychmiastową wiadomość.""",
        ),
        OUTCOME: (
            "Państwa reklamacja jest rozpatrzona: konto #account_number",
            """Szanowni Państwo, #customer_name,

według stanu na #as_of reklamacja została rozpatrzona tak:

#items_list_selected

#outcome_reasons

Prosimy o zapłatę pozostałej kwoty, #items_total, do dnia #pay_by.

Jeśli coś się nie zgadza, prosimy o wiadomość.""",
        ),
        PROMISE: (
            "Kiedy nastąpi zapłata? Otwarte pozycje konta #account_number",
            """Szanowni Państwo, #customer_name,

poniższe pozycje są otwarte; do zapłaty pozostaje #items_total. Prosimy o informację, do kiedy \
zostaną zapłacone.

#items_list_selected

#comment

#link

Link jest tylko dla Państwa i jest ważny do: #due. Otwarcie niczego nie zmienia: termin zapłaty \
podaje się na stronie, którą otwiera.
Jeśli zapłata już nastąpiła, dziękujemy.

#collector""",
        ),
    },
    items=("Faktura", "Termin", "Otwarte", "W wyjaśnianiu", "Do zapłaty"),
    outcomes=("Faktura", "Sporne", "Uznane", "Nieuznane", "Wycofane", "Otwarte"),
    charges_before="opłaty i odsetki do tej pory",
    fee="opłata za wezwanie",
    interest="odsetki do {day}",
    instalment="rata {number}, termin {day}: {amount}",
    more="i jeszcze {count}",
    account="Konto {number}",
    answer="Zobacz i odpowiedz",
)
