"""What letters to customers say of an item comes to what is open (CO-27, CO-30, CO-39, CO-48)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.actions.collections import promise_letters
from chalicelib.actions.collections.dunning import reminder_wording
from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.money import to_decimal
from chalicelib.domain.collections.dunning.holds import holds_of_invoice
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, read_dunning
from chalicelib.domain.collections.dunning.today import Account, ItemToday
from chalicelib.domain.invoices.charge import Charge, Waived
from chalicelib.domain.invoices.instalments import Instalment
from chalicelib.domain.invoices.invoice import Invoice, Payment
from chalicelib.domain.invoices.missed import MissedInstalment
from tests.domain.follow_ups import COLLECTOR, HOURS
from tests.domain.owing import NOBODY, NOW, PART, PAYER, TODAY, late, promised, unallocated

PAID_ON = date(2026, 11, 2)
WAIVED = Waived("Goodwill", "Ann", NOW, 1)
AMOUNTS = st.just(0) | st.integers(1, 150)
ITEMS = st.lists(
    st.fixed_dictionaries(
        {
            "total": st.integers(200, 500),
            "late": st.integers(-2, 90),
            "parts": st.booleans(),
            "paid": AMOUNTS,
            "disputed": AMOUNTS,
            "promised": AMOUNTS,
            "charges": st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=3),
            "plan": st.sampled_from([None, None, None, "held", "missed"]),
        }
    ),
    min_size=1,
    max_size=3,
)


def test_a_mail_that_asks_for_a_promise_names_of_a_dispute_what_is_owed() -> None:
    """CO-48: of 100 with 30 in dispute 80 are paid; 20 are open, in dispute and not asked for."""
    paid = late(10, **PART, payments=(Payment(1, PAID_ON, 8_000),))
    told = promise_letters.letter_of(PAYER, "a@b.test", [paid], None, COLLECTOR, NOW, HOURS, 1, [])
    assert told["facts"]["parts"][0][2:] == ["20.00 USD", "20.00 USD", "0.00 USD"]


def owed(number: str, currency: str, said: dict[str, object]) -> Invoice:
    """An invoice with whatever can be on it at once."""
    total, charges = said["total"], said["charges"]
    assert isinstance(total, int)
    assert isinstance(charges, list)
    days, third = said["late"], total // 3
    assert isinstance(days, int)
    head = late(days, number, total, currency=currency, disputed={"1": said["disputed"]})
    dues = [head.due_date + timedelta(days=ahead) for ahead in (0, 30, 60)]
    parts = zip(dues, (third, third, total - 2 * third), strict=True)
    return replace(
        head,
        instalments=tuple(Instalment(*one) for one in parts) if said["parts"] else (),
        payments=(Payment(1, PAID_ON, said["paid"]),) if said["paid"] else (),
        promises=(promised(said["promised"]),) if said["promised"] else (),
        reminder_charges=tuple(
            Charge(f"{at}-fee", "fee", amount, TODAY, at, False, WAIVED if is_waived else None)
            for at, (amount, is_waived) in enumerate(charges)
        ),
        plan_id="P" if said["plan"] else None,
        not_due=total // 2,
        missed=(MissedInstalment("P", 1, TODAY, 9),) if said["plan"] == "missed" else (),
    )


@given(ITEMS, st.sampled_from(["USD", "JPY", "KWD"]), AMOUNTS, st.sampled_from(["net", "nameBoth"]))
def test_the_lines_of_a_reminder_come_to_what_is_open_and_to_its_sum(
    said: list[dict[str, object]], currency: str, credit: int, credits: str
) -> None:
    """CO-01, CO-30, CO-39: with charges, instalments, promises, plans and credits, whatever the
    smallest coin; no line asks for more of itself than is neither paid nor in dispute.
    """
    levels = [one | {"fee": {currency: 1}} for one in LEVEL_ROWS]
    terms = read_dunning([{"interestRate": 9, "credits": credits}], levels)
    heads = [owed(str(at), currency, one) for at, one in enumerate(said)]
    holds = {
        str(one.invoice_number): holds_of_invoice(one, TODAY, None, WorkHours(), 5) for one in heads
    }
    payments = [unallocated(credit, currency)] if credit else []
    found = run(Account(PAYER, heads, payments, NOBODY, holds), terms, TODAY)
    for item in found.items:
        parts = (item.disputed, item.promised, item.held, item.asked, item.rest)
        assert min(parts) >= 0
        assert sum(parts) == item.open
    if not found.asked:
        return
    told = reminder_wording.letter_of(PAYER, found, terms, TODAY, 1, [])["facts"]
    rows = [[row[0], *map(amount_of, row[2:])] for row in told["parts"]]
    assert sum(row[3] for row in rows) == amount_of(told["items_total"])
    assert all(row[2] + row[3] <= row[1] for row in rows)
    for item in found.asked:
        own = [row for row in rows if row[0].partition(",")[0] == item.invoice_number]
        assert sum(row[1] for row in own) == open_with(item)
        assert sum(row[2] for row in own) == to_decimal(item.disputed, currency)


def open_with(item: ItemToday) -> Decimal:
    return to_decimal(item.open + item.new.total, item.currency)


def amount_of(cell: str) -> Decimal:
    number = cell.partition("\N{NO-BREAK SPACE}")[0].split()[0].replace(",", "")
    return Decimal(0) if number == "–" else Decimal(number)
