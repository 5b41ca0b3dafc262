"""How long metrics take in each engine, against hand-written SQL that answers the same question.

    .venv/bin/python -m benchmarks.engines [--rounds N] [--events N] [--spark] [--json FILE]

A made-up package (`cstoviz make-package`) is asked where it lies: a DuckDB file, a folder of
Parquet files, with up to `--pandas-most` events also pandas, with `--spark` also a Spark Connect
server on this machine. The SQL (`sql/`) runs in DuckDB, on the same connection as the metrics.

Every round asks with another period, so that no answer is kept from the round before; what is
looked up once per package stays known, as in the dashboard. In every round the metrics of all
engines and the SQL are asserted to give the same numbers. Times are of the whole metric, with the
Python around its queries, from the call to its frame, and from sending the SQL to its rows in
Python; whether the SQL or the metric comes first changes from round to round. CPU is that of the
process with all its threads, which what else the machine does disturbs less.

Not measured: opening and checking the package (`growth.py`), sentence and drawing of the view, the
disk (after the first, unmeasured round the system holds the files in memory).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any, TypeVar

from benchmarks import made, measure, questions, sparks
from benchmarks.measure import Results, figure, times
from benchmarks.questions import QUESTIONS, Question
from cstoviz.engines import open_package
from cstoviz.engines.duck import Duck
from cstoviz.selection import Selection
from cstoviz.tables import Tables, how_many

R = TypeVar("R")

EVENTS, PANDAS_MOST = 300_000, 1_000_000
TARGET = 1.3
"""How many times as long as the SQL a metric should take at the most, at ten million
participations."""

WARM = 1
"""How many rounds come before those that are measured."""

ASKED_IN_SQL = ("duckdb", "parquet")
NAMES = {"duckdb": "DuckDB", "parquet": "Parquet", "pandas": "pandas", "spark": "Spark"}


def opened(events: int, pandas_most: int) -> dict[str, Tables]:
    """Return the package in every engine but Spark."""
    found = {
        "duckdb": open_package(made.database(events)),
        "parquet": open_package(made.parquet(events)),
    }
    _name_tables(found["parquet"])
    if events <= pandas_most:
        found["pandas"] = open_package(made.csv(events))
    return found


def _name_tables(tables: Tables) -> None:
    """Give the Parquet files names that SQL can use, on the connection of the package."""
    for name in tables.package.fields:
        getattr(tables, name).to_native().create_view(name)


def in_sql(tables: Tables, question: Question, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows that the hand-written SQL finds."""
    assert isinstance(tables.engine, Duck)
    sql = question.sql
    found = tables.engine.connection.execute(sql, questions.used(sql, given))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def timed(ask: Callable[[], R]) -> tuple[R, Mapping[str, float]]:
    """Return an answer and how many milliseconds it took, by the clock and of processors."""
    cpu, start = time.process_time(), time.perf_counter()
    answer = ask()
    took = time.perf_counter() - start, time.process_time() - cpu
    return answer, {"ms": took[0] * 1000, "cpu": took[1] * 1000}


def compared(
    results: Results, places: Mapping[str, Tables], question: Question, number: int
) -> None:
    """Ask one question of every engine once. Raises AssertionError where answers differ."""
    asked = questions.selection(number)
    given = questions.parameters(places["duckdb"], asked)
    answers = {}
    for place, tables in places.items():
        for way in _ways(place, number):
            if way == "sql":
                rows, took = timed(partial(in_sql, tables, question, given))
                answers[f"{place}/sql"] = question.told(rows)
            else:
                frame, took = timed(partial(question.metric, tables, asked))
                answers[f"{place}/metric"] = question.told(frame.to_dict("records"))
            if number >= WARM:
                for unit, value in took.items():
                    results.add(f"{question.id}/{place}/{way}/{unit}", value)
    _same(question, asked, answers)


def _ways(place: str, number: int) -> Sequence[str]:
    if place not in ASKED_IN_SQL:
        return ("metric",)
    return ("metric", "sql") if number % 2 else ("sql", "metric")


def _same(question: Question, asked: Selection, answers: Mapping[str, questions.Answer]) -> None:
    expected = answers["duckdb/sql"]
    assert expected, f"{question.id}: nothing was found in {asked.period}"
    for name, found in answers.items():
        lost = [row for row in expected if row not in found][:3]
        more = [row for row in found if row not in expected][:3]
        assert found == expected, f"{question.id}, {name}, {asked.period}: {lost} / {more}"


def measured(results: Results, places: Mapping[str, Tables], rounds: int) -> None:
    for number in range(WARM + rounds):
        measure.note(f"round {number + 1} of {WARM + rounds}")
        for question in QUESTIONS:
            compared(results, places, question, number)


def report(results: Results) -> str:
    places: list[str] = results.facts["engines"]
    headings = ["question"]
    for place in places:
        headings += [f"{NAMES[place]}, ms"]
        if place in ASKED_IN_SQL:
            headings += ["SQL, ms", "ratio", "CPU ratio"]
    rows = [[question.id, *_cells(results, question.id, places)] for question in QUESTIONS]
    return measure.table(headings, rows)


def _cells(results: Results, asked: str, places: Sequence[str]) -> Iterator[str]:
    for place in places:
        metric, sql = f"{asked}/{place}/metric", f"{asked}/{place}/sql"
        yield figure(results.median(f"{metric}/ms"))
        if place in ASKED_IN_SQL:
            yield figure(results.median(f"{sql}/ms"))
            yield times(results.ratio(f"{metric}/ms", f"{sql}/ms"))
            yield times(results.ratio(f"{metric}/cpu", f"{sql}/cpu"))


def remarks(results: Results) -> list[str]:
    facts = results.facts
    said = [f"{facts['events']:,} events, {facts['participations']:,} participations"]
    for place in (place for place in ASKED_IN_SQL if place in facts["engines"]):
        slower = [question.id for question in QUESTIONS if _misses(results, question.id, place)]
        listed = ", ".join(slower) or "none"
        said.append(f"{NAMES[place]}, more than {times(TARGET)} the SQL: {listed}")
    return said


def _misses(results: Results, asked: str, place: str) -> bool:
    found = results.ratio(f"{asked}/{place}/metric/ms", f"{asked}/{place}/sql/ms")
    return found is not None and found > TARGET


def main(given: Any = None) -> Results:
    parser = measure.arguments(__doc__, rounds=5)
    parser.add_argument("--events", type=int, default=EVENTS, help=f"default {EVENTS}")
    parser.add_argument(
        "--pandas-most", type=int, default=PANDAS_MOST, help=f"default {PANDAS_MOST}"
    )
    parser.add_argument("--spark", action="store_true", help="needs pyspark and Java 17")
    options = parser.parse_args(given)
    results = Results("engines", {"rounds": options.rounds, "events": options.events})
    with ExitStack() as stack:
        places = opened(options.events, options.pandas_most)
        if options.spark:
            address = stack.enter_context(sparks.serving(made.parquet(options.events)))
            places["spark"] = open_package(address)
        duck = places["duckdb"]
        results.facts |= {
            "engines": list(places),
            "events": how_many(duck.events),
            "participations": how_many(duck.participations),
        }
        measured(results, places, options.rounds)
    print(report(results))
    print("\n".join(["", *remarks(results)]))
    results.save(options.json)
    return results


if __name__ == "__main__":
    main()
