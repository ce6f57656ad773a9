"""Sending letters by SES."""

from collections.abc import Mapping
from typing import Any

from chalicelib.errors import AddressRefused
from chalicelib.mail import mime
from chalicelib.mail.letters import Letter
from chalicelib.values import dataclass

_WRONG_ADDRESS = ("InvalidParameterValue", "InvalidParameterValueException")


class NotSent(Exception):
    """The mail service certainly did not take the letter; the same letter may be sent again. `said`
    may name addresses.
    """

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(code)
        self.said = said or code


@dataclass(frozen=True)
class Mailer:
    """What sends letters, with one client, under one sender."""

    client: Any
    sender: str
    configuration_set: str = ""
    inbound_domain: str = ""
    """For which answers come in; empty where they go to the sender's mailbox."""

    def send(self, letter: Letter, number: str, tags: Mapping[str, str]) -> str:
        """Has a letter sent, and gives the mail service's id of it. `tags` come back with what it
        says about the letter later.

        `AddressRefused` for an address that never works, `NotSent` for what may work later.
        Anything else leaves open whether it was sent. The client must not repeat a call by itself,
        or one letter could go twice.
        """
        message = mime.as_bytes(letter, self.sender, number)
        request: dict[str, Any] = {
            "Source": self.sender,
            "Destinations": [mime.readable_address(letter.to)],
            "RawMessage": {"Data": message},
            "Tags": [{"Name": name, "Value": mime.token(value)} for name, value in tags.items()],
        }
        if self.configuration_set:
            request["ConfigurationSetName"] = self.configuration_set
        try:
            return self.client.send_raw_email(**request)["MessageId"]
        except self.client.exceptions.ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _WRONG_ADDRESS:
                raise AddressRefused("The mail service does not send to this address.") from error
            if error.response["ResponseMetadata"].get("HTTPStatusCode", 500) >= 500:
                raise
            raise NotSent(code, error.response["Error"].get("Message", "")) from error
