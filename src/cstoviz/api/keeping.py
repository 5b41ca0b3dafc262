"""Answers that were made lately, so that asking again costs nothing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST_BYTES = 64_000_000
"""How much is kept in all."""


class Kept:
    """The latest answers, in bytes, up to a size in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size, self._round = 0, 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return the bytes of a key, made if they are not held."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            begun = self._round
        content = make()
        if len(content) <= self._most // 8:
            self._put(key, content, begun)
        return content

    def _put(self, key: Hashable, content: bytes, begun: int) -> None:
        """Hold the bytes, unless everything has been forgotten since they were begun."""
        with self._lock:
            if key in self._held or begun != self._round:
                return
            self._held[key] = content
            self._size += len(content)
            while self._size > self._most:
                _, gone = self._held.popitem(last=False)
                self._size -= len(gone)

    def cache_clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            self._size = 0
            self._round += 1


kept = Kept(MOST_BYTES)
"""What all answers of this process share."""
