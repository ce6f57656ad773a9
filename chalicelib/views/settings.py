"""Settings as administrators keep them: the types of their rows."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.collections.dunning.terms import CREDITS, DAY_COUNTS, REMINDERS
from chalicelib.domain.collections.statuses import CATEGORIES, TO_DOS
from chalicelib.domain.orders.bank_file import INSTRUCTION_COLUMNS
from chalicelib.domain.orders.credit_transfer import TOLD_KINDS
from chalicelib.domain.orders.terms import ASSIGNMENTS, COUNTS, PAST_FLOOR
from chalicelib.views.answers import Amount, Day, OutsideID, meaning, one_of
from chalicelib.views.approval import ChainRowView
from chalicelib.views.importfields import FieldView, WaysView
from chalicelib.views.imports import FormView, SourceView


class ReasonView(TypedDict):
    """A reason that disputes can have; the id is null for the one that there always is."""

    reasonID: OutsideID | None
    name: str


class ResolutionView(TypedDict):
    """A resolution that disputes can have."""

    resolutionID: OutsideID
    name: str


class PresetView(TypedDict):
    """How the columns of a kind of file are read."""

    presetID: OutsideID
    name: str
    kind: str
    mapping: dict[str, SourceView]
    currency: NotRequired[str]
    linePerRow: NotRequired[bool]
    form: NotRequired[FormView]


class TemplateRowView(TypedDict):
    """A mail in other words than the product's own (DM-03)."""

    templateID: str
    subject: str
    body: str


class BoundView(TypedDict):
    """How much of a currency one person moves alone, and each role charges as a fee (X-16)."""

    currency: str
    alone: Amount
    fees: dict[str, Amount]


class QuietView(TypedDict):
    """For how long nobody gets a second mail about one thread (IG-04)."""

    quietMinutes: int


MovesWithin = Annotated[
    dict[str, dict[str, int]],
    meaning("Kind of dispute, then whose move it is: in how many business hours (X-04)."),
]

HoursView = TypedDict(
    "HoursView",
    {
        "timeZone": str,
        "days": Annotated[list[int], meaning("Monday is 1.")],
        "from": str,
        "to": str,
        "holidays": NotRequired[list[Day]],
        "country": NotRequired[
            Annotated[str, meaning("Whose public holidays are free too, such as DE-BY.")]
        ],
        "movesWithin": NotRequired[MovesWithin],
    },
)
HoursView.__doc__ = "When the company works, in its own time zone (X-04)."


class OrdersRowView(TypedDict):
    """What orders and vendors are understood to be in where they do not say (X-12)."""

    currency: str
    phoneRegion: Annotated[str, meaning("The country of phone numbers that name none.")]


class FineRowView(TypedDict, total=False):
    """What a vendor is fined: an amount, or per cent of the order's value (CK-06, PO-30)."""

    amount: Amount
    percent: float


class RepeatRowView(TypedDict):
    """So many disputes decided against a vendor within so many days reduce its leads (CK-13)."""

    count: int
    windowDays: int
    leadsPercent: int


class PromisesRowView(TypedDict, total=False):
    """How far ahead is promised, and how strictly it is judged; what is not named is as unset."""

    toleranceDays: int
    maxDays: int


class TermsRowView(TypedDict, total=False):
    """Limits, clocks and fines of payout disputes (CK-11, PO-05, PO-20, PO-29)."""

    attempts: int
    answerWithinHours: float
    counts: Annotated[str, one_of(*COUNTS)]
    remindBeforeHours: float
    highValue: dict[str, Amount]
    highValueWindowDays: int
    fines: dict[str, FineRowView]
    pastFloor: Annotated[str, one_of(*PAST_FLOOR)]
    repeat: RepeatRowView
    holdDays: int | None
    flagDays: int
    payoutConfirmedWithinDays: int
    closeAfterDays: int
    acknowledgeWithinHours: float
    settleWithinDays: int
    assignment: Annotated[str, one_of(*ASSIGNMENTS)]


class RowEffectsView(TypedDict):
    """What follows from a row of the decision table."""

    resolves: bool
    payout: str
    fine: bool
    flag: bool
    hold: bool
    countsAgainst: bool
    internalNote: bool
    escalatesTo: NotRequired[str | None]


