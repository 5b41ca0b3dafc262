"""The dashboard's views against the same page in plain Streamlit, in Dash and in Panel.

    .venv/bin/python -m benchmarks.peers [--rounds N] [--json FILE] [--cold N]

One page with a filter of states, a filter of days and four charts (events on a timeline by kind,
participation per state, states by months, events per month by kind), made four times of the same
tables: of the dashboard's views (`ours.py`: with their sentences, cautions in the charts, three
degrees of evidence), in plain Streamlit (`plain.py`), in Dash (`dash_app.py`) and in Panel
(`panel_app.py`), the last three with pandas and Plotly Express (`figures.py`). Dash and Panel are
installed, pinned, into an environment of their own (`peers/.venv`) when the command first runs.

Filter: from the pointer going down on a state in the list to the frame after the last of the four
charts was drawn, noted inside the page by its own clock; no page has shown what is then chosen
before. Cold: from starting the server's process to the frame in which all four charts are drawn for
the first reader, whose browser has an empty cache. Rounds are interleaved.

Not measured: the dashboard's own pages (`paint.py`), several readers, production servers (Dash runs
on the server that it brings along, Panel on Bokeh's), the network.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, Page
from tools import machine

from benchmarks import browser, measure, selections, servers
from benchmarks.measure import Results, figure, times
from benchmarks.peers import places
from benchmarks.peers.places import NAMES

CHARTS = 4


def choose(name: str, page: Page, state: str) -> None:
    """Choose a state in the page's list, whichever program drew it."""
    if name == "dash":
        if not page.get_by_role("option").count():
            page.locator("#states").click()
        page.get_by_role("option", name=state, exact=True).click()
    elif name == "panel":
        page.locator(".choices input").fill(state)
        page.locator(".choices__list--dropdown .choices__item").get_by_text(
            state, exact=True
        ).click()
    else:
        browser.choose_in_streamlit(page, state)


class Peer:
    """A page of one program, walked from choice to choice."""

    def __init__(self, name: str, chromium: Browser, address: str) -> None:
        self._name, self._chromium = name, chromium
        self._url = places.url(name, address)
        self._page: Page | None = None

    def open(self) -> browser.Seen:
        """Open the page with an empty cache and wait until all charts are drawn."""
        self.close()
        self._page = browser.context(self._chromium).new_page()
        self._page.goto(self._url)
        return browser.rest(self._page, CHARTS)

    def drawn_at(self, found: browser.Seen) -> float:
        """Return the time of day at which the last chart was drawn."""
        assert self._page is not None
        assert found.last is not None
        return browser.origin(self._page) + found.last / 1000

    def choose(self, state: str) -> float:
        """Choose one more state; return the milliseconds until all charts are drawn anew."""
        assert self._page is not None
        before = browser.now(self._page)
        choose(self._name, self._page, state)
        found = browser.rest(self._page, CHARTS, since=before)
        assert found.last is not None
        return found.last - found.gesture

    def close(self) -> None:
        if self._page is not None:
            self._page.context.close()
            self._page = None


def cold(results: Results, chromium: Browser, name: str) -> None:
    port = machine.free_port()
    with servers.started(places.command(name, port), port) as server:
        servers.await_answer(places.url(name, server.address))
        peer = Peer(name, chromium, server.address)
        drawn = peer.drawn_at(peer.open())
        results.add(f"{name}/cold, s", drawn - server.started_at)
        peer.close()


def filters(results: Results, chromium: Browser, rounds: int) -> None:
    """Walk all pages in the same steps, one program after the other in each."""
    with ExitStack() as stack:
        peers = {}
        for name in NAMES:
            port = machine.free_port()
            command = places.command(name, port)
            server = stack.enter_context(servers.started(command, port))
            servers.await_answer(places.url(name, server.address))
            peers[name] = Peer(name, chromium, server.address)
        done = 0
        for state, new, first in selections.steps():
            if done == rounds:
                break
            done += new
            measure.note(f"filter {done} of {rounds}")
            for name, peer in peers.items():
                step(results, name, peer, (state, new, first))
        for peer in peers.values():
            peer.close()


def step(results: Results, name: str, peer: Peer, taken: tuple[str, bool, bool]) -> None:
    state, new, first = taken
    if first:
        found = peer.open()
        results.add(f"{name}/visit, ms", found.last or 0.0)
    took = peer.choose(state)
    if new:
        results.add(f"{name}/filter, ms", took)


def report(results: Results) -> str:
    kinds = (("filter, ms", 0), ("visit, ms", 0), ("cold, s", 2))
    return "\n\n".join(_table(results, kind, digits) for kind, digits in kinds)


def _table(results: Results, kind: str, digits: int) -> str:
    rows = []
    for name in NAMES:
        what = f"{name}/{kind}"
        rows.append(
            [
                name,
                figure(results.median(what), digits),
                figure(results.p95(what), digits),
                times(results.ratio(what, f"dash/{kind}")),
                times(results.ratio(what, f"plain/{kind}")),
            ]
        )
    return measure.table((kind, "median", "p95", "to Dash", "to plain Streamlit"), rows)


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=20)
    parser.add_argument("--cold", type=int, default=5, help="rounds of cold starts; default 5")
    options = parser.parse_args(given)
    places.install()
    results = Results("peers", {"rounds": options.rounds, "cold": options.cold})
    results.facts["packages of Dash and Panel"] = places.REQUIREMENTS.read_text("utf-8").split("\n")
    with browser.chromium() as chromium:
        for number in range(options.cold):
            measure.note(f"cold start {number + 1} of {options.cold}")
            for name in NAMES:
                cold(results, chromium, name)
        filters(results, chromium, options.rounds)
    print(report(results))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
