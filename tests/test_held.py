"""Settings of Streamlit that readers' safety rests on."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config

from cstoviz.settings import SettingError
from cstoviz.ui.held import HELD, hold

GIVEN = tomllib.loads((Path(__file__).parents[1] / ".streamlit/config.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(set(HELD) - {"global.developmentMode"}))
def test_the_file_of_settings_has_what_is_held(name):
    section, _, option = name.partition(".")
    assert GIVEN[section][option] == HELD[name]


@pytest.mark.parametrize("name", sorted(HELD))
def test_another_value_keeps_the_dashboard_from_starting(monkeypatch, name):
    asked = config.get_option
    wanted = HELD[name]
    other = not wanted if isinstance(wanted, bool) else "https://other.example"
    monkeypatch.setattr(
        config, "get_option", lambda given: other if given == name else asked(given)
    )
    with pytest.raises(SettingError, match=name):
        hold()


def test_what_is_set_here_is_held():
    hold()
