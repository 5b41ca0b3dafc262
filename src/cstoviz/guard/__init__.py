"""What every request and answer goes through: headers, limits, keys."""

from starlette.middleware import Middleware

MIDDLEWARE: tuple[Middleware, ...] = ()
"""What requests go through, from the outside to the inside."""
