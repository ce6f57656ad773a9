"""How customers are reminded: the levels, and what holds for all of them, as administrators have it
(CO-20, CO-32, CO-38, CO-43).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Self

from chalicelib.domain.base.business_hours import WorkHours, check_sending
from chalicelib.domain.base.calendars import Calendar
from chalicelib.domain.base.money import positive_minor, read_decimal, to_number
from chalicelib.errors import InvalidAmount, InvalidInput
from chalicelib.values import dataclass

NET, NAME_BOTH = CREDITS = ("net", "nameBoth")
"""Whether what the company owes is taken off what is asked for, or named beside it (CO-32)."""
MAX_LEVELS = 9
MAX_DAYS = 365
MAX_RATE = 100
FIRST, SECOND, FINAL = REMINDERS = ("reminderFirst", "reminderSecond", "reminderFinal")
"""The mails that remind."""


@dataclass(frozen=True)
class Level:
    """A step of reminding: after how many days, of at least how much, by which mail."""

    label: str
    grace_days: int
    """How late an item is at most that is not reminded yet."""
    apart_days: int
    """How many days after the reminder before it at least."""
    template_id: str
    minimum: Mapping[str, int] = field(default_factory=dict)
    """Currency → what is asked for at least, in minor units."""
    fee: Mapping[str, int] = field(default_factory=dict)
    """Currency → what a letter of this level charges (CO-39)."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Language → what the level is called in letters of that one (CO-41)."""

    @property
    def spacing_days(self) -> int:
        """The days from one letter to the next, one at least: nothing is reminded of twice on a day
        (CO-36).
        """
        return max(1, self.apart_days)

    def label_in(self, language: str) -> str:
        """What a letter in a language calls the level; its one name where that has none there."""
        return self.labels.get(language, self.label)


LEVEL_ROWS: tuple[dict[str, Any], ...] = (
    {
        "label": "Reminder",
        "graceDays": 0,
        "apartDays": 7,
        "templateID": FIRST,
        "labels": {
            "de": "Zahlungserinnerung",
            "es": "Recordatorio de pago",
            "fr": "Rappel de paiement",
            "it": "Promemoria di pagamento",
            "nl": "Betalingsherinnering",
            "pl": "Przypomnienie o płatności",
            "pt": "Lembrete de pagamento",
            "sv": "Betalningspåminnelse",
        },
    },
    {
        "label": "Second reminder",
        "graceDays": 14,
        "apartDays": 10,
        "templateID": SECOND,
        "labels": {
            "de": "Zweite Mahnung",
            "es": "Segundo recordatorio",
            "fr": "Deuxième rappel",
            "it": "Secondo sollecito",
            "nl": "Tweede herinnering",
            "pl": "Drugie przypomnienie",
            "pt": "Segundo lembrete",
            "sv": "Andra påminnelsen",
        },
    },
    {
        "label": "Final notice",
        "graceDays": 30,
        "apartDays": 14,
        "templateID": FINAL,
        "labels": {
            "de": "Letzte Mahnung",
            "es": "Último aviso",
            "fr": "Dernier rappel",
            "it": "Ultimo sollecito",
            "nl": "Laatste aanmaning",
            "pl": "Ostateczne wezwanie do zapłaty",
            "pt": "Último aviso",
            "sv": "Sista påminnelsen",
        },
    },
)
"""What there is until an administrator says otherwise."""


ACTUAL_365, ACTUAL_360, THIRTY = DAY_COUNTS = ("actual/365", "actual/360", "30/360")


@dataclass(frozen=True)
class ChargeTerms:
    """How interest is reckoned, and when charges are forgotten; off until a rate is set (CO-39)."""

    rate: Decimal = Decimal(0)
    """Percent a year."""
    day_count: str = ACTUAL_365
    minimum: Mapping[str, int] = field(default_factory=dict)
    """Currency → the least interest that a letter charges, in minor units."""
    forgets: bool = False
    """Whether charges are forgotten once the invoice itself is paid."""

    @property
    def year_days(self) -> int:
        """How many days a year has."""
        return 365 if self.day_count == ACTUAL_365 else 360


