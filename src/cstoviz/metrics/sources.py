"""What the selected events rest on: sources by kind of publisher and language, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import narwhals as nw
import pandas as pd

from cstoviz.metrics.participation import shaped
from cstoviz.selection import OFFICIAL, Selection, apply, shown_period
from cstoviz.tables import Frame, Tables, collect

MIXES = ("publisher_kind", "language")
"""The properties of a source by which a mix is told, one code per source each."""

HOW_MANY = ("one", "two", "more")
RESTING = {"number": HOW_MANY, "official": ("official", "unofficial"), "kinds": ("only", "several")}
"""Three ways to split events by what they rest on; each event has one code in every one."""

CLEARLY, WEAK, LEAST_EXPECTED = 0.01, 0.1, 5
"""Mixes differ clearly under this p, from this V on, given at least so many expected in a cell."""

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
    events = apply(tables, selection.without_options()).events.select(
        nw.col("event_id"), nw.col("start_date").dt.truncate("1mo").alias("month"), "kind"
    )
    pairs = events.join(tables.event_sources, on="event_id")
    sources = tables.sources.select("source_id", "publisher", *MIXES)
    return pairs.join(sources, on="source_id").select(
        nw.col("event_id").alias("event"),
        "kind",
        "month",
        nw.col("source_id").alias("source"),
        "publisher",
        *MIXES,
        nw.concat_str("event_id", "source_id", separator=" ").alias("citation"),
    )


def per_month(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the sources of the selected events by month, kind of publisher and language.

    A source counts once in each month in which an event of it begins, however many these are. Out,
    by month, then as the package orders the codes: month (its first day), publisher_kind, language,
    sources (addresses). Every month of the shown period has a row; one without has no codes and 0.
    """
    rows = collect(cited(tables, selection).select("month", "source", *MIXES).unique())
    counts = rows.groupby(["month", *MIXES], as_index=False).size()
    counts = counts.rename(columns={"size": "sources"})
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
    official = nw.when(nw.col("publisher_kind") == OFFICIAL).then(1).otherwise(0)
    events = (
        cited(tables, selection)
        .with_columns(official.alias("official"), nw.col("publisher_kind").alias("last"))
        .group_by("event", "kind")
        .agg(
            nw.col("source").n_unique().alias("sources"),
            nw.col("official").max(),
            nw.col("publisher_kind").min(),
            nw.col("last").max(),
        )
    )
    one, alike = nw.col("sources") == 1, nw.col("publisher_kind") == nw.col("last")
    two = nw.when(nw.col("sources") == 2).then(nw.lit("two")).otherwise(nw.lit("more"))
    splits = (
        nw.when(one).then(nw.lit("one")).otherwise(two),
        nw.when(nw.col("official") == 1).then(nw.lit("official")).otherwise(nw.lit("unofficial")),
        nw.when(alike).then(nw.lit("only")).otherwise(nw.lit("several")),
    )
    only = nw.when(nw.col("resting") == "only").then(nw.col("publisher_kind"))
    parts = [events.with_columns(split.alias("resting")) for split in splits]
    return nw.concat(parts, how="vertical").select(
        "event",
        "kind",
        "resting",
        nw.col("resting").alias("part"),
        only.alias("publisher_kind"),
    )


