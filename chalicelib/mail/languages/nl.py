"""Dutch."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Dit is brief #letter_number van #letter_count: \
wat verder openstaat, staat in de andere brieven.
Niet betaald van uw betalingsregeling: #instalments_missed.
Bedragen die nog in behandeling zijn, vorderen wij hier niet.
U hebt bij ons #credits_named te goed, wat hier niet is verrekend.
Uw tegoed van #credits_set_off bij ons is hier verrekend met de oudste posten."""
_ONCE = "U krijgt niet voor elk bericht een e-mail: wat er nog bij komt, vindt u daar."

DUTCH = Words(
    letters={
        FIRST: (
            "Betalingsherinnering: openstaande posten van klantnummer #account_number",
            f"""Geachte klant, #customer_name,

De volgende posten staan open op #as_of. Wij verzoeken u #items_total te betalen.

#items_list_selected

{_BESIDE}

Hebt u intussen betaald, dan danken wij u: u hoeft dan niet te antwoorden.""",
        ),
        SECOND: (
            "Tweede herinnering: openstaande posten van klantnummer #account_number",
            f"""Geachte klant, #customer_name,

Wij hebben u al aan openstaande posten herinnerd; op #as_of staan de volgende nog open. Wij \
verzoeken u #items_total te betalen.

#items_list_selected

{_BESIDE}

Klopt er iets niet, laat het ons dan weten.""",
        ),
        FINAL: (
            "Laatste aanmaning: openstaande posten van klantnummer #account_number",
            f"""Geachte klant, #customer_name,

Dit is de laatste herinnering aan posten die op #as_of openstaan. Wij verzoeken u #items_total \
per omgaande te betalen.

#items_list_selected

{_BESIDE}

Klopt er iets niet, laat het ons dan meteen weten.""",
        ),
        OUTCOME: (
            "Uw bezwaar is afgehandeld: klantnummer #account_number",
            """Geachte klant, #customer_name,

Over uw bezwaar is beslist; stand op #as_of:

#items_list_selected

#outcome_reasons

Wij verzoeken u het openstaande bedrag, #items_total, uiterlijk op #pay_by te betalen.

Klopt er iets niet, laat het ons dan weten.""",
        ),
        PROMISE: (
            "Wanneer betaalt u? Openstaande posten van klantnummer #account_number",
            """Geachte klant, #customer_name,

De volgende posten staan open; te betalen: #items_total. Laat ons alstublieft weten wanneer u ze \
betaalt.

#items_list_selected

#comment

#link

De link is alleen voor u en geldig tot en met #due. Openen verandert niets: u zegt de betaling \
toe op de pagina die opent.
Hebt u intussen betaald, dan danken wij u.

#collector""",
        ),
        "messageNews": (
            "Factuur #invoice_number: #unread over het bezwaar",
            f"""Beste #person_name,

Over het bezwaar van #customer_name tegen factuur #invoice_number hebt u #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "bookingNews": (
            "Boeking #booking_reference: #unread over het bezwaar",
            f"""Beste #person_name,

U hebt #unread over het bezwaar bij boeking #booking_reference tussen #operator_name en \
#aggregator_name.

#news

#dispute_link

{_ONCE}""",
        ),
        "orderNews": (
            "Bestelling #order_number: #unread over bezwaar #dispute_id",
            f"""Beste #person_name,

Over bezwaar #dispute_id bij bestelling #order_number (#claim) hebt u #unread.

#news

Wij verzoeken u te antwoorden vóór #deadline.

#dispute_link

{_ONCE}""",
        ),
        "vendorAsked": (
            "Graag uw antwoord vóór #deadline: bestelling #order_number",
            """Beste #person_name,

De klant van bestelling #order_number meldt: #claim. Hebt u betaald, hoeveel en hoe?

#link

Wij verzoeken u te antwoorden vóór #deadline. De link openen verandert niets: u antwoordt op de \
pagina die opent. Zolang u niet aangeeft dat het definitief is, kunt u uw antwoord wijzigen.

Als u toch al bent aangemeld: #dispute_link

Het laatste wat u nog niet hebt gelezen, in totaal #unread:
#news""",
        ),
        "ticketNews": (
            "#ticket_subject: #unread (vraag #ticket_id)",
            f"""Beste #person_name,

Over vraag #ticket_id van #customer_name hebt u #unread: #ticket_subject

#news

#dispute_link

{_ONCE}""",
        ),
        "mailRefused": (
            "Uw antwoord is niet doorgegeven: #thing",
            """Beste #person_name,

Uw antwoord per e-mail is niet aangenomen: #thing

#comment

Niemand beantwoordt deze e-mail. Kunt u zich aanmelden, ga dan hier verder:

#dispute_link""",
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
    charges_before="eerdere kosten en rente",
    fee="herinneringskosten",
    interest="vertragingsrente tot en met {day}",
    instalment="termijn {number}, vervallen op {day}: {amount}",
    more="en nog {count}",
    account="Klantnummer {number}",
    answer="Bekijken en antwoorden",
    unread={"one": "{count} ongelezen bericht", "other": "{count} ongelezen berichten"},
    we="Wij",
    support="De ondersteuning",
    things={
        DISPUTE: ("bezwaar {id}", "Naar het bezwaar"),
        TICKET: ("vraag {id}", "Naar de vraag"),
    },
    refused="Daar kan niets meer worden geschreven, of niet vanaf dit adres.",
    example="Wilt u ons het contract sturen?",
    terms={
        "claims": {
            "notPaid": "geen betaling ontvangen",
            "paidLess": "de verkoper heeft minder betaald dan gefactureerd",
        },
        "verdicts": {
            "paidFull": "volledig betaald",
            "paidPart": "om een reden minder betaald",
            "notPaid": "niet betaald",
            "denies": "alles wordt betwist",
        },
        "levels": {
            "active": "actief",
            "reduced": "beperkt, met minder opdrachten",
            "hold": "opgeschort, zonder nieuwe opdrachten",
            "deactivated": "gedeactiveerd",
        },
        "evidence": {
            "paymentProof": "een betaalbewijs",
            "finalBill": "de eindafrekening",
            "paymentReference": "het betalingskenmerk",
            "pickupNote": "een notitie van het ophalen",
            "other": "iets anders",
        },
    },
    events={
        "raised": "Het bezwaar is ontvangen: {claim}, {amount}.",
        "claimChanged": "Uw claim luidt nu: {claim}, {amount}.",
        "receiptConfirmed": "Er is aangegeven wat u hebt ontvangen: {amount}.",
        "outcome": "Er is beslist: er wordt niets meer betaald. U kunt bezwaar maken.",
        "outcome.paid": "Er is beslist: wij betalen u {amount}.",
        "outcomeReversed": "De beslissing is teruggedraaid; uw zaak wordt opnieuw bekeken.",
        "outcomeReversed.owed": "De beslissing is teruggedraaid: de {amount} die aan u is betaald, "
        "moet worden terugbetaald.",
        "payoutSent": "Uw geld is onderweg: {amount} naar rekening {account}.",
        "payoutUnsent": "Uw geld is nog niet verzonden en wordt alsnog overgemaakt: {amount}.",
        "payoutConfirmed": "Uw geld is aangekomen: {amount}.",
        "payoutReturned": "Uw geld ({amount}) kwam van de rekening terug; geef ons een andere op.",
        "payoutInstructed": "Uw geld wordt opnieuw overgemaakt: {amount}.",
        "accepted": "Er is aangegeven dat u akkoord gaat.",
        "reopened": "Wij bekijken het opnieuw: {reason}",
        "closed": "Het bezwaar is afgesloten.",
        "withdrawn": "Het bezwaar is ingetrokken.",
        "evidenceTyped": "Er is aangegeven wat een bestand is: {name}, {type}.",
        "attached": "Er is een bestand toegevoegd: {name}.",
        "filesRefused": "Bestanden van uw e-mail zijn niet toegevoegd.",
        "vendorAsked": "U is om een antwoord gevraagd; uw termijn loopt tot {due}.",
        "vendorReminded": "U hebt een herinnering gekregen: uw termijn loopt tot {due}.",
        "answerSaved": "Er is een antwoord opgeslagen, dat nog niet definitief is.",
        "vendorAnswered": "Uw antwoord is ontvangen: {verdict}.",
        "vendorAnswered.amount": "Uw antwoord is ontvangen: {verdict}, {amount}.",
        "late": "Het kwam te laat.",
        "lateEvidence": "Uw antwoord kwam na de beslissing: {verdict}.",
        "vendorOutcome": "Over het bezwaar bij bestelling {order} is beslist.",
        "fined": "U krijgt een boete van {fine}, die van uw tegoed wordt afgeschreven.",
        "fined.owed": "U krijgt een boete van {fine}: {now} wordt van uw tegoed afgeschreven, "
        "{owed} bent u verschuldigd.",
        "fineReversed": "De boete van {fine} bij bestelling {order} is teruggedraaid.",
        "standingChanged": "Uw beoordeling is nu: {level}.",
        "standing.active": "Bezwaar {dispute} is in uw nadeel beslist.",
        "standing.hold": "In bezwaar {dispute} was u niet te bereiken, of wat u zei was niet "
        "bewezen.",
        "standing.repeat": "Binnen {days} dagen zijn minstens {count} bezwaren in uw nadeel "
        "beslist. Maximaal aantal opdrachten: {leads}.",
        "standing.until": "Dit geldt tot {until}.",
        "booking.raised": "{side} heeft bezwaar gemaakt bij boeking {reference}: {description}",
        "booking.fundsRequested": "{side} vraagt om {amount}.",
        "booking.fundsRequested.reason": "{side} vraagt om {amount}: {reason}",
        "booking.fundsApproved": "{payer} heeft {amount} aan {payee} betaald.",
        "booking.fundsRejected": "{side} betaalt de {amount} niet.",
        "booking.fundsRejected.reason": "{side} betaalt de {amount} niet: {reason}",
        "booking.fundsCancelled": "{side} heeft het verzoek om {amount} ingetrokken.",
        "booking.fundsEnded": "Het verzoek om {amount} is met het bezwaar geëindigd.",
        "booking.fundsCorrected": "De betaling van {amount} aan {payee} is teruggedraaid: {reason}",
        "booking.resolved": "{side} heeft het bezwaar als opgelost aangemerkt.",
        "booking.withdrawn": "{side} heeft het bezwaar ingetrokken.",
        "booking.withdrawn.reason": "{side} heeft het bezwaar ingetrokken: {reason}",
        "booking.reopened": "{side} heeft het bezwaar heropend: {reason}",
        "booking.escalated": "{side} heeft de ondersteuning gevraagd in te grijpen: {issue}",
        "booking.handedBack": "De ondersteuning heeft het bezwaar teruggegeven.",
        "booking.handedBack.reason": "De ondersteuning heeft het bezwaar teruggegeven: {reason}",
        "booking.attached": "{side} heeft een bestand toegevoegd: {name}.",
        "booking.filesRefused": "Bestanden van een e-mail van {side} zijn niet toegevoegd.",
    },
)
