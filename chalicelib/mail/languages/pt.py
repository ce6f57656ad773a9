"""Portuguese, in words of both sides of the ocean; where no country is named, days are written as
in Brazil.
"""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
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
    things={
        DISPUTE: ("reclamação {id}", "Abrir a reclamação"),
        TICKET: ("pergunta {id}", "Abrir a pergunta"),
    },
    refused="Já não se pode escrever nada ali, ou não a partir deste endereço.",
    example="Pedimos que nos envie o contrato.",
    claims={
        "notPaid": "nenhum pagamento recebido",
        "paidLess": "o vendedor pagou menos do que o faturado",
    },
    events={
        "raised": "Recebemos a reclamação",
        "claimChanged": "O seu pedido foi alterado",
        "receiptConfirmed": "Foi indicado o valor que recebeu",
        "outcome": "Foi tomada uma decisão",
        "outcomeReversed": "A decisão foi anulada",
        "payoutSent": "O seu dinheiro está a caminho",
        "payoutUnsent": "O seu dinheiro ainda não saiu e será enviado",
        "payoutConfirmed": "O seu dinheiro chegou",
        "payoutReturned": "O seu dinheiro foi devolvido pelo banco; indique-nos outra conta",
        "payoutInstructed": "O seu dinheiro será enviado de novo",
        "accepted": "O resultado teve a sua concordância",
        "reopened": "A reclamação será analisada de novo",
        "closed": "A reclamação está encerrada",
        "withdrawn": "A reclamação foi retirada",
        "evidenceTyped": "Foi indicado o conteúdo de um anexo",
        "attached": "Foi incluído um anexo",
        "filesRefused": "Anexos do seu e-mail não foram incluídos",
        "vendorAsked": "Foi pedida a sua resposta",
        "vendorReminded": "Foi enviado um lembrete",
        "answerSaved": "Foi guardada uma resposta, que ainda não é definitiva",
        "vendorAnswered": "Recebemos a sua resposta",
        "lateEvidence": "A sua resposta chegou depois da decisão",
        "vendorOutcome": "Foi tomada uma decisão",
        "fineReversed": "A sua multa foi anulada",
        "standingChanged": "A sua classificação mudou",
    },
)
