"""What to run for so many readers at once, by what a run of the script was measured to take."""

from __future__ import annotations

import math

from benchmarks.measure import Results, figure, table

READERS = (10, 100, 1000)
EVERY = 30.0
"""How many seconds a reader looks at a page before the next change of the filter."""

BUSY = 0.5
"""For how much of the time a process may be busy, so that hardly anyone waits for another."""


def report(sessions: Results) -> str:
    """Return a table by number of readers: changes a second, cores busy with them, processes,
    memory of all."""
    most = str(max(sessions.settings["sessions"]))
    each, before, grown = (
        sessions.median(f"{most}/{what}") or 0.0
        for what in ("core ms per run", "MB before", "MB per session")
    )
    rows = []
    for readers in READERS:
        cores = readers / EVERY * each / 1000
        processes = max(1, math.ceil(cores / BUSY))
        memory = (processes * before + readers * grown) / 1000
        rows.append(
            [
                figure(readers),
                figure(readers / EVERY, 1),
                figure(cores, 1),
                figure(processes),
                figure(memory, 1),
            ]
        )
    headings = ("readers", "changes a second", "cores busy", "processes", "memory, GB")
    return table(headings, rows)
