"""Everything that can go wrong, declared once in the field's words; `api/problems.py` alone knows
of HTTP statuses.
"""

from typing import Any


class RedressError(Exception):
    """The base of every error that a person or program is told about."""

    code = "error"
    """Names the kind for programs: the name of its class, beginning small."""
    rule: str | None = None

    def __init_subclass__(cls) -> None:
        name = cls.__name__
        cls.code = name[0].lower() + name[1:]

    def __init__(self, detail: str, *, rule: str | None = None, **extras: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.rule = rule or type(self).rule
        self.extras = extras


# --- what was sent cannot be read -------------------------------------------------------------


class MalformedBody(RedressError):
    """The body is not the strict JSON that the product takes."""


class InvalidInput(RedressError):
    """A field is missing, unknown, or of the wrong type or form; `errors` lists each with its
    pointer.
    """


class InvalidAmount(RedressError):
    """An amount of money is not a plain decimal number that its currency can hold."""


class UnsupportedQuery(RedressError):
    """A filter, sort or option of a list is not one that the product offers."""


class BadCursor(RedressError):
    """The cursor does not belong to this list."""


class UnsupportedMediaType(RedressError):
    """The Content-Type is missing or is not one that the route takes."""


class BodyTooLarge(RedressError):
    """The body is larger than a request may be."""


class InvalidPatch(RedressError):
    """The JSON Patch is not well-formed or touches what cannot be patched."""

    rule = "RV-06"


class PatchTestFailed(RedressError):
    """A `test` operation of the JSON Patch does not hold, so nothing was changed."""

    rule = "RV-06"


class InvalidTemplate(RedressError):
    """A mail template uses a hashtag that there is not, or cannot be sent as it is; `errors` says
    where and why.
    """

    rule = "DM-03"


# --- who may what -----------------------------------------------------------------------------


class NotSignedIn(RedressError):
    """There is no valid sign-in behind the request."""


class SignInFailed(RedressError):
    """E-mail and password do not belong together."""


class LinkInvalid(RedressError):
    """The personal link was not made here, or not whole."""

    rule = "DM-04"


class LinkOutdated(RedressError):
    """What the letter with the personal link said has changed since."""

    rule = "DM-04"


class LinkExpired(RedressError):
    """The personal link was for some time, which is over."""

    rule = "DM-04"


class Forbidden(RedressError):
    """The person's role does not allow it."""


class SecondFactorRequired(RedressError):
    """The person's role needs a sign-in with a second factor; `setUp` says whether one can be set
    up now.
    """

    rule = "X-15"


class NotFound(RedressError):
    """There is no such thing, or the person may not know of it."""


def no_such(what: str, hint: str = "", *, rule: str | None = None) -> NotFound:
    """The refusal of something that is not there, or that the person may not know of (RV-03): where
    both can be, with the same rule.
    """
    return NotFound(f"There is no such {what}{f'; {hint}' if hint else ''}.", rule=rule)


class AboveCreditLimit(RedressError):
    """The invoice's credits would exceed what the person may approve."""

    rule = "CU-14"


class OwnApproval(RedressError):
    """Nobody approves the credit that they asked others to approve."""

    rule = "CU-14"


class NotAsked(RedressError):
    """Somebody else is asked."""

    rule = "CU-15"


# --- the write does not fit the state ---------------------------------------------------------


class Stale(RedressError):
    """The thing was changed since it was read; nothing was written."""

    rule = "X-07"


class IdempotencyKeyReused(RedressError):
    """The idempotency key was used before with another request."""

    rule = "X-01"


class OutcomeUnknown(RedressError):
    """The command was begun before, and whether what cannot be taken back was done is not known."""

    rule = "X-01"


class Busy(RedressError):
    """Others kept changing the same thing for as long as the request could wait; nothing was
    written.
    """


class Overloaded(Busy):
    """A service that is needed gives no answer or refuses for the moment, however often it was
    asked.
    """


class AlreadyDecided(RedressError):
    """The approval was answered, or is asked for no longer; `outcome` says what became of it."""

    rule = "CU-15"


class CannotDelegate(RedressError):
    """An approval is passed on only to somebody new with at least the same limit, never to someone
    who asked for it.
    """

    rule = "CU-15"


class IllegalMove(RedressError):
    """The life cycle has no such step from where the thing stands."""


class DisputeOpen(RedressError):
    """The subject already has an open dispute; `disputeID` names it."""

    rule = "CU-06"


class DisputeEnded(RedressError):
    """An ended dispute refuses every change."""

    rule = "CU-16"


class FollowUpEnded(RedressError):
    """An ended follow-up refuses every change."""

    rule = "DM-09"


class InFollowUp(RedressError):
    """The item is in another follow-up in progress; `followUpID` names it."""

    rule = "DM-06"


class LastItem(RedressError):
    """A follow-up without items never exists; `offer` names what can be done instead."""

    rule = "CO-13"


class NotDisputable(RedressError):
    """The invoice, the charge or the booking cannot be disputed."""


class AmountTooLarge(RedressError):
    """More is disputed or credited than the charge, the invoice or the dispute has left."""


class WrongTrack(RedressError):
    """A dispute goes by lines or by adjustment, never by both."""

    rule = "RV-13"


class InsufficientFunds(RedressError):
    """The wallet cannot give so much; nothing moved."""

    rule = "IG-11"


class CurrencyMismatch(RedressError):
    """Money moves only between wallets of its own currency."""

    rule = "IG-11"


class NotYet(RedressError):
    """Something else has to happen first."""


class AccountChanged(RedressError):
    """Money would go to another account than the one that was told or shown; nothing was sent."""

    rule = "PO-26"


class AlreadyDone(RedressError):
    """It can be done once, and has been."""


class TooMany(RedressError):
    """More items than one dispute or request may hold."""


class NotChangeable(RedressError):
    """What was billed and is disputed or credited cannot be changed by an import."""

    rule = "X-12"


class UnreadableFile(RedressError):
    """A file that was sent cannot be read at all; nothing of it was imported."""

    rule = "X-12"


class FileRefused(RedressError):
    """A file that was sent is not what it was told to be."""

    rule = "X-13"


class AddressRefused(RedressError):
    """No mail goes to this address: it is none, or mail to it came back."""


class MailUnavailable(RedressError):
    """The mail service did not take the mail; it may later."""
