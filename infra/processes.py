"""Ports of loopback, and children that do not outlive their parent."""

import ctypes
import signal
import socket

HOST = "127.0.0.1"
PR_SET_PDEATHSIG = 1


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def port_of(text: str) -> int:
    """For `argparse` and the environment: a port that a server may listen on; `SystemExit` where it
    is none.
    """
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65_536:
        raise SystemExit(f"PORT={text} is no port; give one from 1 to 65535: PORT=8123 make run")
    return int(text)


def is_free(port: int) -> bool:
    """Whether a server may listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise SystemExit(
                f"PORT={port} is not for you to use on this machine; choose another: PORT=8123"
                " make run"
            ) from None
        except OSError:
            return False
        return True


def stop_with_parent() -> None:
    """For `preexec_fn`: have the kernel send SIGTERM when the parent dies, even killed, so that
    nothing is orphaned or unsaved.
    """
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    except (
        AttributeError
    ):  # not Linux: the parent still stops its children whenever it ends in order
        return
