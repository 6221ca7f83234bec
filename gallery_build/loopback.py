"""Addresses that can only be this machine, so that what is sent there leaves it for nobody."""

from __future__ import annotations

import ipaddress
import re

_LITERAL = re.compile(
    r"http://(?P<host>localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?::(?P<port>[1-9][0-9]{0,4}))?(?:/[A-Za-z0-9_.~-]+)*/?"
)

LAST_PORT = 65_535


def is_loopback(host: str) -> bool:
    """Tell whether a host name can only be this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_plainly_here(url: str) -> bool:
    """Tell whether an endpoint is this machine however it is read: no name, user, query, escape or odd number in it.

    Parsers differ in what they make of such things, and a stranger wrote it.
    """
    literal = _LITERAL.fullmatch(url)
    return bool(literal and is_loopback(literal["host"].strip("[]")) and int(literal["port"] or 1) <= LAST_PORT)
