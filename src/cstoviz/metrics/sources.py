"""What the selected events rest on: sources by kind of publisher and language, and how many."""

from __future__ import annotations

from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz import joins
from cstoviz.metrics import citations
from cstoviz.metrics.citations import pairs, selected, told
from cstoviz.metrics.counts import shaped
from cstoviz.selection import OFFICIAL, Selection, shown_period
from cstoviz.tables import Frame, Tables, collect

MIXES = citations.MIXES

HOW_MANY = ("one", "two", "more")
RESTING = {"number": HOW_MANY, "official": ("official", "unofficial"), "kinds": ("only", "several")}
"""Three ways to split events by what they rest on; each event has one code in every one."""

_PARTS = ("selection", "rest")
_MONTHS = {
    "month": "datetime64[us]",
    "publisher_kind": "str",
    "language": "str",
    "sources": "int64",
}
_REST = {
    "split": "str",
    "resting": "str",
    "publisher_kind": "str",
    "events": "int64",
    "n": "int64",
    "share": "float64",
}
_KINDS = {"kind": "str", **dict.fromkeys(HOW_MANY, "int64"), "n": "int64", "share": "float64"}
_PUBLISHERS = {
    "publisher": "str", "publisher_kind": "str", "languages": "object", "sources": "int64",
    "events": "int64",
}  # fmt: skip
_MIX = {
    "mix": "str", "publisher_kind": "str", "language": "str",
    "citations": "int64", "n": "int64", "share": "float64",
    "citations_rest": "int64", "n_rest": "int64", "share_rest": "float64",
    "share_difference": "float64",
}  # fmt: skip


def cited(tables: Tables, selection: Selection) -> Frame:
    """Return what the selected events rest on, one row per event and source.

    Out: event, kind, month (first day of that in which the event begins), source, publisher,
    publisher_kind, language, citation (text that stands for the pair of event and source).
    """
    return told(pairs(tables, selected(tables, selection)))


