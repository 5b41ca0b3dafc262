"""What the dashboard is to cost at the most, and whether it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import replicas
from benchmarks.growth import ALL
from benchmarks.measure import Results, figure, ratio, table, times

Found = Mapping[str, float | None]
"""Values by the name of what has them; all are to keep to the target."""

SESSIONS, MILLION = "50", 1_000_000
BOTH = replicas.named(int(SESSIONS), "two processes")


@dataclass(frozen=True)
class Target:
    """No value may be above `most`. parts: where they are measured; the first that is there."""

    parts: Sequence[str]
    what: str
    most: float
    found: Callable[[Results], Found]
    write: Callable[[float | None], str] = times

    def row(self, kept: Mapping[str, Results]) -> list[str]:
        """Return target, its limit, the worst value and what has it, whether all keep to it."""
        results = next((kept[part] for part in self.parts if part in kept), None)
        found = self.found(results) if results else {}
        values = {name: value for name, value in found.items() if value is not None}
        if not values:
            return [self.what, self.write(self.most), "–", "", "not measured"]
        worst = max(values, key=lambda name: values[name])
        among = f"{worst}, worst of {len(values)}" if len(values) > 1 else worst
        verdict = self._verdict(values[worst])
        return [self.what, self.write(self.most), self.write(values[worst]), among, verdict]

    def _verdict(self, value: float) -> str:
        if value <= self.most:
            return "met"
        if not self.most:
            return f"missed by {self.write(value)}"
        return f"missed by {figure((value / self.most - 1) * 100)} %"


def milliseconds(value: float | None) -> str:
    return figure(value, 0, " ms")


def kilobytes(value: float | None) -> str:
    return figure(value, 1, " kB")


def _peers(kind: str, to: str) -> Callable[[Results], Found]:
    return lambda results: {"": results.ratio(f"ours/{kind}", f"{to}/{kind}")}


def _pages(results: Results) -> Iterator[str]:
    for name in results.names():
        if name.endswith("/app/ms"):
            yield name.removesuffix("/app/ms")


def _reruns(results: Results) -> Found:
    return {page: results.ratio(f"{page}/app/ms", f"{page}/floor/ms") for page in _pages(results)}


def _sent(results: Results) -> Found:
    medians = {page: results.median(f"{page}/app/bytes") for page in _pages(results)}
    return {page: ratio(median, 1000) for page, median in medians.items()}


def _first_chart(results: Results) -> Found:
    return {"": results.ratio("first chart/app/ms", "first chart/floor/ms")}


def _cold(results: Results) -> Found:
    return {"": results.ratio("dashboard", "dash, layout")}


def _session(what: str, crowd: str = SESSIONS) -> Callable[[Results], Found]:
    return lambda results: {"": results.median(f"{crowd}/{what}")}


def _waiting(crowd: str = SESSIONS) -> Callable[[Results], Found]:
    return lambda results: {"": results.p95(f"{crowd}/change, ms")}


def _engines(results: Results) -> Found:
    """Return, by question, how many times as long as the SQL the metric takes in DuckDB."""
    asked = [each.split("/")[0] for each in results.names() if each.endswith("/duckdb/sql/ms")]
    return {
        f"{each} at {results.facts['participations'] / 1e6:.1f} million participations":
            results.ratio(f"{each}/duckdb/metric/ms", f"{each}/duckdb/sql/ms")
        for each in asked
    }  # fmt: skip


def _million(results: Results) -> Found:
    """Return what views take in DuckDB with a million events, in milliseconds."""
    begin = f"DuckDB/{MILLION}/"
    return {
        view: results.median(f"{begin}{view}")
        for view in results.facts["views"]
        if results.count(f"{begin}{view}") and view != ALL
    }


TARGETS = (
    Target(["peers"], "Choice to repaint, to Dash", 1.0, _peers("filter, ms", "dash")),
    Target(["peers"], "Choice to repaint, to plain Streamlit", 0.5, _peers("filter, ms", "plain")),
    Target(["peers"], "Cold start and first visit, to Dash", 1.0, _peers("cold, s", "dash")),
    Target(["coldstart"], "Cold start to first page served, to Dash", 1.0, _cold),
    Target(["rerun"], "Change of the filter, every page, to its floor", 1.5, _reruns),
    Target(["rerun"], "Sent per change of the filter, every page", 80, _sent, kilobytes),
    Target(["paint"], "First view in a browser, to its floor", 1.3, _first_chart),
    Target(
        ["sessions"], f"{SESSIONS} sessions: waiting of the slowest 5 %", 1000, _waiting(),
        milliseconds,
    ),
    Target(
        ["replicas"], f"{SESSIONS} sessions, a process for each core: waiting of the slowest 5 %",
        1000, _waiting(BOTH), milliseconds,
    ),
    Target(["sessions"], f"{SESSIONS} sessions: errors", 0, _session("errors"), figure),
    Target(
        ["replicas"], f"{SESSIONS} sessions, a process for each core: errors", 0,
        _session("errors", BOTH), figure,
    ),
    Target(
        ["sessions"], f"{SESSIONS} sessions: memory for each", 15, _session("MB per session"),
        lambda value: figure(value, 1, " MB"),
    ),
    Target(
        ["engines-large", "engines"], "Every metric in DuckDB, to hand-written SQL", 1.3, _engines
    ),
    Target(
        ["pages"], "Change of the filter, every page, a million events in DuckDB", 1000,
        lambda results: {page: results.median(f"{page}/ms") for page in results.settings["pages"]},
        milliseconds,
    ),
    Target(
        ["pages"], "Sent per change of the filter, every page, a million events", 80,
        lambda results: {
            page: ratio(results.median(f"{page}/bytes"), 1000) for page in results.settings["pages"]
        },
        kilobytes,
    ),
    Target(
        ["growth"], "Every view in DuckDB, a million events", 1000, _million,
        milliseconds,
    ),
)  # fmt: skip


def report(kept: Mapping[str, Results]) -> str:
    """Return a table of all targets: limit, what was measured, met or by how much missed."""
    headings = ("target (at the most)", "limit", "measured", "where", "")
    return table(headings, [target.row(kept) for target in TARGETS])
