"""Italian."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

# No article stands before a day, since it is another one before the 1st, 8th and 11th.
_BESIDE = """Questa è la lettera #letter_number di #letter_count: \
le altre partite aperte sono indicate nelle altre.
Rate non pagate del Suo piano di pagamento: #instalments_missed.
Gli importi in contestazione non vengono qui richiesti.
Presso di noi ha un credito di #credits_named, che qui non è compensato.
Il Suo credito di #credits_set_off presso di noi è qui compensato con le partite più vecchie."""
_ONCE = """Non riceverà un’e-mail per ogni messaggio: ciò che arriverà nel prossimo periodo lo \
troverà lì."""

ITALIAN = Words(
    letters={
        FIRST: (
            "Promemoria di pagamento: partite aperte del conto #account_number",
            f"""Gentile cliente, #customer_name,

in data #as_of le seguenti partite risultano aperte. La preghiamo di pagare #items_total.

#items_list_selected

{_BESIDE}

Se nel frattempo ha pagato, grazie: in tal caso non occorre rispondere.""",
        ),
        SECOND: (
            "Secondo sollecito: partite aperte del conto #account_number",
            f"""Gentile cliente, #customer_name,

Le abbiamo già inviato un promemoria; in data #as_of le seguenti partite risultano ancora aperte. \
La preghiamo di pagare #items_total.

#items_list_selected

{_BESIDE}

Se qualcosa non è corretto, La preghiamo di comunicarcelo.""",
        ),
        FINAL: (
            "Ultimo sollecito: partite aperte del conto #account_number",
            f"""Gentile cliente, #customer_name,

questo è l’ultimo sollecito per le partite che in data #as_of risultano aperte. La preghiamo di \
pagare subito #items_total.

#items_list_selected

{_BESIDE}

Se qualcosa non è corretto, La preghiamo di comunicarcelo subito.""",
        ),
        OUTCOME: (
            "La Sua contestazione è stata definita: conto #account_number",
            """Gentile cliente, #customer_name,

la Sua contestazione è stata definita come segue, in data #as_of:

#items_list_selected

#outcome_reasons

La preghiamo di pagare quanto resta aperto, #items_total, entro il giorno #pay_by.

Se qualcosa non è corretto, La preghiamo di comunicarcelo.""",
        ),
        PROMISE: (
            "Quando pagherà? Partite aperte del conto #account_number",
            """Gentile cliente, #customer_name,

le seguenti partite sono aperte; restano da pagare #items_total. La preghiamo di comunicarci \
entro quando le pagherà.

#items_list_selected

#comment

#link

Il link è solo per Lei ed è valido fino a #due. Aprirlo non cambia nulla: l’impegno si prende \
nella pagina che si apre.
Se nel frattempo ha pagato, grazie.

#collector""",
        ),
        "messageNews": (
            "Fattura #invoice_number: #unread sulla contestazione",
            f"""Gentile #person_name,

sulla contestazione di #customer_name relativa alla fattura #invoice_number ha #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "bookingNews": (
            "Prenotazione #booking_reference: #unread sulla contestazione",
            f"""Gentile #person_name,

ha #unread nella contestazione sulla prenotazione #booking_reference tra #operator_name e \
#aggregator_name.

#news

#dispute_link

{_ONCE}""",
        ),
        "orderNews": (
            "Ordine #order_number: #unread sulla contestazione #dispute_id",
            f"""Gentile #person_name,

sulla contestazione #dispute_id relativa all’ordine #order_number (#claim) ha #unread.

#news

La preghiamo di rispondere entro questa scadenza: #deadline.

#dispute_link

{_ONCE}""",
        ),
        "vendorAsked": (
            "Risposta attesa entro questa scadenza: #deadline (ordine #order_number)",
            """Gentile #person_name,

il cliente dell’ordine #order_number dichiara: #claim. Ha pagato, quanto e come?

#link

La preghiamo di rispondere entro questa scadenza: #deadline. Aprire il link non cambia nulla: si \
risponde nella pagina che si apre. Finché non dichiara che è definitiva, può modificare la risposta.

Se ha comunque effettuato l’accesso: #dispute_link

Le ultime novità che non ha letto, in tutto #unread:
#news""",
        ),
        "ticketNews": (
            "#ticket_subject: #unread (richiesta #ticket_id)",
            f"""Gentile #person_name,

sulla richiesta #ticket_id di #customer_name ha #unread: #ticket_subject

#news

#dispute_link

{_ONCE}""",
        ),
        "mailRefused": (
            "La Sua risposta non è stata inoltrata: #thing",
            """Gentile #person_name,

la Sua risposta via e-mail non è stata accolta: #thing

#comment

Nessuno risponde a questa e-mail. Se può accedere, prosegua qui:

#dispute_link""",
        ),
    },
    items=("Fattura", "Scadenza", "Aperto", "In contestazione", "Da pagare"),
    outcomes=("Fattura", "Contestato", "Accreditato", "Non accreditato", "Ritirato", "Aperto"),
    charges_before="spese e interessi precedenti",
    fee="spese di sollecito",
    interest="interessi di mora fino al giorno {day}",
    instalment="rata {number}, scaduta in data {day}: {amount}",
    more="e altre {count}",
    account="Conto {number}",
    answer="Consulta e rispondi",
    unread={"one": "{count} messaggio non letto", "other": "{count} messaggi non letti"},
    we="Noi",
    support="L’assistenza",
    things={
        DISPUTE: ("contestazione {id}", "Apri la contestazione"),
        TICKET: ("richiesta {id}", "Apri la richiesta"),
    },
    refused="Non vi si può più scrivere, oppure non da questo indirizzo.",
    example="La preghiamo di inviarci il contratto.",
    terms={
        "claims": {
            "notPaid": "nessun pagamento ricevuto",
            "paidLess": "il venditore ha pagato meno di quanto fatturato",
        },
        "verdicts": {
            "paidFull": "pagato per intero",
            "paidPart": "pagato meno, per un motivo",
            "notPaid": "non pagato",
            "denies": "si nega tutto",
        },
        "levels": {
            "active": "attivo",
            "reduced": "limitato, con meno incarichi",
            "hold": "sospeso, senza nuovi incarichi",
            "deactivated": "disattivato",
        },
        "evidence": {
            "paymentProof": "una prova del pagamento",
            "finalBill": "la fattura finale",
            "paymentReference": "il riferimento del pagamento",
            "pickupNote": "una nota del ritiro",
            "other": "altro",
        },
    },
    events={
        "raised": "Abbiamo ricevuto la contestazione: {claim}, {amount}.",
        "claimChanged": "La Sua richiesta ora è: {claim}, {amount}.",
        "receiptConfirmed": "È stato indicato quanto ha ricevuto: {amount}.",
        "outcome": "È stata presa una decisione: non viene pagato altro. Può opporsi.",
        "outcome.paid": "È stata presa una decisione: Le pagheremo {amount}.",
        "outcomeReversed": "La decisione è stata annullata; il Suo caso viene esaminato di nuovo.",
        "outcomeReversed.owed": "La decisione è stata annullata: l’importo di {amount} che Le è "
        "stato pagato va restituito.",
        "payoutSent": "Il Suo denaro è in arrivo: {amount} sul conto {account}.",
        "payoutUnsent": "Il Suo denaro non è ancora partito e sarà inviato: {amount}.",
        "payoutConfirmed": "Il Suo denaro è arrivato: {amount}.",
        "payoutReturned": "La banca ha restituito il Suo denaro ({amount}); ci indichi un altro "
        "conto.",
        "payoutInstructed": "Il Suo denaro sarà inviato di nuovo: {amount}.",
        "accepted": "È stato indicato che per Lei va tutto bene.",
        "reopened": "Esaminiamo di nuovo la contestazione: {reason}",
        "closed": "La contestazione è chiusa.",
        "withdrawn": "La contestazione è stata ritirata.",
        "evidenceTyped": "È stato indicato che cosa contiene un file: {name}, {type}.",
        "attached": "È stato allegato un file: {name}.",
        "filesRefused": "Alcuni file della Sua e-mail non sono stati allegati.",
        "vendorAsked": "Le è stata chiesta una risposta; il termine scade: {due}.",
        "vendorReminded": "Le è stato inviato un promemoria; il Suo termine scade: {due}.",
        "answerSaved": "Una risposta è stata salvata; non è ancora definitiva.",
        "vendorAnswered": "Abbiamo ricevuto la Sua risposta: {verdict}.",
        "vendorAnswered.amount": "Abbiamo ricevuto la Sua risposta: {verdict}, {amount}.",
        "late": "È arrivata in ritardo.",
        "lateEvidence": "La Sua risposta è arrivata dopo la decisione: {verdict}.",
        "vendorOutcome": "La contestazione sull’ordine {order} è stata decisa.",
        "fined": "Le viene applicata una penale di {fine}, prelevata dal Suo saldo.",
        "fined.owed": "Le viene applicata una penale di {fine}: {now} vengono prelevati dal Suo "
        "saldo, {owed} restano dovuti.",
        "fineReversed": "La penale di {fine} sull’ordine {order} è stata annullata.",
        "standingChanged": "La Sua valutazione ora è: {level}.",
        "standing.active": "La contestazione {dispute} è stata decisa a Suo sfavore.",
        "standing.hold": "Nella contestazione {dispute} non è stato possibile contattarLa, o "
        "quanto ha detto non è stato provato.",
        "standing.repeat": "In {days} giorni sono state decise a Suo sfavore almeno {count} "
        "contestazioni. Numero massimo di incarichi: {leads}.",
        "standing.until": "Vale fino a questa data: {until}.",
        "booking.raised": "{side} ha aperto una contestazione sulla prenotazione {reference}: "
        "{description}",
        "booking.fundsRequested": "{side} chiede {amount}.",
        "booking.fundsRequested.reason": "{side} chiede {amount}: {reason}",
        "booking.fundsApproved": "{payer} ha pagato {amount} a {payee}.",
        "booking.fundsRejected": "{side} non paga i {amount}.",
        "booking.fundsRejected.reason": "{side} non paga i {amount}: {reason}",
        "booking.fundsCancelled": "{side} ha ritirato la richiesta di {amount}.",
        "booking.fundsEnded": "La richiesta di {amount} è terminata con la contestazione.",
        "booking.fundsCorrected": "Il pagamento di {amount} a {payee} è stato annullato: {reason}",
        "booking.resolved": "{side} ha segnato la contestazione come risolta.",
        "booking.withdrawn": "{side} ha ritirato la contestazione.",
        "booking.withdrawn.reason": "{side} ha ritirato la contestazione: {reason}",
        "booking.reopened": "{side} ha riaperto la contestazione: {reason}",
        "booking.escalated": "{side} ha chiesto l’intervento dell’assistenza: {issue}",
        "booking.handedBack": "L’assistenza ha restituito la contestazione alle parti.",
        "booking.handedBack.reason": "L’assistenza ha restituito la contestazione alle parti: "
        "{reason}",
        "booking.attached": "{side} ha allegato un file: {name}.",
        "booking.filesRefused": "Alcuni file di un’e-mail di {side} non sono stati allegati.",
    },
)
