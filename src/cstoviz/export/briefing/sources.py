"""The addresses that the events of a briefing were reported at, numbered once for all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache, partial

from cstoviz import text
from cstoviz.export.briefing.model import Source
from cstoviz.labels import Labels
from cstoviz.selection import Selection, apply
from cstoviz.tables import Tables, collect
from cstoviz.views.core import Answer
from cstoviz.weblinks import web_link


def sources_of_selection(tables: Tables, selection: Selection) -> tuple[Source, ...]:
    """Return the sources of the selected events, numbered from 1.

    Those of the latest events come first; a source keeps its number wherever it is named.
    """
    return _numbered(tables, selection.without_options(), text.language())


@lru_cache(maxsize=64)
def _numbered(tables: Tables, selection: Selection, lang: str) -> tuple[Source, ...]:
    events = collect(apply(tables, selection).events.select("event_id", "start_date"))
    order = events.sort_values(["start_date", "event_id"], ascending=[False, True])
    links = tables.rows("event_sources")
    links = order[["event_id"]].merge(links, on="event_id")
    counts = links["source_id"].value_counts()
    rows = tables.rows("sources").set_index("source_id").loc[links["source_id"].unique()]
    columns = ("url", "publisher", "publisher_kind", "language")
    told = zip(rows.index, *(rows[name] for name in columns), strict=True)
    kinds, languages = (partial(Labels(tables, lang).of, name) for name in columns[2:])
    return tuple(
        Source(number, str(key), url, web_link(url), publisher, kinds(kind), languages(language),
               int(counts[key]))
        for number, (key, url, publisher, kind, language) in enumerate(told, start=1)
    )  # fmt: skip


def by_event(tables: Tables, sources: Collection[Source]) -> Mapping[str, tuple[Source, ...]]:
    """Return which of these sources report each event, by the event's key, in order of numbers."""
    known = {source.source: source for source in sources}
    found: dict[str, list[Source]] = {}
    links = tables.rows("event_sources")
    for event, source in zip(links["event_id"], links["source_id"], strict=True):
        if source in known:
            found.setdefault(str(event), []).append(known[source])
    return {key: tuple(sorted(few, key=lambda s: s.number)) for key, few in found.items()}


def events_of(found: Answer, tables: Tables) -> tuple[str, ...]:
    """Return the keys of the events that an answer counts or lists; those it shows come first."""
    listed = list(found.frame["event"].dropna()) if "event" in found.frame else []
    behind = found.view.behind
    if behind is None:
        return tuple(dict.fromkeys(map(str, listed)))
    counted = collect(behind(tables, found.selection))
    return tuple(dict.fromkeys(map(str, [*listed, *counted["event"].dropna()])))


def sources_behind(found: Answer, tables: Tables, sources: Collection[Source]) -> list[Source]:
    """Return those of the sources that report an event which an answer counts or lists."""
    reported = by_event(tables, sources)
    behind = {source for event in events_of(found, tables) for source in reported.get(event, ())}
    return sorted(behind, key=lambda source: source.number)
