"""What the tests of approvals share: a chain of three levels, and how a credit is asked for and
answered.
"""

from typing import Any

from tests.app import App
from tests.http_client import Result

CHAIN = {
    "chainID": "std",
    "name": "Standard",
    "levels": [
        {"name": "Approver", "role": "approver"},
        {"name": "Manager", "role": "manager"},
        {"name": "Finance", "role": "finance"},
    ],
}


def ask_for(
    app: App, dispute: str, credit: Any = 1000, line: int = 1, who: str = "agent"
) -> Result:
    """Somebody asks for a credit above the own limit, and the workflow does what it does."""
    asked = app.as_(who).put(
        f"/dispute/{dispute}/line/{line}", {"creditAmount": credit, "status": "approved"}
    )
    app.settle()
    return asked


def inbox(app: App, who: str) -> list[dict[str, Any]]:
    found = app.as_(who).get("/approval")
    rows = found.json["value"]
    assert found.calls == ["BatchGetItem", "Query", *(["BatchGetItem"] if rows else [])]
    return list(rows)


def decide(app: App, who: str, approval: str, decision: str = "approve", **more: Any) -> Result:
    return app.as_(who).post(f"/approval/{approval}/decision", {"decision": decision} | more)


def shown(app: App, dispute: str) -> dict[str, Any]:
    return app.as_("agent").get(f"/dispute/{dispute}").json


def by_link(app: App, link: str) -> Any:
    return app.request(None, "POST", "/response", {"decision": "approve"}, {"Response-Token": link})


def link_to(app: App, who: str) -> str:
    letters = (
        one.get_body(("plain",)).get_content()
        for one in app.mailbox.letters()
        if f"{who}@" in str(one["To"])
    )  # type: ignore[union-attr]
    return next(
        text.split("#/response/")[1].split()[0] for text in letters if "#/response/" in text
    )
