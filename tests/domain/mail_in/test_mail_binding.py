"""To whom a mail is proved to have been written (X-14)."""

import pytest

from chalicelib.domain.mail_in.binding import addressed

HERE, ELSE = "reply+a@in.test", "reply+b@in.test"
SIGNED = "v=1; a=rsa-sha256; d=x.test; h=From : To:\tSubject ; bh=abc; b=def"


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        ({"to": [f"Redress <{HERE.upper()}>"]}, [HERE]),
        ({"to": [f"Ada <ada@x.test>, {HERE}"], "cc": [ELSE]}, ["ada@x.test", HERE, ELSE]),
        ({}, []),
        ({"to": [HERE, ELSE]}, []),
        ({"to": [ELSE], "cc": [HERE], "dkim-signature": [SIGNED]}, [ELSE]),
        ({"to": [HERE], "dkim-signature": ["v=1; d=x.test; h=from:subject; b=x"]}, []),
        ({"to": [HERE], "dkim-signature": [SIGNED, "v=1; d=y.test; h=from; b=x"]}, []),
        ({"to": [HERE], "dkim-signature": ["no tags at all"]}, []),
        ({"to": [HERE], "dkim-signature": [f"{SIGNED}; l=0"]}, []),
        ({"to": [HERE], "dkim-signature": [f"{SIGNED}; h=from"]}, []),
        ({"to": [f'"{HERE}" <{ELSE}>']}, [ELSE]),
        ({"to": ["undisclosed-recipients:;"]}, []),
    ],
)
def test_an_address_counts_where_no_one_on_the_way_could_put_it_in(
    headers: dict[str, list[str]], names: list[str]
) -> None:
    """X-14: in a header that is there once, and that every signature covers with the body."""
    assert list(addressed(headers)) == names
