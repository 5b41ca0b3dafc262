"""What those who run the server need: health, metrics, logs, an orderly stop."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from cstoviz.operating.health import alive, ready
from cstoviz.operating.monitor import metrics
from cstoviz.operating.observed import Observed

ROUTES: tuple[BaseRoute, ...] = (
    Route("/healthz", alive),
    Route("/readyz", ready),
    Route("/metrics", metrics),
)
"""What is answered to them."""

MIDDLEWARE: tuple[Middleware, ...] = (Middleware(Observed),)
"""What counts and logs requests, around everything else."""
