"""What the mail service found out about a mail: whether it is harmful, and whether it is from whom
it says (X-14).
"""

from chalicelib.domain.base.addresses import as_sent
from chalicelib.values import dataclass

PASS, FAIL, GRAY = "PASS", "FAIL", "GRAY"
BROKEN_OFF, NOT_BEGUN = "PROCESSING_FAILED", "DISABLED"
"""What the mail service says where it came to no end of looking, and where its rule lets it not
look at all.
"""


@dataclass(frozen=True)
class Verdicts:
    """What the mail service says, in its own words, and from where the mail was sent on the way."""

    spam: str = GRAY
    virus: str = GRAY
    spf: str = GRAY
    dkim: str = GRAY
    dmarc: str = GRAY
    return_path: str = ""

    @property
    def harm(self) -> str | None:
        """What the mail is, or may be, where it is not even to be looked at."""
        if self.virus in (FAIL, BROKEN_OFF, NOT_BEGUN):
            return "virus"
        return "spam" if self.spam == FAIL else None

    def prove(self, sender: str) -> bool:
        """Whether the mail is from the address that it says it is from.

        DMARC says so. For a domain that publishes no rule (`GRAY`), SPF does where it looked at the
        very domain of the sender, and no signature was broken: SPF alone is of the address on the
        way, and a signature of anybody's, which a forger has of his own.
        """
        if self.dmarc == PASS:
            return True
        return self.dmarc == GRAY and self.dkim in (PASS, GRAY) and self.is_brought_by(sender)

    def is_brought_by(self, sender: str) -> bool:
        """Whether a server of the sender's very domain brought it, and so chose where it goes:
        nobody has come by the mail and brought it again.
        """
        return self.spf == PASS and _domain(self.return_path) == _domain(sender) != ""


def _domain(address: str) -> str:
    return as_sent(address.strip("<> ")).rpartition("@")[2].lower()
