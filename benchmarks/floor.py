"""The floor: a Streamlit app that shows as many elements of the same kinds and says nothing new.

A page of the dashboard is recorded as a reader's browser receives it after a change of the filter;
`floor_page.py` shows the same tree of elements with what was recorded: no data read, nothing
counted, no figure made. Figures that the change of the filter changed, the floor sends changed
(with a blank more each run); all others stay what they are. The difference of the two is the
program's own; what the floor needs is Streamlit's.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import servers
from benchmarks.wire import Run

RECORDED = "CSTOVIZ_FLOOR"
"""The variable of the environment that names the folder of recorded pages."""

Recorded = Sequence[tuple[tuple[int, ...], bytes, bool]]
"""Elements and blocks in the order of their paths: path, message, whether it has changed."""


def recorded(before: Run, run: Run) -> Recorded:
    """Return what a page sent; of a place that was sent more than once the last.

    Changed is what the run before did not send in the same words.
    """
    known = {msg.hash for msg in before.deltas}
    last = {tuple(msg.metadata.delta_path): msg for msg in run.deltas}
    return [
        (path, msg.SerializeToString(), msg.hash not in known) for path, msg in sorted(last.items())
    ]


def differences(app: Counter[str], floor: Counter[str]) -> dict[str, list[int]]:
    """Return the kinds of elements of which the floor shows another number: [app, floor]."""
    return {
        kind: [app[kind], floor[kind]]
        for kind in sorted({*app, *floor})
        if app[kind] != floor[kind]
    }


@contextmanager
def serving(pages: Mapping[str, Recorded]) -> Iterator[servers.Server]:
    """Serve the floor of recorded pages, each at `?page=NAME`."""
    with TemporaryDirectory() as folder:
        for name, page in pages.items():
            (Path(folder) / f"{name}.pickle").write_bytes(pickle.dumps(page))
        script = str(Path(__file__).with_name("floor_app.py"))
        with servers.streamlit(script, {RECORDED: folder}) as server:
            yield server
