"""`make run`: the product on this machine until ctrl-C; `make dev`: the same with the API from the working folder."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from infra.demo import data
from infra.demo.people import PASSWORD, PEOPLE
from infra.front import Backend
from infra.local import Local
from infra.package import ROOT
from infra.processes import HOST, free_port, is_free, stop_with_parent

READY = "Redress is ready:"
LISTENS_WITHIN_SECONDS = 30


def main() -> None:
    """Read the options and run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dev", action="store_true", help="serve the API by `chalice local`, which reloads")
    options.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    options.add_argument("--state", type=Path, default=Path(os.environ.get("STATE") or ROOT / ".state"))
    options.add_argument("--empty", action="store_true", help="people, but no demo data")
    chosen = options.parse_args()
    # SIGTERM like ctrl-C, also where a shell started us with ctrl-C ignored: leave in order, so that the data is saved.
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        _run(Local(chosen.state.resolve(), chosen.port), dev=chosen.dev, empty=chosen.empty)


def _run(local: Local, *, dev: bool, empty: bool) -> None:
    with contextlib.ExitStack() as running:
        running.callback(local.stop)
        _say("Starting the emulator and deploying the package …")
        local.start()
        local.open_front(running.enter_context(_chalice_local(local)) if dev else None)
        running.callback(_stop_undisturbed)
        if not empty:
            _fill(local)
        _say_ready(local)
        threading.Event().wait()


def _fill(local: Local) -> None:
    """Demo data once; a try that broke off is simply repeated."""
    filled = local.folder / "demo-data"
    if not filled.exists():
        _say("Bringing in the demo data …")
        data.fill(local.url)
        filled.touch()


def _stop_undisturbed() -> None:
    """From here on no signal interrupts: the emulator is about to save."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, signal.SIG_IGN)
    _say("\nStopping; the data is kept.")


def _say_ready(local: Local) -> None:
    _say("\nPeople who can sign in, all with the password " + PASSWORD)
    for person in PEOPLE:
        _say(f"  {person.email:<22} {person.role}")
    _say(f"Mails that were sent: {local.url}/outbox")
    _say(f"Logs: {local.folder / 'emulator.log'}\n\n{READY} {local.url}")


@contextlib.contextmanager
def _chalice_local(local: Local) -> Iterator[Backend]:
    """`chalice local` with the environment of the deployed function, in place of the gateway."""
    port = free_port()
    chalice = Path(sys.executable).with_name("chalice")
    command = [str(chalice), "local", "--host", HOST, "--port", str(port), "--stage", "deployed"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | local.environment(), start_new_session=True, preexec_fn=stop_with_parent)
    try:
        _await_listening(port, process)
        yield Backend(f"http://{HOST}:{port}", strip="/api")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _await_listening(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LISTENS_WITHIN_SECONDS
    while is_free(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("chalice local did not start.")
        time.sleep(0.1)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
