"""What every request and answer goes through: headers, limits, keys."""

from starlette.middleware import Middleware

from cstoviz.guard.doors import Doors
from cstoviz.guard.faults import Faults
from cstoviz.guard.headers import Headers
from cstoviz.guard.limits import Limits
from cstoviz.guard.sessions import Sessions
from cstoviz.guard.signin import SignIn

MIDDLEWARE: tuple[Middleware, ...] = (
    Middleware(Headers),
    Middleware(Faults),
    Middleware(Doors),
    Middleware(Sessions),
    Middleware(SignIn),
    Middleware(Limits),
)
"""What requests go through, from the outside to the inside."""
