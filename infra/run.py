"""`make run`: the product on this machine until ctrl-C; `make dev`: the same with the API from the
working folder.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from infra.demo import charges, data, promises
from infra.demo.api import Api
from infra.demo.people import PASSWORD, PEOPLE
from infra.front import Backend
from infra.local import DEMO_IS_IN, Local
from infra.package import ROOT
from infra.processes import HOST, free_port, is_free, port_of, stop_with_parent

READY = "Redress is ready:"
LISTENS_WITHIN_SECONDS = 30
LOOKS_EVERY_SECONDS = 0.5
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Read the options and run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--dev", action="store_true", help="serve the API by `chalice local`, which reloads"
    )
    options.add_argument("--port", type=port_of, default=os.environ.get("PORT") or "8000")
    options.add_argument(
        "--state", type=Path, default=Path(os.environ.get("STATE") or ROOT / ".state")
    )
    options.add_argument("--empty", action="store_true", help="people, but no demo data")
    chosen = options.parse_args()
    # All like ctrl-C, also where a shell started us with ctrl-C ignored, or closes: leave in order,
    # so that the data is saved.
    for signum in ENDINGS:
        # Nohup means to go on.
        if signum != signal.SIGHUP or signal.getsignal(signum) != signal.SIG_IGN:
            signal.signal(signum, signal.default_int_handler)
    local = Local(chosen.state.resolve(), chosen.port, _say)
    with contextlib.suppress(KeyboardInterrupt):
        _run(local, dev=chosen.dev, empty=chosen.empty)


def _run(local: Local, *, dev: bool, empty: bool) -> None:
    with contextlib.ExitStack() as running:
        running.callback(_stop, local)
        _say("Starting the emulator and deploying the package …")
        try:
            local.start()
            local.open_front(running.enter_context(_chalice_local(local)) if dev else None)
            if not empty:
                _fill(local)
        except Exception:
            _require_emulator(local)
            raise
        _say_ready(local)
        while True:
            _require_emulator(local)
            time.sleep(LOOKS_EVERY_SECONDS)


def _require_emulator(local: Local) -> None:
    """Ends the run with a message where the emulator has ended by itself: nothing could be answered
    any more.
    """
    if ended := local.emulator.ended():
        raise SystemExit(
            f"\nThe emulator {ended}; see {local.folder / 'emulator.log'}. Of the data,"
            f" {local.emulator.as_of()}."
        )


def _fill(local: Local) -> None:
    """Demo data once; a try that broke off is repeated as of the day on which it began."""
    begun = local.demo()
    if begun != DEMO_IS_IN:
        _say("Bringing in the demo data …")
        today = date.fromisoformat(begun) if begun else date.today()
        local.mark_demo(today.isoformat())
        data.fill(local.url, today)
        agent, approver = (
            Api(local.url, who).get("/me")["userID"] for who in ("agent", "approver")
        )
        now = datetime.now(UTC)
        promises.break_one(local.table(), agent, now)
        charges.charge(local.table(), agent, approver, now)
        local.mark_demo(DEMO_IS_IN)


def _stop(local: Local) -> None:
    """Takes everything down, from here on undisturbed by signals: the emulator is about to save.
    Says what was kept.
    """
    for signum in ENDINGS:
        signal.signal(signum, signal.SIG_IGN)
    if local.emulator.process is None:
        return
    was_gone = local.emulator.ended()
    if was_gone is None:
        _say("\nStopping …")
    if local.stop():
        _say("The data is kept.")
    elif was_gone is None:
        why = local.emulator.trouble or f"see {local.folder / 'emulator.log'}"
        raise SystemExit(
            f"The data of the end could not be saved ({why}); {local.emulator.as_of()}."
        )


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
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | local.environment(),
        start_new_session=True,
        preexec_fn=stop_with_parent,
    )
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
    """Prints, as long as there is still a terminal to print to."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


if __name__ == "__main__":
    main()
