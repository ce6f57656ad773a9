"""English, whose letters are those of `wordings.py`."""

from chalicelib.domain.letters.dispatch import DISPUTE, FOLLOW_UP, TICKET
from chalicelib.mail.languages.words import Words

ENGLISH = Words(
    letters={},
    items=("Invoice", "Due", "Open", "In clarification", "To pay"),
    outcomes=("Invoice", "Disputed", "Credited", "Not credited", "Withdrawn", "Open"),
    charges_before="fees and interest until now",
    fee="fee",
    interest="interest until {day}",
    instalment="instalment {number}, due {day}: {amount}",
    more="and {count} more",
    account="Account {number}",
    answer="Look at it and answer",
    unread={"one": "{count} unread message", "other": "{count} unread messages"},
    we="We",
    things={
        DISPUTE: ("dispute {id}", "Open the dispute"),
        FOLLOW_UP: ("follow-up {id}", "Open the follow-up"),
        TICKET: ("ticket {id}", "Open the ticket"),
    },
    refused="Nothing more can be written there, or not from this address.",
    example="Please send us the contract.",
)
