"""Who asks, where proxies stand between."""

from ipaddress import ip_network

import pytest

from cstoviz.guard.client import client

PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1/128"))


def scope(peer, *forwarded):
    headers = [(b"x-forwarded-for", each.encode()) for each in forwarded]
    return {"type": "http", "client": (peer, 1), "headers": headers}


@pytest.mark.parametrize(
    ("peer", "forwarded", "wanted"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),
        ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["203.0.113.9", "198.51.100.7, 10.1.1.1"], "198.51.100.7"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["10.0.0.2"], "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", [], "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", [], "192.0.2.1"),
        ("testclient", [], "testclient"),
    ],
)
def test_who_asks_is_the_peer_or_whom_a_trusted_proxy_names(peer, forwarded, wanted):
    assert client(scope(peer, *forwarded), PROXIES) == wanted


def test_without_a_peer_nobody_is_named():
    assert client({"type": "http", "client": None, "headers": []}, PROXIES) == ""
