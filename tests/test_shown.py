"""A package that changes while the server runs: taken over whole, or refused and the old kept."""

import io
import shutil
import threading
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from cstoviz import caches, shown
from cstoviz.engines.convert import convert
from cstoviz.package import PackageError, read_package
from cstoviz.selection import Selection
from cstoviz.ui.server import MAIN
from cstoviz.views.core import answer
from cstoviz.views.registry import views
from tests.packages import write_tiny
from tests.serving import rewrite, shown_from

EVENT = "2031-03-28-spring-regatta"


@pytest.fixture
def folder(tmp_path):
    """Show a package of its own that the test may change."""
    with shown_from(write_tiny(tmp_path / "package")) as made:
        yield made


def titles():
    return list(shown.tables().rows("events").query("event_id == @EVENT")["title"])


def test_a_newer_package_is_taken_over_once_it_has_settled(folder):
    before = shown.tables()
    assert shown.look() == "same"
    rewrite(folder, "events", "Spring regatta", "Regatta")
    assert shown.look() == "unsettled"
    assert shown.tables() is before
    assert shown.look() == "taken"
    assert titles() == ["Regatta of 2031"]
    assert shown.look() == "same"
    assert shown.state().taken == 2
    assert shown.state().refused is None


def test_a_broken_package_is_refused_and_the_old_one_stays(folder, caplog):
    before = shown.tables()
    rewrite(folder, "participations", ",EST,", ",XXX,")
    found = [shown.look(), shown.look(), shown.look()]
    assert found == ["unsettled", "refused", "same"]
    assert shown.tables() is before
    refused = shown.state().refused
    assert {problem.table for problem in refused.problems} == {"participations"}
    assert "package refused" in caplog.text
    assert "XXX" in caplog.text


def test_a_mended_package_is_taken_over_and_nothing_is_refused_any_more(folder):
    shown.tables()
    rewrite(folder, "participations", ",EST,", ",XXX,")
    shown.look()
    assert shown.look() == "refused"
    rewrite(folder, "participations", ",XXX,", ",EST,")
    shown.look()
    assert shown.look() == "taken"
    assert shown.state().refused is None
    assert shown.state().refusals == 1


def test_what_is_broken_at_the_start_is_not_read_again_until_it_changes(folder, monkeypatch):
    rewrite(folder, "participations", ",EST,", ",XXX,")
    read = []
    opened = shown.open_package
    monkeypatch.setattr(shown, "open_package", lambda place: (read.append(place), opened(place))[1])
    for _ in range(3):
        with pytest.raises(PackageError):
            shown.tables()
    assert len(read) == 1
    rewrite(folder, "participations", ",XXX,", ",EST,")
    assert titles() == ["Spring regatta of 2031"]


def test_files_that_change_while_they_are_read_are_not_taken(folder, monkeypatch):
    before, opened = shown.tables(), shown.open_package
    rewrite(folder, "events", "Spring regatta", "Regatta")
    shown.look()

    def slowly(place):
        found = opened(place)
        rewrite(folder, "events", "Regatta of", "Spring Regatta of")
        return found

    monkeypatch.setattr(shown, "open_package", slowly)
    assert shown.look() == "unsettled"
    assert shown.tables() is before
    monkeypatch.setattr(shown, "open_package", opened)
    shown.look()
    assert shown.look() == "taken"
    assert titles() == ["Spring Regatta of 2031"]


def test_a_folder_is_swapped_whole_by_a_link(folder, tmp_path, monkeypatch):
    newer = write_tiny(tmp_path / "newer")
    rewrite(newer, "events", "Spring regatta", "Regatta")
    link = tmp_path / "current"
    link.symlink_to(folder)
    monkeypatch.setenv("CSTOVIZ_DATA", str(link))
    assert titles() == ["Spring regatta of 2031"]
    (tmp_path / "next").symlink_to(newer)
    (tmp_path / "next").replace(link)
    assert [shown.look(), shown.look()] == ["unsettled", "taken"]
    assert titles() == ["Regatta of 2031"]


def test_a_database_file_is_swapped_and_the_old_one_answers_to_its_end(
    folder, tmp_path, monkeypatch
):
    place, newer = tmp_path / "record.duckdb", tmp_path / "newer.duckdb"
    convert(read_package(folder), place)
    rewrite(folder, "events", "Spring regatta", "Regatta")
    convert(read_package(folder), newer)
    monkeypatch.setenv("CSTOVIZ_DATA", str(place))
    old = shown.tables()
    assert titles() == ["Spring regatta of 2031"]
    newer.replace(place)
    assert [shown.look(), shown.look()] == ["unsettled", "taken"]
    assert titles() == ["Regatta of 2031"]
    assert len(answer(views()["participation-by-state"], old, Selection()).frame) == 3


