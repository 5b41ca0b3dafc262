"""What those who run the server need: health, metrics, logs."""

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

ROUTES: tuple[BaseRoute, ...] = ()
"""What is answered to them."""

MIDDLEWARE: tuple[Middleware, ...] = ()
"""What counts and logs requests, around everything else."""
