"""The arrows of the house: who may import whom."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "cstoviz"

FOUNDATION = {
    "tables", "text", "evidence", "periods", "selection", "labels", "context", "words", "geography",
    "codes", "rules", "search", "translations", "collation",
    "weblinks", "inert",
}  # fmt: skip
READING = {"columns", "descriptor", "problems", "checks"}
MAY_IMPORT = {
    "tables": {"inert"},
    "text": set(),
    "geography": set(),
    "inert": set(),
    "problems": {"inert"},
    "patterns": set(),
    "zips": {"problems"},
    "documents": {"inert", "problems"},
    "descriptor": {"tables", "patterns", "problems"},
    "columns": {"descriptor", "patterns", "problems"},
    "translations": {"tables"},
    "checks": {"columns", "descriptor", "geography", "problems", "tables", "translations"},
    "package": {"tables", "inert", "zips", "documents", *READING},
    "engines": {"engines", "documents", "package", "problems", "descriptor", "tables"},
    "settings": {"text"},
    "requested": {"text"},
    "caches": set(),
    "archive": {"tables"},
    "shown": {"archive", "caches", "engines", "package", "problems", "tables"},
    "joins": {"tables"},
    "evidence": {"tables", "joins"},
    "periods": {"tables"},
    "codes": set(),
    "collation": set(),
    "selection": {"tables", "joins", "evidence", "periods"},
    "rules": {"tables", "joins", "evidence", "selection"},
    "labels": {"tables", "translations"},
    "search": {"tables", "joins", "labels"},
    "context": {"tables", "selection", "periods", "labels", "text"},
    "words": {"context", "selection", "text"},
    "metrics": {
        "metrics",
        "tables",
        "joins",
        "selection",
        "evidence",
        "periods",
        "geography",
        "labels",
        "collation",
        "rules",
        "search",
    },
    "charts": {"charts", "context", "labels", "text", "geography", "codes"},
    "views": {"views", "charts", "metrics", *FOUNDATION},
    "methods": {"methods", "metrics", "views", *FOUNDATION},
    "card": {"metrics", *FOUNDATION},
    "weblinks": set(),
    "drawing": {"drawing", "text"},
    "export": {"export", "views", "drawing", *FOUNDATION},
    "synthetic": {"synthetic", "descriptor", "tables", "text", "translations"},
    "cli": {
        "cli",
        "synthetic",
        "engines",
        "export",
        "views",
        "package",
        "problems",
        "descriptor",
        "settings",
        *FOUNDATION,
    },
    "api": {
        "api",
        "views",
        "methods",
        "export",
        "drawing",
        "card",
        "package",
        "problems",
        "requested",
        "settings",
        "shown",
        *FOUNDATION,
    },
    "guard": {"guard", "requested", "settings", "text"},
    "operating": {"operating", "settings", "shown", "problems", "tables", "text"},
    "ui": {
        "ui",
        "api",
        "guard",
        "operating",
        "requested",
        "settings",
        "shown",
        "views",
        "methods",
        "export",
        "card",
        "charts",
        "engines",
        "package",
        "problems",
        *FOUNDATION,
    },
}
HEAVY_BELOW = {
    "streamlit": {"ui", "guard", "operating"},
    "plotly": {"charts", "ui"},
    "pydeck": {"charts", "ui"},
}


def rooms():
    for file in sorted(SOURCE.rglob("*.py")):
        yield pytest.param(file, id=str(file.relative_to(SOURCE)))


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(file):
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", list(rooms()))
def test_arrows_point_one_way(file):
    room = room_of(file)
    own = {n.split(".")[1] for n in imported(file) if n.startswith("cstoviz.")}
    modules = {path.stem for path in SOURCE.iterdir()}
    assert own & modules <= MAY_IMPORT.get(room, set()) | {room}


@pytest.mark.parametrize("file", list(rooms()))
def test_heavy_libraries_stay_in_their_rooms(file):
    found = {name.split(".")[0] for name in imported(file)}
    for library, allowed in HEAVY_BELOW.items():
        assert library not in found or room_of(file) in allowed


def test_the_entry_point_imports_only_the_server():
    assert set(imported(ROOT / "dashboard.py")) == {
        "streamlit",
        "cstoviz.ui.server",
        "cstoviz.ui.server.MAIN",
        "cstoviz.ui.server.served",
    }


def test_the_entry_point_and_navigation_load_nothing_that_takes_long():
    code = (
        "import sys, dashboard, cstoviz.ui.navigation; "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    loaded = set(told.stdout.decode().split())
    assert "streamlit" in loaded
    assert not loaded & {"pandas", "pydeck", "duckdb", "scipy"}


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.stem)
def test_pages_only_compose(page):
    assert {name.split(".")[0] for name in imported(page)} == {"cstoviz"}
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("file", list(rooms()))
def test_files_and_functions_stay_small(file):
    source = file.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 50, node.name
