"""Dutch."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Dit is brief #letter_number van #letter_count: \
wat verder openstaat, staat in de andere.
Gemist van uw betalingsregeling: #instalments_missed.
Wat in behandeling is, vragen wij hier niet.
U hebt bij ons #credits_named te goed, wat hier niet is verrekend.
Uw tegoed van #credits_set_off bij ons is hier verrekend met de oudste posten."""

DUTCH = Words(
    letters={
        FIRST: (
            "Betalingsherinnering: openstaande posten van rekening #account_number",
            f"""Geachte klant, #customer_name,

deze posten staan open op #as_of. Wij verzoeken u #items_total te betalen.

#items_list_selected

{_BESIDE}

Hebt u intussen betaald, dan danken wij u: u hoeft dan niet te antwoorden.""",
        ),
        SECOND: (
            "Tweede herinnering: openstaande posten van rekening #account_number",
            f"""Geachte klant, #customer_name,

wij herinnerden u al aan openstaande posten, en op #as_of staan deze nog open. Wij verzoeken u \
#items_total te betalen.

#items_list_selected

{_BESIDE}

Klopt er iets niet, laat het ons dan weten.""",
        ),
        FINAL: (
            "Laatste aanmaning: openstaande posten van rekening #account_number",
            f"""Geachte klant, #customer_name,

dit is de laatste herinnering aan posten die op #as_of openstaan. Wij verzoeken u #items_total nu \
te betalen.

#items_list_selected

{_BESIDE}

Klopt er iets niet, laat het ons dan meteen weten.""",
        ),
        OUTCOME: (
            "Uw bezwaar is afgehandeld: rekening #account_number",
            """Geachte klant, #customer_name,

over wat u hebt betwist, is op #as_of beslist:

#items_list_selected

#outcome_reasons

Wij verzoeken u het openstaande bedrag, #items_total, uiterlijk op #pay_by te betalen.

Klopt er iets niet, laat het ons dan weten.""",
        ),
        PROMISE: (
            "Wanneer betaalt u? Openstaande posten van rekening #account_number",
            """Geachte klant, #customer_name,

deze posten staan open; te betalen is #items_total. Laat ons weten tot wanneer u ze betaalt.

#items_list_selected

#comment

#link

De link is alleen voor u en geldig tot en met #due. Openen verandert niets: u zegt de betaling \
toe op de pagina die opent.
Hebt u intussen betaald, dan danken wij u.

#collector""",
        ),
    },
    items=("Factuur", "Vervaldatum", "Openstaand", "In behandeling", "Te betalen"),
    outcomes=(
        "Factuur",
        "Betwist",
        "Gecrediteerd",
        "Niet gecrediteerd",
        "Ingetrokken",
        "Openstaand",
    ),
    charges_before="kosten en rente tot nu toe",
    fee="herinneringskosten",
    interest="rente tot en met {day}",
    instalment="termijn {number}, vervallen op {day}: {amount}",
    more="en nog {count}",
    account="Rekening {number}",
    answer="Bekijken en antwoorden",
)
