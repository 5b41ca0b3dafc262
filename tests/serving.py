"""What tests of a server share: which package it shows, what it answers."""

import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from cstoviz import shown


@contextmanager
def shown_from(place):
    """Show the package at a place, and forget it afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSTOVIZ_DATA", str(place))
        patch.setattr("sys.argv", ["dashboard.py"])
        shown.forget()
        yield place
        shown.forget()


def rewrite(folder, table, old, new):
    """Change a table, as an editor does that saves it."""
    file = folder / f"{table}.csv"
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new), "utf-8", newline="")


def status(url, **headers):
    """Return the status with which a server answers."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as got:
            return got.status
    except urllib.error.HTTPError as error:
        return error.code
