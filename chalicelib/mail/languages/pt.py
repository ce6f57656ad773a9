"""Portuguese."""

from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, SECOND
from chalicelib.mail.languages.words import PROMISE, Words
from chalicelib.mail.outcomes import OUTCOME

_BESIDE = """Esta é a carta #letter_number de #letter_count: o restante em aberto consta das outras.
Prestações em falta do seu plano de pagamento: #instalments_missed.
O que está em esclarecimento não é cobrado.
Há a seu favor um crédito de #credits_named, que não foi compensado aqui.
O seu crédito de #credits_set_off foi compensado aqui com os itens mais antigos."""

PORTUGUESE = Words(
    letters={
        FIRST: (
            "Lembrete de pagamento: valores em aberto da conta #account_number",
            f"""Prezado cliente, #customer_name,

estes valores estão em aberto à data de #as_of. Pedimos que pague #items_total.

#items_list_selected

{_BESIDE}

Se entretanto já pagou, obrigado: nesse caso não é preciso responder.""",
        ),
        SECOND: (
            "Segundo lembrete: valores em aberto da conta #account_number",
            f"""Prezado cliente, #customer_name,

já recebeu um lembrete de valores em aberto e, à data de #as_of, estes continuam por pagar. \
Pedimos que pague #items_total.

#items_list_selected

{_BESIDE}

Se algo não estiver certo, pedimos que nos diga.""",
        ),
        FINAL: (
            "Último aviso: valores em aberto da conta #account_number",
            f"""Prezado cliente, #customer_name,

este é o último lembrete de valores que estão em aberto à data de #as_of. Pedimos que pague agora \
#items_total.

#items_list_selected

{_BESIDE}

Se algo não estiver certo, pedimos que nos diga de imediato.""",
        ),
        OUTCOME: (
            "A sua reclamação está decidida: conta #account_number",
            """Prezado cliente, #customer_name,

o que contestou está decidido à data de #as_of:

#items_list_selected

#outcome_reasons

Pedimos que pague o valor em aberto, #items_total, até #pay_by.

Se algo não estiver certo, pedimos que nos diga.""",
        ),
        PROMISE: (
            "Quando vai pagar? Valores em aberto da conta #account_number",
            """Prezado cliente, #customer_name,

estes valores estão em aberto; há a pagar #items_total. Pedimos que nos diga até quando os paga.

#items_list_selected

#comment

#link

O link é pessoal e válido até #due. Abri-lo não muda nada: o compromisso é assumido na página \
que se abre.
Se entretanto já pagou, obrigado.

#collector""",
        ),
    },
    items=("Fatura", "Vencimento", "Em aberto", "Em esclarecimento", "A pagar"),
    outcomes=("Fatura", "Contestado", "Creditado", "Não creditado", "Retirado", "Em aberto"),
    charges_before="encargos e juros até agora",
    fee="encargo de cobrança",
    interest="juros até {day}",
    instalment="prestação {number}, vencida em {day}: {amount}",
    more="e mais {count}",
    account="Conta {number}",
    answer="Ver e responder",
)
