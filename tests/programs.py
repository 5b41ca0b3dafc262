"""Programs that tests read files with: where they are, or said loudly to be missing."""

import os
import shutil

import pytest


def program(name):
    """Return a program's place; skip, or fail where it must be there."""
    found = shutil.which(name)
    if found is None:
        message = f"{name} IS MISSING: what it would read stays unread"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return found
