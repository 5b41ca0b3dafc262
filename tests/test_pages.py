"""Every page through AppTest: no exception, the cards it promises, and what an address asks for."""

import pytest
from streamlit.testing.v1 import AppTest

from cstoviz.metrics import events
from cstoviz.synthetic.make import write
from cstoviz.ui.navigation import ORDER
from cstoviz.ui.server import MAIN

SELECTIONS = {
    "all": {},
    "armenia": {"states": ["ARM"], "period": ["2025"]},
    "empty-week": {"period": ["2024-08-03..2024-08-06"]},
}


def opened(name, query=None, data=None, monkeypatch=None):
    """Open a page as a link does: the router first, then the page with its query."""
    if data is not None:
        monkeypatch.setenv("CSTOVIZ_DATA", str(data))
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    for key, values in (query or {}).items():
        app.query_params[key] = values
    return app.switch_page(f"../../../pages/{name}.py").run()


@pytest.mark.parametrize("query", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("name", ORDER)
def test_every_page_runs_for_every_selection(name, query):
    app = opened(name, query)
    assert not app.exception
    assert app.title[0].value
    assert len(app.header) > 0


@pytest.mark.parametrize("name", ORDER)
def test_another_organisation_shows_correctly(name, tiny_path, monkeypatch):
    app = opened(name, data=tiny_path, monkeypatch=monkeypatch)
    assert not app.exception
    shown = " ".join(str(block.proto.body) for block in app.get("html"))
    assert "Belarus" not in shown
    assert "CSTO" not in shown


def test_long_lists_on_one_page_have_their_parts(real, tmp_path, monkeypatch):
    monkeypatch.setattr("cstoviz.synthetic.make.JUDGED", 1_000)
    write(real, tmp_path / "p", 1_000, 1, lambda _done: None)
    app = opened("evidence", {"page": ["2"]}, tmp_path / "p", monkeypatch)
    assert not app.exception
    assert sum(caption.value.startswith("26 to ") for caption in app.caption) == 2


def test_a_broken_package_shows_its_problems_and_nothing_else(tmp_path, monkeypatch):
    app = opened("participation", data=tmp_path / "nowhere", monkeypatch=monkeypatch)
    assert not app.exception
    assert len(app.header) == 0
    assert "datapackage.json" in " ".join(str(block.proto.body) for block in app.get("html"))


def test_files_are_made_when_they_are_asked_for(monkeypatch):
    asked = []
    listed = events.events
    monkeypatch.setattr(events, "events", lambda *given: asked.append(given) or listed(*given))
    app = opened("events", {"period": "2025-02-03..2025-11-09"})
    assert not app.exception
    assert len(asked) == 1
