"""Deposits and floors that wait for a second person, as items of the table.

| what | partition `pk` | sort `sk` |
|---|---|---|
| deposit or floor that waits, or waited, for a second person | `PROPOSAL#{proposalID}` | `PROPOSAL` |
| its journal | `JOURNAL#proposal/{proposalID}` | as all |
| what came into a wallet last, and what waits, under a reference | `WALLET#{walletID}` | `REFERENCE#{folded reference}` |
"""  # noqa: E501 (rows of a table)

from chalicelib.domain.wallets.proposals import Proposal
from chalicelib.domain.wallets.references import Earlier, Reference, folded
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.secondyes import PROPOSALS, listed


def proposal_key(proposal_id: str) -> keys.Key:
    """A deposit or floor that waits, or waited."""
    return {"pk": f"PROPOSAL#{keys.safe(proposal_id)}", "sk": "PROPOSAL"}


def proposal_item(proposal: Proposal) -> Item:
    """One, listed among those that wait for a second person or were decided."""
    return (
        dump(proposal)
        | proposal_key(proposal.proposal_id)
        | listed(PROPOSALS, proposal, proposal.proposal_id)
    )


def reference_key(wallet_id: str, reference: str) -> keys.Key:
    """What came into a wallet, and what waits, under a reference, however that is written."""
    return {"pk": keys.wallet(wallet_id)["pk"], "sk": f"REFERENCE#{folded(reference)}"}


def reference_item(wallet_id: str, reference: str, known: Reference) -> Item:
    """It, to be written with what is done with the deposit."""
    return dump(known) | reference_key(wallet_id, reference)


def to_reference(item: Item | None) -> Reference:
    """What an item remembers, or nothing yet; one that was kept by an earlier version remembers the
    last deposit alone.
    """
    if item and "transfer_id" in item:
        return Reference(made=load(Earlier, item), version=item["version"])
    return load(Reference, item) if item else Reference()


def to_proposal(item: Item) -> Proposal:
    """The proposal that an item holds."""
    return load(Proposal, item)
