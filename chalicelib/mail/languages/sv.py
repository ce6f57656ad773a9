"""Swedish."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Detta är brev #letter_number av #letter_count: \
vad som i övrigt är öppet nämns i de andra.
Missat i er betalningsplan: #instalments_missed.
Det som är under utredning krävs inte här.
Ni har #credits_named till godo hos oss, vilket inte har räknats av här.
Ert tillgodohavande på #credits_set_off har räknats av här mot de äldsta posterna."""

SWEDISH = Words(
    letters={
        FIRST: (
            "Betalningspåminnelse: obetalda poster på konto #account_number",
            f"""Bästa kund, #customer_name,

dessa poster är obetalda per #as_of. Vänligen betala #items_total.

#items_list_selected

{_BESIDE}

Om ni har betalat under tiden, tack: då behöver ni inte svara.""",
        ),
        SECOND: (
            "Andra påminnelsen: obetalda poster på konto #account_number",
            f"""Bästa kund, #customer_name,

vi har redan påmint om obetalda poster, och per #as_of är dessa fortfarande obetalda. Vänligen \
betala #items_total.

#items_list_selected

{_BESIDE}

Om något inte stämmer, hör av er till oss.""",
        ),
        FINAL: (
            "Sista påminnelsen: obetalda poster på konto #account_number",
            f"""Bästa kund, #customer_name,

detta är den sista påminnelsen om poster som är obetalda per #as_of. Vänligen betala #items_total \
nu.

#items_list_selected

{_BESIDE}

Om något inte stämmer, hör genast av er till oss.""",
        ),
        OUTCOME: (
            "Er reklamation är avgjord: konto #account_number",
            """Bästa kund, #customer_name,

det ni har bestridit är avgjort per #as_of:

#items_list_selected

#outcome_reasons

Vänligen betala det som är obetalt, #items_total, senast #pay_by.

Om något inte stämmer, hör av er till oss.""",
        ),
        PROMISE: (
            "När betalar ni? Obetalda poster på konto #account_number",
            """Bästa kund, #customer_name,

dessa poster är obetalda; #items_total ska betalas. Säg oss till när ni betalar dem.

#items_list_selected

#comment

#link

Länken är bara för er och gäller till och med #due. Att öppna den ändrar ingenting: ni lovar på \
sidan som öppnas.
Om ni har betalat under tiden, tack.

#collector""",
        ),
    },
    items=("Faktura", "Förfaller", "Öppet", "Under utredning", "Att betala"),
    outcomes=("Faktura", "Bestritt", "Krediterat", "Inte krediterat", "Återtaget", "Öppet"),
    charges_before="avgifter och ränta hittills",
    fee="påminnelseavgift",
    interest="ränta till och med {day}",
    instalment="delbetalning {number}, förföll {day}: {amount}",
    more="och {count} till",
    account="Konto {number}",
    answer="Titta och svara",
)
