"""Fetches a picture that a server answered with as an address: at once, since such addresses expire, and from the public web only."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from gallery_build.buy.access import Access

MAX_BYTES = 80 * 1024 * 1024
MAX_HOPS = 3
TIMEOUT = 60.0
"""Seconds for the whole download."""

_CHUNK = 64 * 1024
_UNICAST = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given to anybody's machines; no address that wraps an IPv4 one stands in it, but 6to4's and Teredo's."""

_MOVED = frozenset({301, 302, 303, 307, 308})


class DownloadError(Exception):
    """The address was not fetched; the message says why."""


def download(url: str, access: Access) -> bytes:
    """Return the bytes behind an address of an answer.

    https only, each hop resolved and the checked address connected to; private and
    loopback addresses are refused unless the endpoint itself is on this machine,
    and then only its own host and port. Raises DownloadError.
    """
    deadline = time.monotonic() + TIMEOUT
    address, step = f"{access.base_url}/", url
    for _ in range(MAX_HOPS + 1):
        address = _join(address, step)
        status, step, content = _fetch(urlsplit(address), access, deadline)
        if status == http.client.OK:
            return content
        if status not in _MOVED or not step:
            raise DownloadError(f"the picture's address answered {status}")
    raise DownloadError(f"more than {MAX_HOPS} redirects")


def _join(address: str, step: str) -> str:
    try:
        return urljoin(address, step)
    except ValueError as error:
        raise DownloadError(f"no web address: {error}") from None


def _fetch(parts: SplitResult, access: Access, deadline: float) -> tuple[int, str, bytes]:
    connection = _connection(parts, access, deadline)
    alarm = threading.Timer(max(deadline - time.monotonic(), 0.1), _hang_up, [connection])
    alarm.daemon = True
    alarm.start()
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", target or "/", headers={"Accept": "image/*", "Accept-Encoding": "identity"})
        response = connection.getresponse()
        content = _read(response, deadline) if response.status == http.client.OK else b""
        return response.status, response.getheader("location", ""), content
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise DownloadError(f"the picture's address did not answer: {error}") from None
    finally:
        alarm.cancel()
        connection.close()


def _hang_up(connection: http.client.HTTPConnection) -> None:
    """End a connection whose server drips: timeouts of sockets start anew with each byte."""
    with contextlib.suppress(OSError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _connection(parts: SplitResult, access: Access, deadline: float) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    own = urlsplit(access.base_url)
    try:
        at_home = access.loopback and (parts.scheme, host, parts.port) == (own.scheme, own.hostname, own.port)
        if parts.scheme != "https" and not at_home:
            raise DownloadError(f'"{parts.scheme}:" addresses are not fetched')
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0]
        if not at_home and not _is_public(str(found)):
            raise DownloadError(f"{host} is not on the public web")
        raw = socket.create_connection((str(found), port), timeout=max(deadline - time.monotonic(), 0.1))
    except (OSError, ValueError) as error:
        raise DownloadError(f"{host or 'no host'} cannot be reached: {error}") from None
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        secure = parts.scheme == "https"
        connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
    except OSError as error:
        raw.close()
        raise DownloadError(f"{host} cannot be trusted: {error}") from None
    return connection


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    parts, size = [], 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise ValueError("more than 80 MiB")
        if time.monotonic() > deadline:
            raise TimeoutError("too slow")
        parts.append(chunk)
    return b"".join(parts)


def _is_public(address: str) -> bool:
    """Tell whether an address is on the public web; IPv6 ones that wrap an IPv4 one, in any of five ways, are not."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and (ip not in _UNICAST or ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not ip.is_multicast
