"""The views of the events themselves, and of what a search finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cstoviz import search, text
from cstoviz.context import Context
from cstoviz.labels import TABLES, Labels
from cstoviz.metrics import events as metrics
from cstoviz.metrics import found
from cstoviz.selection import Selection
from cstoviz.tables import Tables
from cstoviz.text import listed, number, t, tn
from cstoviz.views.columns import column_title
from cstoviz.views.core import COLUMNS, Option, View
from cstoviz.views.numbers import Number
from cstoviz.views.whole import whole

HIT = "hit"
"""The column that tells where the searched words stand; there only while something is searched."""


def _words(_tables: Tables, _selection: Selection) -> dict[str, str]:
    return {}


def _orders(_tables: Tables, selection: Selection) -> dict[str, str]:
    best = {metrics.BEST: t("option.sort.best")} if selection.option("q").strip() else {}
    orders = {
        **best,
        metrics.DEFAULT_SORT: t("option.sort.latest"),
        "start": t("option.sort.earliest"),
    }
    for column in metrics.SORTABLE:
        orders.setdefault(column, t("option.sort.up", column=column_title(column)))
        orders.setdefault(f"-{column}", t("option.sort.down", column=column_title(column)))
    return orders


def _columns(_tables: Tables, selection: Selection) -> dict[str, str]:
    hit = [HIT] if selection.option("q").strip() else []
    return {column: column_title(column) for column in [*metrics.COLUMNS, *hit]}


SEARCH = Option("q", _words, control="search")
SORT = Option("sort", _orders)
SHOWN = Option(COLUMNS, _columns, control="several")
PAGE_SIZE = 25


def _listed(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the events as `metrics.events`; while something is searched with a column more.

    hit: where the words stand and what is around them, in words, with the marks of `search`.
    """
    frame = metrics.events(tables, selection, Labels(tables, text.language()))
    words = selection.option("q").strip()
    if not words:
        return frame
    keys, stated = list(frame["event"]), selection.facts == "stated"
    hits = map(_hit, search.found_in_each(tables, words, keys, text.language(), stated))
    return frame.assign(**{HIT: pd.Series(list(hits), index=frame.index, dtype="str")})


def _hit(places: Sequence[tuple[str, str]]) -> str:
    return "; ".join(t("hit.in", field=t(f"hit.{field}"), text=around) for field, around in places)


def _searched(tables: Tables, selection: Selection) -> Sequence[str]:
    """Say what was searched instead of a word, and what to do where nothing was found."""
    words = selection.option("q").strip()
    if not words:
        return ()
    plainly = [t("search.plain")] if search.is_large(tables) else []
    if not metrics.found_events(tables, selection):
        return [*plainly, *_instead(tables, selection, words)]
    quoted = [t("search.quoted", words=word) for word in search.misspelt(tables, words)]
    return [
        *plainly,
        *([tn("search.misspelt", len(quoted), words=listed(quoted))] if quoted else []),
    ]


def _instead(tables: Tables, selection: Selection, words: str) -> Sequence[str]:
    everywhere = Selection(status=selection.status).with_options(q=words)
    outside = metrics.found_events(tables, everywhere)
    if outside:
        return (tn("search.outside", outside, words=words),)
    meant = search.suggestion(tables, words)
    return (t("search.meant", words=meant),) if meant else ()


def _events(frame: pd.DataFrame, about: Context) -> str:
    of_all = frame.attrs or _told(frame)
    sentence = tn(
        "view.events.sentence",
        whole(frame),
        period=text.span(of_all["first"], of_all["last"]),
        named=number(of_all["named"]),
        inferred=number(of_all["inferred"]),
    )
    searched = about.selection.option("q")
    if not searched:
        return sentence
    said = tn("view.events.found", whole(frame), words=searched, all=number(about.n))
    return f"{said} {sentence}"


def _told(frame: pd.DataFrame) -> dict[str, Any]:
    """Return what `metrics.events` gives of long lists, of one that is whole."""
    return {
        "first": frame["start"].min(),
        "last": frame["end"].max(),
        "named": int((frame["states"].map(len) > 0).sum()),
        "inferred": int((frame["place_basis"] == "inferred").sum()),
    }


def _latest(frame: pd.DataFrame, about: Context) -> str:
    last = frame.iloc[0]
    return tn(
        "view.latest-events.sentence",
        about.n,
        title=about.labels.of("event", last["event"]),
        period=text.span(last["start"], last["end"]),
        shown=number(len(frame)),
    )


def _notable(frame: pd.DataFrame, about: Context) -> str:
    first = frame.iloc[0]
    return t(
        "view.notable-events.sentence",
        title=about.labels.of("event", first["event"]),
        period=text.span(first["start"], first["end"]),
        sources=tn("sources", int(first["sources"])),
        shown=number(len(frame)),
        n=number(about.n),
    )


def _names(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the names as `metrics.found`, with a column `name` in the present language."""
    frame, labels = found.found_names(tables, selection), Labels(tables, text.language())
    codes = zip(frame["dimension"], frame["code"], strict=True)
    said = [_name(labels, dimension, code) for dimension, code in codes]
    frame.insert(2, "name", pd.Series(said, index=frame.index, dtype="str"))
    return frame


def _name(labels: Labels, dimension: str, code: str) -> str:
    if dimension in TABLES:
        return labels.of(dimension, code)
    table, _, fields = search.NAMES[dimension]
    return labels.text(table, code, fields[0], code)


def _others(frame: pd.DataFrame, about: Context) -> str:
    kinds = [tn(f"found.{name}", n) for name, n in Counter(frame["dimension"]).items()]
    return t("view.found-names.sentence", words=about.selection.option("q"), names=listed(kinds))


EVENTS = View(
    id="events",
    metric=_listed,
    chart=None,
    sentence=_events,
    options=(SEARCH, SORT, SHOWN),
    click="event",
    page_size=PAGE_SIZE,
    parted=True,
    columns=("event", "start", "end", "kind", "organ", "place", "host", "states", "sources", HIT),
    cautions=_searched,
)

LATEST = View(
    id="latest-events",
    metric=metrics.latest,
    chart=None,
    sentence=_latest,
    click="event",
)

NOTABLE = View(
    id="notable-events",
    metric=metrics.notable,
    chart=None,
    sentence=_notable,
    click="event",
    columns=("event", "start", "end", "place", "states", "sources"),
)

SEARCH_OTHERS = View(
    id="found-names",
    metric=_names,
    chart=None,
    sentence=_others,
    options=(SEARCH,),
    columns=("dimension", "name", "events"),
    behind=found.behind_names,
    numbers={"events": Number(("dimension", "code"))},
)
