"""Portuguese, in words of both sides of the ocean; where no country is named, days are written as
in Brazil.
"""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Esta é a carta #letter_number de #letter_count: \
os demais valores em aberto constam das outras.
Prestações em atraso do seu plano de pagamento: #instalments_missed.
Os valores em análise não são cobrados aqui.
Há a seu favor um crédito de #credits_named, que não foi compensado aqui.
O seu crédito de #credits_set_off foi compensado aqui com os valores mais antigos."""
_ONCE = """Não é enviado um e-mail para cada mensagem: o que chegar em breve estará nessa página."""

PORTUGUESE = Words(
    letters={
        FIRST: (
            "Lembrete de pagamento: valores em aberto da conta #account_number",
            f"""Prezado cliente, #customer_name,

Os valores seguintes estão em aberto em #as_of. Pedimos que pague #items_total.

#items_list_selected

{_BESIDE}

Se já pagou, obrigado: nesse caso não é preciso responder.""",
        ),
        SECOND: (
            "Segundo lembrete: valores em aberto da conta #account_number",
            f"""Prezado cliente, #customer_name,

Já enviamos um lembrete de valores em aberto e, em #as_of, os seguintes continuam por pagar. \
Pedimos que pague #items_total.

#items_list_selected

{_BESIDE}

Se algo não estiver certo, pedimos que nos avise.""",
        ),
        FINAL: (
            "Último aviso: valores em aberto da conta #account_number",
            f"""Prezado cliente, #customer_name,

Este é o último lembrete de valores que estão em aberto em #as_of. Pedimos que pague de imediato \
#items_total.

#items_list_selected

{_BESIDE}

Se algo não estiver certo, pedimos que nos avise de imediato.""",
        ),
        OUTCOME: (
            "A sua reclamação está decidida: conta #account_number",
            """Prezado cliente, #customer_name,

A sua reclamação foi decidida, em #as_of, da seguinte forma:

#items_list_selected

#outcome_reasons

Pedimos que pague o valor em aberto, #items_total, até #pay_by.

Se algo não estiver certo, pedimos que nos avise.""",
        ),
        PROMISE: (
            "Quando vai pagar? Valores em aberto da conta #account_number",
            """Prezado cliente, #customer_name,

Os valores seguintes estão em aberto; falta pagar #items_total. Pedimos que nos diga até quando \
os pagará.

#items_list_selected

#comment

#link

O link é pessoal e válido até #due. Abri-lo não muda nada: o compromisso é assumido na página que \
se abre.
Se já pagou, obrigado.

#collector""",
        ),
        "messageNews": (
            "Fatura #invoice_number: #unread sobre a reclamação",
            f"""Olá, #person_name,

Sobre a reclamação de #customer_name relativa à fatura #invoice_number tem #unread.

#news

#dispute_link

{_ONCE}""",
        ),
        "bookingNews": (
            "Reserva #booking_reference: #unread na reclamação",
            f"""Olá, #person_name,

Tem #unread na reclamação sobre a reserva #booking_reference entre #operator_name e \
#aggregator_name.

#news

#dispute_link

{_ONCE}""",
        ),
        "orderNews": (
            "Pedido #order_number: #unread sobre a reclamação #dispute_id",
            f"""Olá, #person_name,

Sobre a reclamação #dispute_id relativa ao pedido #order_number (#claim) tem #unread.

#news

Pedimos que responda dentro deste prazo: #deadline.

#dispute_link

{_ONCE}""",
        ),
        "vendorAsked": (
            "Responda dentro deste prazo: #deadline (pedido #order_number)",
            """Olá, #person_name,

O cliente do pedido #order_number declara: #claim. Pagou, quanto e como?

#link

Pedimos que responda dentro deste prazo: #deadline. Abrir o link não muda nada: a resposta é dada \
na página que se abre. Enquanto não disser que é definitiva, pode alterar a sua resposta.

Se já tiver iniciado sessão: #dispute_link

As últimas novidades que não leu, no total #unread:
#news""",
        ),
        "ticketNews": (
            "#ticket_subject: #unread (pergunta #ticket_id)",
            f"""Olá, #person_name,

Sobre a pergunta #ticket_id de #customer_name tem #unread: #ticket_subject

#news

#dispute_link

{_ONCE}""",
        ),
        "mailRefused": (
            "A sua resposta não foi transmitida: #thing",
            """Olá, #person_name,

A sua resposta por e-mail não foi incluída: #thing

#comment

Ninguém responde a este e-mail. Se puder iniciar sessão, continue aqui:

#dispute_link""",
        ),
    },
    items=("Fatura", "Vencimento", "Em aberto", "Em análise", "A pagar"),
    outcomes=("Fatura", "Contestado", "Creditado", "Não creditado", "Retirado", "Em aberto"),
    charges_before="encargos e juros anteriores",
    fee="encargo de cobrança",
    interest="juros de mora até {day}",
    instalment="prestação {number}, vencida em {day}: {amount}",
    more="e mais {count}",
    account="Conta {number}",
    answer="Ver e responder",
    unread={"one": "{count} mensagem não lida", "other": "{count} mensagens não lidas"},
    we="Nós",
    support="O apoio",
    things={
        DISPUTE: ("reclamação {id}", "Abrir a reclamação"),
        TICKET: ("pergunta {id}", "Abrir a pergunta"),
    },
    refused="Já não se pode escrever nada ali, ou não a partir deste endereço.",
    example="Pedimos que nos envie o contrato.",
    terms={
        "claims": {
            "notPaid": "nenhum pagamento recebido",
            "paidLess": "o vendedor pagou menos do que o faturado",
        },
        "verdicts": {
            "paidFull": "pago na totalidade",
            "paidPart": "pago a menos, por um motivo",
            "notPaid": "não pago",
            "denies": "tudo é negado",
        },
        "levels": {
            "active": "ativo",
            "reduced": "limitado, com menos pedidos",
            "hold": "suspenso, sem novos pedidos",
            "deactivated": "desativado",
        },
        "evidence": {
            "paymentProof": "uma prova de pagamento",
            "finalBill": "a fatura final",
            "paymentReference": "a referência do pagamento",
            "pickupNote": "uma nota da recolha",
            "other": "outra coisa",
        },
    },
    events={
        "raised": "Recebemos a reclamação: {claim}, {amount}.",
        "claimChanged": "A sua reclamação é agora: {claim}, {amount}.",
        "receiptConfirmed": "Foi indicado o valor que recebeu: {amount}.",
        "outcome": "Foi tomada uma decisão: nada mais será pago. Pode contestá-la.",
        "outcome.paid": "Foi tomada uma decisão: vamos pagar-lhe {amount}.",
        "outcomeReversed": "A decisão foi anulada; o seu caso será analisado de novo.",
        "outcomeReversed.owed": "A decisão foi anulada: o valor de {amount} que lhe foi pago deve "
        "ser devolvido.",
        "payoutSent": "O seu dinheiro está a caminho: {amount} para a conta {account}.",
        "payoutUnsent": "O seu dinheiro ainda não saiu e será enviado: {amount}.",
        "payoutConfirmed": "O seu dinheiro chegou: {amount}.",
        "payoutReturned": "O banco devolveu o seu dinheiro ({amount}); indique-nos outra conta.",
        "payoutInstructed": "O seu dinheiro será enviado de novo: {amount}.",
        "accepted": "Foi indicado que concorda com o resultado.",
        "reopened": "A reclamação será analisada de novo: {reason}",
        "closed": "A reclamação está encerrada.",
        "withdrawn": "A reclamação foi retirada.",
        "evidenceTyped": "Foi indicado o conteúdo de um anexo: {name}, {type}.",
        "attached": "Foi incluído um anexo: {name}.",
        "filesRefused": "Anexos do seu e-mail não foram incluídos.",
        "vendorAsked": "Foi pedida a sua resposta; o prazo termina: {due}.",
        "vendorReminded": "Foi enviado um lembrete; o seu prazo termina: {due}.",
        "answerSaved": "Foi guardada uma resposta, que ainda não é definitiva.",
        "vendorAnswered": "Recebemos a sua resposta: {verdict}.",
        "vendorAnswered.amount": "Recebemos a sua resposta: {verdict}, {amount}.",
        "late": "Chegou fora do prazo.",
        "lateEvidence": "A sua resposta chegou depois da decisão: {verdict}.",
        "vendorOutcome": "A reclamação sobre o pedido {order} foi decidida.",
        "fined": "Foi-lhe aplicada uma multa de {fine}, descontada do seu saldo.",
        "fined.owed": "Foi-lhe aplicada uma multa de {fine}: {now} são descontados do seu saldo e "
        "{owed} ficam por pagar.",
        "fineReversed": "A multa de {fine} sobre o pedido {order} foi anulada.",
        "standingChanged": "A sua classificação é agora: {level}.",
        "standing.active": "A reclamação {dispute} foi decidida em seu desfavor.",
        "standing.hold": "Na reclamação {dispute} não foi possível obter a sua resposta, ou o que "
        "disse não ficou provado.",
        "standing.repeat": "Em {days} dias foram decididas em seu desfavor pelo menos {count} "
        "reclamações. Número máximo de pedidos: {leads}.",
        "standing.until": "É válido até: {until}.",
        "booking.raised": "{side} abriu uma reclamação sobre a reserva {reference}: {description}",
        "booking.fundsRequested": "{side} pede {amount}.",
        "booking.fundsRequested.reason": "{side} pede {amount}: {reason}",
        "booking.fundsApproved": "{payer} pagou {amount} a {payee}.",
        "booking.fundsRejected": "{side} não paga os {amount}.",
        "booking.fundsRejected.reason": "{side} não paga os {amount}: {reason}",
        "booking.fundsCancelled": "{side} retirou o pedido de {amount}.",
        "booking.fundsEnded": "O pedido de {amount} terminou com a reclamação.",
        "booking.fundsCorrected": "O pagamento de {amount} a {payee} foi anulado: {reason}",
        "booking.resolved": "{side} marcou a reclamação como resolvida.",
        "booking.withdrawn": "{side} retirou a reclamação.",
        "booking.withdrawn.reason": "{side} retirou a reclamação: {reason}",
        "booking.reopened": "{side} reabriu a reclamação: {reason}",
        "booking.escalated": "{side} pediu a intervenção do apoio: {issue}",
        "booking.handedBack": "O apoio devolveu a reclamação às partes.",
        "booking.handedBack.reason": "O apoio devolveu a reclamação às partes: {reason}",
        "booking.attached": "{side} incluiu um anexo: {name}.",
        "booking.filesRefused": "Anexos de um e-mail de {side} não foram incluídos.",
    },
)
