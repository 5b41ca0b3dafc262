"""Two processes of the dashboard behind a real reverse proxy that keeps each reader with one of
them, against one process behind the same proxy.

    .venv/bin/python -m benchmarks.replicas [--sessions 50,100] [--duration 90] [--json FILE]

The proxy is HAProxy (`apt-get install haproxy`), run with `docs/proxy/haproxy.cfg`: as it stands
there, but for the ports. Each reader visits first without a cookie, as a browser does, and takes
the one it gets along; then does what a reader in `sessions.py` does. That a cookie leads to the
same process again is asserted. Memory and cores are those of all processes together, without the
proxy's.

Not measured: two machines (here two processes, the proxy and the readers share the cores of one,
which a single process, because Python runs one thread at a time, does not use up); what is lost
when a process ends. Without HAProxy nothing is measured, and the command says so and fails.
"""

from __future__ import annotations

import re
import sys
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from benchmarks import measure, proxy, servers
from benchmarks.crowd import HEADINGS, Crowd, row, visit
from benchmarks.measure import Results

CONFIGURATIONS = {"one process": 1, "two processes": 2}
CONNECTED = re.compile(r'session_events_total\{type="connect"\} (\d+)')


def named(readers: int, configuration: str) -> str:
    """Return what samples of so many readers of a configuration are called."""
    return f"{readers}, {configuration}"


def crowds(numbers: Sequence[int]) -> list[tuple[int, str]]:
    """Return who is measured: every number of readers with every configuration."""
    return [(number, configuration) for number in numbers for configuration in CONFIGURATIONS]


def measured(results: Results, readers: int, configuration: str, seconds: float) -> None:
    name = named(readers, configuration)
    with ExitStack() as stack:
        number = CONFIGURATIONS[configuration]
        processes = [stack.enter_context(servers.dashboard()) for _ in range(number)]
        for process in processes:
            visit(process.address)
        before = stack.enter_context(proxy.before(processes))
        measure.note(f"{name}, for {seconds:.0f} s")
        crowd = Crowd(name, readers, seconds, cookie=proxy.cookies(before.port))
        crowd.measure(results, before.address, processes)
        results.facts.setdefault("sessions per process", {})[name] = came(processes)


def came(processes: Sequence[servers.Server]) -> list[int]:
    """Return how many sessions each process has had, without the first that warmed it up."""
    found = []
    for process in processes:
        with urllib.request.urlopen(f"{process.address}/_stcore/metrics", timeout=60) as answer:
            told = CONNECTED.search(answer.read().decode())
        found.append(int(told[1]) - 1 if told else 0)
    return found


def report(results: Results) -> str:
    rows = [row(results, named(*crowd)) for crowd in crowds(results.settings["sessions"])]
    return measure.table(HEADINGS, rows)


def remarks(results: Results) -> list[str]:
    return [
        f"{name}: sessions per process {', '.join(map(str, numbers))}"
        for name, numbers in results.facts["sessions per process"].items()
    ]


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=1)
    parser.add_argument("--sessions", default="50,100", help="numbers of readers, with commas")
    parser.add_argument("--duration", type=float, default=90, help="seconds; default 90")
    options = parser.parse_args(given)
    if proxy.program() is None:
        sys.exit("NOT MEASURED: no HAProxy here; `apt-get install haproxy` brings one")
    numbers = sorted(int(number) for number in options.sessions.split(","))
    settings = {"sessions": numbers, "duration": options.duration}
    results = Results("replicas", {**settings, "rounds": options.rounds})
    for _ in range(options.rounds):
        for readers, configuration in crowds(numbers):
            measured(results, readers, configuration, options.duration)
    print("\n".join([report(results), "", *remarks(results)]))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
