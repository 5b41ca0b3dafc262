"""The events of a briefing as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from icalendar import Calendar, Event

from cstoviz import text
from cstoviz.export.briefing.model import Briefing, Source
from cstoviz.export.briefing.sources import by_event
from cstoviz.export.making import Progress, each
from cstoviz.labels import Labels
from cstoviz.tables import Tables
from cstoviz.text import t
from cstoviz.views.columns import column_title
from cstoviz.views.core import answer
from cstoviz.views.registry import views
from cstoviz.views.rows import saved

_STATUS = {"reported": "CONFIRMED", "announced": "TENTATIVE"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
Point = tuple[float, float]


def calendar_bytes(
    briefing: Briefing, tables: Tables, progress: Progress, every: timedelta | None = None
) -> bytes:
    """Return the selected events as a calendar: all-day entries, the earliest first.

    An event of which only the month is known spans it. Reported events are confirmed, announced
    ones tentative. The point of a place is given where the place is stated. Of very many events it
    holds the latest, and says so in its description, see `rows.saved`. Raises CalledOff when
    `progress` does. `every` says how often one who subscribes to it should ask for it anew.
    """
    with text.speaking(briefing.lang):
        found = answer(views()["events"], tables, briefing.selection.without_options())
        kept = saved(found, tables)
        rows = list(kept.frame.sort_values(["start", "event"]).itertuples())
        reported = by_event(tables, briefing.sources)
        points = _points(tables)
        made = _calendar(briefing, kept.notes, every)
        for row in each(rows, progress, lambda row: briefing.context.labels.of("event", row.event)):
            if row.status in _STATUS:
                made.add_component(_event(row, briefing, reported.get(row.event, ()), points))
    return bytes(made.to_ical())


def _calendar(briefing: Briefing, notes: Sequence[str], every: timedelta | None) -> Calendar:
    made = Calendar()
    said = {"language": briefing.lang}
    name = _plain(t("calendar.name", title=briefing.title, scope=briefing.scope))
    made.add("prodid", f"-//cstoviz//{_plain(briefing.package.name)}//{briefing.lang.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name, parameters=said)
    made.add("x-wr-calname", name)
    made.add("x-wr-caldesc", _plain(" ".join([briefing.footer, *notes])))
    if every:
        made.add("refresh-interval", every, parameters={"value": "DURATION"})
        made.add("x-published-ttl", f"PT{every // timedelta(hours=1)}H")
    return made


def _points(tables: Tables) -> Mapping[str, Point]:
    rows = tables.rows("places").dropna(subset=["lat", "lon"])
    return {
        str(place): (float(lat), float(lon))
        for place, lat, lon in zip(rows["place_id"], rows["lat"], rows["lon"], strict=True)
    }


def _event(
    row: Any, briefing: Briefing, sources: Sequence[Source], points: Mapping[str, Point]
) -> Event:
    labels, said = briefing.context.labels, {"language": briefing.lang}
    made = Event()
    made.add("uid", f"{_plain(row.event)}@{_plain(briefing.package.name)}")
    made.add("dtstamp", datetime.combine(briefing.date, datetime.min.time(), UTC))
    first, last = _days(row)
    made.add("dtstart", first)
    made.add("dtend", last + timedelta(days=1))
    made.add("summary", _summary(row, labels), parameters=said)
    made.add("description", _description(row, briefing, sources), parameters=said)
    made.add("status", _STATUS[row.status])
    made.add("categories", [_plain(labels.of("kind", row.kind))])
    made.add("transp", "TRANSPARENT")
    if where := _where(row, labels):
        made.add("location", where, parameters=said)
    if row.place in points and row.place_basis == "stated" and row.format != "video":
        made.add("geo", points[row.place])
    if url := next((source.link for source in sources if source.link), ""):
        made.add("url", _plain(url).replace("\n", ""))
    return made


def _days(row: Any) -> tuple[date, date]:
    """Return the first and last day; those of whole months where only a month is known."""
    first, last = pd.Timestamp(row.start), pd.Timestamp(row.end)
    if row.date_precision == "month":
        return first.replace(day=1).date(), (last + pd.offsets.MonthEnd(0)).date()
    return first.date(), last.date()


def _summary(row: Any, labels: Labels) -> str:
    title = _plain(labels.of("event", row.event))
    return t("calendar.month-only", title=title) if row.date_precision == "month" else title


def _where(row: Any, labels: Labels) -> str:
    """Return place and country, whether they are inferred, and whether it was held by video."""
    names = [labels.of("place", row.place), labels.of("state", row.host)]
    where = _plain(", ".join(filter(None, names)))
    if where and row.place_basis == "inferred":
        where = t("calendar.inferred", where=where)
    by_video = _plain(labels.of("format", "video")) if row.format == "video" else ""
    return "; ".join(filter(None, [by_video, where]))


def _description(row: Any, briefing: Briefing, sources: Sequence[Source]) -> str:
    labels = briefing.context.labels
    summary = labels.text("events", row.event, "summary", row.summary)
    lines = [t("book.fact", name=name, value=value) for name, value in _facts(row, labels)]
    addresses = [_address(source) for source in sources]
    if addresses:
        addresses.insert(0, t("book.fact", name=column_title("sources"), value="").rstrip())
    query = urlencode({"event": row.event, "lang": briefing.lang})
    link = briefing.link(f"events?{query}")
    parts = [summary, "\n".join(lines), "\n".join(addresses), link, briefing.package.title]
    return _plain("\n\n".join(filter(None, parts)))


def _facts(row: Any, labels: Labels) -> Iterator[tuple[str, str]]:
    days = text.span(*_days(row))
    if row.date_precision == "month":
        days = t("timeline.some-day", month=text.month(row.start))
    yield column_title("when"), days
    for column in ("date_basis", "kind", "status", "organ"):
        if name := labels.of(column, getattr(row, column)):
            yield column_title(column), name
    if where := _where(row, labels):
        yield column_title("place"), where
    yield column_title("place_basis"), labels.of("place_basis", row.place_basis)
    if row.states:
        names = [labels.of("state", state) for state in row.states]
        yield column_title("states"), "; ".join(names)
    if row.all_members:
        yield column_title("all_members"), t("yes")


def _address(source: Source) -> str:
    publisher = source.publisher if isinstance(source.publisher, str) else ""
    return f"[{source.number}] " + " ".join(filter(None, [publisher, source.url]))


def _plain(value: str) -> str:
    """Return a text from the data without characters that a calendar may not hold."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", value)).strip()
