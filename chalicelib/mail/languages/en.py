"""English, whose letters are those of `wordings.py`."""

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
)
