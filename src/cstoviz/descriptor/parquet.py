"""What a descriptor says of a table that lies in a Parquet file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OF_TEXT_FILES = ("encoding", "dialect", "bytes", "hash")


def in_parquet(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table's declaration for a Parquet file beside the descriptor, `<table>.parquet`."""
    kept = {key: value for key, value in resource.items() if key not in _OF_TEXT_FILES}
    return kept | {
        "path": f"{resource['name']}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }
