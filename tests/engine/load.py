"""Bad weather between the product and its table: refused, cut off before it was done, and cut off
after it was done.
"""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Any

from infra.processes import HOST, free_port, stop_with_parent

STARTS_WITHIN_SECONDS = 30


class Storm:
    """A proxy in front of an engine that injects faults in the wire format of DynamoDB; `with`
    stops it.
    """

    def __init__(self, endpoint: str) -> None:
        self.endpoint = f"http://{HOST}:{free_port()}"
        port = self.endpoint.rpartition(":")[2]
        command = [
            sys.executable,
            "-m",
            "microburst",
            "--upstream",
            endpoint,
            "--port",
            port,
            "--host",
            HOST,
        ]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=stop_with_parent,
        )

    def __enter__(self) -> "Storm":
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self._control("GET", "health")
                return self
            except urllib.error.URLError:
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError("The proxy did not start.")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def break_out(self, rules: list[dict[str, Any]]) -> None:
        """From now on these faults happen."""
        self._control("POST", "rules", rules)

    def fired(self) -> list[int]:
        """How often each of the faults happened."""
        return [rule["fired"] for rule in self._control("GET", "stats")["by_rule"]]

    def _control(self, method: str, what: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.endpoint}/_microburst/{what}",
            data,
            {"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())
