"""Italian."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Questa è la lettera #letter_number di #letter_count: \
il resto di quanto è aperto è nelle altre.
Rate non pagate del Suo piano di pagamento: #instalments_missed.
Ciò che è in chiarimento non viene richiesto.
Presso di noi ha un credito di #credits_named, che qui non è compensato.
Il suo credito di #credits_set_off presso di noi è qui compensato con le partite più vecchie."""

ITALIAN = Words(
    letters={
        FIRST: (
            "Promemoria di pagamento: partite aperte del conto #account_number",
            f"""Gentile cliente, #customer_name,

queste partite risultano aperte al #as_of. La preghiamo di pagare #items_total.

#items_list_selected

{_BESIDE}

Se nel frattempo ha pagato, grazie: in tal caso non occorre rispondere.""",
        ),
        SECOND: (
            "Secondo sollecito: partite aperte del conto #account_number",
            f"""Gentile cliente, #customer_name,

Le abbiamo già ricordato partite aperte, e al #as_of queste lo sono ancora. La preghiamo di pagare \
#items_total.

#items_list_selected

{_BESIDE}

Se qualcosa non è corretto, La preghiamo di dircelo.""",
        ),
        FINAL: (
            "Ultimo avviso: partite aperte del conto #account_number",
            f"""Gentile cliente, #customer_name,

questo è l’ultimo sollecito per partite che risultano aperte al #as_of. La preghiamo di pagare \
subito #items_total.

#items_list_selected

{_BESIDE}

Se qualcosa non è corretto, La preghiamo di dircelo subito.""",
        ),
        OUTCOME: (
            "La Sua contestazione è definita: conto #account_number",
            """Gentile cliente, #customer_name,

su ciò che ha contestato è stato deciso quanto segue, al #as_of:

#items_list_selected

#outcome_reasons

La preghiamo di pagare quanto resta aperto, #items_total, entro il #pay_by.

Se qualcosa non è corretto, La preghiamo di dircelo.""",
        ),
        PROMISE: (
            "Quando pagherà? Partite aperte del conto #account_number",
            """Gentile cliente, #customer_name,

queste partite sono aperte; sono da pagare #items_total. La preghiamo di dirci entro quando le \
pagherà.

#items_list_selected

#comment

#link

Il link è solo per Lei ed è valido fino al #due. Aprirlo non cambia nulla: l’impegno si prende \
nella pagina che si apre.
Se nel frattempo ha pagato, grazie.

#collector""",
        ),
    },
    items=("Fattura", "Scadenza", "Aperto", "In chiarimento", "Da pagare"),
    outcomes=("Fattura", "Contestato", "Accreditato", "Non accreditato", "Ritirato", "Aperto"),
    charges_before="spese e interessi finora",
    fee="spese di sollecito",
    interest="interessi fino al {day}",
    instalment="rata {number}, scaduta il {day}: {amount}",
    more="e altre {count}",
    account="Conto {number}",
    answer="Guarda e rispondi",
)
