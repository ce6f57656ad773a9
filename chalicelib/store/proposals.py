"""Deposits and floors that wait for a second person, as items of the table.

| what | partition `pk` | sort `sk` |
|---|---|---|
| deposit or floor that waits, or waited, for a second person | `PROPOSAL#{proposalID}` | `PROPOSAL` |
| its journal | `JOURNAL#proposal/{proposalID}` | as all |
| last deposit into a wallet under a reference | `WALLET#{walletID}` | `REFERENCE#{folded reference}` |
"""

from chalicelib.domain.proposals import Earlier, Proposal, folded
from chalicelib.domain.secondyes import ASKED
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load


def proposal_key(proposal_id: str) -> keys.Key:
    """A deposit or floor that waits, or waited."""
    return {"pk": f"PROPOSAL#{keys.safe(proposal_id)}", "sk": "PROPOSAL"}


def proposal_item(proposal: Proposal) -> Item:
    """One, listed while it waits for a second person."""
    item = dump(proposal) | proposal_key(proposal.proposal_id)
    if proposal.status == ASKED:
        item |= {"directory_pk": "PROPOSAL", "directory_sk": f"{keys.instant(proposal.asked_at)}#{proposal.proposal_id}"}
    return item


def reference_key(wallet_id: str, reference: str) -> keys.Key:
    """The last deposit into a wallet under a reference, however that is written."""
    return {"pk": keys.wallet(wallet_id)["pk"], "sk": f"REFERENCE#{folded(reference)}"}


def reference_item(wallet_id: str, earlier: Earlier) -> Item:
    """It, to be written with the deposit."""
    return dump(earlier) | reference_key(wallet_id, earlier.reference)


def to_earlier(item: Item | None) -> Earlier | None:
    """The deposit that an item remembers, if there is one."""
    return load(Earlier, item) if item else None


def to_proposal(item: Item) -> Proposal:
    """The proposal that an item holds."""
    return load(Proposal, item)
