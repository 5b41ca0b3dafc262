"""What is counted for Prometheus. No label holds an address, a query or anything of a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from prometheus_client import REGISTRY, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import Metric
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from cstoviz.settings import settings

if TYPE_CHECKING:
    from cstoviz import shown
    from cstoviz.tables import Tables

BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
COUNTED = ("events", "participations", "sources")
REQUESTS = Counter("cstoviz_requests", "Answers", ["route", "method", "status"])
SECONDS = Histogram("cstoviz_request_seconds", "Time to the end of an answer", ["route"],
                    buckets=BUCKETS)  # fmt: skip
RUNNING = Gauge("cstoviz_requests_in_progress", "Answers being made")
SESSIONS = Gauge("cstoviz_sessions", "Pages that are open")
FAILURES = Counter("cstoviz_page_failures", "Runs of a page that ended with an exception")


async def metrics(_request: Request) -> Response:
    """Answer with everything that is counted, as Prometheus reads it."""
    if settings().metrics == "off":
        return PlainTextResponse("", 404)
    headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
    return Response(generate_latest(), headers=headers)


def failed(_error: Exception) -> None:
    """Count a page that could not be shown."""
    FAILURES.inc()


def _rows(tables: Tables) -> Iterator[tuple[str, int]]:
    """Yield how many rows the tables in memory have; those that stay in an engine are not asked."""
    from cstoviz.tables import how_many  # noqa: PLC0415

    for name in COUNTED:
        frame = getattr(tables, name)
        if frame.implementation.is_pandas():
            yield name, how_many(frame)


def _shown(held: shown.State) -> Iterator[Metric]:
    """Yield which package is shown, and how large it is."""
    about = GaugeMetricFamily(
        "cstoviz_package", "What is shown, and since when (seconds)", labels=["name", "version"]
    )
    rows = GaugeMetricFamily("cstoviz_package_rows", "Rows of a table", labels=["table"])
    if held.tables is not None and held.since is not None:
        package = held.tables.package
        about.add_metric([package.name[:80], package.version[:40]], held.since.timestamp())
        for name, count in _rows(held.tables):
            rows.add_metric([name], count)
    yield about
    yield rows


class _Package:
    """Tells of the package that is shown whenever it is asked."""

    def describe(self) -> Iterable[Metric]:
        """Tell nothing beforehand: what could tell takes long to load."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Yield what is told."""
        from cstoviz import shown  # noqa: PLC0415

        held = shown.state()
        yield from _shown(held)
        taken = "Packages taken over"
        yield CounterMetricFamily("cstoviz_packages_taken", taken, value=held.taken)
        refused = "Packages refused"
        yield CounterMetricFamily("cstoviz_packages_refused", refused, value=held.refusals)
        open_refusal = "Whether a package lies in place that was refused"
        yield GaugeMetricFamily(
            "cstoviz_package_refused_now", open_refusal, value=held.refused is not None
        )


REGISTRY.register(_Package())
