"""The benchmarks of engines and of growth: SQL and metrics agree, fits, tables, memory."""

import json

import pytest
from benchmarks import alone, engines, growth, made, questions
from benchmarks.measure import Results

EVENTS = 400


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return a folder in which packages are made and kept."""
    folder = tmp_path_factory.mktemp("packages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made, "KEPT", folder)
        yield folder


@pytest.fixture(scope="module")
def places(kept):
    found = engines.opened(EVENTS, EVENTS)
    assert (kept / made.parquet(EVENTS).name).is_dir()
    return found


@pytest.mark.parametrize("question", questions.QUESTIONS, ids=lambda question: question.id)
def test_metrics_and_hand_written_sql_give_the_same_numbers(places, question):
    results = Results("engines")
    engines.compared(results, places, question, engines.WARM)
    assert results.names() == [
        f"{question.id}/{what}/{unit}"
        for what in ("duckdb/metric", "duckdb/sql", "parquet/metric", "parquet/sql",
                     "pandas/metric")
        for unit in ("ms", "cpu")
    ]  # fmt: skip


def test_pandas_is_left_out_of_large_packages(places):
    assert list(places) == ["duckdb", "parquet", "pandas"]
    assert list(engines.opened(EVENTS, EVENTS - 1)) == ["duckdb", "parquet"]


def test_other_numbers_than_those_of_the_sql_are_refused(places):
    question = questions.Question("roles", places_of_nobody, ("state", "role"), ("named",))
    with pytest.raises(AssertionError, match=r"roles, duckdb/metric, 2024.*/ \[\]"):
        engines.compared(Results("engines"), {"duckdb": places["duckdb"]}, question, 0)


def places_of_nobody(tables, selection):
    roles = next(each for each in questions.QUESTIONS if each.id == "roles")
    return roles.metric(tables, selection).iloc[:0]


def test_report_of_engines_says_what_misses_the_target():
    results = Results("engines", facts={"engines": ["duckdb"], "events": 1, "participations": 3})
    for number, question in enumerate(questions.QUESTIONS):
        for unit in ("ms", "cpu"):
            results.add(f"{question.id}/duckdb/metric/{unit}", 20.0 if number else 40.0)
            results.add(f"{question.id}/duckdb/sql/{unit}", 20.0)
    lines = engines.report(results).splitlines()
    assert lines[2].split() == ["events-per-month", "40", "20", "2.00×", "2.00×"]
    assert engines.remarks(results)[-1].endswith(": events-per-month")


def test_a_question_is_never_asked_twice_the_same():
    asked = {questions.selection(number).period for number in range(questions.LAST)}
    assert len(asked) == questions.LAST
    with pytest.raises(ValueError, match="300"):
        questions.selection(questions.LAST)


@pytest.mark.usefixtures("places")
def test_packages_are_made_once(kept):
    before = {path: path.stat().st_mtime_ns for path in kept.iterdir()}
    again = [made.parquet(EVENTS), made.database(EVENTS), made.csv(EVENTS)]
    assert {path: path.stat().st_mtime_ns for path in kept.iterdir()} == before
    assert set(again) == before.keys()
    assert made.rows(again[0], "events") == EVENTS


def test_fit_of_times_that_grow_evenly():
    fixed, each = growth.fitted([100, 1000, 10_000], [12.0, 30.0, 210.0])
    assert (fixed, each) == (pytest.approx(10), pytest.approx(0.02))


@pytest.mark.parametrize(
    ("took", "expected"), [([1.0, 100.0], (0.0, True)), ([100.0, 1.0], (True, 0.0))]
)
def test_neither_part_of_a_fit_is_below_zero(took, expected):
    fixed, each = growth.fitted([10, 100], took)
    assert (fixed and fixed > 0, each and each > 0) == expected


def test_where_one_gets_slower_than_the_other():
    slow, fast = (10.0, 0.02), (30.0, 0.01)
    assert growth.crossing(slow, fast, most=10_000) == pytest.approx(2000)
    assert growth.crossing(slow, fast, most=1000) is None
    assert growth.crossing((50.0, 0.02), fast, most=1000) == 0
    assert growth.crossing((50.0, 0.01), fast, most=1000) == 0
    assert growth.crossing(fast, (50.0, 0.02), most=1000) is None


def test_report_of_growth_is_the_same_from_its_file(tmp_path):
    results = Results("growth", {"rounds": 1, "events": [100, 1000]})
    results.facts["views"] = ["map", growth.ALL]
    for place, each in (("pandas", 2), ("DuckDB", 1)):
        for events in results.settings["events"]:
            for what in ("opening", "memory/answered", *results.facts["views"]):
                results.add(f"{place}/{events}/{what}", 500 / each + each * events)
    table = growth.report(results)
    lines = [line.split() for line in table.splitlines()]
    assert lines[3] == ["1,000", "2,250.0", "2.2", "2,250", "1,500.0", "1.5", "1,500"]
    assert lines[-2] == [
        "map", "450", "2,250", "250", "2,000.00", "600", "1,500", "500", "1,000.00", "250"
    ]  # fmt: skip
    assert growth.remarks(results)[0].endswith("from 250 events on")
    assert growth.report(Results.read(results.save(tmp_path / "growth.json"))) == table


@pytest.mark.usefixtures("places")
def test_a_package_alone_in_a_process():
    found = alone.run(made.database(EVENTS), "--rounds", 1, "--warm", 0, "--only", "questions")
    assert list(found["ms"]) == [question.id for question in questions.QUESTIONS]
    memory = found["memory"]
    assert 0 < memory["started"] <= memory["opened"] <= memory["answered"]
    json.dumps(found)
