"""Many readers at once: how long each waits after a change of the filter, what goes wrong, and how
much memory and processor the server takes for each.

    .venv/bin/python -m benchmarks.sessions [--sessions 1,10,50] [--duration 180] [--json FILE]

Each reader has a session of its own over the app's websocket, on one page of all pages in turn,
and chooses other states every 5 seconds, the first time after a random part of them. One that is
not answered within that time changes its filter as soon as it is answered. Every number of readers
gets a server of its own; on the server of the most readers as many others come after the first
have left (“again”), for a third of the time: what a session holds and does not give back, they
would add once more. Time is from sending a change to the message that the script has finished;
memory is the server's resident set, before the first reader and at its most, and the difference
divided by the readers: what all share (caches, the data) is in it. Cores are seconds of a processor
by second: 1 is all that one core has; “core ms per run” is what one run of the script takes of it.
With --rounds N the whole is repeated.

Not measured: drawing in the browser, the network; the readers of this command run on the same
machine as the server and take some of its time.
"""

from __future__ import annotations

from typing import Any

from benchmarks import measure, servers
from benchmarks.crowd import HEADINGS, Crowd, row, visit
from benchmarks.measure import Results

FEW = 45.0
"""For how many seconds at most others than the most readers are measured."""


def crowds(numbers: list[int], seconds: float) -> list[list[Crowd]]:
    """Return who reads, by server: the most readers and, after them, as many others."""
    most = max(numbers)
    found = [[Crowd(str(n), n, min(seconds, FEW))] for n in numbers if n != most]
    again = Crowd(f"{most}, again", most, seconds / 3, first=most)
    return [*found, [Crowd(str(most), most, seconds), again]]


def measured(results: Results, numbers: list[int], seconds: float) -> None:
    for comers in crowds(numbers, seconds):
        with servers.dashboard() as server:
            visit(server.address)
            for crowd in comers:
                measure.note(f"{crowd.name} sessions for {crowd.seconds:.0f} s")
                crowd.measure(results, server.address, [server])


def report(results: Results) -> str:
    names = [crowd.name for each in crowds(results.settings["sessions"], 0) for crowd in each]
    return measure.table(HEADINGS, [row(results, name) for name in names])


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=1)
    parser.add_argument("--sessions", default="1,10,50", help="numbers of readers, with commas")
    parser.add_argument("--duration", type=float, default=180, help="seconds; default 180")
    options = parser.parse_args(given)
    numbers = sorted(int(number) for number in options.sessions.split(","))
    settings = {"sessions": numbers, "duration": options.duration, "rounds": options.rounds}
    results = Results("sessions", settings)
    for _ in range(options.rounds):
        measured(results, numbers, options.duration)
    print(report(results))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
