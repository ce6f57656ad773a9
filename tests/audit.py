"""The audit as the tests ask for it."""

from typing import Any

from tests.app import App


class AuditAPI:
    """The product as `make audit` asks it."""

    app: App

    def __init__(self, *_: str) -> None:
        pass

    def get(self, path: str) -> Any:
        answer = self.app.as_("finance").get(path)
        assert answer.status == 200, answer.text
        return answer.json
