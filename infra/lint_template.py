"""Checks the template that would be deployed with cfn-lint."""

import json
import subprocess
import sys
from pathlib import Path

from infra.package import BUILD, build, local_platform


def main() -> None:
    """Package, then lint what CloudFormation would get."""
    template = BUILD / "linted.json"
    template.write_text(json.dumps(build(local_platform()).template, indent=1))
    done = subprocess.run(
        [
            Path(sys.executable).with_name("cfn-lint"),
            "--regions",
            "us-east-1",
            "eu-central-1",
            "--",
            template,
        ]
    )
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
