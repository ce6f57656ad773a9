"""The rows of each setting: which fields they have."""

from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.fields import (
    AmountField,
    Body,
    CurrencyField,
    LanguageField,
    NameField,
    OutsideIDField,
    becoming,
)
from chalicelib.api.imports import FormBody, MappingField
from chalicelib.domain.approvals.approval_chain import MAX_ASKED, MAX_LEVELS
from chalicelib.domain.base.business_hours import read_clock
from chalicelib.domain.base.texts import read_day, read_name
from chalicelib.domain.collections.chasing import MAX_CHASES, MAX_POSTPONEMENTS
from chalicelib.domain.collections.dunning.terms import CREDITS, DAY_COUNTS, MAX_DAYS, REMINDERS
from chalicelib.domain.collections.follow_up import MAX_DAYS_AHEAD
from chalicelib.domain.collections.statuses import CATEGORIES, MAX_DELAY_DAYS, TO_DOS
from chalicelib.domain.invoices.promise_verbs import MAX_DAYS as MAX_PROMISED_DAYS
from chalicelib.domain.invoices.promise_verbs import MAX_TOLERANCE_DAYS

MAX_MOVE_HOURS = 400
"""Some ten weeks of work, for one move."""

Name = Annotated[str, becoming(partial(read_name, longest=80)), Field(min_length=1, max_length=80)]
UserID = Annotated[str, Field(min_length=1, max_length=128)]
Clock = Annotated[str, becoming(read_clock)]
MoveHours = Annotated[int, Field(ge=1, le=MAX_MOVE_HOURS)]
Weekday = Annotated[int, Field(ge=1, le=7)]
Day = Annotated[str, becoming(lambda value: read_day(value).isoformat())]


class ReasonRow(Body):
    """A reason that disputes can have."""

    reason_id: OutsideIDField
    name: Name


class ResolutionRow(Body):
    """A resolution that disputes can have."""

    resolution_id: OutsideIDField
    name: Name


class PresetRow(Body):
    """A saved mapping of an import file's columns."""

    preset_id: OutsideIDField
    name: Name
    kind: Name
    mapping: MappingField
    currency: CurrencyField | None = None
    line_per_row: bool | None = None
    form: FormBody | None = None


class TemplateRow(Body):
    """A mail's text, with hashtags (DM-03)."""

    template_id: Name
    subject: str
    body: str


class LevelRow(Body):
    """A level of a chain: a role or people by id, up to how much its yes is good for, and the
    business hours it has.
    """

    name: Name
    role: Name | None = None
    people: Annotated[list[UserID], Field(max_length=MAX_ASKED)] | None = None
    limit: dict[CurrencyField, AmountField] | None = None
    answer_within_hours: AmountField | None = None


class ChainRow(Body):
    """A chain of approval; without currencies it is for all (CU-15)."""

    chain_id: OutsideIDField = Field(alias="chainID")
    name: Name
    currencies: Annotated[list[CurrencyField], Field(max_length=50)] | None = None
    levels: Annotated[list[LevelRow], Field(min_length=1, max_length=MAX_LEVELS)]
    when_silent: Literal["expire", "askAgain"] | None = None


class HoursRow(Body):
    """When the company works, in its own time zone; until midnight where it does not close after it
    opens (X-04).
    """

    time_zone: Name
    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    opens: Clock = Field(alias="from")
    closes: Clock = Field(alias="to")
    holidays: Annotated[list[Day], Field(max_length=366)] | None = None
    country: Name | None = None
    """Whose public holidays are free too (CO-18)."""
    moves_within: dict[Name, dict[Name, MoveHours]] | None = None
    """Kind of dispute → party → business hours for its move (X-04)."""


class BoundRow(Body):
    """Up to how much of a currency somebody alone lets a wallet have or owe, and each role charges
    as a fee (X-16).
    """

    currency: CurrencyField
    alone: AmountField | None = None
    fees: dict[Name, AmountField] | None = None


class ItemStatusRow(Body):
    """A status that open items can be given, inside its category (DM-02)."""

    status_id: OutsideIDField
    label: Name
    category: Literal[CATEGORIES]  # type: ignore[valid-type]
    delay_days: Annotated[int, Field(ge=0, le=MAX_DELAY_DAYS)] | None = None
    model_id: OutsideIDField | None = None
    active: bool | None = None


class FollowUpModelRow(Body):
    """What is done about open items (DM-05)."""

    model_id: OutsideIDField
    label: Name
    to_do: Literal[TO_DOS]  # type: ignore[valid-type]