def rest(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count the selected events by what they rest on.

    Out, in the order of `RESTING`, `only` once per kind of publisher: split (number, official,
    kinds), resting (one, two, more sources; official, unofficial: with or without an official
    source; only: all its sources are of publisher_kind; several: they are of several kinds),
    publisher_kind (null but for `only`), events (count), n (selected events with a source), share
    (events / n; null where n is 0).
    """
    rows = collect(resting(tables, selection))
    counts = rows.groupby(["resting", rows["publisher_kind"].fillna("")]).size()
    kinds = _codes(tables, "sources.publisher_kind", rows["publisher_kind"])
    cells = [
        (split, code, kind)
        for split, codes in RESTING.items()
        for code in codes
        for kind in (kinds if code == "only" else [None])
    ]
    frame = pd.DataFrame(cells, columns=["split", "resting", "publisher_kind"])
    frame["events"] = [int(counts.get((code, kind or ""), 0)) for _, code, kind in cells]
    frame["n"] = rows["event"].nunique()
    frame["share"] = frame["events"] / frame["n"].where(frame["n"] > 0)
    return shaped(frame, _REST)


def rest_by_kind(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Count, for each kind of event, those that rest on one, on two and on more sources.

    Out, the largest share of events with one source first, then as the package orders kinds: kind,
    one, two, more (events), n (selected events of the kind with a source), share (one / n).
    """
    rows = collect(resting(tables, selection).filter(nw.col("resting").is_in(HOW_MANY)))
    kinds = [
        kind for kind in _codes(tables, "events.kind", rows["kind"]) if kind in set(rows["kind"])
    ]
    counts = rows.groupby(["kind", "resting"]).size().to_dict()
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
    rows = collect(cited(tables, selection))
    order = _codes(tables, "sources.language", rows["language"])
    found = [
        (host, kind, tuple(code for code in order if code in set(part["language"])),
         part["source"].nunique(), part["event"].nunique())
        for (host, kind), part in rows.groupby(["publisher", "publisher_kind"], dropna=False)
    ]  # fmt: skip
    frame = pd.DataFrame(found, columns=list(_PUBLISHERS))
    by = {"sources": False, "events": False, "publisher": True}
    return shaped(frame.sort_values(list(by), ascending=list(by.values())), _PUBLISHERS)


def parted(tables: Tables, selection: Selection) -> Frame:
    """Return the pairs of event and source of the selection and of the rest of the reported record.

    Out: the columns of `cited`, part (selection, rest); each pair once for its kind of publisher
    (language null) and once for its language (publisher_kind null).
    """
    inside = cited(tables, selection)
    outside = cited(tables, Selection()).join(inside.select("event"), on="event", how="anti")
    both = nw.concat(
        [
            inside.with_columns(part=nw.lit("selection")),
            outside.with_columns(part=nw.lit("rest")),
        ],
        how="vertical",
    )
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
    rows = collect(parted(tables, selection))
    parts = [_compared(tables, rows, name) for name in MIXES]
    frame = pd.concat(parts, ignore_index=True)
    for end in ("", "_rest"):
        total = frame[f"n{end}"]
        frame[f"share{end}"] = frame[f"citations{end}"] / total.where(total > 0)
    frame["share_difference"] = frame["share"] - frame["share_rest"]
    return shaped(frame, _MIX)


def _compared(tables: Tables, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    found = rows[rows[name].notna()]
    codes = _codes(tables, f"sources.{name}", found[name])
    if name != MIXES[0]:
        codes = [code for code in codes if code in set(found[name])]
    frame = pd.DataFrame({"mix": name, name: codes})
    for part, end in (("selection", ""), ("rest", "_rest")):
        counts = found.loc[found["part"] == part, name].value_counts()
        frame[f"citations{end}"] = [int(counts.get(code, 0)) for code in codes]
        frame[f"n{end}"] = int(counts.sum())
    return frame


@dataclass(frozen=True)
class Homogeneity:
    """A chi-squared test of whether two mixes are alike, without correction.

    outcome: "clear" (p < 0.01, V at least 0.1, at least 5 expected in every cell), "unclear",
    "too-few" (fewer expected somewhere) or "none" (one side is empty, or there is only one
    category); the figures are None for "none".
    """

    outcome: str
    chi2: float | None = None
    dof: int | None = None
    p: float | None = None
    v: float | None = None


def homogeneity(frame: pd.DataFrame) -> Homogeneity:
    """Test whether the pairs of the selection and of the rest are alike by kind of publisher.

    In: publisher_kind, citations, citations_rest of `mix`. Rows of languages are left out.
    """
    counts = frame.loc[frame["publisher_kind"].notna(), ["citations", "citations_rest"]]
    cells = tuple((int(one), int(other)) for one, other in counts.to_numpy() if one + other)
    return _tested(cells)


@lru_cache(maxsize=256)
def _tested(cells: tuple[tuple[int, int], ...]) -> Homogeneity:
    from scipy.stats import chi2_contingency  # noqa: PLC0415 - it takes a second to load

    sides = [sum(side) for side in zip(*cells, strict=True)]
    if len(cells) < 2 or not all(sides):
        return Homogeneity("none")
    found = chi2_contingency(cells, correction=False)
    v = (found.statistic / sum(sides)) ** 0.5
    clear = found.pvalue < CLEARLY and v >= WEAK
    outcome = "clear" if clear else "unclear"
    if found.expected_freq.min() < LEAST_EXPECTED:
        outcome = "too-few"
    return Homogeneity(
        outcome, float(found.statistic), int(found.dof), float(found.pvalue), float(v)
    )