class TableRowView(TypedDict):
    """A row of the decision table: when it applies, and what follows (CK-14)."""

    rowID: str
    label: str
    cases: list[dict[str, list[str]]]
    effects: RowEffectsView


class ColumnRowView(TypedDict):
    """A column of the file by which the bank is told of payouts, and what it tells (PO-25)."""

    column: str
    tells: Annotated[str, one_of(*INSTRUCTION_COLUMNS)]


class PayoutBankView(TypedDict):
    """The account that payouts leave, for a file as ISO 20022 has it (PO-25)."""

    holder: str
    accountKind: Annotated[str, one_of(*TOLD_KINDS)]
    accountNumber: str
    bic: NotRequired[str]


class ItemStatusView(TypedDict):
    """A status that open items can be given, inside its category (DM-02)."""

    statusID: OutsideID
    label: str
    category: Annotated[str, one_of(*CATEGORIES)]
    delayDays: NotRequired[int]
    modelID: NotRequired[OutsideID]
    active: NotRequired[bool]


class FollowUpModelView(TypedDict):
    """What is done about open items (DM-05)."""

    modelID: OutsideID
    label: str
    toDo: Annotated[str, one_of(*TO_DOS)]


class ChasingView(TypedDict, total=False):
    """How resolvers are chased (CO-18…CO-20)."""

    chasesBeforeManager: int
    managerID: str
    goesOn: bool
    sendFrom: str
    sendUntil: str
    maxDays: Annotated[int, meaning("By how many days a resolver moves the date alone.")]
    maxPostponements: Annotated[int, meaning("How often a resolver does that in a row.")]


class DunningLevelView(TypedDict):
    """A level of reminders: after how many days, of at least how much, by which mail (CO-38)."""

    label: str
    graceDays: Annotated[int, meaning("How late an item is at most that is not reminded yet.")]
    apartDays: Annotated[int, meaning("How many days after the reminder before it at least.")]
    templateID: Annotated[str, one_of(*REMINDERS)]
    minimum: NotRequired[dict[str, Amount]]
    fee: NotRequired[
        Annotated[dict[str, Amount], meaning("What a letter of this level charges (CO-39).")]
    ]
    labels: NotRequired[
        Annotated[dict[str, str], meaning("Language → what letters in that one call it (CO-41).")]
    ]


class DunningRowView(TypedDict, total=False):
    """What holds for all reminders (CO-20, CO-32, CO-43)."""

    credits: Annotated[str, one_of(*CREDITS)]
    restDays: Annotated[int, meaning("Business days after the end of a dispute.")]
    sendFrom: str
    sendUntil: str
    automatic: bool
    businessDays: Annotated[
        bool, meaning("Whether the run by itself keeps to business days where the customer is.")
    ]
    interestRate: Annotated[
        Amount, meaning("Percent a year on what is late; none without (CO-39).")
    ]
    dayCount: Annotated[str, one_of(*DAY_COUNTS)]
    interestMinimum: Annotated[
        dict[str, Amount], meaning("By currency the least interest that a letter charges.")
    ]
    forgetsCharges: Annotated[
        bool, meaning("Whether fees and interest are forgotten once the invoice itself is paid.")
    ]


SettingRow = (
    ReasonView
    | ResolutionView
    | PresetView
    | TemplateRowView
    | ChainRowView
    | BoundView
    | QuietView
    | HoursView
    | OrdersRowView
    | TermsRowView
    | PromisesRowView
    | TableRowView
    | ColumnRowView
    | PayoutBankView
    | ItemStatusView
    | FollowUpModelView
    | ChasingView
    | DunningLevelView
    | DunningRowView
)


class SettingView(TypedDict):
    """A setting's rows; with those of import presets also what they can map, with the business
    hours the times of moves that hold where no row names others.
    """

    value: list[SettingRow]
    version: int
    nextCursor: None
    fields: NotRequired[Annotated[dict[str, list[FieldView]], meaning("By kind of file.")]]
    ways: NotRequired[WaysView]
    movesWithin: NotRequired[MovesWithin]


class ReasonsView(TypedDict):
    """The reasons that disputes can have."""

    value: list[ReasonView]
    version: int
    nextCursor: None


class ResolutionsView(TypedDict):
    """The resolutions that disputes can have."""

    value: list[ResolutionView]
    version: int
    nextCursor: None
