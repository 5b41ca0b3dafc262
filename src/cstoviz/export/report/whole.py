"""The report of a selection: a document for paper and for those who read with other means."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from cstoviz import text
from cstoviz.export.briefing.model import Briefing
from cstoviz.export.making import Progress, part
from cstoviz.export.report.contents import contents
from cstoviz.export.report.inert import all_inert
from cstoviz.export.report.press import pressed
from cstoviz.tables import Tables
from cstoviz.text import t

_TOLD = 0.7
"""The part of the work after which all is told and only has to be set."""


def report_bytes(briefing: Briefing, tables: Tables, progress: Progress) -> bytes:
    """Return the report of a briefing's selection as PDF, with every view and every source.

    Raises CalledOff when `progress` does, NotMade when it cannot be set or takes too long.
    """
    with text.speaking(briefing.lang), TemporaryDirectory(prefix="report-") as place:
        folder = Path(place)
        told = all_inert(contents(briefing, tables, folder, part(progress, 0, _TOLD)))
        (folder / "report.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        progress(_TOLD, t("report.setting"))
        made = pressed(folder, _stamp(briefing), part(progress, _TOLD, 1))
        progress(1.0, "")
        return made


def _stamp(briefing: Briefing) -> int:
    return int(datetime.combine(briefing.date, time(), UTC).timestamp())
