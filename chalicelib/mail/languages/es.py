"""Spanish."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Esta es la carta #letter_number de #letter_count: \
lo demás que está abierto figura en las otras.
Cuotas impagadas de su plan de pagos: #instalments_missed.
Lo que está en aclaración no se reclama.
Tiene con nosotros un saldo a favor de #credits_named, que no se ha compensado aquí.
Su saldo a favor de #credits_set_off se ha compensado aquí con las partidas más antiguas."""

SPANISH = Words(
    letters={
        FIRST: (
            "Recordatorio de pago: partidas pendientes de la cuenta #account_number",
            f"""Estimado cliente, #customer_name:

Estas partidas están pendientes a fecha de #as_of. Le rogamos que pague #items_total.

#items_list_selected

{_BESIDE}

Si ya ha pagado, muchas gracias: en ese caso no hace falta que responda.""",
        ),
        SECOND: (
            "Segundo recordatorio: partidas pendientes de la cuenta #account_number",
            f"""Estimado cliente, #customer_name:

Ya le recordamos que tenía partidas pendientes, y a fecha de #as_of estas siguen sin pagar. Le \
rogamos que pague #items_total.

#items_list_selected

{_BESIDE}

Si algo no es correcto, le rogamos que nos lo diga.""",
        ),
        FINAL: (
            "Último aviso: partidas pendientes de la cuenta #account_number",
            f"""Estimado cliente, #customer_name:

Este es el último recordatorio de partidas que están pendientes a fecha de #as_of. Le rogamos que \
pague ahora #items_total.

#items_list_selected

{_BESIDE}

Si algo no es correcto, le rogamos que nos lo diga de inmediato.""",
        ),
        OUTCOME: (
            "Su reclamación está resuelta: cuenta #account_number",
            """Estimado cliente, #customer_name:

Lo que usted reclamó está resuelto a fecha de #as_of:

#items_list_selected

#outcome_reasons

Le rogamos que pague lo pendiente, #items_total, a más tardar el #pay_by.

Si algo no es correcto, le rogamos que nos lo diga.""",
        ),
        PROMISE: (
            "¿Cuándo pagará? Partidas pendientes de la cuenta #account_number",
            """Estimado cliente, #customer_name:

Estas partidas están pendientes; hay que pagar #items_total. Díganos, por favor, hasta cuándo las \
pagará.

#items_list_selected

#comment

#link

El enlace es solo para usted y vale hasta el #due. Abrirlo no cambia nada: usted se compromete en \
la página que se abre.
Si ya ha pagado, muchas gracias.

#collector""",
        ),
    },
    items=("Factura", "Vencimiento", "Pendiente", "En aclaración", "A pagar"),
    outcomes=("Factura", "Reclamado", "Abonado", "No abonado", "Retirado", "Pendiente"),
    charges_before="gastos e intereses hasta ahora",
    fee="gastos de reclamación",
    interest="intereses hasta el {day}",
    instalment="cuota {number}, con vencimiento el {day}: {amount}",
    more="y {count} más",
    account="Cuenta {number}",
    answer="Ver y responder",
)
