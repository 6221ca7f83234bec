"""The server on its own: `python -m tests.fake_api --ledger FILE.jsonl [--latency 0.2 …]` prints its address first."""

from __future__ import annotations

import argparse
import dataclasses
import signal
import sys
from pathlib import Path

from tests.fake_api.api import FakeAPI
from tests.fake_api.behaviour import add_flags, from_flags


def main() -> int:
    """Serve until SIGINT or SIGTERM; exit 1 where the server itself failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fake_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--ledger", type=Path, help="charges are appended here, and read again at the next start")
    add_flags(parser)
    arguments = parser.parse_args()
    behaviour = from_flags(arguments)
    fields = {field.name: getattr(behaviour, field.name) for field in dataclasses.fields(behaviour)}
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})  # before any thread, for all of them
    with FakeAPI(port=arguments.port, ledger=arguments.ledger, **fields) as api:
        sys.stdout.write(f"{api.url}\n")
        sys.stdout.flush()
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    sys.stderr.writelines(api.failures)
    return 1 if api.failures else 0


if __name__ == "__main__":
    sys.exit(main())
