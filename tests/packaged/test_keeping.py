"""Stopping and starting again: the data stays, nothing is left behind, two stacks do not meet."""

import signal
import socket
import time
from pathlib import Path

import pytest

from infra.processes import free_port, is_free
from tests.stack import Stack, started, stopped


def _new_customer(stack: Stack, customer_id: int) -> None:
    body = {"name": "Kept & Co.", "accountNumber": "K-1", "currency": "USD", "deliveryMethod": "Email"}
    assert stack.call("PUT", f"/customer/{customer_id}", body, stack.sign_in("finance")).status in (200, 201)


def _knows(stack: Stack, customer_id: int) -> bool:
    return stack.call("GET", f"/customer/{customer_id}", token=stack.sign_in("agent")).status == 200


def _await_found(stack: Stack, customer_id: int) -> None:
    """The search learns of a customer by the table's stream."""
    deadline = time.monotonic() + 30
    while str(customer_id) not in stack.call("GET", f"/search?q={customer_id}", token=stack.sign_in("agent")).body.decode():
        assert time.monotonic() < deadline, "the table's stream is not read"
        time.sleep(0.2)


@pytest.mark.long
def test_data_outlives_stopping_and_even_killing(tmp_path: Path) -> None:
    port = free_port()
    first = started(tmp_path, port, "--empty")
    _new_customer(first, 7001)
    assert stopped(first) == 0
    second = started(tmp_path, port, "--empty")
    assert _knows(second, 7001)
    _new_customer(second, 7002)
    _await_found(second, 7002)
    second.process.send_signal(signal.SIGKILL)
    second.process.wait()
    _await_free(int((tmp_path / "emulator-port").read_text()))
    third = started(tmp_path, port, "--empty")
    assert _knows(third, 7001)
    assert _knows(third, 7002)
    assert stopped(third) == 0
    assert is_free(port)


def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AssertionError, match="is taken; choose another: PORT="):
            started(tmp_path, taken.getsockname()[1], "--empty")


def _await_free(port: int) -> None:
    deadline = time.monotonic() + 30
    while not is_free(port):
        assert time.monotonic() < deadline, "the emulator outlived its parent"
        time.sleep(0.1)
