"""Spanish."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Esta es la carta #letter_number de #letter_count: \
las demás partidas pendientes figuran en las otras.
Cuotas impagadas de su plan de pagos: #instalments_missed.
Los importes en disputa no se exigen aquí.
Tiene con nosotros un saldo a favor de #credits_named, que no se ha compensado aquí.
Su saldo a favor de #credits_set_off se ha compensado aquí con las partidas más antiguas."""
_ONCE = """No recibirá un correo por cada mensaje: allí encontrará lo que llegue próximamente."""

SPANISH = Words(
    letters={
        FIRST: (
            "Recordatorio de pago: partidas pendientes de la cuenta #account_number",
            f"""Estimado cliente, #customer_name:

Las siguientes partidas están pendientes a fecha de #as_of. Le rogamos que pague #items_total.

#items_list_selected

{_BESIDE}

Si ya ha pagado, muchas gracias: en ese caso no hace falta que responda.""",
        ),
        SECOND: (
            "Segundo recordatorio: partidas pendientes de la cuenta #account_number",
            f"""Estimado cliente, #customer_name:

Ya le recordamos que tenía partidas pendientes. A fecha de #as_of, las siguientes siguen sin \
pagar. Le rogamos que pague #items_total.

#items_list_selected

{_BESIDE}

Si algo no es correcto, le rogamos que nos lo comunique.""",
        ),
        FINAL: (
            "Último aviso: partidas pendientes de la cuenta #account_number",
            f"""Estimado cliente, #customer_name:

Este es el último recordatorio de las partidas que están pendientes a fecha de #as_of. Le rogamos \
que pague de inmediato #items_total.

#items_list_selected

{_BESIDE}

Si algo no es correcto, le rogamos que nos lo comunique de inmediato.""",
        ),
        OUTCOME: (
            "Su reclamación está resuelta: cuenta #account_number",
            """Estimado cliente, #customer_name:

Su reclamación se ha resuelto, a fecha de #as_of, como sigue:

#items_list_selected

#outcome_reasons

Le rogamos que pague el importe pendiente, #items_total, a más tardar el #pay_by.

Si algo no es correcto, le rogamos que nos lo comunique.""",
        ),
        PROMISE: (
            "¿Cuándo pagará? Partidas pendientes de la cuenta #account_number",
            """Estimado cliente, #customer_name:

Las siguientes partidas están pendientes; quedan por pagar #items_total. Le rogamos que nos \
indique en qué fecha las pagará.

#items_list_selected

#comment

#link

El enlace es solo para usted y vale hasta el #due. Abrirlo no cambia nada: usted se compromete en \
la página que se abre.
Si ya ha pagado, muchas gracias.

#collector""",
        ),
        "messageNews": (
            "Factura #invoice_number: #unread sobre la reclamación",
            f"""Hola, #person_name:

Sobre la reclamación de #customer_name relativa a la factura #invoice_number tiene #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "bookingNews": (
            "Reserva #booking_reference: #unread sobre la reclamación",
            f"""Hola, #person_name:

Tiene #unread en la reclamación sobre la reserva #booking_reference entre #operator_name y \
#aggregator_name.

#news

#dispute_link

{_ONCE}""",
        ),
        "orderNews": (
            "Pedido #order_number: #unread sobre la reclamación #dispute_id",
            f"""Hola, #person_name:

Sobre la reclamación #dispute_id relativa al pedido #order_number (#claim) tiene #unread.

#news

Le rogamos que responda antes de esta fecha: #deadline.

#dispute_link

{_ONCE}""",
        ),
        "vendorAsked": (
            "Responda antes de esta fecha: #deadline (pedido #order_number)",
            """Hola, #person_name:

El cliente del pedido #order_number declara: #claim. ¿Ha pagado usted, cuánto y cómo?

#link

Le rogamos que responda antes de esta fecha: #deadline. Abrir el enlace no cambia nada: usted \
responde en la página que se abre. Mientras no diga que es definitiva, puede cambiar su respuesta.

Si de todos modos ha iniciado sesión: #dispute_link

Lo último que no ha leído, en total #unread:
#news""",
        ),
        "ticketNews": (
            "#ticket_subject: #unread (consulta #ticket_id)",
            f"""Hola, #person_name:

Sobre la consulta #ticket_id de #customer_name tiene #unread: #ticket_subject

#news

#dispute_link

{_ONCE}""",
        ),
        "mailRefused": (
            "Su respuesta no se ha transmitido: #thing",
            """Hola, #person_name:

Su respuesta por correo no se ha aceptado: #thing

#comment

Nadie contesta a este correo. Si puede iniciar sesión, continúe aquí:

#dispute_link""",
        ),
    },
    items=("Factura", "Vencimiento", "Pendiente", "En disputa", "A pagar"),
    outcomes=("Factura", "Disputado", "Abonado", "No abonado", "Retirado", "Pendiente"),
    charges_before="gastos e intereses anteriores",
    fee="gastos de gestión de cobro",
    interest="intereses de demora hasta el {day}",
    instalment="cuota {number}, con vencimiento el {day}: {amount}",
    more="y {count} más",
    account="Cuenta {number}",
    answer="Ver y responder",
    unread={"one": "{count} mensaje sin leer", "other": "{count} mensajes sin leer"},
    we="Nosotros",
    support="Asistencia",
    things={
        DISPUTE: ("reclamación {id}", "Abrir la reclamación"),
        TICKET: ("consulta {id}", "Abrir la consulta"),
    },
    refused="Ya no se puede escribir nada más ahí, o no desde esta dirección.",
    example="Le rogamos que nos envíe el contrato.",
    terms={
        "claims": {
            "notPaid": "no se ha recibido ningún pago",
            "paidLess": "el vendedor pagó menos de lo facturado",
        },
        "verdicts": {
            "paidFull": "pagado por completo",
            "paidPart": "pagado menos, por un motivo",
            "notPaid": "no pagado",
            "denies": "se niega todo",
        },
        "levels": {
            "active": "activo",
            "reduced": "limitado, con menos encargos",
            "hold": "en suspenso, sin encargos nuevos",
            "deactivated": "desactivado",
        },
        "evidence": {
            "paymentProof": "un justificante de pago",
            "finalBill": "la factura final",
            "paymentReference": "la referencia del pago",
            "pickupNote": "una nota de la recogida",
            "other": "otra cosa",
        },
    },
    events={
        "raised": "Hemos recibido la reclamación: {claim}, {amount}.",
        "claimChanged": "Su pretensión es ahora: {claim}, {amount}.",
        "receiptConfirmed": "Se ha indicado lo que usted ha recibido: {amount}.",
        "outcome": "Se ha tomado una decisión: no se paga nada más. Puede oponerse.",
        "outcome.paid": "Se ha tomado una decisión: le pagaremos {amount}.",
        "outcomeReversed": "La decisión se ha anulado; su caso se examina de nuevo.",
        "outcomeReversed.owed": "La decisión se ha anulado: debe devolver los {amount} que se le "
        "pagaron.",
        "payoutSent": "Su dinero está en camino: {amount} a la cuenta {account}.",
        "payoutUnsent": "Su dinero aún no ha salido y se enviará: {amount}.",
        "payoutConfirmed": "Su dinero ha llegado: {amount}.",
        "payoutReturned": "El banco ha devuelto su dinero, {amount}; indíquenos otra cuenta.",
        "payoutInstructed": "Su dinero se enviará de nuevo: {amount}.",
        "accepted": "Se ha indicado que usted está conforme.",
        "reopened": "Lo examinamos de nuevo: {reason}",
        "closed": "La reclamación está cerrada.",
        "withdrawn": "La reclamación se ha retirado.",
        "evidenceTyped": "Se ha indicado qué contiene un archivo: {name}, {type}.",
        "attached": "Se ha adjuntado un archivo: {name}.",
        "filesRefused": "Algunos archivos de su correo no se han adjuntado.",
        "vendorAsked": "Se le ha pedido una respuesta; el plazo termina: {due}.",
        "vendorReminded": "Se le ha enviado un recordatorio; su plazo termina: {due}.",
        "answerSaved": "Se ha guardado una respuesta, que aún no es definitiva.",
        "vendorAnswered": "Hemos recibido su respuesta: {verdict}.",
        "vendorAnswered.amount": "Hemos recibido su respuesta: {verdict}, {amount}.",
        "late": "Llegó fuera de plazo.",
        "lateEvidence": "Su respuesta llegó después de la decisión: {verdict}.",
        "vendorOutcome": "Se ha decidido la reclamación sobre el pedido {order}.",
        "fined": "Se le impone una penalización de {fine}, que se descuenta de su saldo.",
        "fined.owed": "Se le impone una penalización de {fine}: {now} se descuentan de su saldo y "
        "debe {owed}.",
        "fineReversed": "La penalización de {fine} por el pedido {order} se ha anulado.",
        "standingChanged": "Su calificación es ahora: {level}.",
        "standing.active": "La reclamación {dispute} se decidió en su contra.",
        "standing.hold": "En la reclamación {dispute} no se le pudo localizar, o lo que dijo no "
        "quedó demostrado.",
        "standing.repeat": "En {days} días se decidieron en su contra al menos {count} "
        "reclamaciones. Máximo de encargos: {leads}.",
        "standing.until": "Es válido hasta: {until}.",
        "booking.raised": "{side} ha abierto una reclamación sobre la reserva {reference}: "
        "{description}",
        "booking.fundsRequested": "{side} solicita {amount}.",
        "booking.fundsRequested.reason": "{side} solicita {amount}: {reason}",
        "booking.fundsApproved": "{payer} ha pagado {amount} a {payee}.",
        "booking.fundsRejected": "{side} no paga los {amount}.",
        "booking.fundsRejected.reason": "{side} no paga los {amount}: {reason}",
        "booking.fundsCancelled": "{side} ha retirado la solicitud de {amount}.",
        "booking.fundsEnded": "La solicitud de {amount} terminó con la reclamación.",
        "booking.fundsCorrected": "El pago de {amount} a {payee} se ha anulado: {reason}",
        "booking.resolved": "{side} ha marcado la reclamación como resuelta.",
        "booking.withdrawn": "{side} ha retirado la reclamación.",
        "booking.withdrawn.reason": "{side} ha retirado la reclamación: {reason}",
        "booking.reopened": "{side} ha reabierto la reclamación: {reason}",
        "booking.escalated": "{side} ha pedido que intervenga el servicio de asistencia: {issue}",
        "booking.handedBack": "El servicio de asistencia ha devuelto la reclamación.",
        "booking.handedBack.reason": "El servicio de asistencia ha devuelto la reclamación: "
        "{reason}",
        "booking.attached": "{side} ha adjuntado un archivo: {name}.",
        "booking.filesRefused": "Algunos archivos de un correo de {side} no se han adjuntado.",
    },
)
