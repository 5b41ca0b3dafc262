"""The events of a selection as a calendar, read back by a library that did not write it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream

from cstoviz import text
from cstoviz.export.briefing.compose import compose
from cstoviz.export.briefing.sources import by_event
from cstoviz.export.calendar import calendar_bytes
from cstoviz.export.making import CalledOff, silent
from cstoviz.selection import Selection
from cstoviz.views.core import answer
from cstoviz.views.registry import views
from tests.export.hostile import BREAKING, FORMULA, LONG, SCRIPT, hostile

BOTH = Selection(status=("reported", "announced"))


def made(tables, selection, lang="en", home=""):
    with text.speaking(lang):
        briefing = compose(tables, selection, ["title"], home=home)
    return calendar_bytes(briefing, tables, silent), briefing


def read(content):
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    return {event.uid: event for event in calendar.events}


def frame_of(tables, selection):
    return answer(views()["events"], tables, selection).frame


def kinds_of(event):
    """Return the categories in one; `ical` parts them at commas, also at those inside of a text."""
    return ",".join(event.categories).replace("\\", "")


def unfolded(content):
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_selected_event_is_an_entry_with_its_days(real, lang):
    content, briefing = made(real, BOTH, lang)
    events, frame = read(content), frame_of(real, BOTH)
    assert len(events) == len(frame) == 207
    for row in frame.itertuples():
        event = events[f"{row.event}@{real.package.name}"]
        first, last = row.start.date(), row.end.date()
        if row.date_precision == "month":
            first = first.replace(day=1)
            assert (last + timedelta(days=1)).day == 1
            assert event.summary != briefing.context.labels.of("event", row.event)
        assert (event.dtstart, event.dtend) == (first, last + timedelta(days=1))
        assert event.status.value == {"reported": "CONFIRMED", "announced": "TENTATIVE"}[row.status]
        assert event.summary.startswith(briefing.context.labels.of("event", row.event))
        assert kinds_of(event) == briefing.context.labels.of("kind", row.kind)


def test_the_option_of_a_search_leaves_no_event_out(real):
    content, _ = made(real, Selection().with_options(q="Rubezh", sort="kind"))
    assert len(read(content)) == 193


def test_entries_are_all_day_and_take_no_time(tiny):
    content, briefing = made(tiny, BOTH)
    lines = unfolded(content)
    assert all("VALUE=DATE" in line for line in lines if line.startswith(("DTSTART", "DTEND")))
    assert lines.count("TRANSP:TRANSPARENT") == lines.count("BEGIN:VEVENT") == len(read(content))
    stamp = datetime.combine(briefing.date, datetime.min.time(), UTC)
    assert {event.dtstamp for event in read(content).values()} == {stamp}


def test_the_calendar_says_what_it_holds(tiny):
    content, briefing = made(tiny, Selection(states=("EST",)))
    lines = unfolded(content)
    name = next(line for line in lines if line.startswith("X-WR-CALNAME:"))
    assert name.removeprefix("X-WR-CALNAME:").replace("\\,", ",") == (
        f"{briefing.title}: {briefing.scope}"
    )
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert any(re.fullmatch("PRODID:-//cstoviz//.+//EN", line) for line in lines)


def test_places_are_told_with_what_they_rest_on(real):
    content, _ = made(real, BOTH)
    events, frame = read(content), frame_of(real, BOTH)
    points = real.rows("places").set_index("place_id")
    for row in frame.itertuples():
        event = events[f"{row.event}@{real.package.name}"]
        known = isinstance(row.place, str)
        stated = known and row.place_basis == "stated" and row.format != "video"
        assert (event.geo is not None) == stated
        if stated:
            place = points.loc[row.place]
            assert (event.geo.lat, event.geo.lng) == (place["lat"], place["lon"])
        if row.place_basis == "inferred" and known:
            assert event.location.endswith("(inferred)")
        if not known and not isinstance(row.host, str) and row.format != "video":
            assert not event.location


def test_sources_stand_in_the_entry(tiny):
    content, briefing = made(tiny, Selection())
    events, reported = read(content), by_event(tiny, briefing.sources)
    for key, sources in reported.items():
        event = events.get(f"{key}@{tiny.package.name}")
        if event is None:
            continue
        assert str(event.url) == sources[0].link
        for source in sources:
            assert f"[{source.number}] {source.publisher} {source.url}" in event.description


def test_the_card_is_linked_where_the_dashboard_is_known(tiny):
    content, _ = made(tiny, Selection(), home="https://dash.example.org")
    found = read(content)[f"2031-01-15-first-council@{tiny.package.name}"]
    link = "https://dash.example.org/events?event=2031-01-15-first-council&lang=en"
    assert link in found.description
    assert "dash.example.org" not in made(tiny, Selection())[0].decode()


def test_lines_are_short_and_end_as_they_must(real):
    content, _ = made(real, Selection(), "ru")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    content.decode("utf-8")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_same_briefing_gives_the_same_bytes(tiny, lang):
    assert made(tiny, BOTH, lang)[0] == made(tiny, BOTH, lang)[0]


def test_hostile_texts_stay_texts(tiny):
    nasty = hostile(tiny)
    content, _ = made(nasty, BOTH)
    events = read(content)
    assert len(events) == len(frame_of(nasty, BOTH))
    keys = list(nasty.rows("events")["event_id"])
    first, second, third = (events[f"{key}@{nasty.package.name}"] for key in keys[:3])
    assert first.summary.startswith(FORMULA)
    assert second.summary.startswith(BREAKING.replace("\r\n", "\n").replace("\x0b", ""))
    assert third.summary.startswith(LONG.strip())
    lines = unfolded(content)
    assert lines.count("END:VEVENT") == len(events)
    assert not [line for line in lines if line.startswith(f"URL:{SCRIPT}")]
    assert b"\x0b" not in content


def test_an_empty_selection_is_an_empty_calendar(real):
    nothing = Selection(states=("KGZ",), period="2020-01-01..2020-01-02")
    content, _ = made(real, nothing)
    assert read(content) == {}
    assert b"X-WR-CALNAME" in content


def test_it_can_be_called_off(tiny):
    def off(_done, _what):
        raise CalledOff

    briefing = compose(tiny, Selection(), ["title"])
    with pytest.raises(CalledOff):
        calendar_bytes(briefing, tiny, off)


def test_days_are_those_of_the_data(real):
    content, _ = made(real, Selection(period="2024-01-10..2024-01-10"))
    (event,) = read(content).values()
    assert (event.dtstart, event.dtend) == (date(2024, 1, 10), date(2024, 1, 11))
