"""Amazon's own DynamoDB engine for tests: fetched by Maven once, run in memory on a port of its
own.
"""

import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.package import BUILD, finish
from infra.processes import HOST, free_port, stop_with_parent

VERSION = "3.3.1"
LIBRARIES = BUILD / f"dynamodb-local-{VERSION}"
STARTS_WITHIN_SECONDS = 60
MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner"

# The SDK that the engine itself names is not served in full, so another is pinned.
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>redress</groupId><artifactId>engine</artifactId><version>1</version>
  <dependencyManagement><dependencies><dependency>
    <groupId>software.amazon.awssdk</groupId><artifactId>bom</artifactId><version>2.40.0</version><type>pom</type><scope>import</scope>
  </dependency></dependencies></dependencyManagement>
  <dependencies><dependency>
    <groupId>software.amazon.dynamodb</groupId><artifactId>DynamoDBLocal</artifactId><version>{VERSION}</version>
    <exclusions><exclusion><groupId>org.mockito</groupId><artifactId>*</artifactId></exclusion></exclusions>
  </dependency></dependencies>
</project>
"""


class DynamoDBLocal:
    """A running engine; `with` stops it."""

    def __init__(self) -> None:
        libraries = fetch()
        # The engine listens on every interface and offers no choice; it is in memory and lives as
        # long as the tests.
        self.port = free_port()
        java = ["java", f"-Djava.library.path={libraries}", "-Xmx1g", "-cp", f"{libraries}/*", MAIN]
        self.log = tempfile.TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(
            [*java, "-inMemory", "-disableTelemetry", "-port", str(self.port)],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            preexec_fn=stop_with_parent,
        )

    def __enter__(self) -> str:
        """Wait until it answers; its endpoint."""
        endpoint = f"http://{HOST}:{self.port}"
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                client(endpoint).list_tables()
                return endpoint
            except (BotoCoreError, ClientError):
                time.sleep(0.2)
        self.__exit__()
        self.log.seek(0)
        raise RuntimeError(
            f"DynamoDB Local did not start:\n{self.log.read().decode(errors='replace')}"
        )

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def client(endpoint: str) -> Any:
    """A DynamoDB client of the engine, whatever the person's own AWS settings are."""
    return boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106
        config=Config(max_pool_connections=64, retries={"mode": "standard", "max_attempts": 3}),
    )


def fetch() -> Path:
    """The engine's libraries, from Maven Central the first time."""
    if not LIBRARIES.exists():
        BUILD.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILD) as unfinished:
            (Path(unfinished) / "pom.xml").write_text(POM)
            copy = [
                "mvn",
                "--quiet",
                "--batch-mode",
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                "-DoutputDirectory=lib",
            ]
            subprocess.run(copy, cwd=unfinished, check=True)
            finish(Path(unfinished) / "lib", LIBRARIES)
    return LIBRARIES


if __name__ == "__main__":
    print(fetch())