def test_the_files_are_those_of_what_is_shown(folder):
    content = shown.files()
    rewrite(folder, "participations", ",EST,", ",XXX,")
    shown.look()
    assert shown.look() == "refused"
    assert shown.files() == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b",XXX," not in archive.read("participations.csv")


def test_files_that_were_not_kept_and_are_gone_are_not_made_up(folder, monkeypatch):
    monkeypatch.setattr(shown, "MOST_KEPT", 0)
    shown.files()
    rewrite(folder, "events", "Spring regatta", "Regatta")
    with pytest.raises(FileNotFoundError):
        shown.files()


def test_a_package_that_is_taken_away_leaves_the_old_one(folder):
    before = shown.tables()
    shutil.rmtree(folder)
    assert [shown.look(), shown.look()] == ["unsettled", "refused"]
    assert shown.tables() is before


def test_nothing_is_kept_of_an_old_package(folder):
    import gc
    import weakref

    old = weakref.ref(shown.tables())
    answer(views()["participation-by-state"], shown.tables(), Selection())
    rewrite(folder, "events", "Spring regatta", "Regatta")
    shown.look()
    assert shown.look() == "taken"
    gc.collect()
    assert old() is None


def test_watching_tells_what_was_found_and_ends(folder):
    shown.tables()
    rewrite(folder, "events", "Spring regatta", "Regatta")
    ended, told = threading.Event(), []

    def after(found):
        told.append(found)
        ended.set()

    watcher = threading.Thread(target=shown.watch, args=(0.01, ended, after))
    watcher.start()
    watcher.join(timeout=60)
    assert told == ["taken"]


def test_a_reader_goes_on_with_what_the_newer_package_has(folder):
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    app.query_params["states"] = ["SWE", "EST"]
    app.run()
    assert app.multiselect[0].value == ["EST", "SWE"]
    gone = ("SWE", "stockholm", "2031-11-11-abroad")
    for file in folder.glob("*.csv"):
        lines = file.read_text("utf-8").splitlines()
        kept = [line for line in lines if not any(each in line for each in gone)]
        file.write_text("\n".join(kept) + "\n", "utf-8", newline="")
    shown.look()
    assert shown.look() == "taken", shown.state().refused
    app.run()
    assert not app.exception
    assert app.multiselect[0].value == ["EST"]
    assert [toast.value for toast in app.toast] == [
        "The data are now those of version 2032\\.4\\.0."
    ]


def test_a_refusal_is_said_at_the_foot_of_the_page(folder):
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    rewrite(folder, "participations", ",EST,", ",XXX,")
    shown.look()
    assert shown.look() == "refused"
    app.run()
    foot = [str(block.proto.body) for block in app.get("html") if "was refused" in str(block.proto)]
    assert len(foot) == 1
    assert "XXX" not in foot[0]


def test_forgetting_reaches_the_caches_of_answers_and_not_those_of_texts(tiny):
    from cstoviz import text
    from cstoviz.views import core

    answer(views()["participation-by-state"], tiny, Selection())
    assert core._answer.cache_info().currsize > 0
    caches.clear()
    assert core._answer.cache_info().currsize == 0
    assert text.messages.cache_info().currsize > 0


@pytest.mark.parametrize("page", ["overview", "events", "coverage", "methods"])
def test_a_session_keeps_nothing_of_an_old_package(folder, page):
    import gc
    import weakref

    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    app.switch_page(f"../../../pages/{page}.py").run()
    old = weakref.ref(shown.tables())
    rewrite(folder, "events", "Spring regatta", "Regatta")
    shown.look()
    assert shown.look() == "taken"
    app.run()
    assert not app.exception
    gc.collect()
    assert old() is None


def described(app):
    """Return which controls the session keeps a description of."""
    return set(app.session_state._state._state._new_widget_state.widget_metadata)


@pytest.mark.parametrize("page", ["overview", "map", "events", "compare"])
def test_a_session_keeps_no_control_that_is_gone(folder, page):
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    app.switch_page(f"../../../pages/{page}.py").run()
    sizes = []
    for turn in range(4):
        rewrite(folder, "events", "Spring ", f"Spring {turn} ")
        rewrite(folder, "places", "Tallinn", f"Tallinn {turn}")
        shown.look()
        assert shown.look() == "taken"
        app.run()
        app.run()
        assert not app.exception
        sizes.append(len(described(app)))
    assert sizes[1:] == sizes[:1] * 3
