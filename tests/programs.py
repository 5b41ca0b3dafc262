"""Programs that tests read files with: where they are, or said loudly to be missing."""

import os
import shutil
import sys
from pathlib import Path

import pytest


def program(name):
    """Return a program's place; skip, or fail where it must be there."""
    own = Path(sys.executable).parent
    found = shutil.which(name, path=os.pathsep.join([str(own), os.environ.get("PATH", "")]))
    if found is None:
        message = f"{name} IS MISSING: what it would read stays unread"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return found
