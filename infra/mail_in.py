"""`make mail-in FILE=`: send a raw mail (.eml) into the running product, as if it had been
received.
"""

import argparse
import json
import os
import urllib.error
import urllib.request
from pathlib import Path

from infra.processes import HOST, port_of


def main() -> None:
    """Send it, and say what became of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    file: Path = options.parse_args().file
    if not file.is_file():
        raise SystemExit("Name the mail: make mail-in FILE=answer.eml")
    url = f"http://{HOST}:{port_of(os.environ.get('PORT') or '8000')}/outbox"
    request = urllib.request.Request(url, file.read_bytes(), {"Content-Type": "message/rfc822"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            print(json.loads(answer.read())["outcome"])
    except urllib.error.HTTPError as refused:
        raise SystemExit(refused.read().decode(errors="replace")) from None
    except urllib.error.URLError as error:
        raise SystemExit(f"The product does not answer at {url} ({error.reason}).") from None


if __name__ == "__main__":
    main()
