"""Swedish."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Detta är brev #letter_number av #letter_count: \
övriga obetalda poster nämns i de andra.
Obetalt enligt er betalningsplan: #instalments_missed.
Belopp under utredning krävs inte här.
Ni har #credits_named till godo hos oss, vilket inte har räknats av här.
Ert tillgodohavande på #credits_set_off har räknats av här mot de äldsta posterna."""
_ONCE = """Ni får inte ett mejl för varje meddelande: det som kommer den närmaste tiden hittar ni \
där."""

SWEDISH = Words(
    letters={
        FIRST: (
            "Betalningspåminnelse: obetalda poster på kundkonto #account_number",
            f"""Bästa kund, #customer_name,

Följande poster är obetalda per #as_of. Vänligen betala #items_total.

#items_list_selected

{_BESIDE}

Om ni redan har betalat, tack: då behöver ni inte svara.""",
        ),
        SECOND: (
            "Andra påminnelsen: obetalda poster på kundkonto #account_number",
            f"""Bästa kund, #customer_name,

Vi har redan påmint om obetalda poster, och per #as_of är följande fortfarande obetalda. Vänligen \
betala #items_total.

#items_list_selected

{_BESIDE}

Om något inte stämmer, hör av er till oss.""",
        ),
        FINAL: (
            "Sista påminnelsen: obetalda poster på kundkonto #account_number",
            f"""Bästa kund, #customer_name,

Detta är den sista påminnelsen om poster som är obetalda per #as_of. Vänligen betala #items_total \
omgående.

#items_list_selected

{_BESIDE}

Om något inte stämmer, hör genast av er till oss.""",
        ),
        OUTCOME: (
            "Er reklamation är avgjord: kundkonto #account_number",
            """Bästa kund, #customer_name,

Er reklamation är avgjord; läget per #as_of:

#items_list_selected

#outcome_reasons

Vänligen betala det som är obetalt, #items_total, senast #pay_by.

Om något inte stämmer, hör av er till oss.""",
        ),
        PROMISE: (
            "När betalar ni? Obetalda poster på kundkonto #account_number",
            """Bästa kund, #customer_name,

Följande poster är obetalda; #items_total återstår att betala. Vänligen meddela oss när ni kommer \
att betala dem.

#items_list_selected

#comment

#link

Länken är bara för er och gäller till och med #due. Att öppna den ändrar ingenting: ni lämnar ert \
besked på sidan som öppnas.
Om ni redan har betalat, tack.

#collector""",
        ),
        "messageNews": (
            "Faktura #invoice_number: #unread om reklamationen",
            f"""Hej #person_name,

I reklamationen från #customer_name på faktura #invoice_number har ni #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "bookingNews": (
            "Bokning #booking_reference: #unread om reklamationen",
            f"""Hej #person_name,

Ni har #unread om reklamationen på bokning #booking_reference mellan #operator_name och \
#aggregator_name.

#news

#dispute_link

{_ONCE}""",
        ),
        "orderNews": (
            "Beställning #order_number: #unread om reklamation #dispute_id",
            f"""Hej #person_name,

I reklamation #dispute_id på beställning #order_number (#claim) har ni #unread.

#news

Vänligen svara senast #deadline.

#dispute_link

{_ONCE}""",
        ),
        "vendorAsked": (
            "Vänligen svara senast #deadline: beställning #order_number",
            """Hej #person_name,

Kunden till beställning #order_number uppger: #claim. Har ni betalat, hur mycket och hur?

#link

Vänligen svara senast #deadline. Att öppna länken ändrar ingenting: ni svarar på sidan som öppnas. \
Tills ni anger att svaret är slutgiltigt kan ni ändra det.

Om ni ändå är inloggad: #dispute_link

Det senaste som är oläst, totalt #unread:
#news""",
        ),
        "ticketNews": (
            "#ticket_subject: #unread (ärende #ticket_id)",
            f"""Hej #person_name,

I ärende #ticket_id från #customer_name har ni #unread: #ticket_subject

#news

#dispute_link

{_ONCE}""",
        ),
        "mailRefused": (
            "Ert svar har inte förmedlats: #thing",
            """Hej #person_name,

Ert svar per mejl har inte tagits emot: #thing

#comment

Ingen besvarar det här mejlet. Om ni kan logga in, fortsätt här:

#dispute_link""",
        ),
    },
    items=("Faktura", "Förfallodag", "Obetalt", "Under utredning", "Att betala"),
    outcomes=("Faktura", "Bestritt", "Krediterat", "Inte krediterat", "Återtaget", "Obetalt"),
    charges_before="tidigare avgifter och ränta",
    fee="påminnelseavgift",
    interest="dröjsmålsränta till och med {day}",
    instalment="delbetalning {number}, förföll {day}: {amount}",
    more="och {count} till",
    account="Kundkonto {number}",
    answer="Titta och svara",
    unread={"one": "{count} oläst meddelande", "other": "{count} olästa meddelanden"},
    we="Vi",
    support="Supporten",
    things={
        DISPUTE: ("reklamation {id}", "Till reklamationen"),
        TICKET: ("ärende {id}", "Till ärendet"),
    },
    refused="Där kan ingenting mer skrivas, eller inte från den här adressen.",
    example="Vänligen skicka oss avtalet.",
    terms={
        "claims": {
            "notPaid": "ingen betalning mottagen",
            "paidLess": "säljaren betalade mindre än fakturerat",
        },
        "verdicts": {
            "paidFull": "betalt i sin helhet",
            "paidPart": "av en anledning betalt mindre",
            "notPaid": "inte betalt",
            "denies": "allt bestrids",
        },
        "levels": {
            "active": "aktiv",
            "reduced": "begränsad, med färre uppdrag",
            "hold": "vilande, utan nya uppdrag",
            "deactivated": "avstängd",
        },
        "evidence": {
            "paymentProof": "ett betalningsbevis",
            "finalBill": "slutfakturan",
            "paymentReference": "betalningsreferensen",
            "pickupNote": "en anteckning från hämtningen",
            "other": "något annat",
        },
    },
    events={
        "raised": "Reklamationen har kommit in: {claim}, {amount}.",
        "claimChanged": "Ert krav är nu: {claim}, {amount}.",
        "receiptConfirmed": "Det har angetts vad ni har fått: {amount}.",
        "outcome": "Ett beslut har fattats: inget mer betalas ut. Ni kan invända.",
        "outcome.paid": "Ett beslut har fattats: vi betalar ut {amount} till er.",
        "outcomeReversed": "Beslutet har återtagits; ert ärende prövas på nytt.",
        "outcomeReversed.owed": "Beslutet har återtagits: de {amount} som betalades ut till er ska "
        "betalas tillbaka.",
        "payoutSent": "Era pengar är på väg: {amount} till kontot {account}.",
        "payoutUnsent": "Era pengar har inte skickats ännu och kommer att betalas ut: {amount}.",
        "payoutConfirmed": "Era pengar har kommit fram: {amount}.",
        "payoutReturned": "Era pengar ({amount}) kom tillbaka från kontot; ange ett annat.",
        "payoutInstructed": "Era pengar skickas på nytt: {amount}.",
        "accepted": "Det har angetts att ni är nöjda med utfallet.",
        "reopened": "Vi tittar på det igen: {reason}",
        "closed": "Reklamationen är avslutad.",
        "withdrawn": "Reklamationen har återtagits.",
        "evidenceTyped": "Det har angetts vad en fil visar: {name}, {type}.",
        "attached": "En fil har bifogats: {name}.",
        "filesRefused": "Filer i ert mejl har inte bifogats.",
        "vendorAsked": "Ni har blivit ombedda att svara senast {due}.",
        "vendorReminded": "Ni har fått en påminnelse: er svarstid går ut {due}.",
        "answerSaved": "Ett svar har sparats, som inte är slutgiltigt än.",
        "vendorAnswered": "Ert svar har kommit in: {verdict}.",
        "vendorAnswered.amount": "Ert svar har kommit in: {verdict}, {amount}.",
        "late": "Det kom för sent.",
        "lateEvidence": "Ert svar kom efter beslutet: {verdict}.",
        "vendorOutcome": "Reklamationen på beställning {order} har avgjorts.",
        "fined": "Ni får betala en straffavgift på {fine}, som dras från ert saldo.",
        "fined.owed": "Ni får betala en straffavgift på {fine}: {now} dras från ert saldo och ni "
        "är skyldiga {owed}.",
        "fineReversed": "Straffavgiften på {fine} för beställning {order} har återtagits.",
        "standingChanged": "Er ställning är nu: {level}.",
        "standing.active": "Reklamation {dispute} avgjordes till er nackdel.",
        "standing.hold": "I reklamation {dispute} gick ni inte att nå, eller så kunde det ni sade "
        "inte styrkas.",
        "standing.repeat": "Inom {days} dagar avgjordes minst {count} reklamationer till er "
        "nackdel. Högsta antal uppdrag: {leads}.",
        "standing.until": "Det gäller till och med {until}.",
        "booking.raised": "{side} har reklamerat bokning {reference}: {description}",
        "booking.fundsRequested": "{side} begär {amount}.",
        "booking.fundsRequested.reason": "{side} begär {amount}: {reason}",
        "booking.fundsApproved": "{payer} har betalat {amount} till {payee}.",
        "booking.fundsRejected": "{side} betalar inte {amount}.",
        "booking.fundsRejected.reason": "{side} betalar inte {amount}: {reason}",
        "booking.fundsCancelled": "{side} har tagit tillbaka begäran om {amount}.",
        "booking.fundsEnded": "Begäran om {amount} upphörde med reklamationen.",
        "booking.fundsCorrected": "Betalningen av {amount} till {payee} har återtagits: {reason}",
        "booking.resolved": "{side} har markerat reklamationen som löst.",
        "booking.withdrawn": "{side} har återtagit reklamationen.",
        "booking.withdrawn.reason": "{side} har återtagit reklamationen: {reason}",
        "booking.reopened": "{side} har öppnat reklamationen igen: {reason}",
        "booking.escalated": "{side} har bett supporten att gripa in: {issue}",
        "booking.handedBack": "Supporten har lämnat tillbaka reklamationen.",
        "booking.handedBack.reason": "Supporten har lämnat tillbaka reklamationen: {reason}",
        "booking.attached": "{side} har bifogat en fil: {name}.",
        "booking.filesRefused": "Filer i ett mejl från {side} har inte bifogats.",
    },
)
