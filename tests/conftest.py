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


@pytest.fixture
def tiny_shown(tiny_path):
    """Show the hand-made package, read, and forget it afterwards."""
    from cstoviz import shown
    from tests.serving import shown_from

    with shown_from(tiny_path):
        shown.tables()
        yield


@pytest.fixture(scope="session")
def unofficial(tmp_path_factory):
    """Return the hand-made package with two events that no official source reports."""
    from tests.packages import read_package, tables, write_tiny

    folder = write_tiny(tmp_path_factory.mktemp("unofficial"))
    lines = tables()["event_sources"]
    lines = lines.replace(
        "2031-03-28-spring-regatta,s0000000001", "2031-03-28-spring-regatta,s0000000003"
    )
    lines = lines.replace("2032-02-05-council,s0000000001", "2032-02-05-council,s0000000002")
    (folder / "event_sources.csv").write_text(lines, "utf-8", newline="")
    return read_package(folder)
