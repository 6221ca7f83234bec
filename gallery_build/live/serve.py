"""The servers of a session: each bound first, then run in a thread of its own while the main one builds."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_build.errors import UsageError
from gallery_build.live.application import Application
from gallery_build.live.doors import LAST_PORT, PORT, Address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp

    from gallery_build.live.bell import Bell
    from gallery_build.live.hub import Hub

GRACE = 2
"""Seconds that open connections have to end."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that runs."""

    address: Address
    url: str


@contextmanager
def serving(site: Path, address: Address, base: str, hub: Hub) -> Iterator[Serving]:
    """Serve a folder for as long as the block runs. Raises UsageError where the address cannot be had."""
    with running(address, lambda bound: Application(site, bound, base, hub), hub.bell) as bound:
        yield Serving(bound, bound.url(base))


@contextmanager
def running(
    address: Address, make: Callable[[Address], ASGIApp], bell: Bell, option: str = "--addr"
) -> Iterator[Address]:
    """Run an application for as long as the block does; yield where it listens. Raises UsageError as `bind`."""
    import uvicorn  # noqa: PLC0415  # 0.1 s that only who serves needs

    listening = bind(address, option)
    bound = replace(address, port=listening.getsockname()[1])
    config = uvicorn.Config(
        make(bound),
        log_level="critical",
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)

    async def run() -> None:
        bell.open(asyncio.get_running_loop())
        await server.serve([listening])

    thread = threading.Thread(target=asyncio.run, args=(run(),), name="serving", daemon=True)
    thread.start()
    try:
        yield bound
    finally:
        bell.close()
        server.should_exit = True
        thread.join()
        listening.close()


def bind(address: Address, option: str = "--addr") -> socket.socket:
    """Return a socket that listens at the address; for port 0 at the first free port from 8000 on."""
    ports = [address.port] if address.port else range(PORT, LAST_PORT + 1)
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    reason = ""
    for port in ports:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((address.host, port))
            listening.listen(512)
        except OSError as error:
            listening.close()
            reason = error.strerror or str(error)
            continue
        return listening
    raise UsageError(
        f"{address.host}:{ports[-1]} cannot be listened at: {reason}", hint=f"name another with {option} HOST:PORT"
    )
