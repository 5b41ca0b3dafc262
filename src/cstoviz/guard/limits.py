"""How often and how long a client may let the server compute."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Mapping
from functools import partial

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cstoviz.guard.client import client
from cstoviz.guard.layer import Begun, Layer, at_start
from cstoviz.guard.places import NoPlace, Places
from cstoviz.guard.policies import asked, below
from cstoviz.guard.problems import refusal
from cstoviz.settings import settings

COMPUTING = ("/api", "/embed", "/feeds", "/present")
"""Where answers are computed for who asks, each time."""
PATIENCE = 5.0
"""Seconds that a request waits for a place."""
CLIENTS = 10_000
"""How many clients are remembered; with more, all begin anew."""
_LOG = logging.getLogger("cstoviz")


class Rates:
    """Counts requests of clients within a minute, in bounded memory."""

    def __init__(self, per_minute: int) -> None:
        self.item = RateLimitItemPerMinute(per_minute)
        self.storage = MemoryStorage()
        self.limiter = SlidingWindowCounterRateLimiter(self.storage)

    def hit(self, who: str) -> bool:
        """Count a request; say whether it is within the limit."""
        if len(self.storage.storage) > 2 * CLIENTS:
            self.storage.reset()
        return self.limiter.hit(self.item, who)

    def told(self, who: str) -> dict[str, str]:
        """Return the headers that say what is left, and of a minute how many seconds."""
        found = self.limiter.get_window_stats(self.item, who)
        left = max(1, math.ceil(found.reset_time - time.time()))
        return {
            "RateLimit-Policy": f'"minute";q={self.item.amount};w=60',
            "RateLimit": f'"minute";r={found.remaining};t={left}',
        }


class Limits(Layer):
    """Refuses whoever asks too often, and gives up what takes too long."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        given = settings()
        self.rates = Rates(given.requests_per_minute) if given.requests_per_minute else None
        self.places = Places(given.answers_at_once, given.answers_per_client, PATIENCE)
        self.seconds: float = given.answer_seconds

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what computes nothing; let the rest compute within the limits."""
        if not below(asked(scope), COMPUTING):
            await self.app(scope, receive, send)
            return
        who = client(scope, settings().trusted_proxies)
        if self.rates is None:
            await self._computed(who, scope, receive, send)
            return
        within, told = self.rates.hit(who), self.rates.told(who)
        if within:
            await self._computed(who, scope, receive, at_start(send, partial(_tell, told)))
            return
        told["Retry-After"] = told["RateLimit"].rpartition("=")[2]
        answer = refusal(scope, 429, "too-often", told, self.rates.item.amount)
        await answer(scope, receive, send)

    async def _computed(self, who: str, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.places.take(who)
        except NoPlace as full:
            status, slug = (429, "too-many-at-once") if full.own else (503, "busy")
            answer = refusal(scope, status, slug, {"Retry-After": "5"})
            await answer(scope, receive, send)
            return
        timed = _Timed(send)
        work = asyncio.create_task(self._placed(who, scope, receive, timed))
        await asyncio.wait({work}, timeout=self.seconds)
        if work.done() or timed.begun:
            await work
            return
        timed.given_up = True
        work.add_done_callback(_ended)
        answer = refusal(scope, 503, "too-long-computed", {"Retry-After": "60"}, int(self.seconds))
        await answer(scope, receive, send)

    async def _placed(self, who: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Compute, and keep the place until it ends: work in a thread cannot be ended."""
        try:
            await self.app(scope, receive, send)
        finally:
            await self.places.give_back(who)


class _Timed(Begun):
    """Sends on until the answer is given up; what comes afterwards nobody reads."""

    given_up = False

    async def __call__(self, message: Message) -> None:
        if not self.given_up:
            await super().__call__(message)


def _ended(work: asyncio.Task[None]) -> None:
    if not work.cancelled() and (error := work.exception()):
        _LOG.error("an answer that was given up failed", exc_info=error)


def _tell(told: Mapping[str, str], headers: MutableHeaders) -> None:
    headers.update(told)
