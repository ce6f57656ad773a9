"""French; a space that stands before a mark never ends a line (`known.py: typeset`)."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Ceci est la lettre #letter_number sur #letter_count : \
les autres factures dues figurent dans les autres.
Échéances impayées de votre plan de paiement : #instalments_missed.
Les montants en litige ne sont pas réclamés ici.
Vous disposez chez nous d’un avoir de #credits_named, qui n’est pas déduit ici.
Votre avoir de #credits_set_off chez nous est déduit ici des factures les plus anciennes."""
_ONCE = """Vous ne recevez pas d’e-mail pour chaque message : la suite se lit sur cette page."""

FRENCH = Words(
    letters={
        FIRST: (
            "Rappel de paiement : factures impayées du compte #account_number",
            f"""Bonjour #customer_name,

Les factures suivantes restent impayées au #as_of. Nous vous prions de régler #items_total.

#items_list_selected

{_BESIDE}

Si vous avez payé entre-temps, merci : une réponse n’est alors pas nécessaire.""",
        ),
        SECOND: (
            "Deuxième rappel : factures impayées du compte #account_number",
            f"""Bonjour #customer_name,

Malgré notre premier rappel, les factures suivantes restent impayées au #as_of. Nous vous prions \
de régler #items_total.

#items_list_selected

{_BESIDE}

Si quelque chose n’est pas exact, merci de nous en informer.""",
        ),
        FINAL: (
            "Dernier rappel : factures impayées du compte #account_number",
            f"""Bonjour #customer_name,

Ceci est notre dernier rappel pour les factures qui restent impayées au #as_of. Nous vous prions \
de régler sans délai #items_total.

#items_list_selected

{_BESIDE}

Si quelque chose n’est pas exact, merci de nous en informer immédiatement.""",
        ),
        OUTCOME: (
            "Votre réclamation a été traitée : compte #account_number",
            """Bonjour #customer_name,

Votre réclamation a été traitée comme suit, au #as_of :

#items_list_selected

#outcome_reasons

Nous vous prions de régler le solde, #items_total, au plus tard le #pay_by.

Si quelque chose n’est pas exact, merci de nous en informer.""",
        ),
        PROMISE: (
            "Quand paierez-vous ? Factures impayées du compte #account_number",
            """Bonjour #customer_name,

Les factures suivantes sont impayées ; il reste à payer #items_total. Merci de nous indiquer à \
quelle date vous les réglerez.

#items_list_selected

#comment

#link

Ce lien vous est personnel et reste valable jusqu’au #due. L’ouvrir ne change rien : vous vous \
engagez sur la page qu’il ouvre.
Si vous avez payé entre-temps, merci.

#collector""",
        ),
        "messageNews": (
            "Facture #invoice_number : #unread au sujet de la réclamation",
            f"""Bonjour #person_name,

Au sujet de la réclamation de #customer_name sur la facture #invoice_number, vous avez #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "bookingNews": (
            "Réservation #booking_reference : #unread sur la réclamation",
            f"""Bonjour #person_name,

Vous avez #unread concernant la réclamation sur la réservation #booking_reference entre \
#operator_name et #aggregator_name.

#news

#dispute_link

{_ONCE}""",
        ),
        "orderNews": (
            "Commande #order_number : #unread au sujet de la réclamation #dispute_id",
            f"""Bonjour #person_name,

Au sujet de la réclamation #dispute_id sur la commande #order_number (#claim), vous avez #unread.

#news

Merci de répondre au plus tard à la date suivante : #deadline.

#dispute_link

{_ONCE}""",
        ),
        "vendorAsked": (
            "Réponse attendue (#deadline) : commande #order_number",
            """Bonjour #person_name,

Le client de la commande #order_number déclare : #claim. Avez-vous payé, combien et comment ?

#link

Merci de répondre au plus tard à la date suivante : #deadline. Ouvrir le lien ne change rien : \
vous répondez sur la page qu’il ouvre. Tant que vous ne l’avez pas déclarée définitive, vous \
pouvez modifier votre réponse.

Si vous êtes de toute façon connecté : #dispute_link

Les dernières nouvelles que vous n’avez pas lues, au total #unread :
#news""",
        ),
        "ticketNews": (
            "#ticket_subject : #unread (demande #ticket_id)",
            f"""Bonjour #person_name,

Au sujet de la demande #ticket_id de #customer_name, vous avez #unread : #ticket_subject

#news

#dispute_link

{_ONCE}""",
        ),
        "mailRefused": (
            "Votre réponse n’a pas été transmise : #thing",
            """Bonjour #person_name,

Votre réponse par e-mail n’a pas été prise en compte : #thing

#comment

Personne ne répond à cet e-mail. Si vous pouvez vous connecter, poursuivez ici :

#dispute_link""",
        ),
    },
    items=("Facture", "Échéance", "Solde", "En litige", "À payer"),
    outcomes=("Facture", "Contesté", "Crédité", "Non crédité", "Retiré", "Solde"),
    charges_before="frais et intérêts antérieurs",
    fee="frais de rappel",
    interest="intérêts de retard jusqu’au {day}",
    instalment="échéance {number}, due le {day}\N{NO-BREAK SPACE}: {amount}",
    more="et {count} de plus",
    account="Compte {number}",
    answer="Consulter et répondre",
    unread={"one": "{count} message non lu", "other": "{count} messages non lus"},
    we="Nous",
    support="L’assistance",
    things={
        DISPUTE: ("réclamation {id}", "Ouvrir la réclamation"),
        TICKET: ("demande {id}", "Ouvrir la demande"),
    },
    refused="Il n’est plus possible d’y écrire, ou pas depuis cette adresse.",
    example="Merci de nous envoyer le contrat.",
    terms={
        "claims": {
            "notPaid": "aucun paiement reçu",
            "paidLess": "le vendeur a payé moins que le montant facturé",
        },
        "verdicts": {
            "paidFull": "payé en totalité",
            "paidPart": "payé en partie, pour une raison",
            "notPaid": "non payé",
            "denies": "tout est contesté",
        },
        "levels": {
            "active": "actif",
            "reduced": "restreint, avec moins de commandes",
            "hold": "suspendu, sans nouvelles commandes",
            "deactivated": "désactivé",
        },
        "evidence": {
            "paymentProof": "une preuve de paiement",
            "finalBill": "la facture finale",
            "paymentReference": "la référence du paiement",
            "pickupNote": "une note de l’enlèvement",
            "other": "autre chose",
        },
    },
    events={
        "raised": "La réclamation nous est parvenue : {claim}, {amount}.",
        "claimChanged": "Votre demande est désormais : {claim}, {amount}.",
        "receiptConfirmed": "Ce que vous avez reçu a été indiqué : {amount}.",
        "outcome": "Une décision a été prise : rien de plus ne sera versé. Vous pouvez la "
        "contester.",
        "outcome.paid": "Une décision a été prise : {amount} vous seront versés.",
        "outcomeReversed": "La décision a été annulée ; votre dossier est réexaminé.",
        "outcomeReversed.owed": "La décision a été annulée : le montant de {amount} qui vous a été "
        "versé est à rembourser.",
        "payoutSent": "Votre argent est en route : {amount} sur le compte {account}.",
        "payoutUnsent": "Votre argent n’est pas encore parti et sera envoyé : {amount}.",
        "payoutConfirmed": "Votre argent est arrivé : {amount}.",
        "payoutReturned": "La banque a renvoyé votre argent ({amount}) ; indiquez-nous un autre "
        "compte.",
        "payoutInstructed": "Votre argent sera envoyé de nouveau : {amount}.",
        "accepted": "Il a été indiqué que tout vous convient.",
        "reopened": "Nous examinons de nouveau la réclamation : {reason}",
        "closed": "La réclamation est close.",
        "withdrawn": "La réclamation a été retirée.",
        "evidenceTyped": "La nature d’un fichier a été indiquée : {name}, {type}.",
        "attached": "Un fichier a été joint : {name}.",
        "filesRefused": "Des fichiers de votre e-mail n’ont pas été joints.",
        "vendorAsked": "Une réponse vous a été demandée ; le délai prend fin : {due}.",
        "vendorReminded": "Un rappel vous a été envoyé ; votre délai prend fin : {due}.",
        "answerSaved": "Une réponse a été enregistrée ; elle n’est pas encore définitive.",
        "vendorAnswered": "Votre réponse nous est parvenue : {verdict}.",
        "vendorAnswered.amount": "Votre réponse nous est parvenue : {verdict}, {amount}.",
        "late": "Elle est arrivée hors délai.",
        "lateEvidence": "Votre réponse est arrivée après la décision : {verdict}.",
        "vendorOutcome": "La réclamation sur la commande {order} a fait l’objet d’une décision.",
        "fined": "Une pénalité de {fine} vous est infligée et prélevée sur votre solde.",
        "fined.owed": "Une pénalité de {fine} vous est infligée : {now} sont prélevés sur votre "
        "solde, et vous devez {owed}.",
        "fineReversed": "La pénalité de {fine} sur la commande {order} a été annulée.",
        "standingChanged": "Votre statut est désormais : {level}.",
        "standing.active": "La réclamation {dispute} a été tranchée en votre défaveur.",
        "standing.hold": "Dans la réclamation {dispute}, vous n’avez pas pu être joint, ou vos "
        "dires n’ont pas été prouvés.",
        "standing.repeat": "En {days} jours, au moins {count} réclamations ont été tranchées en "
        "votre défaveur. Nombre maximal de commandes : {leads}.",
        "standing.until": "Cela vaut jusqu’à cette date : {until}.",
        "booking.raised": "{side} a ouvert une réclamation sur la réservation {reference} : "
        "{description}",
        "booking.fundsRequested": "{side} demande {amount}.",
        "booking.fundsRequested.reason": "{side} demande {amount} : {reason}",
        "booking.fundsApproved": "{payer} a versé {amount} à {payee}.",
        "booking.fundsRejected": "{side} ne paie pas les {amount}.",
        "booking.fundsRejected.reason": "{side} ne paie pas les {amount} : {reason}",
        "booking.fundsCancelled": "{side} a retiré sa demande de {amount}.",
        "booking.fundsEnded": "La demande de {amount} a pris fin avec la réclamation.",
        "booking.fundsCorrected": "Le paiement de {amount} à {payee} a été annulé : {reason}",
        "booking.resolved": "{side} a marqué la réclamation comme résolue.",
        "booking.withdrawn": "{side} a retiré la réclamation.",
        "booking.withdrawn.reason": "{side} a retiré la réclamation : {reason}",
        "booking.reopened": "{side} a rouvert la réclamation : {reason}",
        "booking.escalated": "{side} a demandé l’intervention de l’assistance : {issue}",
        "booking.handedBack": "L’assistance a rendu la réclamation aux parties.",
        "booking.handedBack.reason": "L’assistance a rendu la réclamation aux parties : {reason}",
        "booking.attached": "{side} a joint un fichier : {name}.",
        "booking.filesRefused": "Des fichiers d’un e-mail de {side} n’ont pas été joints.",
    },
    says="{who}\N{NO-BREAK SPACE}: {text}",
)
