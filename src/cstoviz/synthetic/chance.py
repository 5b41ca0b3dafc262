"""Random numbers that depend on a seed and a name, never on how many are drawn at a time."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


class Chance:
    """A stream of random numbers for each name; the streams know nothing of each other."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._streams: dict[str, np.random.Generator] = {}

    def draw(self, name: str, count: int) -> Floats:
        """Return the next numbers of a stream, each from 0 up to but not including 1."""
        stream = self._streams.get(name)
        if stream is None:
            stream = np.random.default_rng([self._seed, crc32(name.encode())])
            self._streams[name] = stream
        return stream.random(count)

    def below(self, name: str, limit: int, count: int) -> Ints:
        """Return the next whole numbers of a stream, each from 0 on and below `limit`."""
        return (self.draw(name, count) * limit).astype(np.int64)

    def happens(self, name: str, share: float, count: int) -> Mask:
        """Say for each of the next numbers of a stream whether it lies in that share."""
        return self.draw(name, count) < share