def per_month(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the sources of the selected events by month, kind of publisher and language.

    A source counts once in each month in which an event of it begins, however many these are. Out,
    by month, then as the package orders the codes: month (its first day), publisher_kind, language,
    sources (addresses). Every month of the shown period has a row; one without has no codes and 0.
    """
    rows = pairs(tables, selected(tables, selection))
    each = rows.group_by("month", *MIXES).agg(sources=nw.col("source_id").n_unique())
    counts = collect(each).dropna()
    period = shown_period(tables, selection)
    months = pd.date_range(period.start.replace(day=1), period.end, freq="MS")
    empty = pd.DataFrame({"month": months[~months.isin(counts["month"])], "sources": 0})
    whole = pd.concat([counts, empty]).astype(_MONTHS)
    ranks = [_ranks(tables, name, whole[name]).rename(name) for name in MIXES]
    order = pd.concat([whole["month"], *ranks], axis=1).reset_index(drop=True)
    return shaped(whole.iloc[order.sort_values(list(order.columns)).index], _MONTHS)


def _codes(tables: Tables, column: str, found: pd.Series[str]) -> list[str]:
    """Return the codes that the package lists for `table.column`, then others that are found."""
    order = list(tables.package.field(*column.split(".")).enum)
    return [*order, *sorted(set(found.dropna()) - set(order))]


def _ranks(tables: Tables, column: str, codes: pd.Series[str]) -> pd.Series[int]:
    known = {code: place for place, code in enumerate(_codes(tables, f"sources.{column}", codes))}
    return codes.map(known).fillna(len(known)).astype("int64")


def resting(tables: Tables, selection: Selection) -> Frame:
    """Return the selected events by what they rest on, each once in every split of `RESTING`.

    Out: event, kind, resting, part (the same), publisher_kind (of the one kind of publishers that
    it has, where resting is `only`; null otherwise).
    """
    events = _by_event(tables, selection)
    none = nw.lit(None, dtype=nw.String).alias("publisher_kind")
    splits = [
        events.select(
            nw.col("event_id").alias("event"),
            "kind",
            nw.col(split).alias("resting"),
            nw.col(split).alias("part"),
            "publisher_kind" if split == "kinds" else none,
        )
        for split in RESTING
    ]
    return nw.concat(splits, how="vertical")


@lru_cache(maxsize=64)
def _by_event(tables: Tables, selection: Selection) -> Frame:
    """Return the selected events that have a source, with their code in each split of `RESTING`.

    Out: event_id, kind, the splits, publisher_kind (where it has only one kind; else null).
    """
    kind, last, sources = nw.col("publisher_kind"), nw.col("last"), nw.col("sources")
    official = nw.when(kind == OFFICIAL).then(1).otherwise(0)
    events = (
        citations.kept(tables, selection.without_options())
        .with_columns(official=official, last=kind)
        .group_by("event_id", "kind")
        .agg(nw.len().alias("sources"), nw.col("official").max(), kind.min(), last.max())
    )
    more = nw.when(sources == 2).then(nw.lit("two")).otherwise(nw.lit("more"))
    said = nw.when(nw.col("official") == 1).then(nw.lit("official"))
    return events.select(
        "event_id",
        "kind",
        nw.when(sources == 1).then(nw.lit("one")).otherwise(more).alias("number"),
        said.otherwise(nw.lit("unofficial")).alias("official"),
        nw.when(kind == last).then(nw.lit("only")).otherwise(nw.lit("several")).alias("kinds"),
        nw.when(kind == last).then(kind).alias("publisher_kind"),
    )


@lru_cache(maxsize=64)
def _resting(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the rows of `_by_event` of a selection without options by all its codes: events."""
    by = ("kind", *RESTING, "publisher_kind")
    return collect(_by_event(tables, selection).group_by(*by).agg(events=nw.len()))


def rest(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the selected events by what they rest on.

    Out, in the order of `RESTING`, `only` once per kind of publisher: split (number, official,
    kinds), resting (one, two, more sources; official, unofficial: with or without an official
    source; only: all its sources are of publisher_kind; several: they are of several kinds),
    publisher_kind (null but for `only`), events (count), n (selected events with a source), share
    (events / n; null where n is 0).
    """
    counts = _resting(tables, selection.without_options())
    by = {name: counts.groupby(name)["events"].sum() for name in (*RESTING, "publisher_kind")}
    kinds = _codes(tables, "sources.publisher_kind", counts["publisher_kind"])
    cells = [
        (split, code, kind)
        for split, codes in RESTING.items()
        for code in codes
        for kind in (kinds if code == "only" else [None])
    ]
    frame = pd.DataFrame(cells, columns=["split", "resting", "publisher_kind"])
    frame["events"] = [
        int(by["publisher_kind"].get(kind, 0) if kind else by[split].get(code, 0))
        for split, code, kind in cells
    ]
    frame["n"] = counts["events"].sum()
    frame["share"] = frame["events"] / frame["n"].where(frame["n"] > 0)
    return shaped(frame, _REST)


def rest_by_kind(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each kind of event, those that rest on one, on two and on more sources.

    Out, the largest share of events with one source first, then as the package orders kinds: kind,
    one, two, more (events), n (selected events of the kind with a source), share (one / n).
    """
    rows = _resting(tables, selection.without_options())
    known = set(rows["kind"])
    kinds = [kind for kind in _codes(tables, "events.kind", rows["kind"]) if kind in known]
    counts = rows.groupby(["kind", "number"])["events"].sum().to_dict()
    frame = pd.DataFrame({"kind": kinds})
    for code in HOW_MANY:
        frame[code] = [int(counts.get((kind, code), 0)) for kind in kinds]
    frame["n"] = frame[list(HOW_MANY)].sum(axis=1)
    frame["share"] = frame["one"] / frame["n"]
    return shaped(frame.sort_values("share", ascending=False, kind="stable"), _KINDS)


def publishers(tables: Tables, selection: Selection) -> pd.DataFrame:
    """List the publishers of the sources of the selected events, those with most sources first.

    Out: publisher (host name), publisher_kind, languages (tuple of codes in the package's order),
    sources (addresses), events (that rest on at least one of them).
    """
    keys = ["publisher", "publisher_kind"]
    cites = citations.kept(tables, selection.without_options())
    each = cites.group_by(*keys).agg(events=nw.col("event_id").n_unique())
    rows = collect(cites.group_by(*keys, "language").agg(sources=nw.col("source_id").n_unique()))
    order = {code: n for n, code in enumerate(_codes(tables, "sources.language", rows["language"]))}
    rows = rows.sort_values("language", key=lambda codes: codes.map(order), kind="stable")
    grouped = rows.groupby(keys, dropna=False)
    frame = grouped["sources"].sum().reset_index()
    frame["languages"] = _by_number(grouped.ngroup(), rows["language"], len(frame))
    frame = frame.merge(collect(each), on=keys)
    by = {"sources": False, "events": False, "publisher": True, "publisher_kind": True}
    return shaped(frame.sort_values(list(by), ascending=list(by.values())), _PUBLISHERS)


def _by_number(groups: pd.Series[int], codes: pd.Series[str], count: int) -> list[tuple[str, ...]]:
    """Return the codes that are told of every group, by the group's number."""
    found: list[tuple[str, ...]] = [()] * count
    for group, code in zip(groups, codes, strict=True):
        found[group] += () if pd.isna(code) else (code,)
    return found


def _in_parts(tables: Tables, selection: Selection) -> Frame:
    """Return the pairs of the selection and of the rest of the reported record, with `part`."""
    inside, whole = selected(tables, selection), selected(tables, Selection())
    outside = joins.anti(whole, inside)
    parts = zip((inside, outside), _PARTS, strict=True)
    events = [rows.with_columns(part=nw.lit(part)) for rows, part in parts]
    return pairs(tables, nw.concat(events, how="vertical"))


def parted(tables: Tables, selection: Selection) -> Frame:
    """Return the pairs of event and source of the selection and of the rest of the reported record.

    Out: the columns of `cited`, part (selection, rest); each pair once for its kind of publisher
    (language null) and once for its language (publisher_kind null).
    """
    both = told(_in_parts(tables, selection), "part")
    without = [
        both.with_columns(nw.lit(None, dtype=nw.String).alias(name)) for name in reversed(MIXES)
    ]
    return nw.concat(without, how="vertical")


def mix(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Compare the sources of the selection with those of the rest of the reported record.

    What is counted are pairs of event and source. Out, first by kind of publisher, all of the
    package, then by language, those that occur: mix (publisher_kind, language), publisher_kind,
    language (one of them null), citations, n (pairs of the selection), share (citations / n),
    citations_rest, n_rest, share_rest (the same of the rest), share_difference (the one less the
    other); shares are null where there is nothing to divide by.
    """
    rows = _mixed(tables, selection)
    parts = [_compared(tables, rows, name) for name in MIXES]
    frame = pd.concat(parts, ignore_index=True)
    for end in ("", "_rest"):
        total = frame[f"n{end}"]
        frame[f"share{end}"] = frame[f"citations{end}"] / total.where(total > 0)
    frame["share_difference"] = frame["share"] - frame["share_rest"]
    return shaped(frame, _MIX)


def _mixed(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the pairs of the selection and of the rest by their codes: MIXES, selection, rest.

    The rest is what the reported record has beyond the reported events of the selection.
    """
    plain = selection.without_options()
    inside, whole = (citations.by_status(tables, each) for each in (plain, Selection()))
    counted = inside["citations"].where(inside["status"].isin(Selection().status), 0)
    inside = inside.assign(selection=inside["citations"], rest=-counted)
    rows = pd.concat([inside, whole.assign(selection=0, rest=whole["citations"])])
    return rows.groupby(list(MIXES), dropna=False)[list(_PARTS)].sum().reset_index()


def _compared(tables: Tables, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    found = rows[rows[name].notna()]
    codes = _codes(tables, f"sources.{name}", found[name])
    if name != MIXES[0]:
        codes = [code for code in codes if code in set(found[name])]
    frame = pd.DataFrame({"mix": name, name: codes})
    for part, end in zip(_PARTS, ("", "_rest"), strict=True):
        counts = found.groupby(name)[part].sum()
        frame[f"citations{end}"] = [int(counts.get(code, 0)) for code in codes]
        frame[f"n{end}"] = int(counts.sum())
    return frame
