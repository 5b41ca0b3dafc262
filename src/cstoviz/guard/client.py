"""Who asks, and how, when proxies stand between."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

Network = IPv4Network | IPv6Network
_ONE_READER = 64
"""Bits of an IPv6 address that name a connection; the others its owner chooses."""


def client(scope: Scope, proxies: Sequence[Network]) -> str:
    """Return the address of who asks: the peer, or whom the last trusted proxy names.

    An IPv6 address stands for its network, as one reader has all the addresses in it.
    """
    peer = _peer(scope)
    if not trusted(peer, proxies):
        return _whole(peer)
    named = Headers(scope=scope).getlist("x-forwarded-for")
    hops = [hop.strip() for line in named for hop in line.split(",")]
    stranger = next((hop for hop in reversed(hops) if not trusted(hop, proxies)), peer)
    return _whole(stranger if _is_address(stranger) else peer)


def secure(scope: Scope, proxies: Sequence[Network]) -> bool:
    """Say whether a request came by https, as far as what says so can be trusted."""
    if scope["scheme"] in ("https", "wss"):
        return True
    if not trusted(_peer(scope), proxies):
        return False
    said = Headers(scope=scope).get("x-forwarded-proto", "")
    return said.rpartition(",")[2].strip() in ("https", "wss")


def trusted(address: str, proxies: Sequence[Network]) -> bool:
    """Say whether an address is that of a trusted proxy."""
    if not proxies or not _is_address(address):
        return False
    return any(ip_address(address) in network for network in proxies)


def _peer(scope: Scope) -> str:
    return scope["client"][0] if scope.get("client") else ""


def _is_address(given: str) -> bool:
    try:
        ip_address(given)
    except ValueError:
        return False
    return True


def _whole(address: str) -> str:
    if not _is_address(address):
        return address
    found = ip_address(address)
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((int(found), _ONE_READER), strict=False))