class ChasingRow(Body):
    """How resolvers are chased (CO-18…CO-20); what is not named is as unset."""

    chases_before_manager: Annotated[int, Field(ge=1, le=MAX_CHASES)] | None = None
    manager_id: UserID | None = None
    goes_on: bool | None = None
    send_from: Clock | None = None
    send_until: Clock | None = None
    max_days: Annotated[int, Field(ge=1, le=MAX_DAYS_AHEAD)] | None = None
    max_postponements: Annotated[int, Field(ge=0, le=MAX_POSTPONEMENTS)] | None = None


class PromisesRow(Body):
    """How far ahead is promised, and how strictly it is judged (CO-21, CO-22); what is not named is
    as unset.
    """

    tolerance_days: Annotated[int, Field(ge=0, le=MAX_TOLERANCE_DAYS)] | None = None
    max_days: Annotated[int, Field(ge=1, le=MAX_PROMISED_DAYS)] | None = None


class DunningLevelRow(Body):
    """A level of reminders: after how many days, of at least how much, by which mail (CO-38)."""

    label: Name
    grace_days: Annotated[int, Field(ge=0, le=MAX_DAYS)]
    apart_days: Annotated[int, Field(ge=1, le=MAX_DAYS)]
    template_id: Literal[REMINDERS]  # type: ignore[valid-type]
    minimum: Annotated[dict[CurrencyField, AmountField], Field(max_length=50)] | None = None
    fee: Annotated[dict[CurrencyField, AmountField], Field(max_length=50)] | None = None
    labels: Annotated[dict[LanguageField, Name], Field(max_length=50)] | None = None
    """Language → what letters in that one call it (CO-41)."""


class DunningRow(Body):
    """What holds for all reminders; what is not named is as unset (CO-20, CO-32, CO-43)."""

    credits: Literal[CREDITS] | None = None  # type: ignore[valid-type]
    rest_days: Annotated[int, Field(ge=0, le=60)] | None = None
    send_from: Clock | None = None
    send_until: Clock | None = None
    automatic: bool | None = None
    business_days: bool | None = None
    interest_rate: AmountField | None = None
    day_count: Literal[DAY_COUNTS] | None = None  # type: ignore[valid-type]
    interest_minimum: Annotated[dict[CurrencyField, AmountField], Field(max_length=50)] | None = (
        None
    )
    forgets_charges: bool | None = None


class ThreadMailRow(Body):
    """For how many minutes nobody gets a second letter about the thread of a dispute (IG-04); at
    most a day.
    """

    quiet_minutes: Annotated[int, Field(ge=1, le=1440)]


class OrdersRow(Body):
    """The currency of orders and vendors that name none, and the country of phone numbers that name
    none (X-12).
    """

    currency: CurrencyField
    phone_region: Annotated[str, Field(min_length=2, max_length=2)]


class FineRow(Body):
    """What a vendor is fined: an amount, or a percentage of the order's value (CK-06)."""

    amount: AmountField | None = None
    percent: AmountField | None = None


class RepeatRow(Body):
    """So many disputes decided against a vendor within so many days reduce its leads (CK-13)."""

    count: AmountField
    window_days: AmountField
    leads_percent: AmountField


class TermsRow(Body):
    """Limits, clocks and fines of payout disputes; what is not named is as unset (CK-11)."""

    attempts: AmountField | None = None
    answer_within_hours: AmountField | None = None
    counts: str | None = None
    remind_before_hours: AmountField | None = None
    high_value: Annotated[dict[CurrencyField, AmountField], Field(max_length=50)] | None = None
    high_value_window_days: AmountField | None = None
    fines: Annotated[dict[CurrencyField, FineRow], Field(max_length=50)] | None = None
    past_floor: str | None = None
    repeat: RepeatRow | None = None
    hold_days: AmountField | None = None
    flag_days: AmountField | None = None
    payout_confirmed_within_days: AmountField | None = None
    close_after_days: AmountField | None = None
    acknowledge_within_hours: AmountField | None = None
    settle_within_days: AmountField | None = None
    assignment: str | None = None


class ColumnRow(Body):
    """A column of the file by which the bank is told of payouts, and what it tells (PO-25)."""

    column: Name
    tells: Name


class PayoutBankRow(Body):
    """The account that payouts leave, for a file as ISO 20022 has it (PO-25)."""

    holder: Name
    account_kind: Name
    account_number: Name
    bic: Name | None = None


class RowEffectsBody(Body):
    """What follows from a row of the decision table."""

    resolves: bool = False
    payout: str = "none"
    fine: bool = False
    flag: bool = False
    hold: bool = False
    counts_against: bool = False
    internal_note: bool = False
    escalates_to: Name | None = None


class TableRowBody(Body):
    """A row of the decision table: when it applies, and what follows (CK-14)."""

    row_id: Name = Field(alias="rowID")
    label: NameField
    cases: Annotated[list[dict[Name, list[Name]]], Field(min_length=1, max_length=20)]
    effects: RowEffectsBody
