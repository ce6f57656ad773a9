"""When an AWS service refuses for the moment: told in one way, whichever service it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from chalicelib.errors import Overloaded

LOST = (ConnectionError, HTTPClientError)
"""No answer came; whether the request was carried out is not known."""

_THROTTLES = frozenset(
    {
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)


def is_passing(error: ClientError) -> bool:
    """Whether the same request may well succeed a moment later: too many came at once, or the
    service has a trouble of its own.
    """
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return error.response["Error"]["Code"] in _THROTTLES or status >= 500


@contextmanager
def told_as_overloaded() -> Iterator[None]:
    """For what changes nothing, or may be done twice: `Overloaded` for a refusal that passes, every
    other error as it is.
    """
    try:
        yield
    except ClientError as error:
        if is_passing(error):
            raise Overloaded("Too much is going on at the moment. Try again.") from error
        raise
    except LOST as error:
        raise Overloaded("No answer came from a service that is needed. Try again.") from error
