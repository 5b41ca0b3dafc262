"""How long from starting the process to the first page that is served.

    .venv/bin/python -m benchmarks.coldstart [--rounds N] [--json FILE]

The dashboard: until the script of the overview has finished for the first reader, over the app's
own websocket, who tries again every 5 ms from the start of the process. A bare Streamlit script of
one line (`st.write("hello")`): the same. A Dash app of four charts (`peers/dash_app.py`): until the
first answer to a request for its page, and until the answer to the request for its layout, which
the page sends next; only where `python -m benchmarks.peers` has made the environment for it. Rounds
are interleaved.

Not measured: the browser; the first start after a restart of the machine (the system keeps the
files of Python's packages in memory); Python's compiling of packages just installed.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

from tools import machine

from benchmarks import measure, servers, wire
from benchmarks.measure import Results, figure, times
from benchmarks.peers import places

BARE = 'import streamlit as st\n\nst.write("hello")\n'


async def first_run(address: str) -> None:
    """Wait until a server has answered a first reader with a finished script."""
    deadline = time.monotonic() + servers.PATIENCE
    while True:
        try:
            async with wire.reader(address) as reader:
                run = await reader.run()
                assert run.frames, "the server sent nothing"
                assert not run.exceptions, run.exceptions
                return
        except (OSError, wire.Closed) as error:
            if time.monotonic() > deadline:
                raise TimeoutError(f"no first run at {address}") from error
            await asyncio.sleep(0.005)


def streamlit(results: Results, what: str, script: str) -> None:
    port = machine.free_port()
    with servers.started(servers.streamlit_command(script, port), port) as server:
        asyncio.run(first_run(server.address))
        results.add(what, time.perf_counter() - server.started)


def dash(results: Results) -> None:
    port = machine.free_port()
    with servers.started(places.command("dash", port), port) as server:
        came = servers.await_answer(f"{server.address}/")
        results.add("dash, page", came - server.started)
        came = servers.await_answer(f"{server.address}/_dash-layout")
        results.add("dash, layout", came - server.started)


def report(results: Results) -> str:
    rows = [
        [
            what,
            figure(results.median(what), 2),
            figure(results.p95(what), 2),
            times(results.ratio(what, "bare streamlit")),
            times(results.ratio("dashboard", what)),
        ]
        for what in results.names()
    ]
    return measure.table(("start to", "s", "p95", "to bare", "dashboard to it"), rows)


def remarks(results: Results) -> list[str]:
    if "dash, page" in results.names():
        return []
    return ["Dash is not measured: run `python -m benchmarks.peers` once"]


def main(given: Any = None) -> Results:
    options = measure.arguments(__doc__, rounds=10).parse_args(given)
    results = Results("coldstart", {"rounds": options.rounds})
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, "utf-8")
        for number in range(options.rounds):
            measure.note(f"round {number + 1} of {options.rounds}")
            streamlit(results, "dashboard", "dashboard.py")
            streamlit(results, "bare streamlit", str(bare))
            if places.installed():
                dash(results)
    print("\n".join([report(results), "", *remarks(results)]))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
