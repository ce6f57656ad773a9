"""The choices about what linters find in the template."""

from infra.lint_template import Choice, Finding, read_choices, verdict

FOUND = [Finding("CKV_1", "SweepLog", "encrypt it"), Finding("I3011", "Table", "keep it")]
LOGS = Choice("CKV_1", ("*Log",), "because")


def test_a_finding_is_chosen_for_its_check_and_resource_alone() -> None:
    """A choice for other resources, or of another check, is none."""
    assert verdict(FOUND, [LOGS]) == ["I3011 Table: keep it"]
    assert len(verdict(FOUND, [LOGS, Choice("CKV_1", ("Table",), "because")])) == 2
    assert verdict(FOUND, [LOGS, Choice("I3011", ("Table",), "because")]) == []


def test_a_choice_that_nobody_needs_is_told() -> None:
    """For each resource that it names, so that the file says what is so."""
    kept = Choice("I3011", ("Table", "Uploads"), "because")
    assert verdict(FOUND, [LOGS, kept]) == [
        "I3011 Uploads: nothing is found there; take it out of lint_choices.toml."
    ]
    assert verdict([], []) == []


def test_every_choice_has_its_reason() -> None:
    """One that has none is refused, and those that were made have one."""
    table = Choice("I3011", ("Table",), " ")
    assert verdict(FOUND, [LOGS, table]) == ["I3011: say why."]
    assert all(len(choice.reason) > 40 for choice in read_choices())
