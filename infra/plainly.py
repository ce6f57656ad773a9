"""What AWS refuses, and what a person breaks off, said in words instead of a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

SIGN_IN_AGAIN = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "InvalidClientTokenId",
        "RequestExpired",
        "UnrecognizedClientException",
    }
)
GOES_ON = "What was done until here stays; say the same again to go on from there."


@contextmanager
def plainly() -> Iterator[None]:
    """Ends the program with what happened and how to go on."""
    try:
        yield
    except ClientError as error:
        again = error.response.get("Error", {}).get("Code") in SIGN_IN_AGAIN
        how = "Sign in to AWS again. " if again else ""
        raise SystemExit(f"AWS refuses: {error}\n{how}{GOES_ON}") from None
    except BotoCoreError as error:
        raise SystemExit(f"AWS cannot be asked: {error}\n{GOES_ON}") from None
    except KeyboardInterrupt:
        raise SystemExit(f"Stopped. {GOES_ON}") from None
