"""What tests of the API share: the hand-made package, shown."""

import pytest

from cstoviz.api import keeping
from tests.api.asking import showing


@pytest.fixture
def tiny_shown(tiny, monkeypatch):
    """Show the hand-made package."""
    keeping.kept.cache_clear()
    with showing(tiny, monkeypatch):
        yield
    keeping.kept.cache_clear()
