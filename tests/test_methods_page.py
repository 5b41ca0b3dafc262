"""The page on methods through AppTest: its sections, its events, what a package tells of itself."""

import pytest
from streamlit.testing.v1 import AppTest

from cstoviz.methods import declared, record
from cstoviz.methods.rules import EXAMPLES
from cstoviz.ui import methods, navigation
from cstoviz.ui.server import MAIN
from tests.methods_expected import TOLD


@pytest.fixture
def wired(monkeypatch):
    """Put the page into the menu where it is not there."""
    if "methods" not in navigation.ORDER:
        monkeypatch.setattr(navigation, "ORDER", (*navigation.ORDER, "methods"))


def opened(query=None):
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    for key, values in (query or {}).items():
        app.query_params[key] = values
    return app.switch_page("../../../pages/methods.py").run()


def shown(app):
    return " ".join(str(block.proto.body) for block in app.get("html"))


@pytest.mark.usefixtures("wired")
def test_the_page_shows_every_section_and_rule():
    app = opened()
    assert not app.exception
    assert [each.value for each in app.header] == [
        "What counts as an event", "How it is counted", "What the codes mean", "The data",
        "Known limits", "How to cite", "How to report an error",
    ]  # fmt: skip
    page = shown(app)
    for rule in EXAMPLES:
        assert f'id="rule-{rule}"' in page
        assert f'href="#rule-{rule}"' in page
    assert "Upper bound: 65 + 2 + 50 = 117." in page
    assert app.code[0].value.endswith("Licensed under CC BY 4.0.")


@pytest.mark.usefixtures("wired")
def test_an_event_of_an_example_opens_its_card():
    app = opened()
    app.button(key="methods-event-period-0-2025-08-31-echelon-2025").click().run()
    assert not app.exception
    assert app.query_params["event"] == "2025-08-31-echelon-2025"


@pytest.mark.usefixtures("wired")
def test_another_organisation_has_the_page_too(tiny_path, monkeypatch):
    monkeypatch.setenv("CSTOVIZ_DATA", str(tiny_path))
    app = opened()
    assert not app.exception
    page = shown(app)
    assert "Every reported event has an official source." in page
    assert "CSTO" not in page
    assert "Kyrgyz" not in page


@pytest.mark.usefixtures("wired")
def test_what_the_package_tells_of_itself_is_shown(monkeypatch):
    monkeypatch.setattr(declared, "document", lambda _package: TOLD)
    monkeypatch.setattr(record, "document", lambda _package: TOLD)
    page = shown(opened())
    assert "2032.4.0, 20 April 2032: First release." in page
    assert "96.3% confirmed (95% interval 94.4% to 97.9%), 1.6% wrong, 2.1% not" in page
    assert "No date was wrong." in page
    assert "<li>Only the openings were read.</li>" in page
    assert 'href="https://lakes.example.org/errors"' in page
    assert "One row is one day on a lake." in page


def test_what_no_filter_changes_is_written_once(monkeypatch):
    asked = []
    sizes = record.sizes
    monkeypatch.setattr(record, "sizes", lambda tables: asked.append(tables) or sizes(tables))
    methods._written.cache_clear()
    assert shown(opened()) != shown(opened({"states": ["BLR"]}))
    assert len(asked) == 1
