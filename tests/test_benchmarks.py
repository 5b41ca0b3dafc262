"""What the benchmarks share: statistics, tables, files, selections; and a reader over the wire."""

import asyncio
import json
from collections import Counter

import pytest
from benchmarks import floor, measure, selections, servers, wire
from benchmarks.measure import Results

APP = """
import streamlit as st

chosen = st.multiselect("States", ["A", "B"])
st.html(f'<p class="cz-scope">{len(chosen)} &amp; more</p>')
st.html("<p>" + "x" * 20_000 + "</p>")
"""


def test_percentile_lies_between_the_nearest_values():
    assert measure.percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert measure.percentile([0.0, 10.0], 0.95) == 9.5
    assert measure.percentile([4.0], 0.95) == 4.0


def test_summary_keeps_every_sample():
    assert measure.summary([5, 1, 3]) == {"median": 3, "p95": 4.8, "samples": [5, 1, 3]}
    assert measure.summary([]) == {"median": None, "p95": None, "samples": []}


def test_table_puts_names_to_the_left_and_numbers_to_the_right():
    lines = measure.table(("page", "ms"), [["map", "1,200"], ["overview", "9"]]).splitlines()
    assert lines == ["page         ms", "--------  -----", "map       1,200", "overview      9"]


def test_numbers_in_words():
    assert measure.figure(1234.56, 1) == "1,234.6"
    assert measure.figure(None) == "–"
    assert measure.times(1.234) == "1.23×"
    assert measure.times(None) == "–"


def test_results_as_a_file(tmp_path, capsys):
    results = Results("sample", {"rounds": 2})
    for app, below in ((10.0, 4.0), (20.0, 6.0)):
        results.add("app", app)
        results.add("floor", below)
    results.facts["compressed"] = False
    assert results.ratio("app", "floor") == 3.0
    assert results.ratio("app", "nowhere") is None
    path = results.save(tmp_path / "deep" / "sample.json")
    assert str(path) in capsys.readouterr().out
    found = json.loads(path.read_text("utf-8"))
    assert found["measurements"]["app"] == {"median": 15, "p95": 19.5, "samples": [10, 20]}
    assert found["settings"] == {"rounds": 2}
    assert found["facts"] == {"compressed": False}
    assert found["machine"]["cpus"] >= 1
    assert set(found["packages"]) == {"streamlit", "plotly", "pandas"}
    assert len(found["commit"]) in (0, 40)


def test_selections_come_once():
    found = selections.subsets(["Belarus", "China"])
    assert len(found) == len({frozenset(each) for each in found}) == 62
    assert found == selections.subsets(["Belarus", "China"])
    assert all("China" not in each for each in found[:31])
    periods = {selections.period(number) for number in range(300)}
    assert len(periods) == 300


def test_walks_reach_every_choice_once():
    reached = []
    for walk in selections.walks("ABCDE"):
        chosen = frozenset()
        for state, new in walk:
            assert state not in chosen
            chosen |= {state}
            assert new == (chosen not in reached)
            reached.append(chosen)
    assert len(set(reached)) == 31
    assert sum(new for _, new, _ in selections.steps()) == 31


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    script = tmp_path_factory.mktemp("app") / "app.py"
    script.write_text(APP, "utf-8")
    with servers.streamlit(str(script)) as server:
        yield server


def test_a_reader_changes_a_filter_and_keeps_what_it_knows(app):
    async def read():
        async with wire.reader(app.address) as reader:
            return await reader.settle(), await reader.choose(["B"]), reader.compressed

    first, second, compressed = asyncio.run(read())
    assert (first.words, second.words) == ("0 & more", "1 & more")
    assert first.elements == second.elements == {"multiselect": 1, "html": 2}
    assert (first.referred, second.referred) == (0, 1)
    assert first.received > 20_000 > second.received > 0
    assert second.saved > 19_000
    assert second.seconds > 0
    assert not first.exceptions
    assert not compressed
    assert app.memory() > 1_000_000
    changed = [changed for _, _, changed in floor.recorded(first, second)]
    assert changed == [False, True, False]


def test_floor_differences():
    app, below = Counter(html=2, radio=1), Counter(html=1, radio=1, empty=1)
    assert floor.differences(app, below) == {"html": [2, 1], "empty": [0, 1]}
