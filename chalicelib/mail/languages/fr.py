"""French."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Ceci est la lettre #letter_number sur #letter_count : \
les autres indiquent le reste de ce qui est dû.
Échéances manquées de votre plan de paiement : #instalments_missed.
Ce qui est en clarification n’est pas réclamé.
Vous avez chez nous un avoir de #credits_named, qui n’est pas déduit ici.
Votre avoir de #credits_set_off chez nous est déduit ici des postes les plus anciens."""

FRENCH = Words(
    letters={
        FIRST: (
            "Rappel de paiement : factures ouvertes du compte #account_number",
            f"""Bonjour #customer_name,

ces factures sont ouvertes au #as_of. Nous vous prions de payer #items_total.

#items_list_selected

{_BESIDE}

Si vous avez payé entre-temps, merci : une réponse n’est alors pas nécessaire.""",
        ),
        SECOND: (
            "Deuxième rappel : factures ouvertes du compte #account_number",
            f"""Bonjour #customer_name,

nous vous avons déjà rappelé des factures ouvertes, et au #as_of celles-ci le sont encore. Nous \
vous prions de payer #items_total.

#items_list_selected

{_BESIDE}

Si quelque chose n’est pas exact, merci de nous le dire.""",
        ),
        FINAL: (
            "Dernier avis : factures ouvertes du compte #account_number",
            f"""Bonjour #customer_name,

ceci est le dernier rappel de factures qui sont ouvertes au #as_of. Nous vous prions de payer \
#items_total maintenant.

#items_list_selected

{_BESIDE}

Si quelque chose n’est pas exact, merci de nous le dire immédiatement.""",
        ),
        OUTCOME: (
            "Votre réclamation est réglée : compte #account_number",
            """Bonjour #customer_name,

ce que vous avez contesté est décidé au #as_of :

#items_list_selected

#outcome_reasons

Nous vous prions de payer le solde, #items_total, au plus tard le #pay_by.

Si quelque chose n’est pas exact, merci de nous le dire.""",
        ),
        PROMISE: (
            "Quand paierez-vous ? Factures ouvertes du compte #account_number",
            """Bonjour #customer_name,

ces factures sont ouvertes ; il reste à payer #items_total. Merci de nous dire jusqu’à quand vous \
les paierez.

#items_list_selected

#comment

#link

Ce lien est pour vous seul et valable jusqu’au #due. L’ouvrir ne change rien : vous vous engagez \
sur la page qu’il ouvre.
Si vous avez payé entre-temps, merci.

#collector""",
        ),
    },
    items=("Facture", "Échéance", "Solde", "En clarification", "À payer"),
    outcomes=("Facture", "Contesté", "Crédité", "Non crédité", "Retiré", "Solde"),
    charges_before="frais et intérêts jusqu’ici",
    fee="frais de rappel",
    interest="intérêts jusqu’au {day}",
    instalment="échéance {number}, due le {day} : {amount}",
    more="et {count} de plus",
    account="Compte {number}",
    answer="Consulter et répondre",
)
