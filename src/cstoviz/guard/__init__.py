"""What every request and answer goes through: headers, limits, keys."""

from starlette.middleware import Middleware

from cstoviz.guard.headers import Headers

MIDDLEWARE: tuple[Middleware, ...] = (Middleware(Headers),)
"""What requests go through, from the outside to the inside."""
