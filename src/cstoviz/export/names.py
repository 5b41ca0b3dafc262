"""Names of files: made of what is in them, so that two selections never share one."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

LONGEST_NAME = 120


def named(package: str, topic: str, query: Mapping[str, Sequence[str]], suffix: str) -> str:
    """Return a file's name made from package, topic and selection: plain ASCII, at most 120 long.

    Two selections never share a name: where one had to be shortened, a checksum ends it.
    """
    parts = [package, topic]
    for key, given in query.items():
        head = [] if key in ("states", "period") else [key]
        parts.append("-".join([*head, *given]))
    name = "_".join(filter(None, map(_slug, parts))) or "data"
    room = LONGEST_NAME - len(suffix) - 1
    if len(name) > room or any(_slug(part) != part for part in parts[2:]):
        exact = json.dumps([*parts[:2], dict(query)], sort_keys=True)
        check = hashlib.sha256(exact.encode()).hexdigest()[:8]
        name = f"{name[: room - 9].rstrip('-_.')}-{check}"
    return f"{name}.{suffix}"


def plain(name: str) -> str:
    """Return a name with a hyphen for every character that a file's name may not hold anywhere."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", name)


def _slug(value: str) -> str:
    """Return what of a text may stand in a file's name anywhere."""
    ascii_only = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", ascii_only).strip("-.")
