"""German."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Dies ist Schreiben #letter_number von #letter_count: \
Was sonst offen ist, nennen die anderen.
Aus Ihrem Ratenplan versäumt: #instalments_missed.
Was in Klärung ist, wird hier nicht gefordert.
Sie haben bei uns ein Guthaben von #credits_named, das hier nicht verrechnet ist.
Ihr Guthaben von #credits_set_off bei uns ist hier mit den ältesten Posten verrechnet."""

GERMAN = Words(
    letters={
        FIRST: (
            "Zahlungserinnerung: offene Posten Ihres Kundenkontos #account_number",
            f"""Guten Tag, #customer_name,

diese Posten sind offen, Stand #as_of. Bitte zahlen Sie #items_total.

#items_list_selected

{_BESIDE}

Falls Sie inzwischen gezahlt haben, vielen Dank: Sie brauchen dann nicht zu antworten.""",
        ),
        SECOND: (
            "Zweite Mahnung: offene Posten Ihres Kundenkontos #account_number",
            f"""Guten Tag, #customer_name,

wir haben Sie bereits an offene Posten erinnert. Diese sind noch offen, Stand #as_of. Bitte \
zahlen Sie #items_total.

#items_list_selected

{_BESIDE}

Wenn etwas nicht stimmt, sagen Sie es uns bitte.""",
        ),
        FINAL: (
            "Letzte Mahnung: offene Posten Ihres Kundenkontos #account_number",
            f"""Guten Tag, #customer_name,

dies ist die letzte Erinnerung an Posten, die noch offen sind, Stand #as_of. Bitte zahlen Sie \
#items_total jetzt.

#items_list_selected

{_BESIDE}

Wenn etwas nicht stimmt, sagen Sie es uns bitte sofort.""",
        ),
        OUTCOME: (
            "Ihre Reklamation ist entschieden: Kundenkonto #account_number",
            """Guten Tag, #customer_name,

über das, was Sie beanstandet haben, ist entschieden, Stand #as_of:

#items_list_selected

#outcome_reasons

Bitte zahlen Sie den offenen Betrag von #items_total bis #pay_by.

Wenn etwas nicht stimmt, sagen Sie es uns bitte.""",
        ),
        PROMISE: (
            "Wann zahlen Sie? Offene Posten Ihres Kundenkontos #account_number",
            """Guten Tag, #customer_name,

diese Posten sind offen; zu zahlen sind #items_total. Bitte sagen Sie uns, bis wann Sie zahlen.

#items_list_selected

#comment

#link

Der Link ist nur für Sie und bis #due gültig. Ihn zu öffnen ändert nichts: Sie sagen Ihre \
Zahlung erst auf der Seite zu, die er öffnet.
Falls Sie inzwischen gezahlt haben, vielen Dank.

#collector""",
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
    charges_before="Gebühren und Zinsen bisher",
    fee="Gebühr",
    interest="Zinsen bis {day}",
    instalment="Rate {number}, fällig {day}: {amount}",
    more="und {count} weitere",
    account="Kundenkonto {number}",
    answer="Ansehen und antworten",
)
