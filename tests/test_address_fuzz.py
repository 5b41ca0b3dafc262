"""Any address at all: every page answers, without an exception and without taking what is wrong.

`FUZZ=3000 pytest tests/test_address_fuzz.py` tries as many addresses as one has time for.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from cstoviz.export.briefing.asked import options
from cstoviz.selection import KEYS, choices, from_query, resolve
from cstoviz.ui.navigation import ORDER
from cstoviz.ui.server import MAIN
from cstoviz.views.registry import views

CASES = int(os.environ.get("FUZZ", "40"))
STRANGE = (
    "", " ", "0", "-1", "null", "None", "[]", "{}", "{0}", "%", "%00", "\x00", "\ud800", "\u202e",
    "../../etc/passwd", "<script>alert(1)</script>", "javascript:alert(1)", "' OR 1=1 --", "=1+1",
    "9" * 400, "~~~", "a~b~c~d", "2025-13-45..2025-01-01", "2025-02-30", "..",
    "2025-06-30..2025-01-01", "\n", "🙂", "ß", "İ", "1799-12-31..1800-01-01",
    "9999-12-31..9999-12-31", "0001-01-01..0001-01-02", ",,,", "page", "x" * 3000,
)  # fmt: skip
KNOWN = (*KEYS, *options(), "event", "behind", "page", "slides", "lang", "show", "contrast")
fuzzed = settings(
    max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@st.composite
def queries(draw, tables):
    """Draw a query: known keys with right, nearly right and wrong values, and keys of no one."""
    codes = [code for given in choices(tables).values() for code in given]
    numbers = [f"{view}~{column}~{code}" for view in views() for column in ("events", "named", "n")
               for code in ("BLR", "2025-05-01", "")]  # fmt: skip
    events = list(tables.rows("events")["event_id"][:5])
    values = st.one_of(
        st.sampled_from([*codes, *events, *numbers, *STRANGE]),
        st.text(max_size=40),
        st.dates().map(lambda day: f"{day}..{day}"),
        st.integers().map(str),
    )
    keys = st.one_of(st.sampled_from(KNOWN), st.text(max_size=12))
    return draw(st.dictionaries(keys, st.lists(values, min_size=1, max_size=4), max_size=6))


@fuzzed
@given(data=st.data())
def test_every_page_answers_any_address(real, data):
    page = data.draw(st.sampled_from(ORDER))
    query = data.draw(queries(real))
    app = AppTest.from_file(str(MAIN), default_timeout=120).run()
    for key, values in query.items():
        app.query_params[key] = [value.encode("utf-8", "replace").decode() for value in values]
    app.switch_page(f"../../../pages/{page}.py").run()
    assert not app.exception, (page, query, app.exception[0].value)
    assert app.title[0].value


@settings(max_examples=CASES * 20, deadline=None, derandomize=True)
@given(data=st.data())
def test_what_is_taken_from_an_address_exists(real, data):
    query = data.draw(queries(real))
    selection, rejected = from_query(query, real)
    allowed = choices(real)
    for key in ("states", "kinds", "organs", "status"):
        assert set(getattr(selection, key)) <= set(allowed[key])
    assert selection.period == "" or resolve(selection.period, real)
    for wrong in rejected:
        assert wrong.value in query[wrong.key]
    again, _ = from_query(selection.to_query(), real)
    assert again == selection


@pytest.mark.parametrize("value", STRANGE)
@pytest.mark.parametrize("key", ["event", "behind", "period", "page", "lang"])
def test_a_strange_value_of_any_key_is_harmless(key, value):
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    app.query_params[key] = value.encode("utf-8", "replace").decode()
    app.run()
    assert not app.exception
