"""How many answers are computed at a time, for one client and in all."""

from __future__ import annotations

import asyncio
from collections import Counter

WAITING = 64
"""How many may wait for a place."""


class NoPlace(Exception):  # noqa: N818
    """No place became free in time; `own`: because the client has all that one may have."""

    def __init__(self, own: bool) -> None:
        self.own = own
        super().__init__()


class Places:
    """Places in which answers are computed: so many in all, so many for one client."""

    def __init__(self, most: int, each: int, patience: float) -> None:
        self.most, self.each, self.patience = most, each, patience
        self.held: Counter[str] = Counter()
        self.waiting = 0
        self._changed = asyncio.Condition()

    def free(self, client: str) -> bool:
        """Say whether there is a place for a client now."""
        return self.held[client] < self.each and self.held.total() < self.most

    async def take(self, client: str) -> None:
        """Take a place, after some patience. Raises NoPlace."""
        if not self.free(client):
            await self._wait(client)
        self.held[client] += 1

    async def _wait(self, client: str) -> None:
        if self.waiting >= WAITING:
            raise NoPlace(own=False)
        self.waiting += 1
        try:
            async with asyncio.timeout(self.patience), self._changed:
                await self._changed.wait_for(lambda: self.free(client))
        except TimeoutError:
            raise NoPlace(self.held[client] >= self.each) from None
        finally:
            self.waiting -= 1

    async def give_back(self, client: str) -> None:
        """Free a place; whoever has waited longest and may have it takes it."""
        self.held -= Counter({client: 1})
        async with self._changed:
            self._changed.notify_all()