@dataclass(frozen=True)
class DunningTerms:
    """What holds for all reminders."""

    credits: str = NET
    rest_days: int = 5
    """For how many business days after the end of its dispute an item is left alone (CO-43)."""
    send_from: time = field(default_factory=lambda: time(8))
    send_until: time = field(default_factory=lambda: time(20))
    """Outside of this no reminder leaves, in the customer's zone (CO-20)."""
    is_automatic: bool = False
    """Whether customers are reminded without anybody asking for it."""
    keeps_holidays: bool = False
    """Whether the run by itself passes over days that are not worked where the customer is."""
    levels: tuple[Level, ...] = ()
    charges: ChargeTerms = field(default_factory=ChargeTerms)

    def reaching(self, level: int) -> Self:
        """The same with so many levels at least, the last one over again: a letter that was claimed
        stays at its level, whichever there are by now.
        """
        missing = max(0, level - len(self.levels))
        return replace(self, levels=(*self.levels, *self.levels[-1:] * missing))

    def is_sending(self, at: datetime, zone: str | None, hours: WorkHours) -> bool:
        """Whether a reminder may leave at a moment; always, where sending ends as it begins
        (CO-20).
        """
        if self.send_from == self.send_until:
            return True
        return self.send_from <= hours.clock_in(zone, at) < self.send_until

    def opens_on(self, day: date, zone: str | None, hours: WorkHours) -> datetime:
        """The moment at which reminders may leave on a day."""
        return hours.moment_in(zone, day, self.send_from)

    def runs_on(self, day: date, calendar: Calendar) -> date:
        """The first day from a day on, by the customer's calendar, on which it is reminded without
        anybody asking for it (CO-20).
        """
        return calendar.on_or_after(day) if self.keeps_holidays else day

    def next_opening(self, at: datetime, zone: str | None, hours: WorkHours) -> datetime:
        """The first moment from now on at which a reminder may leave."""
        if self.is_sending(at, zone, hours):
            return at
        today = hours.day_in(zone, at)
        is_early = hours.clock_in(zone, at) < self.send_from
        return self.opens_on(today if is_early else today + timedelta(days=1), zone, hours)


def read_dunning(
    rows: Sequence[Mapping[str, Any]], levels: Iterable[Mapping[str, Any]]
) -> DunningTerms:
    """The terms that the rows of both settings describe; what they do not name is as unset."""
    standard, row = DunningTerms(), rows[0] if rows else {}
    return DunningTerms(
        credits=row.get("credits", standard.credits),
        rest_days=row.get("restDays", standard.rest_days),
        send_from=_clock(row, "sendFrom", standard.send_from),
        send_until=_clock(row, "sendUntil", standard.send_until),
        is_automatic=row.get("automatic", standard.is_automatic),
        keeps_holidays=row.get("businessDays", standard.keeps_holidays),
        levels=tuple(map(_level, levels)),
        charges=ChargeTerms(
            rate=_decimal(row.get("interestRate", 0)),
            day_count=row.get("dayCount", ACTUAL_365),
            minimum=_amounts(row.get("interestMinimum", {})),
            forgets=row.get("forgetsCharges", False),
        ),
    )


def check_dunning(row: Mapping[str, Any]) -> None:
    """`InvalidInput` for sending hours in which no reminder would leave (CO-20), and for a rate or
    an amount that is none (CO-39).
    """
    try:
        terms = read_dunning([row], ())
    except InvalidAmount as refused:
        raise _wrong("/interestMinimum", refused.detail, "CO-39") from None
    if not 0 <= terms.charges.rate <= MAX_RATE:
        raise _wrong("/interestRate", f"From 0 to {MAX_RATE} percent a year.", "CO-39")
    if terms.send_from != terms.send_until:
        check_sending(terms.send_from, terms.send_until)


def dunning_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row of what holds for all reminders as it is kept: its amounts are numbers."""
    check_dunning(row)
    told = row.get("interestRate")
    rate = {} if told is None else {"interestRate": _plain(_decimal(told))}
    return {**row, **rate, **_numbers(row, "interestMinimum")}


def level_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a level as it is kept; `InvalidInput` for an amount that is none."""
    try:
        _level(row)
    except InvalidAmount as refused:
        raise _wrong("", refused.detail, "CO-38") from None
    return {**row, **_numbers(row, "minimum", "fee")}


def check_levels(rows: Sequence[Mapping[str, Any]]) -> None:
    """`InvalidInput` for levels that do not follow one another."""
    levels = [_level(row) for row in rows]
    for place, level in enumerate(levels[1:], 1):
        if level.grace_days < levels[place - 1].grace_days:
            raise _wrong(
                f"/{place}/graceDays", "A level comes no earlier than the one before it.", "CO-38"
            )


def _level(row: Mapping[str, Any]) -> Level:
    minimum, fee = (_amounts(row.get(name, {})) for name in ("minimum", "fee"))
    labels = row.get("labels", {})
    days = row["graceDays"], row["apartDays"]
    return Level(row["label"], *days, row["templateID"], minimum, fee, labels)


def _amounts(told: Mapping[str, Any]) -> dict[str, int]:
    return {
        currency: positive_minor(_decimal(amount), currency) for currency, amount in told.items()
    }


def _numbers(row: Mapping[str, Any], *names: str) -> dict[str, dict[str, int | float]]:
    """Those parts of a row that are amounts by currency, as numbers however they were spelled."""
    return {
        name: {
            currency: to_number(minor, currency) for currency, minor in _amounts(row[name]).items()
        }
        for name in names
        if name in row
    }


def _plain(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def _decimal(told: Any) -> Decimal:
    """What a request spells, or the number that was kept of it."""
    return read_decimal(f"{Decimal(repr(told)):f}" if isinstance(told, float) else told)


def _clock(row: Mapping[str, Any], name: str, standard: time) -> time:
    return time.fromisoformat(row[name]) if name in row else standard


def _wrong(pointer: str, said: str, rule: str) -> InvalidInput:
    return InvalidInput(
        said, rule=rule, errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )
