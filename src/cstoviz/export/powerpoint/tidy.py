"""The same slides, the same bytes: files in a file in a fixed order, with a fixed time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

_FIRST = "[Content_Types].xml"
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def fixed(content: bytes, day: date) -> bytes:
    """Return a zip file's content with every file in it in order of names, stamped with a day."""
    out = io.BytesIO()
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in sorted(given.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, _stamped(name, given.read(name), day))
    return out.getvalue()


def _stamped(name: str, content: bytes, day: date) -> bytes:
    if name != "docProps/core.xml":
        return content
    return _STAMPS.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode() + rb"\g<3>", content)


def fix_workbooks(part: Any, day: date) -> None:
    """Fix the data sheets of a slide's charts."""
    for rel in part.rels.values():
        if rel.reltype == RT.CHART:
            sheet = rel.target_part.chart_workbook.xlsx_part
            sheet._blob = fixed(sheet.blob, day)
