"""What an imported file does to the books."""

from datetime import date

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute, to_event, to_invoice
from chalicelib.store.table import name_of
from tests.actions.import_bucket import HEADER, Port, bring_receivables, slice_of, two_rows


def test_a_slice_of_the_receivables_is_previewed_and_applied(port: Port) -> None:
    """X-12, X-03: what the preview says is what happens; nothing is written before."""
    import_id = port.order(slice_of(60), mapping=None, presetID="receivables-2012", currency=None)
    before = port.brought()
    previewed = port.preview(import_id)
    assert port.brought() == before
    applied = port.apply(import_id)
    assert applied["status"] == "done"
    assert applied["counts"] == previewed["counts"]
    assert applied["summary"] == previewed["summary"]
    assert applied["processed"] == applied["rows"] == 60
    kept = port.brought()
    heads = [to_invoice(item) for name, item in kept.items() if item["sk"] == "HEAD"]
    disputes = [to_dispute(item) for item in kept.values() if item["sk"] == "DISPUTE"]
    summary = applied["summary"]
    assert (len(heads), len(disputes)) == (summary["invoices"], summary["disputes"])
    assert sum(one.total for one in heads) == round(summary["amount"] * 100)
    unpaid = [one for one in heads if one.balance]
    assert (len(unpaid), sum(one.balance for one in unpaid)) == (
        summary["unpaid"],
        round(summary["unpaidAmount"] * 100),
    )
    assert sum(one.is_open for one in disputes) == summary["openDisputes"]
    assert all(one.estimated for one in disputes)


def test_amounts_add_up_and_chains_hold_after_an_import(port: Port) -> None:
    """X-06: disputed = open + credited + withdrawn + declined; X-05: every event hangs on the one
    before.
    """
    bring_receivables(port, 60, "2013-09-30")
    kept = port.brought()
    disputes = [to_dispute(item) for item in kept.values() if item["sk"] == "DISPUTE"]
    assert disputes
    for dispute in disputes:
        amounts = dispute.amounts
        assert (
            amounts.disputed
            == amounts.open + amounts.credited + amounts.withdrawn + amounts.declined
        )
        head = to_invoice(
            kept[name_of(keys.invoice(dispute.parties[CUSTOMER], dispute.subject_id))]
        )
        assert head.open_dispute_id == (dispute.dispute_id if dispute.is_open else None)
        assert head.disputed_total == amounts.open
        events = [
            to_event(item)
            for name, item in sorted(kept.items())
            if name.startswith(f"DISPUTE#{dispute.dispute_id} EVENT")
        ]
        assert first_broken(events) is None
        assert [event.type for event in events] == ["raised", "estimated"] + (
            [] if dispute.is_open else ["closed", "estimated"]
        )


def test_each_row_that_changes_something_has_an_entry_in_the_journal(port: Port) -> None:
    """X-05: of the customer and of the invoice, by whoever had the file applied, with the line; a
    repeat writes none.
    """
    import_id = port.order(two_rows("No"), who="agent")
    port.preview(import_id)
    port.app.as_("finance").post(f"/import/{import_id}/application")
    port.run(import_id)
    assert port.show(import_id)["appliedBy"] == {"userID": "finance", "name": "Fay Finance"}
    port.bring(two_rows("No"))
    paid = port.order(two_rows("No", settled="2013-03-05"), fileName="paid.csv")
    port.preview(paid)
    port.apply(paid)
    finance = port.app.as_("finance")
    created, changed = finance.get("/audit/journal?subject=invoice/C1/0001").json["value"]
    assert (created["by"]["name"], created["source"], created["after"]["total"]) == (
        "Fay Finance",
        "some.csv, line 2",
        10.5,
    )
    assert (changed["by"]["name"], changed["source"], set(changed["after"])) == (
        "Fay Finance",
        "paid.csv, line 2",
        {"payments"},
    )
    (customer,) = finance.get("/audit/journal?subject=customer/C1").json["value"]
    assert (customer["source"], customer["before"], customer["after"]["name"]) == (
        "some.csv, line 2",
        {},
        "C1",
    )


def test_a_repeat_changes_nothing(port: Port) -> None:
    """X-12: the same file once more, as another import."""
    bring_receivables(port, 40, "2013-09-30")
    before = port.brought()
    again = bring_receivables(port, 40, "2013-09-30")
    assert port.brought() == before
    assert (again["counts"]["created"], again["counts"]["changed"], again["counts"]["failed"]) == (
        0,
        0,
        0,
    )


def test_a_later_day_adds_what_happened_since(port: Port) -> None:
    """X-12: invoices that came, payments, and the ends of disputes that nobody has worked on."""
    port.bring(two_rows(settled="2013-12-01"))
    dispute = next(to_dispute(item) for item in port.brought().values() if item["sk"] == "DISPUTE")
    assert dispute.is_open
    later = port.bring(two_rows(settled="2013-12-01"), asOf="2013-12-31")
    assert later["counts"]["changed"] == 1
    assert later["counts"]["unchanged"] == 1
    kept = port.brought()
    closed = to_dispute(kept[name_of(keys.dispute(dispute.dispute_id))])
    assert (closed.status, closed.resolution, closed.reason) == ("closed", "Unknown", "Default")
    assert closed.closed_at
    assert closed.closed_at.date() == date(2013, 12, 1)
    head = to_invoice(kept[name_of(keys.invoice("C1", "0001"))])
    assert (head.balance, head.open_dispute_id, head.settled_on) == (0, None, date(2013, 12, 1))


def test_a_dispute_that_people_worked_stays_theirs(port: Port) -> None:
    """X-12: an import ends only what imports began."""
    port.bring(two_rows())
    dispute_id = next(
        item["dispute_id"] for item in port.brought().values() if item["sk"] == "DISPUTE"
    )
    patch = [{"op": "replace", "path": "/description", "value": "Billed twice"}]
    assert port.app.as_("agent").patch(f"/dispute/{dispute_id}", patch).status == 200
    later = port.bring(two_rows(settled="2013-12-01"), asOf="2013-12-31")
    assert later["counts"]["failed"] == 0
    kept = port.brought()
    assert to_dispute(kept[name_of(keys.dispute(dispute_id))]).is_open
    assert to_invoice(kept[name_of(keys.invoice("C1", "0001"))]).balance == 0


def test_a_disputed_line_cannot_be_changed(port: Port) -> None:
    """X-12: the row is an error, in the preview as in the application; the others are imported."""
    port.bring(two_rows())
    changed = two_rows().replace("10.50", "11.50").replace(",20,", ",21,")
    import_id = port.order(changed)
    for step in (port.preview, port.apply):
        shown = step(import_id)
        assert shown["counts"] == {
            "created": 0,
            "changed": 1,
            "unchanged": 0,
            "skipped": 0,
            "failed": 1,
        }
        assert [(error["line"], error["code"]) for error in shown["errors"]] == [
            (2, "notChangeable")
        ]
    kept = port.brought()
    assert to_invoice(kept[name_of(keys.invoice("C1", "0001"))]).total == 1050
    assert to_invoice(kept[name_of(keys.invoice("C2", "0002"))]).total == 2100


def test_customers_come_from_a_file_of_their_own(port: Port) -> None:
    """X-12: created, then changed in what the file tells only."""
    mapping = {
        "customerID": {"column": "id"},
        "name": {"column": "name"},
        "email": {"column": "mail"},
    }
    created = port.bring(
        "id,name,mail\n007,Bond,b@x.test\n008,Bill,\n", kind="customers", mapping=mapping
    )
    assert created["counts"]["created"] == 2
    assert created["summary"]["customers"] == 2
    names = {"customerID": {"column": "id"}, "name": {"column": "name"}}
    changed = port.bring("id;name\n007;James Bond\n008;Bill\n", kind="customers", mapping=names)
    assert (changed["counts"]["changed"], changed["counts"]["unchanged"]) == (1, 1)
    shown = port.app.as_("agent").get("/customer/007").json
    assert (shown["customerID"], shown["name"], shown["email"]) == ("007", "James Bond", "b@x.test")


def test_invoices_do_not_wipe_what_is_known_of_a_customer(port: Port) -> None:
    """X-12: the file tells a number only; name and address stay."""
    port.bring(f"{HEADER}1001,0001,2013-01-10,10.50,No,\n")
    shown = port.app.as_("agent").get("/customer/1001").json
    assert (shown["customerID"], shown["name"], shown["deliveryMethod"]) == (
        1001,
        "Bright Telecom",
        "Email",
    )


def test_a_postal_address_comes_whole_or_in_parts(port: Port) -> None:
    """CO-36, X-12: of several lines in one cell, or put together as its country writes it; what a
    row does not tell stays, and what no window shows is an error of its row.
    """
    whole = 'id,address\n007,"1 High Street\nLondon"\n008,"a\nb\nc\nd\ne\nf\ng"\n'
    mapping = {"customerID": {"column": "id"}, "postalAddress": {"column": "address"}}
    told = port.bring(whole, kind="customers", mapping=mapping)
    assert (told["counts"]["created"], told["counts"]["failed"]) == (1, 1)
    parts = "id,street,zip,city,nation\n009,Weg 1,10115,Berlin,DE\n007,,,,\n"
    named = {"customerID": "id", "street": "street", "postalCode": "zip", "town": "city"}
    columns = {name: {"column": column} for name, column in (named | {"country": "nation"}).items()}
    port.bring(parts, kind="customers", mapping=columns)
    agent = port.app.as_("agent")
    kept = [agent.get(f"/customer/{one}").json["postalAddress"] for one in ("007", "009")]
    assert kept == ["1 High Street\nLondon", "Weg 1\n10115 Berlin"]
