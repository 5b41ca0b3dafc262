"""Whatever is put into a package, reading it raises nothing but its problems."""

from contextlib import suppress
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cstoviz.problems import Rule
from tests.packages import descriptor, problems_of, tables, write


def positions(node, path=()):
    """Yield where every value of a JSON document stands."""
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from positions(value, (*path, key))


POSITIONS = sorted(positions(descriptor()), key=str)
JSON = st.sampled_from(
    [None, "", 0, -1, 1.5, True, [], {}, ["x"], {"a": 1}, "string", "date", "number", "(a+", "EST"]
)


def put(document, position, value):
    """Put a value into a document, where it still has that position."""
    *way, last = position
    for key in way:
        document = document[key]
    document[last] = value


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(POSITIONS), JSON), min_size=1, max_size=3))
def test_whatever_the_descriptor_says_nothing_but_problems_comes_of_it(tmp_path, edits):
    document = descriptor()
    for position, value in edits:
        with suppress(KeyError, IndexError, TypeError):
            put(document, position, value)
    folder = write(tmp_path / "any", document, tables())
    assert all(problem.rule in get_args(Rule) for problem in problems_of(folder))


NAMES = sorted(tables())
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "0001-01-01",
            "9999-12-31",
            "1e99",
            "-1",
            "9" * 30,
            "nan",
            '"',
            "\n",
            "\0",
            "ALL-MEMBERS",
        ]
    ),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    corruptions=st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(0, 40), st.integers(0, 16), CELLS),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_stands_in_a_cell_nothing_but_problems_comes_of_it(tmp_path, corruptions):
    texts = tables()
    for table, row, column, value in corruptions:
        lines = [line.split(",") for line in texts[table].splitlines()]
        line = lines[row % len(lines)]
        line[column % len(line)] = value
        texts[table] = "\n".join(",".join(cells) for cells in lines)
    folder = write(tmp_path / "any", descriptor(), texts)
    assert all(problem.rule in get_args(Rule) for problem in problems_of(folder))
