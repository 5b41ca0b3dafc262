"""What all tests share: the real tables, and a tiny package of a made-up organisation."""

from pathlib import Path

import pytest

from cstoviz.package import read_package

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def real():
    """Return the repository's own tables."""
    return read_package(ROOT / "data")


@pytest.fixture(scope="session")
def tiny_path(tmp_path_factory):
    """Return the folder of the hand-made package."""
    from tests.packages import write_tiny

    return write_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny(tiny_path):
    """Return the tables of the hand-made package."""
    return read_package(tiny_path)
