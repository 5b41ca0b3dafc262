"""How the process holds memory that its threads have given back."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's malloc.h."""

_HEAPS = 2


def share_heaps() -> None:
    """Let all threads share two heaps, where the C library is glibc.

    Every run of a page is a thread of its own; with glibc's eight heaps for each core, memory that
    one has given back waits in its heap while others ask the system for more.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_ARENA_MAX, _HEAPS)
