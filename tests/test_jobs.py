"""Files in the making: progress, result, failure, and being called off."""

import threading

from cstoviz import text
from cstoviz.export.making import CalledOff, NotMade, each, part, silent
from cstoviz.ui import jobs

PATIENCE = 10


def finished(job):
    assert job.ended.wait(PATIENCE)
    return job


def test_a_file_is_made_in_the_language_of_the_page():
    with text.speaking("ru"):
        job = jobs.start("x.txt", lambda _: text.language().encode())
    assert finished(job).content == b"ru"
    assert not job.running
    assert job.failed == ""


def test_progress_is_told_and_never_goes_back():
    seen = []

    def work(progress):
        for done, what in ((0.5, "half"), (0.2, "")):
            progress(done, what)
            seen.append((job.share, job.what))
        return b""

    begun = threading.Event()
    job = jobs.start("x.txt", lambda progress: begun.wait(PATIENCE) and work(progress))
    begun.set()
    finished(job)
    assert seen == [(0.5, "half"), (0.5, "half")]


def test_a_file_that_nobody_wants_ends_at_its_next_step():
    at_work, go_on, after = threading.Event(), threading.Event(), []

    def work(progress):
        at_work.set()
        go_on.wait(PATIENCE)
        progress(0.5, "")
        after.append("went on")
        return b"made"

    job = jobs.start("x.txt", work)
    assert at_work.wait(PATIENCE)
    job.call_off()
    go_on.set()
    finished(job)
    assert (job.content, job.failed, after) == (None, "", [])


def test_why_a_file_could_not_be_made_is_said():
    def missing(_progress):
        raise NotMade("no letters")

    def broken(_progress):
        raise ZeroDivisionError

    assert finished(jobs.start("x", missing)).failed == "no letters"
    said = finished(jobs.start("x", broken)).failed
    assert said == "The file could not be made (ZeroDivisionError)."


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(jobs, "PATIENCE", -1.0)

    def work(progress):
        progress(0.1, "")
        return b"made"

    job = finished(jobs.start("x", work))
    assert job.content is None
    assert job.failed.startswith("The file was given up after")


def test_no_more_files_are_made_at_once_than_the_server_bears():
    go_on, begun = threading.Event(), threading.Semaphore(0)

    def work(_progress):
        begun.release()
        assert go_on.wait(PATIENCE)
        return b""

    made = [jobs.start(str(n), work) for n in range(jobs.AT_ONCE + 1)]
    for _ in range(jobs.AT_ONCE):
        assert begun.acquire(timeout=PATIENCE)
    assert not begun.acquire(timeout=0.5)
    made[-1].call_off()
    go_on.set()
    assert all(finished(job) for job in made)


def test_parts_of_the_work_share_one_progress():
    told = []

    def progress(done, what):
        told.append((round(done, 2), what))

    for _ in each(["a", "b"], part(progress, 0.5, 1.0), str.upper):
        pass
    assert told == [(0.5, "A"), (0.75, "B"), (1.0, "")]
    assert silent(0.5, "x") is None


def test_calling_off_leaves_no_trace_of_an_error():
    def work(_progress):
        raise CalledOff

    job = finished(jobs.start("x", work))
    assert (job.content, job.failed) == (None, "")


def test_only_so_many_files_wait_and_who_is_refused_is_told(monkeypatch):
    monkeypatch.setenv("CSTOVIZ_FILES_WAITING", "1")
    go_on = threading.Event()

    def work(_progress):
        assert go_on.wait(PATIENCE)
        return b"made"

    taken = [jobs.start(str(n), work) for n in range(jobs.AT_ONCE + 1)]
    refused = jobs.start("x", work)
    assert not refused.running
    assert refused.failed.startswith("Too many files are being made")
    go_on.set()
    assert [finished(job).content for job in taken] == [b"made"] * len(taken)
    assert finished(jobs.start("x", lambda _: b"later")).content == b"later"
