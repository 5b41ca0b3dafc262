"""Every view answers the same from pandas, a DuckDB file and Parquet files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstoviz.engines import open_package
from cstoviz.engines.convert import convert
from cstoviz.selection import Selection
from cstoviz.synthetic.make import write
from cstoviz.views.registry import views
from tests.engines.parity import SELECTIONS, differences, in_memory, same

STATES = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")


def opened(tables, folder, name):
    convert(tables, folder / name)
    return open_package(folder / name)


@pytest.fixture(scope="module")
def database(real, tmp_path_factory):
    return opened(real, tmp_path_factory.mktemp("engine"), "package.duckdb")


@pytest.fixture(scope="module")
def parquet(real, tmp_path_factory):
    return opened(real, tmp_path_factory.mktemp("engine"), "parquet")


@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda selection: str(selection.to_query()))
@pytest.mark.parametrize("view", list(views().values()), ids=lambda view: view.id)
def test_every_view_answers_the_same_from_a_database(view, selection, real, database):
    same(view, real, database, selection)


@pytest.mark.parametrize("view", list(views().values()), ids=lambda view: view.id)
def test_every_view_answers_the_same_from_parquet(view, real, parquet):
    same(view, real, parquet, SELECTIONS[1])


@pytest.mark.parametrize("engine", ["database", "parquet"])
def test_every_table_is_the_same(engine, real, request):
    converted = request.getfixturevalue(engine)
    for name in real.package.fields:
        assert real.rows(name).equals(converted.rows(name)), name


@settings(max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    events=st.integers(1, 60),
    states=st.sets(st.sampled_from(STATES), max_size=2),
    facts=st.sampled_from(["all", "stated"]),
    basis=st.sampled_from(["named", "inferred", "collective"]),
    period=st.sampled_from(["", "2025-01-01..2025-12-31", "2024-03-05..2024-03-05"]),
)
def test_random_packages_are_answered_the_same(
    real, tmp_path_factory, seed, events, states, facts, basis, period
):
    place = tmp_path_factory.mktemp("random") / "package"
    write(real, place, events, seed, lambda _done: None)
    engine = open_package(place)
    selection = Selection(states=tuple(sorted(states)), facts=facts, basis=basis, period=period)
    found = differences(in_memory(engine), engine, selection)
    assert not found, "; ".join(f"{view}: {how[:300]}" for view, how in found.items())
